"""One suite for reporting's fakes and their AWS adapters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.config import Config

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.reporting.exports import DynamoExportRepository
from adapters.dynamodb.reporting.inputs import DynamoLatestForecasts, DynamoListedProducts
from adapters.dynamodb.reporting.jobs import DynamoReportRepository
from adapters.dynamodb.table import Table
from adapters.in_process.recommendations import ServiceRecommendations
from adapters.s3.reports import S3ReportFiles
from domain.replenishment.service.recommendations import RecommendationService
from domain.reporting.errors import ExportNotFoundError, ExportTakenOverError, PartsLostError, ReportNotFoundError
from domain.reporting.models import (
    Export,
    Exported,
    ExportFormat,
    Report,
    ReportFilters,
    ReportFormat,
    ReportKind,
    ReportStatus,
)
from testing.demand_series import GENERATED_AT, TODAY, put_latest
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.reporting import FakeExportRepository, FakeRecommendations, FakeReportFiles, FakeReportRepository
from testing.fakes.system import FakeClock
from testing.replenishment import stocked
from testing.reporting import listed, poisson_forecast
from tests.support.forecasting import put_product

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
on_both = pytest.mark.parametrize("kind", ["fake", "aws"])


@on_both
def test_the_catalogue_lists_in_order_and_by_category(account):
    if account is None:
        catalogue = FakeCatalogue(listed("B"), listed("A"), listed("T", category="Tea"))
    else:
        environment, client = account
        for product_id, category in (("B", "Coffee"), ("A", "Coffee"), ("T", "Tea")):
            put_product(environment, client, product_id, category=category, current_price=Decimal(5))
        catalogue = DynamoListedProducts(DynamoProductRepository(Table(client, environment["PRODUCTS_TABLE"])))
    assert [product.product_id for product in catalogue.all()] == ["A", "B", "T"]
    assert [product.product_id for product in catalogue.all("Tea")] == ["T"]
    first, rest = catalogue.page(2, None), catalogue.page(2, "B")
    assert [[product.product_id for product in page.items] for page in (first, rest)] == [["A", "B"], ["T"]]
    assert (first.next_position, rest.next_position) == ("B", None)
    assert [(product.current_price, product.discontinued) for product in catalogue.all("Tea")] == [(5, False)]


@on_both
def test_forecasts_come_back_whole(account):
    made = poisson_forecast(3.0, product_id="A")
    if account is None:
        forecasts = FakeLatestForecasts(made)
    else:
        environment, client = account
        put_latest(environment, client, made)
        forecasts = DynamoLatestForecasts(Table(client, environment["FORECASTS_TABLE"]))
    found = forecasts.read_many(["A", "B", "A"])
    assert list(found) == ["A"]
    forecast = found["A"]
    assert (forecast.start, forecast.horizon_days, forecast.pattern) == (TODAY, 28, "smooth")
    assert forecast.generated_at == GENERATED_AT
    assert forecast.mean == pytest.approx(made.mean)
    assert forecast.cumulative == pytest.approx(made.cumulative, rel=1e-4)
    assert forecasts.read_many([]) == {}


@pytest.mark.parametrize("kind", ["fake", "service"])
def test_recommendations_are_a_document_of_what_was_asked_for(kind):
    if kind == "fake":
        recommendations = FakeRecommendations(
            ("A", "Coffee", "ok"), ("B", "Coffee", "no_forecast"), ("T", "Tea", "no_forecast")
        )
    else:
        products = FakeCatalogue(stocked("A", on_hand=Decimal(180)), stocked("B"), stocked("T", category="Tea"))
        forecasts = FakeLatestForecasts(poisson_forecast(product_id="A"))
        service = RecommendationService(products, forecasts, FakeSalesHistories(), FakeClock())
        recommendations = ServiceRecommendations(service)

    def ids(category, urgency):
        document = recommendations.document(ReportFilters(category=category, urgency=urgency), "EUR")
        assert document.title == "What to order"
        assert document.subtitle.endswith("amounts in EUR")
        position = [column.key for column in document.main.columns].index("product_id")
        return sorted(row[position] for row in document.main.rows)

    assert ids(None, None) == ["A", "B", "T"]
    assert ids("Coffee", None) == ["A", "B"]
    assert ids(None, "no_forecast") == ["B", "T"]
    assert ids("Coffee", "ok") == ["A"]
    assert ids("Tea", "ok") == []


@on_both
def test_reports_are_kept_and_replaced(account):
    if account is None:
        reports = FakeReportRepository()
    else:
        environment, client = account
        reports = DynamoReportRepository(Table(client, environment["FORECASTS_TABLE"]))
    report = Report(
        report_id="r-1",
        kind=ReportKind.FORECAST_SUMMARY,
        format=ReportFormat.XLSX,
        status=ReportStatus.QUEUED,
        created_at=NOW,
        filters=ReportFilters(horizon_days=28, category="Tea", supplier_id="ACME", text="x", sort="name"),
    )
    reports.put(report)
    assert reports.get("r-1") == report
    done = replace(
        report,
        status=ReportStatus.COMPLETED,
        completed_at=NOW + timedelta(seconds=2),
        filters=ReportFilters(category="Tea", urgency="ok", product_id="A"),
        location="reports/r-1/file.xlsx",
    )
    reports.put(done)
    assert reports.get("r-1") == done
    with pytest.raises(ReportNotFoundError):
        reports.get("r-2")


@on_both
def test_an_export_is_replaced_by_who_has_seen_its_last_version(account):
    exports = (
        FakeExportRepository()
        if account is None
        else DynamoExportRepository(Table(account[1], account[0]["FORECASTS_TABLE"]))
    )
    begun = Export(
        export_id="e-1",
        what=Exported.HISTORIES,
        format=ExportFormat.NDJSON,
        status=ReportStatus.QUEUED,
        created_at=NOW,
        updated_at=NOW,
    )
    exports.add(begun)
    assert exports.get("e-1") == begun
    running = replace(
        begun, status=ReportStatus.RUNNING, version=2, after="SKU-1", upload="u", parts=("a", "b"), products=1, rows=9
    )
    exports.replace(running)
    assert exports.get("e-1") == running
    with pytest.raises(ExportTakenOverError):
        exports.replace(replace(running, rows=10))
    done = replace(
        running, version=3, status=ReportStatus.COMPLETED, completed_at=NOW, updated_at=NOW, location="reports/e-1/x"
    )
    exports.replace(done)
    assert exports.get("e-1") == done
    with pytest.raises(ExportNotFoundError):
        exports.get("e-2")


@on_both
def test_a_file_of_parts_is_there_once_it_is_complete_and_of_the_parts_that_were_noted(account):
    if account is None:
        files = FakeReportFiles()
        kept = files.kept.get
    else:
        client, bucket = boto3.client("s3", region_name="us-east-1"), account[0]["DATA_BUCKET"]
        files = S3ReportFiles(client, bucket)

        def kept(key):
            listed = client.list_objects_v2(Bucket=bucket, Prefix=key).get("Contents", ())
            return client.get_object(Bucket=bucket, Key=key)["Body"].read() if listed else None

    key, long = "reports/e-1/file.csv", b"x" * (5 << 20)
    upload = files.begin(key, ExportFormat.CSV)
    first = files.add(key, upload, 1, long)
    stale = files.add(key, upload, 2, b"old")
    second = files.add(key, upload, 2, b"rest")
    assert kept(key) is None
    with pytest.raises(PartsLostError):
        files.complete(key, upload, [first, stale])
    files.complete(key, upload, [first, second])
    assert kept(key) == long + b"rest"


@on_both
def test_files_are_handed_out_for_a_while(account):
    if account is None:
        files = FakeReportFiles()
    else:
        client = boto3.client("s3", region_name="us-east-1", config=Config(signature_version="s3v4"))
        files = S3ReportFiles(client, account[0]["DATA_BUCKET"])
    files.put("reports/r-1/file.csv", b"a,b", ReportFormat.CSV)
    link = files.link("reports/r-1/file.csv", "file.csv", NOW)
    assert link.expires_at == NOW + timedelta(minutes=15)
    assert urlsplit(link.url).path.endswith("reports/r-1/file.csv")
    if account is not None:
        query = parse_qs(urlsplit(link.url).query)
        assert query["X-Amz-Expires"] == ["900"]
        assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
        assert query["response-content-disposition"] == ['attachment; filename="file.csv"']


def test_a_report_expires_with_its_time_to_live(aws):
    client = boto3.client("dynamodb", region_name="us-east-1")
    report = Report(
        report_id="r-1",
        kind=ReportKind.FORECAST_SUMMARY,
        format=ReportFormat.CSV,
        status=ReportStatus.QUEUED,
        created_at=NOW,
    )
    DynamoReportRepository(Table(client, aws["FORECASTS_TABLE"])).put(report)
    (item,) = client.scan(TableName=aws["FORECASTS_TABLE"])["Items"]
    assert item["expires_at"]["N"] == str(int(NOW.timestamp()) + 30 * 86400)
