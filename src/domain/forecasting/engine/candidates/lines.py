"""Straight lines fitted by discounted least squares: what damped trends and drifts both rest on.

Source: Brown (1963) "Smoothing, Forecasting and Prediction of Discrete Time Series", discounted least squares.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.given import Base, Given

TRENDS = ((0.02, 0.003, 0.98), (0.06, 0.003, 0.98), (0.06, 0.02, 0.95), (0.2, 0.02, 0.95), (0.2, 0.08, 0.9))
COARSE_TRENDS = (
    *((level, slope, damping) for level in (0.12, 0.4, 0.85) for slope in (0.0, 0.04, 0.15) for damping in (0.9, 0.98)),
    (0.85, 0.35, 0.9),
)
"""Discount rate of the level, discount rate of the slope (0: one straight line through all), damping a step."""
COARSE_DRIFTS = (0.1, 0.2, 0.35, 0.6, 0.9)
"""Discount rates of levels that go on with the slope of one straight line through all; none on frequent grains."""


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines of N series: levels (L, N) and how many steps old they are (L, N), and changes a step (S, N).

    ``levels`` and ``slopes`` are the discount rates of the rows.
    """

    levels: tuple[float, ...]
    slopes: tuple[float, ...]
    anchor: Array
    age: Array
    slope: Array

    def level_rows(self, rates: tuple[float, ...]) -> list[int]:
        """Rows of ``anchor`` and ``age`` with these discount rates."""
        return [self.levels.index(rate) for rate in rates]

    def slope_rows(self, rates: tuple[float, ...]) -> list[int]:
        """Rows of ``slope`` with these discount rates."""
        return [self.slopes.index(rate) for rate in rates]


def trends_of(given: Given) -> tuple[tuple[float, float, float], ...]:
    """Constants of the damped trends to try at this grain."""
    return TRENDS if given.frequent else COARSE_TRENDS


def drifts_of(given: Given) -> tuple[float, ...]:
    """Constants of the drifts to try at this origin."""
    return COARSE_DRIFTS if given.thorough and not given.frequent else ()


def lines_of(given: Given, base: Base) -> Lines:
    """All lines that any method needs of the base, by two matrix products for all series."""
    return given.once(("lines", base.season), lambda: _fit(given, base))


def _fit(given: Given, base: Base) -> Lines:
    """Discounted least squares of the base's sales on its exposure times (1, time)."""
    levels, slopes = _rates(trends_of(given), drifts_of(given))
    over_sales, over_exposure = given.once("line weights", lambda: _weights(given, levels, slopes))
    a, s = len(levels), len(slopes)
    total, z0, z1 = np.split(over_sales @ base.sales, [a, a + s])
    exposure, aged, s0, s1, s2 = np.split(over_exposure @ base.exposure, [a, 2 * a, 2 * a + s, 2 * a + 2 * s])
    exposure = np.maximum(exposure, 1e-9)
    determinant = s0 * s2 - s1**2
    sound = determinant > 1e-4 * s0 * s2
    slope = np.where(sound, (s1 * z0 - s0 * z1) / np.where(sound, determinant, 1.0), 0.0)
    return Lines(levels, slopes, total / exposure, aged / exposure, slope)


@cache
def _rates(
    trends: tuple[tuple[float, float, float], ...], drifts: tuple[float, ...]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Different discount rates of levels and of slopes; a drift's slope is discounted by nothing."""
    levels = {level for level, _, _ in trends} | set(drifts)
    slopes = {slope for _, slope, _ in trends} | ({0.0} if drifts else set())
    return tuple(sorted(levels)), tuple(sorted(slopes))


def _weights(given: Given, levels: tuple[float, ...], slopes: tuple[float, ...]) -> tuple[Array, Array]:
    """Weights of the rows in the sums over sales and over exposure that the lines follow from."""
    anchors, about = given.discounts(levels), given.discounts(slopes)
    first = about * given.ages
    return (
        np.concatenate([anchors, about, first]),
        np.concatenate([anchors, anchors * given.ages, about, first, first * given.ages]),
    )


def damped_steps(damping: float, horizon: int) -> Array:
    """Sum of damping^1..damping^k for k = 1..horizon: how far a damped trend has carried by then."""
    steps = np.arange(1, horizon + 1)
    return damping * (1 - damping**steps) / (1 - damping) if damping < 1 else steps.astype(np.float64)
