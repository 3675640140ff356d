"""Each function's role does its work (all the other tests run under it) and is denied what is none of its business."""

from __future__ import annotations

from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from testing.template import load_template

DENIED = {"AccessDenied", "AccessDeniedException", "AuthorizationError", "403", "Forbidden", "UnauthorizedOperation"}


def role_session(stack, function):
    """Return credentials of a function's execution role, or of the state machine's."""
    if function == MACHINE:
        described = stack.aws("stepfunctions").describe_state_machine(stateMachineArn=stack.outputs["ForecastJobArn"])
        role = described["roleArn"]
    else:
        name = f"{stack.described['stack_name']}-{function}"
        role = stack.aws("lambda").get_function_configuration(FunctionName=name)["Role"]
    given = stack.aws("sts").assume_role(RoleArn=role, RoleSessionName="least-privilege")["Credentials"]
    return {
        "aws_access_key_id": given["AccessKeyId"],
        "aws_secret_access_key": given["SecretAccessKey"],
        "aws_session_token": given["SessionToken"],
    }


ROOT = Path(__file__).parents[2]
MACHINE = "forecast-job"
FUNCTIONS = sorted(
    item["Properties"]["FunctionName"]["Fn::Sub"].removeprefix("${AWS::StackName}-")
    for item in load_template(ROOT / "template.yaml")["Resources"].values()
    if item["Type"] == "AWS::Serverless::Function"
)
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
GRANT_ITSELF_MORE = (
    "iam",
    "put_user_policy",
    lambda _: {"UserName": "x", "PolicyName": "x", "PolicyDocument": '{"Version": "2012-10-17", "Statement": []}'},
)
EMPTY_THE_BUCKET = "s3", "delete_bucket", lambda out: {"Bucket": out["DataBucket"]}
READ_THE_DEAD = "sqs", "receive_message", lambda out: {"QueueUrl": out["IngestDlqUrl"]}


def run(function):
    return "lambda", "invoke", lambda out: {"FunctionName": f"{out['stack_name']}-{function}"}


# What no function has any business with, whatever it does.
NOBODY_MAY = [
    ("drop a table", *drop("SalesTable")),
    ("delete the bucket", *EMPTY_THE_BUCKET),
    ("list secrets", *LIST_SECRETS),
    ("read API keys", *READ_API_KEYS),
    ("grant itself more", *GRANT_ITSELF_MORE),
    ("read failed messages", *READ_THE_DEAD),
]

MUST_NOT = [
    ("products", "read a whole table", *scan("ProductsTable")),
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
    ("calendar", "write products", *write("ProductsTable")),
    ("calendar", "read sales", *get("SalesTable")),
    ("calendar", "read forecasts", *get("ForecastsTable")),
    ("calendar", "ask a model", *ASK_A_MODEL),
    ("calendar", "start jobs", *START_A_JOB),
    ("purchasing", "write sales", *write("SalesTable")),
    ("purchasing", "write forecasts", *write("ForecastsTable")),
    ("purchasing", "write the calendar", *write("CalendarTable")),
    ("purchasing", "start jobs", *START_A_JOB),
    ("forecasts", "write sales", *write("SalesTable")),
    ("forecasts", "write products", *write("ProductsTable")),
    ("forecasts", "read uploads", *read("uploads")),
    ("forecast-planner", "write products", *write("ProductsTable")),
    ("forecast-planner", "ask a model", *ASK_A_MODEL),
    ("forecast-worker", "delete sales", *remove("SalesTable")),
    ("forecast-worker", "start jobs", *START_A_JOB),
    ("forecast-finisher", "write reports", *store("reports")),
    ("forecast-finisher", "write sales", *write("SalesTable")),
    ("forecast-finisher", "ask a model", *ASK_A_MODEL),
    ("worklist", "write products", *write("ProductsTable")),
    ("worklist", "write sales", *write("SalesTable")),
    ("worklist", "write forecasts", *write("ForecastsTable")),
    ("worklist", "start jobs", *START_A_JOB),
    ("reports", "write the worklist", *write("WorklistTable")),
    ("reconcile", "write forecasts", *write("ForecastsTable")),
    ("reconcile", "read uploads", *read("uploads")),
    ("reconcile", "ask a model", *ASK_A_MODEL),
    ("reconcile", "start jobs", *START_A_JOB),
    ("outbox", "write products", *write("ProductsTable")),
    ("outbox", "read sales", *get("SalesTable")),
    ("outbox", "read uploads", *read("uploads")),
    (MACHINE, "run the products function", *run("products")),
    (MACHINE, "write sales", *write("SalesTable")),
    (MACHINE, "read uploads", *read("uploads")),
    ("reports", "write sales", *write("SalesTable")),
    ("reports", "delete products", *remove("ProductsTable")),
    ("reports", "read uploads", *read("uploads")),
    ("report-worker", "write products", *write("ProductsTable")),
    ("report-worker", "write sales", *write("SalesTable")),
    ("report-worker", "read uploads", *read("uploads")),
    ("report-worker", "start jobs", *START_A_JOB),
    ("system", "write products", *write("ProductsTable")),
    ("system", "read sales", *get("SalesTable")),
    ("system", "read forecasts", *get("ForecastsTable")),
    *((function, *what) for function in [*FUNCTIONS, MACHINE] for what in NOBODY_MAY),
]


def test_the_table_has_every_function():
    own = {function for function, what, *_ in MUST_NOT if what not in {name for name, *_ in NOBODY_MAY}}
    assert own == {*FUNCTIONS, MACHINE}


@pytest.mark.parametrize(
    ("function", "what", "service", "action", "arguments"), MUST_NOT, ids=[f"{item[0]} {item[1]}" for item in MUST_NOT]
)
def test_it_is_denied(stack, function, what, service, action, arguments):
    client = stack.aws(service, **role_session(stack, function))
    with pytest.raises(ClientError) as refused:
        getattr(client, action)(**arguments(stack.outputs | {"stack_name": stack.described["stack_name"]}))
    assert refused.value.response["Error"]["Code"] in DENIED, f"{function} may {what}"
