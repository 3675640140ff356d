"""Sales rows, changed together with the packed histories beside them, under concurrent uploads and removals.

As many products as fit go into one transaction (:mod:`adapters.dynamodb.sales.transactions`); a product with more days
than that into several, one after the other. docs/adr tells why.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from typing import TYPE_CHECKING

from adapters.dynamodb import keys
from adapters.dynamodb.sales.additions import ACTIONS, Additions
from adapters.dynamodb.sales.foreseen import foresee
from adapters.dynamodb.sales.histories import to_history
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.sales.layout import groups
from adapters.dynamodb.sales.reconciliation import reconcile
from adapters.dynamodb.sales.replacing import Replacing
from adapters.dynamodb.sales.rows import is_of, to_period
from adapters.dynamodb.sales.transactions import SalesTransactions
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from adapters.dynamodb.table import Table
    from domain.sales.additions import Outcome
    from domain.sales.history import SalesHistory
    from domain.sales.models import CatalogueProduct, PeriodSales
    from domain.sales.ports import DaysToAdd, DaysToRecord

_THREADS = 16


class DynamoSalesLedger:
    """Implements :class:`domain.sales.ports.SalesLedger`.

    Parameters
    ----------
    table, products_table
        The sales table, and the products table whose items the transactions look at.
    now
        Tells the time, for ``updated_at``.
    """

    def __init__(self, table: Table, products_table: Table, now: Callable[[], datetime]) -> None:
        self._table = table
        self._reader = SalesHistoryReader(table)
        self._transactions = SalesTransactions(table, products_table, now)
        self._now = now

    def histories(self, products: Iterable[CatalogueProduct]) -> dict[str, SalesHistory]:
        """Return the histories of those products that have rows, by id, read consistently."""
        wanted = (product.product_id for product in products)
        found = self._reader.iterate(wanted, consistent=True)
        return {packed.product_id: to_history(packed) for packed in found if packed.days}

    def record(
        self,
        days: Iterable[DaysToRecord],
        upload_id: str,
        created_at: datetime,
        before: Mapping[str, SalesHistory | None] | None = None,
    ) -> dict[str, list[Outcome]]:
        """Write the days and the histories with them; return what became of each day, by product."""
        replacing = Replacing(self._table, self._transactions, upload_id, created_at, self._now())
        replacing.have_read(before or {})
        return _each(groups(days), replacing.record)

    def add(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        """Add to the days what was not added before; return what became of each addition, by product."""
        additions = Additions(self._table, self._transactions.write, upload_id, self._now())
        return _each(groups(days, ACTIONS), additions.add)

    def foresee(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        """Return what :meth:`add` would; nothing is written."""
        return foresee(self._table, days, upload_id, self._now())

    def reconcile(self, products: Sequence[CatalogueProduct]) -> set[str]:
        """Compare the products' histories with their rows; return the ids of those that were made anew."""
        return reconcile(self._table, self._transactions, products)

    def days(
        self, product: CatalogueProduct, first: date | None, last: date | None, limit: int, after: str | None
    ) -> Page[PeriodSales]:
        """Return a page of a product's rows."""
        low, high = keys.span(keys.DAYS)
        if first:
            low += first.isoformat()
        if after is not None:
            low = max(low, f"{keys.DAYS}{after}\x00")
        if last:
            high = keys.DAYS + last.isoformat()
        found: list[PeriodSales] = []
        partition = keys.sales(product.product_id)
        for item in self._table.query(partition, between=(low, high), page_size=limit + 1):
            if not is_of(item.get("product_created_at"), product):
                continue
            if len(found) == limit:
                return Page(tuple(found), found[-1].day.isoformat())
            found.append(to_period(item))
        return Page(tuple(found))


def _each[Days: DaysToRecord](
    handfuls: Iterable[list[Days]], write: Callable[[list[Days]], dict[str, list[Outcome]]]
) -> dict[str, list[Outcome]]:
    """Return what becomes of handfuls of products that are written side by side."""
    outcomes: dict[str, list[Outcome]] = {}
    with ThreadPoolExecutor(_THREADS) as pool:
        for window in batched(handfuls, 4 * _THREADS, strict=False):
            for found in pool.map(write, window):
                outcomes |= found
    return outcomes
