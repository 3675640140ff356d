"""Reporting's own ports in memory; what it reads of other contexts is in :mod:`testing.fakes.inputs`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.reporting.errors import ExportNotFoundError, ExportTakenOverError, PartsLostError, ReportNotFoundError
from domain.reporting.models import ReportLink
from domain.shared.documents import Column, DataTable, Document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from domain.reporting.models import Export, Report, ReportFilters

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


class FakeExportRepository:
    """Implements ``domain.reporting.ports.ExportRepository``."""

    def __init__(self) -> None:
        self.kept: dict[str, Export] = {}

    def add(self, export: Export) -> None:
        self.kept[export.export_id] = export

    def get(self, export_id: str) -> Export:
        if export_id not in self.kept:
            raise ExportNotFoundError(export_id)
        return self.kept[export_id]

    def replace(self, export: Export) -> None:
        if self.kept[export.export_id].version != export.version - 1:
            raise ExportTakenOverError(export.export_id)
        self.kept[export.export_id] = export


class FakeReportFiles:
    """Implements ``ReportFiles`` and ``FilesInTheMaking`` of ``domain.reporting.ports``."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.making: dict[str, dict[int, tuple[str, bytes]]] = {}
        self._sent = 0

    def begin(self, location: str, file_format: str) -> str:
        self._sent += 1
        upload = f"{location}, {self._sent}"
        self.making[upload] = {}
        return upload

    def add(self, location: str, upload: str, number: int, content: bytes) -> str:
        if upload not in self.making:
            raise PartsLostError(upload)
        self._sent += 1
        self.making[upload][number] = (str(self._sent), content)
        return str(self._sent)

    def complete(self, location: str, upload: str, parts: Sequence[str]) -> None:
        held = self.making.get(upload)
        if held is None or any(held[number][0] != tag for number, tag in enumerate(parts, 1)):
            raise PartsLostError(upload)
        self.kept[location] = b"".join(held[number][1] for number in range(1, len(parts) + 1))
        del self.making[upload]

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
