"""From errors to problems."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from domain.shared import errors
from domain.shared.errors import DomainError, FieldError, InvalidError, UnavailableError
from handlers.shared.problems import STATUS_OF_KIND, from_domain_error, from_validation_errors

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and kind.__mro__[1:2] == (DomainError,)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_error_has_a_status(kind):
    assert kind in STATUS_OF_KIND
    assert from_domain_error(kind("because")).status_code == STATUS_OF_KIND[kind]


def test_a_contexts_own_error_takes_the_status_of_its_kind():
    class ShapeError(InvalidError):
        code, title = "bad-shape", "Bad shape"

    response = from_domain_error(ShapeError("It is round.", fields=(FieldError("/shape", "round", "must be square"),)))
    assert json.loads(response.body) == {
        "type": "https://stockcast.example/problems/bad-shape",
        "title": "Bad shape",
        "status": 422,
        "detail": "It is round.",
        "errors": [{"pointer": "/shape", "code": "round", "detail": "must be square"}],
    }


def test_unavailable_says_when_to_try_again():
    assert from_domain_error(UnavailableError("busy", retry_after_seconds=7)).headers["Retry-After"] == "7"


def test_a_report_can_travel_inside_a_problem():
    body = json.loads(from_domain_error(InvalidError("no"), extra={"rows_received": 3}).body)
    assert (body["rows_received"], body["status"]) == (3, 422)


def test_pointers_escape_what_json_pointers_must():
    response = from_validation_errors([{"type": "missing", "loc": ("body", "a/b", 0, "c~d"), "msg": "Field required"}])
    assert json.loads(response.body)["errors"][0]["pointer"] == "/a~1b/0/c~0d"


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (Annotated[list[int], Field(min_length=1)], [], "should have at least 1 item, not 0"),
        (Annotated[dict[str, int], Field(max_length=1)], {"a": 1, "b": 2}, "should have at most 1 item, not more"),
        (Annotated[str, Field(max_length=2)], "abc", "should have at most 2 characters"),
        (Annotated[str, Field(pattern="^a$")], "b", "should match pattern '^a$'"),
        (Annotated[int, Field(ge=1)], 0, "should be greater than or equal to 1"),
        (Literal["a", "b"], "c", "should be 'a' or 'b'"),
    ],
)
def test_what_a_value_should_be_is_a_sentence(kind, value, told):
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    (error,) = json.loads(from_validation_errors(refused.value.errors()).body)["errors"]
    assert error["detail"] == told
