"""moto's DynamoDB with transactions as DynamoDB has them: nothing of others is lost when one is cancelled.

moto copies all of a transaction's tables before it, once for each action, and puts the copies back when a condition
fails: with them whatever other threads have written meanwhile. Here calls take turns, and a copy shares its items.
And what an item holds is answered as it is kept, which is as it is sent: moto looks for each of an attribute's ten
types under every name that botocore's models could have for it, which is half of a test's time. A query looks at its
own partition: moto sorts the whole table for each.
"""

from __future__ import annotations

import base64
import copy
import types
from contextlib import ExitStack, contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb import models, responses
from moto.dynamodb.models.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURN = RLock()
_QUERY = Table.query
#: Position of the name of an index among what a query is given after its hash key.
_INDEX_NAME = 6


@contextmanager
def whole_transactions() -> Iterator[None]:
    """Let moto's calls take turns, and its transactions be quick."""
    serialize = BaseJSONSerializer._serialize_type_structure

    def serialize_quickly(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
        if shape.name == "AttributeValue" and isinstance(value, dict):
            serialized[key] = _as_sent(value)
        else:
            serialize(self, serialized, value, shape, key)

    call, transact = responses.DynamoHandler.call_action, models.DynamoDBBackend.transact_write_items

    def call_in_turn(self: Any) -> Any:
        with _TURN:
            return call(self)

    def transact_quickly(self: Any, transact_items: list[dict[str, Any]]) -> None:
        kept: dict[str, Table] = {}

        def copied(value: Any) -> Any:
            if not isinstance(value, Table):
                return copy.deepcopy(value)
            if value.name not in kept:
                kept[value.name] = _shelved(value, transact_items)
            return kept[value.name]

        quick = types.SimpleNamespace(copy=copy.copy, deepcopy=copied)
        with _TURN, patch.object(models, "copy", quick):
            transact(self, transact_items)

    with ExitStack() as stack:
        stack.enter_context(patch.object(responses.DynamoHandler, "call_action", call_in_turn))
        stack.enter_context(patch.object(Table, "query", _query_of_partition))
        stack.enter_context(patch.object(BaseJSONSerializer, "_serialize_type_structure", serialize_quickly))
        stack.enter_context(patch.object(models.DynamoDBBackend, "transact_write_items", transact_quickly))
        yield


def _query_of_partition(self: Any, hash_key: Any, *arguments: Any, **options: Any) -> Any:
    """Query a table's own partition without looking at the others; an index is queried as moto does."""
    index = arguments[_INDEX_NAME] if len(arguments) > _INDEX_NAME else options.get("index_name")
    if index or not self.range_key_attr:
        return _QUERY(self, hash_key, *arguments, **options)
    self.all_items = lambda: list(self.items.get(hash_key, {}).values())
    try:
        return _QUERY(self, hash_key, *arguments, **options)
    finally:
        del self.all_items


def _as_sent(value: Any) -> Any:
    """Return an attribute's value as JSON has it: bytes in base64."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, dict):
        return {key: _as_sent(item) for key, item in value.items()}
    return [_as_sent(item) for item in value] if isinstance(value, list) else value


def _shelved(table: Table, actions: list[dict[str, Any]]) -> Table:
    """Return a copy of a table with the same items; those that an update would change in place are copies."""
    shelved = copy.copy(table)
    shelved.items = copy.copy(table.items)
    if table.stream_shard is not None:  # what a cancelled transaction did is not in the stream
        shelved.stream_shard = copy.copy(table.stream_shard)
        shelved.stream_shard.items = copy.copy(table.stream_shard.items)
    for key, part in table.items.items():
        shelved.items[key] = copy.copy(part)
    for action in actions:
        update = action.get("Update", {})
        if update.get("TableName") == table.name:
            partition, sort = (models.DynamoType(update["Key"][name]) for name in ("PK", "SK"))
            if sort in table.items.get(partition, {}):
                shelved.items[partition][sort] = copy.deepcopy(table.items[partition][sort])
    return shelved
