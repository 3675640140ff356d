"""Tools of an assistant, made of the API's OpenAPI description: what reads, and what makes drafts.

Nothing here orders, changes stock or the calendar, or deletes. Running the tools is in :mod:`clients.mcp.server`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

type Json = dict[str, Any]

#: What the API says about itself is no tool, and neither are files, which assistants cannot open.
_NOT_TOOLS = {"getDocsPage", "getOpenapiDocument"}
_NOT_ASKED = {"format"}
#: Members of a request for a forecast that a question about one product may have.
_WHAT_IF = {"product_id", "horizon_days", "confidence_level", "engine", "events", "notes"}
#: Items a page, where an assistant does not say: pages of a hundred fill its memory.
_PAGE = 20


@dataclass(frozen=True)
class Request:
    """A request to the API."""

    method: str
    path: str
    query: Json = field(default_factory=dict)
    body: Json | None = None


@dataclass(frozen=True)
class Tool:
    """A tool: its name, what it says of itself, the schema of its arguments, and the operation behind it."""

    name: str
    description: str
    arguments: Json
    method: str
    path: str
    in_query: frozenset[str] = frozenset()
    #: Members of the body that are set whatever the assistant says.
    always: Json = field(default_factory=dict)

    @property
    def reads(self) -> bool:
        """True when calling it changes nothing at all."""
        return self.method == "GET" or self.always.get("what_if") is True

    def request(self, arguments: Json) -> Request:
        """Return the request that a call with these arguments is; raises ``ValueError`` for others than it takes."""
        given = {name: value for name, value in arguments.items() if value is not None}
        if unknown := sorted(given.keys() - self.arguments["properties"].keys()):
            raise ValueError(f"No such argument: {', '.join(unknown)}.")
        if missing := [name for name in self.arguments.get("required", []) if given.get(name, []) == []]:
            raise ValueError(f"Missing: {', '.join(missing)}.")
        in_path = set(re.findall(r"{(\w+)}", self.path))
        path = re.sub(r"{(\w+)}", lambda match: quote(str(given[match[1]]), safe=""), self.path)
        query = {name: value for name, value in given.items() if name in self.in_query}
        if "limit" in self.in_query:
            query.setdefault("limit", _PAGE)
        body = {name: value for name, value in given.items() if name not in self.in_query | in_path}
        return Request(self.method, path, query, None if self.method == "GET" else body | self.always)


def tools(document: Json) -> list[Tool]:
    """Return the tools that an OpenAPI document of the API gives."""
    named = {
        operation["operationId"]: (path, method.upper(), operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }
    reading = [
        _reading(document, name, path, operation)
        for name, (path, method, operation) in sorted(named.items())
        if method == "GET" and name not in _NOT_TOOLS
    ]
    return [*reading, *_drafting(document, named)]


def _reading(document: Json, name: str, path: str, operation: Json) -> Tool:
    asked = [
        each
        for each in operation.get("parameters", [])
        if each["in"] in {"path", "query"} and each["name"] not in _NOT_ASKED
    ]
    arguments = {
        "type": "object",
        "properties": {each["name"]: each["schema"] | {"description": each.get("description", "")} for each in asked},
        "required": [each["name"] for each in asked if each.get("required")],
        "additionalProperties": False,
    }
    in_query = frozenset(each["name"] for each in asked if each["in"] == "query")
    return Tool(name, _text(operation), _with_defs(document, arguments), "GET", path, in_query)


def _drafting(document: Json, named: dict[str, tuple[str, str, Json]]) -> list[Tool]:
    """Return the tools that make something: drafts of orders, which a person places, and answers that are not kept."""
    order_path, order_method, order = named["createPurchaseOrder"]
    path, method, forecast = named["generateForecast"]
    whole = _body(document, forecast)
    members = {name: schema for name, schema in whole["properties"].items() if name in _WHAT_IF}
    members["events"] |= {"description": "What would be on the calendar; it is not put there."}
    one = whole | {"description": "", "properties": members, "required": ["product_id"]}
    several = {"events": members["events"] | {"minItems": 1}}
    return [
        Tool(
            "draftPurchaseOrder",
            f"{_text(order)} Makes drafts alone: a person looks at them and places them.",
            _body(document, order),
            order_method,
            order_path,
        ),
        Tool(
            "forecastWhatIf",
            "Forecast one product as it would be with other options or events. Nothing is kept.",
            one,
            method,
            path,
            always={"what_if": True},
        ),
        Tool(
            "proposeCalendarEntry",
            "Try entries of the calendar on one product: the forecast with them, to be set beside getForecast. Nothing "
            "is kept: a person puts them on the calendar.",
            one | {"properties": members | several, "required": ["product_id", "events"]},
            method,
            path,
            always={"what_if": True},
        ),
    ]


def _text(operation: Json) -> str:
    return f"{operation['summary']}. {operation['description']}"


def _body(document: Json, operation: Json) -> Json:
    """Return the schema of an operation's JSON body."""
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return _with_defs(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])


def _with_defs(document: Json, schema: Json) -> Json:
    """Return a schema that stands alone: what it refers to is in its ``$defs``."""
    defs: Json = {}
    alone: Json = _moved(schema, document["components"]["schemas"], defs)
    return alone | ({"$defs": defs} if defs else {})


def _moved(node: Any, schemas: Json, defs: Json) -> Any:
    if isinstance(node, list):
        return [_moved(each, schemas, defs) for each in node]
    if not isinstance(node, dict):
        return node
    moved = {key: _moved(value, schemas, defs) for key, value in node.items()}
    if isinstance(node.get("$ref"), str):
        name = node["$ref"].rpartition("/")[2]
        if name not in defs:
            defs[name] = {}  # before its members, one of which may be of its own kind
            defs[name] = _moved(schemas[name], schemas, defs)
        moved["$ref"] = f"#/$defs/{name}"
    return moved
