"""Scores of weights on real sales that did not teach them, beside the engine: ``python -m training.judge WEIGHTS.npz``.

For each data set of ``benchmarks``: the engine as production runs it, the learned member alone, and half of each; on
the window before the last one unless ``--last`` is asked for. The member sees sales alone, from the first one on.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from benchmarks import order_quantiles, run_engine
from benchmarks.datasets import DATA_SETS, split
from benchmarks.measures import AT_JUDGED, geometric_mean, score
from domain.forecasting.engine.past import Past
from training.in_numpy import read_weights
from training.member import learned_forecast

if TYPE_CHECKING:
    from benchmarks.datasets import Split
    from benchmarks.frames import Series
    from training.in_numpy import Weights

FORMS = ("engine", "half", "alone")


def main() -> None:
    """Print a row a data set and form, and geometric means of their ratios to the engine."""
    asked = _arguments()
    known = read_weights(asked.weights)
    found: dict[str, dict[str, dict[str, float]]] = {}
    for data_set in DATA_SETS:
        held = split(data_set, asked.sample, windows_back=0 if asked.last else 1)
        found[data_set.name] = judged(held, known)
        for form, scores in found[data_set.name].items():
            said = " ".join(f"{name} {value:.3f}" for name, value in scores.items())
            print(f"{data_set.name:14} {form:7} {said}", flush=True)
    for form in FORMS[1:]:
        means = {
            name: geometric_mean([scores[form][name] / scores["engine"][name] for scores in found.values()])
            for name in ("rmsse", "sql", "sum_1", "sum_2", "sum_3")
        }
        print(f"{'ratios':14} {form:7} " + " ".join(f"{name} {value:.3f}" for name, value in means.items()))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--sample", type=int, help="at most this many series of each data set")
    parser.add_argument("--last", action="store_true", help="judge the last window")
    return parser.parse_args()


def judged(held: Split, known: Weights) -> dict[str, dict[str, float]]:
    """Scores by form; ``sum_1`` to ``sum_3``: loss of the .95 quantile of a quarter, a half and all of the horizon."""
    data_set = held.data_set
    engine = run_engine.forecast(held.past, data_set.season_length, data_set.horizon)
    started = time.process_time()
    made = learned_forecast(past_of(held.past), data_set.season_length, data_set.horizon, known)
    cpu = (time.process_time() - started) / len(held.past) * 1000
    alone = run_engine.Result(made.mean, made.quantiles, made.sums)
    half = run_engine.Result(
        (engine.mean + made.mean) / 2,
        (engine.quantiles + made.quantiles) / 2,
        (engine.cumulative + made.sums) / 2,
    )
    found = {form: _scores(held, result) for form, result in zip(FORMS, (engine, half, alone), strict=True)}
    found["alone"]["cpu_s_a_1000"] = cpu
    return found


def _scores(held: Split, result: run_engine.Result) -> dict[str, float]:
    scores = score(held.past, held.actual, result.mean, result.quantiles[..., AT_JUDGED])
    sums = list(order_quantiles.sums(held, result, None).values())
    return {
        "rmsse": scores.rmsse,
        "sql": scores.sql,
        "bias": scores.bias,
        "cover_80": scores.cover_80,
        **{f"sum_{i}": each["pinball"] for i, each in enumerate(sums, start=1)},
        **{f"beyond_{i}": each["beyond_95"] for i, each in enumerate(sums, start=1)},
    }


def past_of(series: list[Series]) -> Past:
    """Series side by side from each one's first sale on."""
    rows = max(each.y.size for each in series)
    x, seen = np.zeros((rows, len(series)), np.float32), np.zeros((rows, len(series)), np.float32)
    for i, each in enumerate(series):
        y = np.maximum(each.y[int(np.argmax(np.nan_to_num(each.y) > 0)) :], 0)
        x[rows - y.size :, i], seen[rows - y.size :, i] = np.nan_to_num(y), np.isfinite(y)
    return Past(x, seen, np.ones(len(series)))


if __name__ == "__main__":
    main()
