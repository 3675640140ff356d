"""The way into the engine: a batch of demand histories in, one forecast each out, in the same order.

Deterministic; one bad product never fails the batch. Raises ``ValueError`` only for impossible parameters.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import batched
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine import coarse, daily
from domain.forecasting.engine.effects.combine import ShopEffects
from domain.forecasting.engine.history.cold_start import launch_curves, launch_forecast, usual_dispersion
from domain.forecasting.engine.history.silence import returns_of
from domain.forecasting.engine.items import Asked, Item, items_of, likeliest
from domain.forecasting.engine.mixture import mixed
from domain.forecasting.engine.profile.model import GrainProfile, ShopProfile
from domain.forecasting.models.known_days import Calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.models.demand import DemandHistory, EngineForecast

MAX_HORIZON = 730
GROUP = 1000
"""Products forecast at a time: bounds the memory, not the result."""
FIT_SAMPLE = 1500
BAD_VALUES = (ValueError, ArithmeticError, IndexError)
"""What a history that no check foresaw can raise in numpy."""


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
    sample = _sample(histories)
    if not sample:
        return ShopProfile()
    items = likeliest(items_of(sample, as_of or max(history.end for history in sample)))
    curves = launch_curves([(item.history.category, item.cleaned) for item in items])
    by_grain, known = _by_grain(items), calendar or Calendar()
    grains, totals = _fit_coarse(by_grain, known, horizon)
    if None not in by_grain:
        return ShopProfile(grains, curves, totals, None)
    dispersion = usual_dispersion(item.cleaned for item in by_grain[None])
    returns = returns_of(_on_sale(item.history) for item in by_grain[None])
    grains[daily.WEEK], effects = daily.fit(by_grain[None], known, horizon)
    return ShopProfile(grains, curves, _together(effects, totals), dispersion, returns)


def _on_sale(history: DemandHistory) -> Array:
    """Return the units sold a day as they were told, (T,), ``nan`` on days that are known to have been out of stock."""
    if history.stockout is None:
        return history.quantity
    return np.where(history.stockout, np.nan, history.quantity)


def _fit_coarse(
    by_grain: Mapping[int | None, Sequence[Item]], calendar: Calendar, horizon: int
) -> tuple[dict[int, GrainProfile], ShopEffects]:
    """Learn what products that are reported by week or month have in common, by grain, and their effects."""
    grains, totals = {}, ShopEffects()
    for grain, members in by_grain.items():
        if grain is not None:
            grains[grain], effects = coarse.fit(members, grain, calendar, horizon)
            totals = _together(effects, totals)
    return grains, totals


def _together(effects: ShopEffects, totals: ShopEffects) -> ShopEffects:
    """Return effects with those of events that only the ``totals`` told of."""
    return replace(effects, events={**totals.events, **effects.events})


def learn_events(histories: Sequence[DemandHistory], calendar: Calendar) -> Mapping[str, LearnedEffect]:
    """Learn what the calendar's events did, by their names' keys: to products with daily histories, else to totals."""
    sample = _sample(histories)
    items = likeliest(items_of(sample, max((history.end for history in sample), default=None)))
    learned: dict[str, LearnedEffect] = {}
    for grain, members in sorted(_by_grain(items).items(), key=lambda each: each[0] is None):
        if grain is None:
            learned |= daily.learn_events(members, calendar)
        else:
            learned |= coarse.learn_events(members, grain, calendar)
    return learned


def _sample(histories: Sequence[DemandHistory]) -> list[DemandHistory]:
    """Return at most ``FIT_SAMPLE`` of the histories that are not empty, evenly spread over their ids."""
    ordered = sorted((history for history in histories if history.quantity.size), key=lambda each: each.product_id)
    picks = np.linspace(0, len(ordered) - 1, min(len(ordered), FIT_SAMPLE)).astype(int)
    return [ordered[i] for i in np.unique(picks).tolist()]


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
    items = [
        each for each in items_of(histories, as_of, shop.returns) if _has_sold(each) or not _borrows(each.history, shop)
    ]
    results = _readings(items, calendar, shop, Asked(horizon, backtest, level))
    return tuple(
        mixed(results[position])
        if position in results
        else launch_forecast(history, _start(history, as_of), horizon, shop.launch_curves)
        for position, history in enumerate(histories)
    )


def _has_sold(item: Item) -> bool:
    return bool((np.nan_to_num(item.cleaned.demand) > 0).any())


def _borrows(history: DemandHistory, shop: ShopProfile) -> bool:
    """True when a product that never sold has a category to borrow from."""
    return (history.category or "") in shop.launch_curves


def _readings(
    items: Sequence[Item], calendar: Calendar, shop: ShopProfile, asked: Asked
) -> Mapping[int, list[tuple[float, EngineForecast]]]:
    """By position, a forecast for each reading of the history, with its weight."""
    results: dict[int, list[tuple[float, EngineForecast]]] = defaultdict(list)
    for grain, group in _groups(items):
        for item, made in _forecast(group, grain, calendar, shop, asked):
            results[item.position].append((item.weight, made))
    return results


def _start(history: DemandHistory, as_of: date | None) -> date:
    return (as_of or history.end) + timedelta(days=1)


def _groups(items: Sequence[Item]) -> Iterator[tuple[int | None, Sequence[Item]]]:
    """Yield items that fit one matrix: the same last day and grain, daily ones as long, not too many.

    So a product's matrix has the same days whatever stands beside it.
    """
    by_end: dict[date, list[Item]] = defaultdict(list)
    for item in items:
        by_end[item.end].append(item)
    for same_end in by_end.values():
        for grain, same_grain in _by_grain(same_end).items():
            for alike in _as_long(same_grain) if grain is None else [same_grain]:
                for group in batched(alike, GROUP, strict=False):
                    yield grain, group


def _as_long(items: Sequence[Item]) -> Iterable[list[Item]]:
    """Daily products by the days of history they are looked at by."""
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        found[daily.rows_of(item)].append(item)
    return found.values()


def _by_grain(items: Sequence[Item]) -> dict[int | None, list[Item]]:
    """Products by the grain they are reported at, ``None``: daily."""
    groups: dict[int | None, list[Item]] = defaultdict(list)
    for item in items:
        totals = item.cleaned.totals
        groups[None if totals is None else totals.grain].append(item)
    return groups


def _forecast(
    items: Sequence[Item], grain: int | None, calendar: Calendar, shop: ShopProfile, asked: Asked
) -> list[tuple[Item, EngineForecast]]:
    """Forecasts beside their items; a product whose history breaks the methods goes without, the others do not."""
    try:
        if grain is None:
            made = daily.forecast(items, calendar, shop, asked)
        else:
            made = coarse.forecast(items, grain, calendar, shop, asked)
    except BAD_VALUES:
        if len(items) == 1:
            return []
        middle = len(items) // 2
        halves = items[:middle], items[middle:]
        return [made for half in halves for made in _forecast(half, grain, calendar, shop, asked)]
    return list(zip(items, made, strict=True))
