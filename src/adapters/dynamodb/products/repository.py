"""The Products table, one item a product.

Keyed by ``PRODUCT#<product_id>`` / ``METADATA``. The index ``catalogue`` (hash ``catalogue``, range ``product_id``)
lists the products in order, ``category`` (hash ``category``, range ``product_id``) those of a category, ``categories``
(hash ``catalogue``, range ``category``) the categories they have, ``changes`` (range ``updated_at``) products by their
last change. A product being removed carries ``removing``, the name of its removal, and is listed apart.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError
from adapters.dynamodb.products.listing import CATALOGUE, MIN_SCAN, listing, position
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.table import CHANGED_BY
from adapters.dynamodb.transactions import (
    IS_BEING_REMOVED,
    IS_NEW,
    PRODUCT_IS_THERE,
    UNNAMED_REMOVAL,
    removal_values,
)
from adapters.dynamodb.typed import to_instant
from domain.products.errors import ProductAlreadyExistsError, StaleProductError
from domain.products.models import (
    OpenOrderLine,
    Product,
    ProductDetails,
    ProductQuery,
    ProductStatus,
)
from domain.shared.errors import ProductNotFoundError
from domain.shared.paging import MAX_PAGE_SIZE, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

PRODUCT: Final = StoredForm("product")
#: Hash key of the index for products that are being removed.
_REMOVING = "REMOVING"
#: By how much a list looks farther in each request after the first.
_GROWTH: Final = 4


class DynamoProductRepository:
    """Implements :class:`domain.products.ports.ProductRepository`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, product: Product) -> None:
        """Keep a new product."""
        try:
            self._table.put(self._table.signed(_to_item(product)), IS_NEW)
        except ConditionFailedError as error:
            raise ProductAlreadyExistsError(product.product_id) from error

    def get(self, product_id: str) -> Product:
        """Return the product."""
        item = self._table.get(keys.product(product_id), consistent=True)
        if item is None or "removing" in item:
            raise ProductNotFoundError(product_id)
        return to_product(item)

    def get_many(self, product_ids: Iterable[str], *, consistent: bool = True) -> dict[str, Product]:
        """Return those of the products that exist, by id; not ``consistent``, perhaps as they were just before."""
        items = self._table.get_many(map(keys.product, product_ids), consistent=consistent)
        return {item["product_id"]: to_product(item) for item in items if "removing" not in item}

    def replace(self, product: Product) -> None:
        """Keep a product in place of its previous version."""
        previous = product.version - 1
        try:
            condition = f"{PRODUCT_IS_THERE} AND #version = :previous AND #created_at = :created_at"
            values = {":previous": previous, ":created_at": product.created_at.isoformat()}
            self._table.put(self._table.signed(_to_item(product)), condition, values)
        except ConditionFailedError as error:
            self.get(product.product_id)
            raise StaleProductError(product.product_id, previous) from error

    def begin_removal(self, product_id: str, expected_version: int | None, removal: str) -> str:
        """Hide the product; returns what its removal is called, which an earlier request may have begun."""
        condition = PRODUCT_IS_THERE
        values: Item = {":removal": removal, ":hidden": _REMOVING, ":author": self._table.author() or ""}
        if expected_version is not None:
            condition += " AND #version = :expected"
            values[":expected"] = expected_version
        try:
            self._table.update(
                keys.product(product_id),
                f"SET #removing = :removal, #catalogue = :hidden, #{CHANGED_BY} = :author",
                values,
                condition,
            )
        except ConditionFailedError as error:
            if (begun := self.removal_of(product_id)) is not None:
                return begun
            self.get(product_id)
            raise StaleProductError(product_id, expected_version or 0) from error
        return removal

    def end_removal(self, product_id: str, removal: str) -> None:
        """Forget a product whose removal of this name has begun."""
        with suppress(ConditionFailedError):
            self._table.delete(keys.product(product_id), IS_BEING_REMOVED, removal_values(removal))

    def removal_of(self, product_id: str) -> str | None:
        """Return the name of the product's removal, if one is under way."""
        item = self._table.get(keys.product(product_id), consistent=True) or {}
        return UNNAMED_REMOVAL if item.get("removing") is True else item.get("removing")

    def being_removed(self) -> Iterator[str]:
        """Yield the ids of products whose removal has begun and not ended; the index lists them apart."""
        arguments = {
            "TableName": self._table.name,
            "IndexName": CATALOGUE.name,
            "KeyConditionExpression": "catalogue = :removing",
            "ExpressionAttributeValues": {":removing": {"S": _REMOVING}},
        }
        return (item["product_id"] for item in self._table.pages(arguments))

    def page(self, query: ProductQuery, limit: int, after: str | None) -> Page[Product]:
        """Return a page of the catalogue, in the query's order."""
        found: list[Product] = []
        for item in self._table.pages(self._listing(query, limit, after), growth=_GROWTH):
            if not query.names(item["product_id"], item["name"]):  # most of a search, told without making a product
                continue
            product = to_product(item)
            if not query.matches(product):
                continue
            if len(found) == limit:
                return Page(tuple(found), position(found[-1], query.order))
            found.append(product)
        return Page(tuple(found))

    def iterate(self, query: ProductQuery) -> Iterator[Product]:
        """Yield all products that a query asks for, in order of product ids."""
        after = None
        while True:
            page = self.page(query, MAX_PAGE_SIZE, after)
            yield from page.items
            if (after := page.next_position) is None:
                return

    def ids(self, query: ProductQuery) -> Iterator[str]:
        """Yield the ids of the products that a query asks for, in its order; nothing else of them is sent."""
        arguments = self._listing(query, MIN_SCAN, None) | {"ProjectionExpression": "product_id"}
        return (item["product_id"]["S"] for item in self._table.pages(arguments, typed=True, growth=_GROWTH))

    def _listing(self, query: ProductQuery, limit: int, after: str | None) -> dict[str, Any]:
        return {"TableName": self._table.name} | listing(query, limit, after)


def _to_item(product: Product) -> Item:
    details = product.details
    plain = {
        "catalogue": keys.CATALOGUE,
        "product_id": product.product_id,
        "name": details.name,
        "category": details.category,
        "current_price": details.current_price,
        "status": details.status.value,
        "unit_cost": details.unit_cost,
        "on_hand": details.on_hand,
        "on_order": details.on_order - product.on_purchase_orders,
        "stock_as_of": details.stock_as_of.isoformat() if details.stock_as_of else None,
        "lead_time_days": details.lead_time_days,
        "lead_time_std_days": details.lead_time_std_days,
        "review_period_days": details.review_period_days,
        "service_level": details.service_level,
        "min_order_quantity": details.min_order_quantity,
        "order_multiple": details.order_multiple,
        "supersedes": details.supersedes,
        "supplier_id": details.supplier_id,
        "supplier_sku": details.supplier_sku,
        "inbound": inbound_items(product.inbound),
        "counted_at": product.counted_at.isoformat() if product.counted_at else None,
        "created_at": product.created_at.isoformat(),
        "updated_at": product.updated_at.isoformat(),
        "version": product.version,
    }
    return keys.attributes(keys.product(product.product_id)) | PRODUCT.stamp() | plain


def inbound_items(lines: Iterable[OpenOrderLine]) -> list[Item] | None:
    """Return the attribute ``inbound``: open lines of purchase orders, ``None`` where there are none."""
    return [
        {
            "purchase_order_id": line.purchase_order_id,
            "line": line.line,
            "quantity": line.quantity,
            "expected_on": line.expected_on.isoformat(),
        }
        for line in lines
    ] or None


def open_lines(item: Item) -> tuple[OpenOrderLine, ...]:
    """Return the open lines of purchase orders that a product's item holds."""
    return tuple(
        OpenOrderLine(
            purchase_order_id=line["purchase_order_id"],
            line=int(line["line"]),
            quantity=line["quantity"],
            expected_on=date.fromisoformat(line["expected_on"]),
        )
        for line in item.get("inbound", ())
    )


def to_product(item: Item) -> Product:
    """Return the product that an item keeps."""
    item = PRODUCT.read(item)
    inbound = open_lines(item)
    details = ProductDetails(
        name=item["name"],
        category=item["category"],
        current_price=item["current_price"],
        status=ProductStatus(item["status"]),
        unit_cost=item.get("unit_cost"),
        on_hand=item.get("on_hand"),
        on_order=item["on_order"] + sum(line.quantity for line in inbound),
        stock_as_of=date.fromisoformat(item["stock_as_of"]) if "stock_as_of" in item else None,
        lead_time_days=int(item["lead_time_days"]),
        lead_time_std_days=item["lead_time_std_days"],
        review_period_days=int(item["review_period_days"]),
        service_level=item["service_level"],
        min_order_quantity=item["min_order_quantity"],
        order_multiple=Decimal(item["order_multiple"]),
        supersedes=item.get("supersedes"),
        supplier_id=item.get("supplier_id"),
        supplier_sku=item.get("supplier_sku"),
    )
    return Product(
        product_id=item["product_id"],
        details=details,
        created_at=to_instant(item["created_at"]),
        updated_at=to_instant(item["updated_at"]),
        version=int(item["version"]),
        inbound=inbound,
        counted_at=to_instant(item["counted_at"]) if "counted_at" in item else None,
    )
