"""Daily sales for the contexts that calculate with quantities alone, from the packed histories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.shared.demand_series import SalesSeries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.sales.history import SalesHistoryReader


class DynamoSalesSeries:
    """Implements ``SalesHistories`` of :mod:`domain.replenishment.ports` and of :mod:`domain.reporting.ports`.

    With ``consistent``, sales that were just written are always found, at twice the cost.
    """

    def __init__(self, reader: SalesHistoryReader, *, consistent: bool = False) -> None:
        self._reader = reader
        self._consistent = consistent

    def read_many(self, product_ids: Iterable[str]) -> dict[str, SalesSeries]:
        """Return the sales of those of the products that have any, by product id."""
        return {
            history.product_id: SalesSeries(
                product_id=history.product_id, start=history.start, quantity=history.quantity
            )
            for history in self._reader.iterate(product_ids, consistent=self._consistent)
            if history.days
        }
