"""Import mappings: reading options kept for files of one header, of sales and of products."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.sales.errors import InvalidMappingError, MappingChangedError, MappingNotFoundError
from domain.shared.csv.columns import Header, named_columns
from domain.shared.csv.dates import date_format_from
from domain.shared.csv.import_mapping import FileKind, ImportMapping, fingerprint, says_anything
from domain.shared.errors import FieldError, UnavailableError
from domain.shared.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.shared.csv.import_mapping import ImportMappings
    from domain.shared.csv.reading import ReadingOptions
    from domain.shared.paging import Page
    from domain.shared.ports import Clock

_ATTEMPTS: Final = 5
#: Characters of a header and of mapped ids that one mapping may hold, so that it fits into one item.
MAX_CHARACTERS: Final = 60_000
_BUSY: Final = "Others keep changing this mapping. Nothing is lost; try again shortly."
_TOO_LONG: Final = f"must have at most {number(MAX_CHARACTERS)} characters, with the header"


class MappingService:
    """Keeps import mappings.

    Parameters
    ----------
    mappings
        Where they are kept.
    clock
        Tells the time.
    """

    def __init__(self, mappings: ImportMappings, clock: Clock) -> None:
        self._mappings = mappings
        self._clock = clock

    def page(self, limit: int, after: str | None) -> Page[ImportMapping]:
        """Return a page of mappings in order of their ids."""
        return self._mappings.page(limit, after)

    def get(self, mapping_id: str) -> ImportMapping:
        """Return a mapping; raises :class:`MappingNotFoundError`."""
        found = self._mappings.find([mapping_id]).get(mapping_id)
        if found is None:
            raise MappingNotFoundError(mapping_id)
        return found

    def keep(
        self, kind: FileKind, header: Sequence[str], options: ReadingOptions, expected_version: int | None = None
    ) -> ImportMapping:
        """Keep options for a header in place of those that were kept; what is the same already stays as it is.

        Raises
        ------
        InvalidMappingError, InvalidDateFormatError
            When no file with this header could be read by them.
        MappingChangedError
            When its version is not the expected one.
        """
        _check(header, options)
        now, mapping_id = self._clock.now(), fingerprint(kind, header)
        for _ in range(_ATTEMPTS):
            current = self._mappings.find([mapping_id]).get(mapping_id)
            if expected_version not in {None, current.version if current else 0}:
                raise MappingChangedError(mapping_id, expected_version or 0)
            if current is not None and (current.header, current.options) == (tuple(header), options):
                return current
            wanted = ImportMapping(kind=kind, header=tuple(header), options=options, created_at=now, updated_at=now)
            if current is not None:
                wanted = replace(wanted, created_at=current.created_at, version=current.version + 1)
            if self._mappings.keep(wanted):
                return wanted
        raise UnavailableError(_BUSY)

    def remove(self, mapping_id: str, expected_version: int | None = None) -> None:
        """Forget a mapping; raises :class:`MappingNotFoundError`, :class:`MappingChangedError`."""
        for _ in range(_ATTEMPTS):
            current = self.get(mapping_id)
            if expected_version not in {None, current.version}:
                raise MappingChangedError(mapping_id, expected_version or 0)
            if self._mappings.remove(current):
                return
        raise UnavailableError(_BUSY)


def _check(header: Sequence[str], options: ReadingOptions) -> None:
    """Raise :class:`InvalidMappingError` where the options say nothing, or nothing of this header."""
    if options.date_format:
        date_format_from(options.date_format)
    known = Header("", tuple(header), 1)
    wrong = [
        FieldError(f"/columns/{role}", "unknown_column", "must be one name of the header")
        for role, name in options.columns.items()
        if name is not None and len(named_columns(known, name)) != 1
    ]
    checks = (
        (not "".join(header).strip(), "/header", "empty", "must have a name"),
        (not says_anything(options), "/columns", "missing", "must be given, or another option"),
        (_characters(header, options) > MAX_CHARACTERS, "/sku_map", "too_long", _TOO_LONG),
    )
    wrong += [FieldError(pointer, code, detail) for is_wrong, pointer, code, detail in checks if is_wrong]
    if wrong:
        raise InvalidMappingError(wrong)


def _characters(header: Sequence[str], options: ReadingOptions) -> int:
    return sum(map(len, header)) + sum(len(own) + len(to) for own, to in options.sku_map.items())
