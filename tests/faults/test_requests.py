"""Every request, spoilt at every one of its calls to AWS: nothing is lost, the answer is clear, a repeat mends it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from handlers.shared.gateway_cache import STAGE_VARIABLE
from testing.template import load_template
from tests.support import faults as fault

ROOT = Path(__file__).parents[2]
PRODUCT = {"name": "Green tea", "category": "Tea", "current_price": 3.5}
CSV = "date,product_id,quantity_sold,price\n2026-11-10,SKU-1,3,2\n2026-11-11,SKU-1,4,2\n2026-11-10,SKU-2,5,1\n"
OVERRIDE = {"start": "2026-11-25", "end": "2026-11-26", "factor": 1.5, "reason": "Fair", "author": "Ann"}
CATALOGUE = "product_id,name,category,current_price,on_hand\nSKU-1,,,,7\nSKU-9,Mug,Cups,5,1\n"
AS_CSV = {"Content-Type": "text/csv"}

WRITES = {
    "create": ("POST", "/products", {"body": {"product_id": "SKU-3"} | PRODUCT}),
    "replace": ("PUT", "/products/SKU-1", {"body": PRODUCT}),
    "delete": ("DELETE", "/products/SKU-1", {}),
    "catalogue": ("POST", "/products/upload", {"body": CATALOGUE.encode(), "headers": AS_CSV}),
    "upload": ("POST", "/sales-data/upload", {"body": CSV.encode(), "headers": AS_CSV}),
    "upload with rejected rows": (
        "POST",
        "/sales-data/upload",
        {"body": (CSV + "2026-11-12,SKU-1,-1,2\n").encode(), "headers": AS_CSV},
    ),
    "upload that creates": (
        "POST",
        "/sales-data/upload",
        {"body": CSV.replace("SKU-2", "NEW").encode(), "headers": AS_CSV, "query": {"on_unknown_product": "create"}},
    ),
    "announce": ("POST", "/sales-data/uploads", {"body": {"filename": "big.csv"}}),
    "override": ("POST", "/forecasts/SKU-1/overrides", {"body": OVERRIDE}),
    "snooze": (
        "POST",
        "/reports/inventory-recommendations/SKU-1/snooze",
        {"body": {"until": "2026-12-01", "reason": "Later"}},
    ),
    "wake": ("DELETE", "/reports/inventory-recommendations/SKU-1/snooze", {}),
    "forecast": ("POST", "/forecasts/generate", {"body": {"product_id": "SKU-1", "horizon_days": 7}}),
    "job": ("POST", "/forecasts/generate", {"body": {"all": True}}),
    "report file": ("GET", "/reports/inventory-recommendations", {"query": {"format": "csv"}}),
}
READS = {
    "products": ("GET", "/products", {}),
    "product": ("GET", "/products/SKU-1", {}),
    "history": ("GET", "/sales-data/SKU-1", {}),
    "weeks": ("GET", "/sales-data/SKU-1", {"query": {"granularity": "week"}}),
    "sales summary": ("GET", "/sales-data/summary", {}),
    "upload report": ("GET", "/sales-data/uploads/none", {}),
    "latest forecast": ("GET", "/forecasts/SKU-1", {}),
    "accuracy": ("GET", "/forecasts/SKU-1/accuracy", {}),
    "overrides": ("GET", "/forecasts/SKU-1/overrides", {}),
    "forecast job": ("GET", "/forecast-jobs/none", {}),
    "recommendations": ("GET", "/reports/inventory-recommendations", {}),
    "summary": ("GET", "/reports/forecast-summary", {}),
    "replay": ("GET", "/reports/policy-replay", {"query": {"product_id": "SKU-1"}}),
    "report job": ("GET", "/reports/jobs/none", {}),
}
#: Those whose parts could come apart.
MANY_STEPS = (
    "create",
    "replace",
    "delete",
    "catalogue",
    "upload with rejected rows",
    "upload that creates",
    "override",
)
REFUSALS = {
    "throttled": fault.failing("ProvisionedThroughputExceededException"),
    "busy": fault.failing("ThrottlingException"),
    "broken": fault.failing("InternalServerError", 500),
    "silent": fault.timing_out,
    "unreachable": fault.unreachable,
}
#: An answer that was lost leaves its work done, and a repeat is then told so: it exists, is gone, or is another's turn.
AFTER_LOSS = {"create": {409}, "delete": {204, 404}}


def is_clear(answer) -> bool:
    """Tell whether a 503 says what it has to."""
    body = answer.json
    return (
        answer.headers["content-type"] == "application/problem+json"
        and int(answer.headers["retry-after"]) > 0
        and body["type"].endswith("/unavailable")
        and body["correlation_id"] == answer.headers["x-correlation-id"]
        and "injected" not in answer.body
    )


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_database_that_is_down_is_503_and_nothing_is_written(shop, refusal):
    before = shop.items()
    for name, (method, path, request) in (WRITES | READS).items():
        shop.faults.always(REFUSALS[refusal], "dynamodb")
        answer = shop.send(method, path, **request)
        assert shop.faults.struck, name
        assert answer.status == 503, (name, answer.body)
        assert is_clear(answer), name
    shop.faults.never()
    assert shop.items() == before


def test_a_refusal_that_the_gateways_cache_repeats_is_not_to_be_tried_again_before_it_forgets(shop):
    variables = load_template(ROOT / "template.yaml")["Resources"]["Api"]["Properties"]["Variables"]
    _, told, _ = variables[STAGE_VARIABLE]["Fn::If"]
    shop.faults.always(fault.timing_out, "dynamodb")
    for path, seconds in (each.split("=") for each in told.split(",")):
        for stage, expected in ((told, seconds), ("none", "5")):
            answer = shop.send("GET", path, stage={STAGE_VARIABLE: stage})
            assert (answer.status, answer.headers["retry-after"]) == (503, expected), path


def spoilt_everywhere(shop, name, effect, *, repeat_may_be=frozenset()):
    """Spoil a write at each of its calls in turn, repeat it in a new process, and compare with a clean run.

    Yields the answer of the spoilt try, ``None`` when it was killed.
    """
    method, path, request = WRITES[name]
    send = partial(shop.send, method, path, **request)
    shop.faults.never()
    clean = send()
    assert clean.status < 300, clean.body
    calls = [*shop.faults.calls]
    kept = shop.items(but=("version", "packed"))
    assert calls
    for number in range(1, len(calls) + 1):
        shop.fresh()
        shop.faults.at(number, effect)
        try:
            answer = send()
        except fault.KilledError:
            answer = None
        assert shop.faults.struck == 1, f"{name} made fewer than {number} calls"
        shop.faults.never()
        shop.new_process()
        yield answer
        if answer is None or answer.status >= 500:
            again = send()
            assert again.status in {clean.status, *repeat_may_be}, (calls[number - 1], again.body)
        assert shop.items(but=("version", "packed")) == kept, f"{name}, call {number}: {calls[number - 1]}"


@pytest.mark.parametrize("name", WRITES)
def test_a_write_refused_at_any_call_is_mended_by_a_repeat(shop, name):
    for answer in spoilt_everywhere(shop, name, fault.failing("ServiceUnavailable", 503)):
        assert answer.status < 300 or (answer.status == 503 and is_clear(answer)), answer.body


@pytest.mark.parametrize("name", MANY_STEPS)
def test_a_write_whose_answer_was_lost_at_any_call_is_mended_by_a_repeat(shop, name):
    for answer in spoilt_everywhere(shop, name, fault.losing_the_answer, repeat_may_be=AFTER_LOSS.get(name, set())):
        assert answer.status < 300 or (answer.status == 503 and is_clear(answer)), answer.body


@pytest.mark.parametrize("name", MANY_STEPS)
def test_a_function_killed_at_any_call_leaves_what_a_repeat_mends(shop, name):
    for answer in spoilt_everywhere(shop, name, fault.killing):
        assert answer is None


@pytest.mark.parametrize("name", ["create", "replace", "delete", "upload", "upload that creates", "override"])
def test_a_request_that_the_client_sends_twice_succeeds_once(shop, name):
    for answer in spoilt_everywhere(shop, name, fault.sending_twice):
        assert answer.status < 300, answer.body


def test_an_override_taken_back_half_way_is_taken_back_by_a_repeat(shop):
    assert shop.send("POST", "/forecasts/generate", body={"product_id": "SKU-1", "horizon_days": 7}).status == 200
    plain = shop.send("GET", "/forecasts/SKU-1").json["total"]
    created = shop.send("POST", "/forecasts/SKU-1/overrides", body=OVERRIDE | {"start": "2026-11-21"})
    assert shop.send("GET", "/forecasts/SKU-1").json["total"] != plain
    shop.faults.at(1, REFUSALS["busy"], "dynamodb", "TransactWriteItems")
    path = created.headers["location"]
    assert shop.send("DELETE", path).status == 503
    shop.faults.never()
    assert shop.send("DELETE", path).status == 404
    assert shop.send("GET", "/forecasts/SKU-1").json["total"] == plain


def test_rows_and_history_are_both_there_or_neither_after_a_kill_between_their_transactions(shop):
    shop.faults.at(1, fault.killing, "dynamodb", "TransactWriteItems")
    with pytest.raises(fault.KilledError):
        shop.upload(CSV)
    shop.faults.never()
    assert shop.send("GET", "/sales-data/SKU-2").json["items"] == []
    assert shop.send("GET", "/sales-data/summary", query={"category": "Tea"}).json["product_days"] == 0
    assert shop.upload(CSV).status == 200
    summary = shop.send("GET", "/sales-data/summary", query={"category": "Tea"}).json
    assert (summary["product_days"], summary["total_units"]) == (1, 5)


FORECAST = {"product_id": "SKU-1", "horizon_days": 28}


def test_what_is_left_unprocessed_is_sent_again_until_nothing_is(shop):
    lost: list[int] = []

    def half(operation, params, call):
        if operation != "BatchWriteItem":
            return call()
        ((table, requests),) = params["RequestItems"].items()
        done, left = requests[::2], requests[1::2]
        params["RequestItems"] = {table: done}
        answer = call()
        lost.append(len(left))
        return answer | {"UnprocessedItems": {table: left} if left else {}}

    shop.faults.always(half, "dynamodb", "BatchWriteItem")
    answer = shop.send("POST", "/forecasts/generate", body=FORECAST)
    shop.faults.never()
    assert answer.status == 200
    assert sum(lost) > 10
    days = [item for item in shop.items() if item["SK"]["S"].startswith("DATE#") and "FORECAST#" in item["PK"]["S"]]
    assert len(days) == 28


def test_what_stays_unprocessed_is_503_and_a_repeat_writes_it(shop):
    def none(operation, params, call):
        return {"UnprocessedItems": params["RequestItems"]}

    shop.faults.always(none, "dynamodb", "BatchWriteItem")
    answer = shop.send("POST", "/forecasts/generate", body=FORECAST)
    shop.faults.never()
    assert answer.status == 503
    assert is_clear(answer)
    assert "not written yet" in answer.json["detail"]
    assert shop.send("POST", "/forecasts/generate", body=FORECAST).status == 200


def test_keys_that_stay_unread_are_503(shop):
    def none(operation, params, call):
        return {"Responses": {}, "UnprocessedKeys": params["RequestItems"]}

    shop.faults.always(none, "dynamodb", "BatchGetItem")
    answer = shop.send("GET", "/sales-data/summary")
    assert answer.status == 503
    assert is_clear(answer)


STORAGE = {
    "upload with rejected rows": WRITES["upload with rejected rows"],
    "job": WRITES["job"],
    "report file": WRITES["report file"],
}


@pytest.mark.parametrize("refusal", ["throttled", "silent", "unreachable"])
@pytest.mark.parametrize("name", STORAGE)
def test_storage_that_is_down_is_503_and_a_repeat_succeeds(shop, name, refusal):
    method, path, request = STORAGE[name]
    slow_down = fault.failing("SlowDown", 503)
    shop.faults.always({"throttled": slow_down}.get(refusal, REFUSALS[refusal]), "s3")
    answer = shop.send(method, path, **request)
    assert shop.faults.struck
    shop.faults.never()
    assert answer.status == 503, answer.body
    assert is_clear(answer)
    assert shop.send(method, path, **request).status in {200, 202}


def test_addresses_are_given_out_while_storage_is_down(shop):
    shop.faults.always(fault.unreachable, "s3")
    answer = shop.send("POST", "/sales-data/uploads", body={"filename": "big.csv"})
    assert (answer.status, shop.faults.struck) == (201, 0)


def test_a_job_that_cannot_be_started_is_503_and_the_next_try_starts_it(shop):
    shop.faults.always(fault.failing("ThrottlingException"), "stepfunctions")
    answer = shop.send("POST", "/forecasts/generate", body={"all": True})
    assert answer.status == 503
    assert is_clear(answer)
    shop.faults.never()
    assert shop.send("POST", "/forecasts/generate", body={"all": True}).status == 202


@pytest.mark.parametrize("refusal", ["busy", "silent", "unreachable"])
def test_a_list_that_cannot_be_continued_for_want_of_its_secret_is_503(shop, refusal):
    shop.faults.always(REFUSALS[refusal], "secretsmanager")
    answer = shop.send("GET", "/products", query={"limit": "1"})
    assert answer.status == 503, answer.body
    assert is_clear(answer)
    shop.faults.never()
    assert shop.send("GET", "/products", query={"limit": "1"}).json["next_cursor"]
