"""Drifts: a discounted level that goes on with half the slope of one straight line through the whole past.

Source: Assimakopoulos & Nikolopoulos (2000) "The theta model: a decomposition approach to forecasting".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.base import Forecasts, family
from domain.forecasting.engine.candidates.lines import drifts_of, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.forecasting.engine.candidates.given import Given

SHARE = np.float32(0.5)
"""Of the line's slope that is carried on."""


@family("drift", slow=True, order=3)
def half_drifts(given: Given) -> Iterator[Forecasts]:
    """Level and half the long slope of each base, undamped; none on frequent grains."""
    rates = drifts_of(given)
    if not rates:
        return
    params = tuple((rate,) for rate in rates)
    steps = np.arange(1, given.horizon + 1, dtype=np.float32)
    for base in given.trending:
        lines = lines_of(given, base)
        level, [slope] = lines.level_rows(rates), lines.slope_rows((0.0,))
        ahead = lines.age[level][:, None] + steps[:, None]
        path = lines.anchor[level][:, None] + (SHARE * lines.slope[slope]) * ahead
        yield Forecasts(base.season, params, base.carry(path))
