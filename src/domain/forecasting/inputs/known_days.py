"""A product's history as the calendar's entries let it be read.

Days of a closure without a sale were not observed, days of a stockout are no demand, and an entry's price is the price
of its days, past ones without a known price and coming ones alike.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.forecasting.models.demand import DemandHistory
    from domain.forecasting.models.known_days import KnownEvent
    from domain.shared.arrays import BoolArray, FloatArray

#: Days ahead for which planned prices are looked at.
_AHEAD: Final = 400


def with_known_days(history: DemandHistory, events: Iterable[KnownEvent]) -> DemandHistory:
    """Return a history as these events, of whatever products, let it be read."""
    mine = [event for event in events if event.concerns(history.product_id, history.category)]
    if not mine or not history.quantity.size:
        return history
    priced = _priced(history, [event for event in mine if event.price is not None])
    return _supplied(_opened(priced, mine), mine)


def _opened(history: DemandHistory, events: Iterable[KnownEvent]) -> DemandHistory:
    """Return a history in which closed days were not observed; a day on which something was sold was open."""
    closed = _days(history, events, "closure") & (np.nan_to_num(history.quantity) <= 0)
    if not bool(closed.any()):
        return history
    recorded = None if history.recorded is None else history.recorded & ~closed
    return replace(history, quantity=np.where(closed, np.nan, history.quantity), recorded=recorded)


def _supplied(history: DemandHistory, events: Iterable[KnownEvent]) -> DemandHistory:
    """Return a history in which days of a stockout are known to be one."""
    empty = _days(history, events, "stockout")
    if not bool(empty.any()):
        return history
    return replace(history, stockout=empty if history.stockout is None else history.stockout | empty)


def is_closed(events: Iterable[KnownEvent], start: date, days: int) -> BoolArray:
    """Tell for each of the days from ``start`` on whether it is in a closure."""
    closed: BoolArray = np.zeros(days, dtype=bool)
    for event in events:
        if event.kind == "closure":
            closed[_span(event, start, days)] = True
    return closed


def _days(history: DemandHistory, events: Iterable[KnownEvent], kind: str) -> BoolArray:
    found: BoolArray = np.zeros(history.quantity.size, dtype=bool)
    for event in events:
        if event.kind == kind:
            found[_span(event, history.start, found.size)] = True
    return found


def _span(event: KnownEvent, start: date, days: int) -> slice:
    first, last = (event.start - start).days, (event.end - start).days + 1
    return slice(min(max(first, 0), days), min(max(last, 0), days))


def _priced(history: DemandHistory, events: Iterable[KnownEvent]) -> DemandHistory:
    """Return a history with the prices of its events; one without any price of its own has nothing to compare with."""
    events = list(events)
    if not events or history.price is None:
        return history
    known = history.price[np.isfinite(history.price) & (history.price > 0)]
    if not known.size:
        return history
    past, planned = _planned(history, events)
    price = np.where(np.isfinite(past) & ~np.isfinite(history.price), past, history.price)
    if not bool(np.isfinite(planned).any()):
        return replace(history, price=price)
    usual = history.future_price if history.future_price is not None else known[-1:]
    usual = np.concatenate([usual, np.full(_AHEAD, usual[-1])])[:_AHEAD]
    last = int(np.flatnonzero(np.isfinite(planned))[-1])
    # One day more than the last planned one: the engine holds the last price it is told.
    return replace(history, price=price, future_price=np.where(np.isfinite(planned), planned, usual)[: last + 2])


def _planned(history: DemandHistory, events: Iterable[KnownEvent]) -> tuple[FloatArray, FloatArray]:
    """Prices of the events on the history's days and on those after it, ``nan`` where there is none."""
    days = history.quantity.size
    prices = np.full(days + _AHEAD, np.nan)
    for event in events:
        prices[_span(event, history.start, prices.size)] = event.price
    return prices[:days], prices[days:]
