"""Known factors on demand, day by day: the year, holidays, events and prices, put together for a group of products.

The forecast proper works on demand per unit of these factors; the coming days' factors are applied to what it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects import price
from domain.forecasting.engine.effects.events import event_effects, occasions_of, undisturbed
from domain.forecasting.engine.effects.events_and_prices import events_and_prices
from domain.forecasting.engine.effects.holidays import holiday_days
from domain.forecasting.engine.effects.lead_up import in_words, not_of_the_year, reaching, weeks_before
from domain.forecasting.engine.effects.special_days import (
    Marker,
    SpecialDayFactors,
    fit_factors,
    ordinary,
    product_factors,
)
from domain.forecasting.engine.effects.yearly import YearFactors, YearShape, fit_year, year_factors
from domain.forecasting.models.demand import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    days = holiday_days(calendar.holidays, group.first, _past(group))
    days |= _lead_ups(group, plain, calendar, days)
    ordinary_days = _without_holidays(group, plain, days)
    year = fit_year(ordinary_days, group.categories, group.start.toordinal())
    elasticity = price.fit_prior(group.demand, _relative(group, 0))
    if not days and not occasions:
        return ShopEffects(year, elasticity=elasticity)
    known = year_factors(ordinary_days, group.categories, group.start.toordinal(), group.days(0), year)
    special = SpecialDayFactors()
    if days:
        base = ordinary(plain.T, _marked(group, days), None if known is None else known.factors.T)
        special = fit_factors(plain.T, base, group.first, days)
    shop = ShopEffects(year, special, elasticity)
    if not occasions:
        return shop
    factors = np.ones(group.demand.shape) if known is None else known.factors.copy()
    _holidays(group, days, shop, plain, factors)
    learned = event_effects(group, occasions, factors, special.weekdays_at(group.start.toordinal()), {})
    return shop if learned is None else replace(shop, events=learned.learned)


def _lead_ups(group: Group, plain: Array, calendar: Calendar, days: Mapping[str, list[int]]) -> Mapping[str, list[int]]:
    """Days of the weeks before moving holidays that were seen to differ up to these, by marker key."""
    weeks = weeks_before(calendar.holidays, days, group.first, _past(group))
    if not weeks:
        return {}
    base = ordinary(plain.T, _marked(group, {**days, **weeks}))
    differ = reaching(fit_factors(plain.T, base, group.first, weeks).factors)
    return {key: each for key, each in weeks.items() if key in differ}


def _known_days(calendar: Calendar, first: date, last: date, shop: ShopEffects) -> Mapping[str, list[int]]:
    """Holidays, the days around them, and the weeks before them that the shop has learned of, by marker key."""
    days = holiday_days(calendar.holidays, first, last)
    weeks = weeks_before(calendar.holidays, days, first, last)
    return days | {key: each for key, each in weeks.items() if key in shop.special_days.factors}


def _without_holidays(group: Group, plain: Array, days: Mapping[str, list[int]]) -> Array:
    """Demand (N, T) without holidays and their lead-ups: a peak on a moving date is not the time of the year's."""
    marked = _marked(group, not_of_the_year(days))
    return np.where(marked, np.nan, plain) if marked.any() else plain


def effects_of(group: Group, horizon: int, calendar: Calendar, shop: ShopEffects) -> Effects | None:
    """Factors of every product on every past and coming day; ``None`` when there are none at all."""
    count, rows = group.demand.shape
    anchor = group.start.toordinal()
    days = np.arange(anchor - max(rows, YEAR_DAYS), anchor + horizon)
    occasions = occasions_of(group, calendar.events, horizon)
    plain = undisturbed(group.demand, occasions)
    past = _known_days(calendar, group.first, _past(group), shop)
    whole = year_factors(_without_holidays(group, plain, past), group.categories, anchor, days, shop.year)
    year = None if whole is None else whole.factors[:, -rows - horizon :]
    factors = np.ones((count, rows + horizon)) if year is None else year.copy()
    last = date.fromordinal(anchor + horizon - 1)
    holidays = _known_days(calendar, group.first, last, shop)
    learned = _holidays(group, holidays, shop, plain, factors)
    weekdays = shop.special_days.weekdays_at(anchor)
    made = events_and_prices(
        group, occasions, factors, weekdays, shop.events, _relative(group, horizon), shop.elasticity
    )
    if year is None and not learned and made.response is None and not occasions:
        return None
    elasticity, promotion = _cited(made.response, count)
    return Effects(
        factors,
        year,
        _months_of(whole, count, horizon, anchor),
        _named(learned, count, set(calendar.holidays.values())),
        tuple(made.known(i) for i in range(count)),
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
    group: Group,
    days: Mapping[str, list[int]],
    shop: ShopEffects,
    plain: Array,
    factors: Array,
) -> dict[str, Array]:
    """Apply holidays, as learned from ``plain`` demand (N, T), to ``factors`` in place; factor (N,) by marker key."""
    if not days:
        return {}
    rows = group.demand.shape[1]
    weekdays = shop.special_days.weekdays_at(group.start.toordinal())
    base = ordinary(plain.T, _marked(group, days), factors[:, :rows].T, weekdays)
    learned = product_factors(plain.T, base, group.first, days, shop.special_days)
    first = group.first.toordinal()
    for key, value in learned.items():
        at = np.array([ordinal - first for ordinal in days.get(key, [])], dtype=int)
        if at.size:
            factors[:, at] *= value[:, None]
    return learned


def _relative(group: Group, horizon: int) -> Array | None:
    """Log prices over the usual ones, (N, T + H); ``None`` when there are no prices."""
    rows = group.demand.shape[1]
    if group.price is None or not np.isfinite(group.price[:, :rows]).any():
        return None
    priced = np.flatnonzero(np.isfinite(group.price[:, :rows]).any(1))
    relative = np.zeros((group.demand.shape[0], rows + horizon))
    relative[priced] = price.relative_prices(group.price[priced, : rows + horizon], rows)
    return relative


def _months(factors: Array, end: int) -> tuple[dict[str, float], ...]:
    """By product, the mean factor of each month; ``factors`` (N, ``YEAR_DAYS``) up to the day before ``end``."""
    month = np.array([date.fromordinal(day).month for day in range(end - YEAR_DAYS, end)])
    by_month = np.array([factors[:, month == each + 1].mean(1) for each in range(12)])
    return tuple(dict(zip(MONTHS, column, strict=True)) for column in by_month.T.tolist())


def _named(learned: Mapping[str, Array], count: int, names: set[str]) -> tuple[dict[str, float], ...]:
    """By product, the factors of those of the names that were learned, and of the weeks before them."""
    known = {name: learned[key] for name in sorted(names) if (key := Marker(name).key) in learned}
    known |= {name: learned[key] for key, name in sorted(in_words(learned).items())}
    return tuple({name: float(factor[product]) for name, factor in known.items()} for product in range(count))
