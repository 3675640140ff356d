"""The recommended policy beside a plain min/max, replayed on real sales.

    python -m benchmarks.policy [--products 40] [--out benchmarks/results/policy.json]

Reads the daily data sets of ../shared/data (or STOCKCAST_DATA); one that is absent is passed over and said to be.
Every product has a week's lead time, a week's review period and 95 % service, sells at 1 and costs 0.60. The min/max is
the replay's own peer. ``at_the_same_stock`` reads the recommended policy's service-level curve where it ties up as much
stock at cost as the min/max does; beyond the curve's ends it is the end itself, with its own stock.
``minmax_at_the_recommended_stock`` is the other way round: the min/max whose safety is set, after the fact and the same
for all products, so that it ties up as much as the recommended policy at 95 %. ``cost_a_year`` is the margin lost on
units short and 25 % a year of the stock at cost: the lower, the better. The table of docs/inventory.md is printed at
the end.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
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
from domain.replenishment.replay.policies import AT_OR_BELOW, RECOMMENDED, min_max, running_sums
from domain.replenishment.replay.results import PolicyResult, ReplayReport
from domain.replenishment.replay.run import replay
from domain.replenishment.replay.simulation import walk
from domain.shared.demand_series import SalesSeries
from testing.fakes.forecasting import FakeEventCalendar

if TYPE_CHECKING:
    from benchmarks.frames import Grain, Series
    from domain.replenishment.replay.run import ReplayRun
    from domain.shared.arrays import FloatArray, IntArray

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
#: Safeties of the min/max, in lead times, of which the one with a wanted stock is read.
SAFETIES = tuple(np.linspace(-1, 10, 45).tolist())
ROWS = {
    "recommended": "recommended, 95%",
    "minmax_at_the_recommended_stock": "min/max at that stock",
    "minmax": "min/max",
    "at_the_same_stock": "recommended at that stock",
}
EPOCH = date(1970, 1, 1).toordinal()


def main() -> None:
    """Replay each daily data set and write what each policy did."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--products", type=int, default=40)
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
    print(table(results))


def measure(series: list[SalesSeries]) -> dict[str, Any]:
    """Replay some products together, forecast anew every week."""
    sales = {item.product_id: item for item in series}
    forecaster = EngineForecaster(PublicHolidays("US"), FakeEventCalendar())
    case = prepare([_product(key) for key in sales], sales, forecaster)
    if case is None:
        raise RuntimeError("no product has enough history")
    run = replay(case, forecaster, WEEKLY_FITS)
    report = ReplayReport.of(run, None, None)
    curve = [result for _, result in report.curve]
    same = _at(curve, report.minmax.average_stock_value)
    scaled_run = _scaled_min_max(run)
    scaled_results = [PolicyResult.of(scaled_run, policy) for policy in range(len(SAFETIES))]
    scaled = _at(scaled_results, report.recommended.average_stock_value)
    return {
        "products": report.products,
        "days": case.days,
        "recommended": _rounded(asdict(report.recommended), case.days),
        "minmax": _rounded(asdict(report.minmax), case.days),
        "at_the_same_stock": _rounded(same, case.days),
        "minmax_at_the_recommended_stock": _rounded(scaled, case.days),
        "by_volume": _by_volume(run, scaled_run),
        "curve": [{"service_level": level} | _rounded(asdict(result), case.days) for level, result in report.curve],
    }


def _scaled_min_max(run: ReplayRun) -> ReplayRun:
    """Walk the min/max with each of SAFETIES."""
    case, sums = run.case, running_sums(run.case)

    def levels(day: int, reviewed: IntArray) -> tuple[FloatArray, FloatArray]:
        made = [min_max(case, sums, day, reviewed, safety) for safety in SAFETIES]
        return np.array([low + AT_OR_BELOW for low, _ in made]), np.array([high for _, high in made])

    return replace(run, outcome=walk(case.items, len(SAFETIES), levels))


def _by_volume(run: ReplayRun, scaled: ReplayRun) -> list[dict[str, float]]:
    """Return what the recommended policy holds and lacks in each quarter of the products, from those that sell most on.

    Beside it the min/max that ties up as many units in all.
    """
    outcome = run.outcome
    held, lacked = outcome.stock_days[RECOMMENDED], outcome.units_short[RECOMMENDED]
    peer_held, peer_lacked = _at_stock(scaled, float(held.sum()))
    quarters = np.array_split(np.argsort(-outcome.demand, kind="stable"), 4)
    return [
        {
            name: round(float(value), 4)
            for name, value in {
                "share_of_units": outcome.demand[chosen].sum() / outcome.demand.sum(),
                "cycle_service_level": outcome.full_cycles[RECOMMENDED, chosen].sum() / outcome.cycles[chosen].sum(),
                "share_of_stock": held[chosen].sum() / held.sum(),
                "units_short": lacked[chosen].sum(),
                "minmax_share_of_stock": peer_held[chosen].sum() / peer_held.sum(),
                "minmax_units_short": peer_lacked[chosen].sum(),
            }.items()
        }
        for chosen in quarters
    ]


def _at_stock(scaled: ReplayRun, stock_days: float) -> tuple[FloatArray, FloatArray]:
    """Return stock and shortage of each product where a min/max holds so many unit days of all products together."""
    outcome = scaled.outcome
    totals = outcome.stock_days.sum(axis=1)
    above = int(np.clip(np.searchsorted(totals, stock_days), 1, totals.size - 1))
    low, high = totals[above - 1], totals[above]
    share = float(np.clip((stock_days - low) / max(high - low, 1e-9), 0, 1))
    both = slice(above - 1, above + 1)
    weights = np.array([1 - share, share])
    return weights @ outcome.stock_days[both], weights @ outcome.units_short[both]


def _at(curve: list[PolicyResult], stock: float | None) -> dict[str, float]:
    """Read a curve where it ties up so much stock at cost; at its nearer end beyond its ends."""
    results = [asdict(result) for result in curve]
    held = [result["average_stock_value"] for result in results]
    return {name: float(np.interp(stock or 0.0, held, [result[name] for result in results])) for name in KEPT}


def _rounded(result: dict[str, Any], days: int) -> dict[str, Any]:
    """Return the figures that are kept, and what they cost a year."""
    years = days / DAYS_OF_A_YEAR
    margin, holding = result["units_short"] * float(PRICE - COST) / years, result["average_stock_value"] * HOLDING_RATE
    money = {"margin_lost_a_year": margin, "holding_a_year": holding, "cost_a_year": margin + holding}
    return {name: round(value, 4) for name, value in ({each: result[each] for each in KEPT} | money).items()}


def table(results: dict[str, Any]) -> str:
    """Return the results as the table of docs/inventory.md."""
    lines = [
        "| data | policy | fill rate | mean stock at cost | margin lost | holding cost | both |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, found in results.items():
        for key, label in ROWS.items():
            row = found[key]
            if (
                key == "at_the_same_stock"
                and row["average_stock_value"] < 0.99 * found["minmax"]["average_stock_value"]
            ):
                label = f"recommended, {found['curve'][-1]['service_level']:.0%}: it holds no more"  # noqa: PLW2901
            cells = [
                name,
                label,
                f"{row['fill_rate']:.1%}",
                *(f"{row[each]:,.0f}" for each in ("average_stock_value", "margin_lost_a_year", "holding_a_year")),
                f"{row['cost_a_year']:,.0f}",
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


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
