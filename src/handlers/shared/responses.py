"""Error responses of every route, for the OpenAPI document."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from handlers.shared.json_types import Problem

_DESCRIPTIONS = {
    HTTPStatus.BAD_REQUEST: "The body or the cursor cannot be read",
    HTTPStatus.FORBIDDEN: "No API key, or a wrong one",
    HTTPStatus.NOT_FOUND: "Nothing has this id",
    HTTPStatus.CONFLICT: "Exists already, or still under way",
    HTTPStatus.PRECONDITION_FAILED: "`If-Match` names another version than the current one",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Too large; the detail names the way for large files",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Not a content type that is read here",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Readable, but invalid; each field is named, as is a query parameter there is not",
    HTTPStatus.TOO_MANY_REQUESTS: "Past the usage plan's rate or quota",
    HTTPStatus.SERVICE_UNAVAILABLE: "Something this depends on is down; `Retry-After` says when to try again",
}
_ALWAYS = (
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


def documented(success: HTTPStatus, model: Any, *errors: HTTPStatus, description: str = "Success") -> dict[int, Any]:
    """Return Powertools' ``responses`` for a route: its success and every problem it may answer."""
    content = {"content": {"application/json": {"model": model}}} if model is not None else {}
    answers: dict[int, Any] = {int(success): {"description": description, **content}}
    for status in sorted({*errors, *_ALWAYS}):
        answers[int(status)] = {
            "description": _DESCRIPTIONS.get(status, "Something went wrong on our side"),
            "content": {"application/problem+json": {"model": Problem}},
        }
    return answers
