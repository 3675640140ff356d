"""One DynamoDB table with plain Python values: what every repository here is built from.

Reads and writes retry what DynamoDB leaves unprocessed until nothing is left, or say so.
"""

from __future__ import annotations

import random
import time
from decimal import Clamped, Context, Decimal, Inexact, Overflow, Rounded, Underflow
from typing import TYPE_CHECKING, Any

from adapters.dynamodb.errors import (
    is_condition_failure,
    is_transaction_conflict,
    translated_errors,
    was_sent_again,
)
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mypy_boto3_dynamodb.client import DynamoDBClient

type Item = dict[str, Any]
type Key = tuple[str, str]

WRITE_BATCH = 25
READ_BATCH = 100
_MAX_ROUNDS = 9
_BASE_DELAY_SECONDS = 0.05
_MAX_DELAY_SECONDS = 2.0
#: DynamoDB's numbers.
_NUMBERS = Context(Emin=-128, Emax=126, prec=38, traps=[Clamped, Overflow, Inexact, Rounded, Underflow])


class Table:
    """A table with the keys ``PK`` and ``SK``.

    Parameters
    ----------
    client
        A low-level DynamoDB client.
    name
        The table's name.
    sleep
        Waits between two tries of what was left unprocessed (full jitter).
    """

    def __init__(self, client: DynamoDBClient, name: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self.client = client
        self.name = name
        self._sleep = sleep

    def get(self, key: Key, *, consistent: bool = False) -> Item | None:
        """Return the item at ``key``, or ``None``."""
        with translated_errors():
            answer = self.client.get_item(TableName=self.name, Key=_key(key), ConsistentRead=consistent)
        return deserialize(answer["Item"]) if "Item" in answer else None

    def put(self, item: Item, condition: str | None = None, values: Item | None = None) -> None:
        """Write an item, optionally under a condition (``#name`` stands for the attribute ``name``).

        A condition that fails only because the first try's answer was lost on its way, and the client tried again, is
        no failure.
        """
        arguments = _condition_arguments(condition, values)
        typed = serialize(item)
        try:
            self._write(self.client.put_item, Item=typed, **arguments)
        except Exception as error:
            lost = is_condition_failure(error) and was_sent_again(error)
            if not (lost and self.get((item["PK"], item["SK"]), consistent=True) == deserialize(typed)):
                raise

    def update(self, key: Key, expression: str, values: Item | None = None, condition: str | None = None) -> Item:
        """Apply an update expression and return the item as it is afterwards."""
        arguments = _condition_arguments(condition, values, expression)
        answer = self._write(
            self.client.update_item, Key=_key(key), UpdateExpression=expression, ReturnValues="ALL_NEW", **arguments
        )
        return deserialize(answer["Attributes"])

    def delete(self, key: Key, condition: str | None = None, values: Item | None = None) -> None:
        """Delete the item at ``key``, if there is one."""
        arguments = _condition_arguments(condition, values)
        self._write(self.client.delete_item, Key=_key(key), **arguments)

    def query(
        self,
        partition: str,
        *,
        sort_from: str | None = None,
        sort_to: str | None = None,
        after: str | None = None,
        page_size: int | None = None,
        descending: bool = False,
        consistent: bool = False,
        attributes: Sequence[str] | None = None,
    ) -> Iterator[Item]:
        """Yield a partition's items in order of ``SK``, page after page as they are consumed.

        ``sort_from`` and ``sort_to`` are inclusive bounds of ``SK``; ``after`` starts behind that sort key.
        """
        arguments: dict[str, Any] = {
            "TableName": self.name,
            "ScanIndexForward": not descending,
            "ConsistentRead": consistent,
        }
        condition, values = "#PK = :pk", {":pk": {"S": partition}}
        names = {"#PK": "PK"}
        if sort_from is not None or sort_to is not None:
            condition += " AND #SK BETWEEN :from AND :to"
            names["#SK"] = "SK"
            values |= {":from": {"S": sort_from or " "}, ":to": {"S": sort_to or "\U0010ffff"}}
        if attributes is not None:
            names |= {f"#{name}": name for name in attributes}
            arguments["ProjectionExpression"] = ",".join(f"#{name}" for name in attributes)
        if page_size is not None:
            arguments["Limit"] = page_size
        if after is not None:
            arguments["ExclusiveStartKey"] = _key((partition, after))
        arguments |= {
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": values,
        }
        yield from self.pages(arguments)

    def pages(self, arguments: dict[str, Any]) -> Iterator[Item]:
        """Yield what a Query with these low-level arguments finds, following ``LastEvaluatedKey``."""
        while True:
            with translated_errors():
                answer = self.client.query(**arguments)
            yield from map(deserialize, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            arguments = arguments | {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def get_many(self, keys: Iterable[Key], *, consistent: bool = False) -> Iterator[Item]:
        """Yield the items that exist among ``keys``, in no particular order."""
        wanted = [_key(key) for key in dict.fromkeys(keys)]
        for start in range(0, len(wanted), READ_BATCH):
            pending: Any = {self.name: {"Keys": wanted[start : start + READ_BATCH], "ConsistentRead": consistent}}
            for attempt in range(_MAX_ROUNDS):
                with translated_errors():
                    answer = self.client.batch_get_item(RequestItems=pending)
                yield from map(deserialize, answer["Responses"].get(self.name, []))
                pending = answer.get("UnprocessedKeys") or None
                if not pending:
                    break
                self._back_off(attempt)
            else:
                raise UnavailableError(
                    "The database is too busy to read everything. Nothing is lost; try again shortly."
                )

    def write_many(self, *, puts: Iterable[Item] = (), deletes: Iterable[Key] = ()) -> None:
        """Put and delete any number of items, in batches; no two may have the same key.

        Raises
        ------
        UnavailableError
            When DynamoDB keeps leaving items unprocessed. Repeating the whole call is safe.
        """
        requests: list[Any] = [{"PutRequest": {"Item": serialize(item)}} for item in puts]
        requests += [{"DeleteRequest": {"Key": _key(key)}} for key in deletes]
        for start in range(0, len(requests), WRITE_BATCH):
            self.write_batch(requests[start : start + WRITE_BATCH])

    def write_batch(self, requests: list[Any]) -> None:
        """Send up to 25 low-level put and delete requests, again and again until none is left unprocessed."""
        pending: Any = {self.name: requests}
        for attempt in range(_MAX_ROUNDS):
            with translated_errors():
                pending = self.client.batch_write_item(RequestItems=pending).get("UnprocessedItems") or None
            if not pending:
                return
            self._back_off(attempt)
        left = len(pending[self.name])
        raise UnavailableError(
            f"The database is too busy: {left} items of a batch are not written yet. Repeat the request; that is safe."
        )

    def _write(self, call: Callable[..., Any], **arguments: Any) -> Any:
        """Send one write; one that meets a transaction on its item is sent again."""
        for attempt in range(_MAX_ROUNDS):
            try:
                with translated_errors():
                    return call(TableName=self.name, **arguments)
            except Exception as error:
                if not is_transaction_conflict(error):
                    raise
            self._back_off(attempt)
        raise UnavailableError("The database is busy with the same item. Nothing is lost; try again shortly.")

    def _back_off(self, attempt: int) -> None:
        self._sleep(random.uniform(0, min(_MAX_DELAY_SECONDS, _BASE_DELAY_SECONDS * 2**attempt)))  # noqa: S311  # jitter, not a secret


def serialize(item: Item) -> dict[str, Any]:
    """Turn plain values into DynamoDB's typed ones; ``None`` values are left out."""
    return {name: _typed(value) for name, value in item.items() if value is not None}


def _typed(value: Any) -> Any:
    """Do what boto3's serializer does, in half the time, for the types that tables here are full of."""
    kind = type(value)
    if kind is str:
        return {"S": value}
    if kind is Decimal or kind is int:
        return {"N": str(_exactly(value))}
    if kind is dict:
        return {"M": {name: _typed(member) for name, member in value.items()}}
    from boto3.dynamodb.types import TypeSerializer

    return TypeSerializer().serialize(value)


def _exactly(value: Decimal | int) -> Decimal:
    """Return a number as DynamoDB would keep it; raises when it cannot (38 digits, no infinity, no NaN)."""
    number = _NUMBERS.create_decimal(value)
    if not number.is_finite():
        raise TypeError("DynamoDB has no infinity and no NaN")
    return number


def deserialize(item: dict[str, Any]) -> Item:
    """Turn DynamoDB's typed values into plain ones: numbers are ``Decimal``, binary values ``bytes``."""
    from boto3.dynamodb.types import Binary, TypeDeserializer

    deserializer = TypeDeserializer()
    plain = {name: deserializer.deserialize(value) for name, value in item.items()}
    return {
        name: bytes(getattr(value, "value", b"")) if isinstance(value, Binary) else value
        for name, value in plain.items()
    }


def _key(key: Key) -> dict[str, Any]:
    return {"PK": {"S": key[0]}, "SK": {"S": key[1]}}


def _condition_arguments(condition: str | None, values: Item | None, expression: str = "") -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    text = f"{condition or ''} {expression}"
    names = {
        word
        for word in text.replace("(", " ").replace(")", " ").replace(",", " ").replace("=", " ").split()
        if word[0] == "#"
    }
    if names:
        arguments["ExpressionAttributeNames"] = {name: name[1:] for name in names}
    if values:
        arguments["ExpressionAttributeValues"] = serialize(values)
    if condition:
        arguments["ConditionExpression"] = condition
    return arguments
