"""What the project is for: sales in, a forecast with an interval and an order out, through the deployed API."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from testing.shop import daily_sales
from tests.support.stack import eventually

HORIZON = 28


@pytest.fixture
def forecast_product(stack, product_id):
    """A product with more than a year of sales and a forecast."""
    uploaded = stack.upload(daily_sales(product_id))
    assert uploaded.status == 200, uploaded.body
    assert (uploaded.json["rows_received"], uploaded.json["rows_rejected"]) == (400, 0)
    answer = stack.call("POST", "/forecasts/generate", {"product_id": product_id, "horizon_days": HORIZON})
    assert answer.status == 200, answer.body
    return product_id, answer.json


def test_a_history_becomes_dated_points_with_ordered_quantiles(forecast_product):
    _, made = forecast_product
    days = [date.fromisoformat(point["forecast_date"]) for point in made["forecast"]]
    assert len(days) == HORIZON
    assert days == [days[0] + timedelta(days=offset) for offset in range(HORIZON)]
    for point in made["forecast"]:
        quantiles = [point["quantiles"][name] for name in sorted(point["quantiles"], key=float)]
        assert quantiles == sorted(quantiles)
        assert (
            0
            <= point["confidence_interval"]["lower"]
            <= point["predicted_demand"]
            <= point["confidence_interval"]["upper"]
        )


def test_the_total_is_narrower_than_the_sum_of_the_days(forecast_product):
    _, made = forecast_product
    total = made["total"]["confidence_interval"]
    summed = sum(
        point["confidence_interval"]["upper"] - point["confidence_interval"]["lower"] for point in made["forecast"]
    )
    assert total["lower"] < made["total"]["predicted_demand"] < total["upper"]
    assert total["upper"] - total["lower"] < summed


def test_the_forecast_is_kept_and_says_how_good_it_is(stack, forecast_product):
    product_id, made = forecast_product
    kept = stack.call("GET", f"/forecasts/{product_id}")
    assert kept.status == 200
    assert kept.json["run_id"] == made["run_id"]
    accuracy = stack.call("GET", f"/forecasts/{product_id}/accuracy")
    assert accuracy.status == 200
    assert accuracy.json["backtest"]["wape"] < accuracy.json["backtest"]["naive"]["wape"]


def test_the_order_adds_up(stack, forecast_product):
    product_id, _ = forecast_product
    product = stack.call("GET", f"/products/{product_id}")
    changed = {**product.json, "on_hand": 30, "lead_time_days": 7, "order_multiple": 12, "stock_as_of": "2026-11-01"}
    for ours in ("created_at", "updated_at", "version", "product_id"):
        changed.pop(ours, None)
    put = stack.call("PUT", f"/products/{product_id}", changed, headers={"If-Match": product.headers["etag"]})
    assert put.status == 200, put.body
    listed = stack.call("GET", f"/reports/inventory-recommendations?category={product_id}")
    assert listed.status == 200, listed.body
    (item,) = listed.json["items"]
    assert item["recommended_order_quantity"] % 12 == 0
    assert item["recommended_order_quantity"] > 0
    assert item["urgency"] in {"order_now", "order_soon", "stocked_out"}


def test_the_upload_shows_in_history_and_summary(stack, forecast_product):
    product_id, _ = forecast_product
    history = stack.call("GET", f"/sales-data/{product_id}?limit=3")
    assert history.status == 200
    assert {"product_id", "date", "quantity_sold", "revenue", "price", "created_at"} <= set(history.json["items"][0])
    summary = stack.call("GET", f"/sales-data/summary?category={product_id}")
    assert summary.status == 200
    assert (summary.json["products"], summary.json["product_days"]) == (1, 400)


def test_many_products_are_a_job_that_reports_the_ones_without_history(stack, forecast_product):
    product_id, _ = forecast_product
    bare = f"{product_id}-bare"
    made = stack.call(
        "POST",
        "/products",
        {"product_id": bare, "name": "No sales", "category": f"{product_id}-other", "current_price": 1},
    )
    assert made.status == 201
    started = stack.call("POST", "/forecasts/generate", {"product_ids": [product_id, bare], "horizon_days": 7})
    assert started.status == 202, started.body
    job = eventually(
        lambda: stack.call("GET", f"/forecast-jobs/{started.json['job_id']}").json,
        lambda job: job["status"].startswith(("completed", "failed")),
    )
    stack.call("DELETE", f"/products/{bare}")
    assert job["status"] == "completed_with_errors"
    assert (job["products"], job["done"], job["failed"]) == (2, 1, 1)
    assert [(error["product_id"], error["code"]) for error in job["errors"]] == [(bare, "no-history")]
