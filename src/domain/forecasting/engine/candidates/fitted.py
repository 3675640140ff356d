"""Exponential smoothing with a damped trend, its constants fitted to each series: smooth, trending series ask for it.

Every pair of constants of a small grid is run over all series at once; each series keeps the one with the smallest
squared one-step error. Sources: Gardner & McKenzie (1985) for the damped trend; Hyndman, Koehler, Snyder & Grose (2002)
for fitting by one-step errors, and for the starting state by least squares over the first observations.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.base import Forecasts, family
from domain.forecasting.engine.candidates.bases import LEAST_EXPOSURE
from domain.forecasting.engine.candidates.lines import damped_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.given import Given

CONSTANTS = tuple(product((0.1, 0.35, 0.7, 0.95), (0.0, 0.2)))
"""Smoothing of the level, and of the trend as a share of it. A finer grid was no better on held-out sales."""
DAMPING = 0.9
"""How much of the trend is left a step later."""
START = 10
"""Observations that the starting state is taken from; their errors do not count."""


@family("fitted", slow=True, last=True)
def fitted_trends(given: Given) -> Iterator[Forecasts]:
    """Damped trends with constants fitted to each series, on all bases in one recursion; none on frequent grains."""
    if given.frequent:
        return
    bases = given.trending
    adjusted = [base.sales / np.maximum(base.exposure, LEAST_EXPOSURE) for base in bases]
    seen = np.tile(given.past.seen, len(bases))
    paths = np.split(damped_trend(np.concatenate(adjusted, 1), seen, given.horizon), len(bases), axis=1)
    for base, path in zip(bases, paths, strict=True):
        yield Forecasts(base.season, ((),), base.carry(path[None]))


def starting_state(x: Array, seen: Array) -> tuple[Array, Array]:
    """Level one step before the first observation and slope, (N,) each, by least squares over the first ones."""
    rank = np.cumsum(seen, axis=0) * seen
    use = ((rank > 0) & (rank <= START)).astype(np.float32)
    count = np.maximum(use.sum(0), 1)
    time, value = (use * rank).sum(0) / count, (use * x).sum(0) / count
    away = (rank - time) * use
    slope = (away * (x - value)).sum(0) / np.maximum((away**2).sum(0), 1e-9)
    return value - slope * time, slope


def damped_trend(x: Array, seen: Array, horizon: int) -> Array:
    """Forecast the ``horizon`` steps after x (T, N); ``seen`` (T, N) 1 or 0. Returns (horizon, N)."""
    alpha, share = (np.array(each, np.float32)[:, None] for each in zip(*CONSTANTS, strict=True))
    level, slope = (np.tile(each.astype(np.float32), (len(CONSTANTS), 1)) for each in starting_state(x, seen))
    loss = np.zeros_like(level)
    counted = (np.cumsum(seen, axis=0) > START) * seen
    for value, known, counts in zip(x, seen, counted, strict=True):
        carried = DAMPING * slope
        error = (value - level - carried) * known
        loss += error**2 * counts
        gain = alpha * error
        level += carried * known + gain
        slope += (carried - slope) * known + share * gain
    best = loss.argmin(0)
    at = np.arange(x.shape[1])
    steps = damped_steps(DAMPING, horizon).astype(np.float32)
    path: Array = level[best, at] + slope[best, at] * steps[:, None]
    return path
