"""Products with daily histories, forecast side by side: effects taken out, the pipeline, effects put back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.classes import pattern_of
from domain.forecasting.engine.effects.combine import Effects, ShopEffects, effects_of, fit_effects
from domain.forecasting.engine.effects.group import Group
from domain.forecasting.engine.evaluation.backtest import evaluate
from domain.forecasting.engine.evidence import gather, time_of_year, year_ago
from domain.forecasting.engine.history.cold_start import days_known, first_weeks_factor, young_spread, youth
from domain.forecasting.engine.history.level_shift import Shifts, shifts
from domain.forecasting.engine.history.silence import few
from domain.forecasting.engine.intervals.empirical import TAILS, level_at, normal_quantiles
from domain.forecasting.engine.intervals.young_sums import launch, young_days, young_sums
from domain.forecasting.engine.items import Asked, Item, in_words, summarise
from domain.forecasting.engine.learning import fit_grain
from domain.forecasting.engine.panel import Panel, prepare, unit_of
from domain.forecasting.engine.pipeline import MatrixForecast, forecast_matrix
from domain.forecasting.engine.profile.model import GrainProfile, ShopProfile, default_grain
from domain.forecasting.models.demand import EngineForecast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.engine.history.cleaning import Cleaned
    from domain.forecasting.models.backtest import Backtest
    from domain.forecasting.models.known_days import Calendar

WEEK = 7
ROWS = (126, 252, 420, 731, 1096, 1827)
"""Days of history that effects are learned from: the least of these that holds a product's own."""
MAX_ROWS = 731
"""Days that the methods look at."""
FOLDS = 3


def fit(items: Sequence[Item], calendar: Calendar, horizon: int) -> tuple[GrainProfile, ShopEffects]:
    """Learn what daily products that end on the same day have in common."""
    group = _group(items, horizon)
    shop = fit_effects(group, calendar)
    effects = effects_of(group, horizon, calendar, shop)
    return fit_grain(_panel(group, effects)[0], horizon, default_grain(WEEK, horizon)), shop


def learn_events(items: Sequence[Item], calendar: Calendar) -> Mapping[str, LearnedEffect]:
    """Learn what the calendar's events did to daily products that end on the same day."""
    return fit_effects(_group(items, WEEK), calendar).events


def forecast(items: Sequence[Item], calendar: Calendar, shop: ShopProfile, asked: Asked) -> list[EngineForecast]:
    """Forecast daily products that end on the same day."""
    ahead = max(asked.horizon, 2 * WEEK)
    group = _group(items, ahead)
    effects = effects_of(group, ahead, calendar, shop.effects)
    panel, steps = _panel(group, effects)
    grain = shop.grains.get(WEEK) or default_grain(WEEK, asked.horizon)
    result = forecast_matrix(panel, ahead, grain, folds=FOLDS if asked.backtest else 0)
    moved = steps.moved
    if moved.size:
        result = result.replaced(moved, forecast_matrix(panel.of(moved).since(steps.start[moved]), ahead, grain))
    rows = panel.past.x.shape[0]
    first = group.start.toordinal() - rows
    dates = [date.fromordinal(first + row) for row in range(rows)]
    judged = evaluate(
        group.demand[:, -rows:], [dates] * len(items), result.folds, level=asked.level, season_length=WEEK, step_days=1
    )
    return [
        _one(
            item,
            group.demand[i],
            result,
            effects,
            i,
            judged[i],
            asked.horizon,
            shop,
            young_spread(min(days_known(item.cleaned), rows - int(steps.start[i])), asked.horizon),
        )
        for i, item in enumerate(items)
    ]


def rows_of(item: Item) -> int:
    """Days of history that a product is looked at by, alone or beside others, which are to have as many."""
    days = (item.end - item.cleaned.start).days + 1
    return next((rows for rows in ROWS if rows >= days), ROWS[-1])


def _group(items: Sequence[Item], horizon: int) -> Group:
    """The items' demand and prices side by side, right-aligned at the last day known."""
    rows = max(rows_of(item) for item in items)
    demand = np.full((len(items), rows), np.nan)
    priced = any(item.cleaned.price is not None for item in items)
    prices = np.full((len(items), rows + horizon), np.nan) if priced else None
    for i, item in enumerate(items):
        _place(demand[i], item.cleaned.demand, item.gap)
        if prices is not None:
            _place_prices(prices[i], item, rows)
    categories = tuple(item.history.category or "" for item in items)
    ids = tuple(item.history.product_id for item in items)
    return Group(demand, categories, items[0].start, prices, ids, tuple(item.prices_planned for item in items))


def _place_prices(row: Array, item: Item, rows: int) -> None:
    """Write an item's past prices and, behind the first ``rows``, those that are known to come."""
    if item.cleaned.price is None:
        return
    _place(row[:rows], item.cleaned.price, item.gap)
    coming = item.prices_ahead(row.size - rows)
    if coming is not None:
        row[rows:] = coming


def _place(row: Array, values: Array, gap: int) -> None:
    """Write ``values`` so that they end ``gap`` days before the row's end."""
    room = row.size - gap
    if room > 0:
        kept = values[-room:]
        row[room - kept.size : room] = kept


def _panel(group: Group, effects: Effects | None) -> tuple[Panel, Shifts]:
    """The part of the group that the daily methods look at, and where levels of it began."""
    rows = min(MAX_ROWS, group.demand.shape[1])
    first = group.demand.shape[1] - rows
    past = None if effects is None else effects.factors[:, first : first + rows]
    ahead = None if effects is None else effects.factors[:, first + rows :]
    demand = group.demand[:, first:]
    steps = shifts(demand, np.ones(demand.shape) if past is None else past, unit_of(np.nan_to_num(demand)))
    return prepare(demand, WEEK, effect=past, future_effect=ahead, phase=group.start.toordinal()), steps


def _one(
    item: Item,
    demand: Array,
    result: MatrixForecast,
    effects: Effects | None,
    series: int,
    backtest: Backtest | None,
    horizon: int,
    shop: ShopProfile,
    young: Array,
) -> EngineForecast:
    curve = shop.launch_curves.get(item.history.category or "")
    moved = first_weeks_factor(item.cleaned, float(result.mean[series].mean()), curve)
    mean = result.mean[series] * moved
    total = np.cumsum(mean[:horizon])
    away = (result.cumulative[series, :horizon] * moved - total[:, None]) * young[:, None]
    away *= _wider(away, _year_error(effects, series, mean[:horizon]))[:, None]
    days = result.quantiles[series, :horizon] * moved
    mean, days, sums = _little_known(item.cleaned, shop, curve, mean, days, np.maximum(total[:, None] + away, 0))
    total = np.cumsum(mean[:horizon])
    sums[0] = days[0]
    made = EngineForecast(
        product_id=item.history.product_id,
        start=item.start,
        mean=mean[:horizon],
        quantiles=days,
        cumulative_mean=total,
        cumulative=np.maximum.accumulate(sums, axis=0),
        demand_pattern=pattern_of(item.cleaned.demand),
        method=in_words(result.words[series], borrowed=item.cleaned.borrowed, grain="daily"),
        history=summarise(item.history, item.start, item.cleaned),
        backtest=backtest,
        evidence=gather(demand, mean, item.start, effects, series),
        time_of_year=time_of_year(effects, series, mean.size),
        year_ago=year_ago(demand, horizon),
        failed_methods=result.failed,
        events=() if effects is None else effects.applied[series],
    )
    return replace(made, evidence=made.evidence_of(horizon))


def _little_known(
    cleaned: Cleaned, shop: ShopProfile, curve: Array | None, mean: Array, days: Array, sums: Array
) -> tuple[Array, Array, Array]:
    """Means, quantiles of days and of sums of a product that is a few weeks old, or has sold a few times only."""
    share = youth(days_known(cleaned)) if curve is not None else 0.0
    seldom = few(cleaned.sales)
    if not cleaned.sales or (not share and not seldom):
        return mean, days, sums
    horizon = len(sums)
    known = launch(cleaned.demand, curve, shop.dispersion, horizon)
    days = days + share * (young_days(known, mean[:horizon]) - days)
    sums = sums + share * (young_sums(known, np.cumsum(mean[:horizon])) - sums)
    days, sums = days + seldom * (known.sums[0] - days), sums + seldom * (known.sums - sums)
    return mean + seldom * (known.mean - mean), days, sums


def _year_error(effects: Effects | None, series: int, mean: Array) -> Array:
    """Standard deviation of sums of 1..H days that comes of not knowing how far the product follows its year, (H,)."""
    if effects is None or effects.doubt is None:
        return np.zeros(mean.size)
    return np.abs(np.cumsum(mean * effects.doubt[series, : mean.size]))


def _wider(away: Array, error: Array) -> Array:
    """By how much distances ``away`` (H, Q) from the mean grow with one more independent error (H,), (H,)."""
    low, high = level_at(TAILS[0]), level_at(1 - TAILS[0])
    deviation = np.maximum((away[:, high] - away[:, low]) / (2 * normal_quantiles()[high]), 1e-9)
    wider: Array = np.where(error > 0, np.sqrt(1 + np.minimum(error / deviation, 10.0) ** 2), 1.0)
    return wider
