"""The calendar's view of the catalogue."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from adapters.dynamodb.products.repository import DynamoProductRepository
    from adapters.dynamodb.table import Table

INDEX: Final = "categories"
#: Names that an unknown category is compared with: each takes a query.
MOST_NAMES: Final = 200


class DynamoKnownProducts:
    """Implements :class:`domain.calendar.ports.KnownProducts`; no call's cost grows with the catalogue.

    Parameters
    ----------
    products
        The catalogue.
    table
        The table it is kept in, whose index lists categories.
    """

    def __init__(self, products: DynamoProductRepository, table: Table) -> None:
        self._products = products
        self._table = table

    def categories(self, product_ids: Iterable[str]) -> dict[str, str]:
        """Return the categories of those of the products that exist, by id."""
        found = self._products.get_many(product_ids)
        return {product_id: product.details.category for product_id, product in found.items()}

    def category_names(self, wanted: AbstractSet[str]) -> AbstractSet[str]:
        """Return those of the categories that products have, and where one is missing the first of the others."""
        found = {name for name in wanted if self._next("= :name", name) is not None}
        return found if found == wanted else found.union(islice(self._names(), MOST_NAMES))

    def _names(self) -> Iterator[str]:
        """Yield the categories that products have in order of their names."""
        name = self._next(">= :name", keys.LOWEST)
        while name is not None:
            yield name
            name = self._next("> :name", name)

    def _next(self, condition: str, name: str) -> str | None:
        """Return the first category that meets a condition on its name."""
        arguments = {
            "TableName": self._table.name,
            "IndexName": INDEX,
            "KeyConditionExpression": f"catalogue = :all AND category {condition}",
            "ExpressionAttributeValues": {":all": {"S": keys.CATALOGUE}, ":name": {"S": name}},
            "Limit": 1,
        }
        return next((item["category"] for item in self._table.pages(arguments)), None)
