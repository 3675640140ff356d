"""Alarms, switches and the layer: what whoever runs the stack relies on."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from handlers.forecasting.job_steps import PlanRequest
from local import tools

ROOT = Path(__file__).parents[2]


def test_every_alarm_tells_someone_and_names_its_runbook_entry(expanded):
    runbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    entries = {word.strip() for line in re.findall(r"^### (.+)$", runbook, re.MULTILINE) for word in line.split(",")}
    alarms = expanded.of_type("AWS::CloudWatch::Alarm")
    assert len(alarms) > 40
    for name, alarm in alarms.items():
        properties = alarm["Properties"]
        assert properties["AlarmActions"] == [{"Ref": "AlarmTopic"}], name
        entry = re.search(r"docs/operations\.md#([a-z-]+)$", properties["AlarmDescription"])
        assert entry, name
        assert entry[1] in entries, f"{name} names an entry that the runbook does not have"


def test_every_metric_that_an_alarm_watches_is_counted_somewhere(expanded):
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    own = [
        item["Properties"]
        for item in expanded.of_type("AWS::CloudWatch::Alarm").values()
        if item["Properties"]["Namespace"] == "Stockcast"
    ]
    assert own
    for properties in own:
        assert f'"{properties["MetricName"]}"' in source
        assert properties["Dimensions"] == [{"Name": "service", "Value": {"Ref": "AWS::StackName"}}]


def counted():
    """Return the names of all metrics that the code counts."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    return set(re.findall(r'(?:meter|observability)\.(?:count|measure)\("(\w+)"', source))


def section(title):
    """Return a section of the runbook."""
    runbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    return re.split(r"^## ", runbook.split(f"## {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_the_runbook_tells_of_every_metric_and_the_alarm_that_watches_it(expanded):
    rows = [line.split("|") for line in section("What is counted").splitlines() if line.startswith("| `")]
    assert {name for _, names, *_ in rows for name in re.findall(r"`(\w+)`", names)} == counted()
    entries = set(re.findall(r"[a-z-]+", " ".join(re.findall(r"^### (.+)$", section("Alarms"), re.MULTILINE))))
    for _, names, _, alarms, _ in rows:
        assert alarms.startswith(" none:") or set(alarms.replace(" ", "").split(",")) <= entries, names


def test_every_runbook_entry_belongs_to_an_alarm(expanded):
    named = "".join(
        item["Properties"]["AlarmDescription"] + " " for item in expanded.of_type("AWS::CloudWatch::Alarm").values()
    )
    headings = re.findall(r"^### (.+)$", section("Alarms"), re.MULTILINE)
    for entry in (word for heading in headings for word in heading.split(", ")):
        assert f"#{entry} " in named, entry


def test_the_dashboard_shows_what_the_code_counts_for_this_stack(expanded):
    body = expanded.resources["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    widgets = json.loads(body)["widgets"]
    shown = [metric for widget in widgets for metric in widget["properties"]["metrics"]]
    own = [metric for metric in shown if metric[0] == "Stockcast"]
    assert {metric[1] for metric in own} <= counted()
    assert {"RowsAccepted", "RowsRejected", "ForecastsGenerated", "ForecastsDegraded", "ForecastAccuracy"} <= {
        metric[1] for metric in own
    }
    assert {"ModelInputTokens", "ModelOutputTokens"} <= {metric[1] for metric in own}
    assert {tuple(metric[2:4]) for metric in own} == {("service", "${AWS::StackName}")}
    assert {metric[0] for metric in shown} >= {"AWS/ApiGateway", "AWS/Lambda", "AWS/DynamoDB", "AWS/SQS", "AWS/States"}


def test_the_dashboard_shows_every_function_and_table(expanded):
    widgets = json.loads(expanded.resources["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"])["widgets"]
    shown = {(metric[1], metric[3]) for widget in widgets for metric in widget["properties"]["metrics"] if metric[3:]}
    names = {function["FunctionName"]["Fn::Sub"] for function in expanded.functions.values()}
    for metric in ("Errors", "Duration"):
        assert {name for kind, name in shown if kind == metric} == names
    tables = {f"${{{name}}}" for name in expanded.of_type("AWS::DynamoDB::Table")}
    assert {name for kind, name in shown if kind == "WriteThrottleEvents"} == tables


def test_the_query_for_a_correlation_id_finds_every_function_by_fields_that_are_logged(expanded):
    groups = expanded.of_type("AWS::Logs::LogGroup")
    assert {name.removesuffix("Function") for name in expanded.functions} == {
        name.removesuffix("Logs") for name in groups
    } - {"ApiAccess", "ApiExecution", "ForecastJob", "Waf"}
    for name in set(groups) - {
        "WafLogs",
        "ForecastJobLogs",
        "ApiExecutionLogs",
    }:  # services that want a name of their own kind
        assert groups[name]["Properties"]["LogGroupName"]["Fn::Sub"].startswith("/stockcast/${AWS::StackName}/"), name
    query = re.search(r"fields (.+)\n\| filter correlation_id", section("What to look at first"))[1]
    logged = (ROOT / "src" / "handlers" / "shared" / "http.py").read_text(encoding="utf-8")
    for name in set(query.split(", ")) - {"@timestamp", "@log", "level", "message"}:
        assert f"{name}=" in logged, name


@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        ("AWS::WAFv2::WebACL", "UseWaf"),
        ("AWS::WAFv2::WebACLAssociation", "UseWaf"),
        ("AWS::CloudFront::Distribution", "UseWebHosting"),
        ("AWS::CloudWatch::Dashboard", "UseAlarms"),
    ],
)
def test_what_is_billed_by_the_hour_or_month_can_be_switched_off(expanded, kind, condition):
    assert [item["Condition"] for item in expanded.of_type(kind).values()] == [condition]


def test_every_alarm_can_be_switched_off(expanded):
    for name, alarm in expanded.of_type("AWS::CloudWatch::Alarm").items():
        assert alarm["Condition"] in {"UseAlarms", "UseModelAlarms", "UseScheduleAlarms", "UseWebhookAlarms"}, name


def test_the_cache_can_be_switched_off(expanded):
    stage = expanded.of_type("AWS::ApiGateway::Stage")["ApiStage"]["Properties"]
    assert stage["CacheClusterEnabled"] == {"Fn::If": ["UseApiCache", True, False]}


def test_schedules_retry_and_keep_what_was_not_delivered(expanded):
    schedules = expanded.of_type("AWS::Scheduler::Schedule")
    assert len(schedules) == 6
    for schedule in schedules.values():
        target = schedule["Properties"]["Target"]
        assert target["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": ["AsyncDlq", "Arn"]}
        assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0
        assert schedule["Properties"]["State"] == {"Fn::If": ["UseSchedules", "ENABLED", "DISABLED"]}


def test_the_schedules_ask_for_runs_that_the_planner_takes(expanded):
    asked = {}
    schedules = expanded.of_type("AWS::Scheduler::Schedule")
    check = schedules.pop("ReconcileFunctionNightly")["Properties"]
    assert check["Target"]["Arn"] == {"Ref": "ReconcileFunctionAliaslive"}
    assert check["ScheduleExpression"] == "cron(0 2 * * ? *)", "before forecasts are made of the histories"
    upkeep = schedules.pop("WorklistFunctionHourly")["Properties"]
    assert upkeep["Target"]["Arn"] == {"Ref": "WorklistFunctionAliaslive"}
    assert upkeep["ScheduleExpression"] == "cron(3 * * * ? *)", "soon after midnight, and each shard's hour once a day"
    soon = schedules.pop("WorklistFunctionMinutely")["Properties"]
    assert soon["Target"]["Arn"] == {"Ref": "WorklistFunctionAliaslive"}
    assert (soon["ScheduleExpression"], soon["Target"]["Input"]) == ("rate(1 minute)", '{"trigger":"minutely"}')
    left = schedules.pop("OutboxFunctionHourly")["Properties"]
    assert left["Target"]["Arn"] == {"Ref": "OutboxFunctionAliaslive"}
    for schedule in schedules.values():
        target = schedule["Properties"]["Target"]
        assert target["Arn"] == {"Ref": "ForecastJob"}
        request = PlanRequest.model_validate_json(target["Input"])
        asked[request.trigger] = (schedule["Properties"]["ScheduleExpression"], request.horizon_days)
    assert asked == {"nightly": ("cron(0 3 * * ? *)", 28), "weekly": ("cron(0 5 ? * SUN *)", 28)}


def test_the_layer_carries_the_locked_packages():
    command = [tools.uv(), "export", "--frozen", "--no-default-groups", "--no-emit-project", "--no-header", "--quiet"]
    exported = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    carried = (ROOT / "layers" / "dependencies" / "requirements.txt").read_text(encoding="utf-8")
    assert carried.split("\n", 1)[1] == exported, "run: make layer-lock"


def test_the_layer_carries_no_test_tools():
    carried = (ROOT / "layers" / "dependencies" / "requirements.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([a-z0-9-]+)==", carried, re.MULTILINE))
    assert {"boto3", "botocore", "numpy", "pydantic", "aws-lambda-powertools", "dependency-injector"} <= names
    assert not names & {"pytest", "moto", "statsforecast", "pandas", "scipy", "pyarrow", "pydantic-settings"}
