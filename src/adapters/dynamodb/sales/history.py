"""Reading packed daily histories: what forecasting, reports and summaries build on.

Cost grows with products, never with sales rows: one BatchGetItem a hundred products.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from typing import TYPE_CHECKING

from adapters.dynamodb import keys
from adapters.dynamodb.sales.history_codec import PackedHistory, decode
from adapters.dynamodb.table import READ_BATCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

_THREADS = 8


class SalesHistoryReader:
    """Reads the packed histories of the sales table.

    ``read_many(ids)`` returns ``{product_id: PackedHistory}``: numpy float arrays ``quantity``, ``revenue`` and
    ``price`` of one value a day from ``start`` on, ``nan`` where there is no row (or the row does not say), and
    ``statistics`` with first and last date and totals. Products without any sales are not in the answer.

    Adapters of other contexts are given one of these and turn it into their own context's types.

    Parameters
    ----------
    table
        The sales table.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def read(self, product_id: str, *, consistent: bool = False) -> PackedHistory | None:
        """Return one product's history, ``None`` when it has never sold."""
        item = self._table.get(keys.history(product_id), consistent=consistent)
        return decode(item) if item else None

    def read_many(self, product_ids: Iterable[str], *, consistent: bool = False) -> dict[str, PackedHistory]:
        """Return the histories of those products that have one, by product id."""
        return {history.product_id: history for history in self.iterate(product_ids, consistent=consistent)}

    def iterate(self, product_ids: Iterable[str], *, consistent: bool = False) -> Iterator[PackedHistory]:
        """Yield the histories of those products that have one, in no particular order, for what need not keep them."""
        batches = list(batched(dict.fromkeys(product_ids), READ_BATCH, strict=False))

        def fetch(batch: tuple[str, ...]) -> list[Item]:
            return list(self._table.get_many(map(keys.history, batch), consistent=consistent))

        if len(batches) <= 1:
            yield from (decode(item) for batch in batches for item in fetch(batch))
            return
        with ThreadPoolExecutor(_THREADS) as pool:
            for window in batched(batches, _THREADS, strict=False):
                for items in pool.map(fetch, window):
                    yield from map(decode, items)
