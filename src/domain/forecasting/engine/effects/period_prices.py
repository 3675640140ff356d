"""Prices of weeks and months, and how demand followed them beside the periods' events.

The price of a period is the mean of those known on its days. Unlike events, whose days may be a part of a period, it
moves the whole of it, past and to come.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects import price
from domain.forecasting.engine.effects.periods import period_effects
from domain.forecasting.models.known_days import AppliedEvent
from domain.shared import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.engine.effects.periods import PeriodEffects, Reported
    from domain.forecasting.models.known_days import KnownEvent

LEAST_WINDOW = 6
"""Periods, at least, that tell the usual price."""
NOTICEABLE = 0.05
"""Least change by the prices of past occasions that is looked at."""
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
    """Effects of prices, then of events on what prices leave; events with a price are left to it where demand follows.

    A coming event at no planned price, whose past occasions were at reduced ones, is taken to be at such a price again.

    Parameters
    ----------
    prices
        Prices of past and coming periods, (N, P + S); ``None``: there are none.
    start
        First day to forecast, an ordinal.
    prior
        Mean and standard deviation of the shop's elasticities; ``None``: these products teach it.
    planned
        Products whose coming prices are told day by day, (N,) bool; ``None``: none.
    """
    events = list(events)
    if prices is None:
        effects, nothing = period_effects(reported, events, stored, start), np.ones((len(reported.amounts), 1))
        return PricedPeriods(effects, effects.factors, nothing, None, prior or (price.PRIOR, price.SPREAD))
    rows, window = reported.amounts.shape[1], max(price.USUAL // step_days, LEAST_WINDOW)
    relative = price.relative_prices(prices, rows, window)
    if prior is None:
        prior = price.fit_prior(reported.amounts, relative, window)
    response = price.fit_response(reported.amounts, relative, window, prior=prior)
    past, follows = response.factors[:, :rows], response.elasticity != 0
    left = replace(reported, amounts=reported.amounts / past, follows_price=follows)
    effects = period_effects(left, events, stored, start)
    coming = _with_followed(reported, effects, events, follows, start)
    unplanned = follows if planned is None else follows & ~planned
    effects = replace(effects, coming=_at_usual_prices(reported, coming, events, past, unplanned))
    return PricedPeriods(effects, effects.factors * past, response.factors[:, rows:], response, prior)


def _with_followed(
    reported: Reported, effects: PeriodEffects, events: Iterable[KnownEvent], follows: Array, start: int
) -> tuple[tuple[AppliedEvent, ...], ...]:
    """Effects of coming events, with those that are left to their price."""
    priced = [each for each in events if each.price is not None and each.end.toordinal() >= start]
    who = [reported.concerned(each) & follows for each in priced]
    return tuple(
        (
            *told,
            *(AppliedEvent(each, 1.0, each.name, FOLLOWED) for each, mine in zip(priced, who, strict=True) if mine[i]),
        )
        for i, told in enumerate(effects.coming)
    )


def _at_usual_prices(
    reported: Reported,
    coming: Sequence[Sequence[AppliedEvent]],
    events: Iterable[KnownEvent],
    past: Array,
    unplanned: Array,
) -> tuple[tuple[AppliedEvent, ...], ...]:
    """Effects of coming events, with those of past occasions' prices for products of ``unplanned`` ones."""
    keys = {each.event.key for told in coming for each in told}
    factors = {key: _usual_factors(reported, [each for each in events if each.key == key], past) for key in keys}
    return tuple(
        tuple(_at_price(each, float(factors[each.event.key][i])) if unplanned[i] else each for each in told)
        for i, told in enumerate(coming)
    )


def _usual_factors(reported: Reported, occasions: Sequence[KnownEvent], past: Array) -> Array:
    """Mean factors of prices on the periods that past occasions touch, (N,); 1 where there were none."""
    touched = np.zeros(past.shape, dtype=bool)
    for each in occasions:
        touched |= (reported.shares(each) > 0) & reported.concerned(each)[:, None] & np.isfinite(reported.amounts)
    means: Array = np.where(touched, past, 0.0).sum(1) / np.maximum(touched.sum(1), 1)
    return np.where(touched.any(1), means, 1.0)


def _at_price(each: AppliedEvent, factor: float) -> AppliedEvent:
    if abs(factor - 1) < NOTICEABLE or each.event.price is not None:
        return each
    own = each.factor if each.applied else 1.0
    reason = f"{each.event.name}: at the reduced price of earlier ones, {words.change(own * factor)}"
    return AppliedEvent(each.event, own * factor, reason)
