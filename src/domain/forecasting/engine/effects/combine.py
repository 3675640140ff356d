"""Known factors on demand, day by day: the year, holidays, events and prices, put together for a group of products.

The forecast proper works on demand per unit of these factors; the coming days' factors are applied to what it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects import price
from domain.forecasting.engine.effects.events import occasions_of, undisturbed
from domain.forecasting.engine.effects.events_and_prices import events_and_prices
from domain.forecasting.engine.effects.holidays import holiday_days, in_regions
from domain.forecasting.engine.effects.lead_up import in_words, not_of_the_year, reaching, weeks_before
from domain.forecasting.engine.effects.special_days import (
    Marker,
    SpecialDayFactors,
    SpecialDays,
    fit_factors,
    ordinary,
    product_factors,
)
from domain.forecasting.engine.effects.yearly import YearFactors, YearShape, fit_year, year_factors
from domain.forecasting.models.demand import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.group import Group
    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.models.known_days import AppliedEvent, Calendar


YEAR_DAYS = 365
RECENT_DAYS = 28
"""Days that the level rests on most."""


@dataclass(frozen=True, eq=False)
class ShopEffects:
    """Effects shared by all products of the shop: the year's shape, factors of holidays and events, elasticity.

    ``elasticity``: mean and standard deviation over products; ``events``: what was learned of them, by name.
    """

    year: YearShape | None = None
    special_days: SpecialDayFactors = field(default_factory=SpecialDayFactors)
    elasticity: tuple[float, float] = (price.PRIOR, price.SPREAD)
    events: Mapping[str, LearnedEffect] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Effects:
    """Factors (N, T + H), and by product what an explanation may cite.

    ``year``: the part of the factors that is the time of the year, (N, T + H); ``None`` where no such shape is known.
    ``doubt``: standard deviation of what it adds on the coming days to the last four weeks' level, over the mean, with
    the sign it has on all days at once, (N, H).
    ``applied``: what each coming event came to.
    """

    factors: Array
    year: Array | None
    yearly: tuple[Mapping[str, float], ...]
    holidays: tuple[Mapping[str, float], ...]
    events: tuple[Mapping[str, float], ...]
    elasticity: Array
    promotion: Array
    doubt: Array | None = None
    applied: tuple[tuple[AppliedEvent, ...], ...] = ()


type Regions = Sequence[tuple[Array, Mapping[date, str]]]
"""Positions of products that have the same holidays, and those."""
type KnownDays = Sequence[tuple[Array, Mapping[str, list[int]]]]
"""Positions of such products, and the ordinals of their special days by marker key."""


def _marked(group: Group, days: Mapping[str, list[int]]) -> Array:
    """Mask of special days, (T,) bool."""
    marked = np.zeros(group.demand.shape[1], dtype=bool)
    at = np.array([ordinal for each in days.values() for ordinal in each], dtype=int) - group.first.toordinal()
    marked[at[(at >= 0) & (at < marked.size)]] = True
    return marked


def _past(group: Group) -> date:
    return date.fromordinal(group.start.toordinal() - 1)


def fit_effects(group: Group, calendar: Calendar) -> ShopEffects:
    """Learn what the products of a shop have in common."""
    occasions = occasions_of(group, calendar.events, 0)
    plain = undisturbed(group.demand, occasions)
    anchor = group.start.toordinal()
    known_days = _learned_days(group, plain, in_regions(group.categories, calendar))
    ordinary_days = _without_holidays(group, plain, known_days)
    year = fit_year(ordinary_days, group.categories, anchor)
    known = year_factors(ordinary_days, group.categories, anchor, group.days(0), year)
    factors = np.ones(group.demand.shape) if known is None else known.factors.copy()
    special = _special_days(group, plain, factors, known_days)
    _holidays(group, known_days, special, plain, factors)
    made = events_and_prices(group, occasions, factors, special.weekdays_at(anchor), _log_prices(group, 0))
    return ShopEffects(year, special, made.elasticity, made.events.learned)


def _learned_days(group: Group, plain: Array, regions: Regions) -> KnownDays:
    """Holidays of each region, the days around them, and the weeks before moving ones that were seen to differ."""
    last = _past(group)
    days = [holiday_days(holidays, group.first, last) for _, holidays in regions]
    weeks = [
        weeks_before(holidays, taken, group.first, last) for (_, holidays), taken in zip(regions, days, strict=True)
    ]
    members = [each for each, _ in regions]
    parts = [
        _special(group, plain, who, more, {**taken, **more})
        for who, taken, more in zip(members, days, weeks, strict=True)
        if more
    ]
    differ = reaching(fit_factors(parts, group.first).factors) if parts else set()
    return [
        (who, taken | {key: each for key, each in more.items() if key in differ})
        for who, taken, more in zip(members, days, weeks, strict=True)
    ]


def _known_days(regions: Regions, first: date, last: date, shop: ShopEffects) -> KnownDays:
    """Holidays of each region, the days around them, and the weeks before them that the shop has learned of."""
    found = []
    for members, holidays in regions:
        days = holiday_days(holidays, first, last)
        weeks = weeks_before(holidays, days, first, last)
        found.append((members, days | {key: each for key, each in weeks.items() if key in shop.special_days.factors}))
    return found


def _before(end: int, days: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Special days before a day (an ordinal), by marker key."""
    return {key: kept for key, each in days.items() if (kept := [day for day in each if day < end])}


def _special(
    group: Group,
    plain: Array,
    members: Array,
    days: Mapping[str, list[int]],
    marked: Mapping[str, list[int]],
    factors: Array | None = None,
) -> SpecialDays:
    """Special ``days`` of some products beside what they sell on days that are not ``marked``."""
    known = None if factors is None else factors[members].T
    return SpecialDays(plain[members].T, ordinary(plain[members].T, _marked(group, marked), known), days)


def _special_days(group: Group, plain: Array, factors: Array, known: KnownDays) -> SpecialDayFactors:
    """Factors of holidays, learned from ``plain`` demand over known ``factors``, (N, T) each."""
    found = [_special(group, plain, members, days, days, factors) for members, days in known if days]
    return fit_factors(found, group.first) if found else SpecialDayFactors()


def _without_holidays(group: Group, plain: Array, known: KnownDays) -> Array:
    """Demand (N, T) without holidays and their lead-ups: a peak on a moving date is not the time of the year's."""
    left = plain.copy()
    for members, days in known:
        left[np.ix_(members, np.flatnonzero(_marked(group, not_of_the_year(days))))] = np.nan
    return left


def effects_of(group: Group, horizon: int, calendar: Calendar, shop: ShopEffects) -> Effects | None:
    """Factors of every product on every past and coming day; ``None`` when there are none at all."""
    count, rows = group.demand.shape
    anchor = group.start.toordinal()
    days = np.arange(anchor - max(rows, YEAR_DAYS), anchor + horizon)
    occasions = occasions_of(group, calendar.events, horizon)
    plain = undisturbed(group.demand, occasions)
    regions, last = in_regions(group.categories, calendar), date.fromordinal(anchor + horizon - 1)
    known = _known_days(regions, group.first, last, shop)
    past = [(members, _before(anchor, days_of)) for members, days_of in known]
    whole = year_factors(_without_holidays(group, plain, past), group.categories, anchor, days, shop.year)
    year = None if whole is None else whole.factors[:, -rows - horizon :]
    factors = np.ones((count, rows + horizon)) if year is None else year.copy()
    learned = _holidays(group, known, shop.special_days, plain, factors)
    weekdays = shop.special_days.weekdays_at(anchor)
    made = events_and_prices(
        group, occasions, factors, weekdays, _log_prices(group, horizon), shop.events, shop.elasticity
    )
    factors *= made.factors
    if year is None and not learned and made.response is None and not occasions:
        return None
    elasticity, promotion = _cited(made.response, count)
    return Effects(
        factors,
        year,
        _months_of(whole, count, horizon, anchor),
        _named(learned, count, regions),
        made.events.known,
        elasticity,
        promotion,
        None if whole is None else _doubt(whole, horizon),
        tuple(made.applied(i) for i in range(count)),
    )


def _months_of(year: YearFactors | None, count: int, horizon: int, anchor: int) -> tuple[Mapping[str, float], ...]:
    """Mean factor of each month of the last year, by product; nothing where no such shape is known."""
    return ({},) * count if year is None else _months(year.factors[:, -horizon - YEAR_DAYS : -horizon], anchor)


def _doubt(year: YearFactors, horizon: int) -> Array:
    """Relative error of the coming days by how uncertain it is how far a product follows its year, (N, H)."""
    lever = year.lever / year.factors
    recent = lever[:, -horizon - RECENT_DAYS : -horizon].mean(1, keepdims=True)
    doubt: Array = year.doubt[:, None] * (lever[:, -horizon:] - recent)
    return doubt


def _cited(response: price.PriceResponse | None, count: int) -> tuple[Array, Array]:
    """Elasticity and promotion effect of each product, ``nan`` where none was found."""
    if response is None:
        return np.full(count, np.nan), np.full(count, np.nan)
    return np.where(response.elasticity != 0, response.elasticity, np.nan), response.promotion


def _holidays(
    group: Group, known: KnownDays, shop: SpecialDayFactors, plain: Array, factors: Array
) -> dict[str, Array]:
    """Apply holidays, as learned from ``plain`` demand (N, T), to ``factors`` in place; factor (N,) by marker key."""
    found: dict[str, Array] = {}
    rows, weekdays = group.demand.shape[1], shop.weekdays_at(group.start.toordinal())
    for members, days in known:
        if not days:
            continue
        demand = plain[members].T
        base = ordinary(demand, _marked(group, days), factors[members, :rows].T, weekdays)
        for key, value in product_factors(demand, base, group.first, days, shop).items():
            found.setdefault(key, np.ones(len(factors)))[members] = value
            at = np.array(days.get(key, []), dtype=int) - group.first.toordinal()
            factors[np.ix_(members, at)] *= value[:, None]
    return found


def _log_prices(group: Group, horizon: int) -> price.LogPrices | None:
    """Prices of past and coming days, (N, T + H); ``None`` when there are none."""
    rows = group.demand.shape[1]
    if group.price is None or not np.isfinite(group.price[:, :rows]).any():
        return None
    priced = np.flatnonzero(np.isfinite(group.price[:, :rows]).any(1))
    common, usual = (np.zeros((group.demand.shape[0], rows + horizon)) for _ in range(2))
    found = price.log_prices(group.price[priced, : rows + horizon], rows)
    common[priced], usual[priced] = found.common, found.usual
    return price.LogPrices(common, usual)


def _months(factors: Array, end: int) -> tuple[dict[str, float], ...]:
    """By product, the mean factor of each month; ``factors`` (N, ``YEAR_DAYS``) up to the day before ``end``."""
    month = np.array([date.fromordinal(day).month for day in range(end - YEAR_DAYS, end)])
    by_month = np.array([factors[:, month == each + 1].mean(1) for each in range(12)])
    return tuple(dict(zip(MONTHS, column, strict=True)) for column in by_month.T.tolist())


def _named(learned: Mapping[str, Array], count: int, regions: Regions) -> tuple[dict[str, float], ...]:
    """By product, the factors of those holidays that were learned, and of the weeks before them, by name."""
    names = {name for _, holidays in regions for name in holidays.values()}
    known = {name: learned[key] for name in sorted(names) if (key := Marker(name).key) in learned}
    known |= {name: learned[key] for key, name in sorted(in_words(learned).items())}
    return tuple({name: float(factor[product]) for name, factor in known.items()} for product in range(count))
