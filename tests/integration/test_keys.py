"""Keys that may only read: every operation of the contract that is no GET is refused, before anything is looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from testing.deployed import deployed, open_shop, send, standing_clock

CONTRACT = json.loads((Path(__file__).parents[2] / "src/handlers/system/openapi.json").read_text(encoding="utf-8"))
OPERATIONS = sorted(
    (method.upper(), path)
    for path, item in CONTRACT["paths"].items()
    for method in item
    if method in {"get", "post", "put", "patch", "delete"}
)
WRITING = [each for each in OPERATIONS if each[0] != "GET"]
#: The caller of a test is "key-1".
READS, WRITES = {"keys": "key-0=bulk:write,key-1=lookout:read"}, {"keys": "key-0=bulk:read,key-1=till:write"}


@pytest.fixture(scope="module", autouse=True)
def _shop():
    with deployed(), standing_clock():
        open_shop("SKU-1", days=10)
        yield


def filled(path: str) -> str:
    return path.replace("{product_id}", "SKU-1").replace("{", "").replace("}", "")


@pytest.mark.parametrize(("method", "path"), WRITING, ids=lambda each: each)
def test_a_key_that_may_only_read_changes_nothing(method, path):
    answer = send(method, filled(path), body={}, stage=READS, resource=path)
    assert answer.status == 403
    assert answer.json["type"].endswith("/read-only-key")
    assert "'lookout'" in answer.json["detail"]
    assert "403" in CONTRACT["paths"][path][method.lower()]["responses"]


def test_it_reads():
    for path in ("/products", "/products/SKU-1", "/sales-data/SKU-1", "/reports/today", "/suppliers", "/calendar"):
        assert send("GET", path, stage=READS).status == 200


def test_there_are_many_operations_that_write():
    assert len(WRITING) > 30


def test_a_key_that_may_write_does():
    assert send("PATCH", "/products/SKU-1", body={"on_hand": 3}, stage=WRITES).status == 200


@pytest.mark.parametrize("told", ["", "key-0=bulk:write", "key-1=till", "key-1", "key-11=bulk:write", "key-1=x:writer"])
def test_a_key_that_is_not_said_to_write_may_not(told):
    assert send("PATCH", "/products/SKU-1", body={"on_hand": 9}, stage={"keys": told}).status == 403
    assert send("GET", "/products/SKU-1").json["on_hand"] == 3


def test_a_refusal_is_not_kept_for_the_same_request_of_a_key_that_may_write():
    once = {"Idempotency-Key": "once"}
    body = {"product_id": "NEW", "name": "New", "category": "Tea", "current_price": 1}
    assert send("POST", "/products", body=body, headers=once, stage=READS).status == 403
    assert send("POST", "/products", body=body, headers=once, stage=WRITES).status == 201
