"""The chain as a user walks it: sales, a forecast by the real engine, an order, and how that policy would have done."""

from __future__ import annotations

from contextlib import ExitStack
from decimal import Decimal

import boto3
import numpy as np
import pytest

from handlers.forecasting.api import handler as forecasts
from handlers.forecasting.container import container as forecasting
from handlers.replenishment.container import container as replenishment
from handlers.reporting.api import handler as reports
from handlers.reporting.container import container as reporting
from testing.fakes.system import FakeClock
from testing.rest import call
from tests.support.forecasting import LAST_DAY, put_product, put_sales, weekly_sales


@pytest.fixture(autouse=True)
def shop(aws):
    """A product that sells ten a day with a weekly season, counted at the last day of its sales."""
    contexts = (forecasting, replenishment, reporting)
    for container in contexts:
        container.reset_singletons()
    client = boto3.client("dynamodb", region_name="us-east-1")
    stock = {"on_hand": Decimal(60), "stock_as_of": LAST_DAY, "unit_cost": Decimal(2), "order_multiple": Decimal(6)}
    put_product(aws, client, "SKU-1", **stock)
    put_sales(aws, client, "SKU-1", weekly_sales(786))
    clock = FakeClock()
    with ExitStack() as overridden:
        for container in contexts:
            overridden.enter_context(container.clock.override(clock))
        yield
    for container in contexts:
        container.reset_singletons()


def test_a_forecast_becomes_an_order():
    made = call(forecasts, "POST", "/forecasts/generate", body={"product_id": "SKU-1", "horizon_days": 28})
    assert made.status == 200, made.body
    (item,) = call(reports, "GET", "/reports/inventory-recommendations").json["items"]
    two_weeks = sum(day["predicted_demand"] for day in made.json["forecast"][:14])
    assert item["expected_demand"] == pytest.approx(two_weeks, rel=0.01)
    assert item["order_up_to"] > item["expected_demand"]
    assert item["urgency"] == "order_now"
    assert item["recommended_order_quantity"] % 6 == 0
    assert item["recommended_order_quantity"] == pytest.approx(item["order_up_to"] - 60, abs=6)
    steps = sum(line["quantity"] for line in item["waterfall"] if line["kind"] == "step")
    assert steps == pytest.approx(item["recommended_order_quantity"], abs=1e-9)

    summary = call(reports, "GET", "/reports/forecast-summary").json
    assert summary["totals"]["predicted_demand"] == pytest.approx(made.json["total"]["predicted_demand"], rel=0.01)
    assert summary["accuracy"]["products"] == 1
    assert 0 < summary["accuracy"]["wape"] < 1
    assert summary["attention"] == []


@pytest.mark.parametrize("days", [1, 3])
def test_what_a_year_ago_sold_is_said_of_the_days_asked_for(days):
    body = {"product_id": "SKU-1", "horizon_days": days}
    drivers = call(forecasts, "POST", "/forecasts/generate", body=body).json["explanation"]["drivers"]
    (cited,) = [e for driver in drivers for e in driver["evidence"] if e["name"] == "last_year_same_period_mean"]
    sold = weekly_sales(786)[-364:]
    assert cited["value"] == pytest.approx(float(np.mean(sold[:days])), rel=1e-3)


def test_an_override_changes_the_order():
    call(forecasts, "POST", "/forecasts/generate", body={"product_id": "SKU-1", "horizon_days": 28})
    before = call(reports, "GET", "/reports/inventory-recommendations").json["items"][0]
    override = {"start": "2026-11-20", "end": "2026-12-03", "factor": 2, "reason": "Trade fair", "author": "Ada"}
    added = call(
        forecasts, "POST", "/forecasts/SKU-1/overrides", body=override, resource="/forecasts/{product_id}/overrides"
    )
    assert added.status == 201, added.body
    after = call(reports, "GET", "/reports/inventory-recommendations").json["items"][0]
    assert after["expected_demand"] == pytest.approx(2 * before["expected_demand"], rel=0.02)
    assert after["recommended_order_quantity"] > before["recommended_order_quantity"]


def test_the_policy_would_have_served_the_shop_well():
    answer = call(reports, "GET", "/reports/policy-replay", query={"product_id": "SKU-1"})
    assert answer.status == 200, answer.body
    replay = answer.json
    assert replay["days"] == 730
    assert replay["recommended"]["cycle_service_level"] == pytest.approx(0.95, abs=0.06)
    assert replay["recommended"]["fill_rate"] > 0.98
    assert replay["recommended"]["average_stock_units"] < replay["minmax"]["average_stock_units"]
    levels = [point["service_level"] for point in replay["service_curve"]]
    stocks = [point["average_stock_units"] for point in replay["service_curve"]]
    assert np.all(np.diff(levels) > 0)
    assert np.all(np.diff(stocks) > 0)
