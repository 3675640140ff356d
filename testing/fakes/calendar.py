"""The calendar's ports in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.calendar.errors import EntryExistsError, EntryNotFoundError, StaleEntryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import timedelta

    from domain.calendar.models import Entry, EntryDetails


class FakeEntryRepository:
    """Implements ``domain.calendar.ports.EntryRepository``."""

    def __init__(self, *entries: Entry) -> None:
        self.kept = {entry.event_id: entry for entry in entries}

    def add(self, entry: Entry) -> None:
        if same := self.same_as(entry.details):
            raise EntryExistsError(same.event_id)
        self.kept[entry.event_id] = entry

    def get(self, event_id: str) -> Entry:
        if event_id not in self.kept:
            raise EntryNotFoundError(event_id)
        return self.kept[event_id]

    def same_as(self, details: EntryDetails) -> Entry | None:
        return next((entry for entry in self.kept.values() if entry.details.identity == details.identity), None)

    def all(self) -> Sequence[Entry]:
        return sorted(self.kept.values(), key=lambda entry: entry.position)

    def replace(self, entry: Entry) -> None:
        if self.get(entry.event_id).version != entry.version - 1:
            raise StaleEntryError(entry.event_id, entry.version - 1)
        same = self.same_as(entry.details)
        if same is not None and same.event_id != entry.event_id:
            raise EntryExistsError(same.event_id)
        self.kept[entry.event_id] = entry

    def remove(self, entry: Entry) -> None:
        if self.get(entry.event_id).version != entry.version:
            raise StaleEntryError(entry.event_id, entry.version)
        del self.kept[entry.event_id]


class FakeKnownProducts:
    """Implements ``domain.calendar.ports.KnownProducts``: categories by product id."""

    def __init__(self, **categories: str) -> None:
        self.known = {product_id.replace("_", "-"): category for product_id, category in categories.items()}

    def categories(self, product_ids: Iterable[str]) -> dict[str, str]:
        return {product_id: self.known[product_id] for product_id in product_ids if product_id in self.known}

    def category_names(self, wanted: AbstractSet[str]) -> AbstractSet[str]:
        return set(self.known.values())


class FakeRejectedFiles:
    """Implements ``domain.shared.csv.rejected.RejectedFiles``."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, key: str, data: bytes, content_type: str) -> None:
        self.kept[key] = data

    def download_url(self, key: str, filename: str, valid: timedelta) -> str:
        return f"https://files/{key}?as={filename}"
