"""Requests for lists of products: the index that has them together in order, and what the database is to leave out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.typed import serialize, typed_key
from domain.products.models import ProductOrder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.typed import Item
    from domain.products.models import Product, ProductQuery

#: Fewest products that one request looks at.
MIN_SCAN: Final = 100
_FILTERS: Final = ("category", "status", "supplier_id")


@dataclass(frozen=True)
class Index:
    """An index of the table: its name, and the attribute that those it lists together have in common."""

    name: str
    of: str


CATALOGUE: Final = Index("catalogue", "catalogue")
CHANGES: Final = Index("changes", "catalogue")
OF_CATEGORY: Final = Index("category", "category")


def listing(query: ProductQuery, limit: int, after: str | None) -> dict[str, Any]:
    """Return the low-level arguments that ask for a query's products in order, behind a position."""
    index = _index_of(query)
    of = {index.of: query.category if index is OF_CATEGORY else keys.CATALOGUE}
    condition, values = "#of = :of", {":of": of[index.of]}
    if index is CHANGES and query.updated_since is not None:
        condition += " AND updated_at >= :since"
        values[":since"] = query.updated_since.astimezone(UTC).isoformat()
    told = {name: value for name, value in _filters(query).items() if name not in of}
    arguments: dict[str, Any] = {
        "IndexName": index.name,
        "KeyConditionExpression": condition,
        "ExpressionAttributeNames": {"#of": index.of} | {f"#{name}": name for name in told},
        "ExpressionAttributeValues": serialize(values | {f":{name}": value for name, value in told.items()}),
        "Limit": max(limit + 1, MIN_SCAN),
    } | _filtered(index, told)
    if after is not None:
        arguments["ExclusiveStartKey"] = _place(index, of, after)
    return arguments


def _filtered(index: Index, names: Iterable[str]) -> dict[str, str]:
    """Return what the database leaves out by: the indexes but one list those that are being removed apart."""
    wanted = [f"#{name} = :{name}" for name in names]
    wanted += ["attribute_not_exists(removing)"] * (index is OF_CATEGORY)
    return {"FilterExpression": " AND ".join(wanted)} if wanted else {}


def _filters(query: ProductQuery) -> dict[str, str]:
    """Return the fields that a query's products have in common, and their values."""
    return {name: str(value) for name in _FILTERS if (value := getattr(query, name)) is not None}


def _place(index: Index, of: Item, after: str) -> Item:
    """Return the key of an index at a position."""
    instant, _, product_id = after.rpartition(" ")
    at = {"updated_at": instant} if index is CHANGES else {"product_id": product_id}
    return typed_key(keys.product(product_id)) | serialize(of | at)


def position(product: Product, order: ProductOrder) -> str:
    """Return the position behind a product in a list of this order."""
    by_change = order is ProductOrder.UPDATED_AT
    return f"{product.updated_at.isoformat()} {product.product_id}" if by_change else product.product_id


def _index_of(query: ProductQuery) -> Index:
    if query.order is ProductOrder.UPDATED_AT:
        return CHANGES
    return OF_CATEGORY if query.category else CATALOGUE  # an empty text is no key
