"""The ingest function as a whole, on moto: from EventBridge's word to rows, in as many runs as it takes."""

from __future__ import annotations

import json

import boto3
import pytest

from domain.sales.service.ingest import LEASE
from handlers.sales.api import handler as api
from handlers.sales.container import container
from handlers.sales.ingest import handler
from handlers.shared import clients
from testing.rest import LambdaContext, call

pytestmark = pytest.mark.usefixtures("system_clock")

CSV = "date,sku,qty,name\n2026-01-01,A-1,3,One\n2026-01-02,A-1,x,One\n2026-01-01,B-2,5,Two\n"


class Patient(LambdaContext):
    """A context with all its time left."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 300_000


class Hurried(LambdaContext):
    """A context with hardly any time left."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 10_000


@pytest.fixture(autouse=True)
def queue(aws, monkeypatch):
    container.reset_singletons()
    url = boto3.client("sqs").create_queue(QueueName="ingest")["QueueUrl"]
    monkeypatch.setenv("INGEST_QUEUE_URL", url)
    yield url
    container.reset_singletons()


@pytest.fixture
def arrived(event):
    """Announce a file, send it, and return the message that follows; ``content`` is the file."""

    def send(content=CSV, headers=None):
        body = {"filename": "sales.csv", "on_unknown_product": "create"}
        ticket = call(api, "POST", "/sales-data/uploads", body=body, headers=headers).json
        assert ticket["method"] == "PUT"
        key = f"uploads/{ticket['upload_id']}/sales.csv"
        assert key in ticket["upload_url"]
        boto3.client("s3").put_object(Bucket="data-bucket", Key=key, Body=content.encode())
        batch = event("sales/ingest")
        body = json.loads(batch["Records"][0]["body"])
        body["detail"]["object"]["key"] = key
        batch["Records"][0]["body"] = json.dumps(body)
        return ticket["upload_id"], batch

    return send


def report(upload_id):
    return call(api, "GET", f"/sales-data/uploads/{upload_id}").json


def test_a_file_that_has_arrived_is_loaded(arrived):
    upload_id, batch = arrived()
    assert report(upload_id)["status"] == "pending"
    assert handler(batch, Patient()) == {"batchItemFailures": []}
    done = report(upload_id)
    assert (done["status"], done["progress"], done["rows_received"]) == ("completed", 1, 3)
    assert (done["rows_accepted"], done["rows_rejected"], done["products_created"]) == (2, 1, 2)
    assert done["rejected_rows_url"]
    assert call(api, "GET", "/sales-data/A-1").json["items"][0]["quantity_sold"] == 3
    assert call(api, "GET", "/sales-data/summary").json["total_units"] == 8


def test_the_log_of_loading_goes_on_under_the_id_of_the_call_that_announced_the_file(arrived, logs):
    upload_id, batch = arrived(headers={"x-correlation-id": "call-7"})
    handler(batch, Patient())
    (line,) = [line for line in logs() if line["message"] == "ingest"]
    assert (line["correlation_id"], line["upload_id"], line["outcome"]) == ("call-7", upload_id, "done")


def test_a_run_short_of_time_sends_its_message_on_and_the_next_one_ends_it(arrived, queue):
    upload_id, batch = arrived()
    sqs, runs = boto3.client("sqs"), 0
    while True:
        assert handler(batch, Hurried() if runs < 2 else Patient()) == {"batchItemFailures": []}
        runs += 1
        messages = sqs.receive_message(QueueUrl=queue).get("Messages", [])
        if not messages:
            break
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=messages[0]["ReceiptHandle"])
        assert report(upload_id)["status"] == "processing"
        batch["Records"][0]["body"] = messages[0]["Body"]
    assert runs == 3
    assert report(upload_id)["rows_accepted"] == 2


def test_a_failing_message_is_given_back_alone_and_given_up_at_last(arrived, monkeypatch, logs):
    upload_id, batch = arrived()
    good_id, good = arrived()
    broken = batch["Records"][0] | {"messageId": "broken"}
    original = container.ingest_service().ingest

    def ingest(upload, has_time, **more):
        if upload == upload_id:
            raise ConnectionError("no route")
        return original(upload, has_time, **more)

    monkeypatch.setattr(container.ingest_service(), "ingest", ingest)
    answer = handler({"Records": [broken, good["Records"][0]]}, Patient())
    assert answer == {"batchItemFailures": [{"itemIdentifier": "broken"}]}
    assert report(good_id)["status"] == "completed"
    assert report(upload_id)["status"] == "pending"
    last = broken | {"attributes": {"ApproximateReceiveCount": "5"}}
    assert handler({"Records": [last]}, Patient())["batchItemFailures"]
    failed = report(upload_id)
    assert failed["status"] == "failed"
    assert "ConnectionError" in failed["failure"]
    assert any(line["message"] == "ingest failed" for line in logs())


@pytest.mark.parametrize("key", ["uploads/never-announced/sales.csv", "reports/x.pdf", "uploads/odd"])
def test_files_that_are_no_announced_uploads_are_left_alone(event, key):
    batch = event("sales/ingest")
    body = json.loads(batch["Records"][0]["body"])
    body["detail"]["object"]["key"] = key
    batch["Records"][0]["body"] = json.dumps(body)
    assert handler(batch, Patient()) == {"batchItemFailures": []}


def test_the_same_word_again_changes_nothing(arrived):
    upload_id, batch = arrived()
    handler(batch, Patient())
    before = call(api, "GET", "/sales-data/A-1").json
    handler(batch, Patient())
    assert call(api, "GET", "/sales-data/A-1").json == before
    assert report(upload_id)["status"] == "completed"


def test_options_of_the_announcement_are_kept_until_the_file_is_read(event):
    body = {
        "filename": "sales.csv",
        "on_unknown_product": "create",
        "columns": {"quantity_sold": "Menge"},
        "decimal_mark": ",",
        "encoding": "mac-roman",
    }
    ticket = call(api, "POST", "/sales-data/uploads", body=body).json
    key = f"uploads/{ticket['upload_id']}/sales.csv"
    content = "date;sku;Menge;name\n2026-01-01;A-1;1,234;Café\n".encode("mac-roman")
    boto3.client("s3").put_object(Bucket="data-bucket", Key=key, Body=content)
    batch = event("sales/ingest")
    message = json.loads(batch["Records"][0]["body"])
    message["detail"]["object"]["key"] = key
    batch["Records"][0]["body"] = json.dumps(message)
    assert report(ticket["upload_id"])["read_as"] is None
    handler(batch, Patient())
    told = report(ticket["upload_id"])["read_as"]
    assert (told["columns"]["quantity_sold"], told["decimal_mark"], told["encoding"]) == ("Menge", ",", "mac-roman")
    assert call(api, "GET", "/sales-data/A-1").json["items"][0]["quantity_sold"] == 1.234


def test_an_announcement_names_only_roles_that_there_are():
    body = {"filename": "sales.csv", "columns": {"qty": "Menge"}}
    answer = call(api, "POST", "/sales-data/uploads", body=body)
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, "/columns/qty")


def sent(queue, batch):
    """Put a batch's message on the queue and take it from there, as Lambda does."""
    sqs = boto3.client("sqs")
    sqs.send_message(QueueUrl=queue, MessageBody=batch["Records"][0]["body"])
    (message,) = sqs.receive_message(QueueUrl=queue, VisibilityTimeout=1800)["Messages"]
    batch["Records"][0]["receiptHandle"] = message["ReceiptHandle"]
    return batch


@pytest.fixture
def waits(monkeypatch):
    """The waits that messages were given, in seconds."""
    made = []
    client = clients.sqs()
    change = client.change_message_visibility

    def noted(**request):
        made.append(request["VisibilityTimeout"])
        return change(**request)

    monkeypatch.setattr(client, "change_message_visibility", noted)
    monkeypatch.setattr(clients, "sqs", lambda: client)
    return made


def test_a_fault_is_tried_again_in_a_minute_and_then_at_growing_intervals(arrived, queue, waits, monkeypatch):
    _, batch = arrived()
    monkeypatch.setattr(container.ingest_service(), "ingest", lambda *_: 1 / 0)
    sent(queue, batch)
    for count in range(1, 5):
        batch["Records"][0]["attributes"] = {"ApproximateReceiveCount": str(count)}
        assert handler(batch, Patient())["batchItemFailures"]
    assert waits[1::2] == [60, 120, 240, 480]


def test_a_run_that_is_cut_off_is_repeated_once_its_lease_is_over(arrived, queue, waits):
    _, batch = arrived()
    handler(sent(queue, batch), Patient())
    (wait,) = waits
    assert LEASE.total_seconds() < wait < LEASE.total_seconds() + 60


def test_a_queue_that_cannot_be_told_costs_nothing_but_the_longer_wait(arrived, queue, monkeypatch):
    upload_id, batch = arrived()
    monkeypatch.setattr(clients, "sqs", lambda: 1 / 0)
    assert handler(batch, Patient()) == {"batchItemFailures": []}
    assert report(upload_id)["status"] == "completed"


def test_a_failed_file_sent_again_to_the_same_address_is_read_again(arrived):
    boto3.client("s3").put_bucket_versioning(Bucket="data-bucket", VersioningConfiguration={"Status": "Enabled"})
    text = "date,sku,qty,name\n2026-01-01,A-1,x,One\n"
    upload_id, batch = arrived(text)
    handler(batch, Patient())
    first = container.records().get(upload_id)
    assert report(upload_id)["status"] == "failed"
    handler(batch, Patient())
    assert container.records().get(upload_id) == first, "the same word again"
    boto3.client("s3").put_object(Bucket="data-bucket", Key=f"uploads/{upload_id}/sales.csv", Body=text.encode())
    handler(batch, Patient())
    assert container.records().get(upload_id).version > first.version
    assert report(upload_id)["status"] == "failed"
