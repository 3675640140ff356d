"""Reading a catalogue file: which column says what, and what each cell means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from domain.products.import_checks import TEXTS, WHOLE_NUMBERS, wrong_amount, wrong_text
from domain.products.models import ProductStatus
from domain.shared.csv.columns import Header, find_columns, find_header
from domain.shared.csv.dates import NO_DAY, DateFormat, DateFormatVote, date_format_from
from domain.shared.csv.errors import EmptyFileError
from domain.shared.csv.formulas import restored
from domain.shared.csv.numbers import EMPTY, decimal_mark, parse_amount, to_decimal
from domain.shared.csv.records import records_of
from domain.shared.csv.report import RowError
from domain.shared.csv.text import Lines, check_is_text, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.shared.csv.numbers import DecimalMark
    from domain.shared.csv.records import Broken

#: Column names by field, best first, in the normalised form.
ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "product_id": (
        "product id",
        "sku",
        "item id",
        "variant sku",
        "product sku",
        "item sku",
        "seller sku",
        "product code",
    ),
    "name": ("name", "product name", "item name", "title", "item"),
    "category": ("category", "product category", "department", "product type", "type"),
    "current_price": ("current price", "price", "selling price", "variant price", "unit price"),
    "status": ("status",),
    "unit_cost": ("unit cost", "cost", "cost per item", "purchase price"),
    "on_hand": (
        "on hand",
        "stock",
        "stock level",
        "quantity on hand",
        "inventory",
        "in stock",
        "available",
        "quantity",
    ),
    "on_order": ("on order", "incoming", "ordered"),
    "stock_as_of": ("stock as of", "counted on", "stock date"),
    "lead_time_days": ("lead time days", "lead time"),
    "lead_time_std_days": ("lead time std days",),
    "review_period_days": ("review period days", "review period"),
    "service_level": ("service level",),
    "min_order_quantity": ("min order quantity", "minimum order quantity", "moq"),
    "order_multiple": ("order multiple", "pack size", "case pack"),
    "supersedes": ("supersedes", "replaces", "predecessor"),
}
_NO_VALUES: Final = frozenset({"product_id", "status", "stock_as_of", "supersedes"}) | TEXTS
_SHOWN: Final = 80


@dataclass(frozen=True)
class CatalogueRow:
    """One row: the product it is about, and what it says about it."""

    line: int
    cells: list[str]
    product_id: str
    values: dict[str, Any]


@dataclass
class CatalogueFile:
    """A file that has been read; ``rejected`` are the rows that make no sense by themselves."""

    header: Header
    roles: dict[str, int]
    rows: list[CatalogueRow] = field(default_factory=list)
    rejected: list[tuple[list[str], RowError]] = field(default_factory=list)
    blank: int = 0

    def error(self, line: int, cells: list[str], role: str | None, code: str, detail: str) -> RowError:
        """Return the error of a cell, or of a row as a whole."""
        if role is None or role not in self.roles:
            return RowError(line, None, None, code, detail)
        return RowError(line, self.header.names[self.roles[role]], _shown(cells[self.roles[role]]), code, detail)


def read_rows(data: bytes, date_format: str | None) -> CatalogueFile:
    """Read a whole file.

    Raises
    ------
    UnsupportedEncodingError, NotATextFileError, EmptyFileError
    MissingColumnError, DuplicateColumnError
    AmbiguousDatesError, InvalidDateFormatError
    """
    check_is_text(data[:4096])
    lines = next(lines_of([data]), None)
    if lines is None:
        raise EmptyFileError("The file is empty. Send a header line and at least one row.")
    header = find_header(lines.texts[:40], ALIASES)
    roles = find_columns(header, ALIASES, ("product_id",))
    file = CatalogueFile(header, roles)
    above = b"".join(lines.raw.splitlines(keepends=True)[: header.lines])
    rest = Lines(header.lines + 1, lines.texts[header.lines :], lines.end, lines.raw[len(above) :])
    rows: list[tuple[int, list[str]]] = []
    for records in records_of([rest], header.delimiter, {roles[role] for role in roles if role not in TEXTS}):
        file.blank += records.blank
        file.rejected += [([broken.text], _broken(broken)) for broken in records.broken]
        rows += zip(records.lines, records.rows, strict=True)
    meaning = _Meaning(file, [cells for _, cells in rows], date_format)
    for line, cells in rows:
        meaning.take(line, cells)
    if not file.rows and not file.rejected:
        raise EmptyFileError("The file holds a header, but no rows.")
    return file


class _Meaning:
    """Turns cells into values, by what all rows together decided."""

    def __init__(self, file: CatalogueFile, rows: list[list[str]], date_format: str | None) -> None:
        self._file = file
        amounts = [index for role, index in file.roles.items() if role not in _NO_VALUES]
        numbers = (row[index] for row in rows[:2000] for index in amounts if index < len(row))
        self._mark: DecimalMark = decimal_mark(numbers, file.header.delimiter)
        self._dates = date_format_from(date_format) if date_format else self._decided(rows)

    def _decided(self, rows: list[list[str]]) -> DateFormat:
        column = self._file.roles.get("stock_as_of")
        if column is None:
            return DateFormat("ymd")
        vote = DateFormatVote()
        vote.add(row[column] for row in rows if column < len(row))
        return vote.result()

    def take(self, line: int, cells: list[str]) -> None:
        """Keep one row with the good or the bad ones."""
        file, width = self._file, len(self._file.header.names)
        if not any(cell.strip() for cell in cells):
            file.blank += 1
            return
        if any(cells[width:]):
            detail = f"The row has {len(cells)} cells, the header has {width}. Put quotation marks around such values."
            file.rejected.append((cells, RowError(line, None, _shown(cells[width]), "too_many_columns", detail)))
            return
        cells = (cells + [""] * (width - len(cells)))[:width]
        product_id = ""
        values: dict[str, Any] = {}
        for role, index in file.roles.items():
            cell = cells[index].strip()
            text = restored(cell)
            if wrong := self._wrong(role, text, cell):
                file.rejected.append((cells, file.error(line, cells, role, *wrong)))
                return
            if role == "product_id":
                product_id = text
            elif text:
                value = self._value(role, text)
                values |= {} if value is None else {role: value}
        file.rows.append(CatalogueRow(line, cells, product_id, values))

    def _wrong(self, role: str, text: str, cell: str) -> tuple[str, str] | None:
        """Return the code and detail of what is wrong with a text, and the cell it came in."""
        if role not in _NO_VALUES:
            return wrong_amount(role, parse_amount(text, self._mark))
        if role == "stock_as_of" and text and self._dates.ordinal(text) == NO_DAY:
            return "invalid_date", "This is no day in the format of this file. Correct it."
        return wrong_text(role, text, cell)

    def _value(self, role: str, text: str) -> Any:
        if role in TEXTS or role == "supersedes":
            return text
        if role == "status":
            return ProductStatus(text.lower())
        if role == "stock_as_of":
            return date.fromordinal(self._dates.ordinal(text))
        amount = parse_amount(text, self._mark)
        if amount == EMPTY:
            return None
        return int(to_decimal(amount)) if role in WHOLE_NUMBERS else to_decimal(amount)


def _broken(broken: Broken) -> RowError:
    return RowError(broken.line, None, _shown(broken.text), broken.code, broken.detail)


def _shown(text: str) -> str:
    clean = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return clean if len(clean) <= _SHOWN else clean[: _SHOWN - 1] + "…"


def products_of(rows: list[CatalogueRow]) -> Iterator[tuple[str, list[CatalogueRow]]]:
    """Yield each product with its rows, in the file's order."""
    by_product: dict[str, list[CatalogueRow]] = {}
    for row in rows:
        by_product.setdefault(row.product_id, []).append(row)
    yield from by_product.items()
