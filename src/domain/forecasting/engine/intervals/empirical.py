"""The stored levels, quantiles of weighted samples at them, and stretches of their distance from the median.

Source: Hyndman & Fan (1996) "Sample quantiles in statistical packages", definition 5 (mid-point plotting positions),
with weights.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

LEVELS = np.asarray(QUANTILE_LEVELS)
MEDIAN = QUANTILE_LEVELS.index(0.5)
TAILS = (0.1, 0.025)
"""Shares left out below and above, at which held-out errors stretch the quantiles."""


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
    """Quantiles of each row, (N, L): ``values`` and ``weights`` (N, S), ``levels`` (L,) or each row's own, (N, L).

    Weight 0 leaves a value out; no weight at all: nan.
    """
    order = np.argsort(np.where(weights > 0, values, np.inf), axis=1)
    ordered = np.take_along_axis(values, order, axis=1)
    weight = np.take_along_axis(weights, order, axis=1)
    upto = np.cumsum(weight, axis=1)
    total = upto[:, -1:]
    position = (upto - 0.5 * weight) / np.maximum(total, 1e-12)
    last = np.maximum((weight > 0).sum(1) - 1, 0)
    rows = np.arange(len(values))
    asked = np.broadcast_to(levels, (len(values), levels.shape[-1]))
    out = np.empty(asked.shape)
    for j, level in enumerate(asked.T):
        right = np.minimum((position < level[:, None]).sum(1), last)
        left = np.maximum(right - 1, 0)
        p0, p1 = position[rows, left], position[rows, right]
        share = np.clip((level - p0) / np.maximum(p1 - p0, 1e-9), 0, 1)
        v0, v1 = ordered[rows, left], ordered[rows, right]
        out[:, j] = v0 + (v1 - v0) * share
    out[total[:, 0] <= 0] = np.nan
    return out


def around(mean: Array, quantiles: Array, *, sums: bool) -> Array:
    """Quantiles (..., Q) whose 80% interval holds the ``mean`` (...); of days only where most of them sell."""
    low, high = level_at(TAILS[0]), level_at(1 - TAILS[0])
    result = np.array(quantiles)
    middle = mean[..., None]
    result[..., : low + 1] = np.minimum(result[..., : low + 1], middle)
    sells = sums | (result[..., MEDIAN : MEDIAN + 1] > 0)
    result[..., high:] = np.where(sells, np.maximum(result[..., high:], middle), result[..., high:])
    return result


@cache
def normal_quantiles() -> Array:
    """Standard normal quantiles at the stored levels, (Q,)."""
    return np.array([NormalDist().inv_cdf(level) for level in QUANTILE_LEVELS])
