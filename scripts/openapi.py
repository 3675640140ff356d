"""Writes the OpenAPI document of the whole API from its handlers, or with ``--check`` says whether it is current.

The document lives beside the function that serves it, in ``src/handlers/system/``; ``docs/openapi.json`` links there.
So it does with the lists of column names in ``docs/sales-files.md`` (:mod:`scripts.column_lists`).
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import operations
from column_lists import PAGE, with_lists
from patch_schemas import with_patches

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "src" / "handlers" / "system" / "openapi.json"
CONTEXTS = ("products", "sales", "calendar", "purchasing", "forecasting", "reporting", "system")
PUBLIC = {"/health", "/openapi.json", "/docs"}
DESCRIPTION = """Sales in, honest forecasts and orders out.

Every call but those under *System* needs `x-api-key`. Bodies are JSON in snake_case, dates are `YYYY-MM-DD`, instants
are ISO 8601 in UTC. Errors are RFC 9457 problems. Every answer carries `x-correlation-id`: the caller's, if it sent a
sane one. GETs answer `ETag` and honour `If-None-Match`. Lists are paged by an opaque `cursor`.
A query parameter that an address does not have is refused with 422 (`unknown-parameter`), but for names that start with
`_`, and but for the routes that the gateway caches, where its cache is on: it would repeat the refusal to others.

A POST whose answer was lost is repeated with the same `Idempotency-Key` and gets the first answer, for a day. PUT and
DELETE need no key, since doing them twice does nothing more: a repeated DELETE answers 404, a repeated PUT with
`If-Match` 412, because the first one has changed the version (read the product: if it is as you sent it, all is done);
a repeated POST of a product without a key answers 409."""

type Json = dict[str, Any]


def main() -> int:
    """Write the document or check it; returns the exit status."""
    sys.path.insert(0, str(ROOT / "src"))
    wanted = {
        DOCUMENT: json.dumps(build(), indent=1, ensure_ascii=False, sort_keys=True) + "\n",
        PAGE: with_lists(PAGE.read_text(encoding="utf-8")),
    }
    stale = [path for path, text in wanted.items() if _is_stale(path, text)]
    if "--check" in sys.argv:
        told = [f"{path.relative_to(ROOT)} is not what the code says; run: make openapi" for path in stale]
        print("\n".join(told) or "docs/openapi.json and the lists of columns are current")
        return len(stale)
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
    print("docs/openapi.json and the lists of columns are written")
    return 0


def _is_stale(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != text


def build() -> Json:
    """Return the merged document of all contexts."""
    from aws_lambda_powertools.event_handler.openapi import OpenAPIMerge

    from handlers.shared.merge_patch import SOME_MEMBERS
    from handlers.shared.settings import VERSION

    merge = OpenAPIMerge(
        title="Stockcast", version=VERSION, openapi_version="3.1.0", description=DESCRIPTION, on_conflict="error"
    )
    bodies: dict[tuple[str, str], Json] = {}
    routes: list[tuple[str, str, str, str]] = []
    for context in CONTEXTS:
        api = importlib.import_module(f"handlers.{context}.api")
        merge.add_schema(json.loads(api.app.get_openapi_json_schema(title="Stockcast", version=VERSION)))
        routes += operations.described_routes(api.app)
        module = importlib.import_module(f"handlers.{context}.schemas") if context != "system" else None
        bodies |= getattr(module, "OPENAPI_REQUEST_BODIES", {})
    document = json.loads(json.dumps(merge.get_openapi_schema()))
    schemas = document["components"]["schemas"]
    for (path, method), body in bodies.items():
        document["paths"][path][method]["requestBody"] = with_patches(body, schemas, SOME_MEMBERS)
    operations.name(document, routes)
    return _finish(document)


def _finish(document: Json) -> Json:
    document["servers"] = [{"url": ".", "description": "Where this document was read"}]
    document["info"] |= {"license": {"name": "MIT", "identifier": "MIT"}, "contact": {"name": "Stockcast"}}
    components = document["components"]
    components["securitySchemes"] = {"ApiKey": {"type": "apiKey", "in": "header", "name": "x-api-key"}}
    document["security"] = [{"ApiKey": []}]
    for path, methods in document["paths"].items():
        for operation in methods.values():
            if path in PUBLIC:
                operation["security"] = []
            _drop_framework_errors(operation)
            operation["responses"].get("204", {}).pop("content", None)  # the framework documents null
    operations.allow_repeats(document)
    operations.link(document)
    operations.drop_unused_schemas(document)
    _numbers_as_numbers(document)
    return document


def _drop_framework_errors(operation: Json) -> None:
    """Remove the error answers that Powertools documents by itself and this API never gives."""
    for status, answer in list(operation["responses"].items()):
        if int(status) >= 400 and "application/problem+json" not in answer.get("content", {}):
            del operation["responses"][status]


def _numbers_as_numbers(node: Any) -> None:
    """Make a ``Decimal``'s default the number that it is on the wire."""
    if isinstance(node, dict):
        if node.get("type") == "number" and isinstance(node.get("default"), str):
            node["default"] = json.loads(node["default"])
        for value in node.values():
            _numbers_as_numbers(value)
    elif isinstance(node, list):
        for value in node:
            _numbers_as_numbers(value)


if __name__ == "__main__":
    sys.exit(main())
