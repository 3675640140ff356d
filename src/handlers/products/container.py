"""The catalogue's object graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dependency_injector import containers, providers

from adapters.dynamodb.products.batches import DynamoProductBatches
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.products.traces import DynamoTraces, forecast_items, sales_items
from adapters.dynamodb.sales.mappings import DynamoImportMappings
from adapters.dynamodb.table import Table
from adapters.s3.uploads import S3UploadFiles
from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.products.batch import BatchService
from domain.products.catalogue_import import CatalogueImport
from domain.products.listing import ProductListing
from domain.products.removal import ProductRemovals
from domain.products.service import ProductService
from handlers.shared import clients
from handlers.shared.authors import author
from handlers.shared.lazy import adapter
from handlers.shared.settings import optional, required

if TYPE_CHECKING:
    from adapters.dynamodb.purchasing.traces import OpenLineTraces
    from adapters.dynamodb.replenishment.names import WorklistNames
    from domain.shared.ports import Clock


def _open_lines(table: Table, products_table: Table, clock: Clock) -> OpenLineTraces:
    from adapters.dynamodb.purchasing.traces import OpenLineTraces  # on first use: few calls remove a product

    return OpenLineTraces(table, products_table, clock)


def _names(table: Table) -> WorklistNames:
    from adapters.dynamodb.replenishment.names import WorklistNames  # on first use: few requests search
    from adapters.dynamodb.replenishment.rows import worklist_shards

    return WorklistNames(worklist_shards(table))


class ProductsContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    dynamodb = providers.Singleton(clients.dynamodb)
    products_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "PRODUCTS_TABLE"), author=providers.Object(author)
    )
    sales_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "SALES_TABLE"), author=providers.Object(author)
    )
    forecasts_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "FORECASTS_TABLE"))
    purchasing_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "PURCHASING_TABLE"), author=providers.Object(author)
    )
    clock = adapter(SystemClock)
    products = adapter(DynamoProductRepository, products_table)
    traces = providers.List(
        adapter(DynamoTraces, sales_table, providers.Object(sales_items), products_table),
        adapter(DynamoTraces, forecasts_table, providers.Object(forecast_items), products_table),
        adapter(_open_lines, purchasing_table, products_table, clock),
    )
    currency = providers.Callable(optional, "CURRENCY", "USD")
    ids = adapter(TimeOrderedIds)
    s3 = providers.Singleton(clients.s3)
    files = adapter(S3UploadFiles, s3, providers.Callable(required, "DATA_BUCKET"))
    batches = adapter(DynamoProductBatches, products)
    mappings = adapter(DynamoImportMappings, sales_table)
    removals = providers.Singleton(ProductRemovals, products, traces, ids)
    catalogue_import = providers.Singleton(CatalogueImport, batches, removals, files, mappings, clock, ids, currency)
    batch_service = providers.Singleton(BatchService, batches, removals, clock)
    worklist_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "WORKLIST_TABLE"))
    names = adapter(_names, worklist_table)
    listing = providers.Singleton(ProductListing, products, names, clock)
    product_service = providers.Singleton(ProductService, products, traces, clock, ids)


container = ProductsContainer()
