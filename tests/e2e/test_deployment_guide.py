"""docs/deployment.md from an empty account to the web app and back: its own commands, in its order.

They run in one shell against an embedded AWS that holds nothing. What differs from a newcomer's shell is in
:func:`newcomers_environment` and in docs/embedded-aws.md.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

from local import aws, tools

ROOT = Path(__file__).parents[2]
DIRECTORY = ROOT / ".local" / "guide"
AWS_CLI = "awscli>=1.40,<2"
SECTION = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8").split("## From an empty account")[1]
STEPS = dict(re.findall(r"^(\d+)\. (.+?)(?=^\d+\. |^## |\Z)", SECTION, re.MULTILINE | re.DOTALL))
#: Steps without a command: the mails are a person's, and the embedded AWS sends none.
WITHOUT_A_COMMAND = {"5"}
STACK = "stockcast-dev"
SECONDS = 1200
pytestmark = [pytest.mark.timeout(SECONDS + 300)]


def commands(step):
    """Return a step's indented lines: its commands."""
    return [line.strip() for line in STEPS[step].splitlines() if line.startswith(" " * 7)]


def newcomers_environment(port):
    """Return a shell's environment that reaches the embedded AWS alone, and builds for this machine."""
    aws_cli = tools.installed("awscli", AWS_CLI)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "STOCKCAST_PARAMETER_"))}
    path = os.pathsep.join([str(aws_cli), own["PATH"]])
    told = {
        "STOCKCAST_ALLOW_DIRTY": "1",
        "STOCKCAST_PARAMETER_Architecture": tools.architecture(),
        "STOCKCAST_PARAMETER_EndpointUrl": aws.endpoint(port),
    }
    return own | aws.credentials(port) | told | {"PATH": path, "STOCKCAST_LOCAL_DIR": str(DIRECTORY)}


@pytest.fixture(scope="module")
def account():
    """The port of an embedded AWS that holds nothing."""
    environment = os.environ | {"STOCKCAST_LOCAL_DIR": str(DIRECTORY)}
    command = [sys.executable, "-m", "tests.support.empty_account"]
    started = subprocess.run(
        [*command, "start"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    yield int(started.stdout.split()[-1])
    subprocess.run([*command, "stop"], cwd=ROOT, env=environment, check=True, timeout=120)


@pytest.fixture(scope="module")
def said(account):
    """What the commands of each step said, by its number."""
    lines = ["set -euo pipefail"]
    for step in STEPS:
        lines += [rf"printf '\n=== {step}\n'", *commands(step)]
    log = DIRECTORY / "logs" / "guide.log"
    environment = newcomers_environment(account)
    with log.open("w", encoding="utf-8") as output:
        shell = subprocess.Popen(
            ["bash", "-c", "\n".join(lines)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = shell.wait(SECONDS)
        finally:
            if shell.poll() is None:
                os.killpg(shell.pid, signal.SIGTERM)
    text = log.read_text(encoding="utf-8")
    assert status == 0, text[-4000:]
    parts = re.split(r"^=== (\d+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def client(account, service):
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    return boto3.client(service, endpoint_url=aws.endpoint(account), **keys)


def test_every_step_has_commands_or_says_that_a_person_does_it():
    assert list(STEPS) == [str(number) for number in range(1, len(STEPS) + 1)]
    assert {step for step in STEPS if not commands(step)} == WITHOUT_A_COMMAND


def test_the_account_is_looked_at_and_nothing_stops_the_deployment(said):
    assert "API Gateway has no role to write logs with" in said["1"]
    assert "  stop  " not in said["1"]


@pytest.mark.parametrize("step", ["2", "3"])
def test_a_deployment_ends_with_an_answer_of_each_function_and_the_addresses(said, step):
    assert re.search(r"answers +(\d+) of \1 paths", said[step])
    assert re.search(r"web app +https://", said[step])


def test_the_key_that_is_fetched_opens_the_api(said):
    assert re.search(r"^\S+_user_request_ \w{20,}$", said["4"], re.MULTILINE)
    loaded = json.loads(said["6"])
    assert (loaded["rows_accepted"], loaded["rows_rejected"]) == (180, 1), "one row is wrong for the README's sake"


def test_a_forecast_and_a_recommendation_come_back(said):
    forecast, recommendations = map(json.loads, said["7"].strip().replace("}{", "}\n{").splitlines())
    assert forecast["product_id"] == "CHAI-01"
    assert recommendations["items"]


def test_a_rollback_moves_every_function_to_the_version_before_and_it_answers(said):
    moved = re.findall(rf"({STACK}-[\w-]+) +version (\d+) -> (\d+)", said["8"])
    assert len(moved) > 8
    assert all(int(before) < int(now) for _, now, before in moved)
    assert "answers" in said["8"]


def test_what_the_deletion_leaves_is_listed_as_the_runbook_says(said):
    runbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").split("## What a deletion leaves")[1]
    named = set(re.findall(r"`(\w+(?:Table|Bucket))`", runbook.split("\n## ")[0]))
    left = {name.lower() for name in re.findall(rf"(?:table|bucket) {STACK}-(\w+)-\w+", said["9"])}
    assert left == {name.lower() for name in named}
    assert re.search(r"left +key ", said["9"])


def test_nothing_is_left_in_the_end_but_what_is_the_accounts(said, account):
    assert said
    assert client(account, "dynamodb").list_tables()["TableNames"] == []
    buckets = [each["Name"] for each in client(account, "s3").list_buckets()["Buckets"]]
    assert [name for name in buckets if not name.startswith("aws-sam-cli-managed-default")] == []
    assert client(account, "lambda").list_functions()["Functions"] == []
    assert client(account, "apigateway").get_rest_apis()["items"] == []
    assert client(account, "sqs").list_queues().get("QueueUrls", []) == []
    assert client(account, "stepfunctions").list_state_machines()["stateMachines"] == []
    roles = [each["RoleName"] for each in client(account, "iam").list_roles()["Roles"]]
    assert all("ApiGatewayLogsRole" in name for name in roles if name.startswith(STACK))
    kms = client(account, "kms")
    keys = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]]
    assert {key["KeyState"] for key in keys if STACK in key["Description"]} == {"PendingDeletion"}
