"""The error of a file of which nothing could be used, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.shared.csv.report import UploadStatus
from domain.shared.errors import InvalidError
from domain.shared.words import number

if TYPE_CHECKING:
    from domain.shared.csv.report import UploadReport


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


def refuse_unusable(report: UploadReport) -> None:
    """Raise :class:`UnusableUploadError` when none of a file's rows can be used."""
    if not report.rows_accepted:
        raise UnusableUploadError(
            f"None of the {number(report.rows_rejected)} rows can be used. The first error: {report.errors[0].detail}",
            replace(report, status=UploadStatus.FAILED),
        )
