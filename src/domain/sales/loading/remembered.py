"""Reading options that a file brings with it: of corrected rows those of the upload that rejected them, of others those
of the import mapping of their header; a caller's word comes before both.

Cells of corrected rows are as they came, so what the whole first file decided about them, or its caller said, is true
of them still, and few rows may not show it. Columns that were renamed since are found by name.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from domain.sales.csv.layouts import ALL_ALIASES
from domain.sales.errors import UploadNotFoundError
from domain.sales.models import UploadMode
from domain.shared.csv.columns import find_header
from domain.shared.csv.import_mapping import FIRST_BYTES, FileKind, mapped_options
from domain.shared.csv.rejected import LINE_COLUMN, UPLOAD_COLUMN, trace_columns
from domain.shared.csv.text import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.sales.models import UploadOptions
    from domain.sales.ports import UploadRecord, UploadRecords
    from domain.shared.csv.import_mapping import KnownMappings
    from domain.shared.csv.numbers import DecimalMark

#: So many of a file's rows are looked at.
_ROWS: Final = 50


def mapped(head: bytes, options: UploadOptions, known: KnownMappings) -> UploadOptions:
    """Return options with those of the import mapping of a file's header, where nothing else says how to read it."""
    return mapped_options(head, options, FileKind.SALES, ALL_ALIASES, known)


def remembered_options(head: bytes, options: UploadOptions, records: UploadRecords) -> UploadOptions:
    """Return options with what is known of the upload that a file of corrected rows is of.

    Parameters
    ----------
    head
        The file's first bytes. Of a file without the columns of rejected rows nothing is changed.
    """
    head = head[:FIRST_BYTES]
    found = _table_of(head)
    if found is None:
        return options
    names, upload_ids = found
    options = replace(options, mode=UploadMode.REPLACE)  # a corrected row counts in the way of its own upload
    first = next(filter(None, (_record(upload_id, records) for upload_id in upload_ids)), None)
    return options if first is None else _as_before(options, first, names, head)


def _as_before(options: UploadOptions, first: UploadRecord, names: Sequence[str], head: bytes) -> UploadOptions:
    known = {role: name for role, name in first.options.columns.items() if name is None or name in names}
    return replace(
        options,
        columns=known | dict(options.columns),
        date_format=options.date_format or _date_format(first),
        decimal_mark=options.decimal_mark or first.options.decimal_mark or _mark(first),
        **{name: getattr(options, name) or getattr(first.options, name) for name in ("currency", "time_zone")},
        sku_map=dict(first.options.sku_map) | dict(options.sku_map),
        encoding=options.encoding or _encoding(first, head),
    )


def _date_format(first: UploadRecord) -> str | None:
    return first.report.read_as.date_format if first.report.read_as else None


def _mark(first: UploadRecord) -> DecimalMark | None:
    said = first.report.read_as.decimal_mark if first.report.read_as else None
    return "," if said == "," else "." if said == "." else None


def _encoding(first: UploadRecord, head: bytes) -> Encoding | None:
    """Return the first file's encoding, unless the corrected one shows to be UTF-8 by now.

    Rejected rows of UTF-16 were given out as UTF-8, and what they come back as shows.
    """
    if first.options.encoding is Encoding.UTF_16:
        return None
    try:
        is_utf_8 = not head[: head.rfind(b"\n") + 1].decode().isascii()
    except UnicodeDecodeError:
        is_utf_8 = False
    return None if is_utf_8 else first.options.encoding


def _table_of(head: bytes) -> tuple[list[str], list[str]] | None:
    """Return the names of a file's columns and the uploads that its first rows are of; ``None`` for other files."""
    if b"_upload" not in head.lower() or b"_line" not in head.lower():
        return None
    lines = _decoded(head).splitlines()
    header = find_header(lines, {}, {"upload": UPLOAD_COLUMN, "line": LINE_COLUMN})
    place = trace_columns(header.names)
    if place is None:
        return None
    rows = islice(_cells(lines[header.lines :], header.delimiter), _ROWS)
    told = (row[place[0]].strip() for row in rows if len(row) > place[0])
    return list(header.names), [upload_id for upload_id in dict.fromkeys(told) if upload_id]


def _decoded(head: bytes) -> str:
    try:
        return head[: head.rfind(b"\n") + 1].decode()
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")


def _cells(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _record(upload_id: str, records: UploadRecords) -> UploadRecord | None:
    try:
        return records.get(upload_id)
    except UploadNotFoundError:
        return None
