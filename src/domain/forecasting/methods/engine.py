"""The way into the engine: a batch of demand histories in, one forecast each out, in the same order.

Deterministic; one bad product never fails the batch. Raises ``ValueError`` only for impossible parameters.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.demand import Calendar, EngineForecast, HistorySummary
from domain.forecasting.methods import pipeline
from domain.forecasting.methods.backtest import evaluate
from domain.forecasting.methods.classes import pattern_of
from domain.forecasting.methods.cleaning import Cleaned, clean
from domain.forecasting.methods.effects import Effects, Group, effects_of, fit_effects
from domain.forecasting.methods.evidence import gather
from domain.forecasting.methods.launch import launch_curves, launch_forecast
from domain.forecasting.methods.profile import ShopProfile, default_grain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.demand import DemandHistory
    from domain.forecasting.methods.arrays import Array
    from domain.forecasting.methods.pipeline import MatrixForecast

MAX_HORIZON = 730
MAX_ROWS = 731
"""Days of history the daily methods look at."""
EFFECT_ROWS = 1827
"""Days of history that yearly, holiday and price effects are learned from."""
WEEK = 7
GROUP = 1000
"""Products forecast at a time: bounds the memory, not the result."""
FIT_SAMPLE = 1500
FOLDS = 3


@dataclass(frozen=True, eq=False)
class _Item:
    """One product on its way through the engine: position in the batch, what came in and what was made of it."""

    position: int
    history: DemandHistory
    cleaned: Cleaned
    end: date


def fit_profile(
    histories: Sequence[DemandHistory],
    calendar: Calendar | None = None,
    *,
    as_of: date | None = None,
    horizon: int = 28,
) -> ShopProfile:
    """Learn what products of this shop have in common, for later calls with few products.

    Parameters
    ----------
    histories
        All products of the shop, or a fair sample of them; ``FIT_SAMPLE`` of them are looked at.
    calendar
        Holidays and events of the past.
    as_of
        Last day whose sales are known; ``None``: the last day of any history.
    horizon
        Days ahead at which errors are judged.
    """
    ordered = sorted((history for history in histories if history.quantity.size), key=lambda each: each.product_id)
    if not ordered:
        return ShopProfile()
    picks = np.unique(np.linspace(0, len(ordered) - 1, min(len(ordered), FIT_SAMPLE)).astype(int))
    sample = [ordered[i] for i in picks.tolist()]
    items = _cleaned(sample, as_of or max(history.end for history in sample))
    if not items:
        return ShopProfile()
    group = _group(items, items[0].end, horizon)
    shop = fit_effects(group, calendar or Calendar())
    effects = effects_of(group, horizon, calendar or Calendar(), shop)
    grain = pipeline.fit_grain(_panel(group, effects), horizon, default_grain(WEEK, horizon))
    curves = launch_curves([(item.history.category, item.cleaned) for item in items])
    return ShopProfile({WEEK: grain}, curves, shop)


def forecast_batch(
    histories: Sequence[DemandHistory],
    horizon: int,
    calendar: Calendar,
    *,
    as_of: date | None = None,
    backtest: bool = True,
    level: float = 0.8,
    profile: ShopProfile | None = None,
) -> tuple[EngineForecast, ...]:
    """Forecast every product of the batch for the ``horizon`` days after the history's end.

    Parameters
    ----------
    histories
        Products, in any order; what they have in common is learned from them unless a ``profile`` says it.
    horizon
        Days to forecast, 1..730.
    calendar
        Holidays and events, past and future.
    as_of
        Last day whose sales are known. What lies after it is ignored; the forecast starts the day after it.
        Days between a history's end and ``as_of`` count as not observed (pad with zeros if the shop was
        open and sold none). ``None``: each product's own last day.
    backtest
        Whether to score each product on its own past (rolling origins, beside the seasonal naive).
    level
        Confidence level of the backtest's interval.
    profile
        What ``fit_profile`` learned of the shop; most useful when the batch is small.

    Returns
    -------
    One forecast a history, same order. ``has_forecast`` is false where there is nothing to go by.
    """
    if not 1 <= horizon <= MAX_HORIZON:
        raise ValueError(f"horizon must lie between 1 and {MAX_HORIZON}")
    if not 0 < level < 1:
        raise ValueError("level must lie between 0 and 1")
    shop = profile if profile is not None else fit_profile(histories, calendar, as_of=as_of, horizon=horizon)
    results: list[EngineForecast | None] = [None] * len(histories)
    groups: dict[date, list[_Item]] = defaultdict(list)
    for item in _cleaned(histories, as_of):
        groups[item.end].append(item)
    for end, items in groups.items():
        for first in range(0, len(items), GROUP):
            part = items[first : first + GROUP]
            for item, forecast in zip(
                part, _forecast(part, end, horizon, calendar, shop, backtest=backtest, level=level), strict=True
            ):
                results[item.position] = forecast
    return tuple(
        result if result is not None else launch_forecast(history, _start(history, as_of), horizon, shop.launch_curves)
        for history, result in zip(histories, results, strict=True)
    )


def _start(history: DemandHistory, as_of: date | None) -> date:
    return (as_of or history.end) + timedelta(days=1)


def _cleaned(histories: Sequence[DemandHistory], as_of: date | None) -> list[_Item]:
    items = []
    for position, history in enumerate(histories):
        cleaned = clean(history, as_of)
        if cleaned is not None:
            items.append(_Item(position, history, cleaned, as_of or history.end))
    return items


def _group(items: Sequence[_Item], end: date, horizon: int) -> Group:
    """The items' demand and prices side by side, right-aligned at ``end``."""
    rows = min(EFFECT_ROWS, max((end - item.cleaned.start).days + 1 for item in items))
    demand = np.full((len(items), rows), np.nan)
    priced = any(item.cleaned.price is not None for item in items)
    prices = np.full((len(items), rows + horizon), np.nan) if priced else None
    for i, item in enumerate(items):
        gap = max((end - item.cleaned.end).days, 0)
        _place(demand[i], item.cleaned.demand, gap)
        if prices is not None and item.cleaned.price is not None:
            _place(prices[i, :rows], item.cleaned.price, gap)
            coming = item.history.future_price
            if coming is not None and coming.size:
                prices[i, rows:] = np.concatenate([coming, np.full(horizon, coming[-1])])[:horizon]
    categories = tuple(item.history.category or "" for item in items)
    return Group(demand, categories, end + timedelta(days=1), prices)


def _place(row: Array, values: Array, gap: int) -> None:
    """Write ``values`` so that they end ``gap`` days before the row's end."""
    room = row.size - gap
    if room > 0:
        kept = values[-room:]
        row[room - kept.size : room] = kept


def _panel(group: Group, effects: Effects | None) -> pipeline.Panel:
    """The part of the group that the daily methods look at."""
    rows = min(MAX_ROWS, group.demand.shape[1])
    first = group.demand.shape[1] - rows
    past = None if effects is None else effects.factors[:, first : first + rows]
    ahead = None if effects is None else effects.factors[:, first + rows :]
    phase = group.start.toordinal()
    return pipeline.prepare(group.demand[:, first:], WEEK, effect=past, future_effect=ahead, phase=phase)


def _forecast(
    items: Sequence[_Item],
    end: date,
    horizon: int,
    calendar: Calendar,
    shop: ShopProfile,
    *,
    backtest: bool,
    level: float,
) -> list[EngineForecast]:
    ahead = max(horizon, 2 * WEEK)
    group = _group(items, end, ahead)
    effects = effects_of(group, ahead, calendar, shop.effects)
    panel = _panel(group, effects)
    grain = shop.grains.get(WEEK) or default_grain(WEEK, horizon)
    result = pipeline.forecast_matrix(panel, ahead, grain, folds=FOLDS if backtest else 0)
    rows = panel.past.x.shape[0]
    return [
        _one(item, group.demand[i], result, effects, i, group.start, rows, horizon, level=level)
        for i, item in enumerate(items)
    ]


def _one(
    item: _Item,
    demand: Array,
    result: MatrixForecast,
    effects: Effects | None,
    series: int,
    start: date,
    rows: int,
    horizon: int,
    *,
    level: float,
) -> EngineForecast:
    mean = result.mean[series]
    return EngineForecast(
        product_id=item.history.product_id,
        start=start,
        mean=mean[:horizon],
        quantiles=result.quantiles[series, :horizon],
        cumulative_mean=np.cumsum(mean[:horizon]),
        cumulative=result.cumulative[series, :horizon],
        demand_pattern=pattern_of(item.cleaned.demand),
        method=_method(result.kinds[series], borrowed=item.cleaned.borrowed),
        history=summarise(item.history, start, item.cleaned.suspected),
        backtest=evaluate(
            demand[-rows:], start - timedelta(days=rows), result.folds, series, level=level, season_length=WEEK
        ),
        evidence=gather(demand, mean, start, horizon, effects, series),
    )


def summarise(history: DemandHistory, start: date, suspected: tuple[date, ...] = ()) -> HistorySummary:
    """What was observed of the product itself before ``start``."""
    sold = history.quantity[: max((start - history.start).days, 0)]
    seen = np.flatnonzero(np.isfinite(sold))
    return HistorySummary(
        first_date=history.start + timedelta(days=int(seen[0])) if seen.size else None,
        last_date=history.start + timedelta(days=int(seen[-1])) if seen.size else None,
        days=int(seen.size),
        selling_days=int((sold[seen] > 0).sum()),
        suspected_stock_out_dates=suspected,
    )


_KINDS = {
    "flat": "level",
    "season": "weekday season",
    "double": "fortnightly season",
    "recent": "recent weekday season",
    "additive": "additive season",
    "cycle": "same days of earlier weeks",
}


def _method(kinds: dict[str, float], *, borrowed: bool) -> str:
    """What the combination mostly consists of, in words."""
    shares: dict[str, float] = defaultdict(float)
    for kind, weight in kinds.items():
        shares[_KINDS[kind.split(".", maxsplit=1)[0]]] += weight
    main = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    words = ", ".join(f"{name} {share:.0%}" for name, share in main if share >= 0.05)
    return f"combination: {words}" + ("; with its predecessor's history" if borrowed else "")
