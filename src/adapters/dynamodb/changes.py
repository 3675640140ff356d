"""Records of the tables' streams: which products and suppliers they name. What a record says of them is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.dynamodb import keys
from domain.products.models import ProductQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adapters.dynamodb.products.repository import DynamoProductRepository


def named(records: Iterable[Mapping[str, Any]]) -> tuple[set[str], set[str]]:
    """Return the ids of the products and of the suppliers that stream records name."""
    found = [(key["PK"]["S"], key["SK"]["S"]) for record in records for key in [record["dynamodb"]["Keys"]]]
    products = {product_id for key in found if (product_id := keys.product_of(key)) is not None}
    return products, {supplier_id for key in found if (supplier_id := keys.supplier_of(key)) is not None}


class DynamoProductIds:
    """Implements :class:`domain.shared.shard_upkeep.ProductIds` on the product repository."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def all(self) -> Iterator[str]:
        """Yield the ids of all products."""
        return self._products.ids(ProductQuery())

    def of_supplier(self, supplier_id: str) -> Iterator[str]:
        """Yield the ids of a supplier's products."""
        return self._products.ids(ProductQuery(supplier_id=supplier_id))
