"""The calendar's view of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.products.repository import DynamoProductRepository


class DynamoKnownProducts:
    """Implements :class:`domain.calendar.ports.KnownProducts` on the product repository."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def categories(self, product_ids: Iterable[str]) -> dict[str, str]:
        """Return the categories of those of the products that exist, by id."""
        found = self._products.get_many(product_ids)
        return {product_id: product.details.category for product_id, product in found.items()}
