"""Prices that coming events are expected at, where nobody has told them: those of their past occasions.

Of a product's coming events that share days one brings the price, however many of them were at reduced ones before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects.price import LARGEST
from domain.forecasting.models.known_days import AppliedEvent
from domain.shared import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.engine.effects.price import PriceResponse
    from domain.forecasting.models.known_days import KnownEvent

NOTICEABLE = 0.05
"""Least change by the prices of past occasions that is looked at."""


def told_days(
    event_prices: Sequence[tuple[KnownEvent, Array]], everyday: Array, coming: Array
) -> list[list[KnownEvent] | None]:
    """By product, the events that tell the price of their days; ``None``: the price of every day is told.

    Parameters
    ----------
    event_prices
        Coming events with a price, and whom they concern, (N,) bool.
    everyday
        Products of which prices are told day by day, (N,) bool.
    coming
        Factors of reductions on the days or periods to come, (N, H): a price that is reduced already is held.
    """
    reduced = np.abs(np.log(coming)).min(axis=1, initial=np.inf) > NOTICEABLE
    found: list[list[KnownEvent] | None] = []
    for product, told in enumerate((everyday | reduced).tolist()):
        mine = [event for event, who in event_prices if who[product]]
        found.append(None if reduced[product] or (told and not mine) else mine)
    return found


def with_prices(
    learned: Mapping[str, LearnedEffect], relative: Array, touched: Mapping[str, Array]
) -> dict[str, LearnedEffect]:
    """Effects by name's key, each with the price of its past occasions.

    Parameters
    ----------
    relative
        Log prices over the usual ones, (N, T).
    touched
        Where the events of each name touched the past, (N, T) bool.
    """
    moved = (relative != 0).any(1)[:, None]
    prices = {key: relative[touched[key] & moved] for key in learned}
    return {
        key: replace(each, price=float(prices[key].mean())) if prices[key].size else each
        for key, each in learned.items()
    }


def usual_factors(response: PriceResponse, touched: Array, learned: LearnedEffect | None) -> Array:
    """Factor of the prices of past occasions on each product, (N,): of its own, else of those of other products."""
    past = response.reductions[:, : touched.shape[1]]
    own: Array = np.where(touched, past, 0.0).sum(1) / np.maximum(touched.sum(1), 1)
    others = np.exp(response.elasticity * (0.0 if learned is None else learned.price))
    return np.where(touched.any(1), own, np.clip(others, 1 / LARGEST, LARGEST))


def at_usual_prices(
    coming: Sequence[Sequence[AppliedEvent]],
    usual: Mapping[str, Array],
    told: Sequence[Sequence[KnownEvent] | None],
) -> tuple[tuple[AppliedEvent, ...], ...]:
    """Coming events by product, with the price that each brings.

    Parameters
    ----------
    usual
        Factors of the prices of past occasions, (N,), by the name's key.
    told
        By product, the events that tell the price of their days; ``None``: the price of every day is told.
    """
    return tuple(
        tuple(mine)
        if planned is None
        else _brought(mine, {key: float(each[i]) for key, each in usual.items()}, planned)
        for i, (mine, planned) in enumerate(zip(coming, told, strict=True))
    )


def _brought(
    coming: Sequence[AppliedEvent], usual: Mapping[str, float], planned: Sequence[KnownEvent]
) -> tuple[AppliedEvent, ...]:
    """Coming events of one product, those of them with their price that bring one to days without."""
    made, priced = list(coming), list(planned)
    changes = [usual.get(each.event.key, 1.0) for each in coming]
    for at in sorted(range(len(made)), key=lambda at: -abs(changes[at] - 1)):
        event = made[at].event
        if abs(changes[at] - 1) >= NOTICEABLE and not any(event.touches(each.start, each.end) for each in priced):
            made[at] = _at_price(made[at], changes[at])
            priced.append(event)
    return tuple(made)


def _at_price(each: AppliedEvent, factor: float) -> AppliedEvent:
    own = each.factor if each.applied else 1.0
    reason = f"{each.event.name}: at the reduced price of earlier ones, {words.change(own * factor)}"
    return AppliedEvent(each.event, own * factor, reason, by_day=each.by_day if each.applied else ())
