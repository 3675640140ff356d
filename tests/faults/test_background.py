"""Files and jobs in the background: killed, repeated, out of order, on wrong clocks, and beside each other."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta

import boto3
import pytest

from domain.sales.loading.checkpoint import Sizes
from domain.shared.errors import UnavailableError
from handlers.forecasting import finisher, planner, worker
from handlers.forecasting.container import container as forecasts
from handlers.sales import ingest
from handlers.sales.container import container as sales
from testing.rest import LambdaContext
from tests.support import faults as fault

SMALL = Sizes(block=400, segment=1500, partition=2000, run=40)
ROWS = [
    f"2026-{month:02d}-{day:02d},{sku},{day},2\n" for month in (8, 9) for day in range(1, 29) for sku in ("A-1", "B-2")
]
FILE = "date,sku,qty,price\n" + "".join(ROWS) + "2026-09-30,A-1,-4,2\n"
TOLD = ("status", "rows_received", "rows_accepted", "rows_rejected", "product_days_written", "products_created")


class Patient(LambdaContext):
    """A context with all its time left."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 300_000


def announce(shop, content=FILE):
    """Announce a file and put it into storage; returns the upload's id."""
    body = {"filename": "sales.csv", "on_unknown_product": "create"}
    upload_id = shop.send("POST", "/sales-data/uploads", body=body).json["upload_id"]
    boto3.client("s3").put_object(Bucket="data-bucket", Key=f"uploads/{upload_id}/sales.csv", Body=content.encode())
    return upload_id


def word(*upload_ids, count=1):
    """Return the messages that say these files have arrived."""
    records = [
        {
            "messageId": f"message-{number}",
            "attributes": {"ApproximateReceiveCount": str(count)},
            "body": json.dumps({"detail": {"object": {"key": f"uploads/{upload_id}/sales.csv"}}}),
        }
        for number, upload_id in enumerate(upload_ids)
    ]
    return {"Records": records}


def deliver(shop, upload_id, tries=6):
    """Deliver a message as its queue does: again after its visibility time-out, as long as it fails."""
    for _ in range(tries):
        try:
            answer = ingest.handler(word(upload_id), Patient())
        except fault.KilledError:
            answer = {"batchItemFailures": ["killed"]}
        if not answer["batchItemFailures"]:
            return
        shop.clock.advance(seconds=1800)
        shop.new_process()
    raise AssertionError("the message went to the dead-letter queue")


def report(shop, upload_id):
    told = shop.send("GET", f"/sales-data/uploads/{upload_id}").json
    return {name: told[name] for name in TOLD} | {"errors": [error["line"] for error in told["errors"]]}


@pytest.fixture
def small(shop):
    """Portions so small that a short file takes every step."""
    provider = sales.ingest_service
    before = provider.args
    provider.set_args(*before, SMALL)
    yield shop
    provider.set_args(*before)


@pytest.mark.parametrize(
    ("start", "effect"),
    [(0, fault.killing), (2, fault.killing_after), (4, fault.failing("SlowDown", 503)), (6, fault.sending_twice)],
)
def test_a_file_is_loaded_once_and_whole_wherever_its_loading_stops(small, start, effect):
    shop = small
    first = announce(shop)
    shop.faults.never()
    deliver(shop, first)
    calls, told = [*shop.faults.calls], report(shop, first)
    assert (told["status"], told["rows_accepted"], told["rows_rejected"]) == ("completed", len(ROWS), 1)
    kept = shop.items(but=("version", "packed"))
    assert len(calls) > 25
    # Some calls of every stretch, others for each effect, and the last ones, where the record is closed.
    for number in sorted({*range(1 + start, len(calls), 7), *range(len(calls) - 2, len(calls) + 1)}):
        shop.fresh()
        upload_id = announce(shop)
        shop.faults.at(number, effect)
        deliver(shop, upload_id)
        shop.faults.never()
        assert report(shop, upload_id) == told, f"call {number}: {calls[number - 1]}"
        assert shop.items(but=("version", "packed")) == kept, f"call {number}: {calls[number - 1]}"


def test_a_worker_that_hangs_does_not_lose_its_file_to_an_early_repeat(small):
    shop = small
    upload_id = announce(shop)
    shop.faults.at(12, fault.killing)
    with pytest.raises(fault.KilledError):
        ingest.handler(word(upload_id), Patient())
    shop.faults.never()
    shop.new_process()
    ingest.handler(word(upload_id), Patient())
    assert report(shop, upload_id)["status"] == "processing", "the first may still be at it"
    shop.clock.advance(seconds=1800)
    deliver(shop, upload_id)
    assert report(shop, upload_id)["status"] == "completed"


def test_words_in_any_order_and_number_are_as_good_as_one_each(shop):
    one, two = announce(shop), announce(shop, "date,sku,qty\n2026-08-01,C-3,9\n")
    batch = word(two, one, two, one, one)
    assert ingest.handler(batch, Patient()) == {"batchItemFailures": []}
    assert ingest.handler(word(one, two), Patient()) == {"batchItemFailures": []}
    assert report(shop, one)["rows_accepted"] == len(ROWS)
    assert report(shop, two)["products_created"] == 1
    assert shop.send("GET", "/sales-data/C-3").json["items"][0]["quantity_sold"] == 9


POISON = [
    "not json",
    "{}",
    "[]",
    '{"detail": null}',
    '{"detail": {"object": {}}}',
    "[" * 100_000,
]


@pytest.mark.parametrize("body", POISON, ids=[text[:20] for text in POISON])
def test_poison_is_given_back_alone(shop, body):
    upload_id = announce(shop)
    batch = word(upload_id, upload_id)
    batch["Records"][0]["body"] = body
    assert ingest.handler(batch, Patient()) == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}
    assert report(shop, upload_id)["status"] == "completed"


def test_a_file_given_up_is_loaded_when_its_message_comes_back(shop):
    upload_id = announce(shop)
    shop.faults.always(fault.failing("SlowDown", 503), "s3")
    for count in range(1, 6):
        answer = ingest.handler(word(upload_id, count=count), Patient())
        assert answer["batchItemFailures"]
    shop.faults.never()
    given_up = shop.send("GET", f"/sales-data/uploads/{upload_id}").json
    assert given_up["status"] == "failed"
    assert "5 times" in given_up["failure"]
    deliver(shop, upload_id)
    assert report(shop, upload_id)["status"] == "completed"
    assert shop.send("GET", f"/sales-data/uploads/{upload_id}").json["failure"] is None


def test_a_file_whose_loading_is_cut_off_each_time_is_told_to_have_failed_and_is_read_again(small):
    """Five tries, as its queue makes them, each killed at another call; the record is true at any time."""
    shop = small
    upload_id = announce(shop)
    for count in range(1, 6):
        shop.faults.at(8 + count, fault.killing)
        with pytest.raises(fault.KilledError):
            ingest.handler(word(upload_id, count=count), Patient())
        shop.faults.never()
        shop.new_process()
        assert report(shop, upload_id)["status"] == "processing", f"try {count} may still be at it"
        shop.clock.advance(seconds=400)
    told = shop.send("GET", f"/sales-data/uploads/{upload_id}").json
    assert (told["status"], "Send the file again" in told["failure"]) == ("failed", True)
    boto3.client("s3").put_object(Bucket="data-bucket", Key=f"uploads/{upload_id}/sales.csv", Body=FILE.encode())
    deliver(shop, upload_id)
    assert report(shop, upload_id)["rows_accepted"] == len(ROWS)


@pytest.mark.parametrize("skew", [timedelta(days=400), timedelta(days=-400)])
def test_a_lease_by_a_wrong_clock_holds_nobody_up(small, skew):
    shop = small
    upload_id = announce(shop)
    now, shop.clock.time = shop.clock.time, shop.clock.time + skew
    shop.faults.at(12, fault.killing)
    with pytest.raises(fault.KilledError):
        ingest.handler(word(upload_id), Patient())
    shop.faults.never()
    shop.new_process()
    shop.clock.time = now + timedelta(seconds=1800)
    deliver(shop, upload_id)
    assert report(shop, upload_id)["status"] == "completed"


def test_a_clock_that_goes_back_does_not_undo_a_later_upload(shop):
    row = "date,product_id,quantity_sold\n2026-11-10,SKU-2,{}\n"
    assert shop.upload(row.format(1)).status == 200
    shop.clock.advance(hours=-30)
    assert shop.upload(row.format(2).replace("2026-11-10", "2026-11-09") + "2026-11-10,SKU-2,7\n").status == 200
    items = shop.send("GET", "/sales-data/SKU-2").json["items"]
    assert [item["quantity_sold"] for item in items] == [2, 7]
    assert shop.send("GET", "/sales-data/summary", query={"category": "Tea"}).json["total_units"] == 9


def test_a_forecast_by_a_clock_that_went_back_leaves_one_whole_forecast(shop):
    made = shop.send("POST", "/forecasts/generate", body={"product_id": "SKU-1", "horizon_days": 7}).json
    shop.clock.advance(minutes=-5)
    late = shop.send("POST", "/forecasts/generate", body={"product_id": "SKU-1", "horizon_days": 14})
    assert late.status == 200
    latest = shop.send("GET", "/forecasts/SKU-1").json
    assert (latest["run_id"], latest["horizon_days"]) == (made["run_id"], 7)
    days = [item for item in shop.items() if item["SK"]["S"].startswith("DATE#") and "FORECAST#" in item["PK"]["S"]]
    assert len(days) == 7


def plan(shop, **body):
    """Start a job and plan it; returns the plan and its batches."""
    job_id = shop.send("POST", "/forecasts/generate", body={"all": True, "horizon_days": 7} | body).json["job_id"]
    planned = planner.handler({"request": {"job_id": job_id}, "execution_name": job_id}, LambdaContext())
    lines = boto3.client("s3").get_object(Bucket=planned["bucket"], Key=planned["batches_key"])["Body"].read()
    return planned, [json.loads(line) for line in lines.splitlines()]


def job(shop, planned):
    told = shop.send("GET", f"/forecast-jobs/{planned['job_id']}").json
    return {name: told[name] for name in ("status", "products", "done", "failed", "progress")}


def test_a_worker_stopped_at_any_call_is_made_good_by_the_next_try(shop):
    planned, (batch,) = plan(shop)
    shop.faults.never()
    worker.handler(batch, LambdaContext())
    calls = [*shop.faults.calls]
    told = job(shop, planned)
    assert (told["done"], told["failed"]) == (1, 1), "one has sales, the other has none"
    for number in range(1, len(calls) + 1):
        planned, (batch,) = plan(shop)
        shop.new_process()
        shop.faults.at(number, fault.killing_after if number % 2 else fault.failing("ThrottlingException"))
        with suppress(fault.KilledError, UnavailableError):  # some faults are outlived
            worker.handler(batch, LambdaContext())
        assert shop.faults.struck == 1
        shop.faults.never()
        shop.new_process()
        worker.handler(batch, LambdaContext())
        worker.handler(batch, LambdaContext())
        assert job(shop, planned) == told, f"call {number}: {calls[number - 1]}"
        done = finisher.handler(planned, LambdaContext())
        assert finisher.handler(planned, LambdaContext()) == done
        assert (done["status"], done["done"], done["failed"]) == ("completed_with_errors", 1, 1)


@pytest.mark.parametrize("service", ["s3", "dynamodb"])
def test_a_planner_that_fails_is_repeated_with_the_same_plan(shop, service):
    job_id = shop.send("POST", "/forecasts/generate", body={"all": True}).json["job_id"]
    event = {"request": {"job_id": job_id}, "execution_name": job_id}
    shop.faults.always(fault.timing_out, service)
    with pytest.raises(Exception, match="answer"):
        planner.handler(event, LambdaContext())
    shop.faults.never()
    assert planner.handler(event, LambdaContext())["batches"] == 1
    assert planner.handler(event, LambdaContext())["batches"] == 1
    assert job(shop, {"job_id": job_id})["status"] == "running"


@pytest.mark.parametrize("effect", [fault.unreachable, fault.timing_out, fault.failing("AuthorizationError", 403)])
def test_a_job_is_closed_even_if_nobody_can_be_told(shop, effect):
    shop.send("PUT", "/products/SKU-1", body={"name": "Low", "category": "Low", "current_price": 2, "on_hand": 1})
    planned, (batch,) = plan(shop)
    worker.handler(batch, LambdaContext())
    shop.faults.always(effect, "sns")
    done = finisher.handler(planned, LambdaContext())
    assert shop.faults.struck, "a product that runs out should be told of"
    shop.faults.never()
    assert (done["status"], job(shop, planned)["status"]) == ("completed_with_errors", "completed_with_errors")


def test_a_breaker_opened_by_a_wrong_clock_does_not_stay_open(shop):
    breaker = forecasts.breaker()
    shop.clock.advance(days=400)
    for _ in range(3):
        breaker.failed()
    shop.clock.advance(days=-400)
    shop.new_process()
    assert forecasts.breaker().open_until() is None
    for _ in range(3):
        forecasts.breaker().failed()
    assert forecasts.breaker().open_until() is not None
