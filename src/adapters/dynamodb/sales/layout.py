"""How days are put together: products into handfuls that are written at once, values into a history's columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.dynamodb.sales.history_codec import PackedHistory
    from domain.sales.ports import DaysToRecord

    type Values = np.ndarray[Any, np.dtype[np.float64]]

_GROUP_PRODUCTS = 25
_GROUP_ROWS = 500


def groups(days: Iterable[DaysToRecord]) -> Iterator[list[DaysToRecord]]:
    """Yield the products in handfuls of up to 25, fewer when they have many days."""
    group: list[DaysToRecord] = []
    rows = 0
    for each in days:
        group.append(each)
        rows += each.day.size
        if len(group) == _GROUP_PRODUCTS or rows >= _GROUP_ROWS:
            yield group
            group, rows = [], 0
    if group:
        yield group


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
