"""Discounted levels: simple exponential smoothing as a discounted mean, on every base.

Source: Brown (1963) "Smoothing, Forecasting and Prediction of Discrete Time Series". The level is a ratio of
discounted sums (sales over seasonal exposure), not a mean of ratios, so that sparse series stay unbiased and unobserved
days simply drop out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.base import Forecasts, family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.forecasting.engine.candidates.given import Given

FREQUENT = (0.003, 0.01, 0.025, 0.06, 0.13, 0.3, 0.6)
COARSE = (0.01, 0.04, 0.1, 0.2, 0.35, 0.6, 0.9)
"""Discount rates a step."""


@family("level", order=1)
def discounted_levels(given: Given) -> Iterator[Forecasts]:
    """The discounted level of each base, carried on."""
    rates = FREQUENT if given.frequent else COARSE
    params = tuple((rate,) for rate in rates)
    weights = given.discounts(rates)
    for base in given.bases:
        level = (weights @ base.sales) / np.maximum(weights @ base.exposure, 1e-9)
        flat = np.broadcast_to(level[:, None], (len(rates), given.horizon, level.shape[1]))
        yield Forecasts(base.season, params, base.carry(flat))
