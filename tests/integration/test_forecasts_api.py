"""The forecasts function as a whole, on moto: contract, errors, overrides, jobs."""

from __future__ import annotations

from datetime import date, timedelta

import boto3
import pytest

from handlers.forecasting.api import handler
from handlers.forecasting.container import container
from tests.support.forecasting import LAST_DAY, put_product, put_sales, weekly_sales
from tests.support.rest import call


@pytest.fixture(autouse=True)
def shop(aws):
    container.reset_singletons()
    client = boto3.client("dynamodb", region_name="us-east-1")
    put_product(aws, client, "SKU-1")
    put_sales(aws, client, "SKU-1", weekly_sales())
    yield aws, client
    container.reset_singletons()


def send(method, path, **request):
    return call(handler, method, path, **request)


def generate(**body):
    return send("POST", "/forecasts/generate", body={"product_id": "SKU-1"} | body)


def test_a_forecast_is_answered_by_contract_and_read_back():
    answer = generate(horizon_days=14, confidence_level=0.9)
    assert answer.status == 200
    body = answer.json
    assert [day["forecast_date"] for day in body["forecast"]] == [
        str(LAST_DAY + timedelta(days=day)) for day in range(1, 15)
    ]
    assert body["engine"] == "statistical"
    assert (body["degraded"], body["degraded_reason"], body["model_id"]) == (False, None, None)
    assert body["horizon_days"] == 14
    assert body["confidence_level"] == 0.9
    assert body["history"]["days"] == 445
    assert 0 < body["model_accuracy"] <= 1
    for day in body["forecast"]:
        interval = day["confidence_interval"]
        assert 0 <= interval["lower"] <= day["predicted_demand"] <= interval["upper"]
        assert interval["level"] == 0.9
        assert list(day["quantiles"].values()) == sorted(day["quantiles"].values())
        assert {"0.1", "0.25", "0.5", "0.75", "0.9"} <= day["quantiles"].keys()
    daily = sum(day["predicted_demand"] for day in body["forecast"])
    assert body["total"]["predicted_demand"] == pytest.approx(daily, rel=0.01)
    width = body["total"]["confidence_interval"]["upper"] - body["total"]["confidence_interval"]["lower"]
    summed = sum(day["confidence_interval"]["upper"] - day["confidence_interval"]["lower"] for day in body["forecast"])
    assert width < summed
    assert body["explanation"]["drivers"]
    assert body["receipt"]["rows"] == 445
    assert send("GET", "/forecasts/SKU-1").json == body


def test_a_part_of_the_days_can_be_read():
    generate()
    first, last = LAST_DAY + timedelta(days=3), LAST_DAY + timedelta(days=5)
    body = send("GET", "/forecasts/SKU-1", query={"from": str(first), "to": str(last)}).json
    assert [date.fromisoformat(day["forecast_date"]) for day in body["forecast"]] == [
        first,
        first + timedelta(days=1),
        last,
    ]
    assert send("GET", "/forecasts/SKU-1", query={"from": str(last), "to": str(first)}).status == 422
