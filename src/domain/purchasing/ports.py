"""Ports of purchasing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from decimal import Decimal

    from domain.purchasing.models.order import OrderStatus, PurchaseOrder
    from domain.purchasing.models.proposal import DraftRequest, Proposal
    from domain.purchasing.models.settings import ShopSettings
    from domain.purchasing.models.stock import Delivery, OrderChange, StockedProduct
    from domain.purchasing.models.supplier import Supplier
    from domain.shared.documents import Document
    from domain.shared.paging import Page


@dataclass(frozen=True, kw_only=True)
class OrderQuery:
    """Filter of a list of purchase orders."""

    status: OrderStatus | None = None
    supplier_id: str | None = None
    product_id: str | None = None
    updated_since: datetime | None = None

    def matches(self, order: PurchaseOrder) -> bool:
        """Tell whether the order belongs in the list."""
        return (
            self.status in {None, order.status}
            and self.supplier_id in {None, order.supplier_id}
            and (self.product_id is None or any(line.product_id == self.product_id for line in order.lines))
            and (self.updated_since is None or order.updated_at >= self.updated_since)
        )


class Suppliers(Protocol):
    """Keeps suppliers."""

    def add(self, supplier: Supplier) -> None:
        """Keep a new supplier; raises :class:`SupplierExistsError` when the id is taken."""
        ...

    def get(self, supplier_id: str) -> Supplier:
        """Return the supplier; raises :class:`SupplierNotFoundError`."""
        ...

    def all(self) -> list[Supplier]:
        """Return all suppliers in order of their ids."""
        ...

    def page(self, limit: int, after: str | None) -> Page[Supplier]:
        """Return up to ``limit`` suppliers in order of their ids."""
        ...

    def replace(self, supplier: Supplier) -> None:
        """Keep a supplier in place of its previous version.

        Raises
        ------
        ConcurrentChangeError
            When it has another version, has gone, or one of its orders changed meanwhile.
        """
        ...

    def remove(self, supplier: Supplier) -> None:
        """Forget a supplier as it was read; raises :class:`ConcurrentChangeError` as :meth:`replace` does."""
        ...


class PurchaseOrders(Protocol):
    """Keeps purchase orders, and what changes together with them."""

    def get(self, purchase_order_id: str) -> PurchaseOrder:
        """Return the order; raises :class:`PurchaseOrderNotFoundError`."""
        ...

    def get_many(self, purchase_order_ids: Iterable[str]) -> dict[str, PurchaseOrder]:
        """Return those of the orders that exist, by id."""
        ...

    def page(self, query: OrderQuery, limit: int, after: str | None) -> Page[PurchaseOrder]:
        """Return up to ``limit`` orders that match, in descending order of their ids: those made here newest first."""
        ...

    def add_all(self, drafts: Sequence[PurchaseOrder]) -> None:
        """Keep new drafts and count them at their suppliers, all or nothing.

        Raises
        ------
        ConcurrentChangeError
            When the id of one is taken, or its supplier has gone.
        """
        ...

    def unsettled(self) -> list[str]:
        """Return the ids of the orders whose latest transition was not finished."""
        ...

    def commit(self, change: OrderChange) -> PurchaseOrder:
        """Write an order, its products' stock, its supplier's count of open orders and its delivery, all or nothing.

        Returns the order as it is then.

        Raises
        ------
        ConcurrentChangeError
            When the order or a product is not as it was read, a new order's id is taken, or its supplier has gone.
        """
        ...


class Proposals(Protocol):
    """Recommendations that drafts are made from."""

    def selected(self, request: DraftRequest, holding_cost: Decimal) -> list[Proposal]:
        """Return those for the products that a request asks for, in order of their ids.

        ``holding_cost`` is the cost of holding stock for a year, as a share of its value.
        """
        ...

    def supplied_by(self, supplier_ids: set[str], holding_cost: Decimal) -> list[Proposal]:
        """Return those for all products of some suppliers."""
        ...


class Stock(Protocol):
    """Stock of the catalogue's products."""

    def get_many(self, product_ids: Iterable[str]) -> dict[str, StockedProduct]:
        """Return those of the products that exist, by id, as they are at this moment."""
        ...

    def supplied_by(self, supplier_id: str) -> list[StockedProduct]:
        """Return the products that name a supplier."""
        ...


class Deliveries(Protocol):
    """Past deliveries of suppliers."""

    def of_suppliers(self, supplier_ids: Iterable[str]) -> dict[str, list[Delivery]]:
        """Return the latest deliveries of each of the suppliers, newest first."""
        ...


class FileLink(Protocol):
    """An address at which a file can be fetched for a while."""

    @property
    def url(self) -> str:
        """The address."""
        ...

    @property
    def expires_at(self) -> datetime:
        """Instant at which it ends."""
        ...


class OrderFiles(Protocol):
    """Keeps the files of documents."""

    def put(self, location: str, content: bytes, file_format: str) -> None:
        """Keep a file."""
        ...

    def link(self, location: str, filename: str, now: datetime) -> FileLink:
        """Return an address at which the file can be fetched for a while, under this name."""
        ...


class OrderRenderer(Protocol):
    """Writes a document in one format."""

    def render(self, document: Document) -> bytes:
        """Return the document's file."""
        ...


class Settings(Protocol):
    """Keeps the shop's settings."""

    def get(self) -> ShopSettings:
        """Return the settings; those of a shop that has set none have version 0."""
        ...

    def put(self, settings: ShopSettings) -> None:
        """Keep settings in place of their previous version; raises :class:`ConcurrentChangeError`."""
        ...
