"""Sales data's object graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dependency_injector import containers, providers

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.products.traces import DynamoTraces, forecast_items, sales_items
from adapters.dynamodb.sales.catalogue import DynamoSalesCatalogue
from adapters.dynamodb.sales.histories import DynamoSalesHistories
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.sales.ledger import DynamoSalesLedger
from adapters.dynamodb.sales.mappings import DynamoImportMappings
from adapters.dynamodb.sales.reconciliation import DynamoReconciliationPlace
from adapters.dynamodb.sales.uploads import DynamoUploadRecords
from adapters.dynamodb.table import Table
from adapters.s3.uploads import S3UploadFiles
from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.products.removal import ProductRemovals
from domain.sales.loading.checkpoint import Stores
from domain.sales.service.ingest import IngestService
from domain.sales.service.mappings import MappingService
from domain.sales.service.reconciliation import ReconciliationService
from domain.sales.service.sales import SalesService
from domain.sales.service.uploads import UploadService
from handlers.shared import clients
from handlers.shared.authors import author
from handlers.shared.lazy import adapter
from handlers.shared.observability import current_correlation_id
from handlers.shared.settings import optional, required

if TYPE_CHECKING:
    from adapters.dynamodb.purchasing.traces import OpenLineTraces
    from domain.purchasing.service.settled_orders import SettledOrders
    from domain.sales.service.summaries import SalesSummaryService
    from domain.shared.ports import Clock


def _open_lines(table: Table, products_table: Table, clock: Clock) -> OpenLineTraces:
    from adapters.dynamodb.purchasing.traces import OpenLineTraces  # on first use: few calls remove a product

    return OpenLineTraces(table, products_table, clock)


def _settled_orders(
    table: Table, products_table: Table, products: DynamoProductRepository, clock: Clock
) -> SettledOrders:
    from adapters.dynamodb.purchasing.orders import DynamoPurchaseOrders, DynamoStock  # on first use: at night only
    from domain.purchasing.service.settled_orders import SettledOrders

    return SettledOrders(DynamoPurchaseOrders(table, products_table), DynamoStock(products), clock)


def _summary_service(
    catalogue: DynamoSalesCatalogue, histories: DynamoSalesHistories, worklist_table: Table, clock: Clock
) -> SalesSummaryService:
    from adapters.dynamodb.partials import DynamoPartials, DynamoStaleNotes  # on first use: no file needs it
    from domain.sales.service.summaries import SALES, SalesSummaryService
    from domain.sales.summary import SalesFigures

    kept = DynamoPartials(worklist_table, {SALES: SalesFigures})
    return SalesSummaryService(catalogue, histories, kept, DynamoStaleNotes(worklist_table), clock)


class SalesContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    dynamodb = providers.Singleton(clients.dynamodb)
    s3 = providers.Singleton(clients.s3)
    products_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "PRODUCTS_TABLE"), author=providers.Object(author)
    )
    sales_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "SALES_TABLE"), author=providers.Object(author)
    )
    currency = providers.Callable(optional, "CURRENCY", "USD")
    clock = adapter(SystemClock)
    ids = adapter(TimeOrderedIds)
    products = providers.Singleton(DynamoProductRepository, products_table)
    catalogue = adapter(DynamoSalesCatalogue, products)
    ledger = adapter(DynamoSalesLedger, sales_table, products_table, clock.provided.now)
    histories = adapter(DynamoSalesHistories, providers.Singleton(SalesHistoryReader, sales_table))
    place = adapter(DynamoReconciliationPlace, sales_table)
    forecasts_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "FORECASTS_TABLE"))
    purchasing_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "PURCHASING_TABLE"), author=providers.Object(author)
    )
    traces = providers.List(
        adapter(DynamoTraces, sales_table, providers.Object(sales_items), products_table),
        adapter(DynamoTraces, forecasts_table, providers.Object(forecast_items), products_table),
        adapter(_open_lines, purchasing_table, products_table, clock),
    )
    records = adapter(DynamoUploadRecords, sales_table)
    files = adapter(S3UploadFiles, s3, providers.Callable(required, "DATA_BUCKET"))
    mappings = adapter(DynamoImportMappings, sales_table)
    stores = providers.Singleton(Stores, catalogue, ledger, records, files, mappings, currency)
    mapping_service = providers.Singleton(MappingService, mappings, clock)
    upload_service = providers.Singleton(
        UploadService, stores, clock, ids, providers.Object(current_correlation_id), providers.Object(author)
    )
    ingest_service = providers.Singleton(IngestService, stores, clock, ids)
    reconciliation_service = providers.Singleton(ReconciliationService, catalogue, ledger, place)
    settled_orders = providers.Singleton(_settled_orders, purchasing_table, products_table, products, clock)
    removals = providers.Singleton(ProductRemovals, products, traces, ids)
    sales_service = providers.Singleton(SalesService, catalogue, ledger, histories, clock)
    worklist_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "WORKLIST_TABLE"))
    summary_service = providers.Singleton(_summary_service, catalogue, histories, worklist_table, clock)


container = SalesContainer()
