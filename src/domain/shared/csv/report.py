"""Upload report: every row is accounted for, and every error says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from domain.shared.csv.text import printable
from domain.shared.errors import InvalidError

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from domain.shared.csv.read_as import ReadAs
    from domain.shared.csv.records import Broken

#: So many errors are listed in a report; all of them are in the file of rejected rows.
LISTED_ERRORS: Final = 100
_SHOWN: Final = 80


class UploadStatus(StrEnum):
    """Status of an upload."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(frozen=True)
class RowError:
    """Error of one row that was not taken.

    Parameters
    ----------
    line
        The line of the file the row starts on; the header is on line 1.
    column, value
        The cell at fault, named as in the file; ``None`` when it is the row as a whole.
    code
        Machine-readable, snake_case and stable.
    detail
        What is wrong and what to do, for a person.
    """

    line: int
    column: str | None
    value: str | None
    code: str
    detail: str


def shown(text: str) -> str:
    """Return a cell as a report shows it: shortened, and with bytes that are not UTF-8 replaced."""
    return printable(text, _SHOWN)


def broken_error(broken: Broken) -> RowError:
    """Return the error of a line that is no record."""
    return RowError(broken.line, None, shown(broken.text), broken.code, broken.detail)


@dataclass(frozen=True)
class Notice:
    """Something worth knowing about an upload that did not keep rows from being taken.

    ``line``, ``column`` and ``value`` say which cell it is about, where it is about one.
    """

    code: str
    detail: str
    line: int | None = None
    column: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Exclusion:
    """Rows that are no sales by what a column says; ``value`` is ``None`` for further values of that column."""

    column: str
    value: str | None
    rows: int


@dataclass(frozen=True)
class Overwrite:
    """A product-day that is replaced, with its units before and after."""

    product_id: str
    date: date
    units_before: Decimal
    units_after: Decimal


@dataclass(frozen=True)
class Overwrites:
    """The product-days that a file puts in place of stored ones; ``examples`` are those that change most."""

    product_days: int
    units_before: Decimal
    units_after: Decimal
    examples: tuple[Overwrite, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UploadReport:
    """Report of an uploaded file.

    Parameters
    ----------
    rows_received
        Data rows in the file: always ``rows_accepted + rows_rejected``.
    rows_skipped
        Lines that are no sales data: blank lines and lines of totals. They are not in ``rows_received``.
    product_days_written
        Distinct days of distinct products that were written.
    progress
        From 0 to 1.
    errors
        The first :data:`LISTED_ERRORS` errors.
    rejected_rows_key
        Where the rejected rows are kept as a file; ``None`` when there are none.
    failure
        Why the upload failed as a whole.
    read_as
        How the file was read; ``None`` as long as none of it was.
    excluded
        The rows that count as no sale, by column and value as the file writes them; they are among the accepted ones.
    overwrites
        What was stored before of the file's product-days; ``None`` when none was compared.
    """

    upload_id: str
    status: UploadStatus
    rows_received: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    rows_skipped: int = 0
    product_days_written: int = 0
    products_touched: int = 0
    products_created: int = 0
    first_date: date | None = None
    last_date: date | None = None
    errors: tuple[RowError, ...] = ()
    warnings: tuple[Notice, ...] = ()
    progress: float = 1.0
    dry_run: bool = False
    filename: str | None = None
    rejected_rows_key: str | None = None
    failure: str | None = None
    read_as: ReadAs | None = None
    excluded: tuple[Exclusion, ...] = ()
    overwrites: Overwrites | None = None

    @property
    def errors_truncated(self) -> bool:
        """Tell whether there are more errors than are listed."""
        return self.rows_rejected > len(self.errors)


class UnusableUploadError(InvalidError):
    """Nothing in the file could be used.

    ``report`` says why row by row; ``cause`` is what is wrong with the file as a whole, if that is the reason.
    """

    code = "unusable-upload"
    title = "Nothing in this file can be used"

    def __init__(self, detail: str, report: UploadReport, cause: InvalidError | None = None) -> None:
        super().__init__(detail, fields=cause.fields if cause else ())
        self.report = report
        self.cause = cause
