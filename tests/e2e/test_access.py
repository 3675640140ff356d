"""Every address of the description answers a caller with the key, and refuses one without before any code runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OPEN = {"/health", "/openapi.json", "/docs"}
METHODS = {"get", "post", "put", "delete", "patch"}


IDS = ("product_id", "upload_id", "job_id", "report_id", "override_id")


def description():
    return json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))


def operations():
    paths = sorted(description()["paths"].items())
    return [(method.upper(), path) for path, item in paths for method in item if method in METHODS]


def filled(path):
    for name in IDS:
        path = path.replace(f"{{{name}}}", "nobody")
    return path


KEYED = [item for item in operations() if item[1] not in OPEN]


@pytest.mark.parametrize(("method", "path"), KEYED)
@pytest.mark.parametrize("key", [None, "not-a-key"])
def test_without_a_valid_key_the_gateway_refuses(stack, method, path, key):
    answer = stack.call(method, filled(path), key=key, body={} if method in {"POST", "PUT"} else None)
    assert answer.status == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["status"] == 403
    assert answer.json["correlation_id"] == answer.headers["x-correlation-id"]
    assert answer.json["instance"] == filled(path)


@pytest.mark.parametrize(("method", "path"), KEYED)
def test_with_the_key_the_service_answers_as_described(stack, method, path):
    answer = stack.call(method, filled(path), body={} if method in {"POST", "PUT"} else None)
    described = description()["paths"][path][method.lower()]["responses"]
    assert str(answer.status) in described
    assert answer.status not in {403, 500}
    assert answer.headers["x-correlation-id"]


@pytest.mark.parametrize("path", sorted(OPEN))
def test_the_open_addresses_answer_anybody(stack, path):
    answer = stack.call("GET", path, key=None)
    assert answer.status == 200
    assert answer.headers["x-correlation-id"]


def test_both_keys_work(stack):
    assert stack.call("GET", "/products", key=stack.described["api_key"]).status == 200
    assert stack.call("GET", "/products", key=stack.described["bulk_api_key"]).status == 200


def test_the_read_only_key_reads_and_changes_nothing(stack, product_id):
    key_id = stack.outputs["ReadOnlyApiKeyId"]
    key = stack.aws("apigateway").get_api_key(apiKey=key_id, includeValue=True)["value"]
    before = stack.call("GET", f"/products/{product_id}", key=key)
    assert before.status == 200
    refused = stack.call("PATCH", f"/products/{product_id}", {"on_hand": 1}, key=key)
    assert (refused.status, refused.json["type"].rpartition("/")[2]) == (403, "read-only-key")
    assert stack.call("GET", f"/products/{product_id}").json == before.json


def test_the_served_description_is_the_committed_one(stack):
    served = stack.call("GET", "/openapi.json", key=None).json
    committed = description()
    assert served["paths"] == committed["paths"]
    assert served["components"] == committed["components"]


def test_an_unknown_address_is_a_problem(stack):
    answer = stack.call("GET", "/nothing/here")
    assert (answer.status, answer.json["instance"]) == (404, "/nothing/here")
    assert answer.headers["content-type"] == "application/problem+json"
    assert stack.call("GET", "/nothing/here", key=None).status == 403


@pytest.mark.parametrize("path", sorted(description()["paths"]))
def test_a_method_that_an_address_does_not_have_is_refused_with_those_it_has(stack, path):
    has = {method.upper() for method in description()["paths"][path] if method in METHODS}
    answer = stack.call(min({method.upper() for method in METHODS} - has), filled(path))
    assert (answer.status, answer.headers["content-type"]) == (405, "application/problem+json")
    assert set(answer.headers["allow"].split(", ")) == has | {"OPTIONS"}
