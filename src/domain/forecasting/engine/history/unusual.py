"""Lone spikes: amounts so far from everything else a product sold that they are errors or one-offs, not demand.

A typing error of a thousand units would order a warehouse. Such a day is left out and reported; a change of level is
not touched, because it does not come alone, and neither is a peak that comes back a year later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

TIMES_NEXT, TIMES_MEDIAN = 6.0, 15.0
"""Times the largest ordinary sale, and times the median sale, that a spike exceeds."""
LEAST_SALES = 5
SHARE = 0.01
"""Share of the days with sales that can be spikes; one can be in any case."""
APART = 7
"""Days between two spikes that are not a change of level or a busy week."""
YEAR, NEAR = 364, 8
"""A peak within so many days of the same day of another year comes back."""


def lone_spikes(sold: Array) -> Array:
    """Mask of lone spikes, (T,) bool; ``sold`` (T,) with ``nan`` where nothing was observed."""
    spikes = np.zeros(sold.size, dtype=bool)
    at = np.flatnonzero(np.nan_to_num(sold) > 0)
    if at.size < LEAST_SALES:
        return spikes
    largest = at[np.argsort(-sold[at], kind="stable")]
    floor = TIMES_MEDIAN * float(np.median(sold[at]))
    count = 0
    for few in range(1, max(1, int(SHARE * at.size)) + 1):
        edge = float(sold[largest[few - 1]])
        if edge <= floor:
            break
        if edge > TIMES_NEXT * float(sold[largest[few]]):
            count = few
    found = largest[:count]
    spikes[[day for day in found if not _accompanied(day, found)]] = True
    return spikes


def _accompanied(day: int, others: Array) -> bool:
    """True when another of the days is close, or about a whole number of years away."""
    away = np.abs(others - day)
    away = away[away > 0]
    years = np.abs(away - YEAR * np.maximum(np.round(away / YEAR), 1))
    return bool((away <= APART).any() or (years <= NEAR).any())
