"""Operating a stack, here or in AWS: what is named in docs/operations.md and takes more than one command."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from local import stack
from local.aws import session
from local.paths import STACK_FILE
from local.report import LocalError, say

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 10
_WRITERS = 16
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
    outputs = stack.outputs_of(made.client("cloudformation", **arguments), name)
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


def send_unsent() -> None:
    """Let the outbox send the events that it could not send in time, once what kept it from the bus is mended."""
    made, arguments, name = _target()
    answer = made.client("lambda", **arguments).invoke(FunctionName=f"{name}-outbox", Payload=b'{"trigger": "left"}')
    told = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        raise LocalError(f"the outbox could not send all: {told.get('errorMessage')}. Nothing is lost; try again.")
    say(f"  {told['sent']} events sent")


_TABLES = ("ProductsTable", "SalesTable", "CalendarTable", "PurchasingTable", "ForecastsTable")


def copy_back(source: str, target: str, partition: str = "") -> None:
    """Copy what is missing in one of the stack's tables from a restored copy of it; what is there stays as it is.

    Parameters
    ----------
    source
        Name of the restored table.
    target
        The stack's output that names its own, one of ``_TABLES``.
    partition
        Copy one partition alone, for instance ``SALES#CHAI-01``.
    """
    made, arguments, name = _target()
    outputs = stack.outputs_of(made.client("cloudformation", **arguments), name)
    if not source:
        raise LocalError("say which restored table to copy from: FROM=… TO=… [PK=…]")
    if target not in _TABLES:
        raise LocalError(f"the stack has no table {target!r}: say one of {', '.join(_TABLES)}")
    tables = made.client("dynamodb", **arguments)

    def put(item: dict[str, Any]) -> bool:
        try:
            tables.put_item(TableName=outputs[target], Item=item, ConditionExpression="attribute_not_exists(PK)")
        except tables.exceptions.ConditionalCheckFailedException:
            return False
        return True

    with ThreadPoolExecutor(_WRITERS) as pool:
        done = list(pool.map(put, _items(tables, source, partition)))
    say(f"  {sum(done)} of {len(done)} items copied to {target}; the others are there")


def _items(tables: Any, name: str, partition: str) -> Iterator[dict[str, Any]]:
    if partition:
        key = {"KeyConditionExpression": "PK = :pk", "ExpressionAttributeValues": {":pk": {"S": partition}}}
        pages = tables.get_paginator("query").paginate(TableName=name, ConsistentRead=True, **key)
    else:
        pages = tables.get_paginator("scan").paginate(TableName=name, ConsistentRead=True)
    for page in pages:
        yield from page["Items"]
