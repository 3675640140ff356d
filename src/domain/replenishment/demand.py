"""Demand over any window of days, from a forecast's cumulative distribution.

Daily quantiles do not add, so a window's quantiles are never sums of days: they are read from the distribution of the
sum itself, which the forecast carries for the first 1..H days.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Self

import numpy as np

from domain.replenishment.ordering import NOISE
from domain.shared import quantiles

if TYPE_CHECKING:
    from domain.shared.arrays import FloatArray
    from domain.shared.demand_series import DemandForecast

#: Highest service level a product can ask for; the tail up to it becomes part of the distribution.
HIGHEST_LEVEL = 0.999
_LAST_WEEKS = 28
#: The spread that growth is read from lies between the columns this far from either end.
_SPREAD_COLUMNS = 0.2
#: Growth of spread with the length of the window: independent days, and days that all err alike.
_SLOWEST_GROWTH, _FASTEST_GROWTH = 0.5, 1.0


@dataclass(frozen=True, eq=False)
class WindowDemand:
    """Demand summed over a window of days: its mean, and its Q quantiles at ``levels``."""

    days: int
    mean: float
    levels: list[float]
    values: list[float]

    @property
    def parts(self) -> tuple[tuple[float, WindowDemand], ...]:
        """Probability and demand of each length that the window can have: it has one."""
        return ((1.0, self),)

    def quantile(self, level: float) -> float:
        """Return the demand that is not exceeded with probability ``level``."""
        return quantiles.quantile_of_one(self.levels, self.values, level)

    def probability_above(self, amount: float) -> float:
        """Return the probability that demand exceeds ``amount``."""
        return quantiles.probability_above(self.levels, self.values, amount)

    def expected_excess(self, amount: float) -> float:
        """Return the units by which demand exceeds ``amount`` on average, E[(D - amount)+]."""
        return quantiles.expected_excess(self.levels, self.values, amount)


@dataclass(frozen=True, eq=False)
class CumulativeDemand:
    """One product's demand over the first 0, 1, 2, … N days from a planning day on.

    Parameters
    ----------
    levels
        Probability levels, shape (Q,).
    means, values
        Mean and quantiles of demand over k days, k = 0..N, shapes (N + 1,) and (N + 1, Q).
    own_days
        How many of these days the forecast itself covers; what follows is an extension.
    growth
        Exponent with which the spread grows with the length of the window, 0.5 to 1.
    uncounted
        Days before the planning day whose uncertainty is part of every window.
    """

    levels: FloatArray
    means: FloatArray
    values: FloatArray
    own_days: int
    growth: float = _SLOWEST_GROWTH
    uncounted: int = 0

    @classmethod
    def of(cls, forecast: DemandForecast, *, offset: int, uncounted: int, reach: int) -> Self:
        """Read it from a forecast.

        Parameters
        ----------
        forecast
            A forecast that starts on or before the planning day.
        offset
            Days from the forecast's first day to the planning day.
        uncounted
            Those of them whose demand nobody knows, neither from the sales data nor from a stock count. Their
            uncertainty is part of every window.
        reach
            Longest window that will be asked for, in days; beyond the forecast's own end it is extended.
        """
        rate = float(forecast.mean[-_LAST_WEEKS:].mean())
        means, deviations = extend(forecast.cumulative_mean, forecast.cumulative, offset + reach, rate)
        ahead = means[offset:] - means[offset]
        levels, known = forecast.levels, forecast.levels.size
        goes_on = bool(levels[-1] < HIGHEST_LEVEL)
        values = np.zeros((reach + 1, known + goes_on))
        np.add(deviations[uncounted + 1 : uncounted + reach + 1], ahead[1:, None], out=values[1:, :known])
        if goes_on:
            values[:, known] = quantiles.quantile(levels, values[:, :known], HIGHEST_LEVEL)
            levels = np.append(levels, HIGHEST_LEVEL)
        own_days = forecast.mean.shape[0] - offset
        return cls(levels, ahead, _in_order(values), own_days, _growth(forecast.cumulative), uncounted)

    def widened(self, lead_time_std: float, reach: int) -> Self:
        """Return demand over windows whose length varies with this standard deviation in days, as lead times do.

        Windows of up to ``reach`` days are kept.
        """
        means, values = self.means[: reach + 1], self.values[: reach + 1]
        if lead_time_std > 0:
            days = np.arange(1, means.size)
            stretched = widened(self.levels, values[1:], means[1:], means[1:] / days * lead_time_std)
            values = _in_order(np.vstack([values[:1], stretched]))
        return type(self)(self.levels, means, values, self.own_days, self.growth, self.uncounted)

    def window(self, days: int) -> WindowDemand:
        """Return demand over the first ``days`` days."""
        return WindowDemand(days, float(self.means[days]), self.levels.tolist(), self.values[days].tolist())

    def path(self, level: float, first: int = 0, last: int | None = None) -> FloatArray:
        """Return the quantile of demand over ``first`` to ``last`` days, or over 0, 1, 2, …; it never falls."""
        return quantiles.quantile(self.levels, self.values[first : None if last is None else last + 1], level)

    def first_short(self, level: float, first: int, supply: FloatArray) -> int | None:
        """Return the first window from ``first`` days on whose quantile exceeds its supply, ``supply`` (n,)."""
        short = self.path(level, first, first + supply.size - 1) > supply + NOISE * np.maximum(supply, 1.0)
        return first + int(short.argmax()) if short.any() else None


def _in_order(values: FloatArray) -> FloatArray:
    """Return quantiles that obey: never negative, a longer window never needs less, a higher level never means less."""
    in_time, in_level = values[1:] >= values[:-1], values[:, 1:] >= values[:, :-1]
    if values[0, 0] >= 0.0 and bool(in_time.all()) and bool(in_level.all()):  # the usual case, at a fifth of the work
        return values
    ordered = np.maximum.accumulate(np.maximum(values, 0.0), axis=0)
    return np.asarray(np.maximum.accumulate(ordered, axis=1))


def extend(
    cumulative_mean: FloatArray, cumulative: FloatArray, days: int, rate: float
) -> tuple[FloatArray, FloatArray]:
    """Return the cumulative mean and the deviations from it for 0..``days`` days, beyond the forecast where needed.

    The mean goes on at ``rate`` a day. The spread goes on growing as it did over the forecast's second half, between
    the square root of time (independent days) and time itself (one error of level in all of them).

    Parameters
    ----------
    cumulative_mean, cumulative
        Of the first 1..H days, shapes (H,) and (H, Q).

    Returns
    -------
    Shapes (days + 1,) and (days + 1, Q).
    """
    known = cumulative_mean.shape[0]
    means, deviations = np.zeros(days + 1), np.zeros((days + 1, cumulative.shape[1]))
    own = min(days, known)
    means[1 : own + 1] = cumulative_mean[:own]
    np.subtract(cumulative[:own], cumulative_mean[:own, None], out=deviations[1 : own + 1])
    if days > known:
        steps = np.arange(1, days - known + 1)
        means[known + 1 :] = means[known] + steps * rate
        growth = ((known + steps) / known) ** _growth(cumulative)
        np.multiply(deviations[known], growth[:, None], out=deviations[known + 1 :])
    return means, deviations


def _growth(cumulative: FloatArray) -> float:
    """Return the exponent with which the spread of sums grew over the second half of the days, shape (H, Q)."""
    known = cumulative.shape[0]
    half = known // 2
    low = int(_SPREAD_COLUMNS * cumulative.shape[1])
    high = cumulative.shape[1] - 1 - low
    if half == 0:
        return _SLOWEST_GROWTH
    early = cumulative[half - 1, high] - cumulative[half - 1, low]
    late = cumulative[-1, high] - cumulative[-1, low]
    if early <= 0 or late <= 0:
        return _SLOWEST_GROWTH
    growth = math.log(late / early) / math.log(known / half)
    return min(max(growth, _SLOWEST_GROWTH), _FASTEST_GROWTH)


def widened(levels: FloatArray, values: FloatArray, means: FloatArray, extra_std: FloatArray) -> FloatArray:
    """Return the quantiles of demand whose period itself varies.

    Demand over a random lead time has the variance P·var(d) + d²·sigma_L² (Silver, Pyke & Thomas, Inventory and
    Production Management in Supply Chains, 4th ed., section 6.10; Hadley & Whitin 1963). The first term is the spread
    the forecast already has; the deviations from the mean are stretched until the variance has both, which keeps the
    shape. Without any spread of its own the added part is normal.

    Parameters
    ----------
    values, means
        Quantiles and mean of demand over n windows, shapes (n, Q) and (n,).
    extra_std
        d·sigma_L for each window, shape (n,).
    """
    own = quantiles.variance(levels, values)
    extra = np.square(extra_std)
    certain = own <= 1e-9 * np.maximum(extra, 1e-12)
    stretch = np.sqrt((own + extra) / np.where(certain, 1.0, own))
    deviations = (values - means[:, None]) * stretch[:, None]
    if bool(certain.any()):
        normal = np.array([NormalDist().inv_cdf(level) for level in levels.tolist()])
        deviations = np.where(certain[:, None], extra_std[:, None] * normal, deviations)
    return np.asarray(means[:, None] + deviations)
