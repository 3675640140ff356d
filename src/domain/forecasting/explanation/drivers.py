"""Drivers of a forecast, written by rule from the engine's evidence: every sentence cites its numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.forecasting.models.forecast import Adjustment, Citation, Driver, Explanation
from domain.forecasting.models.known_days import LEAD_UP_WEEKS
from domain.shared import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from domain.forecasting.models.demand import DemandPattern, EngineForecast, HistorySummary, UnusualDay
    from domain.forecasting.models.distribution import DemandDistribution
    from domain.forecasting.models.known_days import AppliedEvent, Calendar, KnownEvent

#: Profiles and effects closer to ordinary than this are not worth a sentence.
_NOTICEABLE = 0.1
_TIME_OF_YEAR = 0.03
"""Change by the time of year that is worth saying."""
_MAX_NAMED = 3
_STOPPED = 0.5
"""Probability of having stopped selling from which it is said."""
#: The naive forecast that accuracy is compared with.
SIMPLE_RULE: Final = "simply repeating recent sales"


def explain(
    forecast: EngineForecast,
    demand: DemandDistribution,
    horizon_days: int,
    level: float,
    calendar: Calendar,
) -> Explanation:
    """Return summary, drivers, the events that were counted in, and what the reader should beware of.

    Parameters
    ----------
    forecast
        What the engine says, with its evidence.
    demand
        The forecast as it is given out, overrides included.
    calendar
        Holidays and events the engine was given.
    """
    drivers = [
        *_level(forecast),
        *_trend(forecast),
        *_profile(forecast.evidence.weekday_profile, "weekday_profile", words.WEEKDAY_NAMES, "Over the week"),
        *_profile(forecast.evidence.yearly_profile, "yearly_profile", words.MONTH_NAMES, "Over the year"),
        *_time_of_year(forecast),
        *_last_year(forecast),
        *_holidays(forecast, calendar, horizon_days),
        *_prices(forecast),
        *_events(forecast, calendar),
        *_accuracy(forecast),
    ]
    return Explanation(
        summary=summarise(demand, horizon_days, level, forecast.demand_pattern, forecast.history),
        drivers=tuple(drivers),
        adjustments=event_adjustments(forecast, calendar, horizon_days),
        warnings=tuple(warnings(forecast)),
    )


def summarise(
    demand: DemandDistribution, horizon_days: int, level: float, pattern: DemandPattern, history: HistorySummary
) -> str:
    """Return the forecast in two or three sentences."""
    last = horizon_days - 1
    total = float(demand.cumulative_mean[last])
    tail = (1 - level) / 2
    lower = float(demand.cumulative_quantile(tail)[last])
    upper = float(demand.cumulative_quantile(1 - tail)[last])
    end = demand.start + timedelta(days=last)
    days = words.date_range(demand.start, end)
    sentences = [
        f"Expect to sell about {words.estimated_total(total)} {days} ({words.estimate(total / horizon_days)} a day).",
        (
            f"With {words.percent(level, 0)} certainty it will be between {words.estimated_total(lower)} and "
            f"{words.estimated_total(upper)} in all."
        ),
    ]
    if history.days and not history.selling_days:
        sentences.append("It has not sold at all in the days on record.")
    elif pattern == "new":
        sentences.append(_NEW if history.days else _UNSOLD)
    return " ".join(sentences)


_NEW = "The product has sold for too short a time to know it well, so this leans on what similar products did."
_UNSOLD = "The product has no sales of its own yet: this is what similar products sold in their first weeks."


def warnings(forecast: EngineForecast) -> Iterator[str]:
    """Yield what should make the reader careful."""
    backtest = forecast.backtest
    if backtest is None:
        yield "There is too little history to test this forecast against the past."
    elif backtest.skill_vs_naive is not None and backtest.skill_vs_naive <= 0:
        yield (
            f"On this product's own past the forecast was no better than {SIMPLE_RULE}, so do not lean on its detail."
        )
    if forecast.demand_pattern in {"intermittent", "lumpy"}:
        yield "It sells too seldom for single days to be foretold; go by the total."
    if forecast.history.borrowed:
        yield "It has no sales of its own: the forecast is borrowed from products of its category, and may be far off."
    if forecast.history.stopped_probability >= _STOPPED:
        likely = words.percent(forecast.history.stopped_probability, 0)
        yield f"It has probably stopped selling ({likely} likely by how long it has not sold), so the forecast fades."
    if forecast.history.unusual_days:
        yield _unusual(forecast.history.unusual_days)
    if forecast.history.suspected_stockout_dates:
        days = len(forecast.history.suspected_stockout_dates)
        yield (
            f"{words.counted(days, 'day looks', 'days look')} like stockouts and"
            f" {'was' if days == 1 else 'were'} not read as lack of demand. Check whether that is right."
        )


def _unusual(days: Sequence[UnusualDay]) -> str:
    named = words.listing(
        [f"{words.estimate(day.quantity)} on {words.full_date(day.date)}" for day in days[-_MAX_NAMED:]]
    )
    what = "was left out: it is" if len(days) == 1 else "were left out: they are"
    of = "" if len(days) <= _MAX_NAMED else f" and {len(days) - _MAX_NAMED} earlier days"
    return f"{named}{of} {what} far more than it ever sold otherwise. Check whether that is right."


def event_adjustments(forecast: EngineForecast, calendar: Calendar, horizon_days: int) -> tuple[Adjustment, ...]:
    """Return the events within the forecast's days, with the factor that was counted in."""
    last = forecast.start + timedelta(days=horizon_days - 1)
    if forecast.events is not None:
        told = [each for each in forecast.events if each.event.touches(forecast.start, last)]
        return tuple(_adjustment(each) for each in told)
    return tuple(
        Adjustment(event.start, event.end, factor, _event_reason(event), "event")
        for event in calendar.events
        if event.end >= forecast.start and event.start <= last
        if (factor := event_factor(forecast, event)) is not None
    )


def _adjustment(each: AppliedEvent) -> Adjustment:
    event = each.event
    return Adjustment(
        event.start,
        event.end,
        each.factor,
        each.reason,
        "event",
        each.applied,
        each.not_applied_because,
        event.event_id,
    )


def event_factor(forecast: EngineForecast, event: KnownEvent) -> float | None:
    """Return what an event's days were multiplied by; ``None`` when no effect of it is known."""
    same = (event.key, event.start, event.end)
    for each in forecast.events or ():
        if (each.event.key, each.event.start, each.event.end) == same:
            return each.factor if each.applied else None
    learned = forecast.evidence.event_effects.get(event.name)
    if learned is not None:
        return max(float(learned), 0.0)
    return None if event.expected_change_pct is None else 1 + event.expected_change_pct / 100


def _event_reason(event: KnownEvent) -> str:
    if event.expected_change_pct is None:
        return f"{event.name}: as on earlier days of this event"
    return f"{event.name}: you expect {words.change(1 + event.expected_change_pct / 100)}"


def _cite(values: Mapping[str, float | None]) -> tuple[Citation, ...]:
    return tuple(Citation(name, float(f"{value:.4g}")) for name, value in values.items() if value is not None)


def _level(forecast: EngineForecast) -> Iterator[Driver]:
    level, recent = forecast.evidence.level, forecast.evidence.last_28_days_mean
    if level is None:
        return
    text = f"It now sells about {words.estimate(level)} a day, apart from weekdays and seasons"
    if recent is not None:
        text += f"; the last four weeks brought {words.estimate(recent)} a day"
    yield Driver(f"{text}.", _cite({"level": level, "last_28_days_mean": recent}))


def _trend(forecast: EngineForecast) -> Iterator[Driver]:
    trend, level = forecast.evidence.trend_per_week, forecast.evidence.level
    if trend is None or not level or abs(trend) < 0.01 * level:
        return
    direction = "rising" if trend > 0 else "falling"
    text = f"Demand is {direction} by about {words.estimate(abs(trend))} a day each week."
    yield Driver(text, _cite({"trend_per_week": trend}))


def _profile(profile: Mapping[str, float], name: str, names: Mapping[str, str], opening: str) -> Iterator[Driver]:
    known = {key: float(value) for key, value in profile.items() if key in names}
    if not known:
        return
    best, worst = max(known, key=lambda key: known[key]), min(known, key=lambda key: known[key])
    if known[best] - known[worst] < 2 * _NOTICEABLE:
        return
    text = (
        f"{opening}, {names[best]} is strongest ({words.change(known[best])} than average)"
        f" and {names[worst]} weakest ({words.change(known[worst])})."
    )
    yield Driver(text, _cite({f"{name}.{best}": known[best], f"{name}.{worst}": known[worst]}))


def _time_of_year(forecast: EngineForecast) -> Iterator[Driver]:
    factor = forecast.evidence.time_of_year
    if factor is not None and abs(factor - 1) >= _TIME_OF_YEAR:
        text = f"By the time of year, these days sell {words.change(factor)} than the last four weeks."
        yield Driver(text, _cite({"time_of_year": factor}))


def _last_year(forecast: EngineForecast) -> Iterator[Driver]:
    last_year = forecast.evidence.last_year_same_period_mean
    if last_year is not None:
        text = f"A year ago the same weeks sold {words.estimate(last_year)} a day."
        yield Driver(text, _cite({"last_year_same_period_mean": last_year}))


def _holidays(forecast: EngineForecast, calendar: Calendar, horizon_days: int) -> Iterator[Driver]:
    ahead = _holidays_ahead(calendar, forecast.start, forecast.start + timedelta(days=horizon_days - 1))
    effects = {
        name: float(effect)
        for name, effect in forecast.evidence.holiday_effects.items()
        if name in ahead and abs(effect - 1) >= _NOTICEABLE
    }
    named = sorted(effects, key=lambda name: -abs(effects[name] - 1))[:_MAX_NAMED]
    if named:
        parts = words.listing([f"{name} ({words.change(effects[name])})" for name in named])
        yield Driver(
            f"Holidays ahead, as in earlier years: {parts}.",
            _cite({f"holiday_effects.{name}": effects[name] for name in named}),
        )


def _holidays_ahead(calendar: Calendar, first: date, last: date) -> set[str]:
    """Return the names of the holidays from ``first`` to ``last``, and of the weeks before one that touch these."""
    days = calendar.holidays.items()
    weeks = {
        called.format(name)
        for nearest, farthest, called in LEAD_UP_WEEKS
        for day, name in days
        if first + timedelta(days=nearest) <= day <= last + timedelta(days=farthest)
    }
    return weeks | {name for day, name in days if first <= day <= last}


def _prices(forecast: EngineForecast) -> Iterator[Driver]:
    elasticity, promotion = forecast.evidence.price_elasticity, forecast.evidence.promotion_effect
    if elasticity is not None:
        moved = "fell" if elasticity < 0 else "rose"
        text = f"When the price rose by 1%, sales {moved} by about {words.percent(abs(elasticity) / 100)}."
        yield Driver(text, _cite({"price_elasticity": elasticity}))
    if promotion is not None and abs(promotion - 1) >= _NOTICEABLE:
        text = f"Days at a reduced price sold {words.change(promotion)}."
        yield Driver(text, _cite({"promotion_effect": promotion}))


def _events(forecast: EngineForecast, calendar: Calendar) -> Iterator[Driver]:
    effects: dict[str, float | None] = {}
    for event in calendar.events:
        if event.name in forecast.evidence.event_effects and event.end >= forecast.start:
            effects[event.name] = float(forecast.evidence.event_effects[event.name])
    named: Sequence[str] = sorted(effects)[:_MAX_NAMED]
    if named:
        parts = words.listing([f"{name} ({words.change(effects[name] or 0.0)})" for name in named])
        yield Driver(f"Your events: {parts}.", _cite({f"event_effects.{name}": effects[name] for name in named}))


def _accuracy(forecast: EngineForecast) -> Iterator[Driver]:
    backtest = forecast.backtest
    if backtest is None or backtest.wape is None:
        return
    cited = {"backtest.wape": backtest.wape, "backtest.naive.wape": backtest.naive.wape}
    text = f"Tried on its own past, the forecast missed {missed_by(backtest.wape)}"
    skill = backtest.skill_vs_naive
    if skill is None:
        yield Driver(f"{text}.", _cite(cited))
        return
    verdict = f"{words.percent(skill, 0)} less than" if skill > 0 else "no better than"
    yield Driver(f"{text}, {verdict} {SIMPLE_RULE}.", _cite({**cited, "backtest.skill_vs_naive": skill}))


def missed_by(wape: float) -> str:
    """Return a weighted absolute percentage error in words."""
    return f"by {words.percent(wape, 0)} of what was sold" if wape <= 1 else "by more than was sold in all"
