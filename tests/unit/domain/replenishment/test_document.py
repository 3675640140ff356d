"""Recommendations as a document: every figure under its own heading, totals of the list, and what is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.replenishment.document import URGENCY_WORDS, arrivals, worklist_document
from domain.replenishment.models import (
    EVERYTHING,
    WORST_FIRST,
    Arrival,
    Recommendation,
    Selection,
    StockedProduct,
    Urgency,
)
from domain.replenishment.position import planning_day
from domain.replenishment.recommending.recommend import recommend
from domain.replenishment.snooze import Snooze
from domain.replenishment.worklist import Worklist
from testing.demand_series import TODAY, normal_forecast
from testing.replenishment import CREATED_AT, stocked

#: Columns whose name is the API's and not the field's of the same recommendation.
SHARES = {"stockout_probability", "fill_rate"}


def recommended(product_id, **changes):
    product, forecast = stocked(product_id, **changes), normal_forecast()
    return recommend(product, forecast, planning_day(product, forecast, None, TODAY))


LATE = Arrival(purchase_order_id="PO-7", quantity=Decimal(150), expected_on=TODAY + timedelta(days=12))
SHOP = (
    recommended("EMPTY", on_hand=Decimal(0)),
    recommended("LOW", on_hand=Decimal(30), category="Tea", stock_as_of=TODAY - timedelta(days=1)),
    recommended("SOON", on_hand=Decimal(120), supplier_id="ACME"),
    recommended("MUCH", on_hand=Decimal(400)),
    recommended("MORE", on_hand=Decimal(500), supersedes="MUCH"),
    recommended("UNKNOWN", on_hand=None, unit_cost=None),
    recommended("LATE", on_hand=Decimal(50), inbound=(LATE,), on_order=Decimal(170)),
)
LISTED = Worklist.of(TODAY, SHOP)


def document(listed=LISTED, category=None, urgency=None):
    return worklist_document(listed, Selection(category=category), urgency, "EUR")


def test_every_cell_is_the_field_that_its_column_names():
    table = document().main
    assert len(table.rows) == len(SHOP)
    for item, row in zip(LISTED.ranked, table.rows, strict=True):
        for column, cell in zip(table.columns, row, strict=True):
            if column.key == "inbound":
                assert cell == (arrivals(item) or None)
                continue
            owner = item.product if hasattr(item.product, column.key) else item
            expected = getattr(owner, column.key)
            if column.key in SHARES and expected is not None:
                assert cell == pytest.approx(expected, abs=5e-5)
                assert len(str(cell)) <= len("0.1234")
            else:
                assert cell == expected, column.key


def test_every_field_of_a_product_can_be_loaded_back():
    keys = [column.key for column in document().main.columns]
    others = {"inbound", "created_at", "version"}  # purchase orders' and the catalogue's own
    fields = [name for name in StockedProduct.__dataclass_fields__ if name not in others]
    assert sorted(keys[: len(fields)]) == sorted(fields)
    assert len(set(keys)) == len(keys)


def test_cells_are_of_the_kind_that_their_column_says():
    kinds = {"text": str, "number": (Decimal, int), "money": Decimal, "percent": (Decimal, float), "date": date}
    table = document().main
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, kinds[column.kind]), column.key
    filled = {
        column.key for row in table.rows for column, cell in zip(table.columns, row, strict=True) if cell is not None
    }
    assert filled == {column.key for column in table.columns} - {"snoozed"}


def test_snoozed_lines_are_counted_and_listed_apart():
    made = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    snooze = Snooze(
        product_id="LOW", until=date(2026, 12, 1), reason="Later", created_at=made, product_created_at=CREATED_AT
    )
    asleep = replace(SHOP[1], snoozed=snooze)
    listed = Worklist.of(TODAY, [SHOP[0], asleep])
    awake, apart = (worklist_document(listed, EVERYTHING, None, "EUR", snoozed=kind) for kind in (False, True))
    assert ([row[0] for row in awake.main.rows], [row[0] for row in apart.main.rows]) == (["EMPTY"], ["LOW"])
    assert apart.main.rows[0][-1] == "until 2026-12-01: Later"
    facts = dict(awake.facts)
    assert (facts["Products"], facts["Snoozed, not in these figures"]) == ("1", "1")


def test_the_first_figures_are_the_totals_of_the_whole_list():
    facts = dict(document(urgency=Urgency.OVERSTOCK).facts)
    totals = LISTED.totals
    assert list(facts)[:5] == ["Products", "To order now", "Order value", "Value at risk", "Tied up in excess"]
    assert list(facts)[5:] == ["Snoozed, not in these figures"]
    assert (facts["Products"], facts["To order now"]) == ("7", "2")  # the empty and the low one
    amounts = {
        "Order value": totals.order_value,
        "Value at risk": totals.value_at_risk,
        "Tied up in excess": totals.excess_value,
    }
    for name, amount in amounts.items():
        assert amount > 0
        assert facts[name] == f"{amount:,.2f}"


def test_its_title_says_what_it_is_and_of_when():
    assert document().title == "What to order"
    assert document().subtitle == "All categories, 20 November 2026, amounts in EUR"
    assert document(category="Tea").subtitle == "Tea, 20 November 2026, amounts in EUR"
    assert document().main.name == "Recommendations"
    assert [note.partition(":")[0] for note in document().notes] == ["Order up to", "Value at risk"]


def test_arrivals_stand_in_one_cell():
    late = next(item for item in SHOP if item.product.product_id == "LATE")
    assert arrivals(late) == "20 on 2026-11-27; 150 on 2026-12-02 (PO-7)"


def test_one_urgency_lists_its_products_only():
    table = document(urgency=Urgency.OVERSTOCK).main
    assert [row[0] for row in table.rows] == ["MORE", "MUCH"]


def test_urgencies_that_occur_are_drawn_worst_first():
    chart = document().charts[0]
    assert (chart.title, chart.kind) == ("Products by urgency", "bar")
    counted = {"Out of stock": 1, "Expedite": 1, "Order now": 1, "Order soon": 1, "Too much": 2, "Stock unknown": 1}
    assert chart.series == (("Products", tuple(counted.values())),)
    assert chart.labels == tuple(counted)
    assert set(URGENCY_WORDS) == set(WORST_FIRST)


def test_the_fifteen_largest_amounts_at_risk_are_drawn_largest_first():
    items = [
        Recommendation(
            product=stocked(f"SKU-{n:02d}"), urgency=Urgency.ORDER_NOW, reason=".", value_at_risk=Decimal(n * 7 % 20)
        )
        for n in range(20)
    ]
    items.append(replace(items[0], product=stocked("NONE"), value_at_risk=None))
    items.append(replace(items[0], product=stocked("MOST"), urgency=Urgency.ORDER_SOON, value_at_risk=Decimal(99)))
    chart = document(Worklist.of(TODAY, items)).charts[1]
    assert (chart.title, chart.kind) == ("Value at risk, EUR", "bar")
    ((name, values),) = chart.series
    assert name == "Value at risk"
    assert values == (99, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6)
    amounts = {item.product.product_id: item.value_at_risk for item in items}
    assert [amounts[label] for label in chart.labels] == list(values)


def test_nothing_at_risk_draws_nothing():
    chart = document(
        Worklist.of(TODAY, [recommended("UNKNOWN", on_hand=None), recommended("MUCH", on_hand=Decimal(4000))])
    ).charts[1]
    assert (chart.labels, chart.series) == ((), (("Value at risk", ()),))
