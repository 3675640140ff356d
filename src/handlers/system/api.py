"""``/health``, ``/openapi.json`` and ``/docs``: what the API says about itself, without a key.

The gateway sends here, too, what no other route takes: an address that is not there, and a method that an address does
not have.
"""

from __future__ import annotations

import json
import re
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Depends, Response

from handlers.shared import problems
from handlers.shared.http import Event, entry_point, no_such_route
from handlers.shared.json_types import ResponseBody
from handlers.shared.responses import documented
from handlers.shared.settings import VERSION
from handlers.system.container import container
from handlers.system.health import HealthCheck

app = APIGatewayRestResolver(enable_validation=True, response_validation_error_http_code=500)

_PAGE_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


_PAGE_ANSWERS: dict[int, Any] = documented(HTTPStatus.OK, None) | {
    200: {"description": "A page", "content": {"text/html": {"schema": {"type": "string"}}}}
}
_METHODS = frozenset({"get", "post", "put", "delete", "patch"})


class Health(ResponseBody):
    """Health of the API."""

    status: Literal["ok", "degraded"]
    version: str
    checks: dict[str, str]


def health_check() -> HealthCheck:
    """Return the health check."""
    return container.health()


@app.get(
    "/health", tags=["System"], summary="Tell whether the API can serve", responses=documented(HTTPStatus.OK, Health)
)
def get_health(check: Annotated[HealthCheck, Depends(health_check)]) -> Response[Health]:
    """Answer 200 when it can, 503 when something it depends on is down.

    `degraded` with 200: the holidays of a country that the stack names are not known, and are in no forecast.
    """
    checks = check.checks()
    down = "unavailable" in checks.values()
    wrong = down or "unknown_country" in checks.values()
    return Response(
        status_code=int(HTTPStatus.SERVICE_UNAVAILABLE if down else HTTPStatus.OK),
        content_type="application/json",
        body=Health(status="degraded" if wrong else "ok", version=VERSION, checks=dict(checks)),
        headers={"Retry-After": "10"} if down else {},
    )


@app.get(
    "/openapi.json", tags=["System"], summary="Read this contract", responses=documented(HTTPStatus.OK, dict[str, Any])
)
def get_openapi_document() -> dict[str, Any]:
    """Answer the OpenAPI 3.1 document."""
    document: dict[str, Any] = json.loads(_document())
    return document


@app.get("/docs", tags=["System"], summary="Read this contract as a page", responses=_PAGE_ANSWERS)
def get_docs_page() -> Response[str]:
    """Answer a page that shows the contract and lets it be tried."""
    return Response(
        status_code=int(HTTPStatus.OK),
        content_type="text/html; charset=utf-8",
        body=_page(),
        headers={"Content-Security-Policy": _PAGE_POLICY},
    )


@cache
def _document() -> str:
    return (Path(__file__).parent / "openapi.json").read_text()


@cache
def _page() -> str:
    from aws_lambda_powertools.event_handler.openapi import swagger_ui

    assets = Path(swagger_ui.__file__).parent
    page = swagger_ui.generate_swagger_html(
        spec=_document().replace("</", "<\\/"),
        swagger_js=(assets / "swagger-ui-bundle.min.js").read_text(),
        swagger_css=(assets / "swagger-ui.min.css").read_text(),
        swagger_base_url="",
        oauth2_config=None,
    )
    return page.replace("<title>Swagger UI</title>", "<title>Stockcast API</title>")


@cache
def _addresses() -> list[tuple[re.Pattern[str], str]]:
    """Return each address of the contract and its methods, the ones spelt out before those with a parameter."""
    paths: dict[str, dict[str, Any]] = json.loads(_document())["paths"]
    return [
        (re.compile("[^/]+".join(map(re.escape, re.split(r"{\w+}", path)))), _allowed(operations))
        for path, operations in sorted(paths.items(), key=lambda item: "{" in item[0])
    ]


def _allowed(operations: dict[str, Any]) -> str:
    return ", ".join(sorted({"OPTIONS"} | {name.upper() for name in operations if name in _METHODS}))


def elsewhere(event: Event) -> Response[str]:
    """Answer 405 with the methods there are at an address of the contract, 404 at any other."""
    found = (allow for pattern, allow in _addresses() if pattern.fullmatch(str(event.get("path"))))
    allow = next(found, None)
    if allow is None:
        return no_such_route(event)
    return problems.problem(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "No such method here",
        f"This address answers {allow}.",
        headers={"Allow": allow},
    )


handler = entry_point(app, elsewhere)
