"""Totals of weeks and months, forecast at that grain and spread over the days.

The mean of a period's days adds up to the period's exactly. Sums up to a day have the spread of as many periods as
they hold: quantiles of a difference are not differences of quantiles.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.classes import pattern_of
from domain.forecasting.engine.effects.combine import ShopEffects
from domain.forecasting.engine.effects.period_prices import PricedPeriods, events_and_prices, means_of_days
from domain.forecasting.engine.effects.periods import Reported
from domain.forecasting.engine.evaluation.backtest import evaluate
from domain.forecasting.engine.history.totals import MONTHLY, WEEKLY, Totals
from domain.forecasting.engine.items import Asked, Item, in_words, summarise
from domain.forecasting.engine.learning import fit_grain
from domain.forecasting.engine.panel import Panel, prepare
from domain.forecasting.engine.pipeline import MatrixForecast, forecast_matrix
from domain.forecasting.engine.profile.model import GrainProfile, ShopProfile, default_grain
from domain.forecasting.models.demand import EngineForecast, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.models.backtest import Backtest
    from domain.forecasting.models.known_days import Calendar

FOLDS = 3
STEP_DAYS = {WEEKLY: 7, MONTHLY: 30}
WORDS = {WEEKLY: "weekly", MONTHLY: "monthly"}


@dataclass(frozen=True, eq=False)
class _Periods:
    """One history by period up to the last day known: amounts, last days, and the last days of the periods to come.

    ``amounts`` are ``nan`` where nothing is known.
    """

    totals: Totals
    amounts: Array
    ends: list[date]
    coming: list[date]

    @property
    def lengths(self) -> Array:
        """Days of each coming period, (S,)."""
        edges = np.array([each.toordinal() for each in [self.ends[-1], *self.coming]])
        return np.diff(edges)


def _periods(item: Item, horizon: int) -> _Periods:
    """The periods that are over by the item's end, and those that reach ``horizon`` days further."""
    totals = item.cleaned.totals
    if totals is None:
        raise ValueError("a daily history has no periods")
    over = max(sum(end <= item.end for end in totals.ends), 1)
    ends = list(totals.ends[:over])
    amounts = np.where([end <= item.end for end in ends], totals.amounts[:over], np.nan).tolist()
    following = totals.after(ends[-1])
    while following <= item.end:
        ends.append(following)
        amounts.append(np.nan if item.cleaned.silent_unknown else 0.0)
        following = totals.after(following)
    coming = [following]
    while (coming[-1] - item.end).days < horizon:
        coming.append(totals.after(coming[-1]))
    return _Periods(totals, np.array(amounts), ends, coming)


def _rows_of(periods: _Periods, grain: int) -> int:
    """Periods that a product is looked at by, alone or beside others, which are to have as many."""
    rows = 2 * grain
    while rows < periods.amounts.size:
        rows *= 2
    return rows


def _reported(items: Sequence[Item], periods: Sequence[_Periods], grain: int) -> Reported:
    rows = max(_rows_of(each, grain) for each in periods)
    amounts = np.full((len(periods), rows), np.nan)
    eves, ends = np.zeros(amounts.shape), np.zeros(amounts.shape)
    for i, each in enumerate(periods):
        spare = rows - each.amounts.size
        last = [end.toordinal() for end in each.ends]
        amounts[i, spare:], ends[i, spare:] = each.amounts, last
        eves[i, spare:] = [last[0] - STEP_DAYS[grain], *last[:-1]]
        if each.totals.on_one_day:
            eves[i, spare:] = ends[i, spare:] - 1
    histories = [item.history for item in items]
    ids = [history.product_id for history in histories]
    return Reported(amounts, eves, ends, ids, [history.category or "" for history in histories])


def _prices(items: Sequence[Item], periods: Sequence[_Periods], reported: Reported, steps: int) -> Array | None:
    """Prices of the periods past and to come, (N, P + S); ``None`` where there are none."""
    if all(item.cleaned.price is None for item in items):
        return None
    prices = np.full((len(items), reported.amounts.shape[1] + steps), np.nan)
    for i, (item, each) in enumerate(zip(items, periods, strict=True)):
        if item.cleaned.price is None:
            continue
        days = (item.start - item.cleaned.start).days
        known = np.full(days + int(each.lengths.sum()) + 1, np.nan)
        past = item.cleaned.price[:days]
        known[: past.size] = past
        coming = item.prices_ahead(known.size - days)
        if coming is not None:
            known[days:] = coming
        ends = [end.toordinal() for end in [*each.ends, *each.coming]]
        edges = np.array([reported.eves[i, -len(each.ends)], *ends]) + 1 - item.cleaned.start.toordinal()
        found = means_of_days(known, edges)
        prices[i, reported.amounts.shape[1] - len(each.ends) :][: found.size] = found
    return prices


def _panel(reported: Reported, grain: int, phase: int, effects: PricedPeriods, steps: int) -> Panel:
    if bool((effects.factors == 1).all()) and bool((effects.coming == 1).all()):
        return prepare(reported.amounts, grain, phase=phase)
    ordinary = np.broadcast_to(effects.coming, (len(reported.amounts), steps))
    return prepare(reported.amounts, grain, phase=phase, effect=effects.factors, future_effect=ordinary)


def _phase(first: date, grain: int) -> int:
    """Phase of the first period ahead, which ends on ``first``."""
    return first.toordinal() // 7 - 1 if grain == WEEKLY else first.year * 12 + first.month - 1


def _in_phase(periods: Sequence[_Periods], grain: int) -> dict[int, list[int]]:
    """Positions of the histories by the phase of their first period ahead."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(periods):
        found[_phase(each.coming[0], grain)].append(i)
    return found


def _alike(periods: Sequence[_Periods], grain: int) -> dict[tuple[int, int], list[int]]:
    """Positions of the histories by phase and by the periods they are looked at by."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for phase, members in _in_phase(periods, grain).items():
        for i in members:
            found[phase, _rows_of(periods[i], grain)].append(i)
    return found


def fit(items: Sequence[Item], grain: int, calendar: Calendar, horizon: int) -> tuple[GrainProfile, ShopEffects]:
    """Learn what products of one coarse grain that end on the same day have in common, and how they follow events."""
    every = [_periods(item, horizon) for item in items]
    phase, members = max(_in_phase(every, grain).items(), key=lambda group: len(group[1]))
    alike, periods = [items[i] for i in members], [every[i] for i in members]
    steps = max(len(each.coming) for each in periods)
    reported = _reported(alike, periods, grain)
    prices, start = _prices(alike, periods, reported, steps), alike[0].start.toordinal()
    effects = events_and_prices(reported, prices, calendar.events, {}, start, STEP_DAYS[grain])
    panel = _panel(reported, grain, phase, effects, steps)
    shop = ShopEffects(elasticity=effects.elasticity, events=effects.events.learned)
    return fit_grain(panel, steps, default_grain(grain, steps)), shop


def learn_events(items: Sequence[Item], grain: int, calendar: Calendar) -> Mapping[str, LearnedEffect]:
    """Learn what the calendar's events did to totals of one grain."""
    periods = [_periods(item, 1) for item in items]
    reported = _reported(items, periods, grain)
    prices, start = _prices(items, periods, reported, 1), items[0].start.toordinal()
    return events_and_prices(reported, prices, calendar.events, {}, start, STEP_DAYS[grain]).events.learned


def forecast(
    items: Sequence[Item], grain: int, calendar: Calendar, shop: ShopProfile, asked: Asked
) -> list[EngineForecast]:
    """Forecast products of one coarse grain that end on the same day."""
    every = [_periods(item, asked.horizon) for item in items]
    made: dict[int, EngineForecast] = {}
    for (phase, _), members in _alike(every, grain).items():
        alike, periods = [items[i] for i in members], [every[i] for i in members]
        steps = max(len(each.coming) for each in periods)
        known = shop.grains.get(grain) or default_grain(grain, steps)
        reported = _reported(alike, periods, grain)
        effects = _effects(alike, periods, reported, steps, calendar, shop.effects)
        panel = _panel(reported, grain, phase, effects, steps)
        result = forecast_matrix(panel, steps, known, folds=FOLDS if asked.backtest else 0)
        judged = _judged(reported.amounts, periods, result, asked.level)
        for series, i in enumerate(members):
            one = _one(items[i], every[i], result, series, asked.horizon)
            made[i] = replace(_with_effects(one, effects, series), backtest=judged[series])
    return [made[i] for i in range(len(items))]


def _effects(
    items: Sequence[Item],
    periods: Sequence[_Periods],
    reported: Reported,
    steps: int,
    calendar: Calendar,
    shop: ShopEffects,
) -> PricedPeriods:
    """Effects of events and prices, as the shop is known to follow them."""
    prices, planned = _prices(items, periods, reported, steps), np.array([item.prices_planned for item in items])
    start, step_days = items[0].start.toordinal(), STEP_DAYS[periods[0].totals.grain]
    return events_and_prices(reported, prices, calendar.events, shop.events, start, step_days, shop.elasticity, planned)


def _with_effects(made: EngineForecast, effects: PricedPeriods, series: int) -> EngineForecast:
    elasticity, promotion = effects.cited(series)
    evidence = replace(made.evidence, price_elasticity=elasticity, promotion_effect=promotion)
    return replace(made, events_ahead=effects.events.coming[series], evidence=evidence)


def _judged(amounts: Array, periods: Sequence[_Periods], result: MatrixForecast, level: float) -> list[Backtest | None]:
    """Scores of the periods at past origins."""
    rows = result.rows
    dates = [[each.ends[0]] * (rows - each.amounts.size) + each.ends for each in periods]
    step_days = STEP_DAYS[periods[0].totals.grain]
    return evaluate(amounts[:, -rows:], dates, result.folds, level=level, season_length=1, step_days=step_days)


def _one(item: Item, periods: _Periods, result: MatrixForecast, series: int, horizon: int) -> EngineForecast:
    grain = periods.totals.grain
    spread = _on_one_day if periods.totals.on_one_day else _over_all_days
    mean, quantiles, cumulative = spread(item, periods, result, series, horizon)
    return EngineForecast(
        product_id=item.history.product_id,
        start=item.start,
        mean=mean,
        quantiles=quantiles,
        cumulative_mean=np.cumsum(mean),
        cumulative=cumulative,
        demand_pattern=pattern_of(periods.amounts),
        method=in_words(result.words[series], borrowed=item.cleaned.borrowed, grain=WORDS[grain]),
        history=summarise(item.history, item.start, item.cleaned),
        evidence=_evidence(periods, result.mean[series], STEP_DAYS[grain]),
        failed_methods=result.failed,
    )


type Spread = tuple[Array, Array, Array]
"""Means (H,), quantiles (H, Q) and quantiles of sums (H, Q) of days."""


def _over_all_days(item: Item, periods: _Periods, result: MatrixForecast, series: int, horizon: int) -> Spread:
    """Every day of a period sells the same; what has passed of the first period is not ahead."""
    lengths = periods.lengths
    steps = lengths.size
    edges = np.concatenate([[0], np.cumsum(lengths)]) - (item.end - periods.ends[-1]).days
    owner = np.clip(np.searchsorted(edges, np.arange(1, horizon + 1), side="left") - 1, 0, steps - 1)
    share = 1 / lengths[owner]
    mean = result.mean[series, owner] * share
    away = result.quantiles[series, owner] - result.mean[series, owner, None]
    quantiles = np.maximum(mean[:, None] + away * np.sqrt(share)[:, None], 0)
    total = np.concatenate([[0.0], np.cumsum(result.mean[series, :steps])])
    apart = np.concatenate([np.zeros((1, away.shape[1])), result.cumulative[series, :steps] - total[1:, None]])
    held = np.cumsum(share)
    whole = np.minimum(held.astype(int), steps - 1)
    part = np.clip(held - whole, 0, 1)[:, None]
    part = np.where(whole[:, None] == 0, np.sqrt(part), part)
    cumulative = np.cumsum(mean)[:, None] + apart[whole] * (1 - part) + apart[whole + 1] * part
    return mean, quantiles, np.maximum.accumulate(np.maximum(cumulative, 0), axis=0)


def _on_one_day(item: Item, periods: _Periods, result: MatrixForecast, series: int, horizon: int) -> Spread:
    """All of a period sells on its last day."""
    at = np.array([(end - item.end).days for end in periods.coming])
    at = at[at <= horizon]
    steps = at.size
    mean = np.zeros(horizon)
    quantiles = np.zeros((horizon, result.quantiles.shape[2]))
    cumulative = np.zeros((horizon + 1, result.quantiles.shape[2]))
    mean[at - 1] = result.mean[series, :steps]
    quantiles[at - 1] = result.quantiles[series, :steps]
    cumulative[at] = result.cumulative[series, :steps]
    return mean, quantiles, np.maximum.accumulate(cumulative, axis=0)[1:]


def _evidence(periods: _Periods, mean: Array, step_days: int) -> Evidence:
    recent = periods.amounts[-max(1, round(28 / step_days)) :]
    trend = float((mean[-1] - mean[0]) / max(mean.size - 1, 1)) / step_days * 7 / step_days
    return Evidence(
        level=float(mean[0]) / step_days,
        trend_per_week=trend,
        last_28_days_mean=float(np.nanmean(recent)) / step_days if np.isfinite(recent).any() else None,
    )
