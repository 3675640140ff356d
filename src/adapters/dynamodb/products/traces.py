"""What the sales and forecasts tables keep about one product, removed together with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.dynamodb.table import Table


class PartitionTraces:
    """Implements :class:`domain.products.ports.ProductTraces` for a table with partitions ``<prefix>#<product_id>``."""

    def __init__(self, table: Table, prefix: str) -> None:
        self._table = table
        self._prefix = prefix

    def purge(self, product_id: str) -> None:
        """Delete the product's whole partition."""
        items = self._table.query(f"{self._prefix}#{product_id}", attributes=("PK", "SK"), consistent=True)
        self._table.write_many(deletes=[(item["PK"], item["SK"]) for item in items])
