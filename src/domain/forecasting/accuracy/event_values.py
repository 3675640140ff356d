"""Value added by each of the calendar's entries on its own days, over past forecasts that had it.

Entries that share a day are judged each beside the others. Days around an entry are not counted, nor is a closure on
which nothing was sold: such a day was not observed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.accuracy import EventValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.forecasting.accuracy.scored_runs import ScoredRun
    from domain.forecasting.models.known_days import RunEvent
    from domain.shared.arrays import BoolArray, FloatArray

    type _Scored = tuple[RunEvent, FloatArray, FloatArray, FloatArray]


def event_values(runs: Sequence[ScoredRun]) -> tuple[EventValue, ...]:
    """Return what each entry saved, in order of their first days; of runs given the oldest first."""
    by_event: defaultdict[str, list[_Scored]] = defaultdict(list)
    for run in runs:
        for scored in _scored(run):
            by_event[scored[0].event_id].append(scored)
    values = [_value(scored) for scored in by_event.values()]
    return tuple(sorted(values, key=lambda each: (each.start, each.name, each.event_id)))


def _value(scored: Sequence[_Scored]) -> EventValue:
    event = scored[-1][0]
    sold, without, with_it = (np.concatenate([each[at] for each in scored]) for at in (1, 2, 3))
    error_without, error_with = float(np.abs(sold - without).sum()), float(np.abs(sold - with_it).sum())
    total = float(sold.sum())
    saved = (error_without - error_with) / total if total > 0 else None
    return EventValue(
        event_id=event.event_id,
        name=event.name,
        start=event.start,
        end=event.end,
        days=sold.size,
        error_without=error_without,
        error_with=error_with,
        value_added=saved,
        applied=event.applied,
    )


def _scored(run: ScoredRun) -> Iterator[_Scored]:
    """Yield each event of a run with what was sold on its days, and the forecasts without and with it."""
    sold, layers = run.actual, run.vintage.layers
    made = layers.statistical[: sold.size]
    plain = made if layers.without_events is None else layers.without_events[: sold.size]
    spans = [(event, _span(run, event)) for event in run.vintage.events]
    for at, (event, span) in enumerate(spans):
        days = span & np.isfinite(sold)
        for later, taken in spans[at + 1 :]:
            if later.key == event.key:
                days &= ~taken
        if not days.any():
            continue
        base = plain * _others(event, spans)
        with_it = made if event.applied else base * event.factor
        yield event, sold[days], base[days], with_it[days]


def _others(event: RunEvent, spans: Sequence[tuple[RunEvent, BoolArray]]) -> FloatArray:
    """Return what the events of other names do to each day, (days,)."""
    factors = [np.where(span & each.applied, each.factor, 1.0) for each, span in spans if each.key != event.key]
    together: FloatArray = np.prod(factors, axis=0)
    return together


def _span(run: ScoredRun, event: RunEvent) -> BoolArray:
    days = np.arange(run.days) + run.vintage.start.toordinal()
    within: BoolArray = (days >= event.start.toordinal()) & (days <= event.end.toordinal())
    return within
