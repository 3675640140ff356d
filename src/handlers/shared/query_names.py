"""Query parameters that a route does not have: refused, because a misspelt filter would answer with everything."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from domain.shared.errors import FieldError
from domain.shared.words import listing
from handlers.shared import problems
from handlers.shared.gateway_cache import repeated_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response

#: The start of names that mean something to the caller alone, such as one that goes past a cache on the way.
PRIVATE_PREFIX = "_"


def refuse_unknown_parameters(
    app: APIGatewayRestResolver, next_middleware: Callable[[APIGatewayRestResolver], Response[str]]
) -> Response[str]:
    """Answer 422 to a request with a query parameter that its route does not declare (Powertools middleware).

    Where the gateway keeps the route's answers, such a parameter is passed over: it is not part of the cache's key, so
    that the refusal would be served to everyone who asks without it.
    """
    event = app.current_event.raw_event
    sent: dict[str, str] = event.get("queryStringParameters") or {}
    if not sent or repeated_seconds(event):
        return next_middleware(app)
    known = sorted(field.alias for field in app.context["_route"].dependant.query_params)
    unknown = sorted(set(filter(_is_meant_for_us, sent)).difference(known))
    return _refusal(unknown, known) if unknown else next_middleware(app)


def _is_meant_for_us(name: str) -> bool:
    return not name.startswith(PRIVATE_PREFIX)


def _refusal(unknown: list[str], known: list[str]) -> Response[str]:
    there_are = f"There are: {listing(known)}." if known else "It has none."
    named = listing([f"'{name}'" for name in unknown])
    return problems.problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "unknown-parameter",
        "Unknown query parameter",
        f"This address has no query parameter {named}. {there_are}",
        errors=[
            FieldError(f"/query/{name}", "unknown_parameter", "is not a parameter of this address") for name in unknown
        ],
    )
