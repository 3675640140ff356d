"""From a recommendation to a delivery in two parts, and the line is gone; through the deployed stack."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from testing.shop import daily_sales
from tests.support.stack import eventually

ON_HAND = 5


@pytest.fixture
def supplier(stack, product_id):
    """A supplier of a product that has sold up to yesterday, is forecast, and has hardly any left."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    assert stack.upload(daily_sales(product_id, last=yesterday)).status == 200
    assert stack.call("POST", "/forecasts/generate", {"product_id": product_id}).status == 200
    made = f"S-{product_id}"
    assert stack.call("POST", "/suppliers", {"supplier_id": made, "name": "Test supplier"}).status == 201
    terms = {"supplier_id": made, "unit_cost": 2, "on_hand": ON_HAND, "lead_time_days": 5, "order_multiple": 6}
    patched = stack.call("PATCH", f"/products/{product_id}", terms, content_type="application/merge-patch+json")
    assert patched.status == 200, patched.body
    yield made
    assert stack.call("DELETE", f"/suppliers/{made}").status == 204  # nothing of it is open any more


def recommended(stack, product_id):
    """Return what is recommended for a product, as everything is stored at this moment."""
    answer = stack.call("GET", f"/reports/inventory-recommendations/{product_id}")
    assert answer.status == 200, answer.body
    return answer.json


def to_order(stack, product_id):
    """Return the quantities that the list tells to order of a supplier."""
    listed = stack.call("GET", f"/reports/inventory-recommendations?supplier_id=S-{product_id}").json["items"]
    return [each["recommended_order_quantity"] for each in listed if each["recommended_order_quantity"]]


def test_a_recommendation_is_drafted_ordered_received_in_two_parts_and_gone(stack, product_id, supplier):
    wanted = recommended(stack, product_id)
    quantity = wanted["recommended_order_quantity"]
    assert wanted["urgency"] == "order_now"
    assert quantity > 6
    assert eventually(lambda: to_order(stack, product_id), bool) == [quantity]

    asked = {"from_recommendations": {"supplier_id": supplier}}
    drafted = stack.call("POST", "/purchase-orders", asked, headers={"Idempotency-Key": f"{supplier}-monday"})
    assert drafted.status == 201, drafted.body
    (draft,) = drafted.json["items"]
    assert [(line["product_id"], line["quantity"]) for line in draft["lines"]] == [(product_id, quantity)]
    assert recommended(stack, product_id)["recommended_order_quantity"] == quantity  # a draft is not on order
    order = f"/purchase-orders/{draft['purchase_order_id']}"
    assert stack.call("POST", f"{order}/order").json["status"] == "ordered"

    after = recommended(stack, product_id)
    assert (after["on_order"], after["recommended_order_quantity"]) == (quantity, 0)
    assert [each["quantity"] for each in after["inbound"]] == [quantity]
    assert eventually(lambda: to_order(stack, product_id), lambda found: not found) == []

    today = str(datetime.now(UTC).date())
    for part, (units, status) in enumerate([(6, "partially_received"), (quantity - 6, "received")], start=1):
        receipt = {"received_on": today, "lines": [{"line": 1, "quantity": units}]}
        for _ in range(2):  # sent twice, counted once
            headers = {"Idempotency-Key": f"{supplier}-{part}"}
            received = stack.call("POST", f"{order}/receive", receipt, headers=headers)
            assert (received.status, received.json["status"]) == (200, status), received.body

    product = stack.call("GET", f"/products/{product_id}").json
    assert (product["on_hand"], product["on_order"]) == (ON_HAND + quantity, 0)
    last = recommended(stack, product_id)
    assert (last["recommended_order_quantity"], last["inbound"]) == (0, [])
    assert eventually(lambda: to_order(stack, product_id), lambda found: not found) == []
