"""The year's shape of daily demand, in 52 weeks: the product's own where it has two years, else its group's.

Weekly sums are decomposed like any season (``seasonality``), shrunk towards the category's profile, that towards the
shop's. Where no product has two years, the one that several have seen counts for what one is worth. How far a product
follows its group is in ``following``. A week of the year is counted back from a fixed day, so the profile can be stored
and reused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects.following import Agreement, Followed, agreement, drawn, followed
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
GROUP_LEAST = 5
"""Products with two years that a category needs for a profile of its own, and with one that any profile needs."""
ONE_YEAR = 56
"""Weeks of sales that hold one of each season and tell growth from it."""
ONE_WORTH = 0.7
"""How far a year that was seen once is believed."""
ONE_SPREAD = 0.01
"""Variance of products around a profile that was seen once, as it is assumed."""
STRANGERS = 0.3
"""Share that follows no season, at least, of products whose category has no profile: none of their kind is known."""
MEDIAN_SQUARE = 0.455
"""Median of the square of a standard normal error."""
APART = 3
"""Weeks between which smoothed weeks have no noise in common."""
GROWTH_DOUBT = 8.0
"""Weeks seen twice that "no growth" counts for."""


@dataclass(frozen=True, eq=False)
class YearShape:
    """Profiles by category (``""``: the shop), with phase 0 in the week that starts on day ``anchor`` (an ordinal)."""

    anchor: int
    priors: Mapping[str, SeasonPrior]
    share: Agreement = field(default_factory=Agreement)
    """How far products without two years follow the profile of their category."""
    elsewhere: Agreement = field(default_factory=Agreement)
    """How far they follow the shop's profile, for products whose category has none of its own."""

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

    ``demand`` (N, T), ``nan`` where unobserved. ``None`` when no product has two years and few have one.
    """
    if demand.shape[1] < int(ONE_YEAR * WEEK):
        return None
    weekly = _weekly(demand)
    names = np.array(categories)
    priors: dict[str, SeasonPrior] = {}
    for name in ["", *sorted(set(categories) - {""})]:
        prior = _prior_of(weekly, (names == name) if name else np.ones(names.size, dtype=bool), named=bool(name))
        if prior is not None:
            priors[name] = prior
    if "" not in priors:
        return None
    shape = YearShape(anchor, priors)
    share = agreement(_followed(weekly, _profiles(shape, categories, anchor)))
    elsewhere = share
    if len(priors) > 1:
        elsewhere = agreement(_followed(weekly, _profiles(shape, ("",) * names.size, anchor)))
        elsewhere = replace(elsewhere, none=max(elsewhere.none, STRANGERS))
    return replace(shape, share=share, elsewhere=elsewhere)


def _prior_of(weekly: _Weekly, group: Array, *, named: bool) -> SeasonPrior | None:
    """Profile of a group of products (N,) bool; ``named``: a category's."""
    members = weekly.two_years & group
    if members.sum() >= (GROUP_LEAST if named else 1):
        profile = _common_profile(weekly, members)
        season = seasonal_factors(
            weekly.x[:, members], weekly.seen[:, members], WEEKS, weekly.unit[members], passes=PASSES
        )
        return None if profile is None or season is None else SeasonPrior(profile, season.prior.spread)
    once = group & ((weekly.seen > 0).sum(0) >= ONE_YEAR) & (weekly.x.sum(0) > 0)
    return SeasonPrior(_one_year(weekly, once), ONE_SPREAD) if once.sum() >= GROUP_LEAST else None


def _one_year(weekly: _Weekly, members: Array) -> Array:
    """Profile (52,) of products that have seen the year once, and part of it twice, by their average weeks.

    What two sightings of a week differ by is growth; what is as rough as weeks are anyway is noise, and what comes
    every other week (promotions) is no season.
    """
    seen = weekly.seen[:, members].sum(1)
    rows = seen.size
    rate = weekly.x[:, members].sum(1) / np.maximum(seen, 1e-9)
    known = seen > 0.5 * np.median(seen[-WEEKS:])
    twice = np.flatnonzero(known[WEEKS:] & known[:-WEEKS])
    growth = 0.0
    if twice.size:
        ratio = float(rate[twice + WEEKS].sum() / max(rate[twice].sum(), 1e-9))
        growth = float(np.log(np.clip(ratio, 0.25, 4.0))) * twice.size / (twice.size + GROWTH_DOUBT)
    level = rate * np.exp(-growth * (np.arange(rows) - rows) / WEEKS)
    phase = (np.arange(rows) - rows) % WEEKS
    count = np.bincount(phase, known, WEEKS)
    profile = np.where(count > 0, np.bincount(phase, level * known, WEEKS) / np.maximum(count, 1), np.nan)
    middle = float(np.nanmean(profile))
    plain = np.nan_to_num(profile / max(middle, 1e-9) - 1)
    away = (np.roll(plain, 1) + 2 * plain + np.roll(plain, -1)) / 4
    rough = away - (np.roll(away, APART) + np.roll(away, -APART)) / 2
    noise = float(np.median(rough**2)) / MEDIAN_SQUARE / 1.5
    signal = max(0.0, 1 - noise / max(float(np.mean(away**2)), 1e-12))
    result: Array = 1 + ONE_WORTH * signal * away
    return result


def _profiles(shape: YearShape, categories: Sequence[str], anchor: int) -> Array:
    """The profile that each product may follow, (52, N), in phase with ``anchor``; ones where none is known."""
    index = np.ones((WEEKS, len(categories)))
    for name in set(categories):
        prior = shape.at(anchor, name)
        if prior is not None:
            index[:, [i for i, each in enumerate(categories) if each == name]] = prior.profile[:, None]
    return index


def _followed(weekly: _Weekly, profiles: Array) -> Followed:
    """Degree to which each product followed the profile (52, N) in the weeks it was seen."""
    rows = weekly.x.shape[0]
    away = profiles[(np.arange(rows) - rows) % WEEKS] - 1
    seen = weekly.seen > 0.5
    return followed(np.where(seen, weekly.x / np.maximum(weekly.seen, 1e-9), 0.0), seen, away)


def _common_profile(weekly: _Weekly, members: Array) -> Array | None:
    """The members' profile from their average series: what moved all of them in one year only counts as noise."""
    seen = weekly.seen[:, members]
    average = weekly.x[:, members].sum(1, keepdims=True) / np.maximum(seen.sum(1, keepdims=True), 1e-9)
    present = (seen.sum(1, keepdims=True) > 0).astype(np.float64)
    season = seasonal_factors(average * present, present, WEEKS, np.zeros(1), passes=PASSES)
    return None if season is None else _smooth(season.prior.profile[:, None])[:, 0]


def _own_season(weekly: _Weekly, own: Array, prior: SeasonPrior, otherwise: Array) -> Array:
    """Profiles of products with two years, (52, len(own)): their own drawn to what they follow of their group's."""
    drawn_to = SeasonPrior(otherwise, prior.spread)
    season = seasonal_factors(weekly.x[:, own], weekly.seen[:, own], WEEKS, weekly.unit[own], drawn_to, passes=PASSES)
    return otherwise if season is None else _smooth(season.index)


@dataclass(frozen=True, eq=False)
class YearFactors:
    """Factors of products on days, (N, D), and how uncertain they are.

    Attributes
    ----------
    lever
        What a factor changes by when the product follows its group wholly instead of not at all, (N, D).
    doubt
        Standard deviation of how far it follows, (N,).
    """

    factors: Array
    lever: Array
    doubt: Array


def year_factors(
    demand: Array, categories: Sequence[str], anchor: int, days: Array, shape: YearShape | None
) -> YearFactors | None:
    """Factor of each product on each of ``days`` (ordinals, D); ``None``: no yearly shape is known."""
    if shape is None:
        return None
    names = np.array(categories)
    weekly = _weekly(demand)
    profiles = _profiles(shape, categories, anchor)
    share = _drawn(weekly, profiles, names, shape)
    index = np.maximum(1 + share.share * (profiles - 1), 0.0)
    doubt = np.sqrt(share.variance)
    for name in set(categories):
        prior = shape.at(anchor, name)
        own = np.flatnonzero(weekly.two_years & (names == name))
        if prior is not None and own.size:
            index[:, own] = _own_season(weekly, own, prior, index[:, own])
            doubt[own] = 0.0
    weeks = (np.asarray(days) - anchor + 0.5) / WEEK - 0.5
    return YearFactors(np.clip(_at_weeks(index, weeks), 0.1, 10.0).T, _at_weeks(profiles - 1, weeks).T, doubt)


def _drawn(weekly: _Weekly, profiles: Array, names: Array, shape: YearShape) -> Followed:
    """Degree to which each product follows its profile, (N,): its own record drawn to what products agree on.

    Weeks that it has not seen are no higher for it than for the others.
    """
    found = _followed(weekly, profiles)
    at_home, elsewhere = (drawn(found, each) for each in (shape.share, shape.elsewhere))
    home = np.isin(names, [name for name in shape.priors if name])
    share = np.where(home, at_home.share, elsewhere.share)
    most = np.where(home, shape.share.average, shape.elsewhere.average)
    young = (weekly.seen > 0).sum(0) < WEEKS
    return Followed(
        np.where(young, np.minimum(share, most), share), np.where(home, at_home.variance, elsewhere.variance)
    )
