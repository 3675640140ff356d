"""Packed histories in the sales context's own words."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from domain.sales.history import SalesHistory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.dynamodb.sales.history import SalesHistoryReader
    from adapters.dynamodb.sales.history_codec import PackedHistory


class DynamoSalesHistories:
    """Implements :class:`domain.sales.ports.SalesHistories`."""

    def __init__(self, reader: SalesHistoryReader) -> None:
        self._reader = reader

    def read(self, product_id: str) -> SalesHistory | None:
        """Return one product's history, ``None`` when it has no rows."""
        packed = self._reader.read(product_id)
        return _to_history(packed) if packed is not None and packed.days else None

    def read_many(self, product_ids: Iterable[str]) -> Iterator[SalesHistory]:
        """Yield the histories of those products that have one."""
        return (_to_history(packed) for packed in self._reader.iterate(product_ids) if packed.days)


def _to_history(packed: PackedHistory) -> SalesHistory:
    statistics = packed.statistics
    return SalesHistory(
        product_id=packed.product_id,
        start=packed.start,
        quantity=packed.quantity,
        revenue=packed.revenue,
        price=packed.price,
        product_days=statistics.product_days,
        total_units=statistics.total_units,
        total_revenue=statistics.total_revenue,
        updated_at=statistics.updated_at.astimezone(UTC),
    )
