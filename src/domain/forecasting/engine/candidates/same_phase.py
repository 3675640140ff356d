"""Means of the same phase of earlier seasons, newer seasons weighing more: the season as it was sold.

Source: the seasonal naive method, Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed., 5.2),
averaged with the discounts of Brown (1963).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.base import Forecasts, family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.forecasting.engine.candidates.given import Given

FREQUENT = ((0.1, 0.35), 0.06)
COARSE = ((0.15, 0.5), 0.2)
"""Discount rates a season; discount rate a step of the level that stands in for a phase never observed."""


@family("same_phase", order=4)
def same_phase_means(given: Given) -> Iterator[Forecasts]:
    """Discounted mean of each phase; nothing for series without a season or shorter than one."""
    m, sales, exposure = given.season_length, given.plain.sales, given.plain.exposure
    rows, count = sales.shape
    if not 1 < m <= rows:
        return
    cycles = rows // m
    rates, level_rate = FREQUENT if given.frequent else COARSE
    shape = (cycles, m, count)
    x, exposed = (each[rows - cycles * m :].reshape(shape) for each in (sales, exposure))
    middle = given.discounts((level_rate,))
    level = (middle @ sales) / np.maximum(middle @ exposure, 1e-9)
    phase = np.arange(given.horizon) % m
    for rate in rates:
        weight = ((1 - rate) ** np.arange(cycles - 1, -1, -1)).astype(np.float32)
        total, counted = np.tensordot(weight, x, (0, 0)), np.tensordot(weight, exposed, (0, 0))
        mean = np.where(counted > 1e-6, total / np.maximum(counted, 1e-6), level)
        yield Forecasts("cycle", ((rate,),), mean[None, phase])
