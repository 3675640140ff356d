"""Orders too long for one transaction: written in parts, cut off anywhere, finished by whoever comes next, once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.purchasing import settling
from domain.purchasing.drafts import NewOrder
from domain.purchasing.errors import ConcurrentChangeError, InvalidPurchaseError, WrongStatusError
from domain.purchasing.models.order import MAX_LINES, OPEN, OrderStatus
from domain.purchasing.ports import OrderQuery
from domain.purchasing.receiving import ReceiptRequest
from domain.purchasing.service.orders import PurchaseOrderService
from domain.purchasing.service.settled_orders import LINES_OF_A_PAGE, SettledOrders
from domain.purchasing.settling import AT_ONCE
from domain.purchasing.transitions import cancel_product
from domain.shared.errors import UnavailableError
from testing.fakes.purchasing import FakeDeliveries, FakePurchaseOrders, FakeStock, FakeSuppliers
from testing.fakes.system import FakeClock, FakeIds
from testing.purchasing import TODAY, line, order, stocked, supplier

LONG = 2 * AT_ONCE + 20
PRODUCTS = [f"SKU-{number:03d}" for number in range(1, LONG + 1)]


class CutOffError(BaseException):
    """The writer is gone."""


class MortalOrders(FakePurchaseOrders):
    """Orders whose writer is cut off behind the commits with these numbers; notes how much each commit wrote."""

    def __init__(self, *kept):
        super().__init__(*kept)
        self.cut_behind = set()
        self.sizes = []

    def commit(self, change):
        written = super().commit(change)
        self.sizes.append(len(change.stock))
        if len(self.sizes) in self.cut_behind:
            raise CutOffError
        return written


class World:
    def __init__(self, *products):
        self.clock = FakeClock()
        self.stock = FakeStock(*(stocked(name) for name in products))
        self.suppliers, self.deliveries = FakeSuppliers(supplier()), FakeDeliveries()
        self.orders = MortalOrders(self.suppliers, self.stock, self.deliveries)
        self.settled = SettledOrders(self.orders, self.stock, self.clock)
        self.service = PurchaseOrderService(
            self.settled, self.suppliers, self.stock, self.deliveries, self.clock, FakeIds(), "USD"
        )

    def draft(self, purchase_order_id, *products):
        lines = tuple(line(number, name, 10) for number, name in enumerate(products, start=1))
        wanted = NewOrder(supplier_id="ROASTER", purchase_order_id=purchase_order_id, lines=lines)
        return self.service.create(wanted).order

    def cut(self, behind, act):
        """Do something and be cut off behind its so-manieth commit from now on; tell whether that came to pass."""
        self.orders.cut_behind = {len(self.orders.sizes) + behind}
        try:
            act()
        except CutOffError:
            return True
        finally:
            self.orders.cut_behind = set()
        return False

    def count(self, product_id, units):
        there = self.stock.kept[product_id]
        changes = {"on_hand": Decimal(units), "counted_at": self.clock.now(), "version": there.version + 1}
        self.stock.kept[product_id] = replace(there, **changes)

    def remove(self, product_id):
        del self.stock.kept[product_id]
        for kept in list(self.orders.kept.values()):
            if change := cancel_product(kept, product_id, self.clock.now()):
                self.orders.commit(change)

    @property
    def on_hand(self):
        return {key: product.on_hand for key, product in self.stock.kept.items()}

    @property
    def on_order(self):
        return {key: product.on_order for key, product in self.stock.kept.items()}


def receipt(count, units=4):
    return ReceiptRequest(received_on=TODAY, lines=tuple((number, Decimal(units)) for number in range(1, count + 1)))


@pytest.fixture
def world():
    return World(*PRODUCTS)


TRANSITIONS = {
    "order": lambda world: world.service.order("PO-1", None),
    "receive": lambda world: world.service.receive("PO-1", receipt(LONG)),
    "cancel": lambda world: world.service.cancel("PO-1"),
}


def at(world, name):
    """Bring the order to where a transition begins."""
    world.draft("PO-1", *PRODUCTS)
    if name != "order":
        world.service.order("PO-1", None)
    if name == "cancel":
        world.service.receive("PO-1", receipt(LONG, 3))


@pytest.mark.parametrize("name", TRANSITIONS)
def test_a_long_order_is_written_in_parts_that_fit_and_answered_as_it_is_then(world, name):
    at(world, name)
    world.orders.sizes.clear()
    answer = TRANSITIONS[name](world)
    assert world.orders.sizes == [AT_ONCE, AT_ONCE, LONG - 2 * AT_ONCE]
    assert answer.order == world.orders.kept["PO-1"]
    assert answer.order.unsettled is None
    open_units = {"order": 10, "receive": 6, "cancel": 0}[name]
    came = {"order": 0, "receive": 4, "cancel": 3}[name]
    assert set(world.on_order.values()) == {open_units}
    assert set(world.on_hand.values()) == {100 + came}
    assert len(world.deliveries.kept) == (name != "order")


@pytest.mark.parametrize("finisher", ["a repeat", "a reader", "a list", "another transition", "the night"])
@pytest.mark.parametrize("behind", [1, 2])
@pytest.mark.parametrize("name", TRANSITIONS)
def test_what_was_cut_off_is_finished_once_by_whoever_comes_next(world, name, behind, finisher):
    whole = World(*PRODUCTS)
    for each in (whole, world):
        at(each, name)
    TRANSITIONS[name](whole)
    assert world.cut(behind, lambda: TRANSITIONS[name](world))
    assert world.orders.unsettled() == ["PO-1"]
    assert (world.on_hand, world.on_order) != (whole.on_hand, whole.on_order)
    {
        "a repeat": lambda: TRANSITIONS[name](world),
        "a reader": lambda: world.service.get("PO-1"),
        "a list": lambda: world.service.page(OrderQuery(), 10, None),
        "another transition": lambda: world.service.cancel("PO-1"),
        "the night": world.settled.settle_all,
    }[finisher]()
    if finisher == "another transition":
        whole.service.cancel("PO-1")
    else:
        TRANSITIONS[name](world)  # and once more, for nothing
    assert (world.on_hand, world.on_order) == (whole.on_hand, whole.on_order)
    assert world.orders.kept["PO-1"].lines == whole.orders.kept["PO-1"].lines
    assert world.orders.unsettled() == []


def test_goods_that_were_counted_after_their_receipt_are_not_added_to_that_count(world):
    at(world, "receive")
    counted, repriced = PRODUCTS[-1], PRODUCTS[-2]
    world.cut(1, lambda: TRANSITIONS["receive"](world))
    world.clock.advance(minutes=5)
    world.count(counted, 77)
    there = world.stock.kept[repriced]
    world.stock.kept[repriced] = replace(there, unit_cost=Decimal(3), version=there.version + 1)
    TRANSITIONS["receive"](world)
    assert (world.on_hand[counted], world.on_hand[repriced]) == (77, 104)
    assert (world.on_order[counted], world.on_order[repriced]) == (6, 6)


@pytest.mark.parametrize("made_anew", [False, True])
def test_a_product_that_was_removed_before_its_part_leaves_no_line_to_wait_for(world, made_anew):
    at(world, "order")
    world.cut(1, lambda: TRANSITIONS["order"](world))
    gone = PRODUCTS[-1]
    del world.stock.kept[gone]  # its item named no order yet, so its removal cancelled nothing
    if made_anew:
        world.clock.advance(minutes=5)
        world.stock.kept[gone] = stocked(gone, created_at=world.clock.now(), on_hand=Decimal(5))
    answer = TRANSITIONS["order"](world)
    *others, last = answer.order.lines
    assert (last.cancelled, answer.order.open_quantity(last)) == (True, 0)
    assert not any(each.cancelled for each in others)
    if made_anew:
        assert (world.on_hand[gone], world.on_order[gone]) == (5, 0)


def test_an_order_that_cannot_be_settled_is_told_and_holds_up_no_other(world):
    for name, products in (("PO-1", PRODUCTS), ("PO-2", PRODUCTS[: AT_ONCE + 1])):
        world.draft(name, *products)
        world.cut(1, lambda name=name: world.service.order(name, None))
    commit = world.orders.commit

    def busy(change):
        if change.after.purchase_order_id == "PO-1":
            raise ConcurrentChangeError
        return commit(change)

    world.orders.commit = busy
    tried = world.settled.settle_all()
    assert isinstance(tried["PO-1"], UnavailableError)
    assert tried["PO-2"] is None
    assert world.orders.unsettled() == ["PO-1"]
    assert world.settled.settle_all(lambda: False) == {}


def test_pages_of_long_orders_are_shorter_and_miss_none(world):
    lines = tuple(line(number, PRODUCTS[0], 1) for number in range(1, MAX_LINES + 1))
    names = [f"PO-{number:02d}" for number in range(LINES_OF_A_PAGE // MAX_LINES + 3)]
    world.orders.kept = {name: order(name, *lines) for name in names}
    first = world.service.page(OrderQuery(), 500, None)
    rest = world.service.page(OrderQuery(), 500, first.next_position)
    assert [len(first.items), len(rest.items)] == [LINES_OF_A_PAGE // MAX_LINES, 3]
    assert sorted(each.purchase_order_id for each in (*first.items, *rest.items)) == names
    assert rest.next_position is None


SHORT = ("SKU-1", "SKU-2", "SKU-3")
UNITS = st.tuples(*[st.integers(0, 12)] * 3)
STEPS = st.one_of(
    st.tuples(st.just("order"), st.integers(0, 1)),
    st.tuples(st.just("cancel"), st.integers(0, 1)),
    st.tuples(st.just("receive"), st.integers(0, 1), UNITS, st.sampled_from("abc")),
    st.tuples(st.just("count"), st.sampled_from(SHORT), st.integers(0, 50)),
    st.tuples(st.just("remove"), st.sampled_from(SHORT)),
)


@given(st.lists(st.tuples(STEPS, st.sampled_from([0, 0, 1, 2, 3])), max_size=20))
@settings(max_examples=100)
def test_whatever_is_cut_off_where_stock_is_the_last_count_and_the_receipts_after_it(steps):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "AT_ONCE", 1)
        world = World(*SHORT)
        for name in ("PO-0", "PO-1"):
            world.draft(name, *SHORT)
        in_stock = dict.fromkeys(SHORT, Decimal(100))
        for (kind, *said), behind in steps:
            world.clock.advance(minutes=1)
            if kind == "count":
                if said[0] in world.stock.kept:
                    world.count(*said)
                in_stock[said[0]] = Decimal(said[1])
            elif kind == "remove":
                if said[0] in world.stock.kept:
                    world.remove(said[0])
            else:
                _step(world, kind, f"PO-{said[0]}", said[1:], behind, in_stock)
        world.settled.settle_all()
    assert world.on_hand == {key: in_stock[key] for key in world.stock.kept}
    for key, product in world.stock.kept.items():
        listed = [(each, each.lines[SHORT.index(key)]) for each in world.orders.kept.values() if each.status in OPEN]
        assert product.on_order == sum(each.open_quantity(its) for each, its in listed)
    assert world.suppliers.get("ROASTER").open_orders == sum(not each.finished for each in world.orders.kept.values())
    receipts = sum(len(each.receipts) for each in world.orders.kept.values())
    assert len(world.deliveries.kept) == receipts
    assert all(
        each.status is not OrderStatus.ORDERED or any(map(each.open_quantity, each.lines))
        for each in world.orders.kept.values()
    )


def _step(world, kind, named, said, behind, in_stock):
    """Take a step that may be cut off; what counts is whether the order knows of it."""
    before = len(world.orders.kept[named].receipts)
    request = None
    if kind == "receive":
        units, receipt_id = said
        lines = tuple((number, Decimal(each)) for number, each in enumerate(units, start=1) if each)
        request = ReceiptRequest(received_on=TODAY, lines=lines, receipt_id=receipt_id, allow_over=True)
    act = {
        "order": lambda: world.service.order(named, None),
        "cancel": lambda: world.service.cancel(named),
        "receive": lambda: world.service.receive(named, request),
    }[kind]
    with suppress(InvalidPurchaseError, WrongStatusError):
        world.cut(behind, act)
    if request is not None and len(world.orders.kept[named].receipts) > before:
        for number, units in request.lines:
            in_stock[SHORT[number - 1]] += units
