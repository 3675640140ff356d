"""Reading a calendar file: each row as the details of an entry, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from domain.calendar.entry_columns import ALIASES, AMOUNTS, DAYS, LAYOUT, REQUIRED, ROLES
from domain.calendar.errors import InvalidEntryError
from domain.calendar.models import EntryDetails, EntryKind, Scope
from domain.shared.csv.columns import check_roles, find_columns, find_header, normal_name
from domain.shared.csv.conventions import Conventions
from domain.shared.csv.encodings import text_of
from domain.shared.csv.errors import EmptyFileError
from domain.shared.csv.evidence import Evidence
from domain.shared.csv.formulas import restored
from domain.shared.csv.named_days import NO_DAY
from domain.shared.csv.numbers import EMPTY, FAULTY, OTHER_CURRENCY, to_decimal
from domain.shared.csv.reading import Table, told_as
from domain.shared.csv.records import records_of
from domain.shared.csv.report import RowError
from domain.shared.csv.text import Lines, has_undecoded, lines_of, printable

if TYPE_CHECKING:
    from decimal import Decimal

    from domain.shared.csv.columns import Header
    from domain.shared.csv.read_as import ReadAs
    from domain.shared.csv.reading import ReadingOptions
    from domain.shared.csv.records import Broken
    from domain.shared.csv.text import Encoding

_SHOWN: Final = 80
_KINDS: Final = ", ".join(EntryKind)


@dataclass(frozen=True)
class EntryRow:
    """One row that can be read."""

    line: int
    cells: list[str]
    details: EntryDetails


@dataclass
class CalendarFile:
    """A file that has been read."""

    header: Header
    encoding: Encoding
    roles: dict[str, int]
    read_as: ReadAs
    rows: list[EntryRow] = field(default_factory=list)
    rejected: list[tuple[list[str], RowError]] = field(default_factory=list)
    blank: int = 0

    def error(self, line: int, cells: list[str], role: str | None, code: str, detail: str) -> RowError:
        """Return the error of a cell, or of a row as a whole."""
        if role is None or role not in self.roles:
            return RowError(line, None, None, code, detail)
        at = self.roles[role]
        return RowError(line, self.header.names[at], printable(cells[at], _SHOWN), code, detail)


class _WrongCellError(Exception):
    """Error of one cell: its role, a code and a detail."""


def read_rows(data: bytes, options: ReadingOptions, shop_currency: str | None = None) -> CalendarFile:
    """Read a whole file.

    Raises
    ------
    UnsupportedEncodingError, NotATextFileError, EmptyFileError
    MissingColumnError, DuplicateColumnError, InvalidColumnsError
    AmbiguousDatesError, InvalidDateFormatError, AmbiguousNumbersError, OtherCurrencyError
    """
    text, encoding = text_of(data, options.encoding)
    lines = next(lines_of([text], encoding, block=len(text) + 1), None)  # whole: a block ends at a line end
    if lines is None:
        raise EmptyFileError("The file is empty. Send a header line and at least one row.")
    header = find_header(lines.texts[:40], ALIASES, options.columns)
    with told_as(Table(header, LAYOUT, encoding, ROLES, {})):
        roles = find_columns(header, ALIASES, options.columns)
    table = Table(header, LAYOUT, encoding, ROLES, roles)
    with told_as(table):
        check_roles(header, ALIASES, roles, REQUIRED)
        return _read_table(table, lines, options, shop_currency)


def _read_table(table: Table, lines: Lines, options: ReadingOptions, shop_currency: str | None) -> CalendarFile:
    header, roles = table.header, dict(table.roles)
    above = b"".join(lines.raw.splitlines(keepends=True)[: header.lines])
    rest = Lines(header.lines + 1, lines.texts[header.lines :], lines.end, lines.raw[len(above) :])
    batches = list(records_of([rest], header.delimiter, {roles[role] for role in roles.keys() & {*DAYS, "kind"}}))
    rows = [row for records in batches for row in zip(records.lines, records.rows, strict=True)]
    known = _conventions(table, [cells for _, cells in rows], options, shop_currency)
    file = CalendarFile(header, table.encoding, roles, table.read_as(known))
    file.blank = sum(records.blank for records in batches)
    file.rejected += [_broken(broken) for records in batches for broken in records.broken]
    _take_all(file, known, rows)
    return file


def _take_all(file: CalendarFile, known: Conventions, rows: list[tuple[int, list[str]]]) -> None:
    for line, cells in rows:
        _take(file, known, line, cells)
    if not file.rows and not file.rejected:
        raise EmptyFileError("The file holds a header, but no rows.")


def _broken(broken: Broken) -> tuple[list[str], RowError]:
    error = RowError(broken.line, None, printable(broken.text, _SHOWN), broken.code, broken.detail)
    return [broken.text], error


def _conventions(
    table: Table, rows: list[list[str]], options: ReadingOptions, shop_currency: str | None
) -> Conventions:
    """Return how days and amounts are written, by what all rows together say."""
    evidence = Evidence()
    for role, column in table.roles.items():
        for text in dict.fromkeys(row[column] for row in rows if column < len(row)):
            if role in AMOUNTS:
                evidence.add_amount(role, _amount_text(role, text))
            elif role in DAYS:
                evidence.dates.add(text)
    return evidence.conventions(Conventions(shop_currency=shop_currency), options, table.names, final=True)


def _amount_text(role: str, cell: str) -> str:
    text = restored(cell.strip())
    return text.removesuffix("%").rstrip() if role == "expected_change_pct" else text


def _take(file: CalendarFile, known: Conventions, line: int, cells: list[str]) -> None:
    """Keep one row with the good or the bad ones."""
    width = len(file.header.names)
    if not any(cell.strip() for cell in cells):
        file.blank += 1
        return
    if any(cells[width:]):
        detail = f"The row has {len(cells)} cells, the header has {width}. Put quotation marks around such values."
        error = RowError(line, None, printable(cells[width], _SHOWN), "too_many_columns", detail)
        file.rejected.append((cells, error))
        return
    cells = (cells + [""] * (width - len(cells)))[:width]
    texts = {role: restored(cells[index].strip()) for role, index in file.roles.items()}
    try:
        file.rows.append(EntryRow(line, cells, _details(texts, known)))
    except _WrongCellError as error:
        role, code, detail = error.args
        file.rejected.append((cells, file.error(line, cells, role, code, detail)))
    except InvalidEntryError as error:
        wrong = error.fields[0]
        role = "product_id" if wrong.pointer == "/scope/product_ids" else wrong.pointer.rpartition("/")[2]
        file.rejected.append((cells, file.error(line, cells, role, wrong.code, f"This {wrong.detail}.")))


def _details(texts: dict[str, str], known: Conventions) -> EntryDetails:
    for role, text in texts.items():
        if has_undecoded(text):
            detail = "The cell holds bytes that are no text. Save the file as UTF-8, or pass its encoding."
            raise _WrongCellError(role, "not_utf8", detail)
    start = _day("start", texts["start"], known)
    if start is None:
        raise _WrongCellError("start", "missing_start", "The row needs its first day.")
    return EntryDetails(
        name=texts["name"],
        kind=_kind(texts.get("kind", "")),
        start=start,
        end=_day("end", texts.get("end", ""), known) or start,
        scope=_scope(texts.get("product_id", ""), texts.get("category", "")),
        expected_change_pct=_amount("expected_change_pct", texts.get("expected_change_pct", ""), known),
        price=_amount("price", texts.get("price", ""), known),
        note=texts.get("note") or None,
    )


def _kind(text: str) -> EntryKind:
    if not text:
        return EntryKind.EVENT
    try:
        return EntryKind(normal_name(text).replace(" ", ""))
    except ValueError:
        raise _WrongCellError("kind", "invalid_kind", f"The kind is one of: {_KINDS}.") from None


def _scope(product_id: str, category: str) -> Scope:
    if product_id and category:
        detail = "The row names a product and a category. Keep one of them; with neither, it is for the whole shop."
        raise _WrongCellError("category", "two_scopes", detail)
    return Scope(everything=not product_id and not category, category=category or None, product_ids=_ids(product_id))


def _ids(product_id: str) -> tuple[str, ...]:
    return (product_id,) if product_id else ()


def _day(role: str, text: str, known: Conventions) -> date | None:
    if not text:
        return None
    if (ordinal := known.dates.ordinal(text)) == NO_DAY:
        raise _WrongCellError(role, "invalid_date", "This is no day in the format of this file. Correct it.")
    return date.fromordinal(ordinal)


def _amount(role: str, text: str, known: Conventions) -> Decimal | None:
    amount = known.amount(role, _amount_text(role, text))
    if amount == EMPTY:
        return None
    if amount == OTHER_CURRENCY:
        detail = "The file's other amounts are in another currency, and nothing is converted. Convert it."
        raise _WrongCellError(role, "other_currency", detail)
    if amount < FAULTY:
        raise _WrongCellError(role, "not_a_number", "This is not a number. Write digits only, with one decimal mark.")
    return to_decimal(amount)
