"""Columns by name: which separator a file uses, where its header is, and which column plays which role."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.shared.csv.conventions import MONEY
from domain.shared.csv.currencies import currency_in_name
from domain.shared.csv.errors import (
    DuplicateColumnError,
    EmptyFileError,
    InvalidColumnsError,
    MissingColumnError,
)
from domain.shared.csv.text import printable
from domain.shared.errors import FieldError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    type Aliases = Mapping[str, Sequence[str]]
    #: A caller's word: the file's own column name by role, ``None`` for none.
    type Chosen = Mapping[str, str | None]

DELIMITERS: Final = (",", ";", "\t", "|")
#: A file may start with so many lines of titles before its header.
MAX_TITLE_LINES: Final = 10
#: Lines of a file that are looked at for its header.
HEADER_LINES: Final = 40
MAX_COLUMNS: Final = 500
#: The longest name of a column that is shown whole.
SHOWN_NAME: Final = 100
#: What separates the words of a name; ``%`` and ``#`` tell one column from another.
_PUNCTUATION = re.compile(r"[\s_\-.,;:?!*'\"\u2019`/\\()\[\]$\u20ac\u00a3]+")
#: Letters whose accents Unicode does not take apart.
_LETTERS: Final = str.maketrans({"\u0142": "l", "\u00f8": "o", "\u0111": "d"})
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
    """Return a name as names are compared: lower case without accents, single spaces for punctuation."""
    name = name.strip().strip("\ufeff").casefold()
    if not name.isascii():
        letters = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _PUNCTUATION.sub(" ", name).strip()


def find_header(texts: Sequence[str], aliases: Aliases, chosen: Chosen | None = None) -> Header:
    """Find the header among a file's first lines: the line and separator that make the most known columns.

    Raises
    ------
    EmptyFileError
        When there is nothing but blank lines.
    """
    headers = possible_headers(texts)
    if not headers:
        raise EmptyFileError("The file holds no table. Send a header line and at least one row.")
    known = _known_names(aliases, chosen or {})
    return max(headers, key=lambda header: (_score(header, known), -header.titles, len(header.names)))


def possible_headers(texts: Sequence[str]) -> list[Header]:
    """Return what a file's first lines are as headers, by each separator."""
    texts = texts[:HEADER_LINES]
    places = [index for index, text in enumerate(texts) if text.strip(" ,;\t|")]
    delimiters: tuple[str, ...] = DELIMITERS
    if places and (match := _SEPARATOR_LINE.fullmatch(texts[places[0]].strip())):
        delimiters = (match[1],)
        places = places[1:]
    return [
        _header(texts, index, titles, delimiter)
        for titles, index in enumerate(places[: MAX_TITLE_LINES + 1])
        for delimiter in delimiters
    ]


def _known_names(aliases: Aliases, chosen: Chosen) -> set[str]:
    known = {alias for names in aliases.values() for alias in names}
    return known | {normal_name(name) for name in chosen.values() if name}


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


def find_columns(header: Header, aliases: Aliases, chosen: Chosen | None = None) -> dict[str, int]:
    """Return which column plays which role: the one that the caller chose, else the first alias that is there.

    Raises
    ------
    DuplicateColumnError
        When a column that is needed is there twice.
    InvalidColumnsError
        When a chosen column is not there.
    """
    chosen = chosen or {}
    _check_chosen(header, chosen)
    names = [normal_name(name) for name in header.names]
    plain = [normal_name(currency_in_name(name)[0]) for name in header.names]
    roles: dict[str, int] = {}
    for role in dict.fromkeys([*aliases, *chosen]):
        known = plain if role in MONEY else names
        found = named_columns(header, chosen[role]) if role in chosen else _aliased(known, aliases[role])
        if len(found) > 1:
            raise DuplicateColumnError(_twice(role, [header.names[index] for index in found]))
        if found:
            roles[role] = found[0]
    return roles


def _twice(role: str, names: Sequence[str]) -> str:
    if names[0] == names[1]:
        return f"The column '{_shown(names[0])}' is there twice. Remove one."
    told = " and ".join(f"'{_shown(name)}'" for name in names)
    example = json.dumps({role: _shown(names[0])}, ensure_ascii=False)
    return f"Each of {told} may be the {role}. Say which one it is: columns={example}."


def check_roles(
    header: Header, aliases: Aliases, roles: Collection[str], required: Sequence[str], advice: str = ""
) -> None:
    """Check that every required role is played by some column; raises :class:`MissingColumnError`, with the advice."""
    if missing := [role for role in required if role not in roles]:
        raise MissingColumnError(_missing_detail(header, missing) + advice, fields=_missing_fields(aliases, missing))


def _check_chosen(header: Header, chosen: Chosen) -> None:
    wrong = {role: name for role, name in chosen.items() if name is not None and not named_columns(header, name)}
    if wrong:
        there = _names(header)
        missing = ", ".join(f"'{_shown(name)}'" for name in wrong.values())
        fields = tuple(
            FieldError(f"/query/columns/{role}", "unknown_column", f"must be a column of the file: {there}")
            for role in wrong
        )
        raise InvalidColumnsError(f"The file has no column {missing}. The header has: {there}.", fields=fields)


def named_columns(header: Header, name: str | None) -> list[int]:
    """Return the columns of this name: as the file writes it, as reports show it, or in the normalised form."""
    if name is None:
        return []
    for form in (str.strip, _shown, normal_name):
        if found := [index for index, each in enumerate(header.names) if form(each) == form(name)]:
            return found
    return []


def _aliased(names: Sequence[str], aliases: Sequence[str]) -> list[int]:
    """Return the columns of the first alias that is there."""
    alias = next((alias for alias in aliases if alias in names), None)
    return [index for index, name in enumerate(names) if name == alias]


def _missing_detail(header: Header, missing: Sequence[str]) -> str:
    example = json.dumps(dict.fromkeys(missing, "…"), ensure_ascii=False)
    return (
        f"No column was found for: {', '.join(missing)}. The header on line {header.lines} has: {_names(header)}. "
        f"Rename a column, or say which one it is: columns={example}."
    )


def _missing_fields(aliases: Aliases, missing: Sequence[str]) -> tuple[FieldError, ...]:
    return tuple(
        FieldError(
            f"/{role}",
            "missing_column",
            "name a column one of: " + ", ".join(alias.replace(" ", "_") for alias in aliases.get(role, ())),
        )
        for role in missing
    )


def _names(header: Header) -> str:
    names = ", ".join(f"'{_shown(name, 40)}'" for name in header.names[:20] if name) or "no names"
    return "".join(char if char.isprintable() else "?" for char in names)


def _shown(name: str, limit: int = SHOWN_NAME) -> str:
    return printable(name, limit)
