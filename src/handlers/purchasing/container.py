"""Purchasing's object graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dependency_injector import containers, providers

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.purchasing.orders import DynamoPurchaseOrders, DynamoStock
from adapters.dynamodb.purchasing.suppliers import DynamoDeliveries, DynamoShopSettings, DynamoSuppliers
from adapters.dynamodb.table import Table
from adapters.s3.uploads import S3UploadFiles
from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.purchasing.service.documents import DocumentFormat, DocumentService
from domain.purchasing.service.drafting import DraftingService
from domain.purchasing.service.order_import import OrderImport
from domain.purchasing.service.orders import PurchaseOrderService
from domain.purchasing.service.settled_orders import SettledOrders
from domain.purchasing.service.suppliers import SupplierService
from handlers.shared import clients
from handlers.shared.authors import author
from handlers.shared.lazy import adapter
from handlers.shared.settings import optional, required

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

    from adapters.in_process.proposals import ServiceProposals
    from domain.purchasing.ports import OrderFiles, OrderRenderer


def _proposals() -> ServiceProposals:
    """Return replenishment's proposals: imported on first use, since few requests ask for drafts and it is large."""
    from adapters.in_process.proposals import ServiceProposals
    from handlers.replenishment.container import container as replenishment

    return ServiceProposals(replenishment.proposal_service())


def _files(client: S3Client, bucket: str) -> OrderFiles:
    from adapters.s3.reports import S3ReportFiles

    return S3ReportFiles(client, bucket)


def _csv() -> OrderRenderer:
    from adapters.rendering.csv import CsvRenderer

    return CsvRenderer()


def _xlsx() -> OrderRenderer:
    from adapters.rendering.xlsx import XlsxRenderer

    return XlsxRenderer()


def _pdf() -> OrderRenderer:
    from adapters.rendering.pdf import PdfRenderer

    return PdfRenderer()


class PurchasingContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    dynamodb = providers.Singleton(clients.dynamodb)
    products_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "PRODUCTS_TABLE"), author=providers.Object(author)
    )
    purchasing_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "PURCHASING_TABLE"), author=providers.Object(author)
    )
    clock = adapter(SystemClock)
    ids = adapter(TimeOrderedIds)
    currency = providers.Callable(optional, "CURRENCY", "USD")
    suppliers = adapter(DynamoSuppliers, purchasing_table)
    deliveries = adapter(DynamoDeliveries, purchasing_table)
    shop_settings = adapter(DynamoShopSettings, purchasing_table)
    stock = adapter(DynamoStock, providers.Singleton(DynamoProductRepository, products_table))
    orders = providers.Singleton(
        SettledOrders, adapter(DynamoPurchaseOrders, purchasing_table, products_table), stock, clock
    )
    supplier_service = providers.Singleton(SupplierService, suppliers, deliveries, shop_settings, clock, ids)
    order_service = providers.Singleton(
        PurchaseOrderService, orders, suppliers, stock, deliveries, clock, ids, currency
    )
    files = adapter(_files, providers.Singleton(clients.s3), providers.Callable(required, "DATA_BUCKET"))
    renderers = providers.Dict(
        {DocumentFormat.CSV: adapter(_csv), DocumentFormat.XLSX: adapter(_xlsx), DocumentFormat.PDF: adapter(_pdf)}
    )
    document_service = providers.Singleton(
        DocumentService, orders, suppliers, stock, shop_settings, renderers, files, clock
    )
    rejected_files = adapter(
        S3UploadFiles, providers.Singleton(clients.s3), providers.Callable(required, "DATA_BUCKET")
    )
    order_import = providers.Singleton(
        OrderImport, orders, suppliers, stock, deliveries, rejected_files, clock, ids, currency
    )
    proposals = adapter(_proposals)
    drafting_service = providers.Singleton(
        DraftingService, orders, suppliers, stock, shop_settings, proposals, clock, ids, currency
    )


container = PurchasingContainer()
