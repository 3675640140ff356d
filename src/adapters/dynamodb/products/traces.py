"""What the sales and forecasts tables keep about one product, removed together with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.dynamodb.table import Table


class PartitionTraces:
    """Implements :class:`domain.products.ports.ProductTraces` for a table in which ``partition`` tells a product's."""

    def __init__(self, table: Table, partition: Callable[[str], str]) -> None:
        self._table = table
        self._partition = partition

    def purge(self, product_id: str) -> None:
        """Delete the product's whole partition."""
        items = self._table.query(self._partition(product_id), attributes=("PK", "SK"), consistent=True)
        self._table.write_many(deletes=[(item["PK"], item["SK"]) for item in items])
