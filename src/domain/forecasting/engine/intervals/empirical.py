"""Quantiles of weighted samples, many series at once; and of the negative binomial, for counts too few to sample.

Sources: Hyndman & Fan (1996), definition 5 (mid-point plotting positions) with weights; the negative binomial as the
demand distribution of slow movers, Syntetos, Lengu & Babai (2013); Wilson & Hilferty (1931) for large counts.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.demand import QUANTILE_LEVELS

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

LEVELS = np.asarray(QUANTILE_LEVELS)
MEDIAN = QUANTILE_LEVELS.index(0.5)
TAILS = (0.1, 0.025)
"""Shares left out below and above, at which held-out errors stretch the quantiles."""
_COUNT_MEANS = np.geomspace(0.004, 60, 56)
_COUNT_DISPERSIONS = np.array([1.01, 1.15, 1.35, 1.65, 2.1, 2.8, 4, 6, 9, 14, 22, 36, 60])
_COUNT_LIMIT = 40.0


def stretches(low: tuple[float, float], high: tuple[float, float]) -> Array:
    """Factor on each quantile's distance from the median, (Q,), from those at the ``TAILS`` below and above it."""
    distance = np.abs(LEVELS - 0.5)
    at = [0.0, 0.5 - TAILS[0], 0.5 - TAILS[1], 0.5]
    below = np.interp(distance, at, [low[0], *low, low[1]])
    above = np.interp(distance, at, [high[0], *high, high[1]])
    return np.where(LEVELS < 0.5, below, above)


def level_at(level: float) -> int:
    """Position of the stored level nearest to ``level``."""
    return int(np.argmin(np.abs(LEVELS - level)))


def weighted_quantiles(values: Array, weights: Array, levels: Array = LEVELS) -> Array:
    """Quantiles of each row, (N, L): ``values`` and ``weights`` (N, S); weight 0 leaves a value out; no weight: nan."""
    order = np.argsort(np.where(weights > 0, values, np.inf), axis=1)
    ordered = np.take_along_axis(values, order, axis=1)
    weight = np.take_along_axis(weights, order, axis=1)
    upto = np.cumsum(weight, axis=1)
    total = upto[:, -1:]
    position = (upto - 0.5 * weight) / np.maximum(total, 1e-12)
    last = np.maximum((weight > 0).sum(1) - 1, 0)
    rows = np.arange(len(values))
    out = np.empty((len(values), len(levels)))
    for j, level in enumerate(levels):
        right = np.minimum((position < level).sum(1), last)
        left = np.maximum(right - 1, 0)
        p0, p1 = position[rows, left], position[rows, right]
        share = np.clip((level - p0) / np.maximum(p1 - p0, 1e-9), 0, 1)
        v0, v1 = ordered[rows, left], ordered[rows, right]
        out[:, j] = v0 + (v1 - v0) * share
    out[total[:, 0] <= 0] = np.nan
    return out


@cache
def _count_table() -> Array:
    """Quantiles of the negative binomial by mean and dispersion (variance over mean)."""
    mean, dispersion = np.meshgrid(_COUNT_MEANS, _COUNT_DISPERSIONS, indexing="ij")
    size = mean / (dispersion - 1)
    chance = np.exp(-size * np.log(dispersion))
    upto = chance.copy()
    result = np.zeros((*mean.shape, len(LEVELS)))
    for count in range(1500):
        short = upto[..., None] < LEVELS
        if not short.any():
            break
        result += short
        chance = chance * (count + size) / (count + 1) * (1 - 1 / dispersion)
        upto = upto + chance
    return result


def count_quantiles(mean: Array, variance: Array) -> Array:
    """Negative binomial quantiles (..., Q) for means and variances in units, interpolated from a table."""
    mean = np.maximum(mean, 1e-9)
    dispersion = np.clip(variance / mean, _COUNT_DISPERSIONS[0], None)
    table = _count_table()
    low = np.clip(mean, _COUNT_MEANS[0], _COUNT_MEANS[-1])
    at = np.interp(np.log(low), np.log(_COUNT_MEANS), np.arange(len(_COUNT_MEANS)))
    by = np.interp(np.log(dispersion), np.log(_COUNT_DISPERSIONS), np.arange(len(_COUNT_DISPERSIONS)))
    i, j = at.astype(int), by.astype(int)
    i1, j1 = np.minimum(i + 1, len(_COUNT_MEANS) - 1), np.minimum(j + 1, len(_COUNT_DISPERSIONS) - 1)
    a, b = (at - i)[..., None], (by - j)[..., None]
    few = (table[i, j] * (1 - a) + table[i1, j] * a) * (1 - b) + (table[i, j1] * (1 - a) + table[i1, j1] * a) * b
    shape = (mean / dispersion)[..., None]
    cube = 1 - 1 / (9 * shape) + normal_quantiles() / (3 * np.sqrt(shape))
    many = mean[..., None] * np.maximum(cube, 0) ** 3
    result: Array = np.where((mean > _COUNT_LIMIT)[..., None], many, few)
    return result


@cache
def normal_quantiles() -> Array:
    """Standard normal quantiles at the stored levels, (Q,)."""
    return np.array([NormalDist().inv_cdf(level) for level in QUANTILE_LEVELS])
