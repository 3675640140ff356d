"""An entry of the calendar in the forecast that is asked for, in a job and in the night, through the deployed stack.

Other tests use the same shop: they may move its last day with sales, and put entries on the calendar that concern all
products or teach what a trade fair does. So the product has sold up to yesterday, days are looked up by their date, and
only the entry made here is looked for, under a name of its own.
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from testing.shop import daily_sales
from tests.support.stack import eventually

CHANGE = 80


@pytest.fixture
def fair(stack, product_id):
    """A product with sales and a forecast, and a fair on the sixth of its days."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    assert stack.upload(daily_sales(product_id, last=yesterday)).status == 200
    plain = stack.call("POST", "/forecasts/generate", {"product_id": product_id})
    assert plain.status == 200, plain.body
    day = date.fromisoformat(plain.json["forecast"][5]["forecast_date"])
    entry = {
        "name": f"Trade fair {product_id}",
        "start": str(day),
        "end": str(day + timedelta(days=1)),
        "scope": {"product_ids": [product_id]},
        "expected_change_pct": CHANGE,
    }
    created = stack.call("POST", "/calendar", entry)
    assert created.status == 201, created.body
    return plain.json, created.json


def holds(forecast, plain, entry):
    """Tell whether a forecast holds the fair: its days are higher by what was expected, and it is named."""
    assert entry["event_id"] in forecast["event_ids"]
    named = forecast["receipt"]["parameters"]["calendar"]
    assert entry["event_id"] in [each["event_id"] for each in named]
    first = date.fromisoformat(entry["start"])
    days = [first + timedelta(days=offset) for offset in range(-3, 2)]
    raised = [over_its_week(forecast, day) / over_its_week(plain, day) for day in days]
    assert raised == pytest.approx([1, 1, 1, *[1 + CHANGE / 100] * 2], rel=0.1)


def over_its_week(forecast, day):
    """Return a day's demand over that of the same weekday a week later: the night learns the shop's level anew."""
    demand = {each["forecast_date"]: each["predicted_demand"] for each in forecast["forecast"]}
    return demand[str(day)] / demand[str(day + timedelta(days=7))]


def latest(stack, product_id, than):
    """Return the latest forecast once it is another than the given ones."""

    def read():
        return stack.call("GET", f"/forecasts/{product_id}").json

    return eventually(read, lambda forecast: forecast["run_id"] not in than, seconds=240)


def test_what_was_entered_at_five_is_in_every_forecast_and_in_the_night(stack, product_id, fair):
    plain, entry = fair
    assert stack.call("GET", f"/calendar/{entry['event_id']}").json == entry
    assert entry["event_id"] in [each["event_id"] for each in _listed(stack, product_id)]

    asked = stack.call("POST", "/forecasts/generate", {"product_id": product_id})
    assert asked.status == 200, asked.body
    holds(asked.json, plain, entry)

    job = stack.call("POST", "/forecasts/generate", {"all": True})
    assert job.status == 202, job.body
    in_the_job = latest(stack, product_id, {plain["run_id"], asked.json["run_id"]})
    holds(in_the_job, plain, entry)

    machine = stack.outputs["ForecastJobArn"]
    order = json.dumps({"trigger": "nightly", "all": True, "horizon_days": 28})
    stack.aws("stepfunctions").start_execution(stateMachineArn=machine, name=f"night-{uuid.uuid4()}", input=order)
    nightly = latest(stack, product_id, {plain["run_id"], asked.json["run_id"], in_the_job["run_id"]})
    holds(nightly, plain, entry)

    assert stack.call("DELETE", f"/calendar/{entry['event_id']}").status == 204
    without = stack.call("POST", "/forecasts/generate", {"product_id": product_id}).json
    assert entry["event_id"] not in without["event_ids"]


def _listed(stack, product_id):
    return stack.call("GET", f"/calendar?product_id={product_id}&limit=500").json["items"]
