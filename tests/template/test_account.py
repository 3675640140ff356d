"""The template as an AWS account sees it: what blocks, fails or costs there and shows on no laptop.

Each test reads the expanded template by AWS's rules: names that are one per account and region, deployments that carry
changed parameters, hosts that a browser reaches, keys that principals use, metrics that somebody emits.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from handlers.shared import clients
from local import cloud
from local.report import LocalError
from tests.template.conftest import expand

ROOT = Path(__file__).parents[2]
REGION = "us-east-1"
#: Properties that are a resource's physical name, where its type has one that must be unique.
NAMES = re.compile(r"^(Name|[A-Z]\w*Name)$")
#: ``…Name`` properties that name something else than the resource itself.
NO_PHYSICAL_NAME = {"MetricName", "StageName", "FunctionName", "DomainName", "DisplayName"}
#: Names that are unique within the resource they belong to.
SCOPED = {"AWS::Lambda::Alias", "AWS::ApiGateway::RestApi"}


def physical_names(item):
    """Return the names that a resource claims in its account and region."""
    properties = item.get("Properties", {})
    # CloudFront keeps the name one level down.
    nested = [value for key, value in properties.items() if key.endswith("Config") and isinstance(value, dict)]
    found = {}
    for block in [properties, *nested]:
        found |= {key: value for key, value in block.items() if NAMES.match(key) and key not in NO_PHYSICAL_NAME}
    if item["Type"] == "AWS::Lambda::Function":
        found["FunctionName"] = properties.get("FunctionName")
    return {key: value for key, value in found.items() if value is not None}


def own(value):
    """Say whether a name differs between two stacks: it is made of the stack's name or of a resource of it."""
    text = json.dumps(value)
    return (
        "AWS::StackName" in text
        or '"Fn::GetAtt"' in text
        or "${Api}" in text
        or bool(re.search(r'{"Ref": "(?!AWS::|Environment)', text))
    )


def test_two_stacks_in_one_account_share_no_name(expanded):
    claimed = {
        (name, key): value
        for name, item in expanded.resources.items()
        if item["Type"] not in SCOPED
        for key, value in physical_names(item).items()
    }
    assert len(claimed) > 30, "the names are found"
    assert {key: value for key, value in claimed.items() if not own(value)} == {}


def test_a_changed_origin_reaches_the_stage():
    """A parameter is no part of what SAM hashes, so every deployment must be a new one."""
    first, second = (set(expand().of_type("AWS::ApiGateway::Deployment")) for _ in range(2))
    assert first.isdisjoint(second)


def test_the_stage_waits_for_the_role_that_access_logs_need(expanded):
    stage = expanded.resources["ApiStage"]["Properties"]
    assert "AccessLogSetting" in stage
    assert '"ApiGatewayAccount"' in json.dumps(stage), "a stage with logs fails before the account has its role"


def test_what_writes_logs_waits_for_its_declared_group(expanded):
    """Each would make a group that is not there yet by itself, and CloudFormation could not make it any more."""
    groups = set(expanded.of_type("AWS::Logs::LogGroup"))
    writers = {"ApiStage", "WebAclLogging", "ForecastJob", *expanded.functions}
    waited_for = {group for name in writers for group in groups if f'"{group}"' in json.dumps(expanded.resources[name])}
    assert waited_for == groups


def test_access_logs_are_json_whatever_happened(expanded):
    fmt = expanded.resources["ApiStage"]["Properties"]["AccessLogSetting"]["Format"]
    for seen in ("x", "-", ""):
        json.loads(re.sub(r"\$context(\.\w+)+", seen, fmt))


def test_every_log_group_that_aws_would_make_by_itself_is_declared(expanded):
    names = [
        json.dumps(item["Properties"]["LogGroupName"]) for item in expanded.of_type("AWS::Logs::LogGroup").values()
    ]
    assert sum("API-Gateway-Execution-Logs_${Api}/${Environment}" in name for name in names) == 1


def test_detailed_metrics_that_nothing_watches_are_off(expanded):
    """They are billed for each method; the alarms use the stage's, which are free."""
    settings = expanded.resources["ApiStage"]["Properties"]["MethodSettings"]
    assert {item["MetricsEnabled"] for item in settings} == {False}
    for alarm in expanded.of_type("AWS::CloudWatch::Alarm").values():
        properties = alarm["Properties"]
        if properties["Namespace"] == "AWS/ApiGateway":
            assert {item["Name"] for item in properties["Dimensions"]} == {"ApiName", "Stage"}


# -------------------------------------------------------------------------------- hosts and the browser
@pytest.fixture
def data_host(monkeypatch):
    """The host that addresses for uploads and downloads lead to."""
    monkeypatch.setenv("AWS_REGION", REGION)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "none")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "none")
    monkeypatch.delenv("STOCKCAST_ENDPOINT_URL", raising=False)
    clients.session.cache_clear()
    try:
        url = clients.s3().generate_presigned_url("put_object", Params={"Bucket": "data", "Key": "uploads/x"})
    finally:
        clients.session.cache_clear()
    return urlsplit(url).hostname


def test_the_browser_may_reach_every_host_it_is_sent_to(expanded, data_host):
    policy = expanded.resources["WebHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    text = policy["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    allowed = re.search(r"connect-src ([^;]+)", text)[1]
    assert "https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}" in allowed
    assert "https://${DataBucket.RegionalDomainName}" in allowed
    assert data_host == f"data.s3.{REGION}.amazonaws.com", "what RegionalDomainName is"


# -------------------------------------------------------------------------------- keys
def key_users(expanded):
    """Return the services that the data key's policy lets in, with the conditions they have to meet."""
    found = {}
    for statement in expanded.resources["DataKey"]["Properties"]["KeyPolicy"]["Statement"]:
        services = statement["Principal"].get("Service", [])
        for service in [services] if isinstance(services, str | dict) else services:
            found[json.dumps(service)] = statement
    return found


def test_events_reach_the_encrypted_queues(expanded):
    """EventBridge sends no account with its calls for an encrypted queue: a condition on it would refuse them."""
    statement = key_users(expanded)['"events.amazonaws.com"']
    assert set(statement["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"}
    assert "Condition" not in statement


def roles_that_send_to_queues(expanded):
    for name, role in expanded.of_type("AWS::IAM::Role").items():
        statements = [
            s for policy in role["Properties"].get("Policies", []) for s in policy["PolicyDocument"]["Statement"]
        ]
        actions = {a for s in statements for a in ([s["Action"]] if isinstance(s["Action"], str) else s["Action"])}
        if "sqs:SendMessage" in actions:
            yield name, actions


def test_whoever_sends_to_an_encrypted_queue_may_use_its_key(expanded):
    senders = dict(roles_that_send_to_queues(expanded))
    assert {"ScheduleRole", "IngestFunctionRole"} <= set(senders)
    for name, actions in senders.items():
        assert {"kms:GenerateDataKey", "kms:Decrypt"} <= actions, name


def test_schedules_use_the_role_that_may_keep_what_was_not_delivered(expanded):
    for name, schedule in expanded.of_type("AWS::Scheduler::Schedule").items():
        assert schedule["Properties"]["Target"]["RoleArn"] == {"Fn::GetAtt": ["ScheduleRole", "Arn"]}, name


# -------------------------------------------------------------------------------- loops, limits, plans
def test_a_function_that_writes_to_its_own_queue_is_allowed_to(expanded):
    """Lambda stops what looks like a loop after some sixteen rounds; a long file takes more."""
    queue = expanded.resources["IngestSource"]["Properties"]["EventSourceArn"]["Fn::GetAtt"][0]
    writers = [
        name
        for name in expanded.functions
        for statement in expanded.statements(name)
        if statement["Action"] == "sqs:SendMessage" and queue in json.dumps(statement["Resource"])
    ]
    assert writers == ["IngestFunction"]
    assert expanded.functions["IngestFunction"]["RecursiveLoop"] == "Allow"
    assert any(
        item["Properties"]["MetricName"] == "RecursiveInvocationsDropped"
        for item in expanded.of_type("AWS::CloudWatch::Alarm").values()
    )


def test_the_firewall_lets_through_what_the_plans_sell(expanded):
    rule = next(
        rule
        for rule in expanded.resources["WebAcl"]["Properties"]["Rules"]
        if "RateBasedStatement" in rule["Statement"]
    )
    limit = rule["Statement"]["RateBasedStatement"]
    sold = max(
        plan["Properties"]["Throttle"]["RateLimit"] for plan in expanded.of_type("AWS::ApiGateway::UsagePlan").values()
    )
    assert limit["Limit"] >= sold * limit["EvaluationWindowSec"]
    response = rule["Action"]["Block"]["CustomResponse"]
    assert response["ResponseCode"] == 429
    assert "Retry-After" in {header["Name"] for header in response["ResponseHeaders"]}


def machine():
    return json.loads((ROOT / "statemachines" / "forecast_job.asl.json").read_text(encoding="utf-8"))


def test_a_job_can_time_out_and_its_children_return_nothing():
    assert machine()["TimeoutSeconds"] > 0, "the alarm on time-outs could never fire"
    child = machine()["States"]["ForecastBatches"]["ItemProcessor"]["States"]["ForecastBatch"]
    assert child["ResultSelector"] == {}, "results of a map without a ResultWriter may be 256 KB in all"


def test_no_alarm_fires_by_design(expanded):
    """The ingest function stops itself 45 seconds before its timeout and goes on by a message."""
    source = (ROOT / "src" / "handlers" / "sales" / "ingest.py").read_text(encoding="utf-8")
    reserve = int(re.search(r"_RESERVE_MILLIS: Final = ([\d_]+)", source)[1])
    timeout = expanded.functions["IngestFunction"]["Timeout"] * 1000
    threshold = expanded.resources["IngestDurationAlarm"]["Properties"]["Threshold"]
    assert timeout - reserve < threshold < timeout


#: By namespace: the metrics that the service emits, with the dimensions it emits them by.
EMITTED = {
    "AWS/ApiGateway": ({"5XXError", "4XXError", "Latency"}, [{"ApiName", "Stage"}]),
    "AWS/Lambda": (
        {"Errors", "Throttles", "Duration", "RecursiveInvocationsDropped", "ClaimedAccountConcurrency", "IteratorAge"},
        [{"FunctionName"}, set()],
    ),
    "AWS/DynamoDB": (
        {"WriteThrottleEvents", "ReadThrottleEvents"},
        [{"TableName"}, {"TableName", "GlobalSecondaryIndexName"}],
    ),
    "AWS/SQS": ({"ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"}, [{"QueueName"}]),
    "AWS/States": ({"ExecutionsFailed", "ExecutionsTimedOut"}, [{"StateMachineArn"}]),
    "AWS/Events": ({"FailedInvocations"}, [{"RuleName"}, {"EventBusName", "RuleName"}]),
    "AWS/Scheduler": ({"InvocationDroppedCount", "TargetErrorCount"}, [{"ScheduleGroup"}]),
    "AWS/Bedrock": ({"InvocationThrottles", "InvocationServerErrors"}, [{"ModelId"}]),
}


def test_every_alarm_watches_a_metric_that_its_service_emits(expanded):
    for name, alarm in expanded.of_type("AWS::CloudWatch::Alarm").items():
        properties = alarm["Properties"]
        if properties["Namespace"] == "Stockcast":
            continue  # test_operations reads the code for those
        metrics, dimensions = EMITTED[properties["Namespace"]]
        assert properties["MetricName"] in metrics, name
        assert {item["Name"] for item in properties.get("Dimensions", [])} in dimensions, name


def watched(expanded, kind, key):
    """Return what alarms of a namespace watch, by one dimension."""
    return {
        (json.dumps(item["Value"]), properties["MetricName"])
        for alarm in expanded.of_type("AWS::CloudWatch::Alarm").values()
        if (properties := alarm["Properties"])["Namespace"] == kind
        for item in properties.get("Dimensions", [])
        if item["Name"] == key
    }


def test_every_table_index_queue_rule_and_schedule_group_is_watched(expanded):
    throttles = {"WriteThrottleEvents", "ReadThrottleEvents"}
    tables = watched(expanded, "AWS/DynamoDB", "TableName")
    indexes = watched(expanded, "AWS/DynamoDB", "GlobalSecondaryIndexName")
    for name, table in expanded.of_type("AWS::DynamoDB::Table").items():
        assert {(json.dumps({"Ref": name}), metric) for metric in throttles} <= tables, name
        for index in table["Properties"].get("GlobalSecondaryIndexes", []):
            assert {(json.dumps(index["IndexName"]), metric) for metric in throttles} <= indexes, index["IndexName"]
    for name in expanded.of_type("AWS::Events::Rule"):
        assert (json.dumps({"Ref": name}), "FailedInvocations") in watched(expanded, "AWS/Events", "RuleName"), name
    for name in expanded.of_type("AWS::Scheduler::ScheduleGroup"):
        assert (json.dumps({"Ref": name}), "InvocationDroppedCount") in watched(
            expanded, "AWS/Scheduler", "ScheduleGroup"
        )
        assert {
            json.dumps(s["Properties"]["GroupName"]) for s in expanded.of_type("AWS::Scheduler::Schedule").values()
        } == {json.dumps({"Ref": name})}


def test_variables_fit_into_the_four_kilobytes_that_a_function_may_have(expanded):
    longest = 120  # an ARN or an address, as long as a stack's name of 40 letters makes it
    for name, function in expanded.functions.items():
        variables = function["Environment"]["Variables"]
        assert (
            sum(len(key) + (len(value) if isinstance(value, str) else longest) for key, value in variables.items())
            < 4096
        ), name


def test_functions_and_layer_are_built_for_the_architecture_that_is_deployed(monkeypatch, tmp_path):
    built = []
    monkeypatch.setattr(cloud, "BUILD", tmp_path)
    monkeypatch.setenv("STOCKCAST_ARCH", "x86_64")
    (tmp_path / "DependenciesLayer").mkdir()
    (tmp_path / "DependenciesLayer" / "architecture").write_text("aarch64\n")
    monkeypatch.setattr(cloud.builder, "build", lambda _: built.append(os.environ["STOCKCAST_ARCH"]))
    cloud.build()
    assert built == ["arm64"], "whatever the shell says"
    with pytest.raises(LocalError, match="built for aarch64"):
        cloud.build("x86_64")
