"""Names of products by the worklist's rows, which hold no more of a product than lists are chosen by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.shared.shards import kept_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.shards import DynamoShards
    from domain.products.models import ProductQuery
    from domain.replenishment.row import WorklistRow


class WorklistNames:
    """Implements :class:`domain.products.ports.ProductNames`."""

    def __init__(self, rows: DynamoShards[WorklistRow]) -> None:
        self._rows = rows

    def matching(self, query: ProductQuery) -> Sequence[str] | None:
        """Return the ids of those that match by id, name, category and supplier; ``None`` when some have no row."""
        kept = kept_rows(self._rows)
        if kept is None:
            return None
        return [
            row.product_id
            for row in kept.rows
            if query.names(row.product_id, row.name)
            and query.category in {None, row.category}
            and query.supplier_id in {None, row.supplier_id}
        ]
