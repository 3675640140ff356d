"""An entry of the calendar in the forecast that is asked for, in a job and in the night, through the deployed stack."""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta

import pytest

from testing.shop import daily_sales
from tests.support.stack import eventually

CHANGE = 80


@pytest.fixture
def fair(stack, product_id):
    """A product with sales and a forecast, and a fair on the sixth of its days."""
    assert stack.upload(daily_sales(product_id)).status == 200
    plain = stack.call("POST", "/forecasts/generate", {"product_id": product_id})
    assert plain.status == 200, plain.body
    day = date.fromisoformat(plain.json["forecast"][5]["forecast_date"])
    entry = {
        "name": "Trade fair",
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
    assert forecast["event_ids"] == [entry["event_id"]]
    named = forecast["receipt"]["parameters"]["calendar"]
    assert [each["event_id"] for each in named] == [entry["event_id"]]
    raised = [over_its_week(forecast, at) / over_its_week(plain, at) for at in (5, 6)]
    assert raised == pytest.approx([1 + CHANGE / 100] * 2, rel=0.1)
    others = [over_its_week(forecast, at) / over_its_week(plain, at) for at in (2, 3, 4)]
    assert others == pytest.approx([1] * 3, rel=0.1)


def over_its_week(forecast, at):
    """Return a day's demand over that of the same weekday a week later: the night learns the shop's level anew."""
    days = forecast["forecast"]
    return days[at]["predicted_demand"] / days[at + 7]["predicted_demand"]


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

    job = stack.call("POST", "/forecasts/generate", {"category": product_id})
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
    assert without["event_ids"] == []


def _listed(stack, product_id):
    return stack.call("GET", f"/calendar?product_id={product_id}").json["items"]
