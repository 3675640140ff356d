"""Blend, spread and rounding of the daily quantiles, learned a class at a time on held-out origins.

Sources: Gneiting & Raftery (2007), the pinball loss as what a quantile forecast should minimise; Romano, Patterson &
Candes (2019) "Conformalized quantile regression" for stretching intervals until held-out coverage is nominal.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.daily import VIEWS
from domain.forecasting.engine.intervals.empirical import LEVELS, MEDIAN, TAILS, level_at, stretches
from domain.forecasting.engine.intervals.pinball import pinball

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array

    type Views = Mapping[str, Array]

FACTORS = np.array([0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0])
_PARTS = 4
BLENDS = [
    tuple(part / _PARTS for part in (*parts, _PARTS - sum(parts)))
    for parts in product(range(_PARTS + 1), repeat=len(VIEWS) - 1)
    if sum(parts) <= _PARTS
]
_SCORED = [level_at(level) for level in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)]
BELIEVED = 60.0
"""Held-out series that the defaults count for."""
STRETCH = 0.6
"""How far held-out coverage is believed: the series of one window err together."""
WORTH = 0.998
"""Rounding must save this much of the loss."""


@dataclass(frozen=True)
class Calibration:
    """Calibration of a class: the way its views become quantiles.

    Attributes
    ----------
    blend
        Weight of each of ``VIEWS``.
    low, high
        Factors on the distance from the median, below and above it, at the 10/90 and the 2.5/97.5 quantiles.
    rounded
        Whether quantiles are whole units.
    """

    blend: tuple[float, ...]
    low: tuple[float, float] = (1.0, 1.0)
    high: tuple[float, float] = (1.0, 1.0)
    rounded: bool = False


@dataclass(frozen=True, eq=False)
class HeldOut:
    """Views (N, k, Q) made at a past origin, and what came: ``actual`` (N, k); ``scale``, ``unit`` (N,)."""

    views: Views
    actual: Array
    scale: Array
    unit: Array


def quantiles(views: Views, unit: Array, how: Calibration) -> Array:
    """The calibrated quantiles (N, k, Q): never negative, never crossing."""
    parts = [weight * views[name] for name, weight in zip(VIEWS, how.blend, strict=True) if weight > 0]
    blended = sum(parts[1:], parts[0])
    median = blended[..., MEDIAN : MEDIAN + 1]
    result = median + (blended - median) * stretches(how.low, how.high)
    result = np.maximum.accumulate(np.maximum(result, 0), axis=-1)
    return whole(result, unit) if how.rounded else result


def whole(values: Array, unit: Array) -> Array:
    """Nearest whole number of units; ``unit`` (N,) over the first axis."""
    size = unit.reshape(-1, *[1] * (values.ndim - 1))
    rounded: Array = np.floor(values / size + 0.5) * size
    return rounded


def fit_calibration(
    folds: Sequence[HeldOut], start: Calibration, *, believed: float = BELIEVED, conformal: bool
) -> Calibration:
    """Choose blend and rounding by pinball loss, then (``conformal``) stretch until coverage is nominal.

    ``believed``: held-out series that the ``start`` counts for.
    """
    count = sum(len(fold.actual) for fold in folds)
    if count < 10:
        return start
    trust = count / (count + believed)
    ranked = sorted((_loss(folds, Calibration(blend, rounded=start.rounded)), blend) for blend in BLENDS)
    best = np.mean([blend for _, blend in ranked[:3]], axis=0)
    blend = tuple((trust * best + (1 - trust) * np.asarray(start.blend)).tolist())
    rounded = _loss(folds, Calibration(blend, rounded=True)) < WORTH * _loss(folds, Calibration(blend))
    chosen = Calibration(blend, start.low, start.high, rounded)
    if not conformal:
        return chosen
    low, high = _stretch(folds, chosen, upper=False), _stretch(folds, chosen, upper=True)
    factors = [1 + STRETCH * trust * (factor - 1) for factor in (*low, *high)]
    return Calibration(blend, (factors[0], factors[1]), (factors[2], factors[3]), rounded)


def _loss(folds: Sequence[HeldOut], how: Calibration) -> float:
    total = 0.0
    for fold in folds:
        few = {name: view[..., _SCORED] for name, view in fold.views.items()}
        parts = [weight * few[name] for name, weight in zip(VIEWS, how.blend, strict=True) if weight > 0]
        blended = sum(parts[1:], parts[0])
        if how.rounded:
            blended = whole(blended, fold.unit)
        loss = pinball(fold.actual, blended, LEVELS[_SCORED].tolist()).mean(axis=(1, 2))
        total += float(np.clip(loss / fold.scale, 0, 10).sum())
    return total


def _stretch(folds: Sequence[HeldOut], how: Calibration, *, upper: bool) -> tuple[float, float]:
    """Factors at which the share of actual values beyond each tail's quantile comes nearest to the tail."""
    missed = np.zeros((len(TAILS), len(FACTORS)))
    points = 0
    for fold in folds:
        plain = quantiles(fold.views, fold.unit, Calibration(how.blend))
        median = plain[..., MEDIAN]
        points += fold.actual.size
        for i, tail in enumerate(TAILS):
            at = level_at(1 - tail if upper else tail)
            for j, factor in enumerate(FACTORS.tolist()):
                edge = np.maximum(median + factor * (plain[..., at] - median), 0)
                if how.rounded:
                    edge = whole(edge, fold.unit)
                slack = 1e-6 * fold.scale[:, None]
                missed[i, j] += float((fold.actual > edge + slack if upper else fold.actual < edge - slack).sum())
    found = [_crossing(missed[i] / max(points, 1), tail) for i, tail in enumerate(TAILS)]
    return found[0], found[1]


def _crossing(share: Array, tail: float) -> float:
    """The factor at which the share of values beyond the edge, falling along ``FACTORS``, comes down to ``tail``."""
    crossed = np.flatnonzero(share <= tail)
    if crossed.size == 0:
        return float(FACTORS[-1])
    if crossed[0] == 0:
        return min(1.0, float(FACTORS[0])) if share[-1] > 0 else 1.0
    j = int(crossed[0])
    step = (share[j - 1] - tail) / max(share[j - 1] - share[j], 1e-12)
    return float(FACTORS[j - 1] + step * (FACTORS[j] - FACTORS[j - 1]))
