"""The loop as the README tells it: a recommendation, a draft, the order, the delivery, and the line is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from testing.deployed import deployed, send, standing_clock

CHAI = (Path(__file__).parents[2] / "docs/examples/chai.csv").read_bytes()
PRODUCT = {
    "name": "Loose chai",
    "category": "Tea",
    "current_price": 6.5,
    "unit_cost": 2.5,
    "on_hand": 60,
    "lead_time_days": 5,
    "order_multiple": 12,
    "supplier_id": "TEAHOUSE",
    "supplier_sku": "TH-77",
}


@pytest.fixture
def clock():
    with deployed(), standing_clock() as clock:
        clock.advance(days=2)  # the day after the file's last
        yield clock


def recommended():
    """Return what is recommended for the one product."""
    (item,) = send("GET", "/reports/inventory-recommendations").json["items"]
    return item


def test_a_recommendation_is_ordered_and_received_and_is_none_any_more(clock):
    headers = {"Content-Type": "text/csv"}
    loaded = send("POST", "/sales-data/upload", body=CHAI, headers=headers, query={"on_unknown_product": "create"})
    assert loaded.status == 200
    assert send("POST", "/forecasts/generate", body={"product_id": "CHAI-01", "horizon_days": 14}).status == 200
    assert send("PUT", "/products/CHAI-01", body=PRODUCT).status == 200
    wanted = recommended()
    assert wanted["urgency"] == "order_now"
    quantity = wanted["recommended_order_quantity"]
    assert quantity > 0

    assert send("POST", "/suppliers", body={"supplier_id": "TEAHOUSE", "name": "Tea House"}).status == 201
    asked = {"from_recommendations": {"supplier_id": "TEAHOUSE"}}
    made = send("POST", "/purchase-orders", body=asked, headers={"Idempotency-Key": "monday"})
    assert made.status == 201
    (draft,) = made.json["items"]
    assert made.json["left_out"] == made.json["added"] == []
    assert [(line["product_id"], line["quantity"]) for line in draft["lines"]] == [("CHAI-01", quantity)]
    again = send("POST", "/purchase-orders", body=asked, headers={"Idempotency-Key": "monday"})
    assert again.json == made.json
    assert len(send("GET", "/purchase-orders").json["items"]) == 1
    assert recommended()["recommended_order_quantity"] == quantity  # a draft is not on order
    assert draft["lines"][0]["supplier_sku"] == "TH-77"
    order = f"/purchase-orders/{draft['purchase_order_id']}"
    ordered = send("POST", f"{order}/order").json
    assert ordered["expected_on"] == "2026-11-27"

    after = recommended()
    assert after["on_order"] == quantity
    assert after["recommended_order_quantity"] == 0

    clock.advance(days=5)
    day = clock.now().date().isoformat()
    receipt = {"received_on": day, "lines": [{"line": 1, "quantity": quantity}]}
    assert send("POST", f"{order}/receive", body=receipt).json["status"] == "received"
    product = send("GET", "/products/CHAI-01").json
    assert (product["on_hand"], product["on_order"]) == (60 + quantity, 0)
    assert recommended()["recommended_order_quantity"] in {0, None}
