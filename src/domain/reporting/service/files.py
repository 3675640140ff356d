"""Reports as files: made at once when they are small, in the background when they are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.reporting.models import Report, ReportFilters, ReportFormat, ReportKind, ReportStatus
from domain.reporting.summary.document import summary_document
from domain.shared.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.reporting.models import ReportLink
    from domain.reporting.ports import (
        Catalogue,
        Recommendations,
        ReportFiles,
        ReportRenderer,
        ReportRepository,
        ReportWorker,
    )
    from domain.reporting.service.summaries import SummaryService
    from domain.shared.documents import Document
    from domain.shared.ports import Clock, IdSource

#: Most products in a file that is made while its caller waits.
MAX_PRODUCTS_AT_ONCE: Final = 1000
#: After this long nobody is working on a report any more: all tries of the worker are over.
GIVEN_UP_AFTER: Final = timedelta(hours=2)
UNFILTERED: Final = ReportFilters()
_FAILED = "The report could not be made. Ask for it again."


class ReportService:
    """Makes reports as files.

    Parameters
    ----------
    catalogue
        The products, to know how many a report is about.
    recommendations, summaries
        Where reports come from.
    renderers
        How each format is written.
    reports, files, worker
        What is known of reports, their files, and who makes large ones.
    clock, ids
        Time and fresh identifiers.
    currency
        ISO 4217 code of all amounts.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        recommendations: Recommendations,
        summaries: SummaryService,
        renderers: Mapping[ReportFormat, ReportRenderer],
        reports: ReportRepository,
        files: ReportFiles,
        worker: ReportWorker,
        clock: Clock,
        ids: IdSource,
        currency: str,
    ) -> None:
        self._catalogue = catalogue
        self._recommendations = recommendations
        self._summaries = summaries
        self._renderers = renderers
        self._reports = reports
        self._files = files
        self._worker = worker
        self._clock = clock
        self._ids = ids
        self._currency = currency

    def request(
        self,
        kind: ReportKind,
        report_format: ReportFormat,
        filters: ReportFilters = UNFILTERED,
    ) -> Report:
        """Make a report, or begin to: the answer's status says which."""
        report = Report(
            report_id=self._ids.new_id(),
            kind=kind,
            format=report_format,
            status=ReportStatus.QUEUED,
            created_at=self._clock.now(),
            filters=filters,
        )
        if len(self._catalogue.all(filters.category)) <= MAX_PRODUCTS_AT_ONCE:
            return self._make(report)
        self._reports.put(report)
        self._worker.start(report.report_id)
        return report

    def run(self, report_id: str) -> Report:
        """Make a report that was begun before; doing it again is harmless.

        Raises
        ------
        ReportNotFoundError
        """
        report = self._reports.get(report_id)
        if report.status is ReportStatus.COMPLETED:
            return report
        self._reports.put(replace(report, status=ReportStatus.RUNNING, error=None))
        try:
            return self._make(report)
        except Exception as error:
            detail = error.detail if isinstance(error, DomainError) else _FAILED
            failed = replace(report, status=ReportStatus.FAILED, completed_at=self._clock.now(), error=detail)
            self._reports.put(failed)
            raise

    def get(self, report_id: str) -> Report:
        """Return what is known of a report; raises :class:`ReportNotFoundError`.

        One that should have been finished long ago has failed, whatever was last written about it.
        """
        report = self._reports.get(report_id)
        unfinished = report.status in {ReportStatus.QUEUED, ReportStatus.RUNNING}
        if unfinished and self._clock.now() - report.created_at > GIVEN_UP_AFTER:
            return replace(report, status=ReportStatus.FAILED, error=_FAILED)
        return report

    def link(self, report: Report) -> ReportLink | None:
        """Return where the report's file can be fetched for a while, ``None`` while there is none."""
        if report.status is not ReportStatus.COMPLETED or report.location is None:
            return None
        filename = report.location.rsplit("/", 1)[-1]
        return self._files.link(report.location, filename, self._clock.now())

    def _make(self, report: Report) -> Report:
        content = self._renderers[report.format].render(self._document(report))
        location = f"reports/{report.report_id}/{report.kind}-{report.created_at:%Y-%m-%d}.{report.format}"
        self._files.put(location, content, report.format)
        done = replace(
            report, status=ReportStatus.COMPLETED, completed_at=self._clock.now(), location=location, error=None
        )
        self._reports.put(done)
        return done

    def _document(self, report: Report) -> Document:
        if report.kind is ReportKind.INVENTORY_RECOMMENDATIONS:
            return self._recommendations.document(report.filters, self._currency)
        listed = self._summaries.listed(report.filters.category, report.filters.horizon_days)
        return summary_document(listed, self._currency)
