"""The recommended policy beside a plain min/max, replayed on real sales.

    python -m benchmarks.policy [--products 100] [--out benchmarks/results/policy.json]

Reads the daily data sets of ../shared/data (or STOCKCAST_DATA); one that is absent is passed over and said to be.
Every product has a week's lead time, a week's review period and 95 % service, sells at 1 and costs 0.60. The min/max is
the replay's own peer. ``at_the_same_stock`` reads the recommended policy's service-level curve where it ties up as much
stock at cost as the min/max does; beyond the curve's ends it is the end itself, with its own stock. ``cost_a_year`` is
the margin lost on units short and 25 % a year of the stock at cost: the lower, the better.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.calendars.holidays import PublicHolidays
from adapters.in_process.demand_forecaster import EngineForecaster
from benchmarks.datasets import DATA_SETS, SEED, load
from domain.replenishment.models import StockedProduct
from domain.replenishment.replay.case import prepare
from domain.replenishment.replay.results import ReplayReport
from domain.replenishment.replay.run import replay
from domain.shared.demand_series import SalesSeries
from testing.fakes.forecasting import FakeEventCalendar

if TYPE_CHECKING:
    from benchmarks.frames import Grain, Series

DAILY = 7
WEEKLY_FITS = 105
PRICE, COST = Decimal(1), Decimal("0.6")
#: Share of its cost that a unit in stock costs a year.
HOLDING_RATE = 0.25
DAYS_OF_A_YEAR = 365
KEPT = (
    "stockout_days", "units_short", "fill_rate", "cycle_service_level", "average_stock_units", "average_stock_value",
    "orders",
)  # fmt: skip
EPOCH = date(1970, 1, 1).toordinal()


def main() -> None:
    """Replay each daily data set and write what each policy did."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--products", type=int, default=100)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/policy.json"))
    options = parser.parse_args()
    results = {}
    for data_set in (chosen for chosen in DATA_SETS if chosen.season_length == DAILY and chosen.name != "rossmann"):
        try:
            frame = load(data_set)
        except FileNotFoundError as missing:
            print(f"{data_set.name}: passed over, {missing}")
            continue
        series = sorted(frame.series(), key=lambda item: item.unique_id)
        picked = np.random.default_rng(SEED).permutation(len(series))[: options.products]
        results[data_set.name] = measure([_sales(series[index], frame.grain) for index in picked.tolist()])
        print(data_set.name, json.dumps(results[data_set.name], indent=1))
    options.out.write_text(json.dumps(results, indent=2) + "\n")


def measure(series: list[SalesSeries]) -> dict[str, Any]:
    """Replay some products together, forecast anew every week."""
    sales = {item.product_id: item for item in series}
    forecaster = EngineForecaster(PublicHolidays("US"), FakeEventCalendar())
    case = prepare([_product(key) for key in sales], sales, forecaster)
    if case is None:
        raise RuntimeError("no product has enough history")
    report = ReplayReport.of(replay(case, forecaster, WEEKLY_FITS), None, None)
    same = _at(report, report.minmax.average_stock_value or 0.0)
    return {
        "products": report.products,
        "days": case.days,
        "recommended": _rounded(asdict(report.recommended), case.days),
        "minmax": _rounded(asdict(report.minmax), case.days),
        "at_the_same_stock": _rounded(same, case.days),
        "curve": [{"service_level": level} | _rounded(asdict(result), case.days) for level, result in report.curve],
    }


def _at(report: ReplayReport, stock: float) -> dict[str, float]:
    """Read the recommended policy's curve where it ties up so much stock at cost; at its nearer end beyond its ends."""
    results = [asdict(result) for _, result in report.curve]
    held = [result["average_stock_value"] for result in results]
    return {name: float(np.interp(stock, held, [result[name] for result in results])) for name in KEPT}


def _rounded(result: dict[str, Any], days: int) -> dict[str, Any]:
    """Return the figures that are kept, and what they cost a year."""
    years = days / DAYS_OF_A_YEAR
    margin, holding = result["units_short"] * float(PRICE - COST) / years, result["average_stock_value"] * HOLDING_RATE
    money = {"margin_lost_a_year": margin, "holding_a_year": holding, "cost_a_year": margin + holding}
    return {name: round(value, 4) for name, value in ({each: result[each] for each in KEPT} | money).items()}


def _sales(series: Series, grain: Grain) -> SalesSeries:
    """Return a series by calendar day, from its first sale on."""
    days = grain.dates(series.first_step + np.arange(series.y.size))
    quantity = np.full(int(days[-1] - days[0]) + 1, np.nan)
    quantity[days - days[0]] = np.maximum(series.y, 0)
    sold = np.flatnonzero(np.nan_to_num(quantity) > 0)
    first = int(sold[0]) if sold.size else 0
    start = date.fromordinal(EPOCH + int(days[0]) + first)
    return SalesSeries(product_id=series.unique_id, start=start, quantity=quantity[first:])


def _product(product_id: str) -> StockedProduct:
    return StockedProduct(
        product_id=product_id,
        name=product_id,
        category=product_id.partition("_")[0],
        current_price=PRICE,
        status="active",
        unit_cost=COST,
        on_hand=None,
        on_order=Decimal(0),
        stock_as_of=None,
        lead_time_days=7,
        lead_time_std_days=Decimal(0),
        review_period_days=7,
        service_level=Decimal("0.95"),
        min_order_quantity=Decimal(0),
        order_multiple=Decimal(1),
    )


if __name__ == "__main__":
    main()
