"""The recommended policy beside a plain min/max, replayed on real sales.

    python -m benchmarks.policy [--products 100] [--out benchmarks/results/policy.json]

Reads the daily data sets of ../shared/data (or STOCKCAST_DATA). Every product has a week's lead time, a week's review
period and 95 % service. The min/max is the replay's own peer; ``at_the_same_stock`` reads the recommended policy's
service-level curve where it ties up as many units as the min/max does (null where no service level does).
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
EPOCH = date(1970, 1, 1).toordinal()


def main() -> None:
    """Replay each daily data set and write what each policy did."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--products", type=int, default=100)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/policy.json"))
    options = parser.parse_args()
    results = {}
    for data_set in (chosen for chosen in DATA_SETS if chosen.season_length == DAILY and chosen.name != "rossmann"):
        frame = load(data_set)
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
    return {
        "products": report.products,
        "days": case.days,
        "recommended": _rounded(asdict(report.recommended)),
        "minmax": _rounded(asdict(report.minmax)),
        "at_the_same_stock": _at(report, report.minmax.average_stock_units),
    }


def _at(report: ReplayReport, stock: float) -> dict[str, float] | None:
    """Read the recommended policy's curve where it holds as much stock; ``None`` beyond its ends."""
    held = [result.average_stock_units for _, result in report.curve]
    if not held[0] <= stock <= held[-1]:
        return None
    return {
        name: round(float(np.interp(stock, held, [getattr(result, name) for _, result in report.curve])), 4)
        for name in ("fill_rate", "cycle_service_level")
    }


def _rounded(result: dict[str, Any]) -> dict[str, Any]:
    kept = ("stockout_days", "units_short", "fill_rate", "cycle_service_level", "average_stock_units", "orders")
    return {name: round(result[name], 4) for name in kept}


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
        current_price=Decimal(1),
        status="active",
        unit_cost=None,
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
