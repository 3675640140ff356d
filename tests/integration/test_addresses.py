"""Addresses that no thing can have: none of them is taken for another address."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from testing.deployed import deployed, send

CONTRACT = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text())
OPERATIONS = [
    (method.upper(), path)
    for path, operations in CONTRACT["paths"].items()
    for method in operations
    if method in {"get", "post", "put", "patch", "delete"}
]


@pytest.fixture(scope="module", autouse=True)
def shop():
    with deployed():
        yield


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=str)
def test_an_address_with_a_line_break_is_none(method, path):
    """An id that is one, and one behind a slash: patterns of routes end before it."""
    for spoilt in {re.sub("{[^}]+}", "\n", path), re.sub("{[^}]+}", "x\n", path), f"{path}/\n"} - {path}:
        answer = send(method, spoilt, body={} if method in {"POST", "PUT", "PATCH"} else None)
        assert (answer.status, answer.json["title"]) == (404, "No such address"), spoilt
