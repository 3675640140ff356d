"""The forecasts function as a whole, on moto: contract, errors, overrides, jobs."""

from __future__ import annotations

from datetime import date, timedelta

import boto3
import pytest

from handlers.calendar.api import handler as calendar_handler
from handlers.calendar.container import container as calendar_container
from handlers.forecasting.api import handler
from handlers.forecasting.container import container
from testing.fakes.jobs import FakeJobRunner
from testing.rest import LambdaContext, answer_of, call
from tests.support.forecasting import LAST_DAY, put_product, put_sales, weekly_sales

pytestmark = pytest.mark.usefixtures("system_clock")


@pytest.fixture(autouse=True)
def shop(aws, monkeypatch):
    monkeypatch.setenv("BULK_STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:jobs")
    container.reset_singletons()
    calendar_container.reset_singletons()
    client = boto3.client("dynamodb", region_name="us-east-1")
    put_product(aws, client, "SKU-1")
    put_sales(aws, client, "SKU-1", weekly_sales())
    yield aws, client
    container.reset_singletons()
    calendar_container.reset_singletons()


def send(method, path, **request):
    return call(handler, method, path, **request)


def calendar(method, path, **request):
    return call(calendar_handler, method, path, **request)


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


def test_forecasts_are_listed_by_week_with_quantiles_of_their_own(shop):
    put_product(*shop, "SKU-2", category="Tea")
    made = generate(horizon_days=28).json
    body = send("GET", "/forecasts", query={"granularity": "week"}).json
    assert (body["next_cursor"], body["without_forecast"]) == (None, [])
    (listed,) = body["items"]
    assert {name: listed[name] for name in ("product_id", "run_id", "generated_at", "horizon_days", "total")} == {
        name: made[name] for name in ("product_id", "run_id", "generated_at", "horizon_days", "total")
    }
    weeks = listed["forecast"]
    assert sum(week["days"] for week in weeks) == 28
    assert weeks[0]["forecast_date"] == made["forecast"][0]["forecast_date"]
    assert weeks[-1]["last_date"] == made["forecast"][-1]["forecast_date"]
    whole = [week for week in weeks if week["days"] == 7]
    assert len(whole) >= 3
    for week in whole:
        days = [day for day in made["forecast"] if week["forecast_date"] <= day["forecast_date"] <= week["last_date"]]
        assert week["predicted_demand"] == pytest.approx(sum(day["predicted_demand"] for day in days), abs=0.01)
        assert week["quantiles"]["0.9"] < sum(day["quantiles"]["0.9"] for day in days)
        assert week["confidence_interval"]["lower"] <= week["predicted_demand"] <= week["confidence_interval"]["upper"]


def test_forecasts_are_listed_by_day_as_they_are_read_alone():
    made = generate(horizon_days=7).json
    first, last = made["forecast"][2]["forecast_date"], made["forecast"][4]["forecast_date"]
    (listed,) = send("GET", "/forecasts", query={"product_ids": "SKU-1", "from": first, "to": last}).json["items"]
    assert [{k: v for k, v in day.items() if k not in {"last_date", "days"}} for day in listed["forecast"]] == made[
        "forecast"
    ][2:5]


def test_forecasts_are_listed_in_pages_and_say_whom_they_lack(shop):
    generate()
    for product_id in ("SKU-2", "SKU-3"):
        put_product(*shop, product_id)
        put_sales(*shop, product_id, weekly_sales())
        assert generate(product_id=product_id).status == 200
    query = {"product_ids": "SKU-3,NOBODY,SKU-1,SKU-2", "limit": "2", "granularity": "month"}
    first = send("GET", "/forecasts", query=query).json
    assert ([each["product_id"] for each in first["items"]], first["without_forecast"]) == (["SKU-1"], ["NOBODY"])
    second = send("GET", "/forecasts", query=query | {"cursor": first["next_cursor"]}).json
    assert [each["product_id"] for each in second["items"]] == ["SKU-2", "SKU-3"]
    assert second["next_cursor"] is None
    assert send("GET", "/forecasts", query={"limit": "2", "cursor": first["next_cursor"]}).status == 400


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"product_ids": "SKU-1", "category": "Tea"}, "/query/category"),
        ({"product_ids": "SKU-1,,SKU-2"}, "/query/product_ids"),
        ({"product_ids": ",".join(["SKU-1"] * 101)}, "/query/product_ids"),
        ({"granularity": "year"}, "/query/granularity"),
        ({"from": "2026-12-02", "to": "2026-12-01"}, "/query/to"),
    ],
)
def test_lists_that_cannot_be_are_refused(query, pointer):
    answer = send("GET", "/forecasts", query=query)
    assert (answer.status, [error["pointer"] for error in answer.json["errors"]]) == (422, [pointer])


def test_past_forecasts_are_read_as_they_stood():
    first = generate(horizon_days=7).json
    second = generate(horizon_days=14).json
    runs = send("GET", "/forecasts/SKU-1/runs").json["items"]
    assert [run["run_id"] for run in runs] == [second["run_id"], first["run_id"]]
    assert [run["horizon_days"] for run in runs] == [14, 7]
    stood = send("GET", f"/forecasts/SKU-1/runs/{first['run_id']}").json
    assert stood["forecast"] == first["forecast"]
    assert stood["known_until"] == str(LAST_DAY)
    page = send("GET", "/forecasts/SKU-1/runs", query={"limit": "1"}).json
    rest = send("GET", "/forecasts/SKU-1/runs", query={"limit": "1", "cursor": page["next_cursor"]}).json
    assert [page["items"][0]["run_id"], rest["items"][0]["run_id"]] == [second["run_id"], first["run_id"]]
    assert send("GET", "/forecasts/SKU-1/runs/nothing").json["type"].endswith("/forecast-run-not-found")
    assert send("GET", "/forecasts/NOBODY/runs").json["type"].endswith("/forecast-not-found")


def test_accuracy_at_a_lag_says_so():
    generate()
    body = send("GET", "/forecasts/SKU-1/accuracy", query={"lag_days": "7"}).json
    assert (body["lag_days"], body["live"], body["history"]) == (7, None, [])
    assert send("GET", "/forecasts/SKU-1/accuracy").json["lag_days"] is None
    assert send("GET", "/forecasts/SKU-1/accuracy", query={"lag_days": "0"}).status == 422


@pytest.mark.parametrize(
    ("body", "status", "code", "pointer"),
    [
        ({"product_id": "NOBODY"}, 404, "product-not-found", None),
        ({"product_id": "EMPTY"}, 422, "no-history", None),
        ({}, 422, "invalid-forecast-request", "/product_id"),
        ({"product_id": "SKU-1", "all": True}, 422, "invalid-forecast-request", "/product_id"),
        ({"product_id": "SKU-1", "product_ids": ["SKU-1"]}, 422, "invalid-forecast-request", "/product_ids"),
        ({"all": False}, 422, "invalid", "/all"),
        ({"product_ids": []}, 422, "invalid", "/product_ids"),
        ({"product_id": "a b"}, 422, "invalid", "/product_id"),
        ({"product_id": "SKU-1", "horizon_days": 0}, 422, "invalid", "/horizon_days"),
        ({"product_id": "SKU-1", "horizon_days": 366}, 422, "invalid", "/horizon_days"),
        ({"product_id": "SKU-1", "horizon_days": "28"}, 422, "invalid", "/horizon_days"),
        ({"product_id": "SKU-1", "horizon_days": True}, 422, "invalid", "/horizon_days"),
        ({"product_id": "SKU-1", "confidence_level": 1}, 422, "invalid", "/confidence_level"),
        ({"product_id": "SKU-1", "engine": "magic"}, 422, "invalid", "/engine"),
        ({"product_id": "SKU-1", "notes": "a\x00b"}, 422, "invalid-forecast-request", "/notes"),
        ({"product_id": "SKU-1", "notes": "x" * 2001}, 422, "invalid", "/notes"),
        ({"product_id": "SKU-1", "horizon": 3}, 422, "invalid", "/horizon"),
        (
            {"product_id": "SKU-1", "events": [{"name": "Fair", "start": "2026-12-05", "end": "2026-12-04"}]},
            422,
            "invalid-forecast-request",
            "/events/0/end",
        ),
        (
            {"product_id": "SKU-1", "events": [{"name": " ", "start": "2026-12-03", "end": "2026-12-04"}]},
            422,
            "invalid-forecast-request",
            "/events/0/name",
        ),
        ({"category": "Tea"}, 422, "no-products", None),
    ],
)
def test_what_cannot_be_forecast_is_a_problem_naming_the_field(shop, body, status, code, pointer):
    put_product(*shop, "EMPTY", category="Other")
    answer = send("POST", "/forecasts/generate", body=body)
    assert answer.status == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json["type"].endswith(f"/{code}")
    if pointer:
        assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_what_was_never_forecast_is_not_found():
    for path in ("/forecasts/SKU-1", "/forecasts/SKU-1/accuracy", "/forecast-jobs/nothing"):
        assert send("GET", path).status == 404
    assert send("GET", "/forecasts/NOBODY/overrides").status == 404
    assert send("DELETE", "/forecasts/SKU-1/overrides/nothing").status == 404


def test_bedrock_without_a_model_is_degraded_and_never_an_error():
    body = generate(engine="bedrock", notes="The road is closed.").json
    assert (body["engine"], body["degraded"], body["model_id"]) == ("statistical", True, None)
    assert "No language model" in body["degraded_reason"]


def test_events_are_listed_with_the_factor_they_were_given():
    event = {"name": "Trade fair", "start": "2026-11-25", "end": "2026-11-27", "expected_change_pct": 30}
    plain = generate().json
    body = generate(events=[event]).json
    (adjustment,) = body["explanation"]["adjustments"]
    assert (adjustment["source"], adjustment["factor"], adjustment["applied"]) == ("event", 1.3, True)
    assert [adjustment["event_id"]] == body["event_ids"]
    assert body["forecast"][5]["predicted_demand"] == pytest.approx(
        1.3 * plain["forecast"][5]["predicted_demand"], rel=0.02
    )
    assert body["forecast"][1]["predicted_demand"] == pytest.approx(plain["forecast"][1]["predicted_demand"], rel=0.02)


def test_events_of_a_request_are_on_the_calendar_and_in_every_later_forecast():
    event = {"name": "Trade fair", "start": "2026-11-25", "end": "2026-11-27", "expected_change_pct": 30}
    plain = generate().json
    question = generate(events=[event], what_if=True).json
    assert (question["what_if"], question["event_ids"]) == (True, [])
    assert question["forecast"][5]["predicted_demand"] > plain["forecast"][5]["predicted_demand"]
    assert send("GET", "/forecasts/SKU-1").json["run_id"] == plain["run_id"]
    assert calendar("GET", "/calendar").json["items"] == []

    first = generate(events=[event]).json
    (entry,) = calendar("GET", "/calendar").json["items"]
    assert ([entry["event_id"]], first["what_if"]) == (first["event_ids"], False)
    assert (entry["scope"], entry["created_by"]) == ({"product_ids": ["SKU-1"]}, "forecasts/generate")
    again = generate(events=[event]).json
    later = generate().json
    assert again["event_ids"] == later["event_ids"] == first["event_ids"]
    assert later["forecast"][5]["predicted_demand"] == first["forecast"][5]["predicted_demand"]
    assert later["receipt"]["parameters"]["calendar"] == [
        {"event_id": entry["event_id"], "name": "Trade fair", "version": 1}
    ]
    changed = generate(events=[event | {"expected_change_pct": 60}]).json
    assert changed["event_ids"] == first["event_ids"]
    assert calendar("GET", f"/calendar/{entry['event_id']}").json["version"] == 2
    assert calendar("DELETE", f"/calendar/{entry['event_id']}").status == 204
    assert generate().json["explanation"]["adjustments"] == []


def test_a_job_puts_its_events_on_the_calendar_and_says_what_it_does_not_read():
    event = {"name": "Trade fair", "start": "2026-11-25", "end": "2026-11-27", "expected_change_pct": 30}
    with container.runner.override(FakeJobRunner()):
        container.job_service.reset()
        answer = send("POST", "/forecasts/generate", body={"all": True, "events": [event], "notes": "Rain."})
    (entry,) = calendar("GET", "/calendar").json["items"]
    assert (answer.status, answer.json["event_ids"], entry["scope"]) == (202, [entry["event_id"]], {"all": True})
    assert "Notes are read by the language model alone" in answer.json["warnings"][0]
    refused = send("POST", "/forecasts/generate", body={"all": True, "what_if": True})
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/what_if")


def test_a_repeat_with_the_same_key_is_answered_once():
    key = {"Idempotency-Key": "once"}
    first = send("POST", "/forecasts/generate", body={"product_id": "SKU-1"}, headers=key)
    again = send("POST", "/forecasts/generate", body={"product_id": "SKU-1"}, headers=key)
    assert again.json["run_id"] == first.json["run_id"]
    assert again.headers["idempotent-replayed"] == "true"


def test_one_listed_product_is_one_product():
    answer = send("POST", "/forecasts/generate", body={"product_ids": ["SKU-1", "SKU-1"]})
    assert (answer.status, answer.json["product_id"]) == (200, "SKU-1")


def test_accuracy_is_answered_by_contract():
    generate()
    body = send("GET", "/forecasts/SKU-1/accuracy").json
    metrics = {"wape", "mase", "rmsse", "bias", "weighted_quantile_loss", "coverage"}
    assert body.keys() == {"product_id", "lag_days", "verdict", "backtest", "live", "history"}
    assert body["backtest"].keys() == metrics | {"folds", "horizon_days", "naive", "skill_vs_naive"}
    assert body["backtest"]["naive"].keys() == metrics
    assert body["backtest"]["coverage"].keys() == {"level", "expected", "actual", "points"}
    assert body["live"] is None
    assert body["history"][0].keys() == {"forecast_date", "predicted_demand", "lower", "upper", "actual"}


def test_accuracy_of_days_sold_since(shop, monkeypatch):
    from testing.fakes.system import FakeClock

    clock = FakeClock()
    with container.clock.override(clock):
        container.reset_singletons()
        first = generate().json
        sold = weekly_sales()
        put_sales(*shop, "SKU-1", [*sold, *sold[-7:]], end=LAST_DAY + timedelta(days=7))
        clock.advance(days=7)
        live = send("GET", "/forecasts/SKU-1/accuracy").json["live"]
    assert live["runs_scored"] == 1
    assert live["horizon_days"] == 7
    assert live["naive"]["wape"] == 0
    assert live["value_added"].keys() == {"naive", "statistical", "bedrock", "override"}
    assert live["value_added"]["statistical"] < 0
    assert live["value_added"]["bedrock"] is None
    assert first["run_id"]


def test_an_override_is_created_applied_listed_and_deleted():
    before = generate().json
    first = before["forecast"][0]["forecast_date"]
    new = {"start": first, "end": first, "quantity": 40, "reason": "School order", "author": "Ada"}
    created = send("POST", "/forecasts/SKU-1/overrides", body=new)
    assert created.status == 201
    assert created.headers["location"] == f"/forecasts/SKU-1/overrides/{created.json['override_id']}"
    assert created.json.items() >= (new | {"factor": None, "expires_on": None, "active": True}).items()
    after = send("GET", "/forecasts/SKU-1").json
    assert after["forecast"][0]["predicted_demand"] == 40
    assert after["forecast"][1] == before["forecast"][1]
    assert after["total"]["predicted_demand"] == pytest.approx(
        before["total"]["predicted_demand"] - before["forecast"][0]["predicted_demand"] + 40, rel=0.001
    )
    assert [note["source"] for note in after["explanation"]["adjustments"]] == ["override"]
    assert send("GET", "/forecasts/SKU-1/overrides").json["items"] == [created.json]
    assert send("DELETE", created.headers["location"]).status == 204
    assert send("GET", "/forecasts/SKU-1/overrides").json["items"] == []
    assert send("GET", "/forecasts/SKU-1").json["forecast"] == before["forecast"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"factor": 2}, "/factor"),
        ({"quantity": None}, "/factor"),
        ({"quantity": -1}, "/quantity"),
        ({"quantity": "40"}, "/quantity"),
        ({"end": "2026-01-01"}, "/end"),
        ({"start": "tomorrow"}, "/start"),
        ({"author": ""}, "/author"),
        ({"reason": None}, "/reason"),
    ],
)
def test_an_override_that_breaks_a_rule_names_the_field(change, pointer):
    new = {"start": "2026-12-01", "end": "2026-12-02", "quantity": 40, "reason": "Order", "author": "Ada"}
    answer = send("POST", "/forecasts/SKU-1/overrides", body=new | change)
    assert answer.status == 422
    assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_the_event_files_walk_a_forecast_through_its_life(event):
    names = (
        "get",
        "accuracy",
        "generate",
        "get",
        "accuracy",
        "create_override",
        "list_overrides",
        "delete_override",
        "job",
    )
    answers = [answer_of(handler(event(f"forecasting/{name}"), LambdaContext())) for name in names]
    assert [answer.status for answer in answers] == [404, 404, 200, 200, 200, 201, 200, 404, 404]
    assert len(answers[3].json["forecast"]) == 7


def test_an_answer_can_be_had_again_without_its_body():
    generate()
    first = send("GET", "/forecasts/SKU-1")
    assert send("GET", "/forecasts/SKU-1", headers={"If-None-Match": first.headers["etag"]}).status == 304
