"""What whoever runs it relies on: logs that can be followed, failed files that come back, data that survives a stop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from testing.shop import daily_sales
from tests.support.stack import eventually, request

ROOT = Path(__file__).parents[2]
DONE = {"completed", "failed"}


def test_a_callers_correlation_id_is_in_the_answer_and_in_the_log(stack, product_id):
    mine = f"e2e-{uuid.uuid4().hex}"
    answer = stack.call("GET", f"/products/{product_id}", headers={"x-correlation-id": mine})
    assert answer.headers["x-correlation-id"] == mine
    lines = eventually(lambda: stack.logs("products", mine), bool, seconds=20)
    assert {line["correlation_id"] for line in lines} == {mine}
    assert any(line["message"] == "request" and line["status"] == 200 for line in lines)


def test_a_mad_correlation_id_is_replaced(stack):
    answer = stack.call("GET", "/health", key=None, headers={"x-correlation-id": "{}<script>"})
    assert "<" not in answer.headers["x-correlation-id"]


def test_no_log_line_holds_a_key_or_a_files_contents(stack, product_id):
    secret = f"{product_id}-cell-{uuid.uuid4().hex}"
    stack.upload(f"date,product_id,quantity_sold,price\n2026-01-01,{secret},1,1\n")
    for function in ("products", "sales", "forecasts", "reports", "system"):
        group = f"/stockcast/{stack.described['stack_name']}/{function}"
        text = "".join(event["message"] for event in stack.aws("logs").filter_log_events(logGroupName=group)["events"])
        assert stack.described["bulk_api_key"] not in text
        assert stack.described["api_key"] not in text
        assert secret not in text


def announced(stack, headers=None):
    answer = stack.call("POST", "/sales-data/uploads", {"filename": "sales.csv"}, headers=headers)
    assert answer.status == 201, answer.body
    return answer.json


def put(ticket, content):
    answer = request(ticket["upload_url"], ticket["method"], content, ticket["headers"])
    assert answer.status in {200, 204}, answer.body


def report(stack, ticket, seconds=90.0):
    return eventually(
        lambda: stack.call("GET", f"/sales-data/uploads/{ticket['upload_id']}").json,
        lambda seen: seen.get("status") in DONE,
        seconds,
    )


def test_a_big_file_goes_to_storage_and_is_ingested_on_arrival(stack, product_id):
    ticket = announced(stack)
    assert stack.call("GET", f"/sales-data/uploads/{ticket['upload_id']}").json["status"] == "pending"
    put(ticket, daily_sales(product_id, days=365).encode())
    seen = report(stack, ticket)
    assert seen["status"] == "completed", seen
    assert (seen["rows_accepted"], seen["rows_rejected"]) == (365, 0)
    assert stack.call("GET", f"/sales-data/summary?category={product_id}").json["product_days"] == 365


def test_one_id_follows_a_file_and_a_job_through_every_function(stack, product_id):
    mine = f"e2e-{uuid.uuid4().hex}"
    headers = {"x-correlation-id": mine}
    ticket = announced(stack, headers)
    put(ticket, daily_sales(product_id, days=120).encode())
    assert report(stack, ticket)["status"] == "completed"
    job = stack.call("POST", "/forecasts/generate", {"category": product_id}, headers=headers).json
    eventually(lambda: stack.call("GET", job["status_url"]).json, lambda seen: seen["status"] == "completed", 90)
    for function in ("sales", "ingest", "forecasts", "forecast-planner", "forecast-worker", "forecast-finisher"):
        lines = eventually(lambda: stack.logs(function, mine), bool, seconds=20)  # noqa: B023  # looked at now
        assert {line["correlation_id"] for line in lines} == {mine}, function


def verb(stack, *words):
    done = subprocess.run(
        [sys.executable, "-m", "local", *words],
        cwd=ROOT,
        env=stack.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def waiting(stack, queue):
    asked = {"QueueUrl": stack.outputs[queue], "AttributeNames": ["ApproximateNumberOfMessages"]}
    return int(stack.aws("sqs").get_queue_attributes(**asked)["Attributes"]["ApproximateNumberOfMessages"])


@pytest.fixture
def forbidden_to_ingest(stack):
    """Keep the ingest function from reading uploads, and let its queue try again at once; call it to end that."""
    iam, queues, queue = stack.aws("iam"), stack.aws("sqs"), stack.outputs["IngestQueueUrl"]
    name = f"{stack.described['stack_name']}-ingest"
    role = stack.aws("lambda").get_function_configuration(FunctionName=name)["Role"].rpartition("/")[2]
    denied = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Action": ["s3:GetObject", "sqs:ChangeMessageVisibility"], "Resource": "*"}],
    }
    iam.put_role_policy(RoleName=role, PolicyName="outage", PolicyDocument=json.dumps(denied))
    usual = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["VisibilityTimeout"])["Attributes"]
    queues.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "2"})

    def end():
        if "outage" in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            iam.delete_role_policy(RoleName=role, PolicyName="outage")
        queues.set_queue_attributes(QueueUrl=queue, Attributes=usual)

    yield end
    end()


def test_a_file_that_fails_five_times_waits_aside_and_is_loaded_when_it_is_sent_back(
    stack, product_id, forbidden_to_ingest
):
    ticket = announced(stack)
    put(ticket, daily_sales(product_id, days=30).encode())
    eventually(lambda: waiting(stack, "IngestDlqUrl"), lambda count: count == 1, 120)
    failed = report(stack, ticket)
    assert (failed["status"], "failed 5 times" in failed["failure"]) == ("failed", True)
    forbidden_to_ingest()
    assert "1 message sent back" in verb(stack, "redrive")
    assert waiting(stack, "IngestDlqUrl") == 0
    loaded = eventually(lambda: report(stack, ticket), lambda seen: seen["status"] == "completed", 90)
    assert (loaded["rows_accepted"], loaded["failure"]) == (30, None)


def test_a_product_lost_by_mistake_is_copied_back_from_a_backup(stack, product_id):
    stack.upload(daily_sales(product_id, days=60))
    stack.call("POST", "/forecasts/generate", {"product_id": product_id, "horizon_days": 14})
    pages = (f"/products/{product_id}", f"/forecasts/{product_id}", f"/sales-data/{product_id}?limit=500")
    before = [stack.call("GET", page).json for page in pages]
    tables, partitions = stack.aws("dynamodb"), {"SalesTable": "SALES", "ForecastsTable": "FORECAST"}
    partitions["ProductsTable"] = "PRODUCT"
    backups = {
        name: tables.create_backup(TableName=stack.outputs[name], BackupName="e2e")["BackupDetails"]["BackupArn"]
        for name in partitions
    }
    assert stack.call("DELETE", f"/products/{product_id}").status == 204
    for name, prefix in partitions.items():
        tables.restore_table_from_backup(TargetTableName=f"restored-{name}", BackupArn=backups[name])
        told = verb(stack, "copy-back", f"restored-{name}", name, f"{prefix}#{product_id}")
        assert " 0 of" not in told
        assert " 0 of" in verb(stack, "copy-back", f"restored-{name}", name, f"{prefix}#{product_id}")
        tables.delete_table(TableName=f"restored-{name}")
    assert [stack.call("GET", page).json for page in pages] == before
    assert stack.upload(daily_sales(product_id, days=61)).json["product_days_written"] == 61


def test_a_deleted_object_comes_back_without_its_delete_marker(stack):
    objects, bucket, key = stack.aws("s3"), stack.outputs["DataBucket"], f"reports/e2e-{uuid.uuid4().hex}.csv"
    objects.put_object(Bucket=bucket, Key=key, Body=b"kept")
    marker = objects.delete_object(Bucket=bucket, Key=key)
    with pytest.raises(objects.exceptions.NoSuchKey):
        objects.get_object(Bucket=bucket, Key=key)
    objects.delete_object(Bucket=bucket, Key=key, VersionId=marker["VersionId"])
    assert objects.get_object(Bucket=bucket, Key=key)["Body"].read() == b"kept"


@pytest.mark.restarts
@pytest.mark.skipif("STOCKCAST_E2E_DIR" in os.environ, reason="the stack belongs to somebody else")
def test_everything_is_there_in_a_copy_of_the_data_after_a_stop_and_a_start(stack, restart):
    product_id = f"E2E-{uuid.uuid4().hex[:10]}"
    product = {"product_id": product_id, "name": "Test item", "category": product_id, "current_price": 4.5}
    assert stack.call("POST", "/products", product).status == 201
    stack.upload(daily_sales(product_id, days=60))
    made = stack.call("POST", "/forecasts/generate", {"product_id": product_id, "horizon_days": 14}).json
    again = restart()
    assert again.api_url.split("/")[2] != stack.api_url.split("/")[2]
    assert again.described["api_key"] == stack.described["api_key"]
    assert again.call("GET", f"/products/{product_id}").status == 200
    assert again.call("GET", f"/sales-data/summary?category={product_id}").json["product_days"] == 60
    assert again.call("GET", f"/forecasts/{product_id}").json["run_id"] == made["run_id"]
    ticket = announced(again)
    put(ticket, daily_sales(product_id, days=61).encode())
    assert report(again, ticket)["status"] == "completed"
