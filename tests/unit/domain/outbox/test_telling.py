"""Which changes are told, once, and under which id."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.outbox.models import (
    AttentionList,
    ForecastsRun,
    OrderedLine,
    OrderState,
    ProductAttention,
    SalesLoad,
    StockLevel,
    StoredChange,
)
from domain.outbox.telling import STOCK_CHANGES_AN_EVENT, events_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LEVEL = StockLevel(product_id="SKU-1", on_hand=Decimal(5), on_order=Decimal(0), stock_as_of=date(2026, 11, 20))
LOAD = SalesLoad(
    upload_id="U",
    completed=True,
    rows_received=3,
    rows_accepted=2,
    rows_rejected=1,
    product_days_written=2,
    products_touched=1,
    products_created=0,
    first_date=date(2026, 11, 1),
    last_date=date(2026, 11, 2),
)
LINE = OrderedLine(
    line=1,
    product_id="SKU-1",
    supplier_sku=None,
    quantity=Decimal(4),
    received_quantity=Decimal(0),
    open_quantity=Decimal(4),
    unit_cost=Decimal("2.5"),
    expected_on=None,
)
DRAFT = OrderState(
    purchase_order_id="PO",
    supplier_id="S",
    status="draft",
    is_ordered=False,
    ordered_on=None,
    expected_on=None,
    currency="USD",
    total_units=Decimal(4),
    total_cost=Decimal(10),
    lines=(LINE,),
)
ORDERED = replace(DRAFT, status="ordered", is_ordered=True, ordered_on=date(2026, 11, 20))


def change(before, after, number=1):
    sequence = f"{number:040}"
    return StoredChange(change_id=f"T/{sequence}", sequence=sequence, occurred_at=NOW, before=before, after=after)


def received(units):
    return replace(ORDERED, status="partially_received", lines=(replace(LINE, received_quantity=Decimal(units)),))


def names(*changes):
    return [event.name for event in events_of(changes)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, LEVEL, ["StockChanged"]),
        (None, replace(LEVEL, on_hand=None), []),
        (None, replace(LEVEL, on_hand=None, on_order=Decimal(2)), ["StockChanged"]),
        (LEVEL, LEVEL, []),
        (LEVEL, replace(LEVEL, on_hand=None), ["StockChanged"]),
        (LEVEL, replace(LEVEL, on_order=Decimal(1)), ["StockChanged"]),
        (LEVEL, None, []),
        (None, LOAD, ["SalesLoaded"]),
        (replace(LOAD, completed=False), LOAD, ["SalesLoaded"]),
        (LOAD, LOAD, []),
        (None, replace(LOAD, completed=False), []),
        (None, replace(LOAD, product_days_written=0), []),
        (LOAD, None, []),
        (None, ForecastsRun(done=3, failed=1, job_id="J", trigger="nightly"), ["ForecastsMade"]),
        (None, ForecastsRun(done=0, failed=1, job_id="J", trigger="nightly"), []),
        (None, DRAFT, []),
        (None, ORDERED, ["PurchaseOrderOrdered"]),
        (DRAFT, ORDERED, ["PurchaseOrderOrdered"]),
        (ORDERED, replace(ORDERED, expected_on=date(2026, 12, 1)), []),
        (ORDERED, replace(ORDERED, status="cancelled"), []),
        (DRAFT, replace(DRAFT, status="cancelled"), []),
        (ORDERED, received(1), ["PurchaseOrderReceived"]),
        (received(1), received(1), []),
        (None, received(1), ["PurchaseOrderOrdered", "PurchaseOrderReceived"]),
    ],
)
def test_a_change_is_told_when_it_matters(before, after, told):
    assert names(change(before, after)) == told


def test_attention_is_told_where_there_is_a_product_that_needs_it():
    found = AttentionList(
        job_id="J",
        batch=0,
        products=(ProductAttention(product_id="SKU-1", kind="stale_data", detail="…"),),
        products_total=60,
    )
    (event,) = events_of([change(None, found)])
    assert event.name == "AttentionNeeded"
    assert event.data["products"] == [{"product_id": "SKU-1", "kind": "stale_data", "detail": "…"}]
    assert event.data["products_total"] == 60
    assert names(change(None, replace(found, products=(), products_total=0))) == []


def test_a_receipt_tells_what_came_and_what_has_come_in_all():
    (event,) = events_of([change(received(1), received(4))])
    (line,) = event.data["received_lines"]
    assert (line["received_now"], line["received_quantity"], line["unit_cost"]) == (3, 4, 2.5)


def test_stock_of_many_products_shares_events_and_keeps_its_order():
    count = STOCK_CHANGES_AN_EVENT + 20
    changes = [change(None, replace(LEVEL, product_id=f"SKU-{number}"), number) for number in range(count)]
    events = events_of(changes)
    assert [len(event.data["changes"]) for event in events] == [STOCK_CHANGES_AN_EVENT, 20]
    told = [each for event in events for each in event.data["changes"]]
    assert [each["product_id"] for each in told] == [f"SKU-{number}" for number in range(count)]
    assert [each["sequence"] for each in told] == [each.sequence for each in changes]
    assert events[-1].sequence == changes[-1].sequence


def test_stock_is_not_told_past_what_came_between():
    told = names(
        change(None, LEVEL, 1), change(DRAFT, ORDERED, 2), change(LEVEL, replace(LEVEL, on_hand=Decimal(1)), 3)
    )
    assert told == ["StockChanged", "PurchaseOrderOrdered", "StockChanged"]


def test_an_event_has_the_same_id_whenever_it_is_made_and_another_than_any_other():
    changes = [change(None, received(1), 1), change(None, LOAD, 2), change(None, LEVEL, 3)]
    first, second = events_of(changes), events_of(changes)
    assert first == second
    assert len({event.event_id for event in first}) == len(first) == 4
