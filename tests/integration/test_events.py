"""Events of ``events/``: one for every route of the template, each as the gateway sends it; purchasing's replayed."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from testing.deployed import TEMPLATE, deployed, open_shop, send, standing_clock
from testing.rest import LambdaContext, answer_of
from testing.template import load_template

EVENTS = Path(__file__).parents[2] / "events"
FUNCTIONS = {
    (api["Properties"]["Method"].upper(), api["Properties"]["Path"]): function["Properties"]["Handler"]
    for function in load_template(TEMPLATE)["Resources"].values()
    if function["Type"] == "AWS::Serverless::Function"
    for api in function["Properties"].get("Events", {}).values()
    if api["Type"] == "Api" and "proxy" not in api["Properties"]["Path"]
}
#: Routes of the system itself, which take nothing.
BARE = {("GET", "/health"), ("GET", "/openapi.json"), ("GET", "/docs")}
REQUESTS = {
    f"{path.parent.name}/{path.stem}": request
    for path in sorted(EVENTS.rglob("*.json"))
    if "httpMethod" in (request := json.loads(path.read_text(encoding="utf-8")))
}
#: Purchasing's events in an order in which each finds what it names, with their answers' statuses.
IN_ORDER = {
    "get_settings": 200,
    "replace_settings": 200,
    "create_supplier": 201,
    "list_suppliers": 200,
    "get_supplier": 200,
    "replace_supplier": 200,
    "change_supplier": 200,
    "create_order": 201,
    "create_drafts": 201,
    "list_orders": 200,
    "change_order": 200,
    "get_order": 200,
    "document": 200,
    "order": 200,
    "receive": 200,
    "cancel": 200,
    "upload": 200,
    "delete_supplier": 409,  # it has open orders by then
}


@pytest.mark.parametrize("route", sorted(FUNCTIONS.keys() - BARE), ids=" ".join)
def test_every_route_has_an_event(route):
    assert route in {(request["httpMethod"], request["resource"]) for request in REQUESTS.values()}


@pytest.mark.parametrize("name", REQUESTS)
def test_every_event_is_of_a_route_and_agrees_with_itself(name):
    request = REQUESTS[name]
    method, resource, parameters = request["httpMethod"], request["resource"], request["pathParameters"] or {}
    assert (method, resource) in FUNCTIONS
    assert request["path"] == resource.format(**parameters)
    context = request["requestContext"]
    assert (context["httpMethod"], context["resourcePath"]) == (method, resource)
    pairs = {"headers": "multiValueHeaders", "queryStringParameters": "multiValueQueryStringParameters"}
    for single, several in pairs.items():
        assert {key: [value] for key, value in (request[single] or {}).items()} == (request[several] or {})


def test_purchasing_s_events_are_answered_one_by_one():
    assert IN_ORDER.keys() == {name.split("/")[1] for name in REQUESTS if name.startswith("purchasing/")}
    with deployed(), standing_clock():
        open_shop("SKU-1", days=60)
        assert send("POST", "/forecasts/generate", body={"product_id": "SKU-1"}).status == 200
        answers = {}
        for name in IN_ORDER:
            request = REQUESTS[f"purchasing/{name}"]
            module, _, function = FUNCTIONS[request["httpMethod"], request["resource"]].rpartition(".")
            answers[name] = answer_of(getattr(importlib.import_module(module), function)(request, LambdaContext()))
            if name == "create_supplier":
                body = {"supplier_id": "ROASTER", "unit_cost": 2}
                assert send("PATCH", "/products/SKU-1", body=body).status == 200
    assert {name: answer.status for name, answer in answers.items()} == IN_ORDER
    assert [line["quantity"] for each in answers["create_drafts"].json["items"] for line in each["lines"]] == [36]
    assert answers["receive"].json["lines"][0]["open_quantity"] == 24
    assert answers["cancel"].json["status"] == "cancelled"
    assert answers["upload"].json["rows_accepted"] == 1
    assert answers["document"].json["url"]
