"""Forecasts by the learned member: means, quantiles of steps and of sums at one origin, from each series' own past.

Source of quantiles read off a network directly: Wen, Torkkola, Narayanaswamy & Madeka (2017) "A multi-horizon quantile
recurrent forecaster".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.engine.candidates.bases import LEAST_EXPOSURE
from domain.forecasting.models.levels import QUANTILE_LEVELS
from training.features import REACH, STEPS, features_of
from training.in_numpy import outputs

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.past import Past
    from training.features import Features
    from training.in_numpy import Weights

PART: Final = 256
"""Series at a time: bounds the memory, not the result."""
FURTHEST: Final = np.float32(4.0)
"""Bound of the log mean over the base, approached softly."""
WIDE: Final = np.float32(2.3)
"""Spreads that quantiles lie apart by before anything is learned, about those of a normal."""
LARGEST: Final = np.float32(7.0)
"""Of compressed quantiles."""
TIMES: Final = 10.0
"""Times what was ever sold in one step that no step is forecast beyond."""


@dataclass(frozen=True, eq=False)
class Learned:
    """Forecasts of N series, h steps, in the past's amounts with its coming factors.

    Attributes
    ----------
    mean
        (N, h).
    quantiles, sums
        Of steps and of the sum of the first 1..h, at ``QUANTILE_LEVELS``, (N, h, Q).
    """

    mean: Array
    quantiles: Array
    sums: Array


def learned_forecast(past: Past, season_length: int, horizon: int, known: Weights) -> Learned:
    """Forecast the ``horizon`` steps after the past, as many as were learned at that grain at most."""
    values = _values(past)
    steps = min(horizon, REACH[season_length])
    parts = [
        _forecast(features_of(values[i : i + PART], season_length), steps, known) for i in range(0, len(values), PART)
    ]
    mean, quantiles, sums = (np.concatenate(each) for each in zip(*parts, strict=True))
    limit = TIMES * past.x.max(axis=0, initial=0.0)[:, None]
    if past.future_effect is not None:
        factor = past.future_effect[:steps].T.astype(np.float64)
        upto = np.cumsum(mean, 1)
        sums *= (np.cumsum(mean * factor, 1) / np.maximum(upto, 1e-12))[..., None]
        mean, quantiles = mean * factor, quantiles * factor[..., None]
    mean, quantiles = np.minimum(mean, limit), np.minimum(quantiles, limit[..., None])
    sums = np.minimum(sums, limit[..., None] * np.arange(1, steps + 1)[:, None])
    return Learned(mean, quantiles, np.maximum.accumulate(sums, axis=1))


def _values(past: Past) -> Array:
    """Demand per unit of known factors, (N, ``STEPS``), ``nan`` where not observed or hardly open."""
    rows = slice(-STEPS, None)
    seen = past.seen[rows] > 0
    x = past.x[rows]
    if past.effect is not None:
        seen = seen & (past.effect[rows] >= LEAST_EXPOSURE)
        x = x / np.maximum(past.effect[rows], LEAST_EXPOSURE)
    values = np.full((x.shape[1], STEPS), np.nan, np.float32)
    values[:, STEPS - len(x) :] = np.where(seen, x, np.nan).T
    return values


def _forecast(features: Features, steps: int, known: Weights) -> tuple[Array, Array, Array]:
    """Means, quantiles and quantiles of sums of the first ``steps`` steps."""
    out = outputs(features, known)[:, :steps]
    count = known["levels"].size
    between = _between(tuple(round(float(level), 4) for level in known["levels"]))
    scale = features.scale.astype(np.float64)[:, None]
    base, ahead = features.base[:, :steps], np.arange(1, steps + 1, dtype=np.float32)
    mean = expected(out[..., -1], base) * scale
    days = expanded(out[..., :count], base, features.spread, between) * scale[..., None]
    upto = (
        expanded(out[..., count : 2 * count], np.cumsum(base, 1) / ahead, features.spread, between) * scale[..., None]
    )
    return mean, days, upto * ahead[:, None]


def expected(raw: Array, base: Array) -> Array:
    """Means over the scale, which lie softly within a bound of the base."""
    mean: Array = np.exp(FURTHEST * np.tanh(raw / FURTHEST)) * base
    return mean


def expanded(raw: Array, base: Array, spread: Array, between: Array) -> Array:
    """Quantiles over the scale at the stored levels: the middle one from the base, the others at positive distances."""
    middle = raw.shape[-1] // 2
    apart = np.logaddexp(0, raw - 2) * (WIDE * spread)[:, None, None]
    quantiles = np.array(raw)
    quantiles[..., [middle]] += np.arcsinh(base)[..., None]
    quantiles[..., middle + 1 :] = quantiles[..., [middle]] + np.cumsum(apart[..., middle + 1 :], -1)
    quantiles[..., :middle] = quantiles[..., [middle]] - np.cumsum(apart[..., :middle][..., ::-1], -1)[..., ::-1]
    result: Array = np.sinh(np.clip(quantiles @ between, 0, LARGEST))
    return result


@cache
def _between(levels: tuple[float, ...]) -> Array:
    """Matrix (K, Q) from the network's levels to the stored ones, linear between normal scores and beyond the ends."""
    own, wanted = (np.array([NormalDist().inv_cdf(each) for each in given]) for given in (levels, QUANTILE_LEVELS))
    right = np.clip(np.searchsorted(own, wanted), 1, own.size - 1)
    share = (wanted - own[right - 1]) / (own[right] - own[right - 1])
    matrix = np.zeros((own.size, wanted.size), np.float32)
    at = np.arange(wanted.size)
    matrix[right - 1, at], matrix[right, at] = 1 - share, share
    return matrix
