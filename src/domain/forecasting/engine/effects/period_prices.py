"""Prices of weeks and months, and how demand followed them beside the periods' events.

The price of a period is the mean of those known on its days. Unlike events, whose days may be a part of a period, it
moves the whole of it, past and to come.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects import price
from domain.forecasting.engine.effects.periods import period_effects
from domain.forecasting.engine.effects.usual_prices import at_usual_prices, told_days, usual_factors, with_prices
from domain.forecasting.models.known_days import AppliedEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.engine.effects.periods import PeriodEffects, Reported
    from domain.forecasting.models.known_days import KnownEvent

LEAST_WINDOW = 6
"""Periods, at least, that tell the usual price."""
FOLLOWED = "Demand follows the price of its days, and the forecast holds that already."


@dataclass(frozen=True, eq=False)
class PricedPeriods:
    """Effects of events and prices on periods: factors (N, P) of past ones, and of prices on coming ones, (N, S)."""

    events: PeriodEffects
    factors: Array
    coming: Array
    response: price.PriceResponse | None
    elasticity: tuple[float, float]

    def cited(self, product: int) -> tuple[float | None, float | None]:
        """Elasticity of a product and the factor of its promotions, ``None`` where prices say nothing."""
        if self.response is None or self.response.elasticity[product] == 0:
            return None, None
        promotion = float(self.response.promotion[product])
        return float(self.response.elasticity[product]), promotion if np.isfinite(promotion) else None


def means_of_days(values: Array, edges: Array) -> Array:
    """Means of the known ``values`` (D,) between edges (P + 1,), day numbers into them; ``nan`` where none is known."""
    known = np.isfinite(values)
    sums = np.concatenate([[0.0], np.cumsum(np.where(known, values, 0.0))])
    counts = np.concatenate([[0], np.cumsum(known)])
    at = np.clip(edges, 0, values.size).astype(int)
    count = np.diff(counts[at])
    means: Array = np.where(count > 0, np.diff(sums[at]) / np.maximum(count, 1), np.nan)
    return means


def events_and_prices(
    reported: Reported,
    prices: Array | None,
    events: Iterable[KnownEvent],
    stored: Mapping[str, LearnedEffect],
    start: int,
    step_days: int,
    prior: tuple[float, float] | None = None,
    planned: Array | None = None,
) -> PricedPeriods:
    """Effects of prices and of events, each on what the other leaves.

    Prices are looked at first, so that an event is what it did beside its price; one with a price is left to it where
    demand follows. A coming event at no planned price is taken to be at that of its past occasions.

    Parameters
    ----------
    prices
        Prices of past and coming periods, (N, P + S); ``None``: there are none.
    start
        First day to forecast, an ordinal.
    prior
        Mean and standard deviation of the shop's elasticities; ``None``: these products teach it.
    planned
        Products whose coming prices are told day by day, (N,) bool; ``None``: nobody's.
    """
    events = list(events)
    if prices is None:
        effects, nothing = period_effects(reported, events, stored, start), np.ones((len(reported.amounts), 1))
        return PricedPeriods(effects, effects.factors, nothing, None, prior or (price.PRIOR, price.SPREAD))
    rows, window = reported.amounts.shape[1], max(price.USUAL // step_days, LEAST_WINDOW)
    logs = price.log_prices(prices, rows, window)
    moved = np.ones(reported.amounts.shape)
    for _ in range(price.ROUNDS if events else 1):
        elasticity = prior or price.fit_prior(reported.amounts, logs, window, moved)
        response = price.fit_response(reported.amounts, logs, window, moved, elasticity)
        past = response.factors[:, :rows]
        left = replace(reported, amounts=reported.amounts / past, follows_price=response.elasticity != 0)
        effects = period_effects(left, events, stored, start)
        moved = effects.factors
    touched = _touched(reported, events)
    learned = {**with_prices(effects.learned, logs.usual[:, :rows], touched), **stored}
    usual = {key: usual_factors(response, each, learned.get(key)) for key, each in touched.items()}
    ahead = [(each, reported.concerned(each)) for each in events if _brings_price(each, start)]
    everyday = np.zeros(len(past), dtype=bool) if planned is None else planned
    told = told_days(ahead, everyday, response.reductions[:, rows:])
    coming = at_usual_prices(_with_followed(effects, ahead, response.elasticity != 0), usual, told)
    effects = replace(effects, coming=coming, learned=learned)
    return PricedPeriods(effects, effects.factors * past, response.factors[:, rows:], response, elasticity)


def _with_followed(
    effects: PeriodEffects, priced: Sequence[tuple[KnownEvent, Array]], follows: Array
) -> tuple[tuple[AppliedEvent, ...], ...]:
    """Effects of coming events, with those that are left to their price."""
    left = [(AppliedEvent(event, 1.0, event.name, FOLLOWED), who & follows) for event, who in priced]
    return tuple((*told, *(each for each, who in left if who[product])) for product, told in enumerate(effects.coming))


def _touched(reported: Reported, events: Iterable[KnownEvent]) -> dict[str, Array]:
    """Periods of which something is known and that an event touches, (N, P) bool, by the name's key."""
    seen = np.isfinite(reported.amounts)
    touched: dict[str, Array] = defaultdict(lambda: np.zeros(reported.amounts.shape, dtype=bool))
    for event in events:
        touched[event.key] |= (reported.shares(event) > 0) & reported.concerned(event)[:, None]
    return {key: marked & seen for key, marked in touched.items()}


def _brings_price(event: KnownEvent, start: int) -> bool:
    return event.price is not None and event.end.toordinal() >= start
