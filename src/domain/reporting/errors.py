"""Errors of reports as files."""

from __future__ import annotations

from domain.shared.errors import NotFoundError


class ReportNotFoundError(NotFoundError):
    """No report has this id, or it has expired."""

    code = "report-not-found"
    title = "Report not found"

    def __init__(self, report_id: str) -> None:
        super().__init__(f"No report has the id '{report_id}'. Reports are kept for a limited time; ask for a new one.")
