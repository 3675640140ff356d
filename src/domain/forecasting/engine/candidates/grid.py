"""The smoothing constants that the pool tries at one grain, and the lines into the future that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array


@dataclass(frozen=True)
class Grid:
    """Smoothing constants that make sense at one grain.

    Attributes
    ----------
    levels
        Discounts of the level.
    trends
        Discount of the level, discount of the slope (0: one straight line), damping a step.
    cycles
        Discounts a season of the mean of the same phase.
    drifts
        Discounts of a level that goes on with half the slope of one straight line through all.
    fitted
        Whether series change enough a step for constants fitted to each of them.
    """

    levels: tuple[float, ...]
    trends: tuple[tuple[float, float, float], ...]
    cycles: tuple[float, ...]
    drifts: tuple[float, ...] = ()
    fitted: bool = False


DAILY = Grid(
    levels=(0.003, 0.01, 0.025, 0.06, 0.13, 0.3, 0.6),
    trends=((0.02, 0.003, 0.98), (0.06, 0.003, 0.98), (0.06, 0.02, 0.95), (0.2, 0.02, 0.95), (0.2, 0.08, 0.9)),
    cycles=(0.1, 0.35),
)
COARSE = Grid(
    levels=(0.01, 0.04, 0.1, 0.2, 0.35, 0.6, 0.9),
    trends=(
        *(
            (level, slope, damping)
            for level in (0.12, 0.4, 0.85)
            for slope in (0.0, 0.04, 0.15)
            for damping in (0.9, 0.98)
        ),
        (0.85, 0.35, 0.9),
    ),
    cycles=(0.15, 0.5),
    drifts=(0.1, 0.2, 0.35, 0.6, 0.9),
    fitted=True,
)


def is_frequent(season_length: int) -> bool:
    """Whether steps are days or hours: many of them, and little changes from one to the next."""
    return season_length in {7, 24}


def grid_for(season_length: int) -> Grid:
    """Daily (and hourly) series change slowly a step; weekly, monthly and coarser ones quickly."""
    return DAILY if is_frequent(season_length) else COARSE


@dataclass(frozen=True, eq=False)
class Paths:
    """P lines into the future: labels, the levels and slopes they rest on, and how far they carry.

    ``level`` and ``slope`` (P,) say which of ``levels`` and ``slopes``, ``share`` (P,) how much of the slope; ``steps``
    (P, h) is how far a damped trend has carried by each step.
    """

    labels: tuple[str, ...]
    levels: tuple[float, ...]
    slopes: tuple[float, ...]
    level: Array
    slope: Array
    share: Array
    steps: Array


def paths_of(grid: Grid, horizon: int, *, drifts: bool) -> Paths:
    """The damped trends of a grid and, if asked for, its drifts: half a straight line's slope, undamped."""
    rows = [(f"trend.{level}.{slope}.{damping}", level, slope, damping, 1.0) for level, slope, damping in grid.trends]
    if drifts:
        rows += [(f"drift.{level}", level, 0.0, 1.0, 0.5) for level in grid.drifts]
    labels, levels, slopes, dampings, shares = zip(*rows, strict=True)
    level, slope = np.unique(levels, return_inverse=True), np.unique(slopes, return_inverse=True)
    return Paths(
        labels=labels,
        levels=tuple(level[0].tolist()),
        slopes=tuple(slope[0].tolist()),
        level=level[1],
        slope=slope[1],
        share=np.array(shares, np.float32),
        steps=np.array([damped_steps(damping, horizon) for damping in dampings], np.float32),
    )


def damped_steps(damping: float, horizon: int) -> Array:
    """Sum of damping^1..damping^k for k = 1..horizon: how far a damped trend has carried by then."""
    steps = np.arange(1, horizon + 1)
    return damping * (1 - damping**steps) / (1 - damping) if damping < 1 else steps.astype(np.float64)
