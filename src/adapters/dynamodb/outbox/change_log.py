"""The log of changes in the forecasts table: each among those of its day, a product's among those of the product too.

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
from domain.outbox.models import Action, Change, FieldChange, Subject
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

#: Version 2 has changes of other things than products, some of no product.
CHANGE: Final = StoredForm("change", 2, {1: lambda item: item | {"subject_id": item["product_id"]}})
#: Days without a change that one page goes through.
_DAYS_A_PAGE: Final = 60


class DynamoChangeLog:
    """Implements :class:`domain.outbox.ports.ChangeLog`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, changes: Sequence[Change]) -> None:
        """Keep changes, each in its partitions; repeating it changes nothing."""
        items = {(item["PK"], item["SK"]): item for change in changes for item in _to_items(change)}
        self._table.write_many(puts=items.values())

    def of_product(self, product_id: str, since: datetime, limit: int, after: str | None) -> Page[Change]:
        """Return a page of a product's changes from an instant on, oldest first."""
        return self._page(keys.product_change(product_id, since, "")[0], since, limit, after)

    def of_all(self, since: datetime, until: datetime, limit: int, after: str | None) -> Page[Change]:
        """Return a page of all changes between two instants, oldest first; it ends after some days without any."""
        name, _, position = (after or "").partition(" ")
        day = date.fromisoformat(name) if name else _day(since)
        found: list[Change] = []
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

    def _page(self, partition: str, since: datetime, limit: int, after: str | None) -> Page[Change]:
        between = (after or keys.instant(since), keys.span("")[1])
        items = self._table.query(partition, between=between, page_size=limit + 2, consistent=True)
        return page_of(items, _to_change, limit, after)


def _day(instant: datetime) -> date:
    return instant.astimezone(UTC).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _to_items(change: Change) -> list[Item]:
    """Return a change's items."""
    number = f"{change.sequence}#{change.subject}"
    told = [[each.name, each.before, each.after] for each in change.fields]
    plain = CHANGE.stamp() | {
        "subject": change.subject.value,
        "subject_id": change.subject_id,
        "product_id": change.product_id,
        "action": change.action.value,
        "sequence": change.sequence,
        "occurred_at": change.occurred_at.isoformat(),
        "changed_by": change.changed_by,
        "fields": json.dumps(told, separators=(",", ":")),
        "expires_at": int((change.occurred_at + KEPT).timestamp()),
    }
    found = [keys.day_change(change.occurred_at, number)]
    if change.product_id is not None:
        found.append(keys.product_change(change.product_id, change.occurred_at, number))
    return [keys.attributes(key) | plain for key in found]


def _to_change(item: Item) -> Change:
    item = CHANGE.read(item)
    return Change(
        subject=Subject(item["subject"]),
        subject_id=item["subject_id"],
        product_id=item.get("product_id"),
        action=Action(item["action"]),
        sequence=item["sequence"],
        occurred_at=to_instant(item["occurred_at"]),
        changed_by=item.get("changed_by"),
        fields=tuple(
            FieldChange(name=name, before=before, after=after) for name, before, after in json.loads(item["fields"])
        ),
    )
