"""Purchasing's ports in memory; the stock of products is that of a fake catalogue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.purchasing.errors import (
    ConcurrentChangeError,
    PurchaseOrderNotFoundError,
    SupplierExistsError,
    SupplierNotFoundError,
)
from domain.purchasing.models.settings import ShopSettings
from domain.purchasing.models.stock import OrderChange
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from domain.purchasing.models.order import PurchaseOrder
    from domain.purchasing.models.proposal import DraftRequest, Proposal
    from domain.purchasing.models.stock import Delivery, StockedProduct
    from domain.purchasing.models.supplier import Supplier
    from domain.purchasing.ports import OrderQuery


class FakeSuppliers:
    """Implements ``domain.purchasing.ports.Suppliers``."""

    def __init__(self, *suppliers: Supplier) -> None:
        self.kept = {supplier.supplier_id: supplier for supplier in suppliers}

    def add(self, supplier: Supplier) -> None:
        if supplier.supplier_id in self.kept:
            raise SupplierExistsError(supplier.supplier_id)
        self.kept[supplier.supplier_id] = supplier

    def get(self, supplier_id: str) -> Supplier:
        if supplier_id not in self.kept:
            raise SupplierNotFoundError(supplier_id)
        return self.kept[supplier_id]

    def all(self) -> list[Supplier]:
        return [self.kept[key] for key in sorted(self.kept)]

    def page(self, limit: int, after: str | None) -> Page[Supplier]:
        listed = [supplier for supplier in self.all() if supplier.supplier_id > (after or "")]
        more = len(listed) > limit
        return Page(tuple(listed[:limit]), listed[limit - 1].supplier_id if more else None)

    def replace(self, supplier: Supplier) -> None:
        self._check(replace(supplier, version=supplier.version - 1))
        self.kept[supplier.supplier_id] = supplier

    def remove(self, supplier: Supplier) -> None:
        self._check(supplier)
        del self.kept[supplier.supplier_id]

    def _check(self, seen: Supplier) -> None:
        kept = self.kept.get(seen.supplier_id)
        if kept is None or (kept.version, kept.created_at, kept.open_orders) != (
            seen.version,
            seen.created_at,
            seen.open_orders,
        ):
            raise ConcurrentChangeError


class FakeStock:
    """Implements ``domain.purchasing.ports.Stock``."""

    def __init__(self, *products: StockedProduct) -> None:
        self.kept = {product.product_id: product for product in products}

    def get_many(self, product_ids: Iterable[str]) -> dict[str, StockedProduct]:
        return {key: self.kept[key] for key in product_ids if key in self.kept}

    def supplied_by(self, supplier_id: str) -> list[StockedProduct]:
        return [self.kept[key] for key in sorted(self.kept) if self.kept[key].supplier_id == supplier_id]


class FakePurchaseOrders:
    """Implements ``domain.purchasing.ports.PurchaseOrders``; ``before_commit`` is called once, before the next one."""

    def __init__(self, suppliers: FakeSuppliers, stock: FakeStock, deliveries: FakeDeliveries) -> None:
        self.kept: dict[str, PurchaseOrder] = {}
        self.before_commit: Callable[[], object] | None = None
        self._suppliers = suppliers
        self._stock = stock
        self._deliveries = deliveries

    def get(self, purchase_order_id: str) -> PurchaseOrder:
        if purchase_order_id not in self.kept:
            raise PurchaseOrderNotFoundError(purchase_order_id)
        return self.kept[purchase_order_id]

    def get_many(self, purchase_order_ids: Iterable[str]) -> dict[str, PurchaseOrder]:
        return {key: self.kept[key] for key in purchase_order_ids if key in self.kept}

    def page(self, query: OrderQuery, limit: int, after: str | None) -> Page[PurchaseOrder]:
        listed = [self.kept[key] for key in sorted(self.kept, reverse=True) if after is None or key < after]
        matching = [order for order in listed if query.matches(order)]
        more = len(matching) > limit
        return Page(tuple(matching[:limit]), matching[limit - 1].purchase_order_id if more else None)

    def add_all(self, drafts: Sequence[PurchaseOrder]) -> None:
        if before := self.before_commit:
            self.before_commit = None
            before()
        for draft in drafts:
            self._check(OrderChange(before=None, after=draft))
        for draft in drafts:
            self.commit(OrderChange(before=None, after=draft))

    def unsettled(self) -> list[str]:
        return sorted(key for key, order in self.kept.items() if order.unsettled)

    def commit(self, change: OrderChange) -> PurchaseOrder:
        if before := self.before_commit:
            self.before_commit = None
            before()
        self._check(change)
        self.kept[change.after.purchase_order_id] = change.after
        for product in change.stock:
            self._stock.kept[product.product_id] = replace(product, version=product.version + 1)
        if change.open_orders or change.delivery:
            supplier = self._suppliers.kept[change.after.supplier_id]
            self._suppliers.kept[supplier.supplier_id] = replace(
                supplier,
                open_orders=supplier.open_orders + change.open_orders,
                version=supplier.version + (change.delivery is not None),
            )
        if change.delivery:
            self._deliveries.kept.append(change.delivery)
        return change.after

    def _check(self, change: OrderChange) -> None:
        kept = self.kept.get(change.after.purchase_order_id)
        if (kept and kept.version) != (change.before and change.before.version):
            raise ConcurrentChangeError
        if (change.open_orders or change.delivery) and change.after.supplier_id not in self._suppliers.kept:
            raise ConcurrentChangeError
        for product in change.stock:
            there = self._stock.kept.get(product.product_id)
            if there is None or (there.version, there.created_at) != (product.version, product.created_at):
                raise ConcurrentChangeError


class FakeProposals:
    """Implements ``domain.purchasing.ports.Proposals``; every product is of the category ``Tea``."""

    def __init__(self, *proposals: Proposal) -> None:
        self.kept = {proposal.product_id: proposal for proposal in proposals}
        self.holding_costs: list[Decimal] = []

    def selected(self, request: DraftRequest, holding_cost: Decimal) -> list[Proposal]:
        self.holding_costs.append(holding_cost)
        listed = [self.kept[key] for key in sorted(self.kept)]
        if request.supplier_id is not None:
            return [each for each in listed if each.supplier_id == request.supplier_id]
        if request.category is not None:
            return listed if request.category == "Tea" else []
        return [each for each in listed if each.product_id in request.product_ids]

    def supplied_by(self, supplier_ids: set[str], holding_cost: Decimal) -> list[Proposal]:
        return [self.kept[key] for key in sorted(self.kept) if self.kept[key].supplier_id in supplier_ids]


class FakeDeliveries:
    """Implements ``domain.purchasing.ports.Deliveries``."""

    def __init__(self, *deliveries: Delivery) -> None:
        self.kept = list(deliveries)

    def of_suppliers(self, supplier_ids: Iterable[str]) -> dict[str, list[Delivery]]:
        newest = sorted(self.kept, key=lambda delivery: delivery.received_on, reverse=True)
        return {key: [delivery for delivery in newest if delivery.supplier_id == key] for key in supplier_ids}


class FakeShopSettings:
    """Implements ``domain.purchasing.ports.Settings``."""

    def __init__(self) -> None:
        self.kept = ShopSettings()

    def get(self) -> ShopSettings:
        return self.kept

    def put(self, settings: ShopSettings) -> None:
        if settings.version != self.kept.version + 1:
            raise ConcurrentChangeError
        self.kept = settings
