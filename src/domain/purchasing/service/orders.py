"""Use cases of purchase orders: made, changed, ordered, received and cancelled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.purchasing import receiving, transitions
from domain.purchasing.drafts import draft_of, filled, is_as_wanted
from domain.purchasing.errors import (
    ConcurrentChangeError,
    PurchaseOrderExistsError,
    PurchaseOrderNotFoundError,
    StaleVersionError,
    SupplierNotFoundError,
)
from domain.purchasing.lead_times import lead_time_days
from domain.purchasing.models.order import OrderStatus, PurchaseOrder
from domain.purchasing.models.stock import OrderChange
from domain.purchasing.notices import order_notices, repeated_receipt, uncounted
from domain.purchasing.numbering import days_of_repeats, order_number
from domain.purchasing.service.suppliers import ATTEMPTS, busy
from domain.shared.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from domain.purchasing.drafts import NewOrder
    from domain.purchasing.models.order import OrderLine
    from domain.purchasing.models.stock import StockedProduct
    from domain.purchasing.models.supplier import Supplier
    from domain.purchasing.ports import Deliveries, OrderQuery, PurchaseOrders, Stock, Suppliers
    from domain.purchasing.receiving import ReceiptRequest
    from domain.shared.notice import Notice
    from domain.shared.paging import Page
    from domain.shared.ports import Clock, IdSource

type Step = Callable[[PurchaseOrder, Mapping[str, StockedProduct]], OrderChange | None]


@dataclass(frozen=True)
class OrderAnswer:
    """An order as it is now, with what is worth a second look."""

    order: PurchaseOrder
    notices: tuple[Notice, ...] = ()


class PurchaseOrderService:
    """Makes, changes, orders, receives and cancels purchase orders.

    Every transition is read, decided and written in one transaction upon what was read, a long one in several
    (:mod:`domain.purchasing.settling`); when someone else was faster it is decided anew. Repeating one that has taken
    place changes nothing.

    Parameters
    ----------
    orders, suppliers, stock, deliveries
        Where orders, suppliers, products and past deliveries are.
    clock, ids
        Time and fresh identifiers; "today" is the day in UTC.
    currency
        The shop's currency (ISO 4217).
    """

    def __init__(
        self,
        orders: PurchaseOrders,
        suppliers: Suppliers,
        stock: Stock,
        deliveries: Deliveries,
        clock: Clock,
        ids: IdSource,
        currency: str,
    ) -> None:
        self._orders = orders
        self._suppliers = suppliers
        self._stock = stock
        self._deliveries = deliveries
        self._clock = clock
        self._ids = ids
        self._currency = currency

    def get(self, purchase_order_id: str) -> OrderAnswer:
        """Return one order; raises :class:`PurchaseOrderNotFoundError`."""
        return self._answer(self._orders.get(purchase_order_id))

    def page(self, query: OrderQuery, limit: int, after: str | None) -> Page[PurchaseOrder]:
        """Return a page of orders in descending order of their ids."""
        return self._orders.page(query, limit, after)

    def create(self, wanted: NewOrder, request_id: str | None = None) -> OrderAnswer:
        """Make a draft; a repeat with the same ``request_id``, within a day, returns the one that was made.

        Raises
        ------
        SupplierNotFoundError, InvalidPurchaseError, PurchaseOrderExistsError
        """
        if made := self._made_before(wanted, request_id):
            return self._answer(made)
        purchase_order_id = wanted.purchase_order_id or self._number(request_id)
        for _ in range(ATTEMPTS):
            supplier = self._suppliers.get(wanted.supplier_id)
            stock = self._stock.get_many({line.product_id for line in wanted.lines})
            draft = draft_of(wanted, supplier, stock, purchase_order_id, self._currency, self._clock.now())
            transitions.check_products(draft, stock)
            try:
                draft = self._orders.commit(OrderChange(before=None, after=draft))
            except ConcurrentChangeError:
                if found := self._found(purchase_order_id):
                    if wanted.purchase_order_id is None or is_as_wanted(found, draft):
                        return self._answer(found)
                    raise PurchaseOrderExistsError(purchase_order_id) from None
                continue
            return OrderAnswer(draft, order_notices(draft, supplier, stock, self._today()))
        raise busy(wanted.supplier_id)

    def change(
        self,
        purchase_order_id: str,
        changes: Callable[[PurchaseOrder], tuple[tuple[OrderLine, ...], str | None]],
        expected_version: int | None = None,
    ) -> OrderAnswer:
        """Change lines and note of a draft, or the expected days of open lines and the note of an order.

        Parameters
        ----------
        changes
            Makes the lines and the note from the order as it is.

        Raises
        ------
        PurchaseOrderNotFoundError, StaleVersionError, WrongStatusError, InvalidPurchaseError
        """

        def step(order: PurchaseOrder, stock: Mapping[str, StockedProduct]) -> OrderChange | None:
            lines, note = changes(order)
            if order.status is not OrderStatus.DRAFT:
                return transitions.reschedule(order, stock, lines, note, self._clock.now())
            unknown = {line.product_id for line in lines} - stock.keys()
            stock = {**stock, **self._stock.get_many(unknown)} if unknown else stock
            numbered = transitions.numbered(filled(lines, stock, order.currency == self._currency))
            return transitions.rewrite(order, stock, numbered, note, self._clock.now())

        return self._change(purchase_order_id, step, expected_version)

    def order(
        self, purchase_order_id: str, ordered_on: date | None, expected_version: int | None = None
    ) -> OrderAnswer:
        """Order a draft.

        Raises
        ------
        PurchaseOrderNotFoundError, StaleVersionError, WrongStatusError, InvalidPurchaseError
        """

        def step(order: PurchaseOrder, stock: Mapping[str, StockedProduct]) -> OrderChange | None:
            supplier = self._supplier(order)
            deliveries = self._deliveries.of_suppliers([order.supplier_id])[order.supplier_id]
            return transitions.place(
                order,
                stock,
                ordered_on,
                self._today(),
                lambda product: lead_time_days(product, supplier, deliveries)[0],
                self._clock.now(),
            )

        return self._change(purchase_order_id, step, expected_version)

    def receive(
        self, purchase_order_id: str, request: ReceiptRequest, expected_version: int | None = None
    ) -> OrderAnswer:
        """Record a receipt: once, however often it is sent.

        Raises
        ------
        PurchaseOrderNotFoundError, StaleVersionError, WrongStatusError, OverReceiptError, InvalidPurchaseError
        """
        extra: list[Notice] = []

        def step(order: PurchaseOrder, stock: Mapping[str, StockedProduct]) -> OrderChange | None:
            extra.clear()
            if repeated := receiving.already_recorded(order, request):
                if request.receipt_id is None:
                    extra.append(repeated_receipt(repeated.received_on))
                return None
            change = receiving.receive(order, stock, request, self._today(), self._clock.now())
            arrived = {number for number, _ in request.lines}
            named = {line.product_id for line in order.lines if line.line in arrived}
            if notice := uncounted([product for key, product in stock.items() if key in named]):
                extra.append(notice)
            return change

        answer = self._change(purchase_order_id, step, expected_version)
        return replace(answer, notices=(*extra, *answer.notices))

    def cancel(self, purchase_order_id: str, expected_version: int | None = None) -> OrderAnswer:
        """Cancel what is still to arrive of an order.

        Raises
        ------
        PurchaseOrderNotFoundError, StaleVersionError, WrongStatusError
        """

        def step(order: PurchaseOrder, stock: Mapping[str, StockedProduct]) -> OrderChange | None:
            return transitions.cancel(order, stock, self._clock.now())

        return self._change(purchase_order_id, step, expected_version)

    def _change(self, purchase_order_id: str, step: Step, expected_version: int | None) -> OrderAnswer:
        """Take one step upon the order as it is; a step that has been taken already is no stale one."""
        for _ in range(ATTEMPTS):
            order = self._orders.get(purchase_order_id)
            stock = self._stock.get_many({line.product_id for line in order.lines})
            stale = expected_version not in {None, order.version}
            try:
                change = step(order, stock)
            except DomainError:
                if stale:
                    raise StaleVersionError(purchase_order_id, expected_version or 0) from None
                raise
            if change is None:
                return self._answer(order, stock)
            if stale:
                raise StaleVersionError(purchase_order_id, expected_version or 0)
            try:
                written = self._orders.commit(change)
            except ConcurrentChangeError:
                continue
            return self._answer(written, stock)
        raise busy(purchase_order_id)

    def _number(self, request_id: str | None) -> str:
        return order_number(self._today(), request_id or self._ids.new_id())

    def _made_before(self, wanted: NewOrder, request_id: str | None) -> PurchaseOrder | None:
        """Return the draft that the same request made before; one with a number of its own is found by that."""
        if request_id is None or wanted.purchase_order_id is not None:
            return None
        days = days_of_repeats(self._today())
        return next(filter(None, (self._found(order_number(day, request_id)) for day in days)), None)

    def _found(self, purchase_order_id: str) -> PurchaseOrder | None:
        try:
            return self._orders.get(purchase_order_id)
        except PurchaseOrderNotFoundError:
            return None

    def _answer(self, order: PurchaseOrder, stock: Mapping[str, StockedProduct] | None = None) -> OrderAnswer:
        if order.finished:
            return OrderAnswer(order)
        if stock is None:
            stock = self._stock.get_many({line.product_id for line in order.lines})
        return OrderAnswer(order, order_notices(order, self._supplier(order), stock, self._today()))

    def _supplier(self, order: PurchaseOrder) -> Supplier | None:
        try:
            return self._suppliers.get(order.supplier_id)
        except SupplierNotFoundError:
            return None

    def _today(self) -> date:
        return self._clock.now().date()
