"""Reports that were asked for as files, in the forecasts table.

They are forgotten with their files: the attribute ``expires_at`` is the table's time to live.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.typed import to_instant
from domain.reporting.errors import ReportNotFoundError
from domain.reporting.models import Report, ReportFilters, ReportFormat, ReportKind, ReportStatus

if TYPE_CHECKING:
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

#: For how long a report's status can be asked for.
KEPT: Final = timedelta(days=30)


class DynamoReportRepository:
    """Implements :class:`domain.reporting.ports.ReportRepository`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def put(self, report: Report) -> None:
        """Keep a report in place of what was known of it."""
        self._table.put(_to_item(report))

    def get(self, report_id: str) -> Report:
        """Return a report."""
        item = self._table.get(keys.report(report_id), consistent=True)
        if item is None:
            raise ReportNotFoundError(report_id)
        return _to_report(item)


def _to_item(report: Report) -> Item:
    return keys.attributes(keys.report(report.report_id)) | {
        "report_id": report.report_id,
        "kind": report.kind.value,
        "format": report.format.value,
        "status": report.status.value,
        **asdict(report.filters),
        "created_at": report.created_at.isoformat(),
        "completed_at": report.completed_at.isoformat() if report.completed_at else None,
        "location": report.location,
        "error": report.error,
        "expires_at": int((report.created_at + KEPT).timestamp()),
    }


def _to_filters(item: Item) -> ReportFilters:
    found = {each.name: item.get(each.name, each.default) for each in fields(ReportFilters)}
    return ReportFilters(**found | {"horizon_days": int(item["horizon_days"]) if "horizon_days" in item else None})


def _to_report(item: Item) -> Report:
    return Report(
        report_id=item["report_id"],
        kind=ReportKind(item["kind"]),
        format=ReportFormat(item["format"]),
        status=ReportStatus(item["status"]),
        filters=_to_filters(item),
        created_at=to_instant(item["created_at"]),
        completed_at=to_instant(item["completed_at"]) if "completed_at" in item else None,
        location=item.get("location"),
        error=item.get("error"),
    )
