"""A misspelt filter is refused by every operation there is, rather than answered with everything."""

from __future__ import annotations

import importlib
import json
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace

import pytest

from handlers.shared.gateway_cache import STAGE_VARIABLE
from handlers.shared.query_names import refuse_unknown_parameters
from testing.rest import call

ROOT = Path(__file__).parents[2]
CONTRACT = json.loads((ROOT / "docs/openapi.json").read_text())
OPERATIONS = sorted(
    (method.upper(), path)
    for path, methods in CONTRACT["paths"].items()
    for method in methods
    if method in {"get", "post", "put", "patch", "delete"}
)
MODULES = [
    module
    for path in sorted((ROOT / "src/handlers").glob("*/api.py"))
    if hasattr(module := importlib.import_module(f"handlers.{path.parent.name}.api"), "app")  # some belong to others'
]
MISSPELT = "no_such_parameter"


@pytest.fixture(scope="module")
def routes():
    """Every operation's handler and route, as the functions declare them."""
    found = {}
    for module in MODULES:
        for route in [*module.app._static_routes, *module.app._dynamic_routes]:
            for method in route.method if isinstance(route.method, tuple | list) else [route.method]:
                found[method, route.openapi_path.replace("<", "{").replace(">", "}")] = (module, route)
    return found


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_parameter_that_is_not_there_is_named_with_those_there_are(routes, method, path):
    operation = CONTRACT["paths"][path][method.lower()]
    declared = {item["name"] for item in operation.get("parameters", []) if item["in"] == "query"}
    asked = SimpleNamespace(raw_event={"queryStringParameters": dict.fromkeys([*declared, MISSPELT], "1")})
    app = SimpleNamespace(current_event=asked, context={"_route": routes[method, path][1]})
    answer = refuse_unknown_parameters(app, lambda _: pytest.fail("it was answered"))
    problem = json.loads(answer.body)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert problem["type"].endswith("/unknown-parameter")
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [
        (f"/query/{MISSPELT}", "unknown_parameter")
    ]
    assert all(name in problem["detail"] for name in declared)


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", sorted(path for method, path in OPERATIONS if method == "GET" and "{" not in path))
def test_every_function_refuses_it(routes, path):
    declared = CONTRACT["paths"][path]["get"].get("parameters", [])
    required = {each["name"]: each["schema"]["examples"][0] for each in declared if each.get("required")}
    answer = call(routes["GET", path][0].handler, "GET", path, query={MISSPELT: "1"} | required)
    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert MISSPELT in answer.body


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_operation_says_that_it_may_refuse_a_parameter(method, path):
    assert "422" in CONTRACT["paths"][path][method.lower()]["responses"]


@pytest.mark.usefixtures("aws")
def test_names_that_are_the_callers_own_are_passed_over():
    handler = importlib.import_module("handlers.products.api").handler
    assert call(handler, "GET", "/products", query={"_": "1732700000"}).status == HTTPStatus.OK


@pytest.mark.usefixtures("aws", "system_clock")
@pytest.mark.parametrize("path", sorted(path for method, path in OPERATIONS if method == "GET" and "{" not in path))
def test_a_gateway_that_keeps_answers_never_keeps_that_refusal(routes, path):
    cached = {STAGE_VARIABLE: f"{path}=60"}
    answer = call(routes["GET", path][0].handler, "GET", path, query={MISSPELT: "1"}, stage=cached)
    assert MISSPELT not in answer.body
