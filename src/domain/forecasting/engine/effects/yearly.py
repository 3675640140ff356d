"""The year's shape of daily demand, in 52 weeks: the product's own where it has two years, else its group's.

Weekly sums are decomposed like any season (``seasonality``), shrunk towards the category's profile, that towards the
shop's. A week of the year is counted back from a fixed day, so the profile can be stored and reused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
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
GROUP_LEAST = 5
"""Products with two years that a category needs for a profile of its own."""


@dataclass(frozen=True, eq=False)
class YearShape:
    """Profiles by category (``""``: the shop), with phase 0 in the week that starts on day ``anchor`` (an ordinal)."""

    anchor: int
    priors: Mapping[str, SeasonPrior]

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
    return YearShape(anchor, priors) if priors else None


def _common_profile(weekly: _Weekly, members: Array) -> Array | None:
    """The members' profile from their average series: what moved all of them in one year only counts as noise."""
    seen = weekly.seen[:, members]
    average = weekly.x[:, members].sum(1, keepdims=True) / np.maximum(seen.sum(1, keepdims=True), 1e-9)
    present = (seen.sum(1, keepdims=True) > 0).astype(np.float64)
    season = seasonal_factors(average * present, present, WEEKS, np.zeros(1), passes=PASSES)
    return None if season is None else _smooth(season.prior.profile[:, None])[:, 0]


def year_factors(
    demand: Array, categories: Sequence[str], anchor: int, days: Array, shape: YearShape | None
) -> Array | None:
    """Factor of each product on each of ``days`` (ordinals, D), (N, D); ``None``: no yearly shape is known."""
    if shape is None:
        return None
    count = demand.shape[0]
    index = np.ones((WEEKS, count))
    names = np.array(categories)
    weekly = _weekly(demand) if _two_years(demand) else None
    for name in set(categories):
        prior = shape.at(anchor, name)
        members = np.flatnonzero(names == name)
        if prior is None:
            continue
        index[:, members] = prior.profile[:, None]
        own = members[weekly.two_years[members]] if weekly is not None else members[:0]
        if own.size and weekly is not None:
            season = seasonal_factors(
                weekly.x[:, own], weekly.seen[:, own], WEEKS, weekly.unit[own], prior, passes=PASSES
            )
            if season is not None:
                index[:, own] = _smooth(season.index)
    weeks = (np.asarray(days) - anchor + 0.5) / WEEK - 0.5
    return np.clip(_at_weeks(index, weeks), 0.1, 10.0).T
