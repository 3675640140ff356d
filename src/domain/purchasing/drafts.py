"""Drafts of purchase orders: what a caller wants, filled in with what products and suppliers know of themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.purchasing.models.order import OrderStatus, PurchaseOrder
from domain.purchasing.transitions import numbered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from domain.purchasing.models.order import OrderLine
    from domain.purchasing.models.stock import StockedProduct
    from domain.purchasing.models.supplier import Supplier


@dataclass(frozen=True, kw_only=True)
class NewOrder:
    """An order to be made.

    Parameters
    ----------
    lines
        In any numbering; costs and the supplier's SKUs that are missing are taken from the products.
    expected_on
        The day for lines that name none.
    purchase_order_id
        The caller's own id; ``None`` for a fresh one.
    """

    supplier_id: str
    lines: tuple[OrderLine, ...]
    expected_on: date | None = None
    note: str | None = None
    purchase_order_id: str | None = None
    created_by: str | None = None


def draft_of(
    wanted: NewOrder,
    supplier: Supplier,
    stock: Mapping[str, StockedProduct],
    purchase_order_id: str,
    shop_currency: str,
    now: datetime,
) -> PurchaseOrder:
    """Return the draft of a wanted order; raises :class:`InvalidPurchaseError`."""
    currency = supplier.details.currency or shop_currency
    lines = filled(wanted.lines, stock, currency == shop_currency)
    dated = (replace(line, expected_on=line.expected_on or wanted.expected_on) for line in lines)
    return PurchaseOrder(
        purchase_order_id=purchase_order_id,
        supplier_id=supplier.supplier_id,
        currency=currency,
        status=OrderStatus.DRAFT,
        lines=numbered(dated),
        created_at=now,
        updated_at=now,
        note=wanted.note,
        created_by=wanted.created_by,
    )


def filled(lines: Sequence[OrderLine], stock: Mapping[str, StockedProduct], costs_apply: bool) -> tuple[OrderLine, ...]:
    """Return lines with what products know of themselves; ``costs_apply`` when costs are in the order's currency."""
    return tuple(
        replace(
            line,
            supplier_sku=line.supplier_sku or product.supplier_sku,
            unit_cost=line.unit_cost if line.unit_cost is not None or not costs_apply else product.unit_cost,
        )
        if (product := stock.get(line.product_id))
        else line
        for line in lines
    )


def is_as_wanted(found: PurchaseOrder, draft: PurchaseOrder) -> bool:
    """Tell whether an order is the draft that a repeated request would make."""
    return (found.supplier_id, found.lines, found.note, found.created_by) == (
        draft.supplier_id,
        draft.lines,
        draft.note,
        draft.created_by,
    )
