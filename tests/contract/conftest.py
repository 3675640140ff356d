"""What contract tests of fakes and AWS adapters share."""

from __future__ import annotations

import boto3
import pytest


@pytest.fixture
def account(request, kind):
    """The AWS account with its DynamoDB client, or ``None`` for the fakes."""
    if kind == "fake":
        return None
    return request.getfixturevalue("aws"), boto3.client("dynamodb", region_name="us-east-1")
