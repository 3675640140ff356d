"""The contract's examples, executed: every event of ``events/`` and every example of the description is accepted, and
every answer is what the description says of it.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from handlers.reporting.container import container as reporting
from testing.deployed import deployed, open_shop, send, standing_clock
from testing.fakes.reporting import FakeReportWorker

ROOT = Path(__file__).parents[2]
CONTRACT = json.loads((ROOT / "src/handlers/system/openapi.json").read_text(encoding="utf-8"))
METHODS = {"get", "post", "put", "patch", "delete"}
EVENTS = {
    f"{path.parent.name}/{path.stem}": request
    for path in sorted((ROOT / "events").rglob("*.json"))
    if "httpMethod" in (request := json.loads(path.read_text(encoding="utf-8")))
}
#: Events in an order in which each finds what it names; those that are answered otherwise than with success say how.
ORDER = [
    "products/create",
    "products/batch",
    "products/get",
    "products/list",
    "products/replace",
    "products/change",
    "products/upload",
    "sales/upload",
    "sales/create",
    "sales/announce",
    "sales/get_upload",
    "sales/history",
    "sales/recent",
    "sales/summary",
    "sales/keep_mapping",
    "sales/list_mappings",
    "sales/get_mapping",
    "sales/delete_mapping",
    "calendar/create",
    "calendar/list",
    "calendar/get",
    "calendar/replace",
    "calendar/change",
    "calendar/upload",
    "forecasting/generate",
    "forecasting/get",
    "forecasting/list",
    "forecasting/list_runs",
    "forecasting/get_run",
    "forecasting/accuracy",
    "forecasting/generate_many",
    "forecasting/job",
    "forecasting/effect",
    "forecasting/create_override",
    "forecasting/list_overrides",
    "forecasting/delete_override",
    "forecasting/withdraw_adjustment:404",
    "reporting/today",
    "reporting/summary",
    "reporting/recommendations",
    "reporting/recommendations-csv",
    "reporting/job",
    "reporting/recommendation",
    "reporting/replay",
    "reporting/service-curve",
    "reporting/snooze",
    "reporting/wake",
    "reporting/create_export",
    "reporting/export",
    "purchasing/get_settings",
    "purchasing/replace_settings",
    "purchasing/create_supplier",
    "purchasing/list_suppliers",
    "purchasing/get_supplier",
    "purchasing/replace_supplier",
    "purchasing/change_supplier",
    "purchasing/create_order",
    "purchasing/list_orders",
    "purchasing/change_order",
    "purchasing/get_order",
    "purchasing/document",
    "purchasing/order",
    "purchasing/receive",
    "purchasing/cancel",
    "purchasing/create_drafts",
    "purchasing/upload",
    "purchasing/delete_supplier:409",
    "products/changes",
    "calendar/delete",
    "products/delete",
]
#: Ids that the system gives: an event has one of some other shop.
GIVEN = ("upload_id", "event_id", "run_id", "job_id", "override_id", "report_id", "export_id", "mapping_id")


def operation(request: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = CONTRACT["paths"][request["resource"]][request["httpMethod"].lower()]
    return found


def check(described: dict[str, Any], answer: Any, name: str) -> None:
    """Fail an answer that is not as the description says of its status."""
    assert str(answer.status) in described["responses"], (name, answer.status, answer.body)
    content = described["responses"][str(answer.status)].get("content", {})
    if not content:
        assert not answer.body, name
        return
    kind = answer.headers["content-type"].partition(";")[0]
    schema = content[kind]["schema"] | {"components": CONTRACT["components"]}
    wrong = [f"{each.json_path}: {each.message}" for each in Draft202012Validator(schema).iter_errors(answer.json)]
    assert not wrong, (name, wrong[:5])


def body_of(request: dict[str, Any]) -> bytes | None:
    body = request["body"]
    if body is None:
        return None
    return base64.b64decode(body) if request["isBase64Encoded"] else str(body).encode()


def note(given: dict[str, str], found: Any) -> None:
    """Remember the ids that an answer gives, of the first thing that it lists too."""
    first = (found.get("items") or [{}])[0] if isinstance(found, dict) else {}
    for names in (first, found):
        if isinstance(names, dict):
            given |= {name: names[name] for name in GIVEN if names.get(name)}


def test_every_event_is_listed():
    assert {name.partition(":")[0] for name in ORDER} == set(EVENTS)


def test_every_operation_that_takes_a_body_has_one_in_an_event():
    bodies = {(each["resource"], each["httpMethod"].lower()) for each in EVENTS.values() if each["body"]}
    wanted = {
        (path, method)
        for path, item in CONTRACT["paths"].items()
        for method, each in item.items()
        if method in METHODS and each.get("requestBody", {}).get("required")
    }
    assert wanted <= bodies


def test_every_event_is_accepted_and_answered_as_described():
    with deployed(), standing_clock(), reporting.export_worker.override(FakeReportWorker()):
        send_all_events()


def send_all_events():
    given: dict[str, str] = {}
    for entry in ORDER:
        name, _, status = entry.partition(":")
        if name == "forecasting/generate":
            open_shop("SKU-LOW", days=400)
            assert send("PATCH", "/products/SKU-LOW", body={"category": "Coffee"}).status == 200
        if name == "purchasing/create_drafts":
            assert send("PATCH", "/products/SKU-1", body={"supplier_id": "ROASTER"}).status == 200
        request = EVENTS[name]
        parameters = {each: given.get(each, value) for each, value in (request["pathParameters"] or {}).items()}
        headers = {key: value for key, value in request["headers"].items() if key != "If-Match"}
        answer = send(
            request["httpMethod"],
            request["resource"].format(**parameters),
            body=body_of(request),
            query=request["queryStringParameters"],
            headers=headers,
            resource=request["resource"],
        )
        assert answer.status == int(status) if status else answer.status < 300, (name, answer.body)
        check(operation(request), answer, name)
        if answer.body and answer.status < 300:
            note(given, answer.json)


def described_examples():
    """Yield every example of a request body: operation, content type and example."""
    for path, item in CONTRACT["paths"].items():
        for method in METHODS & item.keys():
            for kind, media in item[method].get("requestBody", {}).get("content", {}).items():
                examples = [media["example"]] if "example" in media else []
                examples += [each["value"] for each in media.get("examples", {}).values()]
                yield from ((method, path, kind, example) for example in examples)


@pytest.fixture(scope="module")
def names():
    """A shop that has everything that examples name."""
    with deployed(), standing_clock():
        open_shop("SKU-1", "SKU-2", days=30)
        assert send("POST", "/suppliers", body={"supplier_id": "ROASTER", "name": "Roaster"}).status == 201
        line = {"lines": [{"product_id": "SKU-1", "quantity": 4}]}
        ordered = {"purchase_order_id": "PO-1", "supplier_id": "ROASTER"} | line
        assert send("POST", "/purchase-orders", body=ordered).status == 201
        fair = {"name": "Fair", "start": "2026-12-04", "end": "2026-12-06", "scope": {"all": True}, "kind": "event"}
        entry = send("POST", "/calendar", body=fair | {"expected_change_pct": 30}).json
        yield {"product_id": "SKU-1", "supplier_id": "ROASTER", "purchase_order_id": "PO-1", **entry}


@pytest.mark.parametrize("example", list(described_examples()), ids=lambda each: " ".join(each[:3]))
def test_every_example_of_a_request_is_accepted_and_answered_as_described(names, example):
    method, path, kind, body = example
    sent = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    answer = send(method.upper(), path.format(**names), body=sent, headers={"Content-Type": kind}, resource=path)
    assert answer.status < 300, answer.body
    check(CONTRACT["paths"][path][method], answer, path)
    for error in answer.json.get("errors") or ():
        pytest.fail(f"{error}")


def schemas_with_examples(node: Any = CONTRACT, place: str = ""):
    """Yield every schema, parameter's or member's, that has examples of its own, or an example of an answer."""
    if isinstance(node, list):
        for number, each in enumerate(node):
            yield from schemas_with_examples(each, f"{place}/{number}")
    elif isinstance(node, dict):
        if isinstance(node.get("examples"), list):
            yield from ((place, node, each) for each in node["examples"])
        if "schema" in node and "example" in node and isinstance(node["schema"], dict) and "csv" not in place:
            yield place, node["schema"], node["example"]
        for name, each in node.items():
            yield from schemas_with_examples(each, f"{place}/{name}")


@pytest.mark.parametrize(("place", "schema", "example"), list(schemas_with_examples()), ids=lambda each: str(each)[:60])
def test_every_example_is_valid_by_its_schema(place, schema, example):
    validator = Draft202012Validator(schema | {"components": CONTRACT["components"]})
    assert not [each.message for each in validator.iter_errors(example)], place
