"""A file that comes in one request, read whole: its header and lines, its rows and those that are wrong, its report.

What the cells mean is its context's, or told by :mod:`domain.shared.csv.plain_table`. Files of any size, which are read
in pieces, are :mod:`domain.sales.loading`'s.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from domain.shared.csv.columns import find_header
from domain.shared.csv.encodings import text_of
from domain.shared.csv.errors import EmptyFileError, TooManyRowsError
from domain.shared.csv.reading import read_until
from domain.shared.csv.records import records_of
from domain.shared.csv.rejected import kept_rejected
from domain.shared.csv.report import (
    LISTED_ERRORS,
    RowError,
    UnusableUploadError,
    UploadReport,
    UploadStatus,
    broken_error,
    shown,
)
from domain.shared.csv.text import Lines, lines_of
from domain.shared.errors import InvalidError
from domain.shared.words import number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from domain.shared.csv.columns import Header
    from domain.shared.csv.read_as import ReadAs
    from domain.shared.csv.reading import ReadingOptions
    from domain.shared.csv.rejected import RejectedFiles
    from domain.shared.csv.text import Encoding

#: What one request has time and memory for; a small body may inflate to far more.
MAX_LINES: Final = 500_000
MAX_CELLS: Final = 4_000_000
MAX_ROWS: Final = 100_000


@dataclass
class WholeFile[Row]:
    """A file that has been read.

    Parameters
    ----------
    rows
        The rows that can be read.
    rejected
        Cells of the rows that make no sense, and why.
    blank
        Lines without anything in them.
    """

    header: Header
    encoding: Encoding
    roles: dict[str, int]
    read_as: ReadAs
    rows: list[Row] = field(default_factory=list)
    rejected: list[tuple[list[str], RowError]] = field(default_factory=list)
    blank: int = 0

    def error(self, line: int, cells: list[str], role: str | None, code: str, detail: str) -> RowError:
        """Return the error of a cell, or of a row as a whole."""
        at = None if role is None else self.roles.get(role)
        if at is None:
            return RowError(line, None, None, code, detail)
        return RowError(line, self.header.names[at], shown(cells[at]), code, detail)

    def reject(self, line: int, cells: list[str], role: str | None, code: str, detail: str) -> None:
        """Note that a row is not taken, because of a cell or as a whole."""
        self.rejected.append((cells, self.error(line, cells, role, code, detail)))

    def fitting(self, line: int, cells: list[str]) -> list[str] | None:
        """Return as many cells as the header has; ``None`` for a row that is blank, or rejected for having more."""
        width = len(self.header.names)
        if not any(cell.strip() for cell in cells):
            self.blank += 1
            return None
        if any(cells[width:]):
            detail = f"The row has {len(cells)} cells, the header has {width}. Put quotation marks around such values."
            self.rejected.append((cells, RowError(line, None, shown(cells[width]), "too_many_columns", detail)))
            return None
        return (cells + [""] * (width - len(cells)))[:width]

    def check_not_empty(self) -> None:
        """Raise :class:`EmptyFileError` when no row was found."""
        if not self.rows and not self.rejected:
            raise EmptyFileError("The file holds a header, but no rows.")


@dataclass(frozen=True)
class Rows:
    """Rows of a file: the line each begins on with its cells, what is no row, and how many lines are blank."""

    cells: list[tuple[int, list[str]]]
    broken: list[tuple[list[str], RowError]]
    blank: int


def opened(
    data: bytes, aliases: Mapping[str, Sequence[str]], options: ReadingOptions
) -> tuple[Header, Encoding, Lines]:
    """Return a file's header, its encoding and the lines behind the header.

    Raises
    ------
    UnsupportedEncodingError, NotATextFileError, EmptyFileError, TooManyRowsError
    """
    text, encoding = text_of(data, options.encoding)
    if max(text.count(b"\n"), text.count(b"\r")) > MAX_LINES:
        raise TooManyRowsError("lines", MAX_LINES)
    lines = next(lines_of([text], encoding, block=len(text) + 1), None)  # whole: a block ends at a line end
    if lines is None:
        raise EmptyFileError("The file is empty. Send a header line and at least one row.")
    header = find_header(lines.texts, aliases, options.columns)
    if text.count(header.delimiter.encode()) > MAX_CELLS:
        raise TooManyRowsError("cells", MAX_CELLS)
    return header, encoding, lines.behind(header.lines)


def rows_of(lines: Lines, delimiter: str, keys: Collection[int]) -> Rows:
    """Return the rows in lines; ``keys`` are the columns whose cells never span lines; raises TooManyRowsError."""
    batches = list(records_of([lines], delimiter, keys))
    if sum(len(records.rows) + len(records.broken) for records in batches) > MAX_ROWS:
        raise TooManyRowsError("rows", MAX_ROWS)
    return Rows(
        cells=[row for records in batches for row in zip(records.lines, records.rows, strict=True)],
        broken=[([broken.text], broken_error(broken)) for records in batches for broken in records.broken],
        blank=sum(records.blank for records in batches),
    )


@contextmanager
def unusable_told(upload_id: str, *, dry_run: bool) -> Iterator[None]:
    """Let what makes a file unusable in here come with a report: :class:`UnusableUploadError`."""
    try:
        yield
    except InvalidError as error:
        report = UploadReport(
            upload_id=upload_id, status=UploadStatus.FAILED, dry_run=dry_run, read_as=read_until(error)
        )
        raise UnusableUploadError(error.detail, report, error) from error


def report_of[Row](
    upload_id: str, file: WholeFile[Row], accepted: int, files: RejectedFiles, *, dry_run: bool, **more: Any
) -> UploadReport:
    """Return the report of a file so many of whose rows were taken; its rejected rows are kept unless it is only tried.

    ``more`` are further fields of the report.

    Raises
    ------
    UnusableUploadError
        When no row was taken.
    """
    rejected = sorted(file.rejected, key=lambda each: each[1].line)
    key = None
    if rejected and not dry_run:
        key = kept_rejected(files, upload_id, file.header, file.encoding, rejected)
    report = UploadReport(
        upload_id=upload_id,
        status=UploadStatus.COMPLETED,
        rows_received=accepted + len(rejected),
        rows_accepted=accepted,
        rows_rejected=len(rejected),
        rows_skipped=file.blank,
        errors=tuple(error for _, error in rejected[:LISTED_ERRORS]),
        dry_run=dry_run,
        rejected_rows_key=key,
        read_as=file.read_as,
        **more,
    )
    if not accepted:
        raise UnusableUploadError(
            f"None of the {number(len(rejected))} rows can be used. The first error: {report.errors[0].detail}",
            replace(report, status=UploadStatus.FAILED),
        )
    return report
