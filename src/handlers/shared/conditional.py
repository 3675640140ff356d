"""Conditional requests (RFC 9110, section 13).

An ``ETag`` on every GET answer, 304 when the caller has it already, ``If-Match`` on writes.
"""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Header

from domain.shared.errors import PreconditionFailedError

if TYPE_CHECKING:
    from collections.abc import Mapping

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description="The ETag last read; the write is refused when it is stale."),
]

_VERSION_TAG = re.compile(r'"v([0-9]{1,9})"\Z')


def header(headers: Mapping[str, str] | None, name: str) -> str | None:
    """Return a header's value whatever case its name was sent in."""
    return next((value for key, value in (headers or {}).items() if key.lower() == name.lower()), None)


def version_tag(version: int) -> str:
    """Return the entity tag of a versioned thing."""
    return f'"v{version}"'


def version_from_if_match(value: str | None) -> int | None:
    """Return the version that an ``If-Match`` header names, ``None`` when there is no condition.

    Raises
    ------
    PreconditionFailedError
        When the header holds no tag that this API ever gave out.
    """
    if value is None or value.strip() == "*":
        return None
    if not (match := _VERSION_TAG.match(value.strip())):
        raise PreconditionFailedError('If-Match must repeat the ETag of the last read, for instance "v3".')
    return int(match[1])


def answer_conditionally(event: Mapping[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """Tag a successful GET answer, and shorten it to 304 when the caller already has it."""
    if event.get("httpMethod") != "GET" or answer["statusCode"] != HTTPStatus.OK:
        return answer
    headers = _single_headers(answer)
    headers.setdefault("ETag", f'"{hashlib.sha256(str(answer["body"]).encode()).hexdigest()[:32]}"')
    if not _is_known(headers["ETag"], header(event.get("headers"), "if-none-match") or ""):
        return answer | {"headers": headers}
    headers.pop("Content-Type", None)
    return {"statusCode": int(HTTPStatus.NOT_MODIFIED), "headers": headers, "body": "", "isBase64Encoded": False}


def _single_headers(answer: dict[str, Any]) -> dict[str, str]:
    """Return the answer's headers, one value each; takes ``multiValueHeaders`` out of it."""
    several = answer.pop("multiValueHeaders", None) or {}
    return {name: values[0] for name, values in several.items()} | (answer.get("headers") or {})


def _is_known(tag: str, if_none_match: str) -> bool:
    known = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return known == ["*"] or tag in known
