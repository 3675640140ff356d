"""Histories compared with their rows, and made anew where they differ; and how far a run over all products has come."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from typing import TYPE_CHECKING, Final

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.sales.history_codec import decode, encode
from adapters.dynamodb.sales.layout import laid_out
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.sales.history_codec import PackedHistory
    from adapters.dynamodb.sales.layout import Values
    from adapters.dynamodb.sales.transactions import SalesTransactions
    from adapters.dynamodb.table import Table
    from domain.sales.models import CatalogueProduct

_THREADS: Final = 8
_TRIES: Final = 6
#: Half of the smallest step of an amount.
_TOLERANCE: Final = 5e-7


class DynamoReconciliationPlace:
    """Implements :class:`domain.sales.ports.ReconciliationPlace` in the sales table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def read(self) -> str | None:
        """Return the last product that was compared."""
        item = self._table.get(keys.reconciliation(), consistent=True)
        return None if item is None else item.get("product_id")

    def keep(self, product_id: str | None) -> None:
        """Keep the last product that was compared."""
        self._table.put(keys.attributes(keys.reconciliation()) | {"product_id": product_id})


def reconcile(table: Table, transactions: SalesTransactions, products: Sequence[CatalogueProduct]) -> set[str]:
    """Compare the products' histories with their rows; return the ids of those that were made anew."""
    with ThreadPoolExecutor(_THREADS) as pool:
        mended = list(pool.map(lambda product: _reconcile(table, transactions, product), products))
    return {product.product_id for product, was_mended in zip(products, mended, strict=True) if was_mended}


def _reconcile(table: Table, transactions: SalesTransactions, product: CatalogueProduct) -> bool:
    """Compare one product's; a difference counts only if no upload has come in between while it was read."""
    for _ in table.tries(_TRIES):
        history = transactions.histories({product: None}).get(product.product_id)
        rows = transactions.rows(product)
        if _agree(product.product_id, history, rows):
            return False
        try:
            transactions.rebuild(product, history, rows)
        except ProductGoneError:
            return False
        except ConditionFailedError:
            continue
        return True
    raise UnavailableError(f"Uploads keep changing '{product.product_id}'. The next run compares it again.")


def _agree(product_id: str, history: PackedHistory | None, rows: Values) -> bool:
    """Tell whether a history says what the rows say, day by day and in its totals."""
    if history is None:
        return not rows.size
    start, columns = laid_out(None, rows)
    now = history.statistics.updated_at.astimezone(UTC)
    expected = decode(encode(product_id, start, *columns, version=1, updated_at=now))
    pairs = (
        (expected.quantity, history.quantity),
        (expected.revenue, history.revenue),
        (expected.price, history.price),
    )
    totals = ("first_date", "last_date", "product_days", "total_units", "total_revenue")
    return all(getattr(expected.statistics, name) == getattr(history.statistics, name) for name in totals) and all(
        np.allclose(one, other, rtol=0, atol=_TOLERANCE, equal_nan=True) for one, other in pairs
    )
