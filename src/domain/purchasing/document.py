"""A purchase order for its supplier: as a document, and as a mail.

It names addresses, the supplier's and the shop's own names for the goods, quantities and costs, and nothing else: no
stock, no note of the shop's, no other costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.purchasing.models.order import OrderStatus
from domain.shared.documents import Cell, Column, DataTable, Document
from domain.shared.words import counted, exact, exact_price, full_date, money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.purchasing.models.order import OrderLine, PurchaseOrder
    from domain.purchasing.models.settings import ShopSettings
    from domain.purchasing.models.supplier import Supplier

_COLUMNS: Final = (
    Column("line", "Line", "quantity", width=3),
    Column("supplier_sku", "Your SKU", width=9, whole=True),
    Column("product_id", "Our SKU", width=9, whole=True),
    Column("name", "Product", width=18, whole=True),
    Column("quantity", "Quantity", "quantity", width=6),
    Column("unit_cost", "Price", "price", width=6),
    Column("cost", "Amount", "money", width=7),
    Column("currency", "Currency", width=4),
)
#: Where a cost is not known.
_NOT_STATED: Final = "not stated"


@dataclass(frozen=True)
class Mail:
    """A mail with an order; ``to`` is ``None`` where the supplier has no address for mails."""

    to: str | None
    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class OrderPaper:
    """An order with what a document of it names beside.

    Parameters
    ----------
    names
        Names of products, by id, of those that are in the catalogue.
    """

    order: PurchaseOrder
    supplier: Supplier | None
    shop: ShopSettings
    names: Mapping[str, str]

    @property
    def lines(self) -> tuple[OrderLine, ...]:
        """Lines to deliver: without those that are cancelled."""
        return tuple(line for line in self.order.lines if not line.cancelled)

    @property
    def total(self) -> Decimal | None:
        """Sum of the lines' amounts as they are printed, ``None`` when the cost of one is not known."""
        costs = [line.cost for line in self.lines if line.cost is not None]
        return sum(costs, start=Decimal(0)) if len(costs) == len(self.lines) else None

    @property
    def total_words(self) -> str:
        """The total with its currency."""
        return _NOT_STATED if self.total is None else f"{money(self.total)} {self.order.currency}"

    @property
    def title(self) -> str:
        """Title: an order, or a draft of one."""
        return f"Purchase order {self.order.purchase_order_id}"

    @property
    def seller(self) -> str:
        """Name and address of the supplier."""
        details = self.supplier.details if self.supplier else None
        return _lines(details.name if details else self.order.supplier_id, details.address if details else None)

    @property
    def buyer(self) -> str:
        """Name and address of the shop; empty where it has set none."""
        return _lines(self.shop.name, self.shop.address)

    @property
    def standing(self) -> str:
        """Day of the order, or what keeps it from being one."""
        if self.order.status is OrderStatus.DRAFT:
            return "Draft: not ordered yet"
        ordered = full_date(self.order.ordered_on) if self.order.ordered_on else ""
        return f"{ordered} (cancelled)".lstrip() if self.order.status is OrderStatus.CANCELLED else ordered

    def document(self) -> Document:
        """Return the document for the supplier."""
        units = sum((line.quantity for line in self.lines), start=Decimal(0))
        return Document(
            title=self.title,
            subtitle=self.standing,
            parties=(("Supplier", self.seller), *((("Deliver to", self.buyer),) if self.buyer else ())),
            facts=(
                ("Lines", exact(Decimal(len(self.lines)))),
                ("Units", exact(units)),
                ("Total", self.total_words),
            ),
            main=DataTable("Order", _COLUMNS, tuple(map(self._row, self.lines))),
        )

    def mail(self) -> Mail:
        """Return the order as a mail in plain text."""
        name = self.supplier.details.name if self.supplier else self.order.supplier_id
        parts = [
            f"To {name}",
            f"we order {counted(len(self.lines), 'line')}:",
            "\n".join(map(self._sentence, self.lines)),
            f"Total: {self.total_words}",
            f"Deliver to:\n{self.buyer}" if self.buyer else "",
        ]
        return Mail(
            to=self.supplier.details.email if self.supplier else None,
            subject=self.title + (f", {self.shop.name}" if self.shop.name else ""),
            body="\n\n".join(part for part in parts if part),
        )

    def _row(self, line: OrderLine) -> tuple[Cell, ...]:
        return (
            line.line,
            line.supplier_sku,
            line.product_id,
            self.names.get(line.product_id),
            line.quantity,
            line.unit_cost,
            line.cost,
            self.order.currency,
        )

    def _sentence(self, line: OrderLine) -> str:
        """Return a line as ``10 x R-1 (SKU-1, Espresso beans) at 2.00 USD: 20.00 USD``."""
        own = ", ".join(part for part in (line.product_id, self.names.get(line.product_id)) if part)
        named = f"{line.supplier_sku} ({own})" if line.supplier_sku else own
        if line.unit_cost is None or line.cost is None:
            return f"{exact(line.quantity)} x {named}"
        currency = self.order.currency
        price = f"{exact_price(line.unit_cost)} {currency}"
        return f"{exact(line.quantity)} x {named} at {price}: {money(line.cost)} {currency}"


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)
