"""Open lines of a product that is being removed: cancelled with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.products.repository import open_lines
from adapters.dynamodb.purchasing.orders import DynamoPurchaseOrders, order_action, supplier_actions
from adapters.dynamodb.transactions import product_is_being_removed, transact
from domain.products.errors import RemovalFinishedError
from domain.purchasing.errors import PurchaseOrderNotFoundError
from domain.purchasing.transitions import cancel_product
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from adapters.dynamodb.table import Table
    from domain.shared.ports import Clock


class OpenLineTraces:
    """Implements :class:`domain.products.ports.ProductTraces` for the purchase orders of a product.

    No order gains a line of a product that is being removed, since orders are written upon products that are there; so
    the product's own item names all orders whose lines have to go.

    Parameters
    ----------
    table
        The purchasing table.
    products_table
        The products table: lines are cancelled in transactions that hold while the removal is under way there.
    clock
        The time of the change.
    """

    def __init__(self, table: Table, products_table: Table, clock: Clock) -> None:
        self._orders = DynamoPurchaseOrders(table, products_table)
        self._table = table
        self._products_table = products_table
        self._clock = clock

    def purge(self, product_id: str, removal: str) -> None:
        """Cancel what is still to arrive of the product."""
        item = self._products_table.get(keys.product(product_id), consistent=True) or {}
        for purchase_order_id in dict.fromkeys(line.purchase_order_id for line in open_lines(item)):
            self._cancel(purchase_order_id, product_id, removal)

    def _cancel(self, purchase_order_id: str, product_id: str, removal: str) -> None:
        check = product_is_being_removed(self._products_table.name, product_id, removal)
        for _ in self._table.tries():
            try:
                order = self._orders.get(purchase_order_id)
            except PurchaseOrderNotFoundError:
                return
            change = cancel_product(order, product_id, self._clock.now())
            if change is None:
                return
            actions = [check, order_action(self._table, change), *supplier_actions(self._table, change)]
            try:
                transact(self._table, actions)
            except ProductGoneError as error:
                raise RemovalFinishedError(product_id) from error
            except ConditionFailedError:
                continue
            return
        raise UnavailableError(
            f"The orders of '{product_id}' keep changing. Nothing is lost; repeat the request to finish its removal."
        )
