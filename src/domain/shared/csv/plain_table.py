"""A table whose columns hold texts, numbers and days, read up to its cells, by what all rows together say of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.shared.csv.columns import check_roles, find_columns
from domain.shared.csv.conventions import Conventions
from domain.shared.csv.evidence import Evidence
from domain.shared.csv.formulas import restored
from domain.shared.csv.named_days import NO_DAY
from domain.shared.csv.numbers import EMPTY, FAULTY, to_decimal
from domain.shared.csv.reading import Table, told_as
from domain.shared.csv.text import has_undecoded
from domain.shared.csv.whole_file import WholeFile, opened, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from decimal import Decimal

    from domain.shared.csv.reading import ReadingOptions
    from domain.shared.csv.text import Lines


class WrongCellError(Exception):
    """Error of one cell."""

    def __init__(self, role: str, code: str, detail: str) -> None:
        super().__init__(detail)
        self.role = role
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Record:
    """Cells of a row, as many as the header has, and the text of those that have a role."""

    line: int
    cells: list[str]
    texts: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Columns of a kind of file.

    Parameters
    ----------
    layout
        The name of the kind.
    aliases
        By role, the names of its column, normal ones, best first.
    required
        Roles that a file cannot do without.
    amounts, days
        Roles whose cells are numbers, and days.
    keys
        Roles whose cells never span lines.
    amount_text
        What of a cell is the number.
    """

    layout: str
    aliases: Mapping[str, Sequence[str]]
    required: Sequence[str]
    amounts: Collection[str]
    days: Collection[str]
    keys: Collection[str]
    amount_text: Callable[[str, str], str] = lambda _role, cell: restored(cell.strip())


def read_whole(
    data: bytes, options: ReadingOptions, columns: Columns, shop_currency: str | None = None
) -> tuple[WholeFile[Record], Conventions]:
    """Read a file up to its cells, and decide by all of them how days and amounts are written.

    Raises
    ------
    UnsupportedEncodingError, NotATextFileError, EmptyFileError, TooManyRowsError
    MissingColumnError, DuplicateColumnError, InvalidColumnsError
    AmbiguousDatesError, InvalidDateFormatError, AmbiguousNumbersError, OtherCurrencyError
    """
    header, encoding, lines = opened(data, columns.aliases, options)
    roles = tuple(columns.aliases)
    with told_as(Table(header, columns.layout, encoding, roles, {})):
        found = find_columns(header, columns.aliases, options.columns)
    table = Table(header, columns.layout, encoding, roles, found)
    with told_as(table):
        check_roles(header, columns.aliases, found, columns.required)
        return _read_table(table, lines, options, columns, shop_currency)


def taken[Row](found: WholeFile[Record], row_of: Callable[[Record], Row]) -> WholeFile[Row]:
    """Return a file with what its rows say; those with a :class:`WrongCellError` are rejected."""
    file = WholeFile[Row](
        found.header, found.encoding, found.roles, found.read_as, rejected=found.rejected, blank=found.blank
    )
    for record in found.rows:
        try:
            _check_decoded(record)
            file.rows.append(row_of(record))
        except WrongCellError as error:
            file.reject(record.line, record.cells, error.role, error.code, error.detail)
    return file


def amount_of(role: str, amount: int, faults: Mapping[int, tuple[str, str]]) -> Decimal | None:
    """Return the number of a cell as its file's conventions read it, ``None`` for an empty cell.

    Parameters
    ----------
    faults
        Code and detail of what else than no number it may be.

    Raises
    ------
    WrongCellError
    """
    if amount == EMPTY:
        return None
    if amount in faults:
        raise WrongCellError(role, *faults[amount])
    if amount < FAULTY:
        raise WrongCellError(role, "not_a_number", "This is not a number. Write digits only, with one decimal mark.")
    return to_decimal(amount)


def day_of(role: str, text: str, known: Conventions) -> date | None:
    """Return the day of a cell, ``None`` for an empty one; raises :class:`WrongCellError`."""
    if not text:
        return None
    if (ordinal := known.dates.ordinal(text)) == NO_DAY:
        raise WrongCellError(role, "invalid_date", "This is no day in the format of this file. Correct it.")
    return date.fromordinal(ordinal)


def _read_table(
    table: Table, lines: Lines, options: ReadingOptions, columns: Columns, shop_currency: str | None
) -> tuple[WholeFile[Record], Conventions]:
    header, roles = table.header, dict(table.roles)
    rows = rows_of(lines, header.delimiter, {roles[role] for role in roles.keys() & columns.keys})
    known = _conventions(table, [cells for _, cells in rows.cells], options, columns, shop_currency)
    file = WholeFile[Record](
        header, table.encoding, roles, table.read_as(known), rejected=rows.broken, blank=rows.blank
    )
    for line, written in rows.cells:
        if (cells := file.fitting(line, written)) is not None:
            texts = {role: restored(cells[index].strip()) for role, index in roles.items()}
            file.rows.append(Record(line, cells, texts))
    file.check_not_empty()
    return file, known


def _conventions(
    table: Table, rows: list[list[str]], options: ReadingOptions, columns: Columns, shop_currency: str | None
) -> Conventions:
    """Return how days and amounts are written, by what all rows together say."""
    evidence = Evidence()
    for role, column in table.roles.items():
        for text in dict.fromkeys(row[column] for row in rows if column < len(row)):
            if role in columns.amounts:
                evidence.add_amount(role, columns.amount_text(role, text))
            elif role in columns.days:
                evidence.dates.add(text)
    return evidence.conventions(Conventions(shop_currency=shop_currency), options, table.names, final=True)


def _check_decoded(record: Record) -> None:
    for role, text in record.texts.items():
        if has_undecoded(text):
            detail = "The cell holds bytes that are no text. Save the file as UTF-8, or pass its encoding."
            raise WrongCellError(role, "not_utf8", detail)
