"""The tables' streams on moto, read as Lambda reads them, and the bus with a queue that listens to it."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3
from moto.core import DEFAULT_ACCOUNT_ID as _ACCOUNT
from moto.dynamodb.models import dynamodb_backends

from testing.rest import LambdaContext
from testing.template import load_template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    type Records = list[dict[str, Any]]


class Streams:
    """What the template's event sources pass from the tables' streams to the outbox, a batch at a time.

    A batch that its function could not work off is passed again, as Lambda does.
    """

    def __init__(self, template: Path, function: str = "OutboxFunction") -> None:
        resources = load_template(template)["Resources"].values()
        self._sources = {
            properties["EventSourceArn"]["Fn::GetAtt"].partition(".")[0]: properties
            for each in resources
            if each["Type"] == "AWS::Lambda::EventSourceMapping"
            and (properties := each["Properties"])["FunctionName"]["Ref"].startswith(function)
        }
        self._places: dict[str, int] = {}
        #: Records that a call gets at most; ``None``: as the template says.
        self.batch_size: int | None = None
        self._waiting: dict[str, Records] = {}

    def batches(self) -> Iterator[tuple[str, Records]]:
        """Yield the batches that wait, with the table they are of; each stays until :meth:`done`."""
        for table, properties in self._sources.items():
            waiting = self._waiting.setdefault(table, [])
            waiting += [each for each in self._read(table) if _passes(each, properties["FilterCriteria"]["Filters"])]
            while waiting:
                yield table, waiting[: self.batch_size or properties["BatchSize"]]

    def done(self, table: str, batch: Records) -> None:
        """Take away a batch that is worked off."""
        del self._waiting[table][: len(batch)]

    def drain(self, handler: Callable[[dict[str, Any], Any], dict[str, Any]]) -> int:
        """Pass all that waits to a function; return how many batches there were. What it raises is raised."""
        count = 0
        for table, batch in self.batches():
            handler({"Records": batch}, LambdaContext())
            self.done(table, batch)
            count += 1
        return count

    def _read(self, table: str) -> Records:
        records = dynamodb_backends[_ACCOUNT]["us-east-1"].tables[table].stream_shard.items
        new = [each.to_json() for each in records[self._places.get(table, 0) :]]
        self._places[table] = len(records)
        source = {"eventSourceARN": f"arn:aws:dynamodb:us-east-1:{_ACCOUNT}:table/{table}/stream/now"}
        return [json.loads(json.dumps(each | source, default=_text)) for each in new]


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).timestamp()  # moto's are in UTC and do not say so
    return base64.b64encode(value).decode("ascii")


def _passes(record: dict[str, Any], filters: list[dict[str, str]]) -> bool:
    return any(_matches(record, json.loads(each["Pattern"])) for each in filters)


def _matches(value: Any, pattern: Any) -> bool:
    """Tell whether a record passes a filter, by the few rules that the template uses: equal, prefix, exists."""
    if isinstance(pattern, dict):
        return all(isinstance(value, dict) and _matches(value.get(name), rule) for name, rule in pattern.items())
    return any(_fits(value, rule) for rule in pattern)


def _fits(value: Any, rule: Any) -> bool:
    if isinstance(rule, dict):
        return (value is not None) is rule["exists"] if "exists" in rule else str(value).startswith(rule["prefix"])
    return value == rule


class Listener:
    """A queue that gets every event of the bus."""

    def __init__(self, bus: str = "stockcast") -> None:
        self._queues = boto3.client("sqs", region_name="us-east-1")
        self._url = self._queues.create_queue(QueueName="listener")["QueueUrl"]
        arn = self._queues.get_queue_attributes(QueueUrl=self._url, AttributeNames=["QueueArn"])["Attributes"]
        events = boto3.client("events", region_name="us-east-1")
        events.put_rule(Name="all", EventBusName=bus, EventPattern=json.dumps({"source": ["stockcast"]}))
        events.put_targets(Rule="all", EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn["QueueArn"]}])

    def heard(self) -> list[dict[str, Any]]:
        """Return the events since the last call, as EventBridge delivers them."""
        found: list[dict[str, Any]] = []
        while messages := self._queues.receive_message(QueueUrl=self._url, MaxNumberOfMessages=10).get("Messages", []):
            for message in messages:
                found.append(json.loads(message["Body"]))
                self._queues.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
        return found
