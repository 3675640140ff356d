"""The OpenAPI document as generators of clients read it: names of operations, their texts, links between them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

DOCUMENT = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text())
OPERATIONS = {
    operation["operationId"]: (path, method, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
#: Names begin with one of these, by method.
VERBS = {
    "get": {"get", "list", "replay"},
    "post": {
        *("create", "upload", "upsert", "record", "generate", "snooze", "place", "receive", "cancel"),
    },
    "put": {"replace"},
    "patch": {"change"},
    "delete": {"delete", "withdraw", "wake"},
}


def every_operation(function):
    return pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS.values(), ids=[*OPERATIONS])(function)


def test_names_of_operations_are_unique():
    named = Counter(each["operationId"] for methods in DOCUMENT["paths"].values() for each in methods.values())
    assert set(named.values()) == {1}


@every_operation
def test_an_operation_is_named_by_a_verb_and_a_noun_in_lower_camel_case(path, method, operation):
    words = re.findall(r"[A-Z]?[a-z0-9]+", operation["operationId"])
    assert "".join(words) == operation["operationId"]
    assert words[0] in VERBS[method]
    assert 2 <= len(words) <= 4
    assert words[-1].lower() not in VERBS, "the method is no part of a name"


@every_operation
def test_what_answers_pages_is_called_list_and_what_is_called_list_answers_items(path, method, operation):
    schema = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    names = [each.get("$ref", "").rpartition("/")[2] for each in schema.get("anyOf", [schema])]
    properties = {
        key for name in names for key in DOCUMENT["components"]["schemas"].get(name, {}).get("properties", {})
    }
    whole = operation["operationId"] == "getSalesHistory"  # one product's, by its id
    if method == "get" and not whole:
        assert operation["operationId"].startswith("list") == ("items" in properties)


@every_operation
def test_an_operation_says_what_it_does_in_one_line_and_at_length(path, method, operation):
    assert operation["summary"][0].isupper()
    assert not operation["summary"].endswith(".")
    assert operation["description"].endswith(".")


@every_operation
def test_what_makes_something_leads_to_what_was_made(path, method, operation):
    for status, answer in operation["responses"].items():
        links = answer.get("links", {})
        if method == "post" and status in {"201", "202"}:
            assert links, "an operation that makes something is listed in scripts/operations.py"
        for link in links.values():
            asked, *_ = OPERATIONS[link["operationId"]]
            assert set(link["parameters"]) == set(re.findall(r"{(\w+)}", asked))


@every_operation
def test_every_post_may_be_repeated_by_its_key(path, method, operation):
    declared = [each["name"] for each in operation.get("parameters", []) if each["in"] == "header"]
    assert ("Idempotency-Key" in declared) == (method == "post")
