"""Names, descriptions and links of the operations in the OpenAPI document: what clients are generated from.

An operation is called as its route's function is, in lowerCamelCase (``list_products``: ``listProducts``), and
described by that function's docstring. An answer that brings a new thing leads to whatever can be asked of it.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aws_lambda_powertools.event_handler import APIGatewayRestResolver

type Json = dict[str, Any]

TAGS = {
    "Products": "The catalogue: what is sold, what is in stock, and the terms that orders are computed by.",
    "Sales data": "What was sold: files and JSON in, histories and totals out.",
    "Calendar": "What the shop knows of its days: promotions, events, closures, stockouts and prices.",
    "Forecasts": "Forecasts with intervals, how good they are, and what a person knows better.",
    "Reports": "What to order, when and why; the shop at a glance; policies replayed.",
    "Changes": "Who changed what, for 400 days.",
    "Exports": "All histories or all forecasts as one file.",
    "Purchasing": "Suppliers, purchase orders from draft to receipt, and the shop's settings.",
    "System": "What the API says about itself; without a key.",
}
_IDEMPOTENCY_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A repeat with the same key gets the first answer, for a day, and its work is done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "title": "Idempotency-Key"},
}
#: Operations that make or start something, and the id that what they made is asked for by.
MAKES = {
    "createCalendarEntry": "event_id",
    "createForecastOverride": "override_id",
    "createProduct": "product_id",
    "createExport": "export_id",
    "createPurchaseOrder": "purchase_order_id",
    "createSalesUpload": "upload_id",
    "createSupplier": "supplier_id",
    "generateForecast": "job_id",
    "getForecastSummary": "report_id",
    "listInventoryRecommendations": "report_id",
    "recordSales": "upload_id",
    "uploadSales": "upload_id",
}


def described_routes(app: APIGatewayRestResolver) -> Iterator[tuple[str, str, str, str]]:
    """Yield path, method, operation id and description of each route of a context."""
    for route in (*app._static_routes, *app._dynamic_routes):
        words = route.func.__name__.split("_")
        operation_id = words[0] + "".join(word.capitalize() for word in words[1:])
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.getdoc(route.func) or "")
        yield re.sub(r"<(\w+)>", r"{\1}", route.path), route.method.lower(), operation_id, text


def name(document: Json, routes: Iterable[tuple[str, str, str, str]]) -> None:
    """Give every operation its id and description, and the document its tags."""
    for path, method, operation_id, description in routes:
        document["paths"][path][method] |= {"operationId": operation_id, "description": description}
    document["tags"] = [{"name": tag, "description": text} for tag, text in TAGS.items()]


def allow_repeats(document: Json) -> None:
    """Declare ``Idempotency-Key`` on every POST."""
    for operations in document["paths"].values():
        if post := operations.get("post"):
            post.setdefault("parameters", []).append(_IDEMPOTENCY_KEY)


def link(document: Json) -> None:
    """Let the answer that brings a new thing lead to every operation that asks for the thing's id."""
    operations = [
        (set(re.findall(r"{(\w+)}", path)), operation)
        for path, methods in document["paths"].items()
        for operation in methods.values()
    ]
    for _, operation in operations:
        if made := MAKES.get(operation["operationId"]):
            for answer in operation["responses"].values():
                ids = _members(document, answer)
                links = [_link(target, asked) for asked, target in operations if made in asked and asked <= ids]
                answer.update({"links": dict(links)} if links else {})


def _link(target: Json, asked: set[str]) -> tuple[str, Json]:
    name = target["operationId"]
    parameters = {each: f"$response.body#/{each}" for each in sorted(asked)}
    return name, {"operationId": name, "parameters": parameters}


def _members(document: Json, answer: Json) -> set[str]:
    """Return the names that an answer's body has at its top, whichever of its forms it is."""
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    forms = [_resolved(document, each) for each in schema.get("anyOf", [schema])]
    return {member for form in forms for member in form.get("properties", {})}


def _resolved(document: Json, schema: Json) -> Json:
    reference = schema.get("$ref")
    found: Json = document["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema
    return found


def drop_unused_schemas(document: Json) -> None:
    """Remove the schemas that nothing leads to from an operation."""
    schemas = document["components"]["schemas"]
    used: set[str] = set()
    pending = _references(document["paths"])
    while pending:
        used |= pending
        pending = {each for found in pending for each in _references(schemas[found])} - used
    document["components"]["schemas"] = {name: schema for name, schema in schemas.items() if name in used}


def _references(node: Any) -> set[str]:
    if isinstance(node, list):
        return {found for each in node for found in _references(each)}
    if not isinstance(node, dict):
        return set()
    own = {node["$ref"].rpartition("/")[2]} if isinstance(node.get("$ref"), str) else set()
    return own | {found for each in node.values() for found in _references(each)}
