"""Pages of the list of recommendations: of one category, from one list for a minute, and none after the last."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.replenishment.models import EVERYTHING, Recommendation, Selection, Urgency
from domain.replenishment.service.recommendations import LIST_LIFETIME, RecommendationService
from domain.replenishment.worklist import Worklist, WorklistPosition, WorklistTotals
from domain.shared.errors import MalformedError
from testing.demand_series import TODAY, poisson_forecast
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.system import FakeClock
from testing.replenishment import stocked

TEA = Selection(category="Tea")
CATEGORIES = {"A": "Coffee", "B": "Tea", "C": "Tea"}


class Shop:
    def __init__(self):
        products = [stocked(key, category=category) for key, category in CATEGORIES.items()]
        self.clock = FakeClock()
        self.sales = FakeSalesHistories()
        self.service = RecommendationService(
            FakeCatalogue(*products),
            FakeLatestForecasts(*(poisson_forecast(product_id=key) for key in CATEGORIES)),
            self.sales,
            self.clock,
        )


def ids(listed):
    return sorted(item.product.product_id for item in listed.ranked)


def listed(*urgencies, **amounts):
    items = [
        Recommendation(product=stocked(f"P{n}"), urgency=kind, reason=".", **amounts)
        for n, kind in enumerate(urgencies)
    ]
    return Worklist.of(TODAY, items)


def test_a_category_lists_its_products():
    shop = Shop()
    assert ids(shop.service.list(TEA)) == ["B", "C"]
    assert ids(shop.service.list(Selection(category="Cocoa"))) == []
    assert ids(shop.service.list()) == ["A", "B", "C"]


def test_a_later_page_without_a_list_to_cut_it_from_is_computed():
    _, after = Shop().service.list().page(None, 1, None)
    assert ids(Shop().service.list(EVERYTHING, after)) == ["A", "B", "C"]


def test_a_list_is_kept_for_less_than_its_lifetime():
    shop = Shop()
    first = shop.service.list()
    _, after = first.page(None, 1, None)
    shop.clock.advance(seconds=LIST_LIFETIME.total_seconds() - 1)
    assert shop.service.list(EVERYTHING, after) is first
    shop.clock.advance(seconds=1)
    assert shop.service.list(EVERYTHING, after) is not first


def test_no_sales_are_read_where_none_are_needed():
    shop = Shop()
    reads = []
    shop.sales.read_many = lambda wanted: reads.append(list(wanted)) or {}
    shop.service.list()
    assert reads == []


def test_there_is_no_page_after_the_last():
    page, after = listed(Urgency.ORDER_NOW, Urgency.OK).page(None, 2, None)
    assert (len(page), after) == (2, None)


def test_a_page_of_an_urgency_has_no_other():
    everything = listed(Urgency.ORDER_NOW, Urgency.OK, Urgency.OK)
    assert [item.product.product_id for item in everything.page(Urgency.OK, 5, None)[0]] == ["P1", "P2"]


def test_totals_count_every_product_once_under_its_urgency():
    totals = listed(Urgency.OK, Urgency.OK, Urgency.OVERSTOCK, order_value=Decimal(3)).totals
    assert {kind: count for kind, count in totals.by_urgency.items() if count} == {Urgency.OK: 2, Urgency.OVERSTOCK: 1}
    assert set(totals.by_urgency) == set(Urgency)
    assert totals.order_value == 9


def test_amounts_are_decimal_even_without_a_product():
    totals = WorklistTotals.of([])
    for amount in (totals.order_value, totals.value_at_risk, totals.excess_value):
        assert isinstance(amount, Decimal)
        assert amount == 0


def test_a_broken_position_is_refused_with_a_sentence():
    with pytest.raises(MalformedError, match="position in the list of recommendations"):
        WorklistPosition.parse("x")


def test_a_day_later_pages_still_continue_the_day_before():
    shop = Shop()
    _, after = shop.service.list(TEA).page(None, 1, None)
    shop.clock.advance(days=1)
    following = shop.service.list(TEA, after)
    assert (following.today, ids(following)) == (TODAY, ["B", "C"])
    assert shop.service.list(TEA).today == TODAY + timedelta(days=1)


def test_a_selection_leaves_what_matches_all_of_it():
    products = [
        stocked("A-1", name="Green tea", category="Tea", supplier_id="ACME"),
        stocked("A-2", name="Black TEA", category="Tea", supplier_id="BREW"),
        stocked("B-1", name="Teapot", category="Pots", supplier_id="ACME"),
        stocked("TEA-9", name="Cocoa", category="Cocoa"),
    ]
    service = RecommendationService(FakeCatalogue(*products), FakeLatestForecasts(), FakeSalesHistories(), FakeClock())

    def found(**filters):
        return ids(service.list(Selection(**filters)))

    assert found(text="tea") == ["A-1", "A-2", "B-1", "TEA-9"]
    assert found(text="a-") == ["A-1", "A-2", "TEA-9"]
    assert found(supplier_id="ACME") == ["A-1", "B-1"]
    assert found(supplier_id="ACME", category="Tea", text="green") == ["A-1"]
    assert found(product_id="B-1") == ["B-1"]
    assert found(product_id="B-1", category="Tea") == []
    assert found(product_id="NOT-THERE") == []
    assert found(supplier_id="NOBODY") == []
