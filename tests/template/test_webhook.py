"""The webhook: nothing of it without an address, and with one every event is posted, tried for a day and then kept."""

from __future__ import annotations

import json
import re

import pytest

from tests.template.conftest import expand

ADDRESS = {"WebhookUrl": "https://erp.example/events", "WebhookKey": "a-key"}


@pytest.fixture(scope="module")
def with_webhook():
    return expand(**ADDRESS).resources


def test_without_an_address_there_is_none(written):
    assert written["Parameters"]["WebhookUrl"]["Default"] == ""
    own = {name: item for name, item in written["Resources"].items() if "Webhook" in name}
    assert {"AWS::Events::Connection", "AWS::Events::ApiDestination", "AWS::Events::Rule", "AWS::IAM::Role"} <= {
        item["Type"] for item in own.values()
    }
    assert {item["Condition"] for item in own.values()} == {"HasWebhook", "UseWebhookAlarms"}
    others = {name: item for name, item in written["Resources"].items() if name not in own}
    assert "Webhook" not in json.dumps(others, default=str), "what is always there names nothing that may not be"


def test_an_address_is_https_and_needs_a_key_that_nobody_reads(written):
    pattern = re.compile(written["Parameters"]["WebhookUrl"]["AllowedPattern"])
    assert pattern.match(ADDRESS["WebhookUrl"])
    assert not pattern.match("http://erp.example/events")
    assert written["Parameters"]["WebhookKey"]["NoEcho"] is True
    assert written["Rules"]["WebhookNeedsKey"]["Assertions"]


def test_every_event_is_posted_to_it_with_the_key(with_webhook):
    rule = with_webhook["WebhookRule"]["Properties"]
    assert rule["EventBusName"] == {"Ref": "EventBus"}
    assert rule["EventPattern"] == {"source": ["stockcast"]}, "whatever its name"
    (target,) = rule["Targets"]
    assert target["Arn"] == {"Fn::GetAtt": ["WebhookDestination", "Arn"]}
    assert not target.keys() & {"Input", "InputPath", "InputTransformer"}, "as EventBridge writes it"
    destination = with_webhook["WebhookDestination"]["Properties"]
    assert destination["ConnectionArn"] == {"Fn::GetAtt": ["WebhookConnection", "Arn"]}
    assert (destination["HttpMethod"], destination["InvocationRateLimitPerSecond"]) == ("POST", 10)
    connection = with_webhook["WebhookConnection"]["Properties"]
    assert connection["AuthParameters"]["ApiKeyAuthParameters"]["ApiKeyName"] == "X-Webhook-Key"


def test_what_is_not_taken_is_tried_for_a_day_and_then_kept(with_webhook):
    (target,) = with_webhook["WebhookRule"]["Properties"]["Targets"]
    assert target["RetryPolicy"]["MaximumEventAgeInSeconds"] == 86_400
    queue = {"Fn::GetAtt": ["AsyncDlq", "Arn"]}
    assert target["DeadLetterConfig"] == {"Arn": queue}
    policy = with_webhook["DlqPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert any(
        each["Effect"] == "Allow"
        and each["Principal"] == {"Service": "events.amazonaws.com"}
        and each["Resource"] == queue
        for each in policy
    )


def test_its_role_may_post_there_and_nothing_else(with_webhook):
    role = with_webhook["WebhookRole"]["Properties"]
    statements = [each for policy in role["Policies"] for each in policy["PolicyDocument"]["Statement"]]
    assert [(each["Action"], each["Resource"]) for each in statements] == [
        ("events:InvokeApiDestination", {"Fn::GetAtt": ["WebhookDestination", "Arn"]})
    ]
