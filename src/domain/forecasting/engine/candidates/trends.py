"""Damped trends: a discounted level and slope, the slope carrying less far each step.

Source: Gardner & McKenzie (1985) "Forecasting trends in time series".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.base import Forecasts, family
from domain.forecasting.engine.candidates.lines import damped_steps, lines_of, trends_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.given import Given


@family("trend", order=2)
def damped_trends(given: Given) -> Iterator[Forecasts]:
    """Level and damped slope of each base, by each triple of constants."""
    params = trends_of(given)
    levels, slopes, dampings = zip(*params, strict=True)
    steps = _steps(dampings, given.horizon)
    for base in given.trending:
        lines = lines_of(given, base)
        level, slope = lines.level_rows(levels), lines.slope_rows(slopes)
        ahead = lines.age[level][:, None] + steps[..., None]
        path = lines.anchor[level][:, None] + lines.slope[slope][:, None] * ahead
        yield Forecasts(base.season, params, base.carry(path))


def _steps(dampings: tuple[float, ...], horizon: int) -> Array:
    """Cumulative damping of a trend by step, (len(dampings), horizon)."""
    return np.array([damped_steps(damping, horizon) for damping in dampings], np.float32)
