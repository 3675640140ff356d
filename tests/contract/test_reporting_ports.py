"""One suite for reporting's fakes and their AWS adapters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import boto3
import numpy as np
import pytest
from botocore.config import Config

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.reporting.inputs import DynamoLatestForecasts, DynamoSalesSeries, DynamoStockCatalogue
from adapters.dynamodb.reporting.jobs import DynamoReportRepository
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.table import Table
from adapters.s3.reports import S3ReportFiles
from domain.reporting.errors import ReportNotFoundError
from domain.reporting.models import Report, ReportFormat, ReportKind, ReportStatus, Urgency
from domain.shared.errors import ProductNotFoundError
from testing.fakes.reporting import (
    FakeLatestForecasts,
    FakeReportFiles,
    FakeReportRepository,
    FakeSalesHistories,
    FakeStockCatalogue,
)
from testing.reporting import TODAY, poisson_forecast, put_latest, sales_of, stocked
from tests.support.forecasting import put_product, put_sales

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
on_both = pytest.mark.parametrize("kind", ["fake", "aws"])


@pytest.fixture
def account(request, kind):
    """The AWS account with its DynamoDB client, or ``None`` for the fakes."""
    if kind == "fake":
        return None
    return request.getfixturevalue("aws"), boto3.client("dynamodb", region_name="us-east-1")


@on_both
def test_the_catalogue_lists_in_order_and_by_category(account):
    if account is None:
        catalogue = FakeStockCatalogue(stocked("B"), stocked("A"), stocked("T", category="Tea"))
    else:
        environment, client = account
        for product_id, category in (("B", "Coffee"), ("A", "Coffee"), ("T", "Tea")):
            put_product(environment, client, product_id, category=category, current_price=Decimal(5))
        catalogue = DynamoStockCatalogue(DynamoProductRepository(Table(client, environment["PRODUCTS_TABLE"])))
    assert [product.product_id for product in catalogue.all()] == ["A", "B", "T"]
    assert [product.product_id for product in catalogue.all("Tea")] == ["T"]
    assert catalogue.get("A").current_price == 5
    with pytest.raises(ProductNotFoundError):
        catalogue.get("SKU-9")


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
    assert (forecast.start, forecast.horizon_days, forecast.last_sale_date) == (TODAY, 28, TODAY - timedelta(days=1))
    assert forecast.mean == pytest.approx(made.mean)
    assert forecast.cumulative == pytest.approx(made.cumulative, rel=1e-4)
    assert forecasts.read_many([]) == {}


@on_both
def test_sales_come_back_day_by_day(account):
    if account is None:
        sales = FakeSalesHistories(sales_of([3, 0, 5], product_id="A"))
    else:
        environment, client = account
        put_sales(environment, client, "A", [3, 0, 5])
        sales = DynamoSalesSeries(SalesHistoryReader(Table(client, environment["SALES_TABLE"])))
    found = sales.read_many(["A", "B"])
    assert list(found) == ["A"]
    assert found["A"].end == TODAY - timedelta(days=1)
    assert np.array_equal(found["A"].quantity, [3, 0, 5])


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
        horizon_days=28,
    )
    reports.put(report)
    assert reports.get("r-1") == report
    done = replace(
        report,
        status=ReportStatus.COMPLETED,
        completed_at=NOW + timedelta(seconds=2),
        category="Tea",
        urgency=Urgency.OK,
        location="reports/r-1/file.xlsx",
    )
    reports.put(done)
    assert reports.get("r-1") == done
    with pytest.raises(ReportNotFoundError):
        reports.get("r-2")


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
