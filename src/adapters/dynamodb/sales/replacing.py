"""Replacing sales rows, but not those that a later upload has written: an upload may take long, or wait, once begun.

Every change of a row puts its product's history too, so a history that nobody put since the upload began says that its
rows may be replaced. Only where somebody did are the rows read, and each decided on
(:func:`domain.sales.additions.recorded`); the transaction holds only if the history is still the one that was read,
whoever read it: what the upload was compared with is read no second time, and nor is what it has put itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.sales.histories import KeptHistory
from adapters.dynamodb.sales.history_codec import decode
from adapters.dynamodb.sales.layout import portions
from adapters.dynamodb.sales.rows import day_sales, recorded_values, typed_rows
from adapters.dynamodb.sales.transactions import settled
from adapters.dynamodb.transactions import put_typed
from adapters.dynamodb.typed import deserialize
from domain.sales.additions import Outcome, recorded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.dynamodb.sales.history_codec import PackedHistory
    from adapters.dynamodb.sales.transactions import SalesTransactions
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.transactions import Action
    from adapters.dynamodb.typed import Item
    from domain.sales.history import SalesHistory
    from domain.sales.models import CatalogueProduct
    from domain.sales.ports import DaysToRecord


class Replacing:
    """Puts days of products in the place of what was there, for one upload.

    Parameters
    ----------
    table, transactions
        The sales table, and what writes rows with their histories.
    upload_id, created_at
        The upload, and when it began.
    now
        The time.
    """

    def __init__(
        self, table: Table, transactions: SalesTransactions, upload_id: str, created_at: datetime, now: datetime
    ) -> None:
        self._table = table
        self._transactions = transactions
        self._upload_id = upload_id
        self._created_at = created_at
        self._now = now
        #: Versions of histories that nobody but this has put since the upload began, by product.
        self._alone: dict[str, int] = {}
        #: Histories as they were last read or put, by product; each is used for one transaction.
        self._read: dict[str, PackedHistory | None] = {}

    def have_read(self, histories: Mapping[str, SalesHistory | None]) -> None:
        """Take histories that were read before as what is replaced, ``None`` where there was none."""
        for product_id, history in histories.items():
            self._read[product_id] = history.packed if isinstance(history, KeptHistory) else None

    def record(self, group: Sequence[DaysToRecord]) -> dict[str, list[Outcome]]:
        """Write a few products' days; returns what became of each day, by product."""
        if len(group) > 1:
            try:
                return self._write(group)
            except ConditionFailedError:
                pass  # one by one then
        return {days.product.product_id: self._record_product(days) for days in group}

    def _record_product(self, days: DaysToRecord) -> list[Outcome]:
        """Write one product's days, however often others come in between."""
        product_id = days.product.product_id
        outcomes: list[Outcome] = []
        try:
            for portion in portions(days):
                outcomes += settled(self._table, lambda portion=portion: self._write([portion]))[product_id]  # type: ignore[misc]  # bound early
        except ProductGoneError:
            return [Outcome.UNKNOWN_PRODUCT] * days.day.size  # with all that was written of it
        return outcomes

    def _write(self, group: Sequence[DaysToRecord]) -> dict[str, list[Outcome]]:
        """Write what one transaction takes, without the days that must be left as they are; raises what that does."""
        histories = self._histories([days.product for days in group])
        outcomes = {
            days.product.product_id: self._outcomes(days, histories.get(days.product.product_id)) for days in group
        }
        chosen = [part for days in group if (part := _chosen(days, outcomes[days.product.product_id])).day.size]
        if chosen:
            values = {days.product: recorded_values(days) for days in chosen}
            put = self._transactions.write(values, self._rows(chosen), histories)
            self._note_put(chosen, histories, put)
        return {name: [outcome or Outcome.ADDED for outcome in told] for name, told in outcomes.items()}

    def _histories(self, products: Sequence[CatalogueProduct]) -> dict[str, PackedHistory]:
        """Return the products' histories: what is known of them by now, once, else as they are read."""
        known = {name: self._read.pop(name) for name in (each.product_id for each in products) if name in self._read}
        missing = [product for product in products if product.product_id not in known]
        found = {name: history for name, history in known.items() if history is not None}
        return found | (self._transactions.histories(missing) if missing else {})

    def _rows(self, group: Sequence[DaysToRecord]) -> list[Action]:
        rows = (row for days in group for row in typed_rows(days, self._upload_id, self._created_at))
        return [put_typed(self._table, row) for row in rows]

    def _note_put(
        self, group: Sequence[DaysToRecord], histories: Mapping[str, PackedHistory], put: Mapping[str, Item]
    ) -> None:
        """Remember the histories that this has put, and which of them are of products nobody else has written about."""
        if len(group) == 1:  # a product may have more days, for further transactions
            self._read |= {name: decode(deserialize(item)) for name, item in put.items()}
        for name in (days.product.product_id for days in group):
            before = histories.get(name)
            if self._is_alone(name, before):
                self._alone[name] = (before.statistics.version if before else 0) + 1

    def _outcomes(self, days: DaysToRecord, history: PackedHistory | None) -> list[Outcome | None]:
        """Return what becomes of days that must be left as they are, ``None`` for those that may be replaced."""
        free: list[Outcome | None] = [None] * days.day.size
        if self._is_alone(days.product.product_id, history):
            return free
        dates = map(date.fromordinal, days.day.tolist())
        wanted = {keys.sales_day(days.product.product_id, day): index for index, day in enumerate(dates)}
        for item in self._table.get_many(wanted, consistent=True):
            row = day_sales(item, days.product)
            if row is not None:
                free[wanted[item["PK"], item["SK"]]] = recorded(row, self._upload_id, self._created_at, self._now)
        return free

    def _is_alone(self, product_id: str, history: PackedHistory | None) -> bool:
        """Tell whether nobody else has written about a product since the upload began."""
        if history is None or history.statistics.updated_at <= self._created_at:
            return True
        return history.statistics.version == self._alone.get(product_id)


def _chosen(days: DaysToRecord, outcomes: Sequence[Outcome | None]) -> DaysToRecord:
    """Return the days that may be replaced."""
    if not any(outcomes):
        return days
    which = np.array([outcome is None for outcome in outcomes], dtype=np.bool_)
    return replace(
        days, day=days.day[which], quantity=days.quantity[which], revenue=days.revenue[which], price=days.price[which]
    )
