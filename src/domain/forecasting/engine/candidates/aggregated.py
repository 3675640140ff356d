"""Levels smoothed over every number of steps from one to a usual gap between sales: sparse weeks and months ask for it.

A sparse series summed over k steps has fewer zeros and steadier sums. Each level is a discounted mean of such sums a
step; they are averaged. Source: Petropoulos & Kourentzes (2015) "Forecast combinations for intermittent demand"
(IMAPA), with the discounts of ``levels`` where it fits one to each. On sparse days the other levels say as much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.base import Forecasts, family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.given import Given

RATES = (0.05, 0.1, 0.2, 0.3)
"""Discount rates a sum."""
SPARSE = 0.5
"""Share of steps with a sale from which on a series is not sparse."""
MOST = 28
"""Steps summed at most, and a part of the history."""
PART = 4


@family("aggregated", words="level of sums over gaps", order=8)
def aggregated_levels(given: Given) -> Iterator[Forecasts]:
    """The mean of the levels at all aggregations; nothing on frequent grains, none of series that mostly sell."""
    if given.frequent:
        return
    rows, count = given.past.x.shape
    most = max(1, min(MOST, rows // PART))
    sold, seen = (given.past.x > 0).sum(0), given.past.seen.sum(0)
    longest = np.clip(np.round(seen / np.maximum(sold, 1)), 1, most).astype(int)
    sparse = (sold > 0) & (sold < SPARSE * seen)
    levels = [np.where(sparse, _averaged(given, rate, most)[longest - 1, np.arange(count)], np.nan) for rate in RATES]
    means = np.broadcast_to(np.array(levels)[:, None], (len(RATES), given.horizon, count))
    yield Forecasts(None, tuple((rate,) for rate in RATES), means)


def _averaged(given: Given, rate: float, most: int) -> Array:
    """Means of the levels at the first 1..most aggregations, (most, N)."""
    each = np.arange(1, most + 1)[:, None]
    sums_ago = given.ages[None] // each
    whole = sums_ago < given.ages.size // each
    weights = np.where(whole, (1 - rate) ** sums_ago, 0).astype(np.float32)
    level = (weights @ given.plain.sales) / np.maximum(weights @ given.plain.exposure, 1e-9)
    averaged: Array = np.cumsum(level, axis=0) / each
    return averaged
