"""Reading a file of open orders: each row as a line of an order, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Final

from domain.shared.csv.columns import check_roles, find_columns, find_header, normal_name
from domain.shared.csv.conventions import Conventions
from domain.shared.csv.encodings import text_of
from domain.shared.csv.errors import EmptyFileError
from domain.shared.csv.evidence import Evidence
from domain.shared.csv.formulas import restored
from domain.shared.csv.named_days import NO_DAY
from domain.shared.csv.numbers import EMPTY, FAULTY, TOO_LARGE, to_decimal
from domain.shared.csv.reading import Table, told_as
from domain.shared.csv.records import records_of
from domain.shared.csv.report import RowError
from domain.shared.csv.text import Lines, has_undecoded, lines_of, printable
from domain.shared.identifiers import product_id_problem, supplier_id_problem

if TYPE_CHECKING:
    from domain.shared.csv.columns import Header
    from domain.shared.csv.read_as import ReadAs
    from domain.shared.csv.reading import ReadingOptions
    from domain.shared.csv.text import Encoding

LAYOUT: Final = "table"
#: By field: the names of its column, best first.
COLUMNS: Final[dict[str, list[str]]] = {
    "purchase_order_id": [
        "purchase order id",
        "order id",
        "order",
        "purchase order",
        "po",
        "po number",
        "order number",
    ],
    "supplier_id": ["supplier id", "supplier", "vendor id", "vendor"],
    "product_id": ["product id", "sku"],
    "quantity": ["quantity", "qty", "ordered"],
    "received_quantity": ["received quantity", "received", "quantity received"],
    "expected_on": ["expected on", "expected date", "expected", "due date", "due", "delivery date", "eta"],
}
ALIASES: Final = {role: tuple(map(normal_name, names)) for role, names in COLUMNS.items()}
ROLES: Final = tuple(ALIASES)
REQUIRED: Final = ("purchase_order_id", "supplier_id", "product_id", "quantity")
_AMOUNTS: Final = frozenset({"quantity", "received_quantity"})
_DAY: Final = "expected_on"
_SHOWN: Final = 80


@dataclass(frozen=True)
class OrderRow:
    """One row that can be read; ``expected_on`` is ``None`` where the file names no day."""

    number: int
    cells: list[str]
    purchase_order_id: str
    supplier_id: str
    product_id: str
    quantity: Decimal
    received_quantity: Decimal
    expected_on: date | None


@dataclass
class OrderFile:
    """A file that has been read."""

    header: Header
    encoding: Encoding
    roles: dict[str, int]
    read_as: ReadAs
    rows: list[OrderRow] = field(default_factory=list)
    rejected: list[tuple[list[str], RowError]] = field(default_factory=list)
    #: Orders of which a row was rejected.
    broken_orders: set[str] = field(default_factory=set)
    blank: int = 0

    def reject(self, number: int, cells: list[str], role: str | None, code: str, detail: str) -> None:
        """Note that a row is not taken, because of a cell or as a whole."""
        column = value = None
        if role is not None and role in self.roles and self.roles[role] < len(cells):
            column, value = self.header.names[self.roles[role]], printable(cells[self.roles[role]], _SHOWN)
        self.rejected.append((cells, RowError(number, column, value, code, detail)))
        at = self.roles["purchase_order_id"]
        if at < len(cells):
            self.broken_orders.add(restored(cells[at].strip()))


class _WrongCellError(Exception):
    """Error of one cell: its role, a code and a detail."""


def read_orders(data: bytes, options: ReadingOptions) -> OrderFile:
    """Read a whole file.

    Raises
    ------
    UnsupportedEncodingError, NotATextFileError, EmptyFileError
    MissingColumnError, DuplicateColumnError, InvalidColumnsError
    AmbiguousDatesError, InvalidDateFormatError, AmbiguousNumbersError
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
        return _read_table(table, lines, options)


def _read_table(table: Table, lines: Lines, options: ReadingOptions) -> OrderFile:
    header, roles = table.header, dict(table.roles)
    above = b"".join(lines.raw.splitlines(keepends=True)[: header.lines])
    rest = Lines(header.lines + 1, lines.texts[header.lines :], lines.end, lines.raw[len(above) :])
    batches = list(records_of([rest], header.delimiter, {roles[_DAY]} if _DAY in roles else set()))
    rows = [row for records in batches for row in zip(records.lines, records.rows, strict=True)]
    known = _conventions(table, [cells for _, cells in rows], options)
    file = OrderFile(header, table.encoding, roles, table.read_as(known))
    file.blank = sum(records.blank for records in batches)
    for broken in chain.from_iterable(records.broken for records in batches):
        file.reject(broken.line, [broken.text], None, broken.code, broken.detail)
    _take_all(file, known, rows)
    return file


def _take_all(file: OrderFile, known: Conventions, rows: list[tuple[int, list[str]]]) -> None:
    for number, cells in rows:
        _take(file, known, number, cells)
    if not file.rows and not file.rejected:
        raise EmptyFileError("The file holds a header, but no rows.")


def _conventions(table: Table, rows: list[list[str]], options: ReadingOptions) -> Conventions:
    """Return how days and amounts are written, by what all rows together say."""
    evidence = Evidence()
    for role, column in table.roles.items():
        for text in dict.fromkeys(row[column] for row in rows if column < len(row)):
            if role in _AMOUNTS:
                evidence.add_amount(role, restored(text.strip()))
            elif role == _DAY:
                evidence.dates.add(text)
    return evidence.conventions(Conventions(), options, table.names, final=True)


def _take(file: OrderFile, known: Conventions, number: int, cells: list[str]) -> None:
    """Keep one row with the good or the bad ones."""
    width = len(file.header.names)
    if not any(cell.strip() for cell in cells):
        file.blank += 1
        return
    if any(cells[width:]):
        detail = f"The row has {len(cells)} cells, the header has {width}. Put quotation marks around such values."
        file.reject(number, cells, None, "too_many_columns", detail)
        return
    cells = (cells + [""] * (width - len(cells)))[:width]
    texts = {role: restored(cells[index].strip()) for role, index in file.roles.items()}
    try:
        file.rows.append(_row(number, cells, texts, known))
    except _WrongCellError as error:
        file.reject(number, cells, *error.args)


def _row(number: int, cells: list[str], texts: dict[str, str], known: Conventions) -> OrderRow:
    for role, text in texts.items():
        if has_undecoded(text):
            detail = "The cell holds bytes that are no text. Save the file as UTF-8, or pass its encoding."
            raise _WrongCellError(role, "not_utf8", detail)
    _check_ids(texts)
    quantity = _amount("quantity", texts["quantity"], known)
    if not quantity:
        raise _WrongCellError("quantity", "missing_quantity", "The row needs a quantity of more than 0.")
    received = _amount("received_quantity", texts.get("received_quantity", ""), known)
    return OrderRow(
        number=number,
        cells=cells,
        purchase_order_id=texts["purchase_order_id"],
        supplier_id=texts["supplier_id"],
        product_id=texts["product_id"],
        quantity=quantity,
        received_quantity=received,
        expected_on=_expected(texts.get(_DAY, ""), known),
    )


def _check_ids(texts: dict[str, str]) -> None:
    for role, problem_of in (
        ("purchase_order_id", product_id_problem),
        ("supplier_id", supplier_id_problem),
        ("product_id", product_id_problem),
    ):
        if problem := problem_of(texts[role]):
            raise _WrongCellError(role, f"invalid_{role}", f"This {problem}.")


def _amount(role: str, text: str, known: Conventions) -> Decimal:
    amount = known.amount(role, text)
    if amount == EMPTY:
        return Decimal(0)
    if amount == TOO_LARGE:
        raise _WrongCellError(role, "out_of_range", "The number must not be more than 1,000,000,000.")
    if amount < FAULTY:
        raise _WrongCellError(role, "not_a_number", "This is not a number. Write digits only, with one decimal mark.")
    if amount < 0:
        raise _WrongCellError(role, f"negative_{role}", "This cannot be negative. Correct it.")
    return to_decimal(amount)


def _expected(text: str, known: Conventions) -> date | None:
    if not text:
        return None
    if (ordinal := known.dates.ordinal(text)) == NO_DAY:
        raise _WrongCellError(_DAY, "invalid_date", "This is no day in the format of this file. Correct it.")
    return date.fromordinal(ordinal)
