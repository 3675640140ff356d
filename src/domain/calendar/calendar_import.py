"""Files of calendar entries: each row an entry, rows that differ in their product alone one entry together.

An entry that is there already (the same name, days and scope) is changed where the file says something; an empty cell
changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import batched
from typing import TYPE_CHECKING, Final

from domain.calendar.entry_rows import EntryRow, read_rows
from domain.calendar.models import MAX_PRODUCTS, EntryDetails, Scope
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.rejected import rejected_url
from domain.shared.csv.report import Notice, UploadReport
from domain.shared.csv.whole_file import report_of, unusable_told
from domain.shared.errors import TooLargeError
from domain.shared.words import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.calendar.ports import KnownProducts
    from domain.calendar.service import CalendarService
    from domain.shared.csv.rejected import RejectedFiles
    from domain.shared.csv.whole_file import WholeFile
    from domain.shared.ports import IdSource

#: Rows and entries of one request: what can surely be written while the caller waits.
MAX_ROWS: Final = 20_000
MAX_ENTRIES: Final = 500


class TooManyEntriesError(TooLargeError):
    """More entries than one request takes."""

    code = "too-many-entries"
    title = "Too many calendar entries"


class CalendarImport:
    """Takes files of calendar entries.

    Parameters
    ----------
    calendar
        Keeps entries.
    products
        Tells which products there are.
    files
        Where rejected rows are kept.
    ids
        Fresh identifiers.
    currency
        What prices are kept in (ISO 4217).
    """

    def __init__(
        self,
        calendar: CalendarService,
        products: KnownProducts,
        files: RejectedFiles,
        ids: IdSource,
        currency: str | None = None,
    ) -> None:
        self._calendar = calendar
        self._products = products
        self._files = files
        self._ids = ids
        self._currency = currency

    def upload(
        self,
        data: bytes,
        options: ReadingOptions | None = None,
        *,
        created_by: str | None = None,
        dry_run: bool = False,
    ) -> UploadReport:
        """Put a file's entries on the calendar; good rows are taken, bad rows are reported.

        Raises
        ------
        UnusableUploadError
            When no row is usable or a needed column is missing; carries the report.
        MalformedError, TooManyEntriesError
        """
        upload_id = self._ids.new_id()
        with unusable_told(upload_id, dry_run=dry_run):
            file = read_rows(data, options or ReadingOptions(), self._currency)
        self._reject_unknown_products(file)
        entries = list(_entries(file.rows))
        _check_size(file, entries)
        if not dry_run:
            for details in entries:
                self._calendar.keep(details, created_by)
        return report_of(
            upload_id,
            file,
            len(file.rows),
            self._files,
            dry_run=dry_run,
            products_touched=len({each for details in entries for each in details.scope.product_ids}),
            first_date=min((details.start for details in entries), default=None),
            last_date=max((details.end for details in entries), default=None),
            warnings=(*_notices(file.rows, entries), *self._unknown_categories(entries)),
        )

    def rejected_rows_url(self, report: UploadReport) -> str | None:
        """Return an address to fetch the rejected rows from, ``None`` when there are none."""
        return rejected_url(self._files, report, "rejected-calendar-entries.csv")

    def _reject_unknown_products(self, file: WholeFile[EntryRow]) -> None:
        named = {product_id for row in file.rows for product_id in row.details.scope.product_ids}
        unknown = named - self._products.categories(named).keys() if named else set()
        refused = [row for row in file.rows if not unknown.isdisjoint(row.details.scope.product_ids)]
        file.rows = [row for row in file.rows if unknown.isdisjoint(row.details.scope.product_ids)]
        detail = "There is no such product. Create it first, or correct the id."
        for row in refused:
            file.reject(row.line, row.cells, "product_id", "unknown_product", detail)

    def _unknown_categories(self, entries: list[EntryDetails]) -> Iterator[Notice]:
        found = self._calendar.notices(details.scope.category for details in entries)
        return (Notice(each.code, each.detail) for each in found)


def _check_size(file: WholeFile[EntryRow], entries: list[EntryDetails]) -> None:
    if len(file.rows) > MAX_ROWS or len(entries) > MAX_ENTRIES:
        raise TooManyEntriesError(
            f"The file holds {counted(len(file.rows), 'row')} of {counted(len(entries), 'entry', 'entries')}; "
            f"one request takes {number(MAX_ROWS)} of {number(MAX_ENTRIES)}. Split the file."
        )


def _entries(rows: list[EntryRow]) -> Iterator[EntryDetails]:
    """Yield the entries that the rows make, in the file's order.

    Of rows with the same name, days and scope the last counts; rows that differ in their product alone are together.
    """
    last = {row.details.identity: row.details for row in rows}
    together: dict[tuple[EntryDetails, bool], list[str]] = {}
    for details in last.values():
        ids = details.scope.product_ids
        shared = replace(details, scope=Scope(everything=True)) if ids else details
        together.setdefault((shared, bool(ids)), []).extend(ids)
    for (details, has_products), products in together.items():
        if not has_products:
            yield details
        for some in batched(products, MAX_PRODUCTS, strict=False):
            yield replace(details, scope=Scope(product_ids=some))


def _notices(rows: list[EntryRow], entries: list[EntryDetails]) -> Iterator[Notice]:
    whole = sum(details.scope.everything for details in entries)
    if whole:
        what = counted(whole, "entry concerns", "entries concern")
        yield Notice("whole_shop", f"{what} the whole shop: their rows name neither a product nor a category.")
    repeated = len(rows) - len({row.details.identity for row in rows})
    if repeated:
        what = counted(repeated, "row repeats", "rows repeat")
        yield Notice("repeated_entries", f"{what} an entry's name, days and products; the later row counts.")
    if len(rows) - repeated > len(entries):
        yield Notice(
            "joined",
            f"{number(len(rows))} rows make {counted(len(entries), 'entry', 'entries')}: rows that differ in their "
            "product alone are one entry.",
        )
