"""Reading a catalogue file: which column says what, and what each cell means."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from domain.products.import_checks import OTHER_CURRENCY_DETAIL, TEXTS, UNREAD, WHOLE_NUMBERS, wrong_amount, wrong_text
from domain.products.import_columns import ALIASES, CURRENCY, LAYOUT, LOCATION, NO_STOCK, REPORTED, REQUIRED
from domain.products.import_merge import STOCK, CatalogueRow
from domain.products.import_shopify import LAYOUT as SHOPIFY_PRODUCTS
from domain.products.import_shopify import ProductRows, layout_of
from domain.products.import_statuses import is_draft, product_status
from domain.shared.csv.columns import check_roles, find_columns, normal_name
from domain.shared.csv.conventions import MONEY, Conventions
from domain.shared.csv.evidence import Evidence
from domain.shared.csv.formulas import restored
from domain.shared.csv.money_evidence import named_currencies
from domain.shared.csv.named_days import NO_DAY
from domain.shared.csv.numbers import EMPTY, to_decimal
from domain.shared.csv.product_ids import IdReading, bare_id, is_altered, plain_ids_of, read_ids
from domain.shared.csv.reading import ReadingOptions, Table, told_as
from domain.shared.csv.whole_file import WholeFile, opened, rows_of

if TYPE_CHECKING:
    from decimal import Decimal

    from domain.shared.csv.product_ids import Exist
    from domain.shared.csv.text import Lines

_IDS: Final = frozenset({"supersedes", "supplier_id", "supplier_sku"})
_NO_VALUES: Final = frozenset({"product_id", "status", "stock_as_of", LOCATION, CURRENCY}) | TEXTS | _IDS


@dataclass
class CatalogueFile(WholeFile[CatalogueRow]):
    """A file that has been read.

    Parameters
    ----------
    excluded
        Rows of products that are not sold yet, by column and value; they change nothing.
    unread
        Cells that their rows do without because they cannot be read: line, column, text and why.
    ids
        What the file's ids are, where those are not the products' own.
    alike
        Two new products that hardly differ.
    """

    excluded: Counter[tuple[str, str]] = field(default_factory=Counter)
    unread: list[tuple[int, str, str, str]] = field(default_factory=list)
    ids: IdReading = field(default_factory=IdReading)
    alike: tuple[str, str] | None = None


def read_rows(
    data: bytes, options: ReadingOptions, shop_currency: str | None = None, exist: Exist = lambda _: ()
) -> CatalogueFile:
    """Read a whole file; ``exist`` tells which products there are.

    Raises
    ------
    UnsupportedEncodingError, NotATextFileError, EmptyFileError
    MissingColumnError, DuplicateColumnError, InvalidColumnsError
    AmbiguousDatesError, InvalidDateFormatError
    """
    header, encoding, lines = opened(data, ALIASES, options)
    layout = layout_of(header.names) or LAYOUT
    with told_as(Table(header, layout, encoding, REPORTED, {}, mapping_id=options.mapping_id)):
        roles = find_columns(header, ALIASES, options.columns)
    reported = (*REPORTED, *(role for role in (LOCATION, CURRENCY) if role in roles))
    table = Table(header, layout, encoding, reported, roles, mapping_id=options.mapping_id)
    with told_as(table):
        check_roles(header, ALIASES, roles, REQUIRED)
        return _read_table(table, lines, options, shop_currency, exist)


def _read_table(
    table: Table, lines: Lines, options: ReadingOptions, shop_currency: str | None, exist: Exist
) -> CatalogueFile:
    keys = {index for role, index in table.roles.items() if role not in TEXTS}
    rows = rows_of(lines, table.header.delimiter, keys)
    evidence = _evidence(table, [cells for _, cells in rows.cells])
    evidence.encoding.add(lines.raw)
    known = evidence.conventions(Conventions(shop_currency=shop_currency), options, table.names, final=True)
    meaning = _Meaning(known)
    ids = _ids(table, rows.cells, options, exist)
    products = _products(table, rows.cells)
    file = CatalogueFile(
        table.header,
        table.encoding,
        dict(table.roles),
        table.read_as(known),
        rejected=rows.broken,
        blank=rows.blank + len(rows.cells) - len(products),
        ids=ids,
    )
    for line, written in products:
        if (cells := file.fitting(line, written)) is not None:
            meaning.take(file, line, cells)
    file.check_not_empty()
    return file


def _ids(table: Table, rows: list[tuple[int, list[str]]], options: ReadingOptions, exist: Exist) -> IdReading:
    column = table.roles["product_id"]
    ids = dict.fromkeys(bare_id(cells[column]) for _, cells in rows if column < len(cells))
    altered = [product_id for product_id in ids if is_altered(product_id)]
    return read_ids(altered, plain_ids_of(altered).intersection(ids), options.sku_map, exist)


def _products(table: Table, rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Return the rows that are products, with what a layout leaves blank in them filled in."""
    is_product = ProductRows(table.header.names).fill if table.layout == SHOPIFY_PRODUCTS else any
    return [(line, cells) for line, cells in rows if is_product(cells)]


def _evidence(table: Table, rows: list[list[str]]) -> Evidence:
    """Return what all rows together say of how days and amounts are written, and what money is in."""
    evidence = Evidence()
    evidence.money.add_names(table.names)
    for role, column in table.roles.items():
        for text in dict.fromkeys(row[column] for row in rows if column < len(row)):
            if role not in _NO_VALUES:
                evidence.add_amount(role, restored(text.strip()))
            elif role == "stock_as_of":
                evidence.dates.add(text)
            elif role == CURRENCY:
                evidence.money.add_currency(text)
    return evidence


class _Meaning:
    """Turns cells into values, by what all rows together decided."""

    def __init__(self, conventions: Conventions) -> None:
        self._conventions = conventions

    def take(self, file: CatalogueFile, line: int, cells: list[str]) -> None:
        """Keep one row of the header's width."""
        texts = {role: cells[index].strip() for role, index in file.roles.items()}
        if is_draft(status := texts.get("status", "")):
            file.excluded[file.header.names[file.roles["status"]], status] += 1
            return
        if other := self._other_currency(file, cells):
            file.reject(line, cells, CURRENCY, *other)
            return
        own = bare_id(texts.pop("product_id"))
        product_id = file.ids.known_as.get(own, own)
        wrong = self._all_wrong(texts) | ({} if own in file.ids.known_as else self._all_wrong({"product_id": own}))
        if bad := next((role for role, (code, _) in wrong.items() if code not in UNREAD), None):
            file.reject(line, cells, bad, *wrong[bad])
            return
        names = file.header.names
        file.unread += [(line, names[file.roles[role]], texts.pop(role), why) for role, (_, why) in wrong.items()]
        values = self._values(texts)
        file.rows.append(CatalogueRow(line, cells, product_id, values, texts.get(LOCATION), frozenset(wrong)))

    def _all_wrong(self, texts: dict[str, str]) -> dict[str, tuple[str, str]]:
        return {role: wrong for role, cell in texts.items() if (wrong := self._wrong(role, cell))}

    def _values(self, texts: dict[str, str]) -> dict[str, Any]:
        """Return what the cells of a row say, those that are empty left out."""
        said = {
            role: self._value(role, restored(cell))
            for role, cell in texts.items()
            if cell and role not in {LOCATION, CURRENCY}
        }
        return {role: value for role, value in said.items() if value is not None}

    def _other_currency(self, file: CatalogueFile, cells: list[str]) -> tuple[str, str] | None:
        """Say that a row with amounts of money names another currency than the file's."""
        amounts = [cells[file.roles[role]].strip() for role in MONEY & file.roles.keys()]
        if CURRENCY not in file.roles or not any(amounts):
            return None
        is_other = self._conventions.is_other(named_currencies(cells[file.roles[CURRENCY]]))
        return ("other_currency", OTHER_CURRENCY_DETAIL) if is_other else None

    def _wrong(self, role: str, cell: str) -> tuple[str, str] | None:
        """Return the code and detail of what is wrong with a cell."""
        text = restored(cell)
        if role in STOCK and normal_name(text) in NO_STOCK:
            return None
        if role not in _NO_VALUES:
            return wrong_amount(role, self._conventions.amount(role, text))
        if role == "stock_as_of" and text and self._conventions.dates.ordinal(text) == NO_DAY:
            return "invalid_date", "This is no day in the format of this file. Correct it."
        return wrong_text(role, text, cell)

    def _value(self, role: str, text: str) -> Any:
        if role in TEXTS or role in _IDS:
            return text
        if role == "status":
            return product_status(text)
        if role == "stock_as_of":
            return date.fromordinal(self._conventions.dates.ordinal(text))
        if role in STOCK and normal_name(text) in NO_STOCK:
            return None
        return self._number(role, text)

    def _number(self, role: str, text: str) -> Decimal | int | None:
        amount = self._conventions.amount(role, text)
        if amount == EMPTY:
            return None
        return int(to_decimal(amount)) if role in WHOLE_NUMBERS else to_decimal(amount)
