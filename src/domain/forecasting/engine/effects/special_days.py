"""Effects of special days (holidays, their lead-up, events): factors learned on the days they fell on.

Which days are special say ``holidays`` and ``events``. A factor is sales over what ordinary days around would have
sold. The shop's factor is pulled towards 1 by how much ordinary days scatter for the shop as a whole, a product's
towards the shop's by how little the product itself sold on those days (a gamma prior on a Poisson rate: Gelman et al.,
"Bayesian Data Analysis", 2.6).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.seasonality import SeasonPrior, moving_mean, seasonal_factors, wide_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.forecasting.engine.arrays import Array

SMALLEST = 0.05
"""Effects smaller than this are not worth having."""
BOUNDS = (0.0, 10.0)
OWN_WEIGHT = 8.0
"""Ordinary days' sales that the shop's factor counts for against a product's own."""
SURE = 9.0
"""Times its error's variance that a product's own factor must be away from 1 where its shop has none."""
LEAST_PRODUCTS = 5
"""Products that tell how much they differ."""
WINDOW = 49
DOUBT = 2.0
"""Times its sampling variance by which a shop's factor is pulled towards 1: there are many holidays to err on."""


@dataclass(frozen=True)
class Marker:
    """A day's part in a holiday or event: its name and the distance in days (0 for events)."""

    name: str
    offset: int = 0

    @property
    def key(self) -> str:
        """Under which name it is stored."""
        return f"{self.name}|{self.offset}"


@dataclass(frozen=True, eq=False)
class SpecialDayFactors:
    """The shop's factors by marker key, and the weekday profile they were measured against.

    Attributes
    ----------
    phase
        The ordinal of the day that ``weekdays`` starts with.
    spreads
        Variance between products around the shop's factor, by marker key, where it is known.
    """

    factors: Mapping[str, float] = field(default_factory=dict)
    weekdays: SeasonPrior | None = None
    phase: int = 0
    spreads: Mapping[str, float] = field(default_factory=dict)

    def weekdays_at(self, day: int) -> SeasonPrior | None:
        """The weekday profile starting with another day (an ordinal)."""
        if self.weekdays is None:
            return None
        return self.weekdays.later(day - self.phase)


@dataclass(frozen=True, eq=False)
class Ordinary:
    """Baseline demand of each day without holidays and events.

    Attributes
    ----------
    expected
        Of each product, (T, N).
    noise
        Mean squared error of that on ordinary days, (N,).
    scatter
        The days' scatter for the whole shop.
    """

    expected: Array
    noise: Array
    scatter: float
    weekdays: SeasonPrior | None = None


def ordinary(
    demand: Array, special: Array, known: Array | None = None, weekdays: SeasonPrior | None = None
) -> Ordinary:
    """Weekday profile times a moving mean over the days that are not ``special`` (T,) bool; ``demand`` is (T, N).

    ``known``: factors already known for the days, (T, N); ``weekdays``: the shop's profile, if that is known too.
    """
    seen = np.isfinite(demand)
    plain = seen & ~special[:, None]
    factor = np.ones(demand.shape) if known is None else known
    x, exposure = np.where(plain, demand, 0.0), plain * factor
    scale = np.maximum(x.sum(0) / np.maximum(exposure.sum(0), 1e-9), 1e-9)
    x = x / scale
    season = seasonal_factors(x, exposure, 7, 1.0 / scale, weekdays, trend=wide_mean(x, exposure))
    rows = demand.shape[0]
    index = np.ones(demand.shape) if season is None else season.index[(np.arange(rows) - rows) % 7]
    expected = moving_mean(x, exposure * index, WINDOW) * index * factor * scale
    total = (np.where(plain, demand, 0.0) / scale).sum(1)
    normal = (expected * plain / scale).sum(1)
    usable = normal > 0
    prior = None if season is None else season.prior
    missed = np.where(plain, demand - expected, 0.0)
    noise = (missed**2).sum(0) / np.maximum(plain.sum(0), 1)
    if usable.sum() < 28:
        return Ordinary(expected, noise, 1.0, prior)
    ratio = total[usable] / normal[usable]
    return Ordinary(expected, noise, float(np.sqrt(np.average((ratio - 1) ** 2, weights=normal[usable]))), prior)


@dataclass(frozen=True, eq=False)
class SpecialDays:
    """Products that share special days: ``demand`` (T, N), what is ordinary, and the days' ordinals by marker key."""

    demand: Array
    base: Ordinary
    days: Mapping[str, list[int]]


def fit_factors(regions: Sequence[SpecialDays], first: date) -> SpecialDayFactors:
    """The shop's factors, by marker over the products of all ``regions`` that have it; demand starts on ``first``."""
    found: dict[str, list[tuple[_Sums, float]]] = defaultdict(list)
    for each in regions:
        for key, sums in _sums(each.demand, each.base, first, each.days).items():
            found[key].append((sums, each.base.scatter))
    factors, spreads = {}, {}
    for key, parts in found.items():
        sums = _pooled([part for part, _ in parts])
        total = float(sums.expected.sum())
        if total <= 0:
            continue
        raw = float(sums.sold.sum()) / total
        scatter = sum(float(part.expected.sum()) * scatter**2 for part, scatter in parts) / total
        error = DOUBT * scatter / sums.occasions
        shrunk = 1 + (raw - 1) * max(0.0, 1 - error / max((raw - 1) ** 2, 1e-9))
        factor = float(np.clip(shrunk, *BOUNDS))
        spread = _spread(sums, factor)
        if abs(factor - 1) >= SMALLEST or spread >= SMALLEST:
            factors[key], spreads[key] = factor, spread
    most = regions[0]
    return SpecialDayFactors(factors, most.base.weekdays, first.toordinal() + most.demand.shape[0], spreads)


@dataclass(frozen=True, eq=False)
class _Sums:
    """Sold and expected amounts on a marker's days, in average days, and the first's noise, (N,).

    ``occasions``: how often days of it were seen, one behind the other being one.
    """

    sold: Array
    expected: Array
    noise: Array
    occasions: int

    @property
    def error(self) -> Array:
        """Sampling variance of sold over expected, (N,)."""
        error: Array = self.noise / np.maximum(self.expected, 1e-6) ** 2
        return error


def _pooled(parts: Sequence[_Sums]) -> _Sums:
    """Sums of the products of all parts."""
    sold, expected, noise = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("sold", "expected", "noise")
    )
    return _Sums(sold, expected, noise, max(part.occasions for part in parts))


def _spread(sums: _Sums, factor: float) -> float:
    """Variance between products around the factor, beyond what their noise explains: a moment estimate."""
    known = sums.expected > 0
    if known.sum() < LEAST_PRODUCTS:
        return 0.0
    away = (sums.sold[known] / sums.expected[known] - factor) ** 2 - DOUBT * sums.error[known]
    weight = 1 / (1 + sums.error[known])
    return max(0.0, float((weight * away).sum() / weight.sum()))


def _sums(demand: Array, base: Ordinary, first: date, days: Mapping[str, list[int]]) -> dict[str, _Sums]:
    """Sums of sold and expected amounts on each marker's days."""
    seen = np.isfinite(demand)
    scale = np.maximum(base.expected.mean(0), 1e-9)
    start, rows = first.toordinal(), demand.shape[0]
    result = {}
    for key, ordinals in days.items():
        at = np.array([ordinal - start for ordinal in ordinals if 0 <= ordinal - start < rows], dtype=int)
        at = at[seen[at].any(1)] if at.size else at
        if at.size:
            sold = np.where(seen[at], demand[at], 0.0).sum(0) / scale
            expected = (base.expected[at] * seen[at]).sum(0) / scale
            noise = base.noise / scale**2 * seen[at].sum(0)
            result[key] = _Sums(sold, expected, noise, int((np.diff(np.sort(at)) > 1).sum()) + 1)
    return result


def product_factors(
    demand: Array, base: Ordinary, first: date, days: Mapping[str, list[int]], shop: SpecialDayFactors
) -> dict[str, Array]:
    """Factor of each product by marker, (N,): its own sales on those days, drawn to the shop's factor."""
    count = demand.shape[1]
    result = {key: np.full(count, value) for key, value in shop.factors.items() if key in days}
    for key, sums in _sums(demand, base, first, days).items():
        if key in result:
            result[key] = np.clip(_own(sums, result[key], shop.spreads.get(key)), *BOUNDS)
        own = 1 + _sure(sums) * (sums.sold / np.maximum(sums.expected, 1e-9) - 1)
        if key not in result and bool((np.abs(own - 1) >= SMALLEST).any()):
            result[key] = np.clip(own, *BOUNDS)
    return result


def _sure(sums: _Sums, shop: Array | float = 1.0) -> Array:
    """Weight of a product's own factor whatever its shop's is, (N,): it takes two occasions and little noise."""
    away = sums.sold / np.maximum(sums.expected, 1e-9) - shop
    share = 1 - SURE * sums.error / np.maximum(away**2, 1e-9)
    counts: Array = np.where((sums.expected > 0) & (sums.occasions >= 2), np.maximum(share, 0), 0.0)
    return counts


def _own(sums: _Sums, shop: Array, spread: float | None) -> Array:
    """The product's own factor drawn to the shop's, the less the more products were seen to differ."""
    drawn: Array = (sums.sold + OWN_WEIGHT * shop) / (sums.expected + OWN_WEIGHT)
    if spread is None:
        return drawn
    ratio = sums.sold / np.maximum(sums.expected, 1e-9)
    share = np.where(sums.expected > 0, spread / np.maximum(spread + sums.error, 1e-12), 0.0)
    share = np.maximum(share, _sure(sums, shop))
    own: Array = shop + share * (ratio - shop)
    return np.where(share * (sums.expected + OWN_WEIGHT) > sums.expected, own, drawn)
