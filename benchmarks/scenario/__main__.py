"""A year of a simulated shop, ordered for day by day through the API, beside a min/max and perfect knowledge.

    python -m benchmarks.scenario [--products 40] [--days 365] [--out benchmarks/results/scenario.json]

What is simulated is in :mod:`benchmarks.scenario.world`: products from one unit a week to forty a day, six suppliers,
one of them late every time, none known to the shop before the first day. ``recommended`` orders what the list says, on
each supplier's days, with 95% service and with 99%; ``minmax`` orders by trailing means; ``all_knowing`` knows demand
and deliveries ahead.
``minmax_at_the_same_stock`` and ``minmax_at_the_same_fill_rate`` are the min/max whose safety is set, after the fact,
so that it ties up as much stock at cost, or serves as much, as the recommended policy did. The table in
docs/inventory.md is printed at the end.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from contextlib import redirect_stdout
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.scenario.peers import AllKnowingBuyer, MinMaxBuyer
from benchmarks.scenario.through_api import StockcastBuyer
from benchmarks.scenario.walk import Outcome, walk
from benchmarks.scenario.world import simulated_world
from testing.deployed import deployed, standing_clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.scenario.world import World

_HALVINGS = 9
_HIGHEST_SAFETY = 8.0
USUAL_SERVICE, HIGH_SERVICE = 0.95, 0.99
"""Chance of no shortage in a cycle: what products get unless told otherwise, and what most margins here warrant."""
ROWS = {
    "recommended": "recommended, through the API, 95% service",
    "recommended_99": "recommended, 99%",
    "minmax": "min/max",
    "minmax_at_the_same_stock": "min/max, safety set afterwards to the same stock",
    "minmax_at_the_same_fill_rate": "min/max, safety set afterwards to the same fill rate",
    "all_knowing": "perfect knowledge",
}


def main() -> None:
    """Walk every buyer through the same world and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--products", type=int, default=40)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/scenario.json"))
    options = parser.parse_args()
    world = simulated_world(options.products, options.days)
    started = time.monotonic()
    recommended, difference = through_the_api(world, USUAL_SERVICE)
    surer, another = through_the_api(world, HIGH_SERVICE)
    results: dict[str, Any] = {
        "products": len(world.products),
        "suppliers": len(world.suppliers()),
        "days": world.days,
        "seconds": round(time.monotonic() - started),
        "largest_difference_of_stock": max(difference, another),
    }
    outcomes = {"recommended": recommended, "recommended_99": surer} | peers(world, recommended)
    results |= {name: rounded(outcome) for name, outcome in outcomes.items()}
    options.out.write_text(json.dumps(results, indent=2) + "\n")
    print(table(results))


def through_the_api(world: World, service_level: float) -> tuple[Outcome, float]:
    """Walk the buyer who uses the API; return also by how much its stock ever differed from the shelves."""
    logging.disable(logging.CRITICAL)
    try:
        with redirect_stdout(StringIO()), deployed(), standing_clock() as clock:  # what functions print are metrics
            buyer = StockcastBuyer(world, clock, service_level)
            outcome = walk(world, buyer)
    finally:
        logging.disable(logging.NOTSET)
    return outcome, buyer.largest_difference


def peers(world: World, recommended: Outcome) -> dict[str, Outcome]:
    """Walk the others, and the min/max that ties up or serves as much as the recommended policy did."""

    def stock(outcome: Outcome) -> float:
        return outcome.average_stock_value - recommended.average_stock_value

    def served(outcome: Outcome) -> float:
        return outcome.fill_rate - recommended.fill_rate

    return {
        "minmax": walk(world, MinMaxBuyer(world)),
        "minmax_at_the_same_stock": _set(world, stock),
        "minmax_at_the_same_fill_rate": _set(world, served),
        "all_knowing": walk(world, AllKnowingBuyer(world)),
    }


def _set(world: World, excess: Callable[[Outcome], float]) -> Outcome:
    """Return the min/max at the safety, a negative one too, where an excess that grows with it is nought."""
    low, high = -1.0, _HIGHEST_SAFETY
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if excess(walk(world, MinMaxBuyer(world, middle))) > 0 else (middle, high)
    return walk(world, MinMaxBuyer(world, high))


def rounded(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as it is written down."""
    figures = asdict(outcome) | {"cost": outcome.cost}
    by_supplier = figures.pop("margin_lost_by_supplier")
    return {name: round(value, 4) for name, value in figures.items()} | {
        "margin_lost_by_supplier": {name: round(value, 4) for name, value in by_supplier.items()}
    }


def table(results: dict[str, Any]) -> str:
    """Return the results as the table of docs/inventory.md."""
    lines = [
        "| buyer | fill rate | days short | mean stock at cost | orders, lines | margin lost | holding cost | both |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, label in ROWS.items():
        found = results[name]
        cells = (
            label,
            f"{found['fill_rate']:.2%}",
            f"{found['stockout_days']:,}",
            f"{found['average_stock_value']:,.0f}",
            f"{found['orders']:,}, {found['order_lines']:,}",
            f"{found['margin_lost']:,.0f}",
            f"{found['holding']:,.0f}",
            f"{found['cost']:,.0f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
