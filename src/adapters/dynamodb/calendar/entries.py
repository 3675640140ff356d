"""Calendar entries in the Calendar table.

All entries are in one partition, so that a forecast reads the whole calendar at once and sees what was written a moment
before. Beside each stands a note under the hash of its name, days and scope: no two entries share one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.transactions import IS_NEW, delete, put, transact
from adapters.dynamodb.typed import to_instant
from domain.calendar.errors import EntryExistsError, EntryNotFoundError, StaleEntryError
from domain.calendar.models import Entry, EntryDetails, EntryKind, Scope
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

#: What people said; not to be made again.
ENTRY: Final = StoredForm("calendar entry")
_SAME_VERSION: Final = "#version = :version"


class DynamoEntryRepository:
    """Implements :class:`domain.calendar.ports.EntryRepository`.

    Parameters
    ----------
    table
        The calendar table.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, entry: Entry) -> None:
        """Keep a new entry."""
        try:
            transact(
                self._table,
                [put(self._table, _note(entry), IS_NEW), put(self._table, self._table.signed(_to_item(entry)), IS_NEW)],
            )
        except ConditionFailedError as error:
            raise self._taken(entry) from error

    def get(self, event_id: str) -> Entry:
        """Return an entry."""
        item = self._table.get(keys.calendar_entry(event_id), consistent=True)
        if item is None:
            raise EntryNotFoundError(event_id)
        return to_entry(item)

    def same_as(self, details: EntryDetails) -> Entry | None:
        """Return the entry with the same name, days and scope."""
        note = self._table.get(keys.calendar_identity(details.identity), consistent=True)
        item = None if note is None else self._table.get(keys.calendar_entry(note["event_id"]), consistent=True)
        return None if item is None else to_entry(item)

    def all(self) -> Sequence[Entry]:
        """Return all entries in order of their positions."""
        items = self._table.query(keys.calendar(), consistent=True)
        return sorted(map(to_entry, items), key=lambda entry: entry.position)

    def replace(self, entry: Entry) -> None:
        """Keep an entry in place of its previous version."""
        before, previous = self.get(entry.event_id), entry.version - 1
        actions = [put(self._table, self._table.signed(_to_item(entry)), _SAME_VERSION, {":version": previous})]
        if before.details.identity != entry.details.identity:
            actions.append(put(self._table, _note(entry), IS_NEW))
            actions.append(delete(self._table, keys.calendar_identity(before.details.identity)))
        if before.version != previous:
            raise StaleEntryError(entry.event_id, previous)
        try:
            transact(self._table, actions)
        except ConditionFailedError as error:
            if 0 not in error.failed:
                raise self._taken(entry) from error
            self.get(entry.event_id)
            raise StaleEntryError(entry.event_id, previous) from error

    def remove(self, entry: Entry) -> None:
        """Forget an entry as it stands."""
        key, values = keys.calendar_entry(entry.event_id), {":version": entry.version}
        forgotten = delete(self._table, key, _SAME_VERSION, values)
        note = delete(self._table, keys.calendar_identity(entry.details.identity))
        try:
            self._table.sign_deletion(key, _SAME_VERSION, values)
            transact(self._table, [forgotten, note])
        except ConditionFailedError as error:
            self.get(entry.event_id)
            raise StaleEntryError(entry.event_id, entry.version) from error

    def _taken(self, entry: Entry) -> Exception:
        """Return the error that names the entry which has the name, days and scope already."""
        same = self.same_as(entry.details)
        if same is None:  # removed in between
            return UnavailableError("The calendar was changed at the same moment. Nothing is lost; try again shortly.")
        return EntryExistsError(same.event_id)


def _note(entry: Entry) -> Item:
    return keys.attributes(keys.calendar_identity(entry.details.identity)) | {"event_id": entry.event_id}


def _to_item(entry: Entry) -> Item:
    details = entry.details
    return (
        keys.attributes(keys.calendar_entry(entry.event_id))
        | ENTRY.stamp()
        | {
            "event_id": entry.event_id,
            "name": details.name,
            "kind": details.kind.value,
            "start": details.start.isoformat(),
            "end": details.end.isoformat(),
            "scope": details.scope.to_json(),
            "expected_change_pct": details.expected_change_pct,
            "price": details.price,
            "note": details.note,
            "created_by": entry.created_by,
            "created_at": entry.created_at.isoformat(),
            "updated_at": entry.updated_at.isoformat(),
            "version": entry.version,
        }
    )


def to_entry(item: Item) -> Entry:
    """Return the entry that an item keeps."""
    item = ENTRY.read(item)
    scope = item["scope"]
    details = EntryDetails(
        name=item["name"],
        kind=EntryKind(item["kind"]),
        start=date.fromisoformat(item["start"]),
        end=date.fromisoformat(item["end"]),
        scope=Scope(
            everything=bool(scope.get("all")),
            category=scope.get("category"),
            product_ids=tuple(scope.get("product_ids", ())),
        ),
        expected_change_pct=item.get("expected_change_pct"),
        price=item.get("price"),
        note=item.get("note"),
    )
    return Entry(
        event_id=item["event_id"],
        details=details,
        created_by=item.get("created_by"),
        created_at=to_instant(item["created_at"]),
        updated_at=to_instant(item["updated_at"]),
        version=int(item["version"]),
    )
