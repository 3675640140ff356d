"""Stock of a product as purchase orders change it, and a change of an order with everything that changes with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from domain.purchasing.models.order import PurchaseOrder


@dataclass(frozen=True, kw_only=True)
class OpenLine:
    """Units of one line of a purchase order that are still to arrive at a product."""

    purchase_order_id: str
    line: int
    quantity: Decimal
    expected_on: date


@dataclass(frozen=True, kw_only=True)
class StockedProduct:
    """A product of the catalogue, as far as orders need it.

    Parameters
    ----------
    lead_time_days, has_own_lead_time
        Days from order to arrival, and whether that is another number than the default.
    on_hand
        Units in stock; ``None`` when nobody has counted them.
    typed_on_order
        Units on order that no purchase order tells of.
    inbound
        Open lines of all purchase orders for it.
    version, created_at
        The state it was read in; a change is written only upon that one.
    counted_at
        Instant at which its stock was last written as counted; ``None`` when that was with the product itself.
    """

    product_id: str
    name: str
    created_at: datetime
    version: int
    unit_cost: Decimal | None = None
    supplier_id: str | None = None
    supplier_sku: str | None = None
    lead_time_days: int = 7
    has_own_lead_time: bool = False
    on_hand: Decimal | None = None
    typed_on_order: Decimal = Decimal(0)
    inbound: tuple[OpenLine, ...] = ()
    counted_at: datetime | None = None

    @property
    def on_order(self) -> Decimal:
        """Units on order in all."""
        return self.typed_on_order + sum((line.quantity for line in self.inbound), start=Decimal(0))

    def with_open_lines(self, order: PurchaseOrder) -> StockedProduct:
        """Return the product with the open lines of one order as the order now has them."""
        others = tuple(line for line in self.inbound if line.purchase_order_id != order.purchase_order_id)
        own = tuple(
            OpenLine(
                purchase_order_id=order.purchase_order_id,
                line=line.line,
                quantity=order.open_quantity(line),
                expected_on=line.expected_on,
            )
            for line in order.lines
            if line.product_id == self.product_id and line.expected_on and order.open_quantity(line)
        )
        return replace(self, inbound=others + own)

    def with_received(self, quantity: Decimal) -> StockedProduct:
        """Return the product with more in stock, where its stock is known."""
        return self if self.on_hand is None else replace(self, on_hand=self.on_hand + quantity)


@dataclass(frozen=True, kw_only=True)
class DeliveredLine:
    """Units of a product that one receipt brought, and the day they had been promised for."""

    product_id: str
    quantity: Decimal
    promised_on: date | None


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One receipt of a supplier's goods, from which lead times are learned."""

    supplier_id: str
    purchase_order_id: str
    receipt_id: str
    ordered_on: date
    received_on: date
    lines: tuple[DeliveredLine, ...]


@dataclass(frozen=True, kw_only=True)
class OrderChange:
    """A change of one order with the stock that changes with it: written all together or not at all.

    Parameters
    ----------
    before
        The order as it was read; ``None`` for a new one.
    after
        The order as it is to be, one version on.
    stock
        Products as they are to be, each with the version it was read in.
    received
        Units that came with the change, by product.
    delivery
        What the change teaches of lead times.
    """

    before: PurchaseOrder | None
    after: PurchaseOrder
    stock: tuple[StockedProduct, ...] = ()
    received: Mapping[str, Decimal] = field(default_factory=dict)
    delivery: Delivery | None = None

    @property
    def open_orders(self) -> int:
        """Change of the number of the supplier's unfinished orders: -1, 0 or 1."""
        was_open = self.before is not None and not self.before.finished
        return int(not self.after.finished) - int(was_open)
