"""Shortage before an order placed now could arrive, from joint paths of demand against stock and arrivals.

Whether stock runs out between two arrivals depends on demand up to each of them together, not on one sum. The forecast
knows the distribution of each sum; :func:`demand_paths` joins them into paths that never fall and whose sums have these
distributions. They depend on the forecast alone, so more stock or an earlier arrival can only help on every path.
"""

from __future__ import annotations

from functools import lru_cache
from heapq import heappop, heappush
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.replenishment.ordering import NOISE

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.replenishment.demand import CumulativeDemand, WindowDemand
    from domain.replenishment.lead_time_demand import Window
    from domain.replenishment.position import StockPosition
    from domain.replenishment.terms import SupplyTerms
    from domain.shared.arrays import FloatArray, IntArray

PATHS: Final = 256
#: Differences below this are not worth paths: probabilities are given to four decimal places.
_NEGLIGIBLE: Final = 2e-5
_HURST_STEP: Final = 0.1
#: A typed deviation of the lead time as so many equally likely lead times.
_LEAD_TIMES: Final = 9
_LENGTHS: Final = (16, 32, 64, 128, 256, 512)


class Shortage:
    """Chance and size of a shortage before what is ordered at the next occasion arrives.

    Parameters
    ----------
    plain
        Demand over windows of fixed length.
    lead
        Demand until that delivery.
    terms
        The terms of supply.
    position
        Stock and arrivals.
    """

    def __init__(self, plain: CumulativeDemand, lead: Window, terms: SupplyTerms, position: StockPosition) -> None:
        self._plain = plain
        self._lead = lead
        self._position = position
        self._lengths = _delivery_lengths(terms, plain.values.shape[0] - 1)
        self._paths: FloatArray | None = None

    def probability(self) -> float:
        """Return the chance that stock falls below zero on any day before then.

        Without arrivals before then it is P(D_L > on hand). With some it lies between that and the chance if all of
        them were here, and the paths say where.
        """
        worst, best = self._bounds(lambda part, amount: part.probability_above(amount), floor=None)
        if worst - best < _NEGLIGIBLE:
            return best
        return min(max(self._on_paths(lambda over: (over > NOISE).any(axis=0).astype(float)), best), worst)

    def units(self) -> float:
        """Return the units expected to be short before then, when what is short is lost.

        The loss is the largest excess of demand over what had come so far. What was sold already and is not there is
        not lost again.
        """
        worst, best = self._bounds(lambda part, amount: part.expected_excess(amount), floor=0.0)
        if worst - best < _NEGLIGIBLE:
            return best
        return min(max(self._on_paths(lambda over: np.maximum(over, 0.0).max(axis=0), floor=0.0), best), worst)

    def _bounds(self, measure: Callable[[WindowDemand, float], float], *, floor: float | None) -> tuple[float, float]:
        """Return a measure of the shortage if nothing came in time, and if all that comes by then were here."""
        on_hand = _at_least(float(self._position.on_hand), floor)
        worst = best = 0.0
        for weight, part in self._lead.parts:
            worst += weight * measure(part, on_hand)
            best += weight * measure(part, _at_least(float(self._position.within(part.days)), floor))
        return worst, best

    def _on_paths(self, measure: Callable[[FloatArray], FloatArray], *, floor: float | None = None) -> float:
        """Return the mean over lead times and paths of a measure of demand in excess of supply, (days, paths)."""
        if self._paths is None:
            self._paths = demand_paths(self._plain, max(length for length, _ in self._lengths))
        supply = self._position.supply(self._paths.shape[0])
        if floor is not None:
            supply = np.maximum(supply, floor)
        over = self._paths - supply[:, None] - NOISE * np.maximum(supply, 1.0)[:, None]
        return float(sum(weight * measure(over[:length]).mean() for length, weight in self._lengths if length))


def _at_least(amount: float, floor: float | None) -> float:
    return amount if floor is None else max(amount, floor)


def _delivery_lengths(terms: SupplyTerms, reach: int) -> list[tuple[int, float]]:
    """Return the days until the next delivery and their probabilities; a typed deviation is taken as normal."""
    lead_time, ahead = terms.lead_time, terms.order_in_days
    if not lead_time.std_days:
        return [(min(days + ahead, reach), weight) for days, weight in lead_time.weights.items()]
    normal = NormalDist(lead_time.days, float(lead_time.std_days))
    drawn = (normal.inv_cdf((index + 0.5) / _LEAD_TIMES) for index in range(_LEAD_TIMES))
    return [(min(max(round(days), 0) + ahead, reach), 1 / _LEAD_TIMES) for days in drawn]


def demand_paths(plain: CumulativeDemand, days: int) -> FloatArray:
    """Return joint paths of cumulative demand over the first 1..``days`` days.

    On every day the paths hold the day's own distribution, at equally likely levels. From day to day they are joined as
    the spread of the sums grows: increments are taken as stationary with the Hurst exponent H that this growth shows,
    0.5 for independent days and 1 for one error of level in all of them, and a path's rank follows fractional Brownian
    motion (Mandelbrot & Van Ness 1968) as far as no path falls.

    Returns
    -------
    Shape (days, PATHS).
    """
    levels = (np.arange(PATHS) + 0.5) / PATHS
    right = np.clip(np.searchsorted(plain.levels, levels), 1, plain.levels.size - 1)
    below, above = plain.levels[right - 1], plain.levels[right]
    share = np.clip((levels - below) / (above - below), 0.0, 1.0)
    values = plain.values[1 : days + 1]
    atoms = values[:, right - 1] + share * (values[:, right] - values[:, right - 1])
    hurst = round(round(plain.growth / _HURST_STEP) * _HURST_STEP, 1)
    if hurst >= 1:
        return np.asarray(atoms)
    last = plain.uncounted + days
    ranks = _ranks(hurst, next(length for length in (*_LENGTHS, last) if length >= last))[plain.uncounted : last]
    paths = np.empty_like(atoms)
    for day in range(days):
        wanted = atoms[day, ranks[day]]
        falls = day > 0 and bool((wanted < paths[day - 1]).any())
        paths[day] = _without_falling(atoms[day], paths[day - 1], ranks[day]) if falls else wanted
    return paths


def _without_falling(atoms: FloatArray, before: FloatArray, ranks: IntArray) -> FloatArray:
    """Return a day's demand of each path, in the wanted order as far as no path falls.

    From the smallest up, each amount goes to the path that wants the lowest rank among those that have not sold more
    already. There always is one: as distributions grow with time, as many paths are at or below the n-th amount.
    """
    order = np.argsort(before, kind="stable")
    sold, wanted = before[order].tolist(), ranks[order].tolist()
    holder = np.empty_like(order)
    holder[ranks] = np.arange(ranks.size)
    waiting: list[int] = []
    taken, admitted = [], 0
    for amount in atoms.tolist():
        while admitted < len(sold) and sold[admitted] <= amount:
            heappush(waiting, wanted[admitted])
            admitted += 1
        taken.append(heappop(waiting))
    result = np.empty_like(atoms)
    result[holder[taken]] = atoms
    return result


@lru_cache(maxsize=16)
def _ranks(hurst: float, days: int) -> IntArray:
    """Return the ranks of PATHS paths of fractional Brownian motion on each day, shape (days, PATHS)."""
    time = np.arange(1, days + 1, dtype=float)
    power = time ** (2 * hurst)
    covariance = (power[:, None] + power - np.abs(time[:, None] - time) ** (2 * hurst)) / 2
    drawn = np.random.default_rng(days).standard_normal((days, PATHS))
    walked = np.linalg.cholesky(covariance + 1e-9 * np.diag(power)) @ drawn
    return np.asarray(walked.argsort(axis=1).argsort(axis=1))
