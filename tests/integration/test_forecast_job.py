"""A job through its four functions on moto, the way the state machine calls them."""

from __future__ import annotations

import json
from pathlib import Path

import boto3
import pytest

from handlers.calendar import api as calendar_api
from handlers.calendar.container import container as calendar_container
from handlers.forecasting import api, finisher, planner, worker
from handlers.forecasting.container import container
from handlers.forecasting.job_steps import WorkerInput
from testing.rest import LambdaContext, call
from tests.support.forecasting import put_product, put_sales, weekly_sales

pytestmark = pytest.mark.usefixtures("system_clock")

STATE_MACHINE = Path(__file__).parents[2] / "statemachines" / "forecast_job.asl.json"


@pytest.fixture(autouse=True)
def shop(aws, monkeypatch):
    container.reset_singletons()
    calendar_container.reset_singletons()
    client = boto3.client("dynamodb", region_name="us-east-1")
    for number in range(3):
        put_product(aws, client, f"SKU-{number}", category="Coffee", on_hand=5 if number == 1 else None)
        put_sales(aws, client, f"SKU-{number}", weekly_sales(140, seed=number))
    put_product(aws, client, "EMPTY", category="Tea")
    topic = boto3.client("sns", region_name="us-east-1").create_topic(Name="alerts")["TopicArn"]
    queue = boto3.client("sqs", region_name="us-east-1").create_queue(QueueName="inbox")["QueueUrl"]
    arn = "arn:aws:sqs:us-east-1:123456789012:inbox"
    boto3.client("sns", region_name="us-east-1").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    definition = {"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
    machine = boto3.client("stepfunctions", region_name="us-east-1").create_state_machine(
        name="jobs", definition=json.dumps(definition), roleArn="arn:aws:iam::123456789012:role/x"
    )
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic)
    monkeypatch.setenv("BULK_STATE_MACHINE_ARN", machine["stateMachineArn"])
    yield aws, machine["stateMachineArn"], queue
    container.reset_singletons()


def execute(request: dict, name: str = "run-1", *, lose: bool = False) -> dict:
    """Call the functions as the state machine does; ``lose`` loses the batches."""
    planned = planner.handler({"request": request, "execution_name": name}, LambdaContext())
    lines = boto3.client("s3").get_object(Bucket=planned["bucket"], Key=planned["batches_key"])["Body"].read()
    assert len(lines.splitlines()) == planned["batches"]
    if lose:
        return finisher.handler(planned | {"failure": {"Error": "States.TaskFailed", "Cause": "x"}}, LambdaContext())
    for line in lines.splitlines():
        batch = json.loads(line) | {"correlation_id": planned["correlation_id"]}
        worker.handler(batch, LambdaContext())
        worker.handler(batch, LambdaContext())
    return finisher.handler(planned, LambdaContext())


def start(**body) -> dict:
    answer = call(api.handler, "POST", "/forecasts/generate", body=body)
    assert answer.status == 202
    assert answer.headers["location"] == answer.json["status_url"] == f"/forecast-jobs/{answer.json['job_id']}"
    return answer.json


def status(job_id: str) -> dict:
    return call(api.handler, "GET", f"/forecast-jobs/{job_id}").json


def test_a_job_from_request_to_report(shop):
    accepted = start(all=True, horizon_days=14)
    assert accepted["products"] is None
    (execution,) = boto3.client("stepfunctions").list_executions(stateMachineArn=shop[1])["executions"]
    assert execution["name"] == accepted["job_id"]
    queued = status(accepted["job_id"])
    assert (queued["status"], queued["products"], queued["progress"]) == ("queued", None, 0)
    assert execute({"job_id": accepted["job_id"], "trigger": "api"})["status"] == "completed_with_errors"
    job = status(accepted["job_id"])
    assert (job["products"], job["done"], job["failed"], job["progress"]) == (4, 3, 1, 1)
    assert not job["errors_truncated"]
    assert job["errors"][0]["product_id"] == "EMPTY"
    assert job["errors"][0]["code"] == "no-history"
    assert job["finished_at"] > job["created_at"]
    forecast = call(api.handler, "GET", "/forecasts/SKU-2").json
    assert (forecast["horizon_days"], forecast["engine"]) == (14, "statistical")


def test_a_category_and_a_list_of_products():
    of_category = start(category="Coffee")
    assert of_category["products"] is None
    execute({"job_id": of_category["job_id"]})
    assert status(of_category["job_id"])["products"] == 3
    accepted = start(product_ids=["SKU-0", "NOBODY", "SKU-0"])
    assert accepted["products"] == 2
    execute({"job_id": accepted["job_id"]})
    assert [error["code"] for error in status(accepted["job_id"])["errors"]] == ["product-not-found"]


def test_the_schedule_plans_a_job_of_its_own_and_people_are_told(shop):
    done = execute({"trigger": "nightly"}, "nightly-2026-11-21")
    assert (done["products"], done["done"]) == (4, 3)
    assert status(done["job_id"])["trigger"] == "nightly"
    (message,) = boto3.client("sqs").receive_message(QueueUrl=shop[2])["Messages"]
    notice = json.loads(message["Body"])
    assert "SKU-1" in notice["Message"]
    assert "May run out before new stock can arrive" in notice["Message"]


def test_lost_batches_fail_the_job_product_by_product():
    accepted = start(all=True)
    assert execute({"job_id": accepted["job_id"]}, lose=True)["status"] == "failed"
    job = status(accepted["job_id"])
    assert (job["status"], job["done"], job["failed"]) == ("failed", 0, 4)


def test_a_schedule_that_failed_before_it_had_a_job_is_only_counted():
    failed = {"trigger": "nightly", "failure": {"Error": "Lambda.Timeout"}}
    assert finisher.handler(failed, LambdaContext())["status"] == "failed"


def test_every_step_logs_under_the_id_of_the_call_that_started_the_job(shop, logs):
    body, headers = {"category": "Coffee"}, {"x-correlation-id": "call-7"}
    job_id = call(api.handler, "POST", "/forecasts/generate", body=body, headers=headers).json["job_id"]
    machine = boto3.client("stepfunctions")
    (execution,) = machine.list_executions(stateMachineArn=shop[1])["executions"]
    execute(json.loads(machine.describe_execution(executionArn=execution["executionArn"])["input"]))
    steps = [line for line in logs() if line.get("job_id") == job_id]
    assert [line["message"] for line in steps] == [
        "forecast job planned",
        "forecast batch done",
        "forecast batch done",
        "forecast job finished",
    ]
    assert {line["correlation_id"] for line in steps} == {"call-7"}


def test_a_scheduled_job_is_called_by_its_own_id(logs):
    job_id = execute({"trigger": "nightly"}, "nightly-2026-11-22")["job_id"]
    assert {line["correlation_id"] for line in logs() if line["message"] == "forecast batch done"} == {job_id}


def test_the_state_machine_passes_what_the_functions_read():
    states = json.loads(STATE_MACHINE.read_text())["States"]
    assert states["Plan"]["Parameters"]["Payload"] == {"request.$": "$", "execution_name.$": "$$.Execution.Name"}
    planned = set(states["Plan"]["ResultSelector"])
    assert planned <= {"job_id.$", "bucket.$", "batches_key.$", "batches.$", "correlation_id.$"}
    batch = {name.removesuffix(".$") for name in states["ForecastBatches"]["ItemSelector"]}
    assert batch == set(WorkerInput.model_fields)
    assert states["ForecastBatches"]["ItemReader"]["Parameters"]["Key.$"] == "$.batches_key"


def test_what_the_calendar_holds_is_in_jobs_and_in_the_night():
    assert execute({"trigger": "nightly"}, "before")["done"] == 3
    before = call(api.handler, "GET", "/forecasts/SKU-0").json
    day = before["forecast"][5]["forecast_date"]
    fair = {"name": "Fair", "start": day, "end": day, "scope": {"category": "Coffee"}, "expected_change_pct": 80}
    created = call(calendar_api.handler, "POST", "/calendar", body=fair)
    assert created.status == 201, created.body
    for name, run in (
        ("job", lambda: execute({"job_id": start(all=True)["job_id"]}, "asked")),
        ("nightly", lambda: execute({"trigger": "nightly"}, "night")),
        ("weekly", lambda: execute({"trigger": "weekly"}, "week")),
    ):
        assert run()["done"] == 3
        made = call(api.handler, "GET", "/forecasts/SKU-0").json
        assert made["event_ids"] == [created.json["event_id"]], name
        ratio = made["forecast"][5]["predicted_demand"] / before["forecast"][5]["predicted_demand"]
        assert ratio == pytest.approx(1.8, rel=0.05), name
