"""Columns by name: which separator a file uses, where its header is, and which column plays which role."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.shared.csv.errors import DuplicateColumnError, EmptyFileError, MissingColumnError
from domain.shared.errors import FieldError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    type Aliases = Mapping[str, Sequence[str]]

DELIMITERS: Final = (",", ";", "\t", "|")
#: A file may start with so many lines of titles before its header.
MAX_TITLE_LINES: Final = 10
MAX_COLUMNS: Final = 500
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """A file's header.

    Parameters
    ----------
    delimiter
        What separates the cells.
    names
        The columns as the file names them.
    lines
        How many lines there are up to and with the header.
    titles
        How many of them are titles.
    """

    delimiter: str
    names: tuple[str, ...]
    lines: int
    titles: int = 0


def normal_name(name: str) -> str:
    """Return a column's name in the form that aliases are compared in: lower case, single spaces."""
    return re.sub(r"[\s_\-.]+", " ", name.strip().strip("\ufeff").casefold()).strip()


def find_header(texts: Sequence[str], aliases: Aliases) -> Header:
    """Find the header among a file's first lines: the line and separator that make the most known columns.

    Raises
    ------
    EmptyFileError
        When there is nothing but blank lines.
    """
    places = [index for index, text in enumerate(texts) if text.strip(" ,;\t|")]
    delimiters: tuple[str, ...] = DELIMITERS
    if places and (match := _SEPARATOR_LINE.fullmatch(texts[places[0]].strip())):
        delimiters = (match[1],)
        places = places[1:]
    headers = [
        _header(texts, index, titles, delimiter)
        for titles, index in enumerate(places[: MAX_TITLE_LINES + 1])
        for delimiter in delimiters
    ]
    if not headers:
        raise EmptyFileError("The file holds no table. Send a header line and at least one row.")
    known = {alias for names in aliases.values() for alias in names}
    return max(headers, key=lambda header: (_score(header, known), -header.titles, len(header.names)))


def _header(texts: Sequence[str], index: int, titles: int, delimiter: str) -> Header:
    names, lines = _cells(texts[index : index + 5], delimiter)
    return Header(delimiter, names, index + lines, titles)


def _score(header: Header, known: set[str]) -> int:
    return len({normal_name(name) for name in header.names} & known)


def _cells(texts: Sequence[str], delimiter: str) -> tuple[tuple[str, ...], int]:
    reader = csv.reader((text + "\n" for text in texts), delimiter=delimiter)
    try:
        names = next(reader)
    except csv.Error:
        return (), 1
    return tuple(name.strip() for name in names[:MAX_COLUMNS]), reader.line_num


def find_columns(header: Header, aliases: Aliases, required: Sequence[str]) -> dict[str, int]:
    """Return which column plays which role; an alias that is named earlier wins over one named later.

    Raises
    ------
    MissingColumnError
        When a required role is played by none.
    DuplicateColumnError
        When a column that is needed is there twice.
    """
    names = [normal_name(name) for name in header.names]
    roles: dict[str, int] = {}
    for role, wanted in aliases.items():
        alias = next((alias for alias in wanted if alias in names), None)
        if alias is None:
            continue
        if names.count(alias) > 1:
            raise DuplicateColumnError(f"The column '{header.names[names.index(alias)]}' is there twice. Remove one.")
        roles[role] = names.index(alias)
    if missing := [role for role in required if role not in roles]:
        raise MissingColumnError(_missing_detail(header, aliases, missing), fields=_missing_fields(aliases, missing))
    return roles


def _missing_detail(header: Header, aliases: Aliases, missing: Sequence[str]) -> str:
    wanted = "; ".join(f"{role} (for instance '{aliases[role][0].replace(' ', '_')}')" for role in missing)
    found = ", ".join(f"'{name[:40]}'" for name in header.names[:20] if name) or "no names"
    return f"No column was found for: {wanted}. The header on line {header.lines} has: {_printable(found)}."


def _missing_fields(aliases: Aliases, missing: Sequence[str]) -> tuple[FieldError, ...]:
    return tuple(
        FieldError(
            f"/{role}",
            "missing_column",
            "name a column one of: " + ", ".join(alias.replace(" ", "_") for alias in aliases[role]),
        )
        for role in missing
    )


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)
