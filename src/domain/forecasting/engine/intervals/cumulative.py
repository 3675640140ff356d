"""Quantiles of the sum of the first k steps, directly: daily quantiles do not add.

The spread of a sum is measured on the sums themselves over the rolling origins, and where a series has too few of
those, inferred from its daily errors and from how errors of its class add up. Sources: Silver, Pyke & Thomas (2017) on
demand over the protection period; Syntetos, Boylan & Disney (2009) on why lead-time errors are correlated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.counts import count_quantiles
from domain.forecasting.engine.intervals.empirical import (
    MEDIAN,
    normal_quantiles,
    stretches,
    weighted_quantiles,
)
from domain.forecasting.engine.intervals.own_sums import OwnSums, own_sums

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.intervals.past_errors import Samples
    from domain.forecasting.engine.past import Past

COUNTS = (0.0, 0.5, 1.0)
"""Share of the negative binomial in small totals, by class."""
BELIEVED = 3.0
"""Independent sums that the class's way of adding up counts for."""

BEYOND = 1.0
"""Power of the number of steps that a sum's spread grows with beyond the horizon that was judged: levels drift."""


@dataclass(frozen=True)
class Stretch:
    """Factors that made held-out 10/90 and 2.5/97.5 intervals of the sum of ``steps`` nominal, around the median."""

    steps: int
    low: tuple[float, float]
    high: tuple[float, float]


@dataclass(frozen=True, eq=False)
class TotalShape:
    """Shape of a class's cumulative errors.

    Attributes
    ----------
    knots
        Numbers of steps k at which it was measured.
    growth
        Spread of the sum's error over that of one step, at each knot.
    quantiles
        Standardised quantiles of the sum's error, (len(knots), Q).
    stretch
        By number of steps, fewest first: how far held-out sums were from these quantiles.
    own
        How far a product's own sums are believed beside these quantiles.
    """

    knots: tuple[int, ...]
    growth: Array
    quantiles: Array
    stretch: tuple[Stretch, ...] = ()
    own: OwnSums = field(default_factory=OwnSums)


def default_shape(horizon: int) -> TotalShape:
    """Normal errors, mildly correlated from step to step."""
    knots = knots_for(horizon)
    growth = np.asarray(knots, dtype=np.float64) ** 0.6
    return TotalShape(knots, growth, np.tile(normal_quantiles(), (len(knots), 1)))


def knots_for(horizon: int) -> tuple[int, ...]:
    """About eight numbers of steps from 1 to the horizon, denser at the start."""
    return tuple(sorted({round(k) for k in np.geomspace(1, horizon, 8)}))


@dataclass(frozen=True, eq=False)
class Sums:
    """Errors of sums of the first k steps, (N, O) over the O origins that saw them all, with weights."""

    errors: Array
    weights: Array
    independent: Array

    @property
    def variance(self) -> Array:
        """Mean squared error of the sum, (N,)."""
        total = np.maximum(self.weights.sum(1), 1e-12)
        mean: Array = (self.errors**2 * self.weights).sum(1) / total
        return mean


def sums_of(sample: Samples, k: int, now: int, half_life: float) -> Sums:
    """Errors of k-step sums at every origin whose first k steps are known and observed."""
    rows = [row for row in np.unique(sample.origin).tolist() if row + k <= now]
    count = sample.actual.shape[0]
    errors, weights = np.zeros((count, len(rows))), np.zeros((count, len(rows)))
    for j, row in enumerate(rows):
        at = (sample.origin == row) & (sample.step <= k)
        if at.sum() < k:
            continue
        errors[:, j] = (sample.actual[:, at] - sample.forecast[:, at]).sum(1)
        weights[:, j] = sample.seen[:, at].all(1) * 0.5 ** ((now - row - k) / half_life)
    spacing = float(np.median(np.diff(rows))) if len(rows) > 1 else float(k)
    overlap = max(1.0, k / max(spacing, 1.0))
    total = weights.sum(1)
    effective = total**2 / np.maximum((weights**2).sum(1), 1e-12) / overlap
    return Sums(errors, weights, np.where(total > 0, effective, 0.0))


def step_variance(sample: Samples) -> Array:
    """Mean squared error of single steps, (N,)."""
    points = np.maximum(sample.seen.sum(1), 1e-12)
    variance: Array = ((sample.actual - sample.forecast) ** 2 * sample.seen).sum(1) / points
    return variance


def fit_totals(sample: Samples, horizon: int, now: int, half_life: float, start: TotalShape) -> TotalShape:
    """Learn how a class's errors add up; where no origin saw k steps, the last knot measured is carried on."""
    knots = knots_for(horizon)
    step = np.sqrt(step_variance(sample))
    growth, shapes = [], []
    for k in knots:
        sums = sums_of(sample, k, now, half_life)
        deviation = np.sqrt(sums.variance)
        use = (sums.independent > 0.5) & (deviation > 1e-9) & (step > 1e-9)
        if use.sum() < 10:
            break
        growth.append(float(np.median(deviation[use] / step[use])))
        z = sums.errors[use] / deviation[use, None]
        weight = sums.weights[use] / sums.weights[use].sum(1, keepdims=True)
        quantile = weighted_quantiles(z.reshape(1, -1), weight.reshape(1, -1))[0]
        shapes.append(quantile - float((z * weight).sum() / weight.sum()))
    if not growth:
        return start
    for k in knots[len(growth) :]:
        growth.append(growth[-1] * (k / knots[len(growth) - 1]) ** 0.75)
        shapes.append(shapes[-1])
    return TotalShape(knots, np.maximum.accumulate(growth), np.array(shapes))


def total_quantiles(
    mean: Array,
    sample: Samples,
    shape: TotalShape,
    past: Past,
    half_life: float,
    *,
    counts: float,
) -> Array:
    """Quantiles (N, H, Q) of the sum of the first 1..H steps around the summed ``mean`` (N, H).

    Parameters
    ----------
    past
        What is known when the forecast is made, with the factors of the coming steps.
    counts
        Share given to the negative binomial where the sum is small, 0..1.
    """
    horizon, now, unit = mean.shape[1], past.x.shape[0], past.unit
    total = np.cumsum(mean, axis=1)
    step = step_variance(sample)
    level = np.maximum(mean[:, : max(shape.knots)].mean(1), 1e-9)
    step = np.where(sample.seen.any(1), step, level**2)
    spreads = []
    for k, growth in zip(shape.knots, shape.growth.tolist(), strict=True):
        sums = sums_of(sample, k, now, half_life)
        known = sums.independent
        spreads.append(np.sqrt((known * sums.variance + BELIEVED * growth**2 * step) / (known + BELIEVED)))
    spread = np.maximum.accumulate(np.array(spreads), axis=0)
    steps = np.log(np.arange(1, horizon + 1))
    knots = np.log(shape.knots)
    at = np.clip(np.interp(steps, knots, np.arange(len(knots))), 0, len(knots) - 1)
    left = at.astype(int)
    right = np.minimum(left + 1, len(knots) - 1)
    share = (at - left)[:, None]
    beyond = np.maximum(np.exp(steps - knots[-1]), 1.0)[:, None] ** BEYOND
    deviation = ((spread[left] * (1 - share) + spread[right] * share) * beyond).T
    z = shape.quantiles[left] * (1 - share) + shape.quantiles[right] * share
    result = np.maximum(total[..., None] + deviation[..., None] * z, 0)
    if counts > 0:
        amount = np.maximum(total / unit[:, None], 1e-6)
        variance = np.maximum((deviation / unit[:, None]) ** 2, amount * 1.01)
        small = counts * (amount < 60)[..., None]
        result = (1 - small) * result + small * count_quantiles(amount, variance) * unit[:, None, None]
    if shape.own.counts:
        result = np.maximum(result + _towards_own(result, total, shape, past, half_life), 0)
        result = np.maximum.accumulate(result, axis=-1)
    median = result[..., MEDIAN : MEDIAN + 1]
    result = np.maximum(median + (result - median) * _stretched(shape.stretch, horizon), 0)
    return np.maximum.accumulate(np.maximum.accumulate(result, axis=-1), axis=1)


def _towards_own(result: Array, total: Array, shape: TotalShape, past: Past, half_life: float) -> Array:
    """Move of the quantiles (N, H, Q) by the product's own sums, between knots and beyond them in proportion."""
    horizon = total.shape[1]
    knots = [k for k in shape.knots if k <= horizon]
    at = np.array(knots) - 1
    model = result[:, at]
    moved = own_sums(past, knots, half_life).blended(model, total[:, at], shape.own) - model
    steps = np.arange(1, horizon + 1)
    place = np.interp(steps, knots, np.arange(len(knots)))
    left = place.astype(int)
    right = np.minimum(left + 1, len(knots) - 1)
    share = (place - left)[:, None]
    between: Array = moved[:, left] * (1 - share) + moved[:, right] * share
    return between * np.maximum(steps / knots[-1], 1.0)[:, None]


def _stretched(marks: tuple[Stretch, ...], horizon: int) -> Array:
    """Factor on each quantile's distance from the median by number of steps, (H, Q) or one for all."""
    if not marks:
        return np.ones(1)
    at = np.interp(np.log(np.arange(1, horizon + 1)), np.log([mark.steps for mark in marks]), np.arange(len(marks)))
    left = at.astype(int)
    right = np.minimum(left + 1, len(marks) - 1)
    factors = np.array([stretches(mark.low, mark.high) for mark in marks])
    share = (at - left)[:, None]
    result: Array = factors[left] * (1 - share) + factors[right] * share
    return result
