"""The year's shape of daily demand, in 52 weeks: the product's own where it has two years, else its group's.

Weekly sums are decomposed like any season (``seasonality``), shrunk towards the category's profile, that towards the
shop's. A week of the year is counted back from a fixed day, so the profile can be stored and reused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.seasonality import SeasonPrior, seasonal_factors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array

WEEKS = 52
WEEK = 365.25 / WEEKS
"""Days in a week of the year: 52 of them are a year, so that a day stays in its week whatever the year."""
CYCLES = 2
MISSING = 4
"""Weeks that may be missing of the two years: "two years of sales" are often a few days short of them."""
ROWS = math.ceil(CYCLES * WEEKS * WEEK)
PASSES = 6
LEAST_WEEKS = 26
"""Weeks of sales that tell whether a product follows the shop's year."""
RELATED = 3.0
"""Times that the variance is larger because one week's error is like the next one's."""
SURE = 3.0
"""Times its error's variance that a product's own record must be away from the shop's to count whatever others do."""
ASSUMED, ASSUMED_ERROR = 3, 0.1
"""Products assumed to follow the shop's year wholly, before any is seen to, and the variance of that."""
GROUP_LEAST = 5
"""Products with two years that a category needs for a profile of its own."""


@dataclass(frozen=True, eq=False)
class YearShape:
    """Profiles by category (``""``: the shop), with phase 0 in the week that starts on day ``anchor`` (an ordinal)."""

    anchor: int
    priors: Mapping[str, SeasonPrior]
    share: tuple[float, float] = (1.0, 0.0)
    """How far products without two years follow the profile: mean and variance over products; 1: wholly."""

    def prior(self, category: str) -> SeasonPrior | None:
        """The category's profile, else the shop's."""
        return self.priors.get(category, self.priors.get(""))

    def at(self, anchor: int, category: str) -> SeasonPrior | None:
        """The same profile with phase 0 in the week that starts on another day."""
        prior = self.prior(category)
        if prior is None:
            return None
        return SeasonPrior(
            _at_weeks(prior.profile[:, None], np.arange(WEEKS) + (anchor - self.anchor) / WEEK)[:, 0], prior.spread
        )


def _at_weeks(index: Array, weeks: Array) -> Array:
    """The cyclic profile (52, N) at fractional weeks, (W, N)."""
    at = np.mod(weeks, WEEKS)
    left = np.floor(at).astype(int) % WEEKS
    share = (at - np.floor(at))[:, None]
    result: Array = index[left] * (1 - share) + index[(left + 1) % WEEKS] * share
    return result


def _smooth(index: Array) -> Array:
    smoothed: Array = (np.roll(index, 1, axis=0) + 4 * index + np.roll(index, -1, axis=0)) / 6
    return smoothed


@dataclass(frozen=True, eq=False)
class _Weekly:
    x: Array
    seen: Array
    unit: Array
    two_years: Array


def _two_years(demand: Array) -> bool:
    return int(demand.shape[1]) >= ROWS - MISSING * 7


def _weekly(demand: Array) -> _Weekly:
    """Weekly sums, right-aligned: (W, N); which series have two years of them."""
    short = max(ROWS - demand.shape[1], 0)
    demand = np.pad(demand, ((0, 0), (short, 0)), constant_values=np.nan)
    rows = demand.shape[1]
    weeks = int(rows / WEEK)
    edges = rows - np.ceil(np.arange(weeks, 0, -1) * WEEK - 1e-9).astype(int)
    days = demand.T
    seen = np.isfinite(days)
    x = np.add.reduceat(np.where(seen, days, 0.0), edges, axis=0)
    share = np.add.reduceat(seen, edges, axis=0, dtype=np.float64) / WEEK
    scale = np.maximum(x.sum(0) / np.maximum(share.sum(0), 1e-9), 1e-9)
    enough = (share > 0).sum(0) >= CYCLES * WEEKS - MISSING
    return _Weekly(x / scale, share, 1.0 / scale, enough & (x.sum(0) > 0))


def fit_year(demand: Array, categories: Sequence[str], anchor: int) -> YearShape | None:
    """Learn the profiles of the shop and of its larger categories; ``anchor``: ordinal of the day after the end.

    ``demand`` (N, T), ``nan`` where unobserved. ``None`` when no product has two years.
    """
    if not _two_years(demand):
        return None
    weekly = _weekly(demand)
    names = np.array(categories)
    priors: dict[str, SeasonPrior] = {}
    for name in ["", *sorted(set(categories) - {""})]:
        members = weekly.two_years & ((names == name) if name else True)
        if members.sum() < (GROUP_LEAST if name else 1):
            continue
        profile = _common_profile(weekly, members)
        season = seasonal_factors(
            weekly.x[:, members], weekly.seen[:, members], WEEKS, weekly.unit[members], passes=PASSES
        )
        if profile is not None and season is not None:
            priors[name] = SeasonPrior(profile, season.prior.spread)
    if not priors:
        return None
    shape = YearShape(anchor, priors)
    followed, error = _followed(weekly, _profiles(shape, categories, anchor))
    return replace(shape, share=_share_of_shop(followed, error))


def _profiles(shape: YearShape, categories: Sequence[str], anchor: int) -> Array:
    """The profile that each product may follow, (52, N), in phase with ``anchor``; ones where none is known."""
    index = np.ones((WEEKS, len(categories)))
    for name in set(categories):
        prior = shape.at(anchor, name)
        if prior is not None:
            index[:, [i for i, each in enumerate(categories) if each == name]] = prior.profile[:, None]
    return index


def _followed(weekly: _Weekly, profiles: Array) -> tuple[Array, Array]:
    """Share of its profile that each product followed, 1: all of it, and the variance, (N,); infinite where unknown.

    Least squares of its weeks on a level and the profile's deviation from 1, the errors of weeks being related.
    """
    rows = weekly.x.shape[0]
    away = profiles[(np.arange(rows) - rows) % WEEKS] - 1
    weight = (weekly.seen > 0.5).astype(np.float64)
    rate = np.where(weight > 0, weekly.x / np.maximum(weekly.seen, 1e-9), 0.0)
    count = np.maximum(weight.sum(0), 1)
    middle, mean = (weight * away).sum(0) / count, (weight * rate).sum(0) / count
    apart = (away - middle) * weight
    square = (apart**2).sum(0)
    slope = (apart * (rate - mean)).sum(0) / np.maximum(square, 1e-9)
    rest = ((rate - mean - slope * (away - middle)) ** 2 * weight).sum(0) / np.maximum(count - 2, 1)
    level = mean - slope * middle
    known = (count >= LEAST_WEEKS) & (square > 1e-6) & (level > 1e-6)
    level = np.where(known, level, 1.0)
    error = np.where(known, RELATED * rest / np.maximum(square, 1e-9) / level**2, np.inf)
    return np.where(known, slope / level, 1.0), error


def _share_of_shop(followed: Array, error: Array) -> tuple[float, float]:
    """Mean and variance over products of how far they follow their profile, from that of each and its error.

    Source: DerSimonian & Laird (1986) "Meta-analysis in clinical trials", with a few products assumed to follow wholly.
    """
    known = np.isfinite(error)
    values = np.concatenate([np.clip(followed[known], -1, 3), np.full(ASSUMED, 1.0)])
    errors = np.concatenate([error[known], np.full(ASSUMED, ASSUMED_ERROR)])
    spread = ASSUMED_ERROR
    for _ in range(20):
        weight = 1 / (errors + spread)
        mean = float((weight * values).sum() / weight.sum())
        moved = float((weight**2 * ((values - mean) ** 2 - errors)).sum() / (weight**2).sum())
        spread = max(moved, 1e-3)
    return float(np.clip(mean, 0, 1.5)), spread


def _common_profile(weekly: _Weekly, members: Array) -> Array | None:
    """The members' profile from their average series: what moved all of them in one year only counts as noise."""
    seen = weekly.seen[:, members]
    average = weekly.x[:, members].sum(1, keepdims=True) / np.maximum(seen.sum(1, keepdims=True), 1e-9)
    present = (seen.sum(1, keepdims=True) > 0).astype(np.float64)
    season = seasonal_factors(average * present, present, WEEKS, np.zeros(1), passes=PASSES)
    return None if season is None else _smooth(season.prior.profile[:, None])[:, 0]


def _drawn(weekly: _Weekly, profiles: Array, share: tuple[float, float]) -> Array:
    """Share of its profile that each product follows, (N,): its own record shrunk to the shop's ``share``."""
    followed, error = _followed(weekly, profiles)
    mean, spread = share
    away = followed - mean
    plain = spread / (spread + error)
    apart = 1 - SURE * np.where(np.isfinite(error), error, 0.0) / np.maximum(away**2, 1e-9)
    drawn: Array = mean + np.where(np.isfinite(error), np.maximum(plain, apart), 0.0) * away
    return np.clip(drawn, 0, 1.5)


def _own_season(weekly: _Weekly, own: Array, prior: SeasonPrior, otherwise: Array) -> Array:
    """Profiles of products with two years, their own drawn to the ``prior``, (52, len(own))."""
    season = seasonal_factors(weekly.x[:, own], weekly.seen[:, own], WEEKS, weekly.unit[own], prior, passes=PASSES)
    return otherwise if season is None else _smooth(season.index)


def year_factors(
    demand: Array, categories: Sequence[str], anchor: int, days: Array, shape: YearShape | None
) -> Array | None:
    """Factor of each product on each of ``days`` (ordinals, D), (N, D); ``None``: no yearly shape is known."""
    if shape is None:
        return None
    names = np.array(categories)
    weekly = _weekly(demand) if _two_years(demand) or shape.share[1] > 0 else None
    index = _profiles(shape, categories, anchor)
    if weekly is not None and shape.share[1] > 0:
        index = np.maximum(1 + _drawn(weekly, index, shape.share) * (index - 1), 0.0)
    if weekly is not None:
        for name in set(categories):
            prior = shape.at(anchor, name)
            own = np.flatnonzero(weekly.two_years & (names == name))
            if prior is not None and own.size:
                index[:, own] = _own_season(weekly, own, prior, index[:, own])
    weeks = (np.asarray(days) - anchor + 0.5) / WEEK - 0.5
    return np.clip(_at_weeks(index, weeks), 0.1, 10.0).T
