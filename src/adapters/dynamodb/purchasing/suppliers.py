"""Suppliers, what they delivered, and the shop's settings in the purchasing table."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError
from adapters.dynamodb.purchasing.codec import (
    settings_item,
    supplier_item,
    to_delivery,
    to_settings,
    to_supplier,
)
from adapters.dynamodb.table import page_of
from adapters.dynamodb.transactions import IS_NEW
from domain.purchasing.errors import ConcurrentChangeError, SupplierExistsError, SupplierNotFoundError
from domain.purchasing.models.settings import ShopSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item
    from domain.purchasing.models.stock import Delivery
    from domain.purchasing.models.supplier import Supplier
    from domain.shared.paging import Page

#: Deliveries of a supplier that lead times are learned from: the latest.
LATEST_DELIVERIES: Final = 100
_THREADS: Final = 16
_AS_READ: Final = "#version = :version AND #created_at = :created_at AND #open_orders = :open_orders"


class DynamoSuppliers:
    """Implements :class:`domain.purchasing.ports.Suppliers`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, supplier: Supplier) -> None:
        """Keep a new supplier."""
        try:
            self._table.put(self._table.signed(supplier_item(supplier)), IS_NEW)
        except ConditionFailedError as error:
            raise SupplierExistsError(supplier.supplier_id) from error

    def get(self, supplier_id: str) -> Supplier:
        """Return the supplier."""
        item = self._table.get(keys.supplier(supplier_id), consistent=True)
        if item is None:
            raise SupplierNotFoundError(supplier_id)
        return to_supplier(item)

    def all(self) -> list[Supplier]:
        """Return all suppliers in order of their ids."""
        return [to_supplier(item) for item in self._table.query(keys.SUPPLIERS, consistent=True)]

    def page(self, limit: int, after: str | None) -> Page[Supplier]:
        """Return a page of suppliers in order of their ids."""
        between = after or keys.LOWEST, keys.span("")[1]
        items = self._table.query(keys.SUPPLIERS, between=between, page_size=limit + 2, consistent=True)
        return page_of(items, to_supplier, limit, after)

    def replace(self, supplier: Supplier) -> None:
        """Keep a supplier in place of its previous version."""
        try:
            self._table.put(
                self._table.signed(supplier_item(supplier)), _AS_READ, _state(supplier, supplier.version - 1)
            )
        except ConditionFailedError as error:
            raise ConcurrentChangeError from error

    def remove(self, supplier: Supplier) -> None:
        """Forget a supplier as it was read."""
        try:
            self._table.delete_signed(keys.supplier(supplier.supplier_id), _AS_READ, _state(supplier, supplier.version))
        except ConditionFailedError as error:
            raise ConcurrentChangeError from error


def _state(supplier: Supplier, version: int) -> Item:
    return {
        ":version": version,
        ":created_at": supplier.created_at.isoformat(),
        ":open_orders": supplier.open_orders,
    }


class DynamoDeliveries:
    """Implements :class:`domain.purchasing.ports.Deliveries`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of_suppliers(self, supplier_ids: Iterable[str]) -> dict[str, list[Delivery]]:
        """Return the latest deliveries of each of the suppliers, newest first."""
        wanted = list(dict.fromkeys(supplier_ids))
        if len(wanted) == 1:
            return {wanted[0]: self._latest(wanted[0])}
        with ThreadPoolExecutor(_THREADS) as pool:
            return dict(zip(wanted, pool.map(self._latest, wanted), strict=True))

    def _latest(self, supplier_id: str) -> list[Delivery]:
        items = self._table.query(
            keys.deliveries(supplier_id), descending=True, page_size=LATEST_DELIVERIES, consistent=True
        )
        return [to_delivery(item) for item in islice(items, LATEST_DELIVERIES)]


class DynamoShopSettings:
    """Implements :class:`domain.purchasing.ports.Settings`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self) -> ShopSettings:
        """Return the settings."""
        item = self._table.get(keys.shop_settings(), consistent=True)
        return ShopSettings() if item is None else to_settings(item)

    def put(self, settings: ShopSettings) -> None:
        """Keep settings in place of their previous version."""
        if not self._table.put_version(self._table.signed(settings_item(settings))):
            raise ConcurrentChangeError
