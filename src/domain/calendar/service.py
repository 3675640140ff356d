"""Use cases of the calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.calendar.errors import EntryExistsError, EntryNotFoundError, InvalidEntryError, StaleEntryError
from domain.calendar.models import Entry, EntryDetails, EntryQuery, author_problem
from domain.shared.errors import FieldError
from domain.shared.notice import UNKNOWN_PRODUCT, Notice, unknown_category
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from domain.calendar.ports import EntryRepository, KnownProducts
    from domain.shared.ports import Clock, IdSource

#: How often an unconditional change is tried again when another writer came in between.
_ATTEMPTS: Final = 5
_NAMED: Final = 5


class CalendarService:
    """Creates, lists, changes and removes entries.

    Parameters
    ----------
    entries
        Where entries are kept.
    products
        Tells which products there are.
    clock, ids
        Time and fresh identifiers.
    """

    def __init__(self, entries: EntryRepository, products: KnownProducts, clock: Clock, ids: IdSource) -> None:
        self._entries = entries
        self._products = products
        self._clock = clock
        self._ids = ids

    def create(self, details: EntryDetails, created_by: str | None) -> tuple[Entry, bool]:
        """Return the entry that says this, and whether it is new: the same name, days and scope is the same entry.

        Raises
        ------
        InvalidEntryError
            When it names products that do not exist.
        EntryExistsError
            When the same entry is there and says something else.
        """
        if created_by is not None and (problem := author_problem(created_by)):
            wrong = FieldError("/created_by", "invalid_text", problem)
            raise InvalidEntryError("The calendar entry breaks the rules named in 'errors'.", fields=(wrong,))
        self._check_products(details)
        now = self._clock.now()
        entry = Entry(
            event_id=self._ids.new_id(), details=details, created_by=created_by, created_at=now, updated_at=now
        )
        try:
            self._entries.add(entry)
        except EntryExistsError:
            same = self._entries.same_as(details)
            if same is None or replace(details, name=same.details.name) != same.details:
                raise
            return same, False
        return entry, True

    def keep(self, details: EntryDetails, created_by: str | None) -> Entry:
        """Return the entry with this name, days and scope: a new one, or the one that is there, changed if need be.

        What is left out (an expected change, a price, a note) leaves what is known; an entry keeps its kind.

        Raises
        ------
        InvalidEntryError
        """
        for _ in range(_ATTEMPTS):
            try:
                return self.create(details, created_by)[0]
            except EntryExistsError as error:
                try:
                    known = self._entries.get(error.event_id)
                    merged = _merged(known.details, details)
                    return known if merged == known.details else self._replace(known, merged)
                except (EntryNotFoundError, StaleEntryError):
                    continue  # removed or changed meanwhile
        raise StaleEntryError(details.name, 1)

    def get(self, event_id: str) -> Entry:
        """Return one entry; raises :class:`EntryNotFoundError`."""
        return self._entries.get(event_id)

    def list(self, query: EntryQuery, limit: int, after: str | None = None) -> Page[Entry]:
        """Return a page of the entries that match, in order of their first days; an unknown product has none."""
        if query.product_id is not None:
            category = self._products.categories([query.product_id]).get(query.product_id)
            if category is None:
                return Page(())
            query = replace(query, product_category=category)
        found = [entry for entry in self._entries.all() if entry.position > (after or "") and query.matches(entry)]
        return Page(tuple(found[:limit]), found[limit - 1].position if len(found) > limit else None)

    def notices(self, categories: Iterable[str | None], product_ids: Iterable[str | None] = ()) -> tuple[Notice, ...]:
        """Return which of the categories no product has, and which of the products there are not."""
        wanted = {category for category in categories if category is not None}
        names = self._products.category_names(wanted) if wanted else frozenset()
        gone = self._unknown({product_id for product_id in product_ids if product_id is not None})
        return (
            *(unknown_category(category, names) for category in sorted(wanted - names)),
            *([Notice(UNKNOWN_PRODUCT, f"There is no product of the id {_listing(gone)}.")] if gone else []),
        )

    def change(self, event_id: str, details: EntryDetails, expected_version: int | None = None) -> Entry:
        """Replace all details of an entry.

        Parameters
        ----------
        expected_version
            The version the caller last saw; ``None`` to change whatever is there now.

        Raises
        ------
        EntryNotFoundError, StaleEntryError, EntryExistsError, InvalidEntryError
        """
        for attempt in range(_ATTEMPTS):
            current = self._entries.get(event_id)
            if expected_version is not None and expected_version != current.version:
                raise StaleEntryError(event_id, expected_version)
            if details.scope != current.details.scope:
                self._check_products(details)
            try:
                return self._replace(current, details)
            except StaleEntryError:
                if expected_version is not None or attempt + 1 == _ATTEMPTS:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def delete(self, event_id: str, expected_version: int | None = None) -> None:
        """Forget an entry; raises :class:`EntryNotFoundError` or :class:`StaleEntryError`."""
        for attempt in range(_ATTEMPTS):
            current = self._entries.get(event_id)
            if expected_version is not None and expected_version != current.version:
                raise StaleEntryError(event_id, expected_version)
            try:
                self._entries.remove(current)
            except StaleEntryError:
                if expected_version is not None or attempt + 1 == _ATTEMPTS:
                    raise
            else:
                return

    def _replace(self, current: Entry, details: EntryDetails) -> Entry:
        changed = replace(current, details=details, updated_at=self._clock.now(), version=current.version + 1)
        self._entries.replace(changed)
        return changed

    def _check_products(self, details: EntryDetails) -> None:
        if missing := self._unknown(details.scope.product_ids):
            named = _listing(missing)
            wrong = FieldError("/scope/product_ids", UNKNOWN_PRODUCT, f"must exist; these do not: {named}")
            raise InvalidEntryError(f"The entry names products that do not exist: {named}.", fields=(wrong,))

    def _unknown(self, product_ids: Collection[str]) -> Sequence[str]:
        known = self._products.categories(product_ids) if product_ids else {}
        return sorted(set(product_ids) - known.keys())


def _listing(product_ids: Sequence[str]) -> str:
    named = ", ".join(f"'{product_id}'" for product_id in product_ids[:_NAMED])
    return named if len(product_ids) <= _NAMED else f"{named} and {len(product_ids) - _NAMED} more"


def _merged(known: EntryDetails, said: EntryDetails) -> EntryDetails:
    """Return what is known with what is said: amounts that are left out stay."""
    return replace(
        known,
        expected_change_pct=known.expected_change_pct if said.expected_change_pct is None else said.expected_change_pct,
        price=known.price if said.price is None else said.price,
        note=known.note if said.note is None else said.note,
    )
