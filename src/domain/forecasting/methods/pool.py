"""The pool: every candidate forecast of every series, made at one origin.

Each candidate is a linear filter of the past, so one matrix product serves all series, and any origin can be
forecast from scratch (season included) without a recursion: that is what makes honest rolling origins cheap.

Sources: discounted means and discounted least squares, Brown (1963) "Smoothing, Forecasting and Prediction of
Discrete Time Series"; damped trends, Gardner & McKenzie (1985); a level with the long drift, Assimakopoulos &
Nikolopoulos (2000) "The theta model". The level is a ratio of discounted sums (sales over seasonal exposure), not a
mean of ratios, so that sparse series stay unbiased and unobserved days simply drop out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.methods.seasonality import seasonal_amounts, seasonal_factors, wide_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.forecasting.methods.arrays import Array
    from domain.forecasting.methods.seasonality import Season, SeasonPrior

    type Wrap = Callable[[Array], Array]


RECENT = 10
"""Weeks that the recent weekday profile looks at: opening hours and habits change."""


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
    """

    levels: tuple[float, ...]
    trends: tuple[tuple[float, float, float], ...]
    cycles: tuple[float, ...]


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
)


def grid_for(season_length: int) -> Grid:
    """Daily (and hourly) series change slowly a step; weekly, monthly and coarser ones quickly."""
    return DAILY if season_length in {7, 24} else COARSE


@dataclass(frozen=True, eq=False)
class Past:
    """What is known of N series at an origin, right-aligned, time on the first axis.

    Attributes
    ----------
    x, seen
        Demand (0 where unobserved) and 1/0, both (T, N).
    unit
        Smallest step between amounts of each series, (N,).
    effect, future_effect
        Known factors on the past and coming rows (calendar, price), (T, N) and (H, N); ``None``: none.
    """

    x: Array
    seen: Array
    unit: Array
    effect: Array | None = None
    future_effect: Array | None = None

    @property
    def exposure(self) -> Array:
        """What each row counts for: nothing when unobserved, else its known factor."""
        return self.seen if self.effect is None else self.seen * self.effect

    def until(self, row: int, horizon: int) -> Past:
        """What was known when ``row`` rows had passed, with the factors of the ``horizon`` rows after."""
        ahead = None
        if self.effect is not None and self.future_effect is not None:
            ahead = np.concatenate([self.effect[row:], self.future_effect])[:horizon]
        past = None if self.effect is None else self.effect[:row]
        return Past(self.x[:row], self.seen[:row], self.unit, past, ahead)

    def of(self, series: Array) -> Past:
        """The series at ``series`` (indices, mask)."""
        return Past(
            self.x[:, series],
            self.seen[:, series],
            self.unit[series],
            None if self.effect is None else self.effect[:, series],
            None if self.future_effect is None else self.future_effect[:, series],
        )


@dataclass(eq=False)
class _Pool:
    """Collects candidates; holds what they share at one origin."""

    past: Past
    grid: Grid
    horizon: int
    means: list[Array] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = self.past.x.shape[0]
        self.ages = np.arange(rows - 1, -1, -1, dtype=np.float32)
        self.slopes = sorted({slope for _, slope, _ in self.grid.trends})
        self.trend_levels = sorted({level for level, _, _ in self.grid.trends})
        self.level_weights = self.discounts(self.grid.levels)
        self.slope_weights = self.discounts(self.slopes)
        self.trend_weights = self.discounts(self.trend_levels)

    def discounts(self, rates: list[float] | tuple[float, ...]) -> Array:
        weights: Array = (1 - np.asarray(rates, dtype=np.float32)[:, None]) ** self.ages
        weights[weights < 1e-12] = 0
        return weights

    def put(self, name: str, mean: Array) -> None:
        if self.past.future_effect is not None:
            mean = mean * self.past.future_effect[: self.horizon]
        self.names.append(name)
        self.means.append(np.maximum(mean, 0, dtype=np.float32))

    def levels_and_trends(self, name: str, x: Array, base: Array, wrap: Wrap, *, trends: bool) -> None:
        """Candidates for x = base * (level + trend), as ``wrap`` carries them into the future."""
        level = (self.level_weights @ x) / np.maximum(self.level_weights @ base, 1e-9)
        for rate, value in zip(self.grid.levels, level, strict=True):
            self.put(f"{name}.level.{rate}", wrap(np.broadcast_to(value, (self.horizon, value.size))))
        if not trends:
            return
        slopes = self.slope(x, base)
        exposure = np.maximum(self.trend_weights @ base, 1e-9)
        anchor = (self.trend_weights @ x) / exposure
        age = ((self.trend_weights * self.ages) @ base) / exposure
        for rate, discount, damping in self.grid.trends:
            at = self.trend_levels.index(rate)
            ahead = age[at] + damped_steps(damping, self.horizon)[:, None]
            self.put(f"{name}.trend.{rate}.{discount}.{damping}", wrap(anchor[at] + slopes[discount] * ahead))

    def slope(self, x: Array, base: Array) -> dict[float, Array]:
        """Discounted least squares of x on base * (1, time): change a step, by discount of the slope."""
        first, second = self.slope_weights * self.ages, self.slope_weights * self.ages**2
        s0, s1, s2 = self.slope_weights @ base, first @ base, second @ base
        z0, z1 = self.slope_weights @ x, first @ x
        determinant = s0 * s2 - s1**2
        sound = determinant > 1e-4 * s0 * s2
        slope = np.where(sound, (s1 * z0 - s0 * z1) / np.where(sound, determinant, 1.0), 0.0)
        return dict(zip(self.slopes, slope, strict=True))

    def same_phase(self, season_length: int) -> None:
        """Discounted mean of the same phase of earlier seasons."""
        m, (rows, count) = season_length, self.past.x.shape
        cycles = rows // m
        shape = (cycles, m, count)
        x = self.past.x[rows - cycles * m :].reshape(shape)
        exposure = self.past.exposure[rows - cycles * m :].reshape(shape)
        middle = self.level_weights[3:4]
        level = (middle @ self.past.x) / np.maximum(middle @ self.past.exposure, 1e-9)
        phase = np.arange(self.horizon) % m
        for rate in self.grid.cycles:
            weight = ((1 - rate) ** np.arange(cycles - 1, -1, -1)).astype(np.float32)
            total, counted = np.tensordot(weight, x, (0, 0)), np.tensordot(weight, exposure, (0, 0))
            mean = np.where(counted > 1e-6, total / np.maximum(counted, 1e-6), level)
            self.put(f"cycle.{rate}", mean[phase])


def damped_steps(damping: float, horizon: int) -> Array:
    """Sum of damping^1..damping^k for k = 1..horizon: how far a damped trend has carried by then."""
    steps = np.arange(1, horizon + 1)
    return damping * (1 - damping**steps) / (1 - damping) if damping < 1 else steps.astype(np.float64)


@dataclass(frozen=True, eq=False)
class Pool:
    """Candidates of N series at one origin: ``names`` (F), ``means`` (F, N, h) and the seasons they rest on."""

    names: tuple[str, ...]
    means: Array
    seasons: Mapping[str, Season]


def candidates(past: Past, season_length: int, horizon: int, priors: Mapping[str, SeasonPrior] | None = None) -> Pool:
    """Forecast with every candidate; means are never negative.

    Which candidates there are depends only on how long the matrix is, not on the values in it.

    Parameters
    ----------
    priors
        What series of this shop have in common, by kind of season, in phase with this origin; ``None``: learn it
        from these series.
    """
    known = priors or {}
    rows, m = past.x.shape[0], season_length
    pool = _Pool(past, grid_for(m), horizon)
    exposure = past.exposure
    trend = wide_mean(past.x, exposure) if m == 7 else None
    seasons: dict[str, Season | None] = {
        "season": seasonal_factors(past.x, exposure, m, past.unit, known.get("season"), trend=trend)
    }
    if trend is not None and rows >= 6 * 14:
        seasons |= _week_seasons(past, trend, known)
    pool.levels_and_trends("flat", past.x, exposure, lambda f: f, trends=True)
    for name, season in _present(seasons).items():
        index = season.index.astype(np.float32)
        base = index[(np.arange(rows) - rows) % len(index)] * exposure
        pool.levels_and_trends(name, past.x, base, _times(index, horizon), trends=name == "season")
    if 1 < m <= rows:
        pool.same_phase(m)
    if m >= 12:
        seasons["additive"] = _add_amounts(pool, past, m, horizon, known.get("additive"))
    return Pool(tuple(pool.names), np.stack(pool.means).transpose(0, 2, 1), _present(seasons))


def _present(seasons: Mapping[str, Season | None]) -> dict[str, Season]:
    return {name: season for name, season in seasons.items() if season is not None}


def _week_seasons(past: Past, trend: Array, known: Mapping[str, SeasonPrior]) -> dict[str, Season | None]:
    """Seasons that daily data may have beside the weekday: two weeks long, and the weekday of late."""
    late = slice(-RECENT * 7, None)
    x, exposure = past.x, past.exposure
    return {
        "double": seasonal_factors(x, exposure, 14, past.unit, known.get("double"), trend=trend),
        "recent": seasonal_factors(x[late], exposure[late], 7, past.unit, known.get("season"), trend=trend[late]),
    }


def _add_amounts(pool: _Pool, past: Past, m: int, horizon: int, prior: SeasonPrior | None) -> Season | None:
    """Add the candidates on an additive season of ``m`` rows; return that season, if there is one."""
    rows = past.x.shape[0]
    x = past.x if past.effect is None else past.x / np.maximum(past.effect, 0.05)
    added = seasonal_amounts(x, past.seen, m, prior)
    if added is not None:
        amount = added.index.astype(np.float32)
        rest = (x - amount[(np.arange(rows) - rows) % m]) * past.seen
        pool.levels_and_trends("additive", rest, past.seen, _plus(amount, horizon), trends=True)
    return added


def _times(index: Array, horizon: int) -> Wrap:
    ahead = index[np.arange(horizon) % len(index)]
    return lambda level: np.maximum(level, 0) * ahead


def _plus(amount: Array, horizon: int) -> Wrap:
    ahead = amount[np.arange(horizon) % len(amount)]
    return lambda level: level + ahead
