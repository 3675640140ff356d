"""Reporting's own ports in memory; what it reads of other contexts is in :mod:`testing.fakes.inputs`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.reporting.errors import ReportNotFoundError
from domain.reporting.models import ReportLink
from domain.shared.documents import Column, DataTable, Document

if TYPE_CHECKING:
    from datetime import datetime

    from domain.reporting.models import Report, ReportFilters

LINK_MINUTES = 15


class FakeRecommendations:
    """Implements ``domain.reporting.ports.Recommendations``: products, each with its category and urgency."""

    def __init__(self, *products: tuple[str, str, str]) -> None:
        self.kept = products

    def document(self, filters: ReportFilters, currency: str) -> Document:
        category, urgency = filters.category, filters.urgency
        rows = tuple(row for row in self.kept if category in {None, row[1]} and urgency in {None, row[2]})
        columns = tuple(Column(key, key) for key in ("product_id", "category", "urgency"))
        subtitle = f"{category or 'All categories'}, amounts in {currency}"
        return Document("What to order", subtitle, (), DataTable("Recommendations", columns, rows))


class FakeReportRepository:
    """Implements ``domain.reporting.ports.ReportRepository``; ``history`` has every status a report went through."""

    def __init__(self) -> None:
        self.kept: dict[str, Report] = {}
        self.history: list[Report] = []

    def put(self, report: Report) -> None:
        self.kept[report.report_id] = report
        self.history.append(report)

    def get(self, report_id: str) -> Report:
        if report_id not in self.kept:
            raise ReportNotFoundError(report_id)
        return self.kept[report_id]


class FakeReportFiles:
    """Implements ``domain.reporting.ports.ReportFiles``."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, location: str, content: bytes, file_format: str) -> None:
        self.kept[location] = content

    def link(self, location: str, filename: str, now: datetime) -> ReportLink:
        return ReportLink(f"https://files.example/{location}?signature=1", now + timedelta(minutes=LINK_MINUTES))


class FakeRenderer:
    """Implements ``domain.reporting.ports.ReportRenderer``: the title and the number of rows."""

    def __init__(self) -> None:
        self.failure: Exception | None = None

    def render(self, document: Document) -> bytes:
        if self.failure:
            raise self.failure
        return f"{document.title}: {len(document.main.rows)} rows".encode()


class FakeReportWorker:
    """Implements ``domain.reporting.ports.ReportWorker``."""

    def __init__(self) -> None:
        self.started: list[str] = []

    def start(self, report_id: str) -> None:
        self.started.append(report_id)
