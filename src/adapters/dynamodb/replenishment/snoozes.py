"""Snoozes in the forecasts table, all in one partition, so that a list reads them in one query.

They are forgotten some time after their day: the attribute ``expires_at`` is the table's time to live.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.transactions import product_is_there, put, transact
from adapters.dynamodb.typed import to_instant
from domain.replenishment.snooze import Snooze
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

SNOOZE: Final = StoredForm("snooze")
#: For how long one is kept that is over.
KEPT: Final = timedelta(days=7)


class DynamoSnoozes:
    """Implements :class:`domain.replenishment.ports.Snoozes`.

    Parameters
    ----------
    table, products_table
        The forecasts table and the products table.
    """

    def __init__(self, table: Table, products_table: Table) -> None:
        self._table = table
        self._products_table = products_table

    def all(self) -> dict[str, Snooze]:
        """Return all snoozes, by product id."""
        found = map(to_snooze, self._table.query(keys.SNOOZED, consistent=True))
        return {snooze.product_id: snooze for snooze in found}

    def get(self, product_id: str) -> Snooze | None:
        """Return what is kept for a product id."""
        item = self._table.get(keys.snooze(product_id), consistent=True)
        return None if item is None else to_snooze(item)

    def put(self, snooze: Snooze) -> None:
        """Keep a snooze of a product that is still there."""
        check = product_is_there(self._products_table.name, snooze.product_id, snooze.product_created_at)
        try:
            transact(self._table, [check, put(self._table, self._table.signed(_to_item(snooze)))])
        except ProductGoneError as error:
            raise ProductNotFoundError(snooze.product_id) from error

    def remove(self, product_id: str, product_created_at: datetime) -> None:
        """Forget the snooze of the product that was created then, if there is one."""
        values = {":created_at": product_created_at.isoformat()}
        with suppress(ConditionFailedError):
            self._table.delete_signed(keys.snooze(product_id), "#product_created_at = :created_at", values)


def _to_item(snooze: Snooze) -> Item:
    over = datetime.combine(snooze.until, time(), UTC)
    return (
        keys.attributes(keys.snooze(snooze.product_id))
        | SNOOZE.stamp()
        | {
            "product_id": snooze.product_id,
            "until": snooze.until.isoformat(),
            "reason": snooze.reason,
            "created_at": snooze.created_at.isoformat(),
            "product_created_at": snooze.product_created_at.isoformat(),
            "expires_at": int((over + KEPT).timestamp()),
        }
    )


def to_snooze(item: Item) -> Snooze:
    """Return the snooze that an item keeps."""
    item = SNOOZE.read(item)
    return Snooze(
        product_id=item["product_id"],
        until=date.fromisoformat(item["until"]),
        reason=item["reason"],
        created_at=to_instant(item["created_at"]),
        product_created_at=to_instant(item["product_created_at"]),
    )
