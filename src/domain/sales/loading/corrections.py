"""Rows that come back corrected: which row of which upload each is, and whether that was ever rejected.

A corrected row is no row of its own file, but one of the file that it was rejected from, and is counted there, once
(:mod:`domain.sales.additions`); so rows are not summed here.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.sales.additions import Origin
from domain.sales.aggregation.product_days import day_records, summed
from domain.sales.errors import IncompleteCorrectionsError, UploadNotFoundError
from domain.sales.models import UploadMode
from domain.shared.csv.rejected import LINE_COLUMN, UPLOAD_COLUMN, trace_columns
from domain.shared.csv.report import RowError, shown
from domain.shared.csv.text import Encoding, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.csv.detect import FilePlan
    from domain.sales.csv.rows import ParsedRows
    from domain.sales.ports import UploadFiles, UploadRecord, UploadRecords

#: One file corrects rows of so many uploads, and so many are looked up for it: each takes a read.
MAX_UPLOADS: Final = 50
_MAX_LOOKED_UP: Final = 200
_BLOCK: Final = 1 << 20
_DETAILS: Final = {
    "unknown_upload": "No upload has this id, or its rejected rows are no longer kept, which they are for 30 days. "
    "Load the row in a file without the columns _upload and _line.",
    "not_rejected": "This line was not rejected in that upload. Keep _line as it came, and load rows that are new in "
    "a file without it.",
    "other_upload": "That upload was read in another way than the first one of this file. Load its rows by themselves.",
    "too_many_uploads": f"One file corrects the rows of up to {MAX_UPLOADS} uploads. Load the others by themselves.",
}


@dataclass(frozen=True, eq=False)
class _Rejecting:
    """The lines that an upload rejected; ``fault`` is why its rows cannot be taken."""

    lines: NDArray[np.bool_]
    fault: str | None = None


_TOO_MANY: Final = _Rejecting(np.zeros(0, dtype=np.bool_), "too_many_uploads")


class Corrections:
    """Finds the uploads that the rows of one file were rejected from.

    Parameters
    ----------
    plan
        How the file is read.
    upload_ids
        The uploads that were found so far, in order; more are added.
    records, files
        What is kept about uploads, and their rejected rows.
    """

    def __init__(self, plan: FilePlan, upload_ids: list[str], records: UploadRecords, files: UploadFiles) -> None:
        place = trace_columns(plan.header.names)
        if place is None:
            raise ValueError("a file of corrections has columns for upload and line")
        self._plan = plan
        self._upload_at, self._line_at = place
        self._upload_ids = upload_ids
        self._records = records
        self._files = files
        self._rejecting: dict[str, _Rejecting] = {}

    def take(self, rows: ParsedRows) -> DayRecords:
        """Return a record a row of those that their upload rejected; the others are rejected again."""
        faults = [self._fault(row) for row in rows.cells]
        wrong = np.array([fault is not None for fault in faults], dtype=np.bool_) & ~rows.void
        rows.reject(wrong, lambda index: self._error(rows.cells[index], int(rows.line[index]), str(faults[index])))
        sold = np.flatnonzero(~rows.void)
        amounts = rows.quantity[sold], rows.revenue[sold], rows.price[sold]
        records = day_records(rows.product[sold], rows.day[sold], *amounts, rows.line[sold])
        cells = [rows.cells[index] for index in sold.tolist()]
        records["origin"] = [self._upload_ids.index(self._upload(row)) + 1 for row in cells]
        records["of_line"] = [int(self._line(row)) for row in cells]
        return summed(records)

    def _fault(self, row: Sequence[str]) -> str | None:
        rejecting = self._of(self._upload(row))
        if rejecting.fault is not None:
            return rejecting.fault
        line = self._line(row)
        known = line.isascii() and line.isdigit() and len(line) < 12 and int(line) < rejecting.lines.size
        return None if known and rejecting.lines[int(line)] else "not_rejected"

    def _of(self, upload_id: str) -> _Rejecting:
        found = self._rejecting.get(upload_id)
        if found is None and len(self._rejecting) == _MAX_LOOKED_UP:
            return _TOO_MANY
        if found is None:
            found = self._rejecting[upload_id] = self._looked_up(upload_id)
        return found

    def _looked_up(self, upload_id: str) -> _Rejecting:
        nothing = np.zeros(0, dtype=np.bool_)
        try:
            record = self._records.get(upload_id) if upload_id else None
        except UploadNotFoundError:
            record = None
        if record is None:
            return _Rejecting(nothing, "unknown_upload")
        if record.report.rejected_rows_key is None:
            return _Rejecting(nothing, "not_rejected")
        lines = rejected_line_numbers(record, self._files)
        if lines is None:
            return _Rejecting(nothing, "unknown_upload")
        return _Rejecting(lines, self._interned(record))

    def _interned(self, record: UploadRecord) -> str | None:
        """Give an upload its place; returns why it cannot have one."""
        if record.upload_id in self._upload_ids:
            return None
        if len(self._upload_ids) == MAX_UPLOADS:
            return "too_many_uploads"
        if self._upload_ids and _reading(record) != _reading(self._records.get(self._upload_ids[0])):
            return "other_upload"
        self._upload_ids.append(record.upload_id)
        return None

    def _upload(self, row: Sequence[str]) -> str:
        return row[self._upload_at].strip()

    def _line(self, row: Sequence[str]) -> str:
        return row[self._line_at].strip()

    def _error(self, row: Sequence[str], line: int, code: str) -> RowError:
        column, value = (LINE_COLUMN, self._line(row)) if code == "not_rejected" else (UPLOAD_COLUMN, self._upload(row))
        return RowError(line, column, shown(value), code, _DETAILS[code])


def corrections_of(
    plan: FilePlan, upload_ids: list[str], records: UploadRecords, files: UploadFiles
) -> Corrections | None:
    """Return what finds the uploads of corrected rows, ``None`` for a file of other rows.

    Raises
    ------
    IncompleteCorrectionsError
        When it has one of the columns of rejected rows without the other.
    """
    if trace_columns(plan.header.names):
        return Corrections(plan, upload_ids, records, files)
    if {UPLOAD_COLUMN, LINE_COLUMN} & {name.strip().casefold() for name in plan.header.names}:
        error = IncompleteCorrectionsError()
        error.read_as = plan.read_as()
        raise error
    return None


def origin_of(record: UploadRecord) -> Origin:
    """Return an upload as what rows belong to."""
    return Origin(record.upload_id, record.created_at, record.options.mode is UploadMode.REPLACE)


def rejected_line_numbers(record: UploadRecord, files: UploadFiles) -> NDArray[np.bool_] | None:
    """Return whether each line of an upload was rejected, ``None`` when the file of its rejected rows is gone."""
    key, read_as = record.report.rejected_rows_key, record.report.read_as
    kept = files.stat(key) if key else None
    if key is None or kept is None or read_as is None:
        return None
    blocks = lines_of(files.read(key, kept.source), Encoding(read_as.encoding), block=_BLOCK)
    texts = (text + "\n" for block in blocks for text in block.texts)
    found = np.zeros(1 << 12, dtype=np.bool_)
    for row in _readable(csv.reader(texts, delimiter=read_as.delimiter)):
        if row[-2:-1] != [record.upload_id]:  # the header, or a row that was itself a correction of another upload
            continue
        line = int(row[-1])
        if line >= found.size:
            found = np.concatenate((found, np.zeros(line + 1, dtype=np.bool_)))
        found[line] = True
    return found


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield rows without those whose cells are too long to be read."""
    while True:
        try:
            yield next(rows)
        except csv.Error:
            continue
        except StopIteration:
            return


def _reading(record: UploadRecord) -> tuple[str | None, str | None]:
    """Return what must be the same of uploads whose rows are corrected in one file."""
    read_as = record.report.read_as
    return (read_as.date_format, read_as.decimal_mark) if read_as else (None, None)
