"""Batching and layout of days: products in handfuls that are written at once, values in a history's columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.dynamodb.transactions import TRANSACTION_ACTIONS
from domain.sales.ports import DaysToRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.dynamodb.sales.history_codec import PackedHistory

    type Values = np.ndarray[Any, np.dtype[np.float64]]

#: Of a transaction's actions each product takes two beside those of its rows: its history and its check.
A_PRODUCT = 2


def groups[Days: DaysToRecord](days: Iterable[Days], actions_a_day: int = 1) -> Iterator[list[Days]]:
    """Yield the products in handfuls that one transaction takes; one with too many days by itself."""
    group: list[Days] = []
    room = TRANSACTION_ACTIONS
    for each in days:
        size = A_PRODUCT + actions_a_day * each.day.size
        if group and size > room:
            yield group
            group, room = [], TRANSACTION_ACTIONS
        group.append(each)
        room -= size
    if group:
        yield group


def portions(days: DaysToRecord) -> Iterator[DaysToRecord]:
    """Yield one product's days in portions that one transaction takes."""
    size = TRANSACTION_ACTIONS - A_PRODUCT
    for start in range(0, days.day.size, size):
        part = slice(start, start + size)
        yield DaysToRecord(days.product, days.day[part], days.quantity[part], days.revenue[part], days.price[part])


def laid_out(history: PackedHistory | None, values: Values) -> tuple[date, tuple[Values, Values, Values]]:
    """Return the first day, and quantity, revenue and price a day, of a history with new values on top."""
    ordinals = values[:, 0].astype(np.int64)
    known = ordinals if history is None else np.concatenate((ordinals, _ordinals(history)))
    if not known.size:
        nothing = np.empty(0)
        return date.min, (nothing, nothing, nothing)
    first = int(known.min())
    columns = np.full((3, int(known.max()) - first + 1), np.nan)
    if history is not None:
        columns[:, _ordinals(history) - first] = history.quantity, history.revenue, history.price
    columns[:, ordinals - first] = values[:, 1:].T
    return date.fromordinal(first), (columns[0], columns[1], columns[2])


def _ordinals(history: PackedHistory) -> np.ndarray[Any, np.dtype[np.int64]]:
    return history.start.toordinal() + np.arange(history.days, dtype=np.int64)
