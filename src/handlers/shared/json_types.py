"""JSON types: numbers as numbers, instants in UTC with ``Z``, nothing coerced in silence."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StrictInt, WithJsonSchema

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(_DAY.pattern + r"[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})")


def _to_decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("should be a number")  # noqa: TRY004  # pydantic reports ValueError as the caller's mistake
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError("should be a number") from error
    if not number.is_finite():
        raise ValueError("should be a finite number")
    return number


def _to_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _to_utc_text(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _only_a_day(value: Any) -> Any:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("should be a date, YYYY-MM-DD")
    return value


def _only_an_instant(value: Any) -> Any:
    if isinstance(value, str) and not _INSTANT.fullmatch(value):
        raise ValueError("should be an instant with its offset, such as 2026-11-20T08:30:00Z")
    return value


def number_schema(**limits: Any) -> WithJsonSchema:
    """Return the JSON schema of a number with these limits, to stand behind :data:`JsonNumber`."""
    return WithJsonSchema({"type": "number", **limits})


#: A ``Decimal`` that is a number in JSON, in and out; strings and booleans are refused.
JsonNumber = Annotated[
    Decimal,
    BeforeValidator(_to_decimal),
    PlainSerializer(_to_number, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
#: An integer; ``true`` and ``"7"`` are refused.
JsonInt = StrictInt
#: A day as ``2026-11-20``; pydantic alone would take ``0`` for the first of January 1970.
JsonDate = Annotated[date, BeforeValidator(_only_a_day)]
#: An instant that a caller sends (RFC 3339); pydantic alone would take ``0.5`` for half a second into 1970.
InstantInQuery = Annotated[datetime, BeforeValidator(_only_an_instant)]
#: An instant, written as ``2026-11-20T08:30:00.000Z``.
JsonInstant = Annotated[
    datetime,
    PlainSerializer(_to_utc_text, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class RequestBody(BaseModel):
    """Base of what callers send: unknown members are refused, so that a misspelt one is not lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


class ResponseBody(BaseModel):
    """Base of what the API answers; one that does not fit is a bug, whose traceback must not show people's data."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)


class ProblemField(ResponseBody):
    """One field that is wrong."""

    pointer: str
    code: str
    detail: str


class Problem(ResponseBody):
    """An error: RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    correlation_id: str | None = None
    errors: list[ProblemField] | None = None
