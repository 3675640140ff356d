"""JSON merge patches (RFC 7396): what a ``PATCH`` sends, and what it makes of what is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)
from pydantic import ValidationError

from domain.shared.errors import FieldError, InvalidError
from handlers.shared.conditional import header
from handlers.shared.http import raw_body

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

#: Content types of a merge patch: its own, and that of clients which know no other.
CONTENT_TYPES: Final = ("application/merge-patch+json", "application/json")
#: Marks a schema that is a model's with all members optional.
SOME_MEMBERS: Final = "x-some-members"


def patch_of(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the merge patch in a request's body, whose JSON the entry point has checked.

    Raises
    ------
    RequestUnsupportedContentType
        When the body is said to be something else.
    InvalidError
        When it is JSON, but no object.
    """
    content_type = header(event.get("headers"), "content-type") or CONTENT_TYPES[0]
    if content_type.partition(";")[0].strip().lower() not in CONTENT_TYPES:
        raise RequestUnsupportedContentType("Unsupported content type", errors=[])
    patch = json.loads(raw_body(dict(event)) or b"null")
    if not isinstance(patch, dict):
        wrong = FieldError("", "not_an_object", "must be an object of the members to change")
        raise InvalidError("A merge patch is a JSON object.", fields=(wrong,))
    return patch


def merged(target: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a patch makes of an object's members; ``null`` takes one away, and each member is changed whole."""
    return {name: value for name, value in {**target, **patch}.items() if value is not None}


def validated[Body: BaseModel](model: type[Body], members: Mapping[str, Any]) -> Body:
    """Return a body of these members.

    Raises
    ------
    RequestValidationError
        Naming every member that does not fit.
    """
    try:
        return model.model_validate(members)
    except ValidationError as error:
        raise RequestValidationError([{**each, "loc": ("body", *each["loc"])} for each in error.errors()]) from error


def some_of(model: str) -> dict[str, Any]:
    """Return the OpenAPI schema of some members of a model; ``scripts/openapi.py`` makes it a component."""
    return {"$ref": f"#/components/schemas/{model}", SOME_MEMBERS: True}


def patch_body(model: str, example: Mapping[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI request body of a ``PATCH`` of a model's members."""
    return {
        "required": True,
        "description": "A merge patch (RFC 7396): only what is sent changes, null takes a value away.",
        "content": {kind: {"schema": some_of(model), "example": dict(example)} for kind in CONTENT_TYPES},
    }
