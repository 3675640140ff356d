"""Reporting's object graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dependency_injector import containers, providers

from adapters.aws_lambda.report_worker import LambdaReportWorker
from adapters.calendars.holidays import PublicHolidays
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.reporting.inputs import DynamoLatestForecasts, DynamoSalesSeries, DynamoStockCatalogue
from adapters.dynamodb.reporting.jobs import DynamoReportRepository
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.table import Table
from adapters.rendering.csv import CsvRenderer
from adapters.rendering.pdf import PdfRenderer
from adapters.rendering.xlsx import XlsxRenderer
from adapters.s3.reports import S3ReportFiles
from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.reporting.models import ReportFormat
from domain.reporting.service.files import ReportService
from domain.reporting.service.recommendations import RecommendationService
from domain.reporting.service.replays import ReplayService
from domain.reporting.service.summaries import SummaryService
from handlers.shared import clients
from handlers.shared.lazy import adapter
from handlers.shared.observability import current_correlation_id
from handlers.shared.settings import optional, required

if TYPE_CHECKING:
    from adapters.engine.replay import EngineForecaster


def _engine(holidays: PublicHolidays) -> EngineForecaster:
    from adapters.engine.replay import EngineForecaster  # on first use: few calls replay anything, and it is large

    return EngineForecaster(holidays)


class ReportingContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    dynamodb = providers.Singleton(clients.dynamodb)
    products_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "PRODUCTS_TABLE"))
    sales_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "SALES_TABLE"))
    forecasts_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "FORECASTS_TABLE"))

    clock = adapter(SystemClock)
    ids = adapter(TimeOrderedIds)
    currency = providers.Callable(optional, "CURRENCY", "USD")
    catalogue = adapter(DynamoStockCatalogue, providers.Singleton(DynamoProductRepository, products_table))
    forecasts = adapter(DynamoLatestForecasts, forecasts_table)
    sales = adapter(DynamoSalesSeries, providers.Singleton(SalesHistoryReader, sales_table))
    holidays = adapter(PublicHolidays, providers.Callable(optional, "COUNTRY", "US"))
    forecaster = adapter(_engine, holidays)
    reports = adapter(DynamoReportRepository, forecasts_table)
    files = adapter(S3ReportFiles, providers.Singleton(clients.s3), providers.Callable(required, "DATA_BUCKET"))
    #: The worker itself is not told the worker's name: it never starts another one.
    worker = adapter(
        LambdaReportWorker,
        providers.Singleton(clients.lambda_),
        providers.Callable(optional, "REPORT_WORKER_FUNCTION"),
        providers.Object(current_correlation_id),
    )
    renderers = providers.Dict(
        {
            ReportFormat.CSV: adapter(CsvRenderer),
            ReportFormat.XLSX: adapter(XlsxRenderer),
            ReportFormat.PDF: adapter(PdfRenderer),
        }
    )

    recommendation_service = providers.Singleton(RecommendationService, catalogue, forecasts, sales, clock)
    summary_service = providers.Singleton(SummaryService, catalogue, forecasts, sales, clock)
    replay_service = providers.Singleton(ReplayService, catalogue, sales, forecaster, clock)
    report_service = providers.Singleton(
        ReportService,
        catalogue,
        recommendation_service,
        summary_service,
        renderers,
        reports,
        files,
        worker,
        clock,
        ids,
        currency,
    )


container = ReportingContainer()
