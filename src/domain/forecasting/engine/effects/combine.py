"""Known factors on demand, day by day: the year, holidays, events and prices, put together for a group of products.

The forecast proper works on demand per unit of these factors; the coming days' factors are applied to what it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects import price
from domain.forecasting.engine.effects.events import event_days, expected_factors
from domain.forecasting.engine.effects.holidays import holiday_days
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
    from domain.forecasting.models.known_days import Calendar


YEAR_DAYS = 365
RECENT_DAYS = 28
"""Days that the level rests on most."""


@dataclass(frozen=True, eq=False)
class ShopEffects:
    """Effects shared by all products of the shop: the year's shape, factors of holidays and events, elasticity.

    ``elasticity``: mean and standard deviation over products.
    """

    year: YearShape | None = None
    special_days: SpecialDayFactors = field(default_factory=SpecialDayFactors)
    elasticity: tuple[float, float] = (price.PRIOR, price.SPREAD)


@dataclass(frozen=True, eq=False)
class Group:
    """N products side by side: ``demand`` (N, T) up to the day before ``start``, ``price`` (N, T + H) or ``None``."""

    demand: Array
    categories: tuple[str, ...]
    start: date
    price: Array | None = None

    @property
    def first(self) -> date:
        """Day of the first row."""
        return date.fromordinal(self.start.toordinal() - self.demand.shape[1])

    def days(self, horizon: int) -> Array:
        """Ordinals of all rows and the ``horizon`` days after them."""
        return np.arange(self.first.toordinal(), self.start.toordinal() + horizon)


@dataclass(frozen=True, eq=False)
class Effects:
    """Factors (N, T + H), and by product what an explanation may cite.

    ``year``: the part of the factors that is the time of the year, (N, T + H); ``None`` where no such shape is known.
    ``doubt``: standard deviation of what it adds on the coming days to the last four weeks' level, over the mean, with
    the sign it has on all days at once, (N, H).
    """

    factors: Array
    year: Array | None
    yearly: tuple[Mapping[str, float], ...]
    holidays: tuple[Mapping[str, float], ...]
    events: tuple[Mapping[str, float], ...]
    elasticity: Array
    promotion: Array
    doubt: Array | None = None


def _marked(group: Group, days: Mapping[str, list[int]]) -> Array:
    """Mask of special days, (T,) bool."""
    marked = np.zeros(group.demand.shape[1], dtype=bool)
    at = np.array([ordinal for each in days.values() for ordinal in each], dtype=int) - group.first.toordinal()
    marked[at[(at >= 0) & (at < marked.size)]] = True
    return marked


def _special_days(calendar: Calendar, first: date, last: date) -> dict[str, list[int]]:
    """Ordinals of holidays and of events by marker key."""
    found = holiday_days(calendar.holidays, first, last)
    for key, days in event_days(calendar.events, first, last).items():
        found.setdefault(key, []).extend(days)
    return found


def _past(group: Group) -> date:
    return date.fromordinal(group.start.toordinal() - 1)


def fit_effects(group: Group, calendar: Calendar) -> ShopEffects:
    """Learn what the products of a shop have in common."""
    year = fit_year(group.demand, group.categories, group.start.toordinal())
    days = _special_days(calendar, group.first, _past(group))
    elasticity = price.fit_prior(group.demand, _relative(group, 0))
    if not days:
        return ShopEffects(year, elasticity=elasticity)
    known = year_factors(group.demand, group.categories, group.start.toordinal(), group.days(0), year)
    base = ordinary(group.demand.T, _marked(group, days), None if known is None else known.factors.T)
    return ShopEffects(year, fit_factors(group.demand.T, base, group.first, days), elasticity)


def effects_of(group: Group, horizon: int, calendar: Calendar, shop: ShopEffects) -> Effects | None:
    """Factors of every product on every past and coming day; ``None`` when there are none at all."""
    count, rows = group.demand.shape
    anchor = group.start.toordinal()
    days = np.arange(anchor - max(rows, YEAR_DAYS), anchor + horizon)
    whole = year_factors(group.demand, group.categories, anchor, days, shop.year)
    year = None if whole is None else whole.factors[:, -rows - horizon :]
    factors = np.ones((count, rows + horizon)) if year is None else year.copy()
    learned = _special(group, calendar, shop, factors, horizon)
    response = _prices(group, factors, horizon, shop.elasticity)
    if year is None and not learned and response is None:
        return None
    if response is not None:
        factors *= response.factors
    elasticity, promotion = _cited(response, count)
    return Effects(
        factors,
        year,
        ({},) * count if whole is None else _months(whole.factors[:, -horizon - YEAR_DAYS : -horizon], anchor),
        _named(learned, count, set(calendar.holidays.values())),
        _named(learned, count, {event.name for event in calendar.events}),
        elasticity,
        promotion,
        None if whole is None else _doubt(whole, horizon),
    )


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


def _special(group: Group, calendar: Calendar, shop: ShopEffects, factors: Array, horizon: int) -> dict[str, Array]:
    """Apply holidays and events to ``factors`` in place; factor (N,) by marker key."""
    last = date.fromordinal(group.start.toordinal() + horizon - 1)
    days = _special_days(calendar, group.first, last)
    if not days:
        return {}
    rows = group.demand.shape[1]
    weekdays = shop.special_days.weekdays_at(group.start.toordinal())
    base = ordinary(group.demand.T, _marked(group, days), factors[:, :rows].T, weekdays)
    learned = product_factors(group.demand.T, base, group.first, days, shop.special_days)
    for key, expected in expected_factors(calendar.events).items():
        known = learned.get(key)
        learned[key] = np.full(len(factors), expected) if known is None else np.sqrt(known * expected)
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


def _prices(group: Group, factors: Array, horizon: int, prior: tuple[float, float]) -> price.PriceResponse | None:
    relative = _relative(group, horizon)
    if relative is None:
        return None
    return price.fit_response(group.demand, relative, base=factors[:, : group.demand.shape[1]], prior=prior)


def _months(factors: Array, end: int) -> tuple[dict[str, float], ...]:
    """By product, the mean factor of each month; ``factors`` (N, ``YEAR_DAYS``) up to the day before ``end``."""
    month = np.array([date.fromordinal(day).month for day in range(end - YEAR_DAYS, end)])
    by_month = np.array([factors[:, month == each + 1].mean(1) for each in range(12)])
    return tuple(dict(zip(MONTHS, column, strict=True)) for column in by_month.T.tolist())


def _named(learned: Mapping[str, Array], count: int, names: set[str]) -> tuple[dict[str, float], ...]:
    """By product, the factors of those of the names that were learned."""
    known = {name: learned[key] for name in sorted(names) if (key := Marker(name).key) in learned}
    return tuple({name: float(factor[product]) for name, factor in known.items()} for product in range(count))
