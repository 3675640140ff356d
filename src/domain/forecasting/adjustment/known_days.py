"""Known days on a finished forecast: closures sell nothing, and events where the method knows nothing of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.adjustment.reshaping import reshape
from domain.forecasting.inputs.known_days import is_closed
from domain.forecasting.models.known_days import NOT_DEMAND, AppliedEvent
from domain.shared import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.models.demand import EngineForecast
    from domain.forecasting.models.distribution import DemandDistribution
    from domain.forecasting.models.known_days import KnownEvent
    from domain.shared.arrays import FloatArray

_LEAST_FACTOR = 1e-3
_NOTHING_SOLD = "The product sells nothing on its days."
_UNKNOWN = "Nothing can be learned of it from this product's history: say what you expect (expected_change_pct)."


def apply_known_days(
    demand: DemandDistribution, made: EngineForecast, events: Sequence[KnownEvent]
) -> tuple[DemandDistribution, tuple[AppliedEvent, ...]]:
    """Return the distribution with a product's events, and what each of those on its days came to."""
    if not len(demand):
        return demand, ()
    ahead = [event for event in events if event.touches(demand.start, demand.end)]
    told = _on_these_days(made.events, demand)
    stated = _not_in_the_numbers(demand, made, ahead) if told is None else []
    closures = _closures(ahead)
    closed = [AppliedEvent(event, 0.0, f"{event.name}: closed, nothing is sold") for event in closures]
    mean = _moved(demand, stated)
    mean[is_closed(closures, demand.start, len(demand))] = 0.0
    changed = demand if np.array_equal(mean, demand.mean) else reshape(demand, mean)
    return changed, (*(told or ()), *stated, *closed)


def _on_these_days(events: Sequence[AppliedEvent] | None, demand: DemandDistribution) -> list[AppliedEvent] | None:
    """Return the events on these days that the method tells of; ``None``: it knows nothing of events."""
    if events is None:
        return None
    return [each for each in events if each.event.touches(demand.start, demand.end)]


def _not_in_the_numbers(
    demand: DemandDistribution, made: EngineForecast, ahead: Sequence[KnownEvent]
) -> list[AppliedEvent]:
    """Return the events that the days have to get: as the method tells them, else by what is expected of them."""
    told = _on_these_days(made.events_ahead, demand)
    found = [_stated(event) for event in _moving(ahead)] if told is None else told
    return [_sold(each, demand) for each in found]


def _sold(each: AppliedEvent, demand: DemandDistribution) -> AppliedEvent:
    """Return an event as it is; not applied where nothing is sold on its days with or without it."""
    if not each.applied or bool((demand.mean[demand.span(each.event.start, each.event.end)] > 0).any()):
        return each
    return replace(each, not_applied_because=_NOTHING_SOLD)


def _moved(demand: DemandDistribution, stated: Sequence[AppliedEvent]) -> FloatArray:
    mean: FloatArray = demand.mean.copy()
    for each in _latest(stated):
        if each.applied:
            mean[demand.span(each.event.start, each.event.end)] *= each.factor
    return mean


def without_events(
    plain: DemandDistribution, made: EngineForecast, applied: Sequence[AppliedEvent], days: int
) -> FloatArray | None:
    """Daily means of the first days without the events that are applied, to score these by; ``None``: there are none.

    Parameters
    ----------
    plain
        What the method said: with its events, if it knows of them (``made.events``), and open on every day.
    """
    counted = [each for each in applied if each.applied]
    if not counted:
        return None
    mean = plain.mean.copy()
    held = [each for each in counted if each.factor > 0] if made.events is not None else []
    for each in _latest(held):
        mean[plain.span(each.event.start, each.event.end)] /= _by_day(each, plain)
    without: FloatArray = mean[:days]
    return without


def _by_day(each: AppliedEvent, demand: DemandDistribution) -> FloatArray | float:
    """Return the factors of an event's days that are forecast; never nothing."""
    if not each.by_day:
        return each.factor
    first = max((demand.start - each.event.start).days, 0)
    count = len(demand.mean[demand.span(each.event.start, each.event.end)])
    return np.maximum(each.factor * np.array(each.by_day[first : first + count]), _LEAST_FACTOR)


def _moving(events: Sequence[KnownEvent]) -> list[KnownEvent]:
    return [event for event in events if event.kind not in NOT_DEMAND]


def _closures(events: Sequence[KnownEvent]) -> list[KnownEvent]:
    return [event for event in events if event.kind == "closure"]


def _stated(event: KnownEvent) -> AppliedEvent:
    if event.stated is None:
        return AppliedEvent(event, 1.0, event.name, _UNKNOWN)
    return AppliedEvent(event, event.stated, f"{event.name}: you expect {words.change(event.stated)}")


def _latest(told: Sequence[AppliedEvent]) -> list[AppliedEvent]:
    """Return those that count: of two events of one name that share days the later one."""
    return [each for at, each in enumerate(told) if not any(_replaces(later, each) for later in told[at + 1 :])]


def _replaces(later: AppliedEvent, earlier: AppliedEvent) -> bool:
    event = earlier.event
    return later.event.key == event.key and later.event.touches(event.start, event.end)
