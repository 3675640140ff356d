"""Errors on the wire: RFC 9457 ``application/problem+json``, and the one table from kinds of error to HTTP status."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response

from domain.shared.errors import (
    ConflictError,
    DomainError,
    FieldError,
    InvalidError,
    MalformedError,
    NotFoundError,
    PreconditionFailedError,
    TooLargeError,
    UnavailableError,
    UnsupportedMediaTypeError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CONTENT_TYPE = "application/problem+json"
#: So many wrong fields are named, and so much of each name: an answer must not outgrow what may be answered.
MAX_FIELDS = 100
_MAX_POINTER_LENGTH = 200
TYPE_BASE = "https://stockcast.example/problems/"

STATUS_OF_KIND: dict[type[DomainError], HTTPStatus] = {
    MalformedError: HTTPStatus.BAD_REQUEST,
    NotFoundError: HTTPStatus.NOT_FOUND,
    ConflictError: HTTPStatus.CONFLICT,
    PreconditionFailedError: HTTPStatus.PRECONDITION_FAILED,
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedMediaTypeError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    InvalidError: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}


def problem(
    status: HTTPStatus,
    code: str,
    title: str,
    detail: str,
    *,
    errors: Iterable[FieldError] = (),
    headers: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Response[str]:
    """Build a problem response; :mod:`handlers.shared.http` adds ``instance`` and ``correlation_id`` on its way out.

    ``extra`` holds extension members (RFC 9457 section 3.2), such as the report of a refused upload.
    """
    body: dict[str, Any] = {"type": TYPE_BASE + code, "title": title, "status": int(status), "detail": detail}
    if listed := [{"pointer": error.pointer, "code": error.code, "detail": error.detail} for error in errors]:
        body["errors"] = listed
    return Response(
        status_code=int(status),
        content_type=CONTENT_TYPE,
        body=json.dumps(body | dict(extra or {}), ensure_ascii=False),
        headers=dict(headers or {}),
    )


def as_answer(response: Response[str]) -> dict[str, Any]:
    """Return a problem as a proxy answer, for what is answered before or behind the routes."""
    return {
        "statusCode": response.status_code,
        "headers": {**response.headers, "Content-Type": response.content_type},
        "body": response.body,
        "isBase64Encoded": False,
    }


def from_domain_error(error: DomainError, extra: Mapping[str, Any] | None = None) -> Response[str]:
    """Build the response for an error that the domain raised."""
    status = next(STATUS_OF_KIND[kind] for kind in type(error).__mro__ if kind in STATUS_OF_KIND)
    headers = {"Retry-After": str(error.retry_after_seconds)} if isinstance(error, UnavailableError) else {}
    return problem(status, error.code, error.title, error.detail, errors=error.fields, headers=headers, extra=extra)


def from_validation_errors(errors: Sequence[Mapping[str, Any]]) -> Response[str]:
    """Build the response for a request that does not fit its schema: 400 if unreadable, else 422 naming each field."""
    if any(error["type"] == "json_invalid" for error in errors):
        return problem(HTTPStatus.BAD_REQUEST, "malformed", "Unreadable input", "The body is not valid JSON.")
    named = errors[:MAX_FIELDS]
    fields = [FieldError(_pointer(error["loc"]), str(error["type"]), _sentence(error)) for error in named]
    places = ", ".join(dict.fromkeys(field.pointer for field in fields))
    more = f" and {len(errors) - len(named)} more" if len(errors) > len(named) else ""
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid",
        "Invalid input",
        f"Some of the input is invalid: {places}{more}.",
        errors=fields,
    )


def _pointer(location: Sequence[str | int]) -> str:
    """Return a JSON pointer into the body, or ``/query/limit`` and the like for parameters."""
    steps = [str(step).replace("~", "~0").replace("/", "~1") for step in location]
    pointer = "/" + "/".join(steps[1:] if steps and steps[0] == "body" else steps)
    return pointer if len(pointer) <= _MAX_POINTER_LENGTH else f"{pointer[:_MAX_POINTER_LENGTH]}…"


def _sentence(error: Mapping[str, Any]) -> str:
    message = str(error.get("msg", "is invalid"))
    if error["type"] in {"missing", "extra_forbidden", "value_error"}:
        return message.removeprefix("Value error, ")
    message = message.removeprefix("Assertion failed, ").replace(" after validation", "")
    _, named, rest = message.partition(" should ")  # "Input should be …", "List should have …", "String should match …"
    return f"should {rest}" if named else f"should be {message}"
