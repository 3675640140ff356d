"""Items about one product in the sales and forecasts tables, removed together with it.

What names a product and stays is of something else, and forgotten with that: the report of an upload, the result of a
job's batch, the mark that a row was added (which is void for a later product of the same id).
"""

from __future__ import annotations

from contextlib import suppress
from itertools import batched
from typing import TYPE_CHECKING

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.table import DELETED_BY
from adapters.dynamodb.transactions import IS_THERE, TRANSACTION_ACTIONS, delete, product_is_being_removed, transact
from domain.products.errors import RemovalFinishedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from adapters.dynamodb.keys import Key
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

_READ = ("PK", "SK", DELETED_BY)


class DynamoTraces:
    """Implements :class:`domain.products.ports.ProductTraces` for one table.

    Parameters
    ----------
    table
        Where the traces are.
    find
        Yields a product's items there, some after others: each only when those before are deleted. Of an item it tells
        the key, and whose deletion was signed.
    products_table
        The products table: items are deleted in transactions that hold while the removal is under way there.
    """

    def __init__(
        self, table: Table, find: Callable[[Table, str], Iterator[Iterable[Item]]], products_table: Table
    ) -> None:
        self._table = table
        self._find = find
        self._products_table = products_table

    def purge(self, product_id: str, removal: str) -> None:
        """Delete all items of the product."""
        check = product_is_being_removed(self._products_table.name, product_id, removal)
        for together in self._find(self._table, product_id):
            for few in batched(list(together), TRANSACTION_ACTIONS - 1, strict=False):
                self._take_signatures(few)
                try:
                    transact(self._table, [check, *(delete(self._table, _key(item)) for item in few)])
                except ProductGoneError as error:
                    raise RemovalFinishedError(product_id) from error

    def _take_signatures(self, items: Iterable[Item]) -> None:
        """Take away whose deletions were signed and not done: these go with their product."""
        for item in items:
            if DELETED_BY in item:
                with suppress(ConditionFailedError):
                    self._table.update(_key(item), f"REMOVE #{DELETED_BY}", condition=IS_THERE)


def _key(item: Item) -> Key:
    return item["PK"], item["SK"]


def sales_items(table: Table, product_id: str) -> Iterator[Iterable[Item]]:
    """Yield a product's history, then its rows.

    Whoever replaces a history writes rows on the condition that it is still there: when it is gone, no row comes any
    more, and all there are can be found.
    """
    yield [keys.attributes(keys.history(product_id))]
    yield _partition(table, keys.sales(product_id))


def forecast_items(table: Table, product_id: str) -> Iterator[Iterable[Item]]:
    """Yield a product's forecasts, runs, overrides and snooze, and what ledgers hold of it.

    A latest forecast that replaces another is written on the condition that there is one: found, it is deleted in
    whichever version it has by then, and no other comes. A ledger's open proposals are read through: they are in order
    of the days they are due, and few.
    """
    yield _forecast_items(table, product_id)


def _forecast_items(table: Table, product_id: str) -> Iterator[Item]:
    yield from _partition(table, keys.forecasts(product_id))
    yield keys.attributes(keys.overridden(product_id))
    yield from (item for item in _partition(table, keys.SNOOZED, product_id) if item["SK"] == product_id)
    for source in keys.SOURCES:
        yield keys.attributes(keys.track_record(source, product_id))
        yield from (
            item
            for item in _partition(table, keys.proposals(source), keys.PROPOSALS)
            if keys.is_of_product(_key(item), product_id)
        )


def _partition(table: Table, partition: str, prefix: str = "") -> Iterator[Item]:
    return table.query(partition, prefix=prefix, attributes=_READ, consistent=True)
