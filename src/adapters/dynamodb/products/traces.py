"""Items about one product in the sales and forecasts tables, removed together with it."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING

from adapters.dynamodb.errors import ProductGoneError
from adapters.dynamodb.transactions import TRANSACTION_ACTIONS, delete, product_is_being_removed, transact
from domain.products.errors import RemovalFinishedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.dynamodb.table import Table


class PartitionTraces:
    """Implements :class:`domain.products.ports.ProductTraces` for a table in which ``partition`` tells a product's.

    Parameters
    ----------
    table
        Where the traces are.
    partition
        Tells a product's partition there.
    products_table
        The products table: items are deleted in transactions that hold while the removal is under way there.
    """

    def __init__(self, table: Table, partition: Callable[[str], str], products_table: Table) -> None:
        self._table = table
        self._partition = partition
        self._products_table = products_table

    def purge(self, product_id: str, removal: str) -> None:
        """Delete the product's whole partition."""
        check = product_is_being_removed(self._products_table.name, product_id, removal)
        items = self._table.query(self._partition(product_id), attributes=("PK", "SK"), consistent=True)
        found = [(item["PK"], item["SK"]) for item in items]
        for few in batched(found, TRANSACTION_ACTIONS - 1, strict=False):
            try:
                transact(self._table, [check, *(delete(self._table, key) for key in few)])
            except ProductGoneError as error:
                raise RemovalFinishedError(product_id) from error
