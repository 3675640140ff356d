"""Events and prices of a group of daily products, each learned beside the other.

Prices are looked at first, so that an event is what it did beside its price; then both again, each on what the other
leaves. What stands together in the past is counted once, whichever of the two it is put down to.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects import price
from domain.forecasting.engine.effects.events import EventEffects, Occasion, event_effects
from domain.forecasting.engine.effects.usual_prices import at_usual_prices, told_days, usual_factors, with_prices
from domain.forecasting.models.known_days import AppliedEvent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.group import Group
    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.engine.seasonality import SeasonPrior

_LEAST = 1e-6
"""Least factor that one can be divided by."""


@dataclass(frozen=True, eq=False)
class EventsAndPrices:
    """Effects of events and prices on a group.

    Attributes
    ----------
    factors
        Of both together, (N, T + H).
    elasticity
        Mean and standard deviation of the shop's elasticities, beside the events.
    followed
        Coming events with a price that demand follows, and the factor of each product, (N,).
    """

    factors: Array
    events: EventEffects
    response: price.PriceResponse | None
    elasticity: tuple[float, float]
    followed: tuple[tuple[Occasion, Array], ...]

    def applied(self, product: int) -> tuple[AppliedEvent, ...]:
        """Coming events as they are applied to one product."""
        by_price = [
            AppliedEvent(each.event, float(factor[product]), f"{each.event.name}: demand follows the price of its days")
            for each, factor in self.followed
            if each.who[product]
        ]
        return (*self.events.applied[product], *by_price)


def events_and_prices(
    group: Group,
    occasions: Sequence[Occasion],
    factors: Array,
    weekdays: SeasonPrior | None,
    prices: price.LogPrices | None,
    stored: Mapping[str, LearnedEffect] | None = None,
    prior: tuple[float, float] | None = None,
) -> EventsAndPrices:
    """Effects of events and prices on top of ``factors`` (N, T + H) already known.

    Parameters
    ----------
    prices
        Of past and coming days, (N, T + H); ``None``: there are none.
    stored, prior
        What the shop knows of events, and mean and standard deviation of its elasticities; ``None``: these products
        teach it.
    """
    known = stored or {}
    if prices is None:
        events = event_effects(group, occasions, factors, weekdays, known)
        return EventsAndPrices(events.factors, events, None, prior or (price.PRIOR, price.SPREAD), ())
    rows = group.demand.shape[1]
    moved = np.ones(factors.shape)
    for _ in range(price.ROUNDS if occasions else 1):
        base = (factors * moved)[:, :rows]
        elasticity = prior or price.fit_prior(group.demand, prices, base=base)
        response = price.fit_response(group.demand, prices, base=base, prior=elasticity)
        events = event_effects(group, _unfollowed(occasions, response), factors * response.factors, weekdays, known)
        moved = events.factors
    events = _at_usual_prices(group, occasions, events, response, prices.usual[:, :rows], known)
    return EventsAndPrices(
        events.factors * response.factors, events, response, elasticity, _followed(occasions, response, rows)
    )


def _at_usual_prices(
    group: Group,
    occasions: Sequence[Occasion],
    events: EventEffects,
    response: price.PriceResponse,
    relative: Array,
    stored: Mapping[str, LearnedEffect],
) -> EventEffects:
    """Effects of events, the coming ones at the prices of their past occasions where nobody has told theirs."""
    rows = group.demand.shape[1]
    touched = _touched(group.demand, occasions)
    learned = {**with_prices(events.learned, relative, touched), **stored}
    usual = {key: usual_factors(response, each, learned.get(key)) for key, each in touched.items()}
    ahead = [(each.event, each.who) for each in _priced(occasions) if each.last >= rows]
    told = told_days(ahead, group.planned_prices, response.reductions[:, rows:])
    applied = at_usual_prices(events.applied, usual, told)
    factors = events.factors.copy()
    for product, (before, after) in enumerate(zip(events.applied, applied, strict=True)):
        for old, new in zip(before, after, strict=True):
            factors[product, _coming(group, old, factors.shape[1])] *= (
                new.factor / _in_force(old) if new != old else 1.0
            )
    return replace(events, factors=factors, applied=applied, learned=learned)


def _in_force(each: AppliedEvent) -> float:
    return max(each.factor, _LEAST) if each.applied else 1.0


def _coming(group: Group, each: AppliedEvent, end: int) -> slice:
    """Positions of an event's days to come."""
    rows, origin = group.demand.shape[1], group.first.toordinal()
    first, last = each.event.start.toordinal() - origin, each.event.end.toordinal() - origin
    return slice(min(max(first, rows), end), min(max(last + 1, rows), end))


def _touched(demand: Array, occasions: Sequence[Occasion]) -> dict[str, Array]:
    """Days on which something is known and an event was, (N, T) bool, by the name's key."""
    seen = np.isfinite(demand)
    touched: dict[str, Array] = defaultdict(lambda: np.zeros(demand.shape, dtype=bool))
    for each in occasions:
        touched[each.event.key][each.who, each.days(0, demand.shape[1])] = True
    return {key: marked & seen for key, marked in touched.items()}


def _priced(occasions: Sequence[Occasion]) -> list[Occasion]:
    return [each for each in occasions if each.event.price is not None]


def _unfollowed(occasions: Sequence[Occasion], response: price.PriceResponse) -> list[Occasion]:
    """The events, those with a price for the products alone whose demand was not seen to follow prices."""
    stays = response.elasticity == 0
    whom = [each.who if each.event.price is None else each.who & stays for each in occasions]
    return [replace(each, who=who) for each, who in zip(occasions, whom, strict=True) if who.any()]


def _followed(
    occasions: Sequence[Occasion], response: price.PriceResponse, rows: int
) -> tuple[tuple[Occasion, Array], ...]:
    """Coming events with a price, for the products whose demand follows prices, and the mean factor of their days."""
    follows, end = response.elasticity != 0, response.factors.shape[1]
    mine = [replace(each, who=each.who & follows) for each in _priced(occasions)]
    ahead = [(each, each.days(rows, end)) for each in mine if each.who.any()]
    return tuple((each, response.reductions[:, days].mean(1)) for each, days in ahead if days.stop > days.start)
