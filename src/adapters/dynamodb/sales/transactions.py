"""Rows of a few products and the packed histories beside them, changed together or not at all.

A transaction holds only if the products are still the same ones and no one else has put one of the histories since it
was read; every change of a row goes through one, so a history says what its rows say whenever a writer is killed. A
history tells whose it is, and a removal deletes it first: in place of one of the same product no other check of the
product is needed (:func:`adapters.dynamodb.products.traces.sales_items`). A history without ``in_step`` was written
apart from its rows by an earlier release: it is built anew from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.sales.history_codec import decode, encode
from adapters.dynamodb.sales.layout import laid_out
from adapters.dynamodb.sales.rows import ROW_VALUES, day_values, is_of
from adapters.dynamodb.transactions import IS_NEW, product_is_there, put, transact
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from adapters.dynamodb.sales.history_codec import PackedHistory
    from adapters.dynamodb.sales.layout import Values
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.transactions import Action
    from adapters.dynamodb.typed import Item
    from domain.sales.models import CatalogueProduct

_BYTES = 3_000_000
_TRIES = 12


def settled[Result](table: Table, attempt: Callable[[], Result]) -> Result:
    """Return what an attempt makes, repeated while others come in between.

    Raises
    ------
    ProductGoneError
        When the attempt does: repeating it would not help.
    UnavailableError
        When others came in between each time.
    """
    for _ in table.tries(_TRIES):
        try:
            return attempt()
        except ProductGoneError:
            raise
        except ConditionFailedError:
            continue
    raise UnavailableError("Too many uploads change the same products. Nothing is lost; repeat this one.")


class SalesTransactions:
    """Writes rows with their histories.

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

    def write(
        self,
        days: Mapping[CatalogueProduct, Values],
        actions: Sequence[Action],
        histories: Mapping[str, PackedHistory] | None = None,
    ) -> dict[str, Item]:
        """Do the actions, which write these days as rows, and put the histories with them on top.

        Parameters
        ----------
        days
            By product, in the form of :func:`adapters.dynamodb.sales.rows.day_values`.
        histories
            The histories as :meth:`histories` read them; they are read when this is left out.

        Returns
        -------
        dict
            By product id: the items of the histories that were put, typed.

        Raises
        ------
        ProductGoneError
            When a product is gone, or another one has its id now.
        ConditionFailedError
            When someone else has put one of the histories since it was read, or a condition of an action failed.
        """
        found = self.histories(days) if histories is None else histories
        puts = [self._put(product, found.get(product.product_id), values) for product, values in days.items()]
        if len(puts) > 1 and sum(len(action["Put"]["Item"]["packed"]["B"]) for action in puts) > _BYTES:
            raise ConditionFailedError  # too much for one transaction: one by one then
        checks = [check for product in days for check in self._checks(product, found.get(product.product_id))]
        transact(self._table, [*actions, *puts, *checks])
        return {product.product_id: action["Put"]["Item"] for product, action in zip(days, puts, strict=True)}

    def rebuild(self, product: CatalogueProduct, before: PackedHistory | None, rows: Values) -> None:
        """Put a product's history as these rows have it, in place of what it was; raises as :meth:`write` does."""
        action = self._on_top(product, before, rows, rebuild=True)
        transact(self._table, [action, *self._checks(product, before)])

    def histories(self, products: Iterable[CatalogueProduct]) -> dict[str, PackedHistory]:
        """Return those of the products' histories that are kept, by id, read consistently."""
        wanted = [keys.history(product.product_id) for product in products]
        return {item["product_id"]: decode(item) for item in self._table.get_many(wanted, consistent=True)}

    def rows(self, product: CatalogueProduct) -> Values:
        """Return a product's rows, read consistently, in the form of :func:`adapters.dynamodb.sales.rows.day_values`.

        Rows of an earlier product of the same id, which a killed upload of an earlier release may have left, are none.
        """
        rows = self._table.query(
            keys.sales(product.product_id), prefix=keys.DAYS, attributes=ROW_VALUES, consistent=True, typed=True
        )
        return day_values(row for row in rows if is_of(row.get("product_created_at", {}).get("S"), product))

    def _put(self, product: CatalogueProduct, history: PackedHistory | None, values: Values) -> Action:
        if history is not None and history.statistics.in_step:
            return self._on_top(product, history, values)
        values = np.concatenate((self.rows(product), values))  # the later one counts
        return self._on_top(product, history, values, rebuild=True)

    def _on_top(
        self, product: CatalogueProduct, history: PackedHistory | None, values: Values, *, rebuild: bool = False
    ) -> Action:
        """Return the action that puts a history with new days on top (made of them alone) in place of what it was."""
        product_id = product.product_id
        start, columns = laid_out(None if rebuild else history, values)
        version = history.statistics.version if history else 0
        created_at = product.created_at
        packed = encode(
            product_id, start, *columns, version=version + 1, updated_at=self._now(), product_created_at=created_at
        )
        item = self._table.signed(keys.attributes(keys.history(product_id)) | packed)
        if not version:
            return put(self._table, item, IS_NEW)
        condition, same = "#version = :version", dict[str, Any]({":version": version})
        if _is_fence(product, history):
            condition += " AND #product_created_at = :created_at"
            same[":created_at"] = created_at.isoformat()
        return put(self._table, item, condition, same)

    def _checks(self, product: CatalogueProduct, history: PackedHistory | None) -> list[Action]:
        """Return the check that a product is there, unless the condition of its history's put is that."""
        if _is_fence(product, history):
            return []
        return [product_is_there(self._products_table.name, product.product_id, product.created_at)]


def _is_fence(product: CatalogueProduct, history: PackedHistory | None) -> bool:
    """Tell whether a history is known to be this product's: then it is there for as long as the product is."""
    return history is not None and history.statistics.product_created_at == product.created_at
