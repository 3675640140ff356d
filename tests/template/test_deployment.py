"""Deployments that go back by themselves, and the roles that a pipeline deploys with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from local import cloud, smoke
from testing.template import load_template
from tests.template.conftest import expand

ROOT = Path(__file__).parents[2]
ROLES = load_template(ROOT / "deploy/github-role.yaml")["Resources"]


@pytest.fixture(scope="module")
def canary():
    return expand(Canary="true")


def test_every_function_shifts_traffic_and_goes_back_on_its_own_errors(canary):
    groups = canary.of_type("AWS::CodeDeploy::DeploymentGroup")
    assert {name.removesuffix("DeploymentGroup") for name in groups} == canary.functions.keys()
    for name, item in groups.items():
        group = item["Properties"]
        assert "Canary10Percent5Minutes" in json.dumps(group["DeploymentConfigName"])
        assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]
        condition, alarms, _ = group["AlarmConfiguration"]["Fn::If"]
        own = f"{name.removesuffix('FunctionDeploymentGroup')}ErrorsAlarm"
        assert condition == "UseAlarms"
        assert {alarm["Name"]["Ref"] for alarm in alarms["Alarms"]} == {"ApiServerErrorsAlarm", own}
        assert {"ApiServerErrorsAlarm", own} <= canary.of_type("AWS::CloudWatch::Alarm").keys()
    for name, item in canary.of_type("AWS::Lambda::Alias").items():
        assert item["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"], name


def test_codedeploy_may_shift_traffic_and_read_the_alarms(canary):
    role = canary.resources["CodeDeployServiceRole"]["Properties"]
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": ["codedeploy.amazonaws.com"]}
    assert [arn.rpartition("/")[2] for arn in role["ManagedPolicyArns"]] == ["AWSCodeDeployRoleForLambda"]
    for name, group in canary.of_type("AWS::CodeDeploy::DeploymentGroup").items():
        assert group["Properties"]["ServiceRoleArn"] == {"Fn::GetAtt": ["CodeDeployServiceRole", "Arn"]}, name


def test_an_alarm_that_takes_traffic_back_can_rise_while_it_is_being_shifted(canary):
    """A tenth of the traffic is on the new code for five minutes: an alarm that needs longer would come too late."""
    for name, group in canary.of_type("AWS::CodeDeploy::DeploymentGroup").items():
        _, alarms, _ = group["Properties"]["AlarmConfiguration"]["Fn::If"]
        for alarm in alarms["Alarms"]:
            properties = canary.resources[alarm["Name"]["Ref"]]["Properties"]
            needed = properties.get("DatapointsToAlarm", properties["EvaluationPeriods"])
            assert needed * properties["Period"] < 5 * 60, (name, alarm)


def test_the_pipeline_may_make_what_a_canary_needs(canary):
    """CodeDeploy's role is named after the stack, and the execution role may hand it to CodeDeploy."""
    actions = {action for item in statements("ExecutionRole") for action in item["Action"]}
    assert {"codedeploy:*", "iam:CreateRole", "iam:AttachRolePolicy", "iam:PassRole"} <= actions
    assert "RoleName" not in canary.resources["CodeDeployServiceRole"]["Properties"], (
        "so that it begins with the stack's"
    )


@pytest.mark.parametrize("template", ["template.yaml", "deploy/github-role.yaml"])
def test_every_check_that_is_skipped_says_why(template):
    resources = load_template(ROOT / template)["Resources"].values()
    skips = [each for item in resources for each in item.get("Metadata", {}).get("checkov", {}).get("skip", [])]
    assert skips
    assert not [each for each in skips if len(each["comment"]) < 8], "a reason in words"


def test_without_a_canary_there_is_nothing_of_it(expanded):
    assert not expanded.of_type("AWS::CodeDeploy::DeploymentGroup")
    assert not expanded.of_type("AWS::CodeDeploy::Application")


@pytest.mark.parametrize("environment", ["staging", "prod"])
def test_environments_that_people_use_have_a_canary_and_its_alarms(environment, written):
    given = cloud.overrides(cloud.settings(environment))
    assert given["Canary"] == "true"
    assert given.get("Alarms", written["Parameters"]["Alarms"]["Default"]) == "true"
    assert written["Rules"]["CanaryNeedsAlarms"]["Assertions"]


def statements(role):
    return [
        statement
        for policy in ROLES[role]["Properties"]["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
    ]


def test_the_pipelines_role_trusts_one_environment_of_one_repository():
    (trust,) = ROLES["DeployRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    equals = trust["Condition"]["StringEquals"]
    assert trust["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert "repo:${Repository}:environment:${Environment}" in json.dumps(equals)
    assert "StringLike" not in trust["Condition"], "a wildcard would let other branches and repositories in"


def test_the_pipelines_role_makes_no_roles_and_passes_only_the_execution_role_to_cloudformation():
    actions = [
        action
        for statement in statements("DeployRole")
        for action in (statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]])
    ]
    assert [action for action in actions if action.startswith("iam:")] == ["iam:PassRole"]
    assert not [action for action in actions if "*" in action]
    (passing,) = (item for item in statements("DeployRole") if item["Action"] == "iam:PassRole")
    assert "ExecutionRole" in json.dumps(passing["Resource"])
    assert passing["Condition"] == {"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}}


def test_the_execution_role_serves_this_stack_alone_and_makes_only_roles_of_its_name():
    (trust,) = ROLES["ExecutionRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "cloudformation.amazonaws.com"}
    assert "stack/${StackName}/*" in json.dumps(trust["Condition"])
    for statement in statements("ExecutionRole"):
        if "iam:" in json.dumps(statement["Action"]):
            assert "role/${StackName}-*" in json.dumps(statement["Resource"])
        assert statement["Action"] != "*"


def test_the_execution_role_may_make_every_kind_of_resource_there_is(canary):
    allowed = " ".join(json.dumps(statement["Action"]) for statement in statements("ExecutionRole"))
    services = {item["Type"].split("::")[1].lower() for item in canary.resources.values()}
    prefixes = {"stepfunctions": "states", "serverless": "lambda"}
    for service in services:
        assert re.search(rf'"{prefixes.get(service, service)}:', allowed), service


def test_the_smoke_test_asks_every_function_that_callers_reach(expanded):
    asked = set()
    for path in smoke.PATHS:
        address = path.partition("?")[0]
        found = [
            (name, item)
            for (name, method), item in expanded.operations.items()
            if method == "get" and re.fullmatch(re.sub(r"{\w+}", "[^/]+", name), address)
        ]
        _, operation = min(found, key=lambda each: "{" in each[0])
        asked.add(re.search(r"{(\w+)Aliaslive", str(operation["x-amazon-apigateway-integration"]["uri"]))[1])
    assert asked == {name for name, item in expanded.functions.items() if item["Handler"].endswith(".api.handler")}, (
        "a path of each in local/smoke.py"
    )


def test_the_guide_lists_every_parameter_with_its_default(written):
    text = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8").split("## Parameters")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)` \| (?:`([^`]+)`)? ?\| \S", text, re.MULTILINE)
    assert listed == [(name, str(given["Default"])) for name, given in written["Parameters"].items()]
