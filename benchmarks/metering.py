"""Counts what DynamoDB and S3 would bill, by AWS's published rules, from the requests a program really makes.

A write costs one unit a started kilobyte (twice that in a transaction), once more for every index the item is in; a
read costs half a unit a started 4 kB when eventually consistent, a whole one when strongly; a query is billed on the
sum of what it looked at. Source: "Read and write operations" in the DynamoDB Developer Guide. Works against moto, the
embedded stack or AWS. What a filter or a projection keeps back cannot be seen from the answer: such items are taken to
be as large as those that queries of the same table and index have read whole; before there are any, as nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_WRITE_UNIT_BYTES = 1024
_READ_UNIT_BYTES = 4096

type Params = dict[str, Any]
#: A table, or an index of it.
type Source = tuple[str, str | None]


@dataclass
class Usage:
    """Billed units so far."""

    read_units: float = 0.0
    write_units: float = 0.0
    s3_puts: int = 0
    s3_gets: int = 0
    requests: dict[str, int] = field(default_factory=dict)


class Meter:
    """Listens to boto3 clients.

    Parameters
    ----------
    indexes
        How many indexes each table's items are in, by table name; tables without an entry have none.
    """

    def __init__(self, indexes: dict[str, int] | None = None) -> None:
        self.usage = Usage()
        self._indexes = indexes or {}
        self._sizes: dict[Source, tuple[int, int]] = {}
        self._rules: dict[str, Callable[[Params, Params], None]] = {
            "PutItem": lambda asked, _: self._write(asked["TableName"], [asked["Item"]]),
            "UpdateItem": lambda asked, got: self._write(asked["TableName"], [got.get("Attributes") or asked["Key"]]),
            "DeleteItem": lambda asked, _: self._write(asked["TableName"], [asked["Key"]]),
            "BatchWriteItem": self._batch_write,
            "TransactWriteItems": self._transaction,
            "GetItem": lambda asked, got: self._read([got.get("Item", {})], asked),
            "BatchGetItem": self._batch_get,
            "Query": self._query,
            "PutObject": lambda *_: self._count_s3(puts=1),
            "GetObject": lambda *_: self._count_s3(gets=1),
        }

    def watch(self, client: Any) -> None:
        """Count every call of a DynamoDB or S3 client from now on."""
        service = client.meta.service_model.service_name
        client.meta.events.register(f"provide-client-params.{service}.*", self._before)
        client.meta.events.register(f"after-call.{service}.*", self._after)

    def take(self) -> Usage:
        """Return what was used since the last time, and start again from nothing."""
        used, self.usage = self.usage, Usage()
        return used

    def _before(self, params: Params, context: Params, **_: Any) -> None:
        context["metered"] = params

    def _after(self, parsed: Params, model: Any, context: Params, **_: Any) -> None:
        self.usage.requests[model.name] = self.usage.requests.get(model.name, 0) + 1
        if (rule := self._rules.get(model.name)) and "Error" not in parsed:
            rule(context.get("metered", {}), parsed)

    def _batch_write(self, asked: Params, _: Params) -> None:
        for table, requests in asked["RequestItems"].items():
            for request in requests:
                self._write(
                    table,
                    [request["PutRequest"]["Item"] if "PutRequest" in request else request["DeleteRequest"]["Key"]],
                )

    def _transaction(self, asked: Params, _: Params) -> None:
        for action in asked["TransactItems"]:
            ((kind, details),) = action.items()
            if kind == "ConditionCheck":
                self.usage.write_units += 2  # of a small item, and of no index: nothing is changed
            else:
                self._write(details["TableName"], [details.get("Item") or details["Key"]], factor=2)

    def _batch_get(self, asked: Params, got: Params) -> None:
        for table, items in got.get("Responses", {}).items():
            self._read(items, asked["RequestItems"][table])

    def _query(self, asked: Params, got: Params) -> None:
        source, found = (asked["TableName"], asked.get("IndexName")), got.get("Items", ())
        looked_at = got.get("ScannedCount", len(found))
        if "ProjectionExpression" not in asked:
            self._seen(source, found)
        whole = "ProjectionExpression" not in asked and looked_at == len(found)
        size = sum(map(item_size, found)) if whole else looked_at * self._mean_size(source)
        units = max(1, math.ceil(size / _READ_UNIT_BYTES))
        self.usage.read_units += units if asked.get("ConsistentRead") else units / 2

    def _seen(self, source: Source, items: Iterable[Params]) -> None:
        for item in items:
            size, number = self._sizes.get(source, (0, 0))
            self._sizes[source] = size + item_size(item), number + 1

    def _mean_size(self, source: Source) -> float:
        """Return the mean size of the items of a table or an index that queries have read whole so far."""
        size, number = self._sizes.get(source, (0, 0))
        return size / max(number, 1)

    def _count_s3(self, puts: int = 0, gets: int = 0) -> None:
        self.usage.s3_puts += puts
        self.usage.s3_gets += gets

    def _write(self, table: str, items: Iterable[Params], factor: int = 1) -> None:
        for item in items:
            units = max(1, math.ceil(item_size(item) / _WRITE_UNIT_BYTES))
            self.usage.write_units += factor * units * (1 + self._indexes.get(table, 0))

    def _read(self, items: Iterable[Params], asked: Params) -> None:
        for item in items:
            units = max(1, math.ceil(item_size(item) / _READ_UNIT_BYTES))
            self.usage.read_units += units if asked.get("ConsistentRead") else units / 2


def item_size(item: Params) -> int:
    """Return the size in bytes of an item of typed values, as DynamoDB counts it."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: Params) -> int:
    ((kind, inner),) = value.items()
    if kind == "S":
        return len(inner.encode())
    if kind == "N":
        return len(inner) // 2 + 2
    if kind == "B":
        return len(inner)
    if kind == "L":
        return 3 + sum(1 + _value_size(each) for each in inner)
    if kind == "M":
        return 3 + item_size(inner) + len(inner)
    return 1
