"""Use case of an order's document for its supplier."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.purchasing.document import OrderPaper
from domain.purchasing.errors import SupplierNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.purchasing.document import Mail
    from domain.purchasing.models.supplier import Supplier
    from domain.purchasing.ports import (
        FileLink,
        OrderFiles,
        OrderRenderer,
        PurchaseOrders,
        Settings,
        Stock,
        Suppliers,
    )
    from domain.shared.ports import Clock


class DocumentFormat(StrEnum):
    """Format of an order's document."""

    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class OrderDocument:
    """Address of an order's document, which ends, and the same order as a mail."""

    link: FileLink
    mail: Mail


class DocumentService:
    """Makes documents of orders.

    Parameters
    ----------
    orders, suppliers, stock, settings
        Where orders, suppliers, products and the shop's name and address are.
    renderers
        How each format is written.
    files
        Where files are kept.
    clock
        Time.
    """

    def __init__(
        self,
        orders: PurchaseOrders,
        suppliers: Suppliers,
        stock: Stock,
        settings: Settings,
        renderers: Mapping[DocumentFormat, OrderRenderer],
        files: OrderFiles,
        clock: Clock,
    ) -> None:
        self._orders = orders
        self._suppliers = suppliers
        self._stock = stock
        self._settings = settings
        self._renderers = renderers
        self._files = files
        self._clock = clock

    def make(self, purchase_order_id: str, document_format: DocumentFormat) -> OrderDocument:
        """Make the document of an order as it is now; raises :class:`PurchaseOrderNotFoundError`."""
        order = self._orders.get(purchase_order_id)
        products = self._stock.get_many({line.product_id for line in order.lines})
        paper = OrderPaper(
            order=order,
            supplier=self._supplier(order.supplier_id),
            shop=self._settings.get(),
            names={key: product.name for key, product in products.items()},
        )
        content = self._renderers[document_format].render(paper.document())
        filename = f"{purchase_order_id}.{document_format}"
        location = f"reports/orders/{purchase_order_id}/{order.version}/{filename}"
        self._files.put(location, content, document_format)
        return OrderDocument(self._files.link(location, filename, self._clock.now()), paper.mail())

    def _supplier(self, supplier_id: str) -> Supplier | None:
        try:
            return self._suppliers.get(supplier_id)
        except SupplierNotFoundError:
            return None
