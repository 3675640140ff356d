"""Purchase orders from draft to receipt: every transition, repeated, refused, and met by another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.purchasing.drafts import NewOrder
from domain.purchasing.errors import (
    InvalidPurchaseError,
    OverReceiptError,
    PurchaseOrderExistsError,
    PurchaseOrderNotFoundError,
    StaleVersionError,
    SupplierNotFoundError,
    WrongStatusError,
)
from domain.purchasing.models.order import MAX_LINES, MAX_RECEIPTS, OrderStatus
from domain.purchasing.receiving import ReceiptRequest
from domain.purchasing.service.orders import PurchaseOrderService
from domain.shared.errors import UnavailableError
from testing.fakes.purchasing import FakeDeliveries, FakePurchaseOrders, FakeStock, FakeSuppliers
from testing.purchasing import TODAY, line, stocked, supplier


class World:
    """Purchasing on fakes: a supplier with a lead time of ten days, and three products."""

    def __init__(self, clock, ids):
        self.clock = clock
        self.suppliers = FakeSuppliers(supplier(lead_time_days=10), supplier("ABROAD", currency="EUR"))
        self.stock = FakeStock(
            stocked("SKU-1", supplier_sku="R-1"),
            stocked("SKU-2", unit_cost=None, on_hand=None, lead_time_days=4, has_own_lead_time=True),
            stocked("SKU-3", supplier_id="ABROAD", typed_on_order=Decimal(7)),
        )
        self.deliveries = FakeDeliveries()
        self.orders = FakePurchaseOrders(self.suppliers, self.stock, self.deliveries)
        self.service = PurchaseOrderService(self.orders, self.suppliers, self.stock, self.deliveries, clock, ids, "USD")

    def draft(self, *lines, **changes):
        wanted = NewOrder(**{"supplier_id": "ROASTER", "lines": lines or (line(),)} | changes)
        return self.service.create(wanted).order

    def ordered(self, *lines, **changes):
        return self.service.order(self.draft(*lines, **changes).purchase_order_id, None).order

    def on_hand(self, product_id="SKU-1"):
        return self.stock.kept[product_id].on_hand

    def on_order(self, product_id="SKU-1"):
        return self.stock.kept[product_id].on_order


@pytest.fixture
def world(clock, ids):
    return World(clock, ids)


def receipt(*quantities, day=TODAY, **changes):
    lines = tuple((number, Decimal(quantity)) for number, quantity in enumerate(quantities, start=1) if quantity)
    return ReceiptRequest(**{"received_on": day, "lines": lines} | changes)


def codes(answer):
    return [notice.code for notice in answer.notices]


def test_a_draft_takes_costs_and_skus_from_its_products_and_changes_no_stock(world):
    before = dict(world.stock.kept)
    answer = world.service.create(
        NewOrder(
            supplier_id="ROASTER",
            lines=(line(7), line(7, unit_cost=Decimal("1.5"), supplier_sku="X", expected_on=date(2026, 12, 3))),
            expected_on=date(2026, 12, 1),
            note="by the back door",
            created_by="key-1",
        )
    )
    first, second = answer.order.lines
    assert (first.line, first.unit_cost, first.supplier_sku, first.expected_on) == (1, 2, "R-1", date(2026, 12, 1))
    assert (second.line, second.unit_cost, second.supplier_sku, second.expected_on) == (
        2,
        Decimal("1.5"),
        "X",
        date(2026, 12, 3),
    )
    order = answer.order
    assert (order.status, order.currency, order.total_units, order.total_cost, order.version) == (
        OrderStatus.DRAFT,
        "USD",
        20,
        35,
        1,
    )
    assert (order.note, order.created_by, order.expected_on) == ("by the back door", "key-1", date(2026, 12, 3))
    assert [order.open_quantity(each) for each in order.lines] == [0, 0]
    assert answer.notices == ()
    assert world.stock.kept == before
    assert world.suppliers.get("ROASTER").open_orders == 1


def test_a_draft_says_what_is_worth_a_second_look(world):
    world.suppliers.kept["ROASTER"] = supplier(min_order_value=Decimal(100), order_weekdays=("mon", "tue"))
    answer = world.service.create(NewOrder(supplier_id="ROASTER", lines=(line(), line(2, "SKU-3", 1))))
    assert codes(answer) == ["other_supplier", "below_minimum", "not_an_order_day"]
    assert "22.00 USD" in answer.notices[1].detail
    assert "100.00" in answer.notices[1].detail
    assert answer.notices[2].detail == (
        "'ROASTER' takes orders on Monday and Tuesday; the next day is Monday 23 November."
    )
    assert codes(world.service.create(NewOrder(supplier_id="ROASTER", lines=(line(1, "SKU-2"),)))) == [
        "unknown_cost",
        "minimum_not_checked",
        "not_an_order_day",
    ]


def test_costs_of_the_shop_are_not_taken_for_prices_in_another_currency(world):
    order = world.draft(line(1, "SKU-3"), line(2, "SKU-1", unit_cost=Decimal(3)), supplier_id="ABROAD")
    assert order.currency == "EUR"
    assert [each.unit_cost for each in order.lines] == [None, 3]
    assert order.total_cost is None


@pytest.mark.parametrize(
    ("wanted", "error", "pointer"),
    [
        ({"supplier_id": "NOBODY"}, SupplierNotFoundError, None),
        ({"lines": (line(), line(2, "SKU-9"))}, InvalidPurchaseError, "/lines/1/product_id"),
        ({"lines": ()}, InvalidPurchaseError, "/lines"),
        ({"lines": (line(),) * (MAX_LINES + 1)}, InvalidPurchaseError, "/lines"),
        ({"lines": (line(quantity=0),)}, InvalidPurchaseError, "/lines/0/quantity"),
        ({"lines": (line(quantity=-1),)}, InvalidPurchaseError, "/lines/0/quantity"),
        ({"lines": (line(unit_cost=Decimal(-1)),)}, InvalidPurchaseError, "/lines/0/unit_cost"),
        ({"purchase_order_id": "no good"}, InvalidPurchaseError, "/purchase_order_id"),
    ],
)
def test_an_order_that_makes_no_sense_is_not_made(world, wanted, error, pointer):
    with pytest.raises(error) as raised:
        world.draft(**wanted)
    assert [field.pointer for field in raised.value.fields] == ([pointer] if pointer else [])
    assert not world.orders.kept


def test_a_repeated_request_makes_one_draft(world):
    wanted = NewOrder(supplier_id="ROASTER", lines=(line(),))
    first = world.service.create(wanted, "request-1").order
    assert world.service.create(wanted, "request-1").order == first
    own = replace(wanted, purchase_order_id="PO-7")
    assert world.service.create(own) == world.service.create(own)
    with pytest.raises(PurchaseOrderExistsError):
        world.service.create(replace(own, lines=(line(quantity=11),)))
    assert sorted(world.orders.kept) == [first.purchase_order_id, "PO-7"]
    world.clock.advance(days=1)
    assert world.service.create(wanted, "request-1").order == first
    world.clock.advance(days=1)
    assert world.service.create(wanted, "request-1").order != first


def test_ordering_puts_the_lines_on_order_each_expected_after_its_lead_time(world):
    draft = world.draft(line(), line(2, "SKU-2", 4), line(3, "SKU-3", 5, expected_on=date(2027, 1, 2)))
    answer = world.service.order(draft.purchase_order_id, date(2026, 11, 10))
    order = answer.order
    assert (order.status, order.ordered_on, order.version) == (OrderStatus.ORDERED, date(2026, 11, 10), 2)
    days = [date(2026, 11, 20), date(2026, 11, 14), date(2027, 1, 2)]
    assert [each.expected_on for each in order.lines] == days
    assert [each.promised_on for each in order.lines] == days
    assert order.expected_on == date(2027, 1, 2)
    assert [world.on_order(f"SKU-{number}") for number in (1, 2, 3)] == [10, 4, 12]
    assert world.on_hand() == 100
    assert "backdated" in codes(answer)


def test_ordering_again_changes_nothing_and_on_another_day_is_refused(world):
    order = world.ordered()
    assert world.service.order(order.purchase_order_id, None).order == order
    assert world.service.order(order.purchase_order_id, TODAY).order == order
    with pytest.raises(WrongStatusError, match="20 November"):
        world.service.order(order.purchase_order_id, date(2026, 11, 1))
    assert world.on_order() == 10


def test_what_cannot_be_ordered_stays_a_draft(world):
    draft = world.draft()
    with pytest.raises(InvalidPurchaseError, match="future"):
        world.service.order(draft.purchase_order_id, TODAY + timedelta(days=2))
    del world.stock.kept["SKU-1"]
    with pytest.raises(InvalidPurchaseError, match="do not exist"):
        world.service.order(draft.purchase_order_id, None)
    assert world.orders.get(draft.purchase_order_id) == draft
    with pytest.raises(PurchaseOrderNotFoundError):
        world.service.order("PO-404", None)


def test_receiving_raises_stock_once_and_lowers_what_is_on_order(world):
    order = world.ordered(line(), line(2, "SKU-2", 4), line(3, "SKU-1", 1))
    answer = world.service.receive(order.purchase_order_id, receipt(4, 4, 1, receipt_id="r1"))
    assert answer.order.status is OrderStatus.PARTIALLY_RECEIVED
    assert [answer.order.open_quantity(each) for each in answer.order.lines] == [6, 0, 0]
    assert (world.on_hand(), world.on_order()) == (105, 6)
    assert (world.on_hand("SKU-2"), world.on_order("SKU-2")) == (None, 0)
    assert codes(answer)[0] == "stock_not_counted"
    for _ in range(2):
        world.service.receive(order.purchase_order_id, receipt(4, 4, 1, receipt_id="r1"))
    assert world.on_hand() == 105
    done = world.service.receive(order.purchase_order_id, receipt(6, receipt_id="r2")).order
    assert done.status is OrderStatus.RECEIVED
    assert (world.on_hand(), world.on_order()) == (111, 0)
    assert world.service.receive(order.purchase_order_id, receipt(6, receipt_id="r2")).order == done
    assert world.on_hand() == 111
    assert world.suppliers.get("ROASTER").open_orders == 0
    assert [len(each.lines) for each in world.deliveries.kept] == [3, 1]


def test_a_receipt_without_an_id_is_known_by_its_day_and_lines_and_says_that_it_was_recorded(world):
    order = world.ordered()
    first = world.service.receive(order.purchase_order_id, receipt(4))
    again = world.service.receive(order.purchase_order_id, receipt("4.0"))
    assert (codes(first), codes(again)) == ([], ["recorded_before"])
    assert world.on_hand() == 104
    world.service.receive(order.purchase_order_id, receipt(4, receipt_id="another"))
    world.service.receive(order.purchase_order_id, receipt(2))
    assert (world.on_hand(), world.on_order()) == (110, 0)


def test_an_id_that_came_with_other_lines_is_refused(world):
    order = world.ordered()
    world.service.receive(order.purchase_order_id, receipt(4, receipt_id="r1"))
    with pytest.raises(InvalidPurchaseError, match="another receipt"):
        world.service.receive(order.purchase_order_id, receipt(5, receipt_id="r1"))
    assert world.on_hand() == 104


@pytest.mark.parametrize(
    ("request_", "error", "pointers"),
    [
        (receipt(11), OverReceiptError, ["/lines/0/quantity"]),
        (receipt(day=TODAY, lines=()), InvalidPurchaseError, ["/lines"]),
        (receipt(lines=((9, Decimal(1)),)), InvalidPurchaseError, ["/lines/0/line"]),
        (receipt(lines=((1, Decimal(1)), (1, Decimal(1)))), InvalidPurchaseError, ["/lines/1/line"]),
        (receipt(lines=((1, Decimal(0)),)), InvalidPurchaseError, ["/lines/0/quantity"]),
        (receipt(lines=((1, Decimal(-1)),)), InvalidPurchaseError, ["/lines/0/quantity"]),
        (receipt(1, day=TODAY + timedelta(days=2)), InvalidPurchaseError, ["/received_on"]),
        (receipt(1, day=TODAY - timedelta(days=1)), InvalidPurchaseError, ["/received_on"]),
    ],
)
def test_a_receipt_that_makes_no_sense_is_refused_whole(world, request_, error, pointers):
    order = world.ordered(line(), line(2, "SKU-3", 5))
    with pytest.raises(error) as raised:
        world.service.receive(order.purchase_order_id, request_)
    assert [field.pointer for field in raised.value.fields] == pointers
    assert (world.on_hand(), world.orders.get(order.purchase_order_id)) == (100, order)


def test_more_than_open_is_received_when_it_is_said_to_be_meant(world):
    order = world.ordered()
    over = world.service.receive(order.purchase_order_id, receipt(12, allow_over=True, receipt_id="r1")).order
    assert (over.status, over.lines[0].received_quantity) == (OrderStatus.RECEIVED, 12)
    with pytest.raises(OverReceiptError):
        world.service.receive(order.purchase_order_id, receipt(1, receipt_id="r2"))
    world.service.receive(order.purchase_order_id, receipt(1, allow_over=True, receipt_id="r2"))
    assert (world.on_hand(), world.on_order()) == (113, 0)
    assert world.suppliers.get("ROASTER").open_orders == 0


def test_an_order_keeps_so_many_receipts_and_no_more(world):
    order = world.ordered(line(quantity=MAX_RECEIPTS + 1))
    for number in range(MAX_RECEIPTS):
        world.service.receive(order.purchase_order_id, receipt(1, receipt_id=f"r{number}"))
    with pytest.raises(Exception, match="most that one order keeps"):
        world.service.receive(order.purchase_order_id, receipt(1, receipt_id="one more"))


@pytest.mark.parametrize("received", [0, 4])
def test_cancelling_keeps_what_was_received_and_takes_the_rest_off_order(world, received):
    order = world.ordered()
    if received:
        world.service.receive(order.purchase_order_id, receipt(received))
    gone = world.service.cancel(order.purchase_order_id).order
    assert (gone.status, gone.lines[0].received_quantity) == (OrderStatus.CANCELLED, received)
    assert (world.on_hand(), world.on_order()) == (100 + received, 0)
    assert world.suppliers.get("ROASTER").open_orders == 0
    assert world.service.cancel(order.purchase_order_id).order == gone
    assert world.suppliers.get("ROASTER").open_orders == 0
    for refused in (
        lambda: world.service.receive(order.purchase_order_id, receipt(1)),
        lambda: world.service.order(order.purchase_order_id, None),
    ):
        with pytest.raises(WrongStatusError, match="cancelled"):
            refused()


def test_statuses_that_do_not_allow_it(world):
    draft = world.draft()
    with pytest.raises(WrongStatusError, match="draft"):
        world.service.receive(draft.purchase_order_id, receipt(1))
    order = world.ordered()
    world.service.receive(order.purchase_order_id, receipt(10))
    with pytest.raises(WrongStatusError, match="received"):
        world.service.cancel(order.purchase_order_id)
    with pytest.raises(WrongStatusError, match="only 'note' and the 'expected_on'"):
        world.service.change(order.purchase_order_id, lambda now: ((line(quantity=1),), now.note))
    assert world.service.cancel(draft.purchase_order_id).order.status is OrderStatus.CANCELLED


def test_a_draft_is_rewritten_an_ordered_one_rescheduled(world):
    draft = world.draft()
    changed = world.service.change(draft.purchase_order_id, lambda _: ((line(4, "SKU-3", 5), line(9)), "two")).order
    assert [(each.line, each.product_id, each.unit_cost) for each in changed.lines] == [
        (1, "SKU-3", 2),
        (2, "SKU-1", 2),
    ]
    same = world.service.change(draft.purchase_order_id, lambda now: (now.lines, now.note)).order
    assert same == changed
    with pytest.raises(InvalidPurchaseError):
        world.service.change(draft.purchase_order_id, lambda now: ((line(1, "SKU-9"),), now.note))
    world.service.order(draft.purchase_order_id, None)
    later = date(2027, 1, 9)

    def move(now):
        return tuple(replace(each, expected_on=later) if each.line == 1 else each for each in now.lines), "late"

    moved = world.service.change(draft.purchase_order_id, move).order
    assert [each.expected_on for each in moved.lines] == [later, date(2026, 11, 30)]
    assert moved.lines[0].promised_on != later
    assert (moved.note, moved.expected_on, moved.version) == ("late", later, 4)
    assert [each.expected_on for each in world.stock.kept["SKU-3"].inbound] == [later]
    assert world.service.change(draft.purchase_order_id, move).order == moved


@pytest.mark.parametrize("transition", ["order", "receive", "cancel", "rewrite", "reschedule"])
def test_a_version_that_is_not_the_current_one_is_refused(world, transition):
    order = world.draft() if transition in {"order", "rewrite"} else world.ordered()
    arguments = {
        "order": (None,),
        "receive": (receipt(1),),
        "cancel": (),
        "rewrite": (lambda now: ((line(quantity=3),), now.note),),
        "reschedule": (lambda now: (now.lines, "changed"),),
    }[transition]
    step = getattr(world.service, {"rewrite": "change", "reschedule": "change"}.get(transition, transition))
    with pytest.raises(StaleVersionError):
        step(order.purchase_order_id, *arguments, order.version + 1)
    assert world.orders.get(order.purchase_order_id) == order
    done = step(order.purchase_order_id, *arguments, order.version).order
    # Sent again with the version it was first sent with, it is the same one and not a stale one.
    assert step(order.purchase_order_id, *arguments, order.version).order == done


def test_two_receivers_at_once_both_count_or_the_second_is_told(world):
    order = world.ordered()
    first = receipt(6, receipt_id="first")
    world.orders.before_commit = lambda: world.service.receive(order.purchase_order_id, first)
    both = world.service.receive(order.purchase_order_id, receipt(4, receipt_id="second")).order
    assert (both.status, world.on_hand(), world.on_order()) == (OrderStatus.RECEIVED, 110, 0)
    order = world.ordered()
    world.orders.before_commit = lambda: world.service.receive(order.purchase_order_id, first)
    with pytest.raises(OverReceiptError):
        world.service.receive(order.purchase_order_id, receipt(6, receipt_id="second"))
    assert (world.on_hand(), world.on_order()) == (116, 4)


def test_an_order_cancelled_while_it_is_received_is_one_or_the_other(world):
    order = world.ordered()
    world.orders.before_commit = lambda: world.service.cancel(order.purchase_order_id)
    with pytest.raises(WrongStatusError, match="cancelled"):
        world.service.receive(order.purchase_order_id, receipt(6))
    assert (world.on_hand(), world.on_order()) == (100, 0)
    order = world.ordered()
    world.orders.before_commit = lambda: world.service.receive(order.purchase_order_id, receipt(6))
    assert world.service.cancel(order.purchase_order_id).order.status is OrderStatus.CANCELLED
    assert (world.on_hand(), world.on_order()) == (106, 0)


def test_a_supplier_that_goes_while_its_order_is_made_takes_the_order_with_it(world):
    world.orders.before_commit = lambda: world.suppliers.kept.pop("ROASTER")
    with pytest.raises(SupplierNotFoundError):
        world.draft()
    assert not world.orders.kept


def test_an_order_that_others_keep_changing_is_left_alone(world):
    order = world.draft()

    def again():
        current = world.orders.get(order.purchase_order_id)
        world.orders.kept[order.purchase_order_id] = replace(current, version=current.version + 1)
        world.orders.before_commit = again

    world.orders.before_commit = again
    with pytest.raises(UnavailableError):
        world.service.order(order.purchase_order_id, None)
    assert world.on_order() == 0


def test_more_than_a_product_can_hold_is_refused(world):
    world.stock.kept["SKU-1"] = stocked(typed_on_order=Decimal(10**9 - 5))
    draft = world.draft()
    with pytest.raises(InvalidPurchaseError, match="SKU-1"):
        world.service.order(draft.purchase_order_id, None)
    world.stock.kept["SKU-1"] = stocked(on_hand=Decimal(10**9 - 5))
    world.service.order(draft.purchase_order_id, None)
    with pytest.raises(InvalidPurchaseError, match="SKU-1"):
        world.service.receive(draft.purchase_order_id, receipt(10))
