"""Plain values in DynamoDB's typed form, and back; keys, conditions and update expressions as request arguments."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Clamped, Context, Decimal, Inexact, Overflow, Rounded, Underflow
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb.keys import attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.keys import Key

type Item = dict[str, Any]

#: DynamoDB's numbers.
_NUMBERS = Context(Emin=-128, Emax=126, prec=38, traps=[Clamped, Overflow, Inexact, Rounded, Underflow])
#: Types whose values botocore gives as Python's own: text, bytes and truth values.
_AS_THEY_ARE: Final = frozenset({"S", "B", "BOOL"})
_NAME: Final = re.compile(r"#\w+")


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
    return {name: _plain(value) for name, value in item.items()}


def _plain(typed: Any) -> Any:
    """Do what boto3's deserializer does, in half the time, for the types that tables here are full of."""
    ((kind, value),) = typed.items()
    if kind in _AS_THEY_ARE:
        return value
    if kind == "N":
        return Decimal(value)
    if kind == "M":
        return {name: _plain(member) for name, member in value.items()}
    if kind == "L":
        return [_plain(member) for member in value]
    from boto3.dynamodb.types import TypeDeserializer

    return TypeDeserializer().deserialize(typed)


def to_instant(text: str) -> datetime:
    """Turn the text that an instant is kept as into one in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def typed_key(key: Key) -> dict[str, Any]:
    """Return a key in its typed form."""
    return serialize(attributes(key))


def expressions(condition: str | None = None, values: Item | None = None, update: str = "") -> dict[str, Any]:
    """Return the arguments of a conditional write or an update; ``#name`` stands for the attribute ``name``."""
    arguments: dict[str, Any] = {}
    if names := _NAME.findall(f"{condition or ''} {update}"):
        arguments["ExpressionAttributeNames"] = {name: name[1:] for name in names}
    if values:
        arguments["ExpressionAttributeValues"] = serialize(values)
    if condition:
        arguments["ConditionExpression"] = condition
    if update:
        arguments["UpdateExpression"] = update
    return arguments


def projection(attributes: Sequence[str]) -> dict[str, Any]:
    """Return the arguments of a read of these attributes alone."""
    return {
        "ProjectionExpression": ",".join(f"#{name}" for name in attributes),
        "ExpressionAttributeNames": {f"#{name}": name for name in attributes},
    }
