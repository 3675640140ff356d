"""The catalogue's object graph."""

from __future__ import annotations

from dependency_injector import containers, providers

from adapters.dynamodb import keys
from adapters.dynamodb.products.batches import DynamoProductBatches
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.products.traces import PartitionTraces
from adapters.dynamodb.table import Table
from adapters.s3.uploads import S3UploadFiles
from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.products.catalogue_import import CatalogueImport
from domain.products.service import ProductService
from handlers.shared import clients
from handlers.shared.settings import required


class ProductsContainer(containers.DeclarativeContainer):
    """Everything is made on first use, once a process."""

    dynamodb = providers.Singleton(clients.dynamodb)
    products_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "PRODUCTS_TABLE"))
    sales_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "SALES_TABLE"))
    forecasts_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "FORECASTS_TABLE"))
    products = providers.Singleton(DynamoProductRepository, products_table)
    traces = providers.List(
        providers.Singleton(PartitionTraces, sales_table, keys.sales),
        providers.Singleton(PartitionTraces, forecasts_table, keys.forecasts),
    )
    clock = providers.Singleton(SystemClock)
    ids = providers.Singleton(TimeOrderedIds)
    s3 = providers.Singleton(clients.s3)
    files = providers.Singleton(S3UploadFiles, s3, providers.Callable(required, "DATA_BUCKET"))
    batches = providers.Singleton(DynamoProductBatches, products)
    catalogue_import = providers.Singleton(CatalogueImport, batches, files, clock, ids)
    product_service = providers.Singleton(ProductService, products, traces, clock, ids)


container = ProductsContainer()
