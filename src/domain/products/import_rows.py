"""Reading a catalogue file: which column says what, and what each cell means."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from domain.products.import_cells import NO_AMOUNTS, CellMeaning
from domain.products.import_checks import OTHER_CURRENCY_DETAIL, TEXTS, UNREAD
from domain.products.import_columns import ALIASES, CURRENCY, LOCATION, REPORTED, REQUIRED
from domain.products.import_merge import STOCK, STOCK_LEVEL, CatalogueRow
from domain.products.import_statuses import is_draft
from domain.products.layouts import layout_of
from domain.shared.csv.columns import check_roles, find_columns
from domain.shared.csv.conventions import MONEY, Conventions
from domain.shared.csv.evidence import Evidence
from domain.shared.csv.formulas import restored
from domain.shared.csv.money_evidence import named_currencies
from domain.shared.csv.product_ids import IdReading, bare_id, is_altered, plain_ids_of, read_ids
from domain.shared.csv.reading import ReadingOptions, Table, told_as
from domain.shared.csv.whole_file import WholeFile, opened, rows_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.products.layouts.base import RowReader
    from domain.shared.csv.product_ids import Exist
    from domain.shared.csv.text import Lines


@dataclass
class CatalogueFile(WholeFile[CatalogueRow]):
    """A file that has been read.

    Parameters
    ----------
    excluded
        Rows of products that are not sold, or not yet, by column and value; they change nothing.
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

    def leave_out(self, column: int, cells: list[str]) -> None:
        """Note that a row changes nothing, because of what it says in a column."""
        self.excluded[self.header.names[column], cells[column].strip()] += 1


def read_rows(
    data: bytes, options: ReadingOptions, shop_currency: str | None = None, exist: Exist = lambda _: ()
) -> CatalogueFile:
    """Read a whole file; ``exist`` tells which products there are.

    Raises
    ------
    UnsupportedEncodingError, NotATextFileError, EmptyFileError, TooManyRowsError
    MissingColumnError, DuplicateColumnError, InvalidColumnsError
    AmbiguousDatesError, InvalidDateFormatError
    """
    header, encoding, lines = opened(data, ALIASES, options)
    layout = layout_of(header.names)
    aliases = {**ALIASES, **layout.aliases}
    with told_as(Table(header, layout.name, encoding, REPORTED, {}, mapping_id=options.mapping_id)):
        roles = find_columns(header, aliases, options.columns)
    places = () if STOCK_LEVEL in options.columns else tuple(layout.places(header.names))
    roles |= {STOCK_LEVEL: places[0]} if places else {}
    reported = (*REPORTED, *(role for role in (LOCATION, CURRENCY) if role in roles))
    table = Table(header, layout.name, encoding, reported, roles, places, options.mapping_id)
    with told_as(table):
        check_roles(header, aliases, roles, REQUIRED)
        return _read_table(table, lines, options, shop_currency, layout.rows(header.names), exist)


def _read_table(
    table: Table,
    lines: Lines,
    options: ReadingOptions,
    shop_currency: str | None,
    reader: RowReader,
    exist: Exist,
) -> CatalogueFile:
    keys = {index for role, index in table.roles.items() if role not in TEXTS}
    rows = rows_of(lines, table.header.delimiter, keys)
    evidence = _evidence(table, [cells for _, cells in rows.cells])
    evidence.encoding.add(lines.raw)
    known = evidence.conventions(Conventions(shop_currency=shop_currency), options, table.names, final=True)
    ids = _ids(table, rows.cells, options, exist)
    products = [(line, cells) for line, cells in rows.cells if reader.fill(cells)]
    file = CatalogueFile(
        table.header,
        table.encoding,
        dict(table.roles),
        table.read_as(known),
        rejected=rows.broken,
        blank=rows.blank + len(rows.cells) - len(products),
        ids=ids,
    )
    taking = _Taking(file, known, table.context)
    for line, written in products:
        if (cells := file.fitting(line, written)) is None:
            continue
        if (column := reader.left_out_by(cells)) is not None:
            file.leave_out(column, cells)
        else:
            taking.take(line, cells)
    file.check_not_empty()
    return file


def _ids(table: Table, rows: list[tuple[int, list[str]]], options: ReadingOptions, exist: Exist) -> IdReading:
    column = table.roles["product_id"]
    ids = dict.fromkeys(bare_id(cells[column]) for _, cells in rows if column < len(cells))
    altered = [product_id for product_id in ids if is_altered(product_id)]
    return read_ids(altered, plain_ids_of(altered).intersection(ids), options.sku_map, exist)


def _evidence(table: Table, rows: list[list[str]]) -> Evidence:
    """Return what all rows together say of how days and amounts are written, and what money is in."""
    evidence = Evidence()
    evidence.money.add_names(table.names)
    for role, column in [*table.roles.items(), *((STOCK_LEVEL, column) for column in table.context)]:
        for text in dict.fromkeys(row[column] for row in rows if column < len(row)):
            _add_cell(evidence, role, text)
    return evidence


def _add_cell(evidence: Evidence, role: str, text: str) -> None:
    if role not in NO_AMOUNTS:
        evidence.add_amount(role, restored(text.strip()))
    elif role == "stock_as_of":
        evidence.dates.add(text)
    elif role == CURRENCY:
        evidence.money.add_currency(text)


class _Taking:
    """Takes rows of the header's width into a file, by what all rows together decided."""

    def __init__(self, file: CatalogueFile, conventions: Conventions, places: Collection[int]) -> None:
        self._file = file
        self._conventions = conventions
        self._meaning = CellMeaning(conventions)
        self._places = places

    def take(self, line: int, cells: list[str]) -> None:
        """Keep a row, or reject it or leave it out."""
        file = self._file
        texts = {role: cells[index].strip() for role, index in file.roles.items() if index not in self._places}
        if is_draft(texts.get("status", "")):
            file.leave_out(file.roles["status"], cells)
        elif self._is_in_other_currency(cells):
            file.reject(line, cells, CURRENCY, "other_currency", OTHER_CURRENCY_DETAIL)
        else:
            self._keep(line, cells, texts)

    def _keep(self, line: int, cells: list[str], texts: dict[str, str]) -> None:
        file = self._file
        own = bare_id(texts.pop("product_id"))
        wrong = self._meaning.all_wrong(texts if own in file.ids.known_as else {**texts, "product_id": own})
        if bad := next((role for role, (code, _) in wrong.items() if code not in UNREAD), None):
            file.reject(line, cells, bad, *wrong[bad])
            return
        self._note(line, cells, [(file.roles[role], why) for role, (_, why) in wrong.items()])
        unread = self._unread_places(cells)
        self._note(line, cells, unread)
        known_as = file.ids.known_as.get(own, own)
        values = self._meaning.values({role: text for role, text in texts.items() if role not in wrong})
        places = self._by_place(cells, texts, values, {column for column, _ in unread})
        roles = wrong.keys() | ({STOCK_LEVEL} if unread else set())
        file.rows.append(CatalogueRow(line, cells, known_as, values, places, frozenset(roles)))

    def _note(self, line: int, cells: list[str], unread: list[tuple[int, str]]) -> None:
        names = self._file.header.names
        self._file.unread += [(line, names[column], cells[column].strip(), why) for column, why in unread]

    def _unread_places(self, cells: list[str]) -> list[tuple[int, str]]:
        """Return the columns of places whose cells cannot be read, and why."""
        told = {column: self._meaning.all_wrong({STOCK_LEVEL: cells[column].strip()}) for column in self._places}
        return [(column, why) for column, wrong in told.items() for _, why in wrong.values()]

    def _by_place(
        self, cells: list[str], texts: dict[str, str], values: dict[str, Any], unread: Collection[int]
    ) -> dict[str, dict[str, Any]]:
        """Return the stock that a row tells by place: that of its location, or of a column for each that is read."""
        if LOCATION in texts:
            return {texts[LOCATION]: {role: values[role] for role in STOCK if role in values}}
        told = {column: cells[column].strip() for column in self._places if column not in unread}
        return {
            self._file.header.names[column]: said
            for column, text in told.items()
            if (said := self._meaning.values({STOCK_LEVEL: text}))
        }

    def _is_in_other_currency(self, cells: list[str]) -> bool:
        """Tell whether a row with amounts of money names another currency than the file's."""
        roles = self._file.roles
        amounts = [cells[roles[role]].strip() for role in MONEY & roles.keys()]
        if CURRENCY not in roles or not any(amounts):
            return False
        return self._conventions.is_other(named_currencies(cells[roles[CURRENCY]]))
