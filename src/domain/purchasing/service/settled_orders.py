"""Purchase orders whose long transitions are finished by whoever reads them next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.purchasing.errors import ConcurrentChangeError
from domain.purchasing.service.suppliers import ATTEMPTS
from domain.purchasing.settling import first_part, next_part, next_products
from domain.shared.errors import DomainError, UnavailableError
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from domain.purchasing.models.order import PurchaseOrder
    from domain.purchasing.models.stock import OrderChange
    from domain.purchasing.ports import OrderQuery, PurchaseOrders, Stock
    from domain.shared.ports import Clock

#: Lines of the orders of one page: what an answer holds.
LINES_OF_A_PAGE: Final = 5_000


class SettledOrders:
    """Implements :class:`domain.purchasing.ports.PurchaseOrders` with changes of any length.

    A change of more products than one transaction takes is written in parts. Whoever reads an order that is not
    settled, since its writer was cut off, writes what is left first: nobody decides upon, or is shown, half of it.

    Parameters
    ----------
    orders
        Where orders are kept; its changes fit one transaction.
    stock
        The products.
    clock
        Time of the parts.
    """

    def __init__(self, orders: PurchaseOrders, stock: Stock, clock: Clock) -> None:
        self._orders = orders
        self._stock = stock
        self._clock = clock

    def get(self, purchase_order_id: str) -> PurchaseOrder:
        """Return the order."""
        return self._settled(self._orders.get(purchase_order_id))

    def get_many(self, purchase_order_ids: Iterable[str]) -> dict[str, PurchaseOrder]:
        """Return those of the orders that exist, by id."""
        return {key: self._settled(order) for key, order in self._orders.get_many(purchase_order_ids).items()}

    def page(self, query: OrderQuery, limit: int, after: str | None) -> Page[PurchaseOrder]:
        """Return up to ``limit`` orders that match, and fewer where they are long, in descending order of their ids."""
        page = self._orders.page(query, limit, after)
        found: list[PurchaseOrder] = []
        lines = 0
        for order in page.items:
            lines += len(order.lines)
            if found and lines > LINES_OF_A_PAGE:
                return Page(tuple(found), found[-1].purchase_order_id)
            found.append(self._settled(order))
        return Page(tuple(found), page.next_position)

    def add_all(self, drafts: Sequence[PurchaseOrder]) -> None:
        """Keep new drafts and count them at their suppliers, all or nothing."""
        self._orders.add_all(drafts)

    def unsettled(self) -> list[str]:
        """Return the ids of the orders whose latest transition was not finished."""
        return self._orders.unsettled()

    def commit(self, change: OrderChange) -> PurchaseOrder:
        """Write a change: all of it, or when the writer is cut off a part that the next reader completes."""
        return self._settled(self._orders.commit(first_part(change)))

    def settle_all(self, has_time: Callable[[], bool] = lambda: True) -> dict[str, DomainError | None]:
        """Finish the transitions that were cut off, as long as there is time; returns what hindered it, by order."""
        tried: dict[str, DomainError | None] = {}
        for purchase_order_id in self.unsettled():
            if not has_time():
                break
            try:
                self.get(purchase_order_id)
            except DomainError as error:
                tried[purchase_order_id] = error
            else:
                tried[purchase_order_id] = None
        return tried

    def _settled(self, order: PurchaseOrder) -> PurchaseOrder:
        attempts = ATTEMPTS
        while order.unsettled is not None:
            stock = self._stock.get_many(next_products(order.unsettled))
            try:
                order = self._orders.commit(next_part(order, order.unsettled, stock, self._clock.now()))
            except ConcurrentChangeError:
                attempts -= 1
                if not attempts:
                    raise UnavailableError(
                        f"Others keep changing the products of '{order.purchase_order_id}'. What is left of its latest "
                        "change is written when the order is next read; try again shortly."
                    ) from None
                order = self._orders.get(order.purchase_order_id)
        return order
