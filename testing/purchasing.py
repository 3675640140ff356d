"""Suppliers, purchase orders and products on order for tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.purchasing.models.order import OrderLine, OrderStatus, PurchaseOrder
from domain.purchasing.models.proposal import Proposal
from domain.purchasing.models.stock import StockedProduct
from domain.purchasing.models.supplier import Supplier, SupplierDetails
from testing.products import NOW

TODAY = date(2026, 11, 20)


def supplier(supplier_id: str = "ROASTER", *, version: int = 1, open_orders: int = 0, **changes: Any) -> Supplier:
    """Return a valid supplier with changed details."""
    details = SupplierDetails(**({"name": "The Roaster"} | changes))
    return Supplier(
        supplier_id=supplier_id,
        details=details,
        created_at=NOW,
        updated_at=NOW,
        version=version,
        open_orders=open_orders,
    )


def line(number: int = 1, product_id: str = "SKU-1", quantity: Any = 10, **changes: Any) -> OrderLine:
    """Return a line of an order."""
    return OrderLine(line=number, product_id=product_id, quantity=Decimal(quantity), **changes)


def order(purchase_order_id: str = "PO-1", *lines: OrderLine, **changes: Any) -> PurchaseOrder:
    """Return a draft with these lines, or with one of ten units of SKU-1."""
    return PurchaseOrder(
        **{
            "purchase_order_id": purchase_order_id,
            "supplier_id": "ROASTER",
            "currency": "USD",
            "status": OrderStatus.DRAFT,
            "lines": lines or (line(),),
            "created_at": NOW,
            "updated_at": NOW,
        }
        | changes
    )


def proposal(product_id: str = "SKU-1", quantity: Any = 10, **changes: Any) -> Proposal:
    """Return a recommendation of so many units, each of which is worth a little less than the one before."""

    def worth(ordered: Decimal, more: Decimal) -> float:
        start, units = float(ordered), float(more)
        return units * 5 - 0.01 * (units * start + units * units / 2)

    return Proposal(
        **{
            "product_id": product_id,
            "supplier_id": "ROASTER",
            "quantity": None if quantity is None else Decimal(quantity),
            "urgency": "order_now",
            "reason": "Order now.",
            "worth": worth,
            "most": Decimal(1000),
        }
        | changes
    )


def stocked(product_id: str = "SKU-1", **changes: Any) -> StockedProduct:
    """Return a product as purchasing sees it."""
    return StockedProduct(
        **{
            "product_id": product_id,
            "name": f"Product {product_id}",
            "created_at": NOW,
            "version": 1,
            "unit_cost": Decimal(2),
            "supplier_id": "ROASTER",
            "on_hand": Decimal(100),
        }
        | changes
    )
