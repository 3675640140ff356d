"""The log of changes in the forecasts table: each change twice, among those of its product and among those of its day.

They are forgotten after 400 days: the attribute ``expires_at`` is the table's time to live.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.table import page_of
from adapters.dynamodb.typed import to_instant
from domain.outbox.change_service import KEPT
from domain.outbox.models import Action, FieldChange, ProductChange, Subject
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

CHANGE: Final = StoredForm("change")
#: Days without a change that one page goes through.
_DAYS_A_PAGE: Final = 60


class DynamoChangeLog:
    """Implements :class:`domain.outbox.ports.ChangeLog`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, changes: Sequence[ProductChange]) -> None:
        """Keep changes, each in both of its partitions; repeating it changes nothing."""
        items = {(item["PK"], item["SK"]): item for change in changes for item in _to_items(change)}
        self._table.write_many(puts=items.values())

    def of_product(self, product_id: str, since: datetime, limit: int, after: str | None) -> Page[ProductChange]:
        """Return a page of a product's changes from an instant on, oldest first."""
        return self._page(keys.product_change(product_id, since, "")[0], since, limit, after)

    def of_all(self, since: datetime, until: datetime, limit: int, after: str | None) -> Page[ProductChange]:
        """Return a page of all changes between two instants, oldest first; it ends after some days without any."""
        name, _, position = (after or "").partition(" ")
        day = date.fromisoformat(name) if name else _day(since)
        found: list[ProductChange] = []
        for _ in range(_DAYS_A_PAGE):
            page = self._page(keys.day_change(_midnight(day), "")[0], since, limit - len(found), position or None)
            found += page.items
            if page.next_position is not None:
                return Page(tuple(found), f"{day} {page.next_position}")
            day, position = day + timedelta(days=1), ""
            if day > _day(until):
                return Page(tuple(found))
            if len(found) == limit:
                break
        return Page(tuple(found), f"{day} ")

    def _page(self, partition: str, since: datetime, limit: int, after: str | None) -> Page[ProductChange]:
        between = (after or keys.instant(since), keys.span("")[1])
        items = self._table.query(partition, between=between, page_size=limit + 2, consistent=True)
        return page_of(items, _to_change, limit, after)


def _day(instant: datetime) -> date:
    return instant.astimezone(UTC).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _to_items(change: ProductChange) -> list[Item]:
    """Return a change's two items."""
    number = f"{change.sequence}#{change.subject}"
    told = [[each.name, each.before, each.after] for each in change.fields]
    plain = CHANGE.stamp() | {
        "product_id": change.product_id,
        "subject": change.subject.value,
        "action": change.action.value,
        "sequence": change.sequence,
        "occurred_at": change.occurred_at.isoformat(),
        "changed_by": change.changed_by,
        "fields": json.dumps(told, separators=(",", ":")),
        "expires_at": int((change.occurred_at + KEPT).timestamp()),
    }
    of_product = keys.product_change(change.product_id, change.occurred_at, number)
    return [keys.attributes(key) | plain for key in (of_product, keys.day_change(change.occurred_at, number))]


def _to_change(item: Item) -> ProductChange:
    item = CHANGE.read(item)
    return ProductChange(
        product_id=item["product_id"],
        subject=Subject(item["subject"]),
        action=Action(item["action"]),
        sequence=item["sequence"],
        occurred_at=to_instant(item["occurred_at"]),
        changed_by=item.get("changed_by"),
        fields=tuple(
            FieldChange(name=name, before=before, after=after) for name, before, after in json.loads(item["fields"])
        ),
    )
