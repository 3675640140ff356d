"""Errors of reports as files."""

from __future__ import annotations

from domain.shared.errors import NotFoundError


class ExportNotFoundError(NotFoundError):
    """No export has this id, or it has expired."""

    code = "export-not-found"
    title = "Export not found"

    def __init__(self, export_id: str) -> None:
        super().__init__(f"No export has the id '{export_id}'. Exports are kept for a limited time; ask for a new one.")


class ExportTakenOverError(Exception):
    """Somebody else has noted something of the export since it was read: another attempt is at it."""


class PartsLostError(Exception):
    """The storage does not hold the parts of a file in the making as they were noted."""


class ReportNotFoundError(NotFoundError):
    """No report has this id, or it has expired."""

    code = "report-not-found"
    title = "Report not found"

    def __init__(self, report_id: str) -> None:
        super().__init__(f"No report has the id '{report_id}'. Reports are kept for a limited time; ask for a new one.")
