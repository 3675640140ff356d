"""Events of stored changes: when there is one, and its content; docs/events has the schemas."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from decimal import Decimal
from itertools import batched
from typing import TYPE_CHECKING, Any, Final

from domain.outbox.models import (
    AttentionList,
    Event,
    ForecastsRun,
    OrderState,
    SalesLoad,
    StockLevel,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.outbox.models import State, StoredChange

#: Products whose stock one event tells; the event stays within the 64 kB that the bus bills as one.
STOCK_CHANGES_AN_EVENT: Final = 100
_ID_LENGTH: Final = 32


def events_of(changes: Iterable[StoredChange]) -> list[Event]:
    """Return the events of changes, in their order; changes of stock that follow each other share events."""
    found: list[Event] = []
    stock: list[StoredChange] = []
    for change in changes:
        if isinstance(change.after, StockLevel):
            if change.before is None and _is_unknown(change.after):
                continue
            if change.before != change.after:
                stock.append(change)
            continue
        found += _flushed(stock)
        found += _of_one(change)
    return found + _flushed(stock)


def _flushed(stock: list[StoredChange]) -> list[Event]:
    events = [_stock_changed(group) for group in batched(stock, STOCK_CHANGES_AN_EVENT, strict=False)]
    stock.clear()
    return events


def _is_unknown(level: StockLevel) -> bool:
    return level.on_hand is None and level.on_order == 0


def _of_one(change: StoredChange) -> Iterator[Event]:
    """Yield the events of a change of anything but stock."""
    match change.after:
        case SalesLoad() as load if load.product_days_written and load.completed and not _was_completed(change.before):
            yield _event("SalesLoaded", [change], _sales_loaded(load))
        case ForecastsRun() as run if run.done and change.before is None:
            yield _event("ForecastsMade", [change], _plain(run))
        case AttentionList() as found if found.products and change.before is None:
            yield _event("AttentionNeeded", [change], _plain(found))
        case OrderState() as order:
            yield from _of_order(change, change.before if isinstance(change.before, OrderState) else None, order)


def _was_completed(before: State | None) -> bool:
    return isinstance(before, SalesLoad) and before.completed


def _of_order(change: StoredChange, before: OrderState | None, order: OrderState) -> Iterator[Event]:
    if order.is_ordered and not (before is not None and before.is_ordered):
        yield _event("PurchaseOrderOrdered", [change], _plain(order))
    had = {} if before is None else {line.line: line.received_quantity for line in before.lines}
    came = [(line, line.received_quantity - had.get(line.line, Decimal(0))) for line in order.lines]
    received = [_plain(line) | {"received_now": json_number(units)} for line, units in came if units]
    if received:
        yield _event("PurchaseOrderReceived", [change], _plain(order) | {"received_lines": received})


def _stock_changed(changes: Sequence[StoredChange]) -> Event:
    return _event("StockChanged", changes, {"changes": [_stock_change(change) for change in changes]})


def _stock_change(change: StoredChange) -> dict[str, Any]:
    before = change.before if isinstance(change.before, StockLevel) else None
    told = _plain(change.after)
    return told | {
        "on_hand_before": json_number(before.on_hand) if before else None,
        "on_order_before": json_number(before.on_order) if before else 0,
        "sequence": change.sequence,
    }


def _sales_loaded(load: SalesLoad) -> dict[str, Any]:
    told = _plain(load)
    del told["completed"]
    return told


def _event(name: str, changes: Sequence[StoredChange], data: dict[str, Any]) -> Event:
    told = "\n".join([name, *(change.change_id for change in changes)])
    last = changes[-1]
    return Event(
        name=name,
        event_id=hashlib.sha256(told.encode()).hexdigest()[:_ID_LENGTH],
        sequence=last.sequence,
        occurred_at=last.occurred_at,
        data=data,
    )


def _plain(state: Any) -> dict[str, Any]:
    """Return a state as JSON has it."""
    return {each.name: _value(getattr(state, each.name)) for each in fields(state) if each.name != "is_ordered"}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return json_number(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def json_number(value: Decimal | None) -> float | int | None:
    """Return a number as JSON has it: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
