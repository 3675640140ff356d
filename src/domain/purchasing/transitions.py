"""Transitions of a purchase order: pure functions from an order and its products to what is to be written together.

A transition that has taken place already returns ``None``: repeating it changes nothing. States go from draft to
ordered, partially received and received, and from any of the first three to cancelled.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.purchasing.errors import InvalidPurchaseError, WrongStatusError
from domain.purchasing.models.order import OPEN, OrderLine, OrderStatus, PurchaseOrder
from domain.purchasing.models.stock import OrderChange
from domain.shared.errors import FieldError
from domain.shared.field_checks import AMOUNT_MAX
from domain.shared.words import full_date, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from domain.purchasing.models.stock import StockedProduct

type Stock = Mapping[str, StockedProduct]

_ONE_DAY: Final = timedelta(days=1)


def place(
    order: PurchaseOrder,
    stock: Stock,
    ordered_on: date | None,
    today: date,
    lead_time_days: Callable[[StockedProduct], int],
    now: datetime,
) -> OrderChange | None:
    """Order a draft: its lines are on their way from then on.

    Parameters
    ----------
    ordered_on
        The day it was sent to the supplier; ``None`` for today, and for whatever day it was when it is ordered already.
    lead_time_days
        Days after which a product's line is expected, where the line names no day.

    Raises
    ------
    WrongStatusError
        When it is cancelled, or was ordered on another day.
    InvalidPurchaseError
        When a product is not there any more, the day lies ahead, or a product has too much on order.
    """
    if order.status in OPEN or order.status is OrderStatus.RECEIVED:
        if ordered_on in {None, order.ordered_on}:
            return None
        on = f" on {full_date(order.ordered_on)}" if order.ordered_on else ""
        raise WrongStatusError(f"'{order.purchase_order_id}' was ordered already{on}.")
    if order.status is OrderStatus.CANCELLED:
        raise WrongStatusError(f"'{order.purchase_order_id}' is cancelled. Make a new order.")
    check_products(order, stock)
    day = ordered_on or today
    if day > today + _ONE_DAY:
        raise InvalidPurchaseError.at("/ordered_on", "in_the_future", "must not be in the future")
    lines = []
    for line in order.lines:
        expected = line.expected_on or day + lead_time_days(stock[line.product_id]) * _ONE_DAY
        lines.append(replace(line, expected_on=expected, promised_on=expected))
    return change_of(order, stock, now, status=OrderStatus.ORDERED, ordered_on=day, lines=tuple(lines))


def cancel(order: PurchaseOrder, stock: Stock, now: datetime) -> OrderChange | None:
    """Cancel an order: what has been received stays received, the rest is not coming.

    Raises
    ------
    WrongStatusError
        When everything has been received.
    """
    if order.status is OrderStatus.CANCELLED:
        return None
    if order.status is OrderStatus.RECEIVED:
        raise WrongStatusError(f"'{order.purchase_order_id}' has been received; there is nothing left to cancel.")
    return change_of(order, stock, now, status=OrderStatus.CANCELLED)


def cancel_product(order: PurchaseOrder, product_id: str, now: datetime) -> OrderChange | None:
    """Cancel what is still to arrive of a product that is being removed; ``None`` when nothing is."""
    if not any(line.product_id == product_id and order.open_quantity(line) for line in order.lines):
        return None
    lines = tuple(replace(line, cancelled=True) if line.product_id == product_id else line for line in order.lines)
    after = replace(order, lines=lines, updated_at=now, version=order.version + 1)
    return OrderChange(before=order, after=replace(after, status=status_of(after)))


def reschedule(
    order: PurchaseOrder, stock: Stock, lines: tuple[OrderLine, ...], note: str | None, now: datetime
) -> OrderChange | None:
    """Change the days on which open lines are expected, and the note; ``None`` when that is how they are.

    Raises
    ------
    WrongStatusError
        When the lines differ in anything else.
    """
    days = {line.line: line.expected_on for line in lines if order.open_quantity(line) and line.expected_on}
    dated = tuple(replace(line, expected_on=days.get(line.line, line.expected_on)) for line in order.lines)
    if dated != lines:
        raise WrongStatusError(
            f"'{order.purchase_order_id}' is {order.status.replace('_', ' ')}: only 'note' and the 'expected_on' of "
            "what is still to come can change."
        )
    if (dated, note) == (order.lines, order.note):
        return None
    return change_of(order, stock, now, lines=dated, note=note)


def rewrite(
    order: PurchaseOrder, stock: Stock, lines: tuple[OrderLine, ...], note: str | None, now: datetime
) -> OrderChange | None:
    """Replace the lines and the note of a draft; ``None`` when that is how they are.

    Raises
    ------
    InvalidPurchaseError
        When there is no such product.
    """
    if (lines, note) == (order.lines, order.note):
        return None
    changed = replace(order, lines=lines)
    check_products(changed, stock)
    return change_of(order, stock, now, lines=lines, note=note)


def change_of(order: PurchaseOrder, stock: Stock, now: datetime, **changes: object) -> OrderChange:
    """Return the change of an order with these new values, and what its products have open then."""
    after = replace(order, updated_at=now, version=order.version + 1, **changes)  # type: ignore[arg-type]
    return OrderChange(before=order, after=after, stock=checked_stock(moved_stock(after, stock), stock))


def moved_stock(order: PurchaseOrder, stock: Stock) -> dict[str, StockedProduct]:
    """Return an order's products with its open lines as they are now."""
    named = dict.fromkeys(line.product_id for line in order.lines)
    return {product_id: stock[product_id].with_open_lines(order) for product_id in named if product_id in stock}


def checked_stock(moved: Mapping[str, StockedProduct], stock: Stock) -> tuple[StockedProduct, ...]:
    """Return the products that differ from what was read.

    Raises
    ------
    InvalidPurchaseError
        When more is in stock or on order than a product can have.
    """
    changed = tuple(product for product_id, product in moved.items() if product != stock[product_id])
    for product in changed:
        if product.on_order > AMOUNT_MAX or (product.on_hand or Decimal(0)) > AMOUNT_MAX:
            raise InvalidPurchaseError.at(
                "/lines", "out_of_range", f"make more than {number(AMOUNT_MAX)} units of '{product.product_id}'"
            )
    return changed


def status_of(order: PurchaseOrder) -> OrderStatus:
    """Return the status of an ordered order from its lines."""
    received = any(line.received_quantity for line in order.lines)
    if any(order.open_quantity(line) for line in order.lines):
        return OrderStatus.PARTIALLY_RECEIVED if received else OrderStatus.ORDERED
    return OrderStatus.RECEIVED if received else OrderStatus.CANCELLED


def numbered(lines: Iterable[OrderLine]) -> tuple[OrderLine, ...]:
    """Return lines numbered from 1 in their order."""
    return tuple(replace(line, line=position) for position, line in enumerate(lines, start=1))


def check_products(order: PurchaseOrder, stock: Stock) -> None:
    """Raise :class:`InvalidPurchaseError`, naming every line whose product is not there."""
    absent = [line for line in order.lines if line.product_id not in stock]
    if absent:
        fields = tuple(
            FieldError(
                f"/lines/{line.line - 1}/product_id", "unknown_product", f"no product has the id '{line.product_id}'"
            )
            for line in absent
        )
        raise InvalidPurchaseError("The order names products that do not exist.", fields=fields)
