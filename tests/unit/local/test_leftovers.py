"""What a deleted stack has left: found by its names alone, told with what to do, removed when that is asked for."""

from __future__ import annotations

from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from local import leftovers
from local.report import LocalError
from testing.template import load_template

ROOT = Path(__file__).parents[3]
TEMPLATE = load_template(ROOT / "template.yaml")
STACK = "stockcast-dev"
SUFFIX = "1ABCDEFGHIJK"


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    with mock_aws():
        session = boto3.Session(region_name="us-east-1")
        yield session.client


def kept(kind):
    """Return the resources of a type that outlive their stack."""
    return sorted(
        name
        for name, item in TEMPLATE["Resources"].items()
        if item["Type"] == kind and item.get("DeletionPolicy", "Delete") != "Delete"
    )


TABLES, BUCKETS = kept("AWS::DynamoDB::Table"), kept("AWS::S3::Bucket")


def leave(client, stack=STACK, *, protected=False):
    """Make what a deletion of a stack leaves."""
    key = [{"AttributeName": "PK", "KeyType": "HASH"}]
    for name in TABLES:
        client("dynamodb").create_table(
            TableName=f"{stack}-{name}-{SUFFIX}",
            KeySchema=key,
            AttributeDefinitions=[{"AttributeName": "PK", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            DeletionProtectionEnabled=protected,
        )
    for name in BUCKETS:
        bucket = f"{stack}-{name}-{SUFFIX}".lower()
        client("s3").create_bucket(Bucket=bucket)
        client("s3").put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        for _ in range(2):
            client("s3").put_object(Bucket=bucket, Key="a", Body=b"x")
        client("s3").delete_object(Bucket=bucket, Key="a")
    client("kms").create_key(Description=stack + leftovers.KEY_DESCRIPTION)
    client("iam").create_role(RoleName=f"{stack}-{leftovers.ROLE}-{SUFFIX}", AssumeRolePolicyDocument="{}")


def test_all_that_is_left_is_found_and_each_says_what_to_do(client):
    leave(client)
    found = leftovers.find(STACK, client)
    assert len(TABLES) > 2
    assert [each.kind for each in found] == ["table"] * len(TABLES) + ["bucket"] * len(BUCKETS) + ["key", "role"]
    assert all(each.do for each in found)


def test_what_belongs_to_another_stack_is_not_touched(client):
    leave(client, "stockcast-dev")
    assert leftovers.find("stockcast", client) == []


@pytest.mark.parametrize("protected", [False, True])
def test_removed_is_all_but_the_accounts_role(client, protected):
    leave(client, protected=protected)
    leftovers.remove(leftovers.find(STACK, client))
    assert [each.kind for each in leftovers.find(STACK, client)] == ["role"]


def test_a_stack_that_is_there_is_in_use(client):
    client("cloudformation").create_stack(
        StackName=STACK, TemplateBody='{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}'
    )
    with pytest.raises(LocalError, match="still there"):
        leftovers.find(STACK, client)
    client("cloudformation").delete_stack(StackName=STACK)
    assert leftovers.find(STACK, client) == []


def test_the_template_keeps_nothing_of_another_kind():
    kinds = {
        each["Type"] for each in TEMPLATE["Resources"].values() if each.get("DeletionPolicy", "Delete") != "Delete"
    }
    assert kinds == {
        "AWS::DynamoDB::Table",
        "AWS::S3::Bucket",
        "AWS::KMS::Key",
        "AWS::IAM::Role",
        "AWS::ApiGateway::Account",  # a setting of the account and region, which names the role
    }
    assert (kept("AWS::KMS::Key"), kept("AWS::IAM::Role")) == ([leftovers.KEY], [leftovers.ROLE])
    described = TEMPLATE["Resources"]["DataKey"]["Properties"]["Description"]["Fn::Sub"]
    assert described == "${AWS::StackName}" + leftovers.KEY_DESCRIPTION
