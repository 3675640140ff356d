"""The calendar's view of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.products.models import ProductQuery

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from adapters.dynamodb.products.repository import DynamoProductRepository


class DynamoKnownProducts:
    """Implements :class:`domain.calendar.ports.KnownProducts` on the product repository."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def categories(self, product_ids: Iterable[str]) -> dict[str, str]:
        """Return the categories of those of the products that exist, by id."""
        found = self._products.get_many(product_ids)
        return {product_id: product.details.category for product_id, product in found.items()}

    def category_names(self, wanted: AbstractSet[str]) -> AbstractSet[str]:
        """Return names of categories that products have: all of them, unless all of ``wanted`` are found before."""
        found: set[str] = set()
        for product in self._products.iterate(ProductQuery()):
            if wanted <= found:
                break
            found.add(product.details.category)
        return found
