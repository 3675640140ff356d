"""Sales rows, changed together with the packed histories beside them, under concurrent uploads and removals.

As many products as fit go into one transaction (:mod:`adapters.dynamodb.sales.transactions`); a product with more days
than that into several, one after the other. docs/adr tells why.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import batched
from typing import TYPE_CHECKING

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.sales.additions import ACTIONS, Additions
from adapters.dynamodb.sales.foreseen import foresee
from adapters.dynamodb.sales.layout import groups, portions
from adapters.dynamodb.sales.reconciliation import reconcile
from adapters.dynamodb.sales.rows import is_of, recorded_values, to_period, typed_rows
from adapters.dynamodb.sales.transactions import SalesTransactions, settled
from adapters.dynamodb.transactions import put_typed
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from adapters.dynamodb.table import Table
    from domain.sales.additions import Outcome
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
        self._transactions = SalesTransactions(table, products_table, now)
        self._now = now

    def record(self, days: Iterable[DaysToRecord], upload_id: str, created_at: datetime) -> set[str]:
        """Write the days and the histories with them; return the products that vanished."""
        vanished: set[str] = set()
        with ThreadPoolExecutor(_THREADS) as pool:
            for window in batched(groups(days), 4 * _THREADS, strict=False):
                for gone in pool.map(lambda group: self._record_group(group, upload_id, created_at), window):
                    vanished |= gone
        return vanished

    def add(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        """Add to the days what was not added before; return what became of each addition, by product."""
        additions = Additions(self._table, self._transactions.write, upload_id, self._now())
        outcomes: dict[str, list[Outcome]] = {}
        with ThreadPoolExecutor(_THREADS) as pool:
            for window in batched(groups(days, ACTIONS), 4 * _THREADS, strict=False):
                for found in pool.map(additions.add, window):
                    outcomes |= found
        return outcomes

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

    def _record_group(self, group: Sequence[DaysToRecord], upload_id: str, created_at: datetime) -> set[str]:
        if len(group) > 1:
            try:
                self._write(group, upload_id, created_at)
            except ConditionFailedError:
                pass  # one by one then
            else:
                return set()
        return {days.product.product_id for days in group if not self._record_product(days, upload_id, created_at)}

    def _record_product(self, days: DaysToRecord, upload_id: str, created_at: datetime) -> bool:
        """Write one product's days, however often others come in between; returns whether the product is there."""
        try:
            for portion in portions(days):
                settled(self._table, partial(self._write, [portion], upload_id, created_at))
        except ProductGoneError:
            return False  # with all that was written of it
        return True

    def _write(self, group: Sequence[DaysToRecord], upload_id: str, created_at: datetime) -> None:
        rows = [put_typed(self._table, row) for days in group for row in typed_rows(days, upload_id, created_at)]
        self._transactions.write({days.product: recorded_values(days) for days in group}, rows)
