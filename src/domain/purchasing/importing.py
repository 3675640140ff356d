"""Orders of a file put in place: a new one, or one that is there brought to what the file says.

What the file says is received is in the stock counts already: it raises nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.purchasing.drafts import filled
from domain.purchasing.errors import InvalidPurchaseError
from domain.purchasing.models.order import FINISHED, OrderLine, OrderStatus, PurchaseOrder
from domain.purchasing.models.stock import OrderChange
from domain.purchasing.transitions import checked_stock, moved_stock, numbered, status_of
from domain.shared.words import number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from domain.purchasing.models.stock import StockedProduct
    from domain.purchasing.models.supplier import Supplier
    from domain.purchasing.order_rows import OrderRow


def imported(
    rows: Sequence[OrderRow],
    before: PurchaseOrder | None,
    supplier: Supplier,
    stock: Mapping[str, StockedProduct],
    shop_currency: str,
    expected_on: Callable[[StockedProduct], date],
    created_by: str | None,
    now: datetime,
) -> OrderChange | None:
    """Return the change that brings an order to what a file's rows say, ``None`` when that is how it is.

    Parameters
    ----------
    expected_on
        The day a line is expected whose row names none, and which was not expected before.

    Raises
    ------
    InvalidPurchaseError
        When the order cannot be what the rows say; its detail is a sentence.
    """
    if before is not None:
        _check(rows, before, supplier)
    currency = before.currency if before else supplier.details.currency or shop_currency
    known = _by_product(before)
    lines = filled([_line(row, known, stock, expected_on) for row in rows], stock, currency == shop_currency)
    order = PurchaseOrder(
        purchase_order_id=rows[0].purchase_order_id,
        supplier_id=supplier.supplier_id,
        currency=currency,
        status=OrderStatus.ORDERED,
        lines=numbered(lines),
        created_at=now,
        updated_at=now,
        created_by=created_by,
    )
    order = replace(order, status=status_of(order))
    if before is None:
        return OrderChange(before=None, after=order, stock=checked_stock(moved_stock(order, stock), stock))
    return _brought_up(before, order, stock)


def _brought_up(before: PurchaseOrder, told: PurchaseOrder, stock: Mapping[str, StockedProduct]) -> OrderChange | None:
    """Return the change of an order that is there to the status and lines that it is told to have."""
    if (before.status, before.lines) == (told.status, told.lines):
        return None
    after = replace(
        before, status=told.status, lines=told.lines, updated_at=told.updated_at, version=before.version + 1
    )
    left = {line.product_id for line in before.lines} & stock.keys()
    moved = moved_stock(after, stock) | {product_id: stock[product_id].with_open_lines(after) for product_id in left}
    return OrderChange(before=before, after=after, stock=checked_stock(moved, stock))


def _check(rows: Sequence[OrderRow], before: PurchaseOrder, supplier: Supplier) -> None:
    named = before.purchase_order_id
    if before.supplier_id != supplier.supplier_id:
        raise InvalidPurchaseError(f"'{named}' is an order of '{before.supplier_id}'.")
    if before.status in FINISHED:
        raise InvalidPurchaseError(f"'{named}' is {before.status} already and is left as it is.")
    here, there = _received(before.lines), _received(rows)
    less = sorted(key for key in here if here[key] > there.get(key, 0))
    if less:
        raise InvalidPurchaseError(
            f"{number(here[less[0]])} of '{less[0]}' have been received here, more than the file says. "
            "Export the file anew."
        )


def _received(lines: Sequence[OrderLine] | Sequence[OrderRow]) -> dict[str, Decimal]:
    units: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        units[line.product_id] += line.received_quantity
    return units


def _by_product(before: PurchaseOrder | None) -> dict[str, list[OrderLine]]:
    """Return an order's lines by product, to be taken in their order."""
    found: dict[str, list[OrderLine]] = defaultdict(list)
    for line in before.lines if before else ():
        found[line.product_id].append(line)
    return found


def _line(
    row: OrderRow,
    known: dict[str, list[OrderLine]],
    stock: Mapping[str, StockedProduct],
    expected_on: Callable[[StockedProduct], date],
) -> OrderLine:
    """Return the line of a row: the order's own line of the product with the row's numbers, or a new one."""
    own = known[row.product_id].pop(0) if known[row.product_id] else None
    day = row.expected_on or (own.expected_on if own else None) or expected_on(stock[row.product_id])
    if own is None:
        own = OrderLine(line=1, product_id=row.product_id, quantity=row.quantity, promised_on=day)
    return replace(
        own,
        quantity=row.quantity,
        received_quantity=row.received_quantity,
        expected_on=day,
        promised_on=own.promised_on or day,
        cancelled=False,
    )
