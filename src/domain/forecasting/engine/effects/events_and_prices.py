"""Events and prices in turn: events without a price, then prices, then events whose price moved nothing before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.forecasting.engine.effects import price
from domain.forecasting.engine.effects.events import EventEffects, Occasion, event_effects
from domain.forecasting.models.known_days import AppliedEvent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.group import Group
    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.engine.seasonality import SeasonPrior


@dataclass(frozen=True, eq=False)
class EventsAndPrices:
    """Effects of events and prices on a group, whose factors hold them already.

    ``followed``: coming events with a price that demand follows, and the factor of each product, (N,).
    """

    events: tuple[EventEffects, ...]
    response: price.PriceResponse | None
    followed: tuple[tuple[Occasion, Array], ...]

    def known(self, product: int) -> dict[str, float]:
        """Factors of one product by event name."""
        return {name: factor for each in self.events for name, factor in each.known[product].items()}

    def applied(self, product: int) -> tuple[AppliedEvent, ...]:
        """Coming events as they are applied to one product."""
        by_price = [
            AppliedEvent(each.event, float(factor[product]), f"{each.event.name}: demand follows the price of its days")
            for each, factor in self.followed
            if each.who[product]
        ]
        return (*(event for each in self.events for event in each.applied[product]), *by_price)


def events_and_prices(
    group: Group,
    occasions: Sequence[Occasion],
    factors: Array,
    weekdays: SeasonPrior | None,
    stored: Mapping[str, LearnedEffect],
    relative: Array | None,
    elasticity: tuple[float, float],
) -> EventsAndPrices:
    """Apply events and prices to ``factors`` (N, T + H) in place.

    Parameters
    ----------
    relative
        Log prices over the usual ones, (N, T + H); ``None``: there are none.
    elasticity
        Mean and standard deviation of the shop's elasticities.
    """
    rows = group.demand.shape[1]
    priced = [each for each in occasions if each.event.price is not None]
    unpriced = [each for each in occasions if each.event.price is None]
    told = _applied(event_effects(group, unpriced, factors, weekdays, stored), factors)
    response = None
    if relative is not None:
        response = price.fit_response(group.demand, relative, base=factors[:, :rows], prior=elasticity)
        factors *= response.factors
    told += _applied(event_effects(group, _unfollowed(priced, response), factors, weekdays, stored), factors)
    return EventsAndPrices(told, response, tuple(_followed(priced, response, rows)))


def _applied(effects: EventEffects | None, factors: Array) -> tuple[EventEffects, ...]:
    """Put effects, if there are any, on ``factors`` in place."""
    if effects is None:
        return ()
    factors *= effects.factors
    return (effects,)


def _unfollowed(priced: Sequence[Occasion], response: price.PriceResponse | None) -> list[Occasion]:
    """Events with a price, for the products whose demand was not seen to follow prices."""
    if response is None:
        return list(priced)
    stays = response.elasticity == 0
    return [replace(each, who=each.who & stays) for each in priced if (each.who & stays).any()]


def _followed(
    priced: Sequence[Occasion], response: price.PriceResponse | None, rows: int
) -> list[tuple[Occasion, Array]]:
    """Coming events with a price, for the products whose demand follows prices, and the mean factor of their days."""
    if response is None:
        return []
    follows, end = response.elasticity != 0, response.factors.shape[1]
    ahead = [(replace(each, who=each.who & follows), each.days(rows, end)) for each in priced]
    return [
        (each, response.factors[:, days].mean(1)) for each, days in ahead if each.who.any() and days.stop > days.start
    ]
