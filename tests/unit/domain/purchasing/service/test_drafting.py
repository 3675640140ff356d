"""Drafts from recommendations: what is in them, what is left out, and that nothing is lost or over the budget."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.purchasing.errors import InvalidPurchaseError, SupplierNotFoundError
from domain.purchasing.models.order import MAX_LINES, OrderStatus
from domain.purchasing.models.proposal import DraftRequest
from domain.purchasing.models.settings import ShopSettings
from domain.purchasing.service.drafting import MAX_DRAFTS, DraftingService
from domain.shared.errors import UnavailableError
from testing.fakes.purchasing import (
    FakeDeliveries,
    FakeProposals,
    FakePurchaseOrders,
    FakeShopSettings,
    FakeStock,
    FakeSuppliers,
)
from testing.fakes.system import FakeClock, FakeIds
from testing.purchasing import proposal, stocked, supplier

TEA = {"category": "Tea"}
SUPPLIERS = (supplier(),)


class World:
    """A shop with these suppliers and proposals; every product has a unit cost of 2 unless told otherwise."""

    def __init__(self, *proposals, suppliers=SUPPLIERS, costs=None, currency="USD"):
        self.proposals = FakeProposals(*proposals)
        self.suppliers = FakeSuppliers(*suppliers)
        self.stock = FakeStock(
            *(
                stocked(
                    each.product_id,
                    supplier_id=each.supplier_id,
                    unit_cost=(costs or {}).get(each.product_id, Decimal(2)),
                )
                for each in proposals
            )
        )
        self.orders = FakePurchaseOrders(self.suppliers, self.stock, FakeDeliveries())
        self.settings = FakeShopSettings()
        self.clock = FakeClock()
        self.service = DraftingService(
            self.orders, self.suppliers, self.stock, self.settings, self.proposals, self.clock, FakeIds(), currency
        )

    def draft(self, request_id=None, **asked):
        return self.service.draft(DraftRequest(**asked or TEA), request_id, "key-1")


def lines_of(drafts):
    """Return all lines of all drafts: quantity by product."""
    return {line.product_id: line.quantity for item in drafts.items for line in item.order.lines}


def reasons_of(drafts):
    return {each.product_id: (each.code, each.quantity) for each in drafts.left_out}


def codes_of(item):
    return [notice.code for notice in item.notices]


def test_each_supplier_gets_one_draft_and_nothing_is_on_order():
    world = World(
        proposal("A", 10),
        proposal("B", 4, supplier_id="GROWER"),
        proposal("C", 3),
        proposal("D", 0),
        suppliers=(supplier(), supplier("GROWER", currency="EUR")),
    )
    drafts = world.draft()
    assert [(item.order.supplier_id, len(item.order.lines)) for item in drafts.items] == [("GROWER", 1), ("ROASTER", 2)]
    assert lines_of(drafts) == {"A": 10, "B": 4, "C": 3}
    assert drafts.left_out == drafts.added == ()
    grower, roaster = (item.order for item in drafts.items)
    assert (roaster.status, roaster.total_cost, roaster.created_by) == (OrderStatus.DRAFT, Decimal(26), "key-1")
    assert (grower.currency, grower.total_cost) == ("EUR", None)
    assert world.orders.kept.keys() == {grower.purchase_order_id, roaster.purchase_order_id}
    assert all(product.on_order == 0 for product in world.stock.kept.values())
    assert [world.suppliers.kept[key].open_orders for key in ("GROWER", "ROASTER")] == [1, 1]


def test_what_cannot_be_drafted_is_left_out_with_its_reason():
    world = World(
        proposal("A", 5, supplier_id=None),
        proposal("B", 6, supplier_id="GONE"),
        proposal("C", None, urgency="unknown_stock", reason="Count it."),
        proposal("D", None, urgency="no_forecast", reason="Forecast it."),
        proposal("E", 0, reason="Enough is there."),
        proposal("F", 7, snoozed="Put off until 1 December 2026: Renovation"),
    )
    drafts = world.draft()
    assert drafts.items == ()
    assert reasons_of(drafts) == {
        "A": ("no_supplier", 5),
        "B": ("unknown_supplier", 6),
        "C": ("unknown_stock", None),
        "D": ("no_forecast", None),
        "F": ("snoozed", 7),
    }
    assert {each.why for each in drafts.left_out} >= {"Count it.", "Forecast it."}
    assert lines_of(world.draft(category="Tea", quantities={"F": Decimal(2)})) == {"F": 2}  # the buyer's word counts


def test_products_that_were_named_are_answered_one_by_one():
    world = World(proposal("A", 5), proposal("E", 0, reason="Enough is there."), proposal("F", 7))
    drafts = world.draft(product_ids=frozenset({"A", "E", "X"}))
    assert lines_of(drafts) == {"A": 5}
    assert reasons_of(drafts) == {"E": ("nothing_to_order", 0), "X": ("unknown_product", None)}


def test_quantities_that_the_buyer_set_replace_what_is_recommended():
    world = World(proposal("A", 5), proposal("B", 6), proposal("C", 0), proposal("D", None, urgency="unknown_stock"))
    drafts = world.draft(
        category="Tea",
        quantities={"A": Decimal(8), "B": Decimal(0), "C": Decimal("2.5"), "D": Decimal(1)},
    )
    assert lines_of(drafts) == {"A": 8, "C": Decimal("2.5"), "D": 1}
    assert reasons_of(drafts) == {"B": ("set_to_nothing", 6)}


@pytest.mark.parametrize(
    ("asked", "pointer", "code"),
    [
        ({}, "/from_recommendations", "selection"),
        ({"category": "Tea", "supplier_id": "ROASTER"}, "/from_recommendations", "selection"),
        ({"supplier_id": "ROASTER", "product_ids": frozenset({"A"})}, "/from_recommendations", "selection"),
        (TEA | {"budget": Decimal(-1)}, "/from_recommendations/budget", "out_of_range"),
        (TEA | {"budget": Decimal("NaN")}, "/from_recommendations/budget", "not_a_number"),
        (TEA | {"quantities": {"A": Decimal(-1)}}, "/from_recommendations/quantities/A", "out_of_range"),
        (TEA | {"quantities": {"X": Decimal(1)}}, "/from_recommendations/quantities/X", "not_selected"),
        (
            TEA | {"quantities": {"A": Decimal(6)}, "budget": Decimal(11)},
            "/from_recommendations/budget",
            "too_small",
        ),
    ],
)
def test_a_request_that_cannot_be_met_is_refused_and_makes_nothing(asked, pointer, code):
    world = World(proposal("A", 5))
    with pytest.raises(InvalidPurchaseError) as refused:
        world.service.draft(DraftRequest(**asked))
    assert [(field.pointer, field.code) for field in refused.value.fields] == [(pointer, code)]
    assert world.orders.kept == {}


def test_a_supplier_that_is_named_has_to_exist():
    with pytest.raises(SupplierNotFoundError):
        World().draft(supplier_id="NOBODY")


def test_a_budget_leaves_out_what_avoids_least_loss_and_says_how_much():
    dear = proposal("DEAR", 10)
    world = World(proposal("CHEAP", 10), dear, costs={"CHEAP": Decimal(1), "DEAR": Decimal(4)})
    drafts = world.draft(category="Tea", budget=Decimal(31))
    assert lines_of(drafts) == {"CHEAP": 10, "DEAR": 5}
    assert reasons_of(drafts) == {"DEAR": ("over_budget", 5)}
    assert drafts.left_out[0].why == ("5 of 10 are left out: the budget of 31.00 goes to units that avoid more loss.")


def test_a_budget_is_for_what_can_be_held_against_it():
    world = World(
        proposal("A", 5),
        proposal("B", 5, supplier_id="ABROAD"),
        proposal("C", 5),
        suppliers=(supplier(), supplier("ABROAD", currency="EUR")),
        costs={"A": None},
    )
    drafts = world.draft(category="Tea", budget=Decimal(100))
    assert lines_of(drafts) == {"C": 5}
    assert reasons_of(drafts) == {"A": ("unknown_cost", 5), "B": ("other_currency", 5)}


def test_an_order_below_the_minimum_is_filled_with_other_products_and_says_so():
    world = World(
        proposal("A", 10, most=Decimal(12)),
        proposal("B", 0, order_multiple=Decimal(6)),
        proposal("C", 0, worth=None),
        proposal("D", 0),
        suppliers=(supplier(min_order_value=Decimal(50)),),
    )
    below = world.draft()
    assert "below_minimum" in codes_of(below.items[0])
    drafts = world.draft(category="Tea", fill_to_minimum=True, quantities={"D": Decimal(0)})
    (item,) = drafts.items
    assert Decimal(50) <= item.order.total_cost <= Decimal(62)
    assert codes_of(item) == []
    assert {each.product_id for each in drafts.added} <= {"A", "B"}
    added = {each.product_id: each.quantity for each in drafts.added}
    assert lines_of(drafts) == {key: Decimal(10 * (key == "A")) + units for key, units in ({"A": 0} | added).items()}
    assert all("'ROASTER' takes orders" in each.why for each in drafts.added)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"budget": Decimal(22)}, "the budget leaves 2.00"),
        ({}, "nothing more of its products would sell within half a year"),
    ],
)
def test_a_minimum_that_cannot_be_reached_is_said_and_nothing_is_added(asked, words):
    world = World(proposal("A", 10, most=Decimal(10)), suppliers=(supplier(min_order_value=Decimal(50)),))
    drafts = world.draft(category="Tea", fill_to_minimum=True, **asked)
    (item,) = drafts.items
    assert codes_of(item) == ["not_filled", "below_minimum"]
    assert words in item.notices[0].detail
    assert lines_of(drafts) == {"A": 10}
    assert drafts.added == ()


def test_a_minimum_in_another_currency_is_not_filled_by_guessing():
    world = World(proposal("A", 10), suppliers=(supplier(currency="EUR", min_order_value=Decimal(500)),))
    drafts = world.draft(category="Tea", fill_to_minimum=True)
    assert lines_of(drafts) == {"A": 10}
    assert codes_of(drafts.items[0]) == ["unknown_cost", "minimum_not_checked"]


def test_a_long_order_is_split_into_drafts_that_can_be_ordered():
    world = World(*(proposal(f"SKU-{number:03d}", 1) for number in range(2 * MAX_LINES + 1)))
    drafts = world.draft()
    assert [len(item.order.lines) for item in drafts.items] == [MAX_LINES, MAX_LINES, 1]
    assert len(lines_of(drafts)) == 2 * MAX_LINES + 1
    assert all(codes_of(item) == ["split_order"] for item in drafts.items)
    assert drafts.items[0].notices[0].detail == "1,001 lines for this supplier are on 3 drafts."


def test_more_drafts_than_one_request_makes_are_left_out():
    names = [f"S-{number:03d}" for number in range(MAX_DRAFTS + 2)]
    world = World(
        *(proposal(f"P-{name}", 1, supplier_id=name) for name in names),
        suppliers=tuple(supplier(name) for name in names),
    )
    drafts = world.draft()
    assert len(drafts.items) == MAX_DRAFTS
    assert reasons_of(drafts) == {f"P-{name}": ("too_many_drafts", 1) for name in names[MAX_DRAFTS:]}


def test_a_repeat_finds_the_drafts_of_the_first_time_and_makes_no_more():
    world = World(proposal("A", 5), proposal("B", 6, supplier_id="GROWER"), suppliers=(supplier(), supplier("GROWER")))
    first = world.draft(request_id="r" * 32)
    world.proposals.kept["C"] = proposal("C", 3)
    world.stock.kept["C"] = stocked("C")
    again = world.draft(request_id="r" * 32)
    assert [item.order for item in again.items] == [item.order for item in first.items]
    assert reasons_of(again) == {"C": ("recommended_since", 3)}
    assert len(world.orders.kept) == 2
    world.draft(request_id="s" * 32)
    assert len(world.orders.kept) == 4


def test_a_repeat_after_midnight_is_one_and_the_same_key_a_day_later_is_not():
    world = World(proposal("A", 5), proposal("B", 6, supplier_id="GROWER"), suppliers=(supplier(), supplier("GROWER")))
    world.clock.advance(hours=15)
    first = [item.order for item in world.draft(request_id="r" * 32).items]
    world.clock.advance(hours=23, minutes=59)
    assert [item.order for item in world.draft(request_id="r" * 32).items] == first
    world.clock.advance(hours=24)
    assert not {item.order for item in world.draft(request_id="r" * 32).items} & set(first)


def test_drafts_are_planned_anew_when_a_supplier_goes_meanwhile():
    world = World(proposal("A", 5), proposal("B", 6, supplier_id="GROWER"), suppliers=(supplier(), supplier("GROWER")))
    world.orders.before_commit = lambda: world.suppliers.kept.pop("GROWER")
    drafts = world.draft()
    assert lines_of(drafts) == {"A": 5}
    assert reasons_of(drafts) == {"B": ("unknown_supplier", 6)}


def test_the_holding_cost_is_the_shops_own():
    world = World(proposal("A", 5))
    world.settings.kept = ShopSettings(holding_cost=Decimal("0.31"))
    world.draft()
    assert world.proposals.holding_costs == [Decimal("0.31")]


def test_a_shop_that_keeps_changing_is_told_to_try_again(monkeypatch):
    world = World(proposal("A", 5))
    taken = world.orders.add_all

    def always_late(drafts):
        world.suppliers.kept.pop("ROASTER", None)
        try:
            taken(drafts)
        finally:
            world.suppliers.kept["ROASTER"] = supplier()

    monkeypatch.setattr(world.orders, "add_all", always_late)
    with pytest.raises(UnavailableError):
        world.draft()


QUANTITIES = st.sampled_from([None, 0, 1, 3, 12, 40])


@st.composite
def shops(draw):
    owners = [None, "GONE", "ROASTER", "GROWER", "ABROAD"]
    made = [
        proposal(
            f"SKU-{number}",
            draw(QUANTITIES),
            supplier_id=draw(st.sampled_from(owners)),
            min_order_quantity=Decimal(draw(st.sampled_from([0, 0, 12]))),
            most=Decimal(draw(st.sampled_from([0, 20, 500]))),
        )
        for number in range(draw(st.integers(1, 8)))
    ]
    costs = {each.product_id: draw(st.sampled_from([None, Decimal("0.335"), Decimal(2), Decimal(9)])) for each in made}
    least = Decimal(draw(st.sampled_from([0, 30, 300])))
    suppliers = (supplier(min_order_value=least), supplier("GROWER"), supplier("ABROAD", currency="EUR"))
    quantities = draw(
        st.dictionaries(st.sampled_from([each.product_id for each in made]), st.integers(0, 9), max_size=3)
    )
    return (
        World(*made, suppliers=suppliers, costs=costs),
        {key: Decimal(units) for key, units in quantities.items()},
        draw(st.none() | st.decimals(0, 400, places=2)),
        draw(st.booleans()),
    )


@given(shops())
@settings(max_examples=120, deadline=None)
def test_nothing_is_lost_nothing_is_over_budget_and_every_minimum_is_met_or_said(shop):
    world, quantities, budget, fill = shop
    try:
        drafts = world.draft(category="Tea", quantities=quantities, budget=budget, fill_to_minimum=fill)
    except InvalidPurchaseError:  # the quantities that are set cost more than the budget
        assert budget is not None
        assert world.orders.kept == {}
        return
    drafted, left = lines_of(drafts), reasons_of(drafts)
    added = {each.product_id: each.quantity for each in drafts.added}
    for product_id, each in world.proposals.kept.items():
        wanted = quantities.get(product_id, each.quantity)
        if wanted is None:
            assert product_id in left
            continue
        cut = left[product_id][1] if product_id in left and left[product_id][0] != "set_to_nothing" else Decimal(0)
        assert drafted.get(product_id, 0) + cut == wanted + added.get(product_id, 0), product_id
    assert len({item.order.supplier_id for item in drafts.items}) == len(drafts.items)
    if budget is not None:
        assert sum(item.order.total_cost for item in drafts.items) <= budget
    for item in drafts.items:
        least = world.suppliers.kept[item.order.supplier_id].details.min_order_value
        total = item.order.total_cost
        assert (total is not None and total >= least) or {"below_minimum", "unknown_cost"} & {*codes_of(item)}
        assert all(added.get(line.product_id, 0) == 0 or line.product_id not in quantities for line in item.order.lines)
