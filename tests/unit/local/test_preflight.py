"""What the preflight says of an account, each check against the service's own answers (botocore's Stubber)."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

import boto3
import pytest
from botocore.stub import Stubber

from local import preflight
from local.report import LocalError
from testing.template import load_template

ROOT = Path(__file__).parents[3]
GOOD_MODEL = {
    "modelId": "m",
    "agreementAvailability": {"status": "AVAILABLE"},
    "authorizationStatus": "AUTHORIZED",
    "entitlementAvailability": "AVAILABLE",
    "regionAvailability": "AVAILABLE",
}


def a_stack(name, status):
    return {"Stacks": [{"StackName": name, "StackStatus": status, "CreationTime": "2026-11-27T00:00:00Z"}]}


class StubbedAccount:
    """An account whose services give these answers; a string is an error's message."""

    def __init__(self, *, region="us-east-1", parameters=None, **changes):
        self.answers = {
            "stack": "Stack with id stockcast-dev does not exist",
            "bootstrap": a_stack(preflight.BOOTSTRAP_STACK, "CREATE_COMPLETE"),
            "role": {"cloudwatchRoleArn": "arn:aws:iam::123456789012:role/logs"},
            "quota": (1000, 1000),
            "models": [GOOD_MODEL, GOOD_MODEL],
        } | changes
        self.parameters = parameters or {}
        self.account = preflight.Account(self.client, region, "stockcast-dev", self.parameters)
        session = boto3.Session("none", "none", region_name=region)
        names = ("cloudformation", "apigateway", "lambda", "bedrock")
        self.clients = {name: session.client(name) for name in names}

    def client(self, service):
        return self.clients[service]

    def look(self):
        with ExitStack() as stack:
            stubs = {name: stack.enter_context(Stubber(client)) for name, client in self.clients.items()}
            for name in ("stack", "bootstrap"):
                self._answer(stubs["cloudformation"], "describe_stacks", self.answers[name])
            if self.parameters.get("ManageApiGatewayAccount") != "skip":
                self._answer(stubs["apigateway"], "get_account", self.answers["role"])
            quota, free = self.answers["quota"]
            limits = {"ConcurrentExecutions": quota, "UnreservedConcurrentExecutions": free}
            self._answer(stubs["lambda"], "get_account_settings", {"AccountLimit": limits})
            for answer in self.answers["models"]:
                self._answer(stubs["bedrock"], "get_foundation_model_availability", answer)
            found = preflight.look(self.account)
            for stub in stubs.values():
                stub.assert_no_pending_responses()
        return found

    @staticmethod
    def _answer(stub, operation, answer):
        if isinstance(answer, str):
            stub.add_client_error(operation, "ValidationError", answer)
        else:
            stub.add_response(operation, answer)


def test_an_account_that_lacks_nothing_is_told_nothing():
    account = StubbedAccount()
    assert account.look() == []
    assert account.account.settled == {"ConcurrencyWarning": "800"}


def test_a_fresh_account_is_deployed_to_and_told_what_happens():
    fresh = StubbedAccount(bootstrap="Stack with id x does not exist", role={}, quota=(10, 10))
    found = fresh.look()
    assert [finding.blocks for finding in found] == [False] * 3
    assert fresh.account.settled == {"ManageApiGatewayAccount": "true", "ConcurrencyWarning": "8"}
    assert {"Service Quotas" in finding.do for finding in found} == {True, False}


def test_a_stack_that_set_the_logging_role_goes_on_keeping_it():
    stack = a_stack("stockcast-dev", "UPDATE_COMPLETE")
    stack["Stacks"][0]["Parameters"] = [{"ParameterKey": "ManageApiGatewayAccount", "ParameterValue": "true"}]
    deployed = StubbedAccount(stack=stack)
    assert deployed.look() == []
    assert deployed.account.settled["ManageApiGatewayAccount"] == "true"
    told = StubbedAccount(stack=stack, parameters={"ManageApiGatewayAccount": "false"})
    told.look()
    assert "ManageApiGatewayAccount" not in told.account.settled


@pytest.mark.parametrize(
    ("changes", "said", "do"),
    [
        (
            {"role": {}, "parameters": {"ManageApiGatewayAccount": "false"}},
            "no role to write logs",
            "Leave that parameter",
        ),
        ({"stack": a_stack("stockcast-dev", "ROLLBACK_COMPLETE")}, "ROLLBACK_COMPLETE", "delete it"),
        ({"bootstrap": a_stack("b", "ROLLBACK_FAILED")}, "bucket for code", "Delete that stack"),
        ({"quota": (120, 120), "parameters": {"WorkerConcurrency": "40"}}, "reserves 40 of 120", "smaller"),
        ({"region": "eu-central-1"}, "eu-central-1", "us-east-1"),
    ],
)
def test_what_would_fail_stops_the_deployment_and_says_what_to_do(changes, said, do):
    blocking = [finding for finding in StubbedAccount(**changes).look() if finding.blocks]
    assert len(blocking) == 1
    assert said in blocking[0].what
    assert do in blocking[0].do


@pytest.mark.parametrize(
    "answer",
    [
        GOOD_MODEL | {"authorizationStatus": "NOT_AUTHORIZED"},
        GOOD_MODEL | {"agreementAvailability": {"status": "NOT_AVAILABLE"}},
        "The provided model identifier is invalid.",
    ],
)
def test_a_model_without_access_is_said_and_does_not_stop(answer):
    found = StubbedAccount(models=[answer, GOOD_MODEL]).look()
    assert [finding.blocks for finding in found] == [False]
    assert "BedrockModelId" in found[0].what
    assert "statistical" in found[0].do


def test_without_models_nobody_is_asked():
    parameters = {"BedrockModelId": "", "BedrockFallbackModelId": ""}
    assert StubbedAccount(models=[], region="eu-central-1", parameters=parameters).look() == []


def test_findings_are_printed_with_what_to_do_and_blocking_ones_end_it(capsys):
    stuck = StubbedAccount(stack=a_stack("stockcast-dev", "ROLLBACK_COMPLETE"), role={})
    findings = stuck.look()
    assert [finding.blocks for finding in findings] == [True, False], "what blocks comes first"
    with pytest.raises(LocalError, match="1 thing to do"):
        preflight.report(findings)
    printed = capsys.readouterr()
    assert all(finding.do in printed.out + printed.err for finding in findings)


def test_the_default_models_are_the_templates():
    parameters = load_template(ROOT / "template.yaml")["Parameters"]
    assert {name: parameters[name]["Default"] for name in preflight.DEFAULT_MODELS} == preflight.DEFAULT_MODELS


def test_deploying_looks_first():
    source = (ROOT / "local" / "cloud.py").read_text(encoding="utf-8")
    body = re.search(r"^def deploy\(.*?(?=^def )", source, re.MULTILINE | re.DOTALL)[0]
    assert 0 < body.index("preflight") < body.index("build(") < body.index("_sam_deploy(")
