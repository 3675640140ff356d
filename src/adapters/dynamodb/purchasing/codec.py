"""Items of suppliers, purchase orders, deliveries and settings, and back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.typed import to_instant
from domain.purchasing.models.order import OrderLine, OrderStatus, PurchaseOrder, Receipt, StockMove, Unsettled
from domain.purchasing.models.settings import ShopSettings
from domain.purchasing.models.stock import DeliveredLine, Delivery
from domain.purchasing.models.supplier import Supplier, SupplierDetails

if TYPE_CHECKING:
    from decimal import Decimal

    from adapters.dynamodb.typed import Item

#: What the shop has agreed, ordered and received; none of it can be made again.
SUPPLIER: Final = StoredForm("supplier")
#: Version 2 has orders of more than 95 lines, and what of a long transition is still to be written.
PURCHASE_ORDER: Final = StoredForm("purchase order", 2, {1: lambda item: item})
DELIVERY: Final = StoredForm("delivery")
SHOP_SETTINGS: Final = StoredForm("shop settings")


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _to_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _without_none(item: Item) -> Item:
    return {name: value for name, value in item.items() if value is not None}


def supplier_item(supplier: Supplier) -> Item:
    """Return the item of a supplier."""
    details = supplier.details
    return (
        keys.attributes(keys.supplier(supplier.supplier_id))
        | SUPPLIER.stamp()
        | {
            "supplier_id": supplier.supplier_id,
            "name": details.name,
            "email": details.email,
            "address": details.address,
            "currency": details.currency,
            "lead_time_days": details.lead_time_days,
            "lead_time_std_days": details.lead_time_std_days,
            "review_period_days": details.review_period_days,
            "order_weekdays": list(details.order_weekdays),
            "min_order_value": details.min_order_value,
            "note": details.note,
            "open_orders": supplier.open_orders,
            "created_at": supplier.created_at.isoformat(),
            "updated_at": supplier.updated_at.isoformat(),
            "version": supplier.version,
        }
    )


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def to_supplier(item: Item) -> Supplier:
    """Return the supplier that an item keeps."""
    item = SUPPLIER.read(item)
    return Supplier(
        supplier_id=item["supplier_id"],
        details=SupplierDetails(
            name=item["name"],
            email=item.get("email"),
            address=item.get("address"),
            currency=item.get("currency"),
            lead_time_days=_whole(item.get("lead_time_days")),
            lead_time_std_days=item.get("lead_time_std_days"),
            review_period_days=_whole(item.get("review_period_days")),
            order_weekdays=tuple(item["order_weekdays"]),
            min_order_value=item["min_order_value"],
            note=item.get("note"),
        ),
        created_at=to_instant(item["created_at"]),
        updated_at=to_instant(item["updated_at"]),
        open_orders=int(item["open_orders"]),
        version=int(item["version"]),
    )


def order_item(order: PurchaseOrder) -> Item:
    """Return the item of a purchase order."""
    return (
        keys.attributes(keys.purchase_order(order.purchase_order_id))
        | PURCHASE_ORDER.stamp()
        | {
            "purchase_order_id": order.purchase_order_id,
            "supplier_id": order.supplier_id,
            "currency": order.currency,
            "status": order.status.value,
            "lines": [_line_item(line) for line in order.lines],
            "ordered_on": _day(order.ordered_on),
            "note": order.note,
            "created_by": order.created_by,
            "receipts": [
                {
                    "receipt_id": receipt.receipt_id,
                    "fingerprint": receipt.fingerprint,
                    "received_on": receipt.received_on.isoformat(),
                    "recorded_at": receipt.recorded_at.isoformat(),
                }
                for receipt in order.receipts
            ],
            "created_at": order.created_at.isoformat(),
            "updated_at": order.updated_at.isoformat(),
            "version": order.version,
            "unsettled": _unsettled_item(order.unsettled) if order.unsettled else None,
        }
    )


def _unsettled_item(unsettled: Unsettled) -> Item:
    return {
        "since": unsettled.since.isoformat(),
        "moves": [{"product_id": move.product_id, "received": move.received} for move in unsettled.moves],
    }


def _to_unsettled(item: dict[str, Any]) -> Unsettled:
    return Unsettled(
        since=to_instant(item["since"]),
        moves=tuple(StockMove(move["product_id"], move["received"]) for move in item["moves"]),
    )


def _line_item(line: OrderLine) -> Item:
    return _without_none(
        {
            "line": line.line,
            "product_id": line.product_id,
            "supplier_sku": line.supplier_sku,
            "quantity": line.quantity,
            "unit_cost": line.unit_cost,
            "expected_on": _day(line.expected_on),
            "promised_on": _day(line.promised_on),
            "received_quantity": line.received_quantity,
            "cancelled": line.cancelled or None,
        }
    )


def to_order(item: Item) -> PurchaseOrder:
    """Return the purchase order that an item keeps."""
    item = PURCHASE_ORDER.read(item)
    return PurchaseOrder(
        purchase_order_id=item["purchase_order_id"],
        supplier_id=item["supplier_id"],
        currency=item["currency"],
        status=OrderStatus(item["status"]),
        lines=tuple(map(_to_line, item["lines"])),
        created_at=to_instant(item["created_at"]),
        updated_at=to_instant(item["updated_at"]),
        ordered_on=_to_day(item.get("ordered_on")),
        note=item.get("note"),
        created_by=item.get("created_by"),
        receipts=tuple(
            Receipt(
                receipt_id=receipt["receipt_id"],
                fingerprint=receipt["fingerprint"],
                received_on=date.fromisoformat(receipt["received_on"]),
                recorded_at=to_instant(receipt["recorded_at"]),
            )
            for receipt in item["receipts"]
        ),
        version=int(item["version"]),
        unsettled=_to_unsettled(item["unsettled"]) if item.get("unsettled") else None,
    )


def _to_line(item: dict[str, Any]) -> OrderLine:
    return OrderLine(
        line=int(item["line"]),
        product_id=item["product_id"],
        supplier_sku=item.get("supplier_sku"),
        quantity=item["quantity"],
        unit_cost=item.get("unit_cost"),
        expected_on=_to_day(item.get("expected_on")),
        promised_on=_to_day(item.get("promised_on")),
        received_quantity=item["received_quantity"],
        cancelled=item.get("cancelled", False),
    )


def delivery_item(delivery: Delivery) -> Item:
    """Return the item of a delivery."""
    key = keys.delivery(delivery.supplier_id, delivery.received_on, delivery.purchase_order_id, delivery.receipt_id)
    return (
        keys.attributes(key)
        | DELIVERY.stamp()
        | {
            "supplier_id": delivery.supplier_id,
            "purchase_order_id": delivery.purchase_order_id,
            "receipt_id": delivery.receipt_id,
            "ordered_on": delivery.ordered_on.isoformat(),
            "received_on": delivery.received_on.isoformat(),
            "lines": [
                _without_none(
                    {
                        "product_id": line.product_id,
                        "quantity": line.quantity,
                        "promised_on": _day(line.promised_on),
                    }
                )
                for line in delivery.lines
            ],
        }
    )


def to_delivery(item: Item) -> Delivery:
    """Return the delivery that an item keeps."""
    item = DELIVERY.read(item)
    return Delivery(
        supplier_id=item["supplier_id"],
        purchase_order_id=item["purchase_order_id"],
        receipt_id=item["receipt_id"],
        ordered_on=date.fromisoformat(item["ordered_on"]),
        received_on=date.fromisoformat(item["received_on"]),
        lines=tuple(
            DeliveredLine(
                product_id=line["product_id"],
                quantity=line["quantity"],
                promised_on=_to_day(line.get("promised_on")),
            )
            for line in item["lines"]
        ),
    )


def settings_item(settings: ShopSettings) -> Item:
    """Return the item of the shop's settings."""
    return (
        keys.attributes(keys.shop_settings())
        | SHOP_SETTINGS.stamp()
        | {
            "name": settings.name,
            "address": settings.address,
            "holding_cost": settings.holding_cost,
            "version": settings.version,
        }
    )


def to_settings(item: Item) -> ShopSettings:
    """Return the settings that an item keeps."""
    item = SHOP_SETTINGS.read(item)
    return ShopSettings(
        name=item.get("name"),
        address=item.get("address"),
        holding_cost=item["holding_cost"],
        version=int(item["version"]),
    )
