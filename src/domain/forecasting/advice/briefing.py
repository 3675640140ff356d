"""Briefing of a language model on one forecast: the numbers it may cite, and what a proposal may rest on."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.explanation.drivers import event_factor
from domain.forecasting.models.advice import Briefing, ContextSource
from domain.forecasting.models.demand import mean_of_known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.forecasting.models.advice import Draft
    from domain.forecasting.models.backtest import Backtest
    from domain.forecasting.models.distribution import DemandDistribution
    from domain.forecasting.models.known_days import KnownEvent
    from domain.shared.arrays import FloatArray

#: Weeks of the past that are told, and past events with what they did.
_RECENT_WEEKS: Final = 12
_SOLVED_EVENTS: Final = 2
_USUAL_DAYS: Final = 28


def brief(draft: Draft, demand: DemandDistribution) -> Briefing:
    """Return the briefing on a draft whose statistical forecast is ``demand``."""
    options = draft.options
    last = demand.start + timedelta(days=options.horizon_days - 1)
    facts = dict(_facts(draft, demand))
    return Briefing(
        product_id=draft.entry.product_id,
        first=demand.start,
        last=last,
        facts={name: float(f"{value:.4g}") for name, value in facts.items() if np.isfinite(value)},
        sources=tuple(_sources(draft, demand.start, last)),
        details={
            "product": {
                "name": draft.entry.name,
                "category": draft.entry.category,
                "current_price": draft.entry.current_price,
            },
            "history": {
                "first_date": str(draft.made.history.first_date),
                "last_date": str(draft.made.history.last_date),
                "demand_pattern": draft.made.demand_pattern,
                "suspected_stockout_dates": [str(day) for day in draft.made.history.suspected_stockout_dates[-10:]],
            },
            "past_events": list(_solved_events(draft)),
        },
    )


def _facts(draft: Draft, demand: DemandDistribution) -> Iterator[tuple[str, float]]:
    made, horizon = draft.made, draft.options.horizon_days
    yield from made.evidence.named().items()
    yield "history.days", made.history.days
    yield "history.selling_days", made.history.selling_days
    yield "history.suspected_stockout_days", len(made.history.suspected_stockout_dates)
    yield from _scores(made.backtest)
    yield "forecast.horizon_days", horizon
    yield "forecast.total.mean", float(demand.cumulative_mean[horizon - 1])
    tail = (1 - draft.options.confidence_level) / 2
    yield "forecast.total.lower", float(demand.cumulative_quantile(tail)[horizon - 1])
    yield "forecast.total.upper", float(demand.cumulative_quantile(1 - tail)[horizon - 1])
    yield "forecast.confidence_level", draft.options.confidence_level
    for begin, units in _weeks(demand.mean[:horizon], demand.start):
        yield f"forecast.week.{begin}", units
    sold = draft.history.quantity[-7 * _RECENT_WEEKS :]
    sold = sold[sold.size % 7 :]
    first = draft.history.end - timedelta(days=sold.size - 1)
    for begin, units in _weeks(sold, first):
        yield f"sold.week.{begin}", units
    for index, event in enumerate(draft.options.events):
        if event.expected_change_pct is not None:
            yield f"event:{index}.expected_change_pct", event.expected_change_pct


def _scores(backtest: Backtest | None) -> Iterator[tuple[str, float]]:
    if backtest is None:
        return
    scores = {
        "backtest.wape": backtest.wape,
        "backtest.naive.wape": backtest.naive.wape,
        "backtest.skill_vs_naive": backtest.skill_vs_naive,
    }
    yield from ((name, value) for name, value in scores.items() if value is not None)


def _weeks(values: FloatArray, start: date) -> Iterator[tuple[date, float]]:
    for offset in range(0, values.size, 7):
        yield start + timedelta(days=offset), float(np.nansum(values[offset : offset + 7]))


def _sources(draft: Draft, first: date, last: date) -> Iterator[ContextSource]:
    for index, event in enumerate(draft.options.events):
        if event.end >= first and event.start <= last:
            counted = event_factor(draft.made, event) is not None
            yield ContextSource(f"event:{index}", event.name, event.start, event.end, counted)
    notes = (draft.options.notes or "").strip()
    if notes:
        yield ContextSource("notes", notes)
    effects = draft.made.evidence.holiday_effects
    for day, name in draft.calendar.holidays.items():
        if first <= day <= last:
            yield ContextSource(f"holiday:{day}", name, day, day, name in effects)


def _solved_events(draft: Draft) -> Iterator[dict[str, object]]:
    """Yield past events of the request beside what was sold on their days and on the days before."""
    past = [event for event in draft.options.events if event.end < draft.made.start]
    latest_first = sorted(past, key=lambda event: event.end, reverse=True)
    solved = (_solved(draft, event) for event in latest_first)
    yield from islice((event for event in solved if event is not None), _SOLVED_EVENTS)


def _solved(draft: Draft, event: KnownEvent) -> dict[str, object] | None:
    history = draft.history
    first, last = (event.start - history.start).days, (event.end - history.start).days
    if first < _USUAL_DAYS or last >= history.quantity.size:
        return None
    during, before = history.quantity[first : last + 1], history.quantity[first - _USUAL_DAYS : first]
    sold, usual = mean_of_known(during), mean_of_known(before)
    if sold is None or not usual:
        return None
    return {
        "name": event.name,
        "start": str(event.start),
        "end": str(event.end),
        "sold_a_day": round(sold, 2),
        "usual_a_day": round(usual, 2),
        "factor": round(sold / usual, 2),
    }
