"""Purchasing's object graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dependency_injector import containers, providers

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.purchasing.orders import DynamoPurchaseOrders, DynamoStock
from adapters.dynamodb.purchasing.suppliers import DynamoDeliveries, DynamoShopSettings, DynamoSuppliers
from adapters.dynamodb.table import Table
from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.purchasing.service.drafting import DraftingService
from domain.purchasing.service.orders import PurchaseOrderService
from domain.purchasing.service.suppliers import SupplierService
from handlers.shared import clients
from handlers.shared.lazy import adapter
from handlers.shared.settings import optional, required

if TYPE_CHECKING:
    from adapters.in_process.proposals import ServiceProposals


def _proposals() -> ServiceProposals:
    """Return replenishment's proposals: imported on first use, since few requests ask for drafts and it is large."""
    from adapters.in_process.proposals import ServiceProposals
    from handlers.replenishment.container import container as replenishment

    return ServiceProposals(replenishment.proposal_service())


class PurchasingContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    dynamodb = providers.Singleton(clients.dynamodb)
    products_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "PRODUCTS_TABLE"))
    purchasing_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "PURCHASING_TABLE"))
    clock = adapter(SystemClock)
    ids = adapter(TimeOrderedIds)
    currency = providers.Callable(optional, "CURRENCY", "USD")
    orders = adapter(DynamoPurchaseOrders, purchasing_table, products_table)
    suppliers = adapter(DynamoSuppliers, purchasing_table)
    deliveries = adapter(DynamoDeliveries, purchasing_table)
    shop_settings = adapter(DynamoShopSettings, purchasing_table)
    stock = adapter(DynamoStock, providers.Singleton(DynamoProductRepository, products_table))
    supplier_service = providers.Singleton(SupplierService, suppliers, deliveries, shop_settings, clock, ids)
    order_service = providers.Singleton(
        PurchaseOrderService, orders, suppliers, stock, deliveries, clock, ids, currency
    )
    proposals = adapter(_proposals)
    drafting_service = providers.Singleton(
        DraftingService, orders, suppliers, stock, shop_settings, proposals, clock, ids, currency
    )


container = PurchasingContainer()
