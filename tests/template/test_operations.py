"""Alarms, switches and the layer: what whoever runs the stack relies on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

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
        assert properties["Dimensions"] == [{"Name": "service", "Value": "stockcast"}]


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
        assert alarm["Condition"] in {"UseAlarms", "UseModelAlarms", "UseScheduleAlarms"}, name


def test_the_cache_can_be_switched_off(expanded):
    stage = expanded.of_type("AWS::ApiGateway::Stage")["ApiStage"]["Properties"]
    assert stage["CacheClusterEnabled"] == {"Fn::If": ["UseApiCache", True, False]}


def test_schedules_retry_and_keep_what_was_not_delivered(expanded):
    schedules = expanded.of_type("AWS::Scheduler::Schedule")
    assert len(schedules) == 2
    for schedule in schedules.values():
        target = schedule["Properties"]["Target"]
        assert target["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": ["AsyncDlq", "Arn"]}
        assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0
        assert schedule["Properties"]["State"] == {"Fn::If": ["UseSchedules", "ENABLED", "DISABLED"]}


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
