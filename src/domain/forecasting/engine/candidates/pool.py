"""The pool: every candidate forecast of every series, made at one origin.

Nearly each candidate is a linear filter of the past, so one matrix product serves all series, and any origin can be
forecast from scratch (season included) without a recursion: that is what makes honest rolling origins cheap. Only
the ``fitted`` candidates (``smoothing``) take one.

Sources: discounted means and discounted least squares, Brown (1963) "Smoothing, Forecasting and Prediction of
Discrete Time Series"; damped trends, Gardner & McKenzie (1985); a level with the long drift, Assimakopoulos &
Nikolopoulos (2000) "The theta model". The level is a ratio of discounted sums (sales over seasonal exposure), not a
mean of ratios, so that sparse series stay unbiased and unobserved days simply drop out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.grid import Grid, grid_for, paths_of
from domain.forecasting.engine.candidates.smoothing import damped_trend
from domain.forecasting.engine.seasonality import seasonal_amounts, seasonal_factors, wide_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.seasonality import Season, SeasonPrior

    type Wrap = Callable[[Array], Array]


LEAST_BASE = 0.05
"""Factors below this say nothing of the level."""
RECENT = 10
"""Weeks that the recent weekday profile looks at: opening hours and habits change."""


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
    thorough: bool = True
    means: list[Array] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    to_fit: list[tuple[str, Array, Wrap]] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = self.past.x.shape[0]
        self.paths = paths_of(self.grid, self.horizon, drifts=self.thorough)
        self.ages = np.arange(rows - 1, -1, -1, dtype=np.float32)
        self.level_weights = self.discounts(self.grid.levels)
        anchors, slopes = self.discounts(self.paths.levels), self.discounts(self.paths.slopes)
        first = slopes * self.ages
        self.over_x = np.concatenate([anchors, slopes, first])
        self.over_base = np.concatenate([anchors, anchors * self.ages, slopes, first, first * self.ages])

    def discounts(self, rates: tuple[float, ...]) -> Array:
        weights: Array = (1 - np.asarray(rates, dtype=np.float32)[:, None]) ** self.ages
        weights[weights < 1e-12] = 0
        return weights

    def put(self, names: list[str], means: Array) -> None:
        """Add candidates, (len(names), h, N)."""
        if self.past.future_effect is not None:
            means = means * self.past.future_effect[: self.horizon]
        self.names += names
        self.means.append(np.maximum(means, 0, dtype=np.float32))

    def levels_and_trends(self, name: str, x: Array, base: Array, wrap: Wrap, *, trends: bool) -> None:
        """Candidates for x = base * (level + trend), as ``wrap`` carries them into the future."""
        level = (self.level_weights @ x) / np.maximum(self.level_weights @ base, 1e-9)
        labels = [f"{name}.level.{rate}" for rate in self.grid.levels]
        self.put(labels, wrap(np.broadcast_to(level[:, None], (len(labels), self.horizon, x.shape[1]))))
        if not trends:
            return
        paths = self.paths
        anchor, age, slope = self.lines(x, base)
        ahead = age[paths.level][:, None] + paths.steps[..., None]
        path = anchor[paths.level][:, None] + (paths.share[:, None] * slope[paths.slope])[:, None] * ahead
        self.put([f"{name}.{label}" for label in paths.labels], wrap(path))
        if self.thorough and self.grid.fitted:
            self.to_fit.append((name, x / np.maximum(base, LEAST_BASE), wrap))

    def fit(self) -> None:
        """Candidates with constants fitted to each series, on all bases in one recursion."""
        if not self.to_fit:
            return
        names, adjusted, wraps = zip(*self.to_fit, strict=True)
        seen = np.tile(self.past.seen, len(names))
        paths = np.split(damped_trend(np.concatenate(adjusted, 1), seen, self.horizon), len(names), axis=1)
        for name, path, wrap in zip(names, paths, wraps, strict=True):
            self.put([f"{name}.fitted"], wrap(path[None]))

    def lines(self, x: Array, base: Array) -> tuple[Array, Array, Array]:
        """Discounted least squares of x on base * (1, time): levels, how old they are, and change a step."""
        a, s = len(self.paths.levels), len(self.paths.slopes)
        total, z0, z1 = np.split(self.over_x @ x, [a, a + s])
        exposure, aged, s0, s1, s2 = np.split(self.over_base @ base, [a, 2 * a, 2 * a + s, 2 * a + 2 * s])
        exposure = np.maximum(exposure, 1e-9)
        determinant = s0 * s2 - s1**2
        sound = determinant > 1e-4 * s0 * s2
        slope = np.where(sound, (s1 * z0 - s0 * z1) / np.where(sound, determinant, 1.0), 0.0)
        return total / exposure, aged / exposure, slope

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
            self.put([f"cycle.{rate}"], mean[None, phase])


@dataclass(frozen=True, eq=False)
class Pool:
    """Candidates of N series at one origin: ``names`` (F), ``means`` (F, N, h) and the seasons they rest on."""

    names: tuple[str, ...]
    means: Array
    seasons: Mapping[str, Season]


def candidates(
    past: Past,
    season_length: int,
    horizon: int,
    priors: Mapping[str, SeasonPrior] | None = None,
    *,
    thorough: bool = True,
) -> Pool:
    """Forecast with every candidate; means are never negative.

    Which candidates there are depends only on how long the matrix is, not on the values in it.

    Parameters
    ----------
    priors
        What series of this shop have in common, by kind of season, in phase with this origin; ``None``: learn it
        from these series.
    thorough
        Whether to make the candidates with drifts and fitted constants, which take the longest.
    """
    known = priors or {}
    rows, m = past.x.shape[0], season_length
    pool = _Pool(past, grid_for(m), horizon, thorough)
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
    pool.fit()
    return Pool(tuple(pool.names), np.concatenate(pool.means).transpose(0, 2, 1), _present(seasons))


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
    x = past.x if past.effect is None else past.x / np.maximum(past.effect, LEAST_BASE)
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
