"""Reports as files: at once when small, in the background when not, and never twice."""

from __future__ import annotations

import pytest

from domain.reporting.errors import ReportNotFoundError
from domain.reporting.models import ReportFilters, ReportFormat, ReportKind, ReportStatus
from domain.reporting.service import files
from domain.reporting.service.files import ReportService
from domain.reporting.service.summaries import SummaryService
from domain.shared.errors import UnavailableError
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.partials import FakePartials, FakeStaleNotes
from testing.fakes.reporting import (
    FakeRecommendations,
    FakeRenderer,
    FakeReportFiles,
    FakeReportRepository,
    FakeReportWorker,
)
from testing.fakes.system import FakeClock, FakeIds
from testing.reporting import listed, poisson_forecast

KIND = ReportKind.INVENTORY_RECOMMENDATIONS


class Office:
    """The service and everything behind it."""

    def __init__(self):
        catalogue = FakeCatalogue(*(listed(f"SKU-{n}") for n in range(3)))
        sources = (catalogue, FakeLatestForecasts(poisson_forecast(product_id="SKU-0")), FakeSalesHistories())
        self.clock = FakeClock()
        self.renderer = FakeRenderer()
        self.reports, self.files, self.worker = FakeReportRepository(), FakeReportFiles(), FakeReportWorker()
        self.service = ReportService(
            catalogue,
            FakeRecommendations(
                ("SKU-0", "Coffee", "ok"), ("SKU-1", "Coffee", "no_forecast"), ("SKU-2", "Coffee", "no_forecast")
            ),
            SummaryService(*sources, FakePartials(), FakeStaleNotes(), self.clock),
            dict.fromkeys(ReportFormat, self.renderer),
            self.reports,
            self.files,
            self.worker,
            self.clock,
            FakeIds(),
            "USD",
        )


@pytest.fixture
def office():
    return Office()


def test_a_small_report_is_made_at_once(office):
    report = office.service.request(KIND, ReportFormat.CSV)
    assert report.status is ReportStatus.COMPLETED
    assert office.worker.started == []
    location = "reports/id-0001/inventory-recommendations-2026-11-20.csv"
    assert office.files.kept == {location: b"What to order: 3 rows"}
    assert office.service.link(report).url.startswith(f"https://files.example/{location}")
    assert office.service.get("id-0001") == report


def test_what_was_asked_for_is_what_is_made(office):
    office.service.request(KIND, ReportFormat.CSV, ReportFilters(urgency="no_forecast"))
    office.service.request(ReportKind.FORECAST_SUMMARY, ReportFormat.PDF, ReportFilters(horizon_days=7))
    assert list(office.files.kept.values()) == [b"What to order: 2 rows", b"Demand forecast: 1 rows"]


def test_a_large_report_is_made_in_the_background(office, monkeypatch):
    monkeypatch.setattr(files, "MAX_PRODUCTS_AT_ONCE", 2)
    report = office.service.request(KIND, ReportFormat.XLSX)
    assert report.status is ReportStatus.QUEUED
    assert office.worker.started == [report.report_id]
    assert office.service.link(report) is None
    office.clock.advance(seconds=3)

    done = office.service.run(report.report_id)

    assert [kept.status for kept in office.reports.history] == ["queued", "running", "completed"]
    assert (done.completed_at - done.created_at).total_seconds() == 3
    assert office.service.link(done) is not None


def test_running_again_changes_nothing(office):
    report = office.service.request(KIND, ReportFormat.CSV)
    before = len(office.reports.history)
    assert office.service.run(report.report_id) == report
    assert len(office.reports.history) == before


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (UnavailableError("The database is busy."), "The database is busy."),
        (ZeroDivisionError("secret detail"), "The report could not be made. Ask for it again."),
    ],
)
def test_a_failure_is_kept_raised_and_can_be_repeated(office, monkeypatch, failure, told):
    monkeypatch.setattr(files, "MAX_PRODUCTS_AT_ONCE", 2)
    report = office.service.request(KIND, ReportFormat.PDF)
    office.renderer.failure = failure
    with pytest.raises(type(failure)):
        office.service.run(report.report_id)
    failed = office.service.get(report.report_id)
    assert (failed.status, failed.error) == (ReportStatus.FAILED, told)
    office.renderer.failure = None
    again = office.service.run(report.report_id)
    assert (again.status, again.error) == (ReportStatus.COMPLETED, None)


def test_a_report_nobody_asked_for_is_not_found(office):
    with pytest.raises(ReportNotFoundError):
        office.service.run("none")


def test_a_report_that_was_never_finished_has_failed(office, monkeypatch):
    monkeypatch.setattr(files, "MAX_PRODUCTS_AT_ONCE", 2)
    report = office.service.request(KIND, ReportFormat.PDF)
    office.clock.advance(hours=1)
    assert office.service.get(report.report_id).status is ReportStatus.QUEUED
    office.clock.advance(hours=2)
    failed = office.service.get(report.report_id)
    assert (failed.status, failed.error) == (ReportStatus.FAILED, "The report could not be made. Ask for it again.")
