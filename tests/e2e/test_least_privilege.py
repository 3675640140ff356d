"""Each function's role does its work (all the other tests run under it) and is denied what is none of its business."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

DENIED = {"AccessDenied", "AccessDeniedException", "AuthorizationError", "403", "Forbidden", "UnauthorizedOperation"}


def role_session(stack, function):
    """Return credentials of a function's execution role."""
    name = f"{stack.described['stack_name']}-{function}"
    role = stack.aws("lambda").get_function_configuration(FunctionName=name)["Role"]
    given = stack.aws("sts").assume_role(RoleArn=role, RoleSessionName="least-privilege")["Credentials"]
    return {
        "aws_access_key_id": given["AccessKeyId"],
        "aws_secret_access_key": given["SecretAccessKey"],
        "aws_session_token": given["SessionToken"],
    }


KEY = {"PK": {"S": "PRODUCT#x"}, "SK": {"S": "METADATA"}}
QUESTION = {"modelId": "us.anthropic.claude-sonnet-4-6", "messages": [{"role": "user", "content": [{"text": "hi"}]}]}


def get(table):
    return "dynamodb", "get_item", lambda out: {"TableName": out[table], "Key": KEY}


def write(table):
    return "dynamodb", "put_item", lambda out: {"TableName": out[table], "Item": KEY}


def remove(table):
    return "dynamodb", "delete_item", lambda out: {"TableName": out[table], "Key": KEY}


def scan(table):
    return "dynamodb", "scan", lambda out: {"TableName": out[table]}


def drop(table):
    return "dynamodb", "delete_table", lambda out: {"TableName": out[table]}


def read(prefix):
    return "s3", "get_object", lambda out: {"Bucket": out["DataBucket"], "Key": f"{prefix}/x"}


def store(prefix):
    return "s3", "put_object", lambda out: {"Bucket": out["DataBucket"], "Key": f"{prefix}/x", "Body": b"x"}


def erase(prefix):
    return "s3", "delete_object", lambda out: {"Bucket": out["DataBucket"], "Key": f"{prefix}/x"}


START_A_JOB = "stepfunctions", "start_execution", lambda out: {"stateMachineArn": out["ForecastJobArn"]}
ASK_A_MODEL = "bedrock-runtime", "converse", lambda _: QUESTION
LIST_SECRETS = "secretsmanager", "list_secrets", lambda _: {}
READ_API_KEYS = "apigateway", "get_api_keys", lambda _: {"includeValues": True}

MUST_NOT = [
    ("products", "read a whole table", *scan("ProductsTable")),
    ("products", "drop a table", *drop("ProductsTable")),
    ("products", "write sales", *write("SalesTable")),
    ("products", "read reports", *read("reports")),
    ("products", "ask a model", *ASK_A_MODEL),
    ("sales", "delete products", *remove("ProductsTable")),
    ("sales", "read forecasts", *get("ForecastsTable")),
    ("sales", "delete uploads", *erase("uploads")),
    ("sales", "start jobs", *START_A_JOB),
    ("ingest", "write uploads", *store("uploads")),
    ("ingest", "read forecasts", *get("ForecastsTable")),
    ("ingest", "ask a model", *ASK_A_MODEL),
    ("forecasts", "write sales", *write("SalesTable")),
    ("forecasts", "write products", *write("ProductsTable")),
    ("forecasts", "read uploads", *read("uploads")),
    ("forecast-planner", "write products", *write("ProductsTable")),
    ("forecast-planner", "ask a model", *ASK_A_MODEL),
    ("forecast-worker", "delete sales", *remove("SalesTable")),
    ("forecast-worker", "start jobs", *START_A_JOB),
    ("forecast-finisher", "write reports", *store("reports")),
    ("reports", "write sales", *write("SalesTable")),
    ("reports", "delete forecasts", *remove("ForecastsTable")),
    ("reports", "read uploads", *read("uploads")),
    ("report-worker", "write products", *write("ProductsTable")),
    ("system", "write products", *write("ProductsTable")),
    ("system", "list secrets", *LIST_SECRETS),
    ("system", "read API keys", *READ_API_KEYS),
]


@pytest.mark.parametrize(
    ("function", "what", "service", "action", "arguments"), MUST_NOT, ids=[f"{item[0]} {item[1]}" for item in MUST_NOT]
)
def test_it_is_denied(stack, function, what, service, action, arguments):
    client = stack.aws(service, **role_session(stack, function))
    with pytest.raises(ClientError) as refused:
        getattr(client, action)(**arguments(stack.outputs))
    assert refused.value.response["Error"]["Code"] in DENIED, f"{function} may {what}"
