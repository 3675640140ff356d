"""Histories reported once a week or a month: recognised, forecast at that grain, spread over the days.

What is reported on a day stands for the time since the report before it. The sum of a period's daily forecasts is
the period's forecast exactly; a day's quantiles are the period's, a day's worth, and totals come from the periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.classes import pattern_of
from domain.forecasting.engine.evaluation.backtest import evaluate
from domain.forecasting.engine.intervals.empirical import LEVELS
from domain.forecasting.engine.items import Asked, Item, in_words, summarise
from domain.forecasting.engine.learning import fit_grain
from domain.forecasting.engine.panel import Panel, prepare
from domain.forecasting.engine.pipeline import MatrixForecast, forecast_matrix
from domain.forecasting.engine.profile.model import GrainProfile, ShopProfile, default_grain
from domain.forecasting.models.demand import EngineForecast, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.history.cleaning import Cleaned

WEEKLY, MONTHLY = 52, 12
"""Season lengths, which also name the grains."""
LEAST_REPORTS = 8
LEAST_SHARE = 0.5
"""Share of the periods that must have been reported with sales."""
FOLDS = 3


def grain_of(cleaned: Cleaned) -> int | None:
    """Season length of the grain a history is reported at: 52 weekly, 12 monthly, ``None`` daily."""
    at = np.flatnonzero(np.nan_to_num(cleaned.demand) > 0)
    if at.size < LEAST_REPORTS:
        return None
    span = int(at[-1] - at[0])
    if np.all((at - at[0]) % 7 == 0):
        return WEEKLY if at.size >= LEAST_SHARE * (span // 7 + 1) else None
    if span < 28 * LEAST_REPORTS or at.size > span // 27 + 1:
        return None
    return MONTHLY if _is_monthly([cleaned.start + timedelta(days=int(day)) for day in at]) else None


def _is_monthly(days: list[date]) -> bool:
    """Whether days are the same one of (nearly) every month, or each month's last."""
    regular = len({day.day for day in days}) == 1 or all((day + timedelta(days=1)).day == 1 for day in days)
    months = (days[-1].year - days[0].year) * 12 + days[-1].month - days[0].month + 1
    return regular and len(days) >= LEAST_SHARE * months


@dataclass(frozen=True, eq=False)
class _Reports:
    """One history by period: amounts, the day each period ends on, and the days of the periods to come."""

    amounts: Array
    dates: list[date]
    ahead: list[int]


def _after(day: date, grain: int, anchor: int) -> date:
    """The report day after ``day``; monthly ones on the ``anchor``-th or the month's last day."""
    if grain == WEEKLY:
        return day + timedelta(days=7)
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
    return last if anchor >= last.day else first.replace(day=anchor)


def _reports(item: Item, grain: int, horizon: int) -> _Reports:
    """Read the periods off the days; the coming ones reach past ``horizon`` days after the last day known."""
    demand, start = item.cleaned.demand, item.cleaned.start
    at = np.flatnonzero(np.nan_to_num(demand) > 0)
    first = start + timedelta(days=int(at[0]))
    seen = [start + timedelta(days=int(day)) for day in at]
    anchor = 31 if all((day + timedelta(days=1)).day == 1 for day in seen) else first.day
    amounts, dates, day = [], [], first
    while day <= item.end:
        position = (day - start).days
        known = position < demand.size
        amounts.append(float(demand[position]) if known else np.nan)
        dates.append(day)
        day = _after(day, grain, anchor)
    ahead, before = [], dates[-1]
    while (before - item.end).days < horizon:
        ahead.append((day - before).days)
        before, day = day, _after(day, grain, anchor)
    return _Reports(np.array(amounts), dates, ahead)


def _panel(reports: Sequence[_Reports], grain: int, phase: int) -> Panel:
    rows = max(2 * grain, *(each.amounts.size for each in reports))
    matrix = np.full((len(reports), rows), np.nan)
    for row, each in zip(matrix, reports, strict=True):
        row[rows - each.amounts.size :] = each.amounts
    return prepare(matrix, grain, phase=phase)


def _phase(end: date, grain: int) -> int:
    return end.toordinal() // 7 if grain == WEEKLY else end.year * 12 + end.month


def fit(items: Sequence[Item], grain: int, horizon: int) -> GrainProfile:
    """Learn what products of one coarse grain that end on the same day have in common."""
    reports = [_reports(item, grain, horizon) for item in items]
    steps = max(len(each.ahead) for each in reports)
    panel = _panel(reports, grain, _phase(items[0].end, grain))
    return fit_grain(panel, steps, default_grain(grain, steps))


def forecast(items: Sequence[Item], grain: int, shop: ShopProfile, asked: Asked) -> list[EngineForecast]:
    """Forecast products of one coarse grain that end on the same day."""
    reports = [_reports(item, grain, asked.horizon) for item in items]
    steps = max(len(each.ahead) for each in reports)
    panel = _panel(reports, grain, _phase(items[0].end, grain))
    known = shop.grains.get(grain) or default_grain(grain, steps)
    result = forecast_matrix(panel, steps, known, folds=FOLDS if asked.backtest else 0)
    return [
        _one(item, each, result, i, grain, asked) for i, (item, each) in enumerate(zip(items, reports, strict=True))
    ]


def _one(
    item: Item, reports: _Reports, result: MatrixForecast, series: int, grain: int, asked: Asked
) -> EngineForecast:
    edges = np.concatenate([[0], np.cumsum(reports.ahead)]) - (item.end - reports.dates[-1]).days
    steps = len(reports.ahead)
    days = np.arange(asked.horizon + 1)
    total = np.concatenate([[0.0], np.cumsum(result.mean[series, :steps])])
    sums = np.concatenate([np.zeros((1, len(LEVELS))), result.cumulative[series, :steps]])
    cumulative_mean = np.interp(days, edges, total)
    cumulative = np.stack([np.interp(days, edges, sums[:, level]) for level in range(len(LEVELS))], axis=1)
    owner = np.clip(np.searchsorted(edges, days[1:], side="left") - 1, 0, steps - 1)
    width = np.array(reports.ahead)[owner][:, None]
    rows = result.rows
    window = np.full(rows, np.nan)
    window[rows - reports.amounts.size :] = reports.amounts
    spare = [reports.dates[0]] * (rows - reports.amounts.size)
    step_days = 7 if grain == WEEKLY else 30
    name = "weekly" if grain == WEEKLY else "monthly"
    return EngineForecast(
        product_id=item.history.product_id,
        start=item.start,
        mean=np.diff(cumulative_mean),
        quantiles=result.quantiles[series, owner] / width,
        cumulative_mean=cumulative_mean[1:] - cumulative_mean[0],
        cumulative=cumulative[1:] - cumulative[0],
        demand_pattern=pattern_of(reports.amounts),
        method=in_words(result.words[series], borrowed=item.cleaned.borrowed, grain=name),
        history=summarise(item.history, item.start, item.cleaned),
        backtest=evaluate(
            window,
            [*spare, *reports.dates],
            result.folds,
            series,
            level=asked.level,
            season_length=1,
            step_days=step_days,
        ),
        evidence=_evidence(reports, result.mean[series], step_days),
        failed_methods=result.failed,
    )


def _evidence(reports: _Reports, mean: Array, step_days: int) -> Evidence:
    recent = reports.amounts[-max(1, round(28 / step_days)) :]
    trend = float((mean[-1] - mean[0]) / max(mean.size - 1, 1)) / step_days * 7 / step_days
    return Evidence(
        level=float(mean[0]) / step_days,
        trend_per_week=trend,
        last_28_days_mean=float(np.nanmean(recent)) / step_days if np.isfinite(recent).any() else None,
    )
