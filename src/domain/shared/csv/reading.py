"""Reading options of a caller, and a file's header with the roles of its columns."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.shared.csv.columns import SHOWN_NAME
from domain.shared.csv.conventions import Conventions
from domain.shared.csv.errors import UnreadableTableError
from domain.shared.csv.read_as import ReadAs
from domain.shared.csv.text import Encoding, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from domain.shared.csv.columns import Header
    from domain.shared.csv.numbers import DecimalMark
    from domain.shared.errors import DomainError


@dataclass(frozen=True, kw_only=True)
class ReadingOptions:
    """A caller's word on how to read a file; it beats what the file itself suggests.

    Parameters
    ----------
    columns
        The file's own column names by role; ``None`` leaves a role without a column.
    date_format
        The order of day, month and year, such as ``DD/MM/YYYY``.
    decimal_mark, encoding
        ``None`` for what the file uses.
    currency
        What amounts of money are in (ISO 4217); ``None`` for what the file says.
    time_zone
        The zone (IANA) whose days sales belong to, of stamps that carry an offset; ``None`` for the days as written.
    sku_map
        Product ids by the file's own ids.
    mapping_id
        The import mapping that all this is of; ``None`` where it is a call's own word.
    """

    columns: Mapping[str, str | None] = field(default_factory=dict)
    date_format: str | None = None
    decimal_mark: DecimalMark | None = None
    encoding: Encoding | None = None
    currency: str | None = None
    time_zone: str | None = None
    sku_map: Mapping[str, str] = field(default_factory=dict)
    mapping_id: str | None = None


@dataclass(frozen=True)
class Table:
    """A file's header and what its columns are taken for.

    Parameters
    ----------
    known_roles
        The roles that a column of such a file may have.
    roles
        Column index by role, of those there are.
    context
        Other columns that are looked at.
    mapping_id
        The import mapping by which it is read.
    """

    header: Header
    layout: str
    encoding: Encoding
    known_roles: Collection[str]
    roles: Mapping[str, int]
    context: Collection[int] = ()
    mapping_id: str | None = None

    @property
    def names(self) -> dict[str, str]:
        """The file's own column name by role, as it may be shown."""
        return {role: printable(self.header.names[index], SHOWN_NAME) for role, index in self.roles.items()}

    def read_as(self, conventions: Conventions | None = None) -> ReadAs:
        """Return how the file was read, with what was decided about its cells."""
        known = conventions or Conventions()
        names = [printable(name, SHOWN_NAME) for name in self.header.names]
        used = {*self.roles.values(), *self.context}
        return ReadAs(
            layout=self.layout,
            encoding=self.encoding.value,
            delimiter=self.header.delimiter,
            columns={role: names[self.roles[role]] if role in self.roles else None for role in self.known_roles},
            unused_columns=tuple(name for index, name in enumerate(names) if name and index not in used),
            date_format=known.dates.name,
            decimal_mark=known.decimal_mark,
            group_mark=known.group_mark,
            currency=known.currency,
            time_zone=known.time_zone,
            mapping_id=self.mapping_id,
        )


@contextmanager
def told_as(table: Table) -> Iterator[None]:
    """Let what makes a file unreadable in here say how it was read so far."""
    try:
        yield
    except UnreadableTableError as error:
        error.read_as = table.read_as()
        raise


def read_until(error: DomainError) -> ReadAs | None:
    """Return how a file was read until it turned out to be unreadable, ``None`` when none of it was."""
    return error.read_as if isinstance(error, UnreadableTableError) else None
