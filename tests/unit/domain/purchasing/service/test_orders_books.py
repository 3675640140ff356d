"""Books of a shop that orders, receives, cancels and counts in any order, beside an account of single units."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.purchasing.drafts import NewOrder
from domain.purchasing.errors import InvalidPurchaseError, WrongStatusError
from domain.purchasing.models.order import OPEN
from domain.purchasing.receiving import ReceiptRequest
from domain.purchasing.service.orders import PurchaseOrderService
from domain.purchasing.transitions import cancel_product
from testing.fakes.purchasing import FakeDeliveries, FakePurchaseOrders, FakeStock, FakeSuppliers
from testing.fakes.system import FakeClock, FakeIds
from testing.purchasing import TODAY, line, stocked, supplier

PRODUCTS = ("SKU-1", "SKU-2")
ORDERS = st.integers(0, 2)
STEPS = st.one_of(
    st.tuples(st.just("order"), ORDERS),
    st.tuples(st.just("cancel"), ORDERS),
    st.tuples(st.just("receive"), ORDERS, st.integers(1, 2), st.integers(1, 12), st.sampled_from("abc"), st.booleans()),
    st.tuples(st.just("count"), st.sampled_from(PRODUCTS), st.integers(0, 50)),
    st.tuples(st.just("remove"), st.sampled_from(PRODUCTS)),
)


@given(st.lists(STEPS, max_size=25), st.integers(0, 3))
@settings(max_examples=150)
def test_stock_is_the_last_count_and_the_receipts_after_it_and_on_order_is_what_is_open(steps, typed):  # noqa: PLR0912  # one branch a step
    suppliers, deliveries = FakeSuppliers(supplier()), FakeDeliveries()
    stock = FakeStock(*(stocked(name, typed_on_order=Decimal(typed)) for name in PRODUCTS))
    orders = FakePurchaseOrders(suppliers, stock, deliveries)
    service = PurchaseOrderService(orders, suppliers, stock, deliveries, FakeClock(), FakeIds(), "USD")
    made = [
        service.create(NewOrder(supplier_id="ROASTER", lines=(line(1, "SKU-1", 10), line(2, "SKU-2", 6)))).order
        for _ in range(3)
    ]
    in_stock = dict.fromkeys(PRODUCTS, Decimal(100))
    arrived, recorded = {}, set()
    for kind, *said in steps:
        named = made[said[0]].purchase_order_id if kind in {"order", "cancel", "receive"} else said[0]
        if kind == "count":
            if named in stock.kept:
                there = stock.kept[named]
                stock.kept[named] = replace(there, on_hand=Decimal(said[1]), version=there.version + 1)
            in_stock[named] = Decimal(said[1])
            continue
        if kind == "remove":
            for order in list(orders.kept.values()):
                if change := cancel_product(order, named, FakeClock().now()):
                    orders.commit(change)
            stock.kept.pop(named, None)
            continue
        try:
            if kind == "order":
                service.order(named, None)
            elif kind == "cancel":
                service.cancel(named)
            else:
                _, number, quantity, receipt_id, over = said
                request = ReceiptRequest(
                    received_on=TODAY,
                    lines=((number, Decimal(quantity)),),
                    receipt_id=receipt_id,
                    allow_over=over,
                )
                service.receive(named, request)
                if (named, receipt_id) not in recorded:
                    recorded.add((named, receipt_id))
                    in_stock[PRODUCTS[number - 1]] += quantity
                    arrived[named, number] = arrived.get((named, number), 0) + quantity
        except (InvalidPurchaseError, WrongStatusError):
            pass
    for product_id, product in stock.kept.items():
        assert product.on_hand == in_stock[product_id]
        number = PRODUCTS.index(product_id) + 1
        open_units = sum(
            max(orders.get(each.purchase_order_id).lines[number - 1].quantity - arrived.get((key, number), 0), 0)
            for each in made
            if orders.get(key := each.purchase_order_id).status in OPEN
        )
        assert product.on_order == typed + open_units
    for (named, number), units in arrived.items():
        assert orders.get(named).lines[number - 1].received_quantity == units
    unfinished = sum(not order.finished for order in orders.kept.values())
    assert suppliers.get("ROASTER").open_orders == unfinished
    assert len(deliveries.kept) == len(recorded)
