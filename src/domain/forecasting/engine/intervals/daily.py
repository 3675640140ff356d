"""Quantiles of daily demand around the mean forecast, from what was wrong at past origins.

Four views are blended by weights that calibration learns a class at a time:

- ``ratio``: the series' own actual / forecast, for errors that grow with the level;
- ``additive``: its own actual - forecast, for errors that do not;
- ``pooled``: the class's standardised errors times the series' own spread, where it has too few of its own;
- ``count``: a negative binomial with the series' own variance, for slow movers.

Sources: split conformal prediction, Vovk et al. (2005), Lei et al. (2018), with errors collected over rolling origins
and pooled by class where series are short; Vincent (1912) averaging of quantiles.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.counts import count_quantiles
from domain.forecasting.engine.intervals.empirical import weighted_quantiles

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.intervals.past_errors import Samples

VIEWS = ("ratio", "additive", "pooled", "count")
GROWTH = 0.6
"""Power of the mean that a step's spread grows with within the horizon: little is sold, and erred, on closed days."""
BELIEVED = 4.0
"""Independent errors that the class's typical spread counts for."""


def bands(horizon: int) -> list[tuple[int, int]]:
    """The horizon in up to three stretches of steps (first, last) with an own error distribution each."""
    count = 3 if horizon >= 6 else 1
    edges = np.linspace(0, horizon, count + 1).astype(int).tolist()
    return [(first + 1, last) for first, last in pairwise(edges)]


@dataclass(frozen=True, eq=False)
class Shape:
    """A class's errors in one band: ``spread`` over the level (median), and standardised quantiles (Q,)."""

    spread: float
    quantiles: Array


@dataclass(frozen=True, eq=False)
class Band:
    """A stretch of steps: its samples' errors and their weights, (N, S), and what follows from them."""

    first: int
    last: int
    errors: Array
    ratios: Array
    weights: Array
    variance: Array
    independent: Array


def band_of(sample: Samples, first: int, last: int, now: int, half_life: float) -> Band:
    """Errors at steps about ``first``..``last``, newer ones weighing more."""
    pad = max(1, (last - first + 1) // 2)
    part = sample.where((sample.step >= first - pad) & (sample.step <= last + pad))
    if part.step.size == 0:
        part = sample
    recency = 0.5 ** ((now - 1 - part.target) / half_life)
    weights = part.seen * recency
    total = np.maximum(weights.sum(1, keepdims=True), 1e-12)
    errors = part.actual - part.forecast
    typical = (part.actual * weights).sum(1, keepdims=True) / total
    floor = np.maximum(0.1 * typical, 1e-6)
    ratios = part.actual / np.maximum(part.forecast, floor)
    variance = (errors**2 * weights).sum(1) / total[:, 0]
    overlap = max(1.0, part.target.size / max(1, len(np.unique(part.target))))
    independent = total[:, 0] ** 2 / np.maximum((weights**2).sum(1), 1e-12) / overlap
    return Band(first, last, errors, ratios, weights, variance, np.where(weights.any(1), independent, 0.0))


def fit_shape(band: Band, level: Array) -> Shape | None:
    """Shape shared by the members of a class in one band."""
    deviation = np.sqrt(band.variance)
    use = (band.independent > 0) & (deviation > 1e-9) & (level > 1e-9)
    if not use.any():
        return None
    spread = float(np.median(deviation[use] / level[use]))
    z = band.errors[use] / deviation[use, None]
    weight = band.weights[use] / band.weights[use].sum(1, keepdims=True)
    quantiles = weighted_quantiles(z.reshape(1, -1), weight.reshape(1, -1))[0]
    return Shape(spread, quantiles - float((z * weight).sum() / weight.sum()))


def views(mean: Array, band: Band, shape: Shape, unit: Array) -> dict[str, Array]:
    """The four views of the quantiles of the band's steps, (N, k, Q); ``mean`` (N, k), ``unit`` (N,)."""
    total = np.maximum(band.weights.sum(1), 1e-12)
    known = band.independent > 0
    ratio = weighted_quantiles(band.ratios, band.weights)
    centre = np.maximum((band.ratios * band.weights).sum(1) / total, 0.5)[:, None]
    error = weighted_quantiles(band.errors, band.weights)
    bias = ((band.errors * band.weights).sum(1) / total)[:, None]
    level = np.maximum(mean.mean(1), 1e-9)
    typical = (shape.spread * level) ** 2
    variance = (band.independent * band.variance + BELIEVED * typical) / (band.independent + BELIEVED)
    pooled = np.sqrt(variance)[:, None] * shape.quantiles
    ratio = np.where(known[:, None], ratio / centre, 1 + pooled / level[:, None])
    error = np.where(known[:, None], error - bias, pooled)
    amount = np.maximum(mean / unit[:, None], 1e-6)
    grown = (mean / level[:, None]) ** GROWTH
    scaled = variance[:, None] / unit[:, None] ** 2 * grown**2
    error, pooled = error[:, None] * grown[..., None], pooled[:, None] * grown[..., None]
    return {
        "ratio": mean[..., None] * ratio[:, None],
        "additive": np.maximum(mean[..., None] + error, 0),
        "pooled": np.maximum(mean[..., None] + pooled, 0),
        "count": count_quantiles(amount, np.maximum(scaled, amount * 1.01)) * unit[:, None, None],
    }
