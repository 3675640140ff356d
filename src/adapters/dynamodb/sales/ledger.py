"""Sales rows and the packed histories beside them, kept in step under concurrent uploads and removals.

For a handful of products at a time: their histories are read, their rows are written, and then the histories are put
in one transaction that holds only if no one else has put them meanwhile and the products are still the same ones. If
someone has, the history is built anew from the rows themselves, read consistently; so whoever comes last sees what
everyone has written, and two uploads at once end in one of the two orders. docs/adr tells why.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import TYPE_CHECKING

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.sales.additions import Additions
from adapters.dynamodb.sales.additions import groups as groups_to_add
from adapters.dynamodb.sales.history_codec import decode, encode
from adapters.dynamodb.sales.layout import groups, laid_out
from adapters.dynamodb.sales.rows import ROW_VALUES, day_values, is_of, recorded_values, to_period, typed_rows
from adapters.dynamodb.table import WRITE_BATCH
from adapters.dynamodb.transactions import IS_NEW, product_is_there, put, transact
from domain.shared.errors import UnavailableError
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from adapters.dynamodb.sales.history_codec import PackedHistory
    from adapters.dynamodb.sales.layout import Values
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.transactions import Action
    from adapters.dynamodb.typed import Item
    from domain.sales.additions import Outcome
    from domain.sales.models import CatalogueProduct, PeriodSales
    from domain.sales.ports import DaysToAdd, DaysToRecord

_THREADS = 16
_TRANSACTION_BYTES = 3_000_000
_TRIES = 12


@dataclass(eq=False)
class _Work:
    """One product's days, and its history as it was before they were written."""

    days: DaysToRecord
    history: PackedHistory | None = None
    rebuild: bool = False


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
        self._products_table = products_table
        self._now = now

    def record(self, days: Iterable[DaysToRecord], upload_id: str, created_at: datetime) -> set[str]:
        """Write the days, bring the histories up to date; return the products that vanished."""
        vanished: set[str] = set()
        with ThreadPoolExecutor(_THREADS) as pool:
            for window in batched(groups(days), 4 * _THREADS, strict=False):
                for gone in pool.map(lambda group: self._record_group(group, upload_id, created_at), window):
                    vanished |= gone
        return vanished

    def add(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        """Add to the days what was not added before; return what became of each addition, by product."""
        additions = Additions(self._table, self._do_with_histories, upload_id, self._now())
        outcomes: dict[str, list[Outcome]] = {}
        with ThreadPoolExecutor(_THREADS) as pool:
            for window in batched(groups_to_add(days), 4 * _THREADS, strict=False):
                for found in pool.map(additions.add, window):
                    outcomes |= found
        return outcomes

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
        works = self._before(group)
        rows = (row for work in works for row in typed_rows(work.days, upload_id, created_at))
        for batch in batched(rows, WRITE_BATCH, strict=False):
            self._table.write_batch([{"PutRequest": {"Item": item}} for item in batch])
        try:
            self._put_histories(works)
        except ConditionFailedError:
            return {work.days.product.product_id for work in works if not self._settle(work, upload_id)}
        return set()

    def _before(self, group: Sequence[DaysToRecord]) -> list[_Work]:
        """Read the histories as they are before anything is written."""
        wanted = [keys.history(days.product.product_id) for days in group]
        found = {item["product_id"]: decode(item) for item in self._table.get_many(wanted, consistent=True)}
        works = [_Work(days, found.get(days.product.product_id)) for days in group]
        for work in works:
            # Rows without a history: an upload that died before it came to that, or one that is under way.
            work.rebuild = work.history is None and self._has_rows(work.days.product.product_id)
        return works

    def _has_rows(self, product_id: str) -> bool:
        return any(
            True for _ in self._table.query(keys.sales(product_id), page_size=1, attributes=("SK",), consistent=True)
        )

    def _settle(self, work: _Work, upload_id: str) -> bool:
        """Bring one product's history in step with its rows, however often others come in between."""
        for attempt in self._table.tries(_TRIES):
            if attempt:
                item = self._table.get(keys.history(work.days.product.product_id), consistent=True)
                work.history, work.rebuild = decode(item) if item else None, True
            try:
                self._put_histories([work])
            except ProductGoneError:
                self._remove(work.days, upload_id)
                return False
            except ConditionFailedError:
                continue
            return True
        raise UnavailableError("Too many uploads change the same products. Nothing is lost; repeat this one.")

    def _put_histories(self, works: Sequence[_Work]) -> None:
        """Put histories, all or none.

        Raises
        ------
        ProductGoneError
            When a product is gone, or another one has its id now.
        ConditionFailedError
            When someone else has put one of the histories since it was read.
        """
        puts = [self._history_put(work) for work in works]
        if len(puts) > 1 and sum(len(action["Put"]["Item"]["packed"]["B"]) for action in puts) > _TRANSACTION_BYTES:
            raise ConditionFailedError  # too much for one transaction: one by one then
        products = (work.days.product for work in works)
        checks = [
            product_is_there(self._products_table.name, product.product_id, product.created_at) for product in products
        ]
        transact(self._table, [*puts, *checks])

    def _history_put(self, work: _Work) -> Action:
        product_id = work.days.product.product_id
        values = recorded_values(work.days)
        if work.rebuild:
            values = day_values(self._rows(work.days.product))
        return self._history_on_top(product_id, work.history, values, rebuild=work.rebuild)

    def _history_on_top(
        self, product_id: str, history: PackedHistory | None, values: Values, *, rebuild: bool = False
    ) -> Action:
        """Return the action that puts a history with new days on top (made of them alone) in place of what it was."""
        start, columns = laid_out(None if rebuild else history, values)
        version = history.statistics.version if history else 0
        packed = encode(product_id, start, *columns, version=version + 1, updated_at=self._now())
        item = keys.attributes(keys.history(product_id)) | packed
        return (
            put(self._table, item, "#version = :version", {":version": version})
            if version
            else put(self._table, item, IS_NEW)
        )

    def _do_with_histories(self, days: Mapping[CatalogueProduct, Values], actions: Sequence[Action]) -> None:
        """Do the actions and put the histories with these days on top, all or none; raises as :func:`transact` does."""
        wanted = [keys.history(product.product_id) for product in days]
        found = {item["product_id"]: decode(item) for item in self._table.get_many(wanted, consistent=True)}
        puts, checks = [], []
        for product, values in days.items():
            history = found.get(product.product_id)
            if history is None:  # there may be rows all the same: an upload that died before it came to that
                values = np.concatenate((day_values(self._rows(product)), values))  # noqa: PLW2901  # the later one counts
            puts.append(self._history_on_top(product.product_id, history, values))
            checks.append(product_is_there(self._products_table.name, product.product_id, product.created_at))
        transact(self._table, [*actions, *puts, *checks])

    def _rows(self, product: CatalogueProduct) -> Iterator[Item]:
        rows = self._table.query(
            keys.sales(product.product_id), prefix=keys.DAYS, attributes=ROW_VALUES, consistent=True, typed=True
        )
        return (row for row in rows if is_of(row.get("product_created_at", {}).get("S"), product))

    def _remove(self, days: DaysToRecord, upload_id: str) -> None:
        """Take back rows just written for a product that is gone; rows that others have put in their place stay."""
        for ordinal in days.day.tolist():
            key = keys.sales_day(days.product.product_id, date.fromordinal(ordinal))
            with suppress(ConditionFailedError):
                self._table.delete(key, "#upload_id = :upload", {":upload": upload_id})
