"""Receiving goods: what a receipt does to its order and to the stock, once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.purchasing.errors import InvalidPurchaseError, OverReceiptError, ReceiptLimitError, WrongStatusError
from domain.purchasing.models.order import MAX_RECEIPTS, OPEN, OrderStatus, Receipt
from domain.purchasing.models.stock import DeliveredLine, Delivery, OrderChange
from domain.purchasing.transitions import checked_stock, moved_stock, status_of
from domain.shared.errors import FieldError
from domain.shared.field_checks import amount_problems
from domain.shared.words import full_date, number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from domain.purchasing.models.order import OrderLine, PurchaseOrder
    from domain.purchasing.models.stock import StockedProduct


@dataclass(frozen=True, kw_only=True)
class ReceiptRequest:
    """Goods that have arrived, as they were counted.

    Parameters
    ----------
    receipt_id
        Id of the request, the same when it is repeated; ``None`` to know a repeat by its day and lines.
    received_on
        The day they arrived.
    lines
        Line numbers with units, each line once.
    allow_over
        Whether more may arrive than is open.
    """

    received_on: date
    lines: tuple[tuple[int, Decimal], ...]
    receipt_id: str | None = None
    allow_over: bool = False

    @property
    def fingerprint(self) -> str:
        """Hash of the day and the lines, whatever their order."""
        told = "\n".join(f"{line}={quantity.normalize()}" for line, quantity in sorted(self.lines))
        return hashlib.sha256(f"{self.received_on}\n{told}".encode()).hexdigest()[:32]

    @property
    def identity(self) -> str:
        """The id under which the order remembers the receipt."""
        return self.receipt_id or self.fingerprint


def already_recorded(order: PurchaseOrder, request: ReceiptRequest) -> Receipt | None:
    """Return the receipt that a request repeats, ``None`` when it is a new one.

    Raises
    ------
    InvalidPurchaseError
        When the same id came with other lines.
    """
    found = next((receipt for receipt in order.receipts if receipt.receipt_id == request.identity), None)
    if found and found.fingerprint != request.fingerprint:
        raise InvalidPurchaseError("This Idempotency-Key was sent before with another receipt of this order.")
    return found


def receive(
    order: PurchaseOrder, stock: Mapping[str, StockedProduct], request: ReceiptRequest, today: date, now: datetime
) -> OrderChange:
    """Record a receipt: its units are in stock and no longer on order.

    Raises
    ------
    WrongStatusError
        When the order is a draft, received or cancelled.
    OverReceiptError
        When more arrived than is open on a line, and that is not allowed.
    InvalidPurchaseError
        When the day or a line makes no sense, or a product is not there any more.
    """
    _check_status(order, request)
    _check_day(order, request.received_on, today)
    arrived = _checked_lines(order, stock, request)
    lines = tuple(
        replace(line, received_quantity=line.received_quantity + arrived.get(line.line, Decimal(0)))
        for line in order.lines
    )
    receipt = Receipt(
        receipt_id=request.identity, fingerprint=request.fingerprint, received_on=request.received_on, recorded_at=now
    )
    after = replace(order, lines=lines, receipts=(*order.receipts, receipt), updated_at=now, version=order.version + 1)
    after = replace(after, status=status_of(after))
    moved = moved_stock(after, stock)
    received = _units_by_product(order, arrived)
    for product_id, units in received.items():
        moved[product_id] = moved[product_id].with_received(units)
    return OrderChange(
        before=order,
        after=after,
        stock=checked_stock(moved, stock),
        received=received,
        delivery=_delivery(order, receipt, arrived),
    )


def _check_status(order: PurchaseOrder, request: ReceiptRequest) -> None:
    named = order.purchase_order_id
    over = order.status is OrderStatus.RECEIVED and request.allow_over
    if order.status is OrderStatus.DRAFT:
        raise WrongStatusError(f"'{named}' is a draft. Order it first.")
    if order.status is OrderStatus.CANCELLED:
        raise WrongStatusError(f"'{named}' is cancelled. What arrives all the same belongs in a stock count.")
    if len(order.receipts) >= MAX_RECEIPTS:
        raise ReceiptLimitError(f"'{named}' has {MAX_RECEIPTS} receipts, the most that one order keeps.")
    if order.status not in OPEN and not over:
        raise OverReceiptError.at("/lines", "over_receipt", f"are of '{named}', which has been received in full")


def _check_day(order: PurchaseOrder, day: date, today: date) -> None:
    if day > today + timedelta(days=1):
        raise InvalidPurchaseError.at("/received_on", "in_the_future", "must not be in the future")
    if order.ordered_on and day < order.ordered_on:
        detail = f"must not be before {full_date(order.ordered_on)}, when it was ordered"
        raise InvalidPurchaseError.at("/received_on", "before_the_order", detail)


def _checked_lines(
    order: PurchaseOrder, stock: Mapping[str, StockedProduct], request: ReceiptRequest
) -> dict[int, Decimal]:
    lines = {line.line: line for line in order.lines}
    problems: list[FieldError] = []
    over: list[FieldError] = []
    arrived: dict[int, Decimal] = {}
    for position, (line_number, quantity) in enumerate(request.lines):
        at = f"/lines/{position}"
        problems += amount_problems(f"{at}/quantity", quantity)
        if quantity == 0:
            problems.append(FieldError(f"{at}/quantity", "out_of_range", "must be more than 0"))
        line = lines.get(line_number)
        if line is None:
            problems.append(FieldError(f"{at}/line", "unknown_line", f"the order has no line {line_number}"))
        elif line_number in arrived:
            problems.append(FieldError(f"{at}/line", "repeated_line", "must be named once"))
        else:
            arrived[line_number] = quantity
            problems += _line_problems(line, stock, at)
            over += _over(order, line, quantity, at)
    if not request.lines:
        problems.append(FieldError("/lines", "no_lines", "must name at least one line"))
    if problems:
        raise InvalidPurchaseError("The receipt breaks the rules named in 'errors'.", fields=tuple(problems))
    if over and not request.allow_over:
        raise OverReceiptError(
            "More arrived than is open. Correct the quantities, or send allow_over when that is what was counted.",
            fields=tuple(over),
        )
    return arrived


def _line_problems(line: OrderLine, stock: Mapping[str, StockedProduct], at: str) -> list[FieldError]:
    if line.product_id not in stock:
        return [FieldError(f"{at}/line", "unknown_product", f"no product has the id '{line.product_id}' any more")]
    if line.cancelled:
        return [FieldError(f"{at}/line", "cancelled_line", "is cancelled")]
    return []


def _over(order: PurchaseOrder, line: OrderLine, quantity: Decimal, at: str) -> list[FieldError]:
    left = order.open_quantity(line)
    detail = f"must be at most {number(left)}, what is open on line {line.line}"
    return [FieldError(f"{at}/quantity", "over_receipt", detail)] if quantity > left else []


def _units_by_product(order: PurchaseOrder, arrived: Mapping[int, Decimal]) -> dict[str, Decimal]:
    units: dict[str, Decimal] = defaultdict(Decimal)
    for line in order.lines:
        if line.line in arrived:
            units[line.product_id] += arrived[line.line]
    return units


def _delivery(order: PurchaseOrder, receipt: Receipt, arrived: Mapping[int, Decimal]) -> Delivery | None:
    """Return what is to be learned; nothing of an imported order whose day is not known."""
    if order.ordered_on is None:
        return None
    return Delivery(
        supplier_id=order.supplier_id,
        purchase_order_id=order.purchase_order_id,
        receipt_id=receipt.receipt_id,
        ordered_on=order.ordered_on,
        received_on=receipt.received_on,
        lines=tuple(
            DeliveredLine(product_id=line.product_id, quantity=arrived[line.line], promised_on=line.promised_on)
            for line in order.lines
            if line.line in arrived
        ),
    )
