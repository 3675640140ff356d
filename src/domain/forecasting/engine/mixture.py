"""One forecast from several that each hold with some probability."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.empirical import LEVELS, around, weighted_quantiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.models.demand import EngineForecast

_MASS = np.diff(np.concatenate([[0.0], (LEVELS[1:] + LEVELS[:-1]) / 2, [1.0]]))
"""Probability that each stored quantile stands for."""


def mixed(parts: Sequence[tuple[float, EngineForecast]]) -> EngineForecast:
    """The mixture of forecasts of one product by their weights; what is said in words is the likeliest one's."""
    if len(parts) == 1:
        return _around(parts[0][1])
    weights = np.array([weight for weight, _ in parts])
    weights = weights / weights.sum()
    made = [forecast for _, forecast in parts]
    likeliest = made[int(weights.argmax())]
    levels = np.array([np.nan if each.evidence.level is None else each.evidence.level for each in made])
    level = float(weights @ levels) if np.isfinite(levels).all() else likeliest.evidence.level
    mean = sum(weight * each.mean for weight, each in zip(weights, made, strict=True))
    result = replace(
        likeliest,
        mean=mean,
        quantiles=mixed_quantiles(weights, [each.quantiles for each in made]),
        cumulative_mean=np.cumsum(mean),
        cumulative=np.maximum.accumulate(mixed_quantiles(weights, [each.cumulative for each in made]), axis=0),
        evidence=replace(likeliest.evidence, level=level),
    )
    return _around(result)


def _around(made: EngineForecast) -> EngineForecast:
    """The forecast with intervals that hold its means."""
    return replace(
        made,
        quantiles=around(made.mean, made.quantiles, sums=False),
        cumulative=around(made.cumulative_mean, made.cumulative, sums=True),
    )


def mixed_quantiles(weights: Array, quantiles: Sequence[Array]) -> Array:
    """Quantiles (H, Q) of the mixture of distributions with these quantiles, (H, Q) each."""
    values = np.concatenate(quantiles, axis=1)
    mass = np.tile(np.concatenate([weight * _MASS for weight in weights]), (len(values), 1))
    return np.maximum.accumulate(weighted_quantiles(values, mass), axis=1)
