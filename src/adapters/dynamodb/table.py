"""One DynamoDB table with plain Python values: what every repository here is built from.

Reads and writes retry what DynamoDB leaves unprocessed until nothing is left, or say so. Transactions are in
 :mod:`adapters.dynamodb.transactions`.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from adapters.dynamodb import retries
from adapters.dynamodb.errors import ConditionFailedError, TransactionConflictError, translated_errors
from adapters.dynamodb.keys import PROBE, span
from adapters.dynamodb.typed import deserialize, expressions, projection, serialize, typed_key
from domain.shared.errors import UnavailableError
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mypy_boto3_dynamodb.client import DynamoDBClient

    from adapters.dynamodb.keys import Key
    from adapters.dynamodb.typed import Item

#: Attribute of an item whose changes are told: who wrote it, absent or empty where the system did.
CHANGED_BY = "changed_by"
#: Attribute of such an item that is about to be deleted: for whom, empty where the system does it.
DELETED_BY = "deleted_by"
WRITE_BATCH = 25
READ_BATCH = 100


def page_of[T](items: Iterable[Item], made: Callable[[Item], T | None], limit: int, after: str | None) -> Page[T]:
    """Return up to ``limit`` of what is made of a partition's items, behind the ``SK`` that a page ended with.

    Items of which nothing is made are not in the list.
    """
    found: list[T] = []
    last = None
    for item in items:
        one = None if item["SK"] == after else made(item)
        if one is not None:
            if len(found) == limit:
                return Page(tuple(found), last)
            found.append(one)
            last = item["SK"]
    return Page(tuple(found))


class Table:
    """A table with the keys ``PK`` and ``SK``.

    Writes with a condition raise :class:`adapters.dynamodb.errors.ConditionFailedError` when it does not hold.

    Parameters
    ----------
    client
        A low-level DynamoDB client.
    name
        The table's name.
    sleep
        Waits between two tries of the same.
    author
        Tells who what is written at the moment is written for.
    """

    def __init__(
        self,
        client: DynamoDBClient,
        name: str,
        sleep: Callable[[float], None] = time.sleep,
        author: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.client = client
        self.name = name
        self.author = author
        self._sleep = sleep

    def signed(self, item: Item) -> Item:
        """Return an item of a kind whose changes are told, with who changes it."""
        return item | {CHANGED_BY: self.author()}

    def sign_deletion(self, key: Key, condition: str, values: Item | None = None) -> None:
        """Note for whom an item is about to be deleted: its deletion has no place for it.

        The note is part of what is deleted. One whose deletion did not follow tells nothing: the next writer of the
        item takes it away.
        """
        self.update(
            key, f"SET #{DELETED_BY} = :deleted_by", {":deleted_by": self.author() or ""} | (values or {}), condition
        )

    def delete_signed(self, key: Key, condition: str, values: Item | None = None) -> None:
        """Delete an item of a kind whose changes are told, under a condition without which nothing is."""
        self.sign_deletion(key, condition, values)
        self.delete(key, condition, values)

    def tries(self, limit: int = retries.TRIES) -> Iterator[int]:
        """Yield the number of each try of something, with a random wait between two."""
        return retries.tries(limit, self._sleep)

    def ping(self) -> None:
        """Read something; raises :class:`UnavailableError` when the database does not answer."""
        self.get(PROBE)

    def get(self, key: Key, *, consistent: bool = False) -> Item | None:
        """Return the item at ``key``, or ``None``."""
        with translated_errors():
            answer = self.client.get_item(TableName=self.name, Key=typed_key(key), ConsistentRead=consistent)
        return deserialize(answer["Item"]) if "Item" in answer else None

    def put(self, item: Item, condition: str | None = None, values: Item | None = None) -> None:
        """Write an item, optionally under a condition (``#name`` stands for the attribute ``name``).

        A condition that fails only because the first try's answer was lost on its way, and the client tried again, is
        no failure.
        """
        typed = serialize(item)
        try:
            self._write(self.client.put_item, Item=typed, **expressions(condition, values))
        except ConditionFailedError as error:
            found = self.get((item["PK"], item["SK"]), consistent=True) if error.sent_again else None
            if found != deserialize(typed):
                raise

    def put_version(self, item: Item) -> bool:
        """Write an item in place of the version before its ``version``, the first in place of none.

        False, and nothing written, when others have written since.
        """
        previous = item["version"] - 1
        condition, values = (
            ("#version = :before", {":before": previous}) if previous else ("attribute_not_exists(#PK)", {})
        )
        try:
            self.put(item, condition, values)
        except ConditionFailedError:
            return False
        return True

    def update(self, key: Key, expression: str, values: Item | None = None, condition: str | None = None) -> None:
        """Apply an update expression."""
        self._write(self.client.update_item, Key=typed_key(key), **expressions(condition, values, expression))

    def delete(self, key: Key, condition: str | None = None, values: Item | None = None) -> None:
        """Delete the item at ``key``, if there is one."""
        self._write(self.client.delete_item, Key=typed_key(key), **expressions(condition, values))

    def query(
        self,
        partition: str,
        *,
        prefix: str = "",
        between: tuple[str, str] | None = None,
        page_size: int | None = None,
        descending: bool = False,
        consistent: bool = False,
        attributes: Sequence[str] | None = None,
        typed: bool = False,
    ) -> Iterator[Item]:
        """Yield a partition's items in order of ``SK``, page after page as they are consumed.

        Those whose ``SK`` begins with ``prefix``, or is ``between`` two bounds, inclusively. ``typed`` leaves values in
        DynamoDB's typed form, for readers of very many.
        """
        arguments: dict[str, Any] = {
            "TableName": self.name,
            "ScanIndexForward": not descending,
            "ConsistentRead": consistent,
        }
        condition, values = "#PK = :pk", {":pk": {"S": partition}}
        names = {"#PK": "PK"}
        if prefix or between:
            low, high = between or span(prefix)
            condition += " AND #SK BETWEEN :low AND :high"
            names["#SK"] = "SK"
            values |= {":low": {"S": low}, ":high": {"S": high}}
        if attributes is not None:
            asked = projection(attributes)
            names |= asked["ExpressionAttributeNames"]
            arguments["ProjectionExpression"] = asked["ProjectionExpression"]
        if page_size is not None:
            arguments["Limit"] = page_size
        arguments |= {
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": values,
        }
        return self.pages(arguments, typed=typed)

    def pages(self, arguments: dict[str, Any], *, typed: bool = False, growth: int = 1) -> Iterator[Item]:
        """Yield what a Query with these low-level arguments finds, following ``LastEvaluatedKey``.

        Each following request looks at ``growth`` times as many items as the one before: a search that finds little
        is answered in few requests, one that finds enough at once reads no more than it needs.
        """
        while True:
            with translated_errors():
                answer = self.client.query(**arguments)
            yield from answer["Items"] if typed else map(deserialize, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            arguments = arguments | {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
            if growth > 1 and "Limit" in arguments:
                arguments["Limit"] *= growth

    def get_many(
        self, keys: Iterable[Key], *, consistent: bool = False, attributes: Sequence[str] | None = None
    ) -> Iterator[Item]:
        """Yield the items that exist among ``keys``, or these attributes of them, in no particular order."""
        wanted = [typed_key(key) for key in dict.fromkeys(keys)]
        request = {"ConsistentRead": consistent} | (projection(attributes) if attributes else {})
        for start in range(0, len(wanted), READ_BATCH):
            pending: Any = {self.name: {"Keys": wanted[start : start + READ_BATCH]} | request}
            for _ in self.tries():
                with translated_errors():
                    answer = self.client.batch_get_item(RequestItems=pending)
                yield from map(deserialize, answer["Responses"].get(self.name, []))
                pending = answer.get("UnprocessedKeys") or None
                if not pending:
                    break
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
        requests += [{"DeleteRequest": {"Key": typed_key(key)}} for key in deletes]
        for start in range(0, len(requests), WRITE_BATCH):
            self.write_batch(requests[start : start + WRITE_BATCH])

    def write_batch(self, requests: list[Any]) -> None:
        """Send up to 25 low-level put and delete requests, again and again until none is left unprocessed."""
        pending: Any = {self.name: requests}
        for _ in self.tries():
            with translated_errors():
                pending = self.client.batch_write_item(RequestItems=pending).get("UnprocessedItems") or None
            if not pending:
                return
        left = len(pending[self.name])
        raise UnavailableError(
            f"The database is too busy: {left} items of a batch are not written yet. Repeat the request; that is safe."
        )

    def _write(self, call: Callable[..., Any], **arguments: Any) -> None:
        """Send one write; one that meets a transaction on its item is sent again."""
        for _ in self.tries():
            try:
                with translated_errors():
                    call(TableName=self.name, **arguments)
            except TransactionConflictError:
                continue
            return
        raise UnavailableError("The database is busy with the same item. Nothing is lost; try again shortly.")
