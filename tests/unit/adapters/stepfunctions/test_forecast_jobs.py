"""Jobs are started once, and an outage is said in words."""

from __future__ import annotations

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber

from adapters.stepfunctions.forecast_jobs import StepFunctionsJobRunner
from domain.shared.errors import UnavailableError

ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:jobs"


@pytest.fixture
def client():
    return boto3.client("stepfunctions", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")


@pytest.fixture
def stub(client):
    with Stubber(client) as stubber:
        yield stubber


def test_the_execution_has_the_jobs_name(client, stub):
    text = '{"job_id": "job-1", "trigger": "api", "correlation_id": "call-7"}'
    given = {"stateMachineArn": ARN, "name": "job-1", "input": text}
    stub.add_response("start_execution", {"executionArn": "arn:aws:x:y:z:a:b", "startDate": 0}, given)
    StepFunctionsJobRunner(client, ARN, lambda: "call-7").start("job-1")
    stub.assert_no_pending_responses()


def test_a_job_that_was_started_goes_on(client, stub):
    stub.add_client_error("start_execution", "ExecutionAlreadyExists", http_status_code=400)
    StepFunctionsJobRunner(client, ARN).start("job-1")


@pytest.mark.parametrize(("code", "status"), [("ThrottlingException", 400), ("InternalFailure", 500)])
def test_a_busy_service_is_an_outage(client, stub, code, status):
    stub.add_client_error("start_execution", code, http_status_code=status)
    with pytest.raises(UnavailableError):
        StepFunctionsJobRunner(client, ARN).start("job-1")


def test_a_wrong_name_is_a_bug(client, stub):
    stub.add_client_error("start_execution", "StateMachineDoesNotExist", http_status_code=400)
    with pytest.raises(Exception, match="StateMachineDoesNotExist"):
        StepFunctionsJobRunner(client, ARN).start("job-1")


def test_no_connection_is_an_outage():
    class Unplugged:
        def start_execution(self, **_):
            raise EndpointConnectionError(endpoint_url="https://x")

    with pytest.raises(UnavailableError):
        StepFunctionsJobRunner(Unplugged(), ARN).start("job-1")
