"""Ports of the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from domain.calendar.models import Entry, EntryDetails


class EntryRepository(Protocol):
    """Keeps entries, no two with the same name, days and scope. All operations are atomic for one entry."""

    def add(self, entry: Entry) -> None:
        """Keep a new entry; raises :class:`EntryExistsError`, naming the other, when there is the same one."""
        ...

    def get(self, event_id: str) -> Entry:
        """Return an entry; raises :class:`EntryNotFoundError`."""
        ...

    def same_as(self, details: EntryDetails) -> Entry | None:
        """Return the entry with the same name, days and scope."""
        ...

    def all(self) -> Sequence[Entry]:
        """Return all entries in order of their positions."""
        ...

    def replace(self, entry: Entry) -> None:
        """Keep ``entry`` in place of its previous version (``entry.version - 1``).

        Raises
        ------
        EntryNotFoundError, StaleEntryError
        EntryExistsError
            When another entry has the name, days and scope that it is given.
        """
        ...

    def remove(self, entry: Entry) -> None:
        """Forget an entry as it stands; raises :class:`EntryNotFoundError` or :class:`StaleEntryError`."""
        ...


class KnownProducts(Protocol):
    """The products there are."""

    def categories(self, product_ids: Iterable[str]) -> dict[str, str]:
        """Return the categories of those of the products that exist, by id."""
        ...

    def category_names(self, wanted: AbstractSet[str]) -> AbstractSet[str]:
        """Return those of the categories that products have, and where one is missing the first of the others."""
        ...
