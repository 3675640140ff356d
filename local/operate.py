"""Operating a stack, here or in AWS: what is named in docs/operations.md and takes more than one command."""

from __future__ import annotations

import os
from typing import Any

from local import stack
from local.aws import session
from local.paths import STACK_FILE
from local.report import LocalError, say

_BATCH = 10
_WAIT_SECONDS = 2


def _target() -> tuple[Any, dict[str, Any], str]:
    """Return a session, its clients' arguments and the stack's name: AWS with STOCKCAST_STACK, else this
    machine's.
    """
    name = os.environ.get("STOCKCAST_STACK", "")
    if name:
        import boto3  # only the operating commands need it

        return boto3.Session(), {}, name
    if not STACK_FILE.exists():
        raise LocalError("no stack here: start one with `make up`, or name one in AWS with STOCKCAST_STACK=…")
    here = stack.read()
    made, arguments = session(int(here.aws_endpoint_url.rpartition(":")[2]))
    return made, arguments, here.stack_name


def redrive() -> None:
    """Send the files that failed to ingest back to the queue, once what made them fail is mended."""
    made, arguments, name = _target()
    described = made.client("cloudformation", **arguments).describe_stacks(StackName=name)["Stacks"][0]["Outputs"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in described}
    queues = made.client("sqs", **arguments)
    source, target = outputs["IngestDlqUrl"], outputs["IngestQueueUrl"]
    moved = 0
    while True:
        found = queues.receive_message(QueueUrl=source, MaxNumberOfMessages=_BATCH, WaitTimeSeconds=_WAIT_SECONDS).get(
            "Messages", []
        )
        if not found:
            break
        for message in found:
            # First sent, then deleted: at worst a file is ingested twice, which changes nothing.
            queues.send_message(QueueUrl=target, MessageBody=message["Body"])
            queues.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    say(f"  {moved} message{'' if moved == 1 else 's'} sent back to the ingest queue")
