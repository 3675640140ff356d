"""Purchase orders in the purchasing table, written in one transaction with the stock of their products.

A product's own item in the products table holds what is open on orders for it (``inbound``), so that whoever reads the
product reads both.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError
from adapters.dynamodb.products.repository import inbound_items
from adapters.dynamodb.purchasing.codec import delivery_item, order_item, to_order
from adapters.dynamodb.table import CHANGED_BY, page_of
from adapters.dynamodb.transactions import IS_NEW, IS_THERE, PRODUCT_IS_THERE, delete, put, transact, update
from domain.products.models import OpenOrderLine, ProductDetails, ProductQuery
from domain.purchasing.errors import ConcurrentChangeError, PurchaseOrderNotFoundError
from domain.purchasing.models.stock import OpenLine, StockedProduct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.dynamodb.products.repository import DynamoProductRepository
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.transactions import Action
    from adapters.dynamodb.typed import Item
    from domain.products.models import Product
    from domain.purchasing.models.order import PurchaseOrder
    from domain.purchasing.models.stock import OrderChange
    from domain.purchasing.ports import OrderQuery
    from domain.shared.paging import Page

_MIN_READ: Final = 50


class DynamoPurchaseOrders:
    """Implements :class:`domain.purchasing.ports.PurchaseOrders`.

    Parameters
    ----------
    table
        The purchasing table.
    products_table
        The products table, whose stock orders change.
    """

    def __init__(self, table: Table, products_table: Table) -> None:
        self._table = table
        self._products_table = products_table

    def get(self, purchase_order_id: str) -> PurchaseOrder:
        """Return the order."""
        item = self._table.get(keys.purchase_order(purchase_order_id), consistent=True)
        if item is None:
            raise PurchaseOrderNotFoundError(purchase_order_id)
        return to_order(item)

    def get_many(self, purchase_order_ids: Iterable[str]) -> dict[str, PurchaseOrder]:
        """Return those of the orders that exist, by id."""
        items = self._table.get_many(map(keys.purchase_order, purchase_order_ids), consistent=True)
        return {item["purchase_order_id"]: to_order(item) for item in items}

    def page(self, query: OrderQuery, limit: int, after: str | None) -> Page[PurchaseOrder]:
        """Return a page of orders in descending order of their ids."""
        items = self._table.query(
            keys.PURCHASE_ORDERS,
            between=(keys.LOWEST, after or keys.span("")[1]),
            page_size=max(limit + 2, _MIN_READ),
            descending=True,
            consistent=True,
        )

        def wanted(item: Item) -> PurchaseOrder | None:
            order = to_order(item)
            return order if query.matches(order) else None

        return page_of(items, wanted, limit, after)

    def add_all(self, drafts: Sequence[PurchaseOrder]) -> None:
        """Keep new drafts and count them at their suppliers, all or nothing."""
        counts = Counter(draft.supplier_id for draft in drafts)
        actions = [put(self._table, self._table.signed(order_item(draft)), IS_NEW) for draft in drafts]
        actions += [supplier_action(self._table, key, more) for key, more in counts.items()]
        if not actions:
            return
        try:
            transact(self._table, actions)
        except ConditionFailedError as error:
            raise ConcurrentChangeError from error

    def commit(self, change: OrderChange) -> PurchaseOrder:
        """Write an order and everything that changes with it, all or nothing."""
        actions = [order_action(self._table, change), *supplier_actions(self._table, change)]
        actions += [self._product_action(product, change) for product in change.stock]
        actions += unsettled_actions(self._table, change)
        if change.delivery is not None:
            actions.append(put(self._table, delivery_item(change.delivery), IS_NEW))
        try:
            transact(self._table, actions)
        except ConditionFailedError as error:
            raise ConcurrentChangeError from error
        return change.after

    def unsettled(self) -> list[str]:
        """Return the ids of the orders whose latest transition was not finished."""
        items = self._table.query(keys.UNSETTLED_ORDERS, consistent=True)
        return [item["purchase_order_id"] for item in items]

    def _product_action(self, product: StockedProduct, change: OrderChange) -> Action:
        lines = inbound_items(_open_order_line(line) for line in product.inbound)
        sets = {"version": product.version + 1, "updated_at": change.after.updated_at.isoformat()}
        sets |= {name: value for name, value in (("on_hand", product.on_hand), ("inbound", lines)) if value is not None}
        sets[CHANGED_BY] = self._products_table.author() or ""
        expression = "SET " + ", ".join(f"#{name} = :{name}" for name in sets)
        if lines is None:
            expression += " REMOVE #inbound"
        values: Item = {f":{name}": value for name, value in sets.items()}
        values |= {":seen": product.version, ":created_at": product.created_at.isoformat()}
        condition = f"{PRODUCT_IS_THERE} AND #version = :seen AND #created_at = :created_at"
        return update(self._products_table, keys.product(product.product_id), expression, values, condition)


def order_action(table: Table, change: OrderChange) -> Action:
    """Return the action that writes an order in place of the one that was read, or a new one."""
    item = table.signed(order_item(change.after))
    if change.before is None:
        return put(table, item, IS_NEW)
    values = {":seen": change.before.version, ":created_at": change.before.created_at.isoformat()}
    return put(table, item, "#version = :seen AND #created_at = :created_at", values)


def unsettled_actions(table: Table, change: OrderChange) -> list[Action]:
    """Return the action that notes an order as unsettled, or that takes the note away."""
    was = change.before is not None and change.before.unsettled is not None
    if was == (change.after.unsettled is not None):
        return []
    key = keys.unsettled_order(change.after.purchase_order_id)
    if was:
        return [delete(table, key)]
    return [put(table, keys.attributes(key) | {"purchase_order_id": change.after.purchase_order_id})]


def supplier_actions(table: Table, change: OrderChange) -> list[Action]:
    """Return the action that counts a supplier's open orders, and its version on when there is a lead time to learn."""
    if not change.open_orders and change.delivery is None:
        return []
    learned = int(change.delivery is not None)
    return [supplier_action(table, change.after.supplier_id, change.open_orders, learned)]


def supplier_action(table: Table, supplier_id: str, more_open: int, learned: int = 0) -> Action:
    """Return the action that adds to a supplier's count of open orders and, with something learned, to its version."""
    expression = "SET #open_orders = #open_orders + :more, #version = #version + :learned"
    return update(table, keys.supplier(supplier_id), expression, {":more": more_open, ":learned": learned}, IS_THERE)


def _open_order_line(line: OpenLine) -> OpenOrderLine:
    return OpenOrderLine(
        purchase_order_id=line.purchase_order_id,
        line=line.line,
        quantity=line.quantity,
        expected_on=line.expected_on,
    )


class DynamoStock:
    """Implements :class:`domain.purchasing.ports.Stock` on the product repository."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def get_many(self, product_ids: Iterable[str]) -> dict[str, StockedProduct]:
        """Return those of the products that exist, by id."""
        found = self._products.get_many(product_ids)
        return {product_id: to_stocked(product) for product_id, product in found.items()}

    def supplied_by(self, supplier_id: str) -> list[StockedProduct]:
        """Return the products that name a supplier."""
        return list(map(to_stocked, self._products.iterate(ProductQuery(supplier_id=supplier_id))))


def to_stocked(product: Product) -> StockedProduct:
    """Return what purchasing needs of a product."""
    details = product.details
    return StockedProduct(
        product_id=product.product_id,
        name=details.name,
        created_at=product.created_at,
        version=product.version,
        unit_cost=details.unit_cost,
        supplier_id=details.supplier_id,
        supplier_sku=details.supplier_sku,
        lead_time_days=details.lead_time_days,
        has_own_lead_time=details.lead_time_days != ProductDetails.lead_time_days,
        on_hand=details.on_hand,
        typed_on_order=details.on_order - product.on_purchase_orders,
        inbound=tuple(
            OpenLine(
                purchase_order_id=line.purchase_order_id,
                line=line.line,
                quantity=line.quantity,
                expected_on=line.expected_on,
            )
            for line in product.inbound
        ),
        counted_at=product.counted_at,
    )
