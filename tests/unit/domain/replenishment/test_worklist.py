"""The list of recommendations: worst first, pages without gaps, totals of the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.replenishment.models import WORST_FIRST, Recommendation, Urgency
from domain.replenishment.worklist import Sort, Worklist, WorklistPosition
from domain.shared.errors import MalformedError
from testing.demand_series import TODAY
from testing.replenishment import stocked


def item(product_id, urgency, at_risk=None, excess=None):
    return Recommendation(
        product=stocked(product_id),
        urgency=urgency,
        reason=".",
        value_at_risk=None if at_risk is None else Decimal(at_risk),
        excess_value=None if excess is None else Decimal(excess),
    )


def test_the_worst_comes_first_then_the_most_money():
    listed = Worklist.of(
        TODAY,
        [
            item("OK", Urgency.OK, 9),
            item("NO", Urgency.NO_FORECAST),
            item("B", Urgency.ORDER_NOW, 5),
            item("A", Urgency.ORDER_NOW, 5),
            item("MORE", Urgency.ORDER_NOW, 50),
            item("SOON", Urgency.ORDER_SOON, 99),
            item("OUT", Urgency.STOCKED_OUT, 1),
            item("LITTLE", Urgency.OVERSTOCK, 0, 10),
            item("MUCH", Urgency.OVERSTOCK, 0, 100),
            item("UNKNOWN", Urgency.UNKNOWN_STOCK),
        ],
    )
    ids = [entry.product.product_id for entry in listed.ranked]
    assert ids == ["OUT", "MORE", "A", "B", "SOON", "MUCH", "LITTLE", "UNKNOWN", "NO", "OK"]


def test_every_urgency_has_a_place():
    assert set(WORST_FIRST) == set(Urgency)


@given(
    st.lists(st.tuples(st.sampled_from(Urgency), st.integers(0, 3)), max_size=30),
    st.integers(1, 7),
    st.none() | st.sampled_from(Urgency),
)
def test_pages_hold_every_item_once_and_in_order(drawn, limit, urgency):
    listed = Worklist.of(TODAY, [item(f"P{n:02d}", kind, money) for n, (kind, money) in enumerate(drawn)])
    seen, after = [], None
    while True:
        page, after = listed.page(urgency, limit, after)
        assert len(page) <= limit
        seen += page
        if after is None:
            break
        after = WorklistPosition.parse(str(after))
    assert tuple(seen) == listed.only(urgency)


@given(
    st.lists(st.tuples(st.sampled_from(Urgency), st.integers(0, 3), st.booleans(), st.booleans()), max_size=30),
    st.integers(0, 6),
)
def test_groups_are_the_beginnings_of_the_lists_by_urgency_and_add_up_to_the_whole(drawn, rows):
    listed = Worklist.of(
        TODAY,
        [
            replace(
                item(f"P{n:02d}", kind, money, money),
                order_value=Decimal(money),
                borrowed=borrowed,
                snoozed=object() if snoozed else None,
            )
            for n, (kind, money, borrowed, snoozed) in enumerate(drawn)
        ],
    )
    groups = listed.groups(rows)
    assert [group.urgency for group in groups] == list(WORST_FIRST)
    for group in groups:
        assert group.first == (listed.page(group.urgency, rows, None)[0] if rows else ())
        assert group.totals.products == listed.totals.by_urgency[group.urgency]
    for amount in ("products", "order_value", "value_at_risk", "excess_value"):
        assert sum(getattr(group.totals, amount) for group in groups) == getattr(listed.totals, amount)


def drawn_item(number, urgency, amount, name):
    """Return an item whose every sortable field follows one amount, or is not known."""
    known = None if amount is None else Decimal(amount)
    return replace(
        item(f"P{number:02d}", urgency),
        product=stocked(f"P{number:02d}", name=name),
        stockout_date=None if amount is None else TODAY + timedelta(days=amount),
        order_by_date=None if amount is None else TODAY + timedelta(days=amount),
        days_of_cover=known,
        stockout_probability=None if amount is None else amount / 7,
        recommended_order_quantity=known,
        order_value=known,
        value_at_risk=known,
        excess_value=known,
    )


ITEMS = st.tuples(st.sampled_from(Urgency), st.none() | st.integers(0, 3), st.sampled_from(["b|", "A", 'a"c']))
SOONEST_FIRST = {Sort.STOCKOUT_DATE, Sort.ORDER_BY_DATE, Sort.DAYS_OF_COVER}


@settings(max_examples=60)
@given(st.lists(ITEMS, max_size=12), st.integers(1, 5), st.none() | st.sampled_from(Urgency))
def test_in_every_order_pages_hold_every_item_once(drawn, limit, urgency):
    listed = Worklist.of(TODAY, [drawn_item(n, *fields) for n, fields in enumerate(drawn)])
    for sort in Sort:
        seen, after = [], None
        while True:
            page, after = listed.page(urgency, limit, after, sort)
            seen += page
            if after is None:
                break
            after = WorklistPosition.parse(str(after))
        assert tuple(seen) == listed.only(urgency, sort)
        assert sorted(map(id, seen)) == sorted(map(id, listed.only(urgency)))


@settings(max_examples=60)
@given(st.lists(ITEMS, max_size=12))
def test_amounts_fall_days_rise_and_what_is_not_known_is_last(drawn):
    listed = Worklist.of(TODAY, [drawn_item(n, *fields) for n, fields in enumerate(drawn)])
    for sort in set(Sort) - {Sort.URGENCY, Sort.NAME, Sort.PRODUCT_ID}:
        values = [getattr(entry, sort.value) for entry in listed.only(None, sort)]
        known = [value for value in values if value is not None]
        assert values[len(known) :] == [None] * (len(values) - len(known))
        assert known == sorted(known, reverse=sort not in SOONEST_FIRST)
    names = [entry.product.name.casefold() for entry in listed.only(None, Sort.NAME)]
    assert names == sorted(names)
    ids = [entry.product.product_id for entry in listed.only(None, Sort.PRODUCT_ID)]
    assert ids == sorted(ids)


def test_a_page_goes_on_behind_a_product_that_has_vanished():
    items = [item(name, Urgency.ORDER_NOW, 5) for name in ("A", "B", "C", "D")]
    _, after = Worklist.of(TODAY, items).page(None, 2, None)
    page, _ = Worklist.of(TODAY, [items[0], items[2], items[3]]).page(None, 2, after)
    assert [entry.product.product_id for entry in page] == ["C", "D"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        '["2026-11-20", "a", "1", "", "P"]',
        '["2026-11-20", 1, "one", "", "P"]',
        '["2026-99-20", 1, "1", "", "P"]',
        '["2026-11-20", 1, "1", "P"]',
        '[20, 1, "1", "", "P"]',
        '["2026-11-20", null, "1", "", "P"]',
        "7",
    ],
)
def test_a_broken_position_is_refused(text):
    with pytest.raises(MalformedError):
        WorklistPosition.parse(text)


def test_a_position_survives_odd_ids():
    position = WorklistPosition(date(2026, 11, 20), (2, Decimal("-1.50"), 'na"me|', "A|B"))
    assert WorklistPosition.parse(str(position)) == position


def test_totals_are_those_of_the_whole_list():
    listed = Worklist.of(
        TODAY,
        [
            replace(item("A", Urgency.ORDER_NOW, 5), order_value=Decimal(40)),
            item("B", Urgency.OVERSTOCK, 1, 30),
            item("C", Urgency.UNKNOWN_STOCK),
        ],
    )
    totals = listed.totals
    assert (totals.products, totals.order_value, totals.value_at_risk, totals.excess_value) == (3, 40, 6, 30)
    assert totals.by_urgency[Urgency.OVERSTOCK] == 1
    assert totals.by_urgency[Urgency.OK] == 0
