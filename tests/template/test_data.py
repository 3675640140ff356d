"""What holds data: encrypted, kept, versioned, reachable over TLS only, and forgotten when it should be."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adapters.dynamodb import keys
from adapters.dynamodb.outbox.kinds import kind_of_item
from domain.outbox.models import Subject
from testing.template import load_template

ROOT = Path(__file__).parents[2]
RESOURCES = load_template(ROOT / "template.yaml")["Resources"]
TABLES = sorted(name for name, item in RESOURCES.items() if item["Type"] == "AWS::DynamoDB::Table")
DAY, NOW = date(2026, 11, 20), datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
BUCKETS = sorted(name for name, item in RESOURCES.items() if item["Type"] == "AWS::S3::Bucket")
#: A day's answers by Idempotency-Key, and what is made again: nothing to keep.
NOTHING_TO_KEEP = {"IdempotencyTable", "WorklistTable"}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_encrypted_and_can_be_restored(expanded, table):
    properties = expanded.resources[table]["Properties"]
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True


@pytest.mark.parametrize("table", [name for name in TABLES if name not in NOTHING_TO_KEEP])
def test_a_table_of_data_survives_its_stack_and_has_the_given_keys(expanded, table):
    resource = expanded.resources[table]
    assert resource["DeletionPolicy"] == "RetainExceptOnCreate"
    assert resource["UpdateReplacePolicy"] == "Retain"
    assert [(key["AttributeName"], key["KeyType"]) for key in resource["Properties"]["KeySchema"]] == [
        ("PK", "HASH"),
        ("SK", "RANGE"),
    ]
    assert resource["Properties"]["DeletionProtectionEnabled"] == {"Fn::If": ["IsProd", True, False]}


@pytest.mark.parametrize("bucket", BUCKETS)
def test_a_bucket_is_private_encrypted_versioned_and_reached_over_tls(expanded, bucket):
    properties = expanded.resources[bucket]["Properties"]
    assert all(properties["PublicAccessBlockConfiguration"].values())
    assert properties["BucketEncryption"]
    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    policy = expanded.resources[f"{bucket}Policy"]["Properties"]["PolicyDocument"]["Statement"]
    assert any(is_tls_only(statement, "s3:*") for statement in policy)


def is_tls_only(statement, action):
    return (
        statement["Effect"] == "Deny"
        and statement["Principal"] == "*"
        and statement["Action"] == action
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    )


def test_queues_and_topics_are_encrypted_and_reached_over_tls(expanded):
    for kind in ("AWS::SQS::Queue", "AWS::SNS::Topic"):
        for name, item in expanded.of_type(kind).items():
            assert item["Properties"]["KmsMasterKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}, name
    policies = [
        *expanded.of_type("AWS::SQS::QueuePolicy").values(),
        *expanded.of_type("AWS::SNS::TopicPolicy").values(),
    ]
    covered = []
    for policy in policies:
        statements = policy["Properties"]["PolicyDocument"]["Statement"]
        assert any(is_tls_only(statement, action) for statement in statements for action in ("sqs:*", "sns:Publish"))
        covered += [
            item["Ref"] for item in [*policy["Properties"].get("Queues", []), *policy["Properties"].get("Topics", [])]
        ]
    assert sorted(covered) == sorted([*expanded.of_type("AWS::SQS::Queue"), *expanded.of_type("AWS::SNS::Topic")])


def test_uploads_and_jobs_expire_and_reports_grow_cold_before_they_do(expanded):
    rules = {
        rule["Id"]: rule for rule in expanded.resources["DataBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    }
    assert {rule.get("Prefix") for rule in rules.values()} == {
        "uploads/",
        "rejected/",
        "staging/",
        "jobs/",
        "reports/",
        "aws/lambda/",
        None,
    }
    assert rules["uploads"]["ExpirationInDays"] == rules["jobs"]["ExpirationInDays"] == 30
    assert rules["reports"]["Transitions"] == [{"StorageClass": "GLACIER_IR", "TransitionInDays": 30}]
    assert rules["reports"]["ExpirationInDays"] == {"Ref": "ReportRetentionDays"}
    assert rules["unfinished"]["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"] == 1


def test_reports_stay_in_glacier_for_its_shortest_stay(written):
    assert written["Parameters"]["ReportRetentionDays"]["MinValue"] >= 30 + 90


def test_every_log_group_forgets_and_is_encrypted(expanded):
    for name, group in expanded.of_type("AWS::Logs::LogGroup").items():
        assert group["Properties"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}, name
        assert group["Properties"]["KmsKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}, name


def test_the_key_is_rotated_and_kept(expanded):
    key = expanded.resources["DataKey"]
    assert key["Properties"]["EnableKeyRotation"] is True
    assert key["DeletionPolicy"] == "RetainExceptOnCreate"


def test_failed_messages_are_kept_for_two_weeks(expanded):
    assert expanded.resources["IngestDlq"]["Properties"]["MessageRetentionPeriod"] == 14 * 24 * 3600
    assert expanded.resources["IngestQueue"]["Properties"]["RedrivePolicy"]["maxReceiveCount"] == 5


def test_the_runbook_names_all_that_a_deletion_leaves(expanded):
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    section = text.split("## What a deletion leaves")[1].split("\n## ")[0]
    named = set(re.findall(r"`([A-Z]\w+)`", section))
    left = {
        name
        for name, item in expanded.resources.items()
        if item.get("DeletionPolicy", "Delete") != "Delete" and item["Type"] != "AWS::Lambda::Version"
    }
    assert named == left


#: By source: what its filter lets through, and what else of the table it does not.
CHANGES = {
    "ProductsChanges": ("ProductsTable", [keys.product("A")], []),
    "SalesChanges": ("SalesTable", [keys.history("A")], [keys.sales_day("A", DAY), keys.upload("u")]),
    "ForecastsChanges": (
        "ForecastsTable",
        [keys.latest("A"), keys.snooze("A")],
        [keys.forecast_day("A", DAY), keys.run("A", NOW, "r"), keys.job("j"), keys.report("r"), keys.shop_state()],
    ),
    "PurchasingChanges": (
        "PurchasingTable",
        [keys.supplier("S"), keys.delivery("S", DAY, "PO", "r")],
        [keys.purchase_order("PO"), keys.unsettled_order("PO"), keys.shop_settings()],
    ),
}


def lets_through(pattern, key):
    """Tell whether a filter pattern, which names parts of keys by values or beginnings, lets a key through."""
    for part, wanted in json.loads(pattern)["dynamodb"]["Keys"].items():
        value = dict(zip(("PK", "SK"), key, strict=True))[part]
        if not any(
            value.startswith(each["prefix"]) if isinstance(each, dict) else value == each for each in wanted["S"]
        ):
            return False
    return True


@pytest.mark.parametrize("source", CHANGES)
def test_the_worklist_is_told_of_what_its_rows_rest_on_and_of_nothing_else(expanded, source):
    table, told, untold = CHANGES[source]
    properties = expanded.resources[source]["Properties"]
    assert properties["EventSourceArn"] == {"Fn::GetAtt": [table, "StreamArn"]}
    assert expanded.resources[table]["Properties"]["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    patterns = [each["Pattern"] for each in properties.get("FilterCriteria", {}).get("Filters", [])]
    for key in told:
        assert not patterns or any(lets_through(pattern, key) for pattern in patterns), key
        assert keys.product_of(key) or keys.supplier_of(key)
    for key in untold:
        assert not any(lets_through(pattern, key) for pattern in patterns), key


#: By source of the outbox: items whose changes are told.
TOLD = {
    "OutboxOfProducts": ("ProductsTable", [keys.product("A")]),
    "OutboxOfSales": ("SalesTable", [keys.history("A"), keys.import_mapping("m")]),
    "OutboxOfForecasts": ("ForecastsTable", [keys.override("A", "o"), keys.snooze("A")]),
    "OutboxOfPurchasing": ("PurchasingTable", [keys.supplier("S"), keys.purchase_order("PO"), keys.shop_settings()]),
    "OutboxOfCalendar": ("CalendarTable", [keys.calendar_entry("e")]),
}


@pytest.mark.parametrize("source", TOLD)
def test_the_outbox_gets_every_item_whose_changes_are_told_written_or_deleted(expanded, source):
    table, told = TOLD[source]
    properties = expanded.resources[source]["Properties"]
    assert properties["EventSourceArn"] == {"Fn::GetAtt": [table, "StreamArn"]}
    assert expanded.resources[table]["Properties"]["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    patterns = [each["Pattern"] for each in properties["FilterCriteria"]["Filters"]]
    assert len(patterns) <= 5, "as many as a source takes"
    by_key = [each for each in patterns if json.loads(each)["dynamodb"].keys() == {"Keys"}]
    for key in told:
        assert any(lets_through(pattern, key) for pattern in by_key), key


def test_every_kind_of_item_whose_changes_are_told_comes_from_a_source():
    """An adjustment is no item: the forecast that it was taken out of is one that is told of by itself."""
    subjects = [kind.subject for _, told in TOLD.values() for key in told if (kind := kind_of_item(key))]
    assert sorted([*subjects, Subject.ADJUSTMENT]) == sorted(Subject)


@pytest.mark.parametrize("source", CHANGES)
def test_no_change_is_dropped_in_silence(expanded, source):
    properties = expanded.resources[source]["Properties"]
    assert properties["StartingPosition"] == "TRIM_HORIZON"
    assert properties["BisectBatchOnFunctionError"] is True
    assert properties["DestinationConfig"] == {"OnFailure": {"Destination": {"Fn::GetAtt": ["AsyncDlq", "Arn"]}}}
    assert properties["MaximumBatchingWindowInSeconds"] <= 1, "lists may lag a write by two seconds"
