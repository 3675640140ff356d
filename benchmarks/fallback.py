"""What falling back would do: ``python -m benchmarks.fallback [--sample N]``.

Products whose backtest is behind the seasonal naive's are forecast a window that neither has seen, by the engine, by
the naive and by both halfway. If the backtest could tell for whom the naive is better, the last two would win there.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import run_engine
from benchmarks.datasets import by_name, split
from benchmarks.measures import scales
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.evaluation.backtest import seasonal_naive
from domain.forecasting.models.known_days import Calendar

if TYPE_CHECKING:
    from benchmarks.frames import Floats

SETS = ("m5", "m5_item", "online_retail")
WINDOWS = 2
HORIZON, WEEK = 28, 7
BANDS = (0.0, 0.9, 1.0, 1.1, 1.3, np.inf)
"""Of the backtest's WAPE over the naive's."""


def main() -> None:
    """Measure the windows and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int)
    asked = parser.parse_args()
    print(
        "| data | backtest's WAPE over the naive's | products | RMSE: naive | halfway | 28-day total: naive | halfway |"
    )
    print("|---|---|--:|--:|--:|--:|--:|")
    for name in SETS:
        found = np.concatenate([measured(name, back, asked.sample) for back in range(WINDOWS)])
        for low, high in pairwise(BANDS):
            mine = found[(found[:, 0] >= low) & (found[:, 0] < high)]
            if len(mine):
                print(f"| {name} | {low:g} to {high:g} | {len(mine)} | {' | '.join(_ratios(mine))} |")


def measured(name: str, back: int, sample: int | None) -> Floats:
    """Return per product its backtest's ratio, then errors of days and of the total by engine, naive and both, (N, 7).

    Root mean squares of days and absolute errors of totals, over what the product usually changes from day to day.
    """
    held_out = split(by_name(name), sample, windows_back=back)
    histories = [run_engine.history(each) for each in held_out.past]
    profile = fit_profile(histories, Calendar(), horizon=HORIZON)
    rows = []
    made = forecast_batch(histories, HORIZON, Calendar(), profile=profile)
    usual = scales(held_out.past, squared=False)
    for history, forecast, actual, scale in zip(histories, made, held_out.actual, usual, strict=True):
        judged = forecast.backtest
        if judged is None or judged.wape is None or not judged.naive.wape or not np.isfinite([*actual, scale]).all():
            continue
        naive = seasonal_naive(np.asarray(history.quantity)[None], HORIZON, WEEK)[0]
        ways = np.array([forecast.mean, naive, (forecast.mean + naive) / 2])
        root, total = np.sqrt(((ways - actual) ** 2).mean(1)), np.abs(ways.sum(1) - actual.sum())
        rows.append([judged.wape / judged.naive.wape, *root / scale, *total / scale])
    return np.array(rows)


def _ratios(mine: Floats) -> list[str]:
    """Return sums of errors over the engine's."""
    root, total = mine[:, 1:4].sum(0), mine[:, 4:7].sum(0)
    return [f"{each:.2f}" for each in (*(root[1:] / root[0]).tolist(), *(total[1:] / total[0]).tolist())]


if __name__ == "__main__":
    main()
