"""What can go wrong with reports."""

from __future__ import annotations

from domain.shared.errors import InvalidError, NotFoundError


class ReportNotFoundError(NotFoundError):
    """No report has this id, or it has expired."""

    code = "report-not-found"
    title = "Report not found"

    def __init__(self, report_id: str) -> None:
        super().__init__(f"No report has the id '{report_id}'. Reports are kept for a limited time; ask for a new one.")


class NothingToReplayError(InvalidError):
    """None of the products has sold long enough for a policy to be walked through its history."""

    code = "nothing-to-replay"
    title = "Too little history"


class InvalidReportRequestError(InvalidError):
    """The report cannot be asked for like this."""

    code = "invalid-report-request"
    title = "Invalid report request"
