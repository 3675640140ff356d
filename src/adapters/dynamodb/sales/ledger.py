"""Sales rows and the packed histories beside them, kept in step under concurrent uploads and removals.

For a handful of products at a time: their histories are read, their rows are written, and then the histories are put
in one transaction that holds only if no one else has put them meanwhile and the products are still the same ones. If
someone has, the history is built anew from the rows themselves, read consistently; so whoever comes last sees what
everyone has written, and two uploads at once end in one of the two orders. docs/adr tells why.
"""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import TYPE_CHECKING, Any

from adapters.dynamodb.errors import is_condition_failure, translated_errors
from adapters.dynamodb.products.repository import PRODUCT_IS_THERE, product_key
from adapters.dynamodb.sales.history import history_key
from adapters.dynamodb.sales.history_codec import decode, encode
from adapters.dynamodb.sales.layout import groups, laid_out
from adapters.dynamodb.sales.rows import PREFIX, day_values, is_of, partition_of, recorded_values, to_period, typed_rows
from adapters.dynamodb.table import WRITE_BATCH, serialize
from domain.shared.errors import UnavailableError
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from botocore.exceptions import ClientError

    from adapters.dynamodb.sales.history_codec import PackedHistory
    from adapters.dynamodb.table import Table
    from domain.sales.models import PeriodSales
    from domain.sales.ports import CatalogueProduct, DaysToRecord


_THREADS = 16
_TRANSACTION_BYTES = 3_000_000
_ATTEMPTS = 12
_BASE_DELAY_SECONDS = 0.02
_MAX_DELAY_SECONDS = 1.0
_FIRST, _LAST = PREFIX, PREFIX + "9999-99-99"


class _VanishedError(Exception):
    """A product is gone, or another one has its id now."""


class _OvertakenError(Exception):
    """Someone else has put a history since it was read."""


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
    sleep
        Waits before a conflicting write is tried again (full jitter).
    """

    def __init__(
        self,
        table: Table,
        products_table: Table,
        now: Callable[[], datetime],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._table = table
        self._products_table = products_table
        self._now = now
        self._sleep = sleep

    def record(self, days: Iterable[DaysToRecord], upload_id: str, created_at: datetime) -> set[str]:
        """Write the days, bring the histories up to date; return the products that vanished."""
        vanished: set[str] = set()
        with ThreadPoolExecutor(_THREADS) as pool:
            for window in batched(groups(days), 4 * _THREADS, strict=False):
                for gone in pool.map(lambda group: self._record_group(group, upload_id, created_at), window):
                    vanished |= gone
        return vanished

    def days(
        self, product: CatalogueProduct, first: date | None, last: date | None, limit: int, after: str | None
    ) -> Page[PeriodSales]:
        """Return a page of a product's rows."""
        low = PREFIX + first.isoformat() if first else _FIRST
        high = PREFIX + last.isoformat() if last else _LAST
        if after is not None:
            low = max(low, PREFIX + after + "\x00")
        found: list[PeriodSales] = []
        partition = partition_of(product.product_id)
        for item in self._table.query(partition, sort_from=low, sort_to=high, page_size=limit + 1):
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
        except (_OvertakenError, _VanishedError):
            return {work.days.product.product_id for work in works if not self._settle(work, upload_id)}
        return set()

    def _before(self, group: Sequence[DaysToRecord]) -> list[_Work]:
        """Read the histories as they are before anything is written."""
        keys = [history_key(days.product.product_id) for days in group]
        found = {item["product_id"]: decode(item) for item in self._table.get_many(keys, consistent=True)}
        works = [_Work(days, found.get(days.product.product_id)) for days in group]
        for work in works:
            # Rows without a history: an upload that died before it came to that, or one that is under way.
            work.rebuild = work.history is None and self._has_rows(work.days.product.product_id)
        return works

    def _has_rows(self, product_id: str) -> bool:
        return any(
            True for _ in self._table.query(partition_of(product_id), page_size=1, attributes=("SK",), consistent=True)
        )

    def _settle(self, work: _Work, upload_id: str) -> bool:
        """Bring one product's history in step with its rows, however often others come in between."""
        for attempt in range(_ATTEMPTS):
            try:
                self._put_histories([work])
            except _OvertakenError:
                self._sleep(random.uniform(0, min(_MAX_DELAY_SECONDS, _BASE_DELAY_SECONDS * 2**attempt)))  # noqa: S311  # jitter, not a secret
                item = self._table.get(history_key(work.days.product.product_id), consistent=True)
                work.history, work.rebuild = decode(item) if item else None, True
            except _VanishedError:
                self._remove(work.days, upload_id)
                return False
            else:
                return True
        raise UnavailableError("Too many uploads change the same products. Nothing is lost; repeat this one.")

    def _put_histories(self, works: Sequence[_Work]) -> None:
        """Put histories, all or none; raises when one was overtaken or a product vanished."""
        from botocore.exceptions import ClientError

        puts = [self._history_put(work) for work in works]
        if len(puts) > 1 and sum(len(put["Put"]["Item"]["packed"]["B"]) for put in puts) > _TRANSACTION_BYTES:
            raise _OvertakenError  # too much for one transaction: one by one then
        items: list[Any] = [*puts, *map(self._product_check, works)]
        try:
            with translated_errors():
                self._table.client.transact_write_items(TransactItems=items)
        except ClientError as error:
            failed = _failed_conditions(error)
            if failed is None:
                raise
            if any(index >= len(works) for index in failed):
                raise _VanishedError from error
            raise _OvertakenError from error

    def _history_put(self, work: _Work) -> dict[str, Any]:
        product_id = work.days.product.product_id
        values = recorded_values(work.days)
        if work.rebuild:
            values = day_values(self._rows(work.days.product))
        start, columns = laid_out(None if work.rebuild else work.history, values)
        version = work.history.statistics.version if work.history else 0
        packed = encode(product_id, start, *columns, version=version + 1, updated_at=self._now())
        partition, sort = history_key(product_id)
        put: dict[str, Any] = {
            "TableName": self._table.name,
            "Item": serialize({"PK": partition, "SK": sort} | packed),
            "ConditionExpression": "attribute_not_exists(PK)" if not version else "version = :version",
        }
        if version:
            put["ExpressionAttributeValues"] = {":version": {"N": str(version)}}
        return {"Put": put}

    def _product_check(self, work: _Work) -> dict[str, Any]:
        product = work.days.product
        partition, sort = product_key(product.product_id)
        return {
            "ConditionCheck": {
                "TableName": self._products_table.name,
                "Key": {"PK": {"S": partition}, "SK": {"S": sort}},
                "ConditionExpression": f"{PRODUCT_IS_THERE} AND #created_at = :created_at",
                "ExpressionAttributeNames": {"#PK": "PK", "#removing": "removing", "#created_at": "created_at"},
                "ExpressionAttributeValues": {":created_at": {"S": product.created_at.isoformat()}},
            }
        }

    def _rows(self, product: CatalogueProduct) -> Iterator[dict[str, Any]]:
        arguments: dict[str, Any] = {
            "TableName": self._table.name,
            "KeyConditionExpression": "PK = :pk AND SK BETWEEN :first AND :last",
            "ExpressionAttributeValues": {
                ":pk": {"S": partition_of(product.product_id)},
                ":first": {"S": _FIRST},
                ":last": {"S": _LAST},
            },
            "ProjectionExpression": "SK, quantity_sold, revenue, price, product_created_at",
            "ConsistentRead": True,
        }
        while True:
            with translated_errors():
                answer = self._table.client.query(**arguments)
            yield from (row for row in answer["Items"] if is_of(row.get("product_created_at", {}).get("S"), product))
            if "LastEvaluatedKey" not in answer:
                return
            arguments["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _remove(self, days: DaysToRecord, upload_id: str) -> None:
        """Take back rows just written for a product that is gone; rows that others have put in their place stay."""
        partition = partition_of(days.product.product_id)
        for ordinal in days.day.tolist():
            key = partition, PREFIX + date.fromordinal(ordinal).isoformat()
            try:
                self._table.delete(key, "#upload_id = :upload", {":upload": upload_id})
            except Exception as error:
                if not is_condition_failure(error):
                    raise


def _failed_conditions(error: ClientError) -> list[int] | None:
    """Return which items of a transaction failed their condition; ``None`` when something else went wrong."""
    if error.response["Error"]["Code"] != "TransactionCanceledException":
        return None
    reasons: Any = error.response.get("CancellationReasons", [])
    return [index for index, reason in enumerate(reasons) if reason.get("Code") == "ConditionalCheckFailed"]
