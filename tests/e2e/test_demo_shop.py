"""The demo shop that `make up` loads: what a newcomer sees first has to show everything the project does."""

from __future__ import annotations

import pytest

URGENCIES = {
    "stocked_out", "expedite", "order_now", "order_soon", "ok", "overstock", "unknown_stock", "no_forecast",
}  # fmt: skip


@pytest.fixture(scope="module")
def recommendations(stack):
    answer = stack.call("GET", "/reports/inventory-recommendations?limit=500")
    assert answer.status == 200, answer.body
    return [item for item in answer.json["items"] if not item["product_id"].startswith("E2E-")]


def test_it_has_about_forty_products_with_two_years_of_sales(stack):
    summary = stack.call("GET", "/sales-data/summary").json
    assert summary["products"] >= 40
    assert summary["product_days"] > 20_000


def test_every_urgency_appears(recommendations):
    assert {item["urgency"] for item in recommendations} == URGENCIES


def test_worst_comes_first(recommendations):
    order = ["stocked_out", "order_now", "order_soon"]
    urgent = [order.index(item["urgency"]) for item in recommendations if item["urgency"] in order]
    assert urgent == sorted(urgent)


def test_forecasts_of_steady_sellers_beat_the_naive_one(stack):
    for product_id in ("CHO-001", "COF-001", "DRI-003"):
        backtest = stack.call("GET", f"/forecasts/{product_id}/accuracy").json["backtest"]
        assert backtest["skill_vs_naive"] > 0, product_id


def test_the_new_product_borrows_from_the_one_it_replaced(stack):
    assert stack.call("GET", "/products/KIT-004").json["supersedes"] == "KIT-005"
    assert stack.call("GET", "/forecasts/KIT-004").status == 200


def test_patterns_of_every_kind_are_recognised(stack, recommendations):
    patterns = {
        stack.call("GET", f"/forecasts/{item['product_id']}").json.get("demand_pattern") for item in recommendations
    }
    assert {"smooth", "intermittent"} <= patterns
