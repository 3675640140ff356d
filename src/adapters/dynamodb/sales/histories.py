"""Packed histories in the sales context's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from domain.sales.history import SalesHistory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.dynamodb.sales.history import SalesHistoryReader
    from adapters.dynamodb.sales.history_codec import PackedHistory


@dataclass(frozen=True, kw_only=True, eq=False)
class KeptHistory(SalesHistory):
    """A history with the item that it was read from, which knows its version."""

    packed: PackedHistory


class DynamoSalesHistories:
    """Implements :class:`domain.sales.ports.SalesHistories`.

    With ``consistent``, many histories are read as they were just written, at twice the cost.
    """

    def __init__(self, reader: SalesHistoryReader, *, consistent: bool = False) -> None:
        self._reader = reader
        self._consistent = consistent

    def read(self, product_id: str) -> SalesHistory | None:
        """Return one product's history, ``None`` when it has no rows."""
        packed = self._reader.read(product_id)
        return to_history(packed) if packed is not None and packed.days else None

    def read_many(self, product_ids: Iterable[str]) -> Iterator[SalesHistory]:
        """Yield the histories of those products that have one."""
        packed = self._reader.iterate(product_ids, consistent=self._consistent)
        return (to_history(history) for history in packed if history.days)


def to_history(packed: PackedHistory) -> KeptHistory:
    """Return a packed history of at least one day in the sales context's own words."""
    statistics = packed.statistics
    return KeptHistory(
        product_id=packed.product_id,
        start=packed.start,
        quantity=packed.quantity,
        revenue=packed.revenue,
        price=packed.price,
        product_days=statistics.product_days,
        total_units=statistics.total_units,
        total_revenue=statistics.total_revenue,
        updated_at=statistics.updated_at.astimezone(UTC),
        packed=packed,
    )
