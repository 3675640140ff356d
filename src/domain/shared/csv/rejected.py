"""Rejected rows as a file that can be corrected and loaded again.

It has the columns, the separator and the encoding of the file they came from, but UTF-8 in the place of UTF-16; cells
that a spreadsheet would run as formulas are neutralised, which reading them again undoes. Two more columns may say
which row of which upload each is.
"""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from domain.shared.csv.formulas import neutralised
from domain.shared.csv.text import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.shared.csv.columns import Header
    from domain.shared.csv.report import RowError, UploadReport

#: The columns that tell the upload, and the line of its file, that a rejected row is of.
UPLOAD_COLUMN: Final = "_upload"
LINE_COLUMN: Final = "_line"
#: How long the address of a file can be used, to fetch it or to send it.
ADDRESS_VALID: Final = timedelta(hours=1)


class RejectedFiles(Protocol):
    """Keeps rows that were not taken, for their owner to fetch."""

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Keep a file."""
        ...

    def download_url(self, key: str, filename: str, valid: timedelta) -> str:
        """Return an address at which a caller may fetch a file."""
        ...


def kept_rejected(
    files: RejectedFiles,
    upload_id: str,
    header: Header,
    encoding: Encoding,
    rejected: Iterable[tuple[Sequence[str], RowError]],
) -> str:
    """Keep an upload's rejected rows under its header; returns where."""
    key = rejected_key(upload_id)
    lines = rejected_lines([header.names, *(cells for cells, _ in rejected)], header.delimiter, encoding)
    files.put(key, lines, content_type(encoding))
    return key


def rejected_url(files: RejectedFiles, report: UploadReport, filename: str) -> str | None:
    """Return an address to fetch an upload's rejected rows from, ``None`` when there are none."""
    key = report.rejected_rows_key
    return None if key is None else files.download_url(key, filename, ADDRESS_VALID)


def content_type(encoding: Encoding) -> str:
    """Return the media type of rejected rows."""
    return f"text/csv; charset={encoding.codec}"


def rejected_key(upload_id: str) -> str:
    """Return where an upload's rejected rows are kept."""
    return f"rejected/{upload_id}.csv"


def rejected_lines(rows: Iterable[Sequence[str]], delimiter: str, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """Return rows, the header's names among them, as the bytes of a file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([neutralised(cell) for cell in row] for row in rows)
    return text.getvalue().encode(encoding.codec, "surrogateescape")


def trace_columns(names: Sequence[str]) -> tuple[int, int] | None:
    """Return the indices of the columns that tell upload and line, ``None`` where one of them is not there."""
    plain = [name.strip().strip("\ufeff").casefold() for name in names]
    if UPLOAD_COLUMN not in plain or LINE_COLUMN not in plain:
        return None
    return plain.index(UPLOAD_COLUMN), plain.index(LINE_COLUMN)


def traced_header(names: Sequence[str]) -> list[str]:
    """Return a header with the columns that tell upload and line."""
    return list(names) if trace_columns(names) else [*names, UPLOAD_COLUMN, LINE_COLUMN]


def traced(rows: Iterable[tuple[int, Sequence[str]]], names: Sequence[str], upload_id: str) -> list[list[str]]:
    """Return rows that come with their lines under a :func:`traced_header`; a row that has its cells keeps them."""
    if trace_columns(names):
        return [list(cells) for _, cells in rows]
    padding = [""] * len(names)
    return [[*cells, *padding[len(cells) :], upload_id, str(line)] for line, cells in rows]
