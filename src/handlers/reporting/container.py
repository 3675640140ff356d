"""Reporting's object graph."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from dependency_injector import containers, providers

from adapters.dynamodb.partials import DynamoPartials, DynamoStaleNotes
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.reporting.inputs import DynamoLatestForecasts, DynamoListedProducts
from adapters.dynamodb.reporting.jobs import DynamoReportRepository
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.sales.series import DynamoSalesSeries
from adapters.dynamodb.table import Table
from adapters.s3.reports import S3ReportFiles
from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.reporting.models import Exported, ExportFormat, ReportFormat
from domain.reporting.service.exports import ExportService
from domain.reporting.service.files import ReportService
from domain.reporting.service.summaries import CHECKS, FORECASTS, SummaryService
from domain.reporting.summary.checks import CheckFigures
from domain.reporting.summary.figures import ForecastFigures
from handlers.shared import clients
from handlers.shared.lazy import adapter
from handlers.shared.observability import current_correlation_id
from handlers.shared.settings import optional, required

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from adapters.aws_lambda.report_worker import LambdaReportWorker
    from adapters.in_process.recommendations import ServiceRecommendations
    from domain.reporting.ports import ExportRepository, ExportRows, ExportWriter, ReportRenderer
    from domain.shared.partial_upkeep import PartialUpkeep
    from domain.shared.ports import Clock
    from domain.shared.shard_upkeep import ShardUpkeep

#: As long as a change may take to reach its row, and some.
PAUSE_SECONDS: Final = 10

# What only files need is imported on first use: few requests ask for one.


def _recommendations() -> ServiceRecommendations:
    """Return the recommendations of the service that pages are cut from, so that a file takes what it remembers."""
    from adapters.in_process.recommendations import ServiceRecommendations
    from handlers.replenishment.container import container as replenishment

    return ServiceRecommendations(replenishment.recommendation_service())


def _csv() -> ReportRenderer:
    from adapters.rendering.csv import CsvRenderer

    return CsvRenderer()


def _xlsx() -> ReportRenderer:
    from adapters.rendering.xlsx import XlsxRenderer

    return XlsxRenderer()


def _pdf() -> ReportRenderer:
    from adapters.rendering.pdf import PdfRenderer

    return PdfRenderer()


def _worker(function: str, member: str) -> LambdaReportWorker:
    from adapters.aws_lambda.report_worker import LambdaReportWorker

    return LambdaReportWorker(clients.lambda_(), function, current_correlation_id, member)


def _content(
    reader: SalesHistoryReader, forecasts_table: Table, what: Exported, export_format: ExportFormat
) -> tuple[ExportRows, ExportWriter]:
    """Return the rows of an export and what writes them."""
    from adapters.dynamodb.reporting.exports import DynamoExportedForecasts, DynamoExportedHistories
    from adapters.rendering.lines import CsvLines, JsonLines
    from handlers.reporting import export_rows

    is_csv = export_format is ExportFormat.CSV
    if what is Exported.HISTORIES:
        writer = CsvLines(export_rows.HISTORY_COLUMNS) if is_csv else JsonLines(export_rows.HISTORY_MEMBERS)
        return DynamoExportedHistories(reader), writer
    rows = export_rows.forecast_days if is_csv else export_rows.forecast_objects
    return DynamoExportedForecasts(forecasts_table, rows), (
        CsvLines(export_rows.FORECAST_COLUMNS) if is_csv else JsonLines()
    )


def _exports(table: Table) -> ExportRepository:
    from adapters.dynamodb.reporting.exports import DynamoExportRepository

    return DynamoExportRepository(table)


def _partials(table: Table) -> DynamoPartials:
    """Return where the forecast summary's partial sums are kept."""
    return DynamoPartials(table, {CHECKS: CheckFigures, **dict.fromkeys(FORECASTS.values(), ForecastFigures)})


def _upkeep(products: DynamoProductRepository, clock: Clock) -> ShardUpkeep:
    """Return the upkeep of the rows that lists rest on."""
    from adapters.dynamodb.changes import DynamoProductIds
    from domain.shared.shard_upkeep import ShardUpkeep
    from handlers.replenishment.container import container as replenishment

    keepers = [replenishment.row_keeper()]
    return ShardUpkeep(keepers, DynamoProductIds(products), clock, partial(time.sleep, PAUSE_SECONDS))


def _partial_upkeep(
    figures: Callable[[Sequence[str]], Mapping[str, Any]],
    partials: DynamoPartials,
    products: DynamoProductRepository,
    sales_table: Table,
    worklist_table: Table,
    clock: Clock,
) -> PartialUpkeep:
    """Return the upkeep of the partial sums that both summaries are put together of."""
    from adapters.dynamodb.sales.catalogue import DynamoSalesCatalogue
    from adapters.dynamodb.sales.histories import DynamoSalesHistories
    from domain.sales.service.summaries import SALES, SalesSummaryService
    from domain.sales.summary import SalesFigures
    from domain.shared.partial_upkeep import PartialUpkeep
    from domain.shared.partials import PartialKeeper
    from handlers.replenishment.container import container as replenishment

    notes, kept = DynamoStaleNotes(worklist_table), DynamoPartials(worklist_table, {SALES: SalesFigures})
    histories = DynamoSalesHistories(SalesHistoryReader(sales_table), consistent=True)
    sales = SalesSummaryService(DynamoSalesCatalogue(products), histories, kept, notes, clock)
    keepers = [PartialKeeper(partials, figures, clock), PartialKeeper(kept, sales.figures, clock)]
    return PartialUpkeep(keepers, replenishment.rows(), notes, clock, partial(time.sleep, PAUSE_SECONDS))


def _named(records: Iterable[Mapping[str, Any]]) -> tuple[set[str], set[str]]:
    from adapters.dynamodb.changes import named

    return named(records)


class ReportingContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    dynamodb = providers.Singleton(clients.dynamodb)
    products_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "PRODUCTS_TABLE"))
    sales_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "SALES_TABLE"))
    forecasts_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "FORECASTS_TABLE"))

    clock = adapter(SystemClock)
    ids = adapter(TimeOrderedIds)
    currency = providers.Callable(optional, "CURRENCY", "USD")
    products = providers.Singleton(DynamoProductRepository, products_table)
    catalogue = adapter(DynamoListedProducts, products)
    forecasts = adapter(DynamoLatestForecasts, forecasts_table)
    history_reader = adapter(SalesHistoryReader, sales_table)
    sales = adapter(DynamoSalesSeries, history_reader)
    recommendations = adapter(_recommendations)
    reports = adapter(DynamoReportRepository, forecasts_table)
    files = adapter(S3ReportFiles, providers.Singleton(clients.s3), providers.Callable(required, "DATA_BUCKET"))
    #: The worker is told its own name as well: what it has no time for, the next one does.
    worker_function = providers.Callable(optional, "REPORT_WORKER_FUNCTION")
    worker = adapter(_worker, worker_function, "report_id")
    export_worker = adapter(_worker, worker_function, "export_id")
    exports = adapter(_exports, forecasts_table)
    contents = providers.Singleton(partial, _content, history_reader, forecasts_table)
    renderers = providers.Dict(
        {ReportFormat.CSV: adapter(_csv), ReportFormat.XLSX: adapter(_xlsx), ReportFormat.PDF: adapter(_pdf)}
    )

    worklist_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "WORKLIST_TABLE"))
    partials = adapter(_partials, worklist_table)
    stale_notes = adapter(DynamoStaleNotes, worklist_table)
    summary_service = providers.Singleton(SummaryService, catalogue, forecasts, sales, partials, stale_notes, clock)
    #: What is kept is made of what was just written: it must have seen the change that it is made for.
    written_summaries = providers.Singleton(
        SummaryService,
        catalogue,
        adapter(partial(DynamoLatestForecasts, consistent=True), forecasts_table),
        adapter(partial(DynamoSalesSeries, consistent=True), providers.Singleton(SalesHistoryReader, sales_table)),
        partials,
        stale_notes,
        clock,
    )
    upkeep = providers.Singleton(_upkeep, products, clock)
    partial_upkeep = providers.Singleton(
        _partial_upkeep, written_summaries.provided.figures, partials, products, sales_table, worklist_table, clock
    )
    named = providers.Callable(_named)
    report_service = providers.Singleton(
        ReportService,
        catalogue,
        recommendations,
        summary_service,
        renderers,
        reports,
        files,
        worker,
        clock,
        ids,
        currency,
    )
    export_service = providers.Singleton(ExportService, catalogue, contents, exports, files, export_worker, clock, ids)


container = ReportingContainer()
