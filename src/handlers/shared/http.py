"""Entry point of a REST function around a Powertools resolver.

From outside in: correlation id and log context, what the key may do, idempotency, the route, then conditional GETs and
the headers every answer carries. Errors become problems here; a route only ever raises.
"""

from __future__ import annotations

import base64
import binascii
import json
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError as RouteNotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
    ResponseValidationError,
)

from domain.shared.errors import DomainError, MalformedError, TooLargeError
from domain.shared.words import number
from handlers.shared import observability, problems
from handlers.shared.answer_size import sendable
from handlers.shared.authors import acting_for
from handlers.shared.conditional import answer_conditionally, header
from handlers.shared.gateway_cache import retry_after
from handlers.shared.idempotency import answer_once
from handlers.shared.keys import name_of, refusal
from handlers.shared.query_names import refuse_unknown_parameters
from handlers.shared.settings import optional

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import APIGatewayRestResolver
    from aws_lambda_powertools.utilities.typing import LambdaContext

type Event = dict[str, Any]
type Answer = dict[str, Any]

#: The gateway's resource for what no other one takes: an unknown address, or a method that an address does not have.
UNROUTED = "/{proxy+}"
#: A JSON body; the largest that means anything, five thousand sales of long ids in lines of their own, has half of it.
MAX_JSON_BYTES = 2_000_000
#: No id is longer; DynamoDB refuses keys of more than 2048 bytes, and what it refuses would look like a bug here.
_MAX_PATH_SEGMENT = 256
_EXPOSED_HEADERS = "ETag, Location, Retry-After, X-Correlation-Id, Idempotent-Replayed"


def no_such_route(_: Event) -> Response[str]:
    """Answer an address at which nothing is."""
    return problems.problem(
        HTTPStatus.NOT_FOUND, "no-such-route", "No such address", "Nothing answers at this address."
    )


def entry_point(
    app: APIGatewayRestResolver, elsewhere: Callable[[Event], Response[str]] = no_such_route
) -> Callable[[Event, LambdaContext], Answer]:
    """Return the Lambda handler for a resolver, with the error handling and headers that all of them share.

    ``elsewhere`` answers what the gateway has no route for.
    """
    app.use([refuse_unknown_parameters])
    _install_error_handlers(app)

    def resolve(event: Event, context: LambdaContext) -> Answer:
        if event.get("resource") == UNROUTED:
            return problems.as_answer(elsewhere(event))
        if (refused := refusal(event)) is not None:
            return problems.as_answer(refused)
        with acting_for(name_of(event)):
            return answer_once(event, context, lambda: _resolve(app, event, context))

    def handler(event: Event, context: LambdaContext) -> Answer:
        started = time.perf_counter()
        correlation_id = observability.correlation_id_from(event.get("headers"))
        observability.logger.append_keys(correlation_id=correlation_id, function_request_id=context.aws_request_id)
        try:
            answered = sendable(event, answer_conditionally(event, resolve(event, context)))
            answer = _finish(answered, event, correlation_id)
            observability.logger.info(
                "request",
                method=event.get("httpMethod"),
                route=event.get("resource"),
                status=answer["statusCode"],
                duration_ms=round(1000 * (time.perf_counter() - started), 1),
            )
            return answer
        finally:
            observability.flush_metrics()
            observability.logger.remove_keys(["correlation_id", "function_request_id"])

    return handler


def raw_body(event: Event) -> bytes:
    """Return a request's body as the caller sent it; raises :class:`MalformedError` when its base64 is broken."""
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(body).encode()
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedError("The body is not valid base64.") from error


def _resolve(app: APIGatewayRestResolver, event: Event, context: LambdaContext) -> Answer:
    if not _is_address(str(event.get("path"))):
        return problems.as_answer(no_such_route(event))
    try:
        _check_body(event)
    except DomainError as error:
        return problems.as_answer(problems.from_domain_error(error))
    return app.resolve(event, context)


def _is_address(path: str) -> bool:
    """Tell whether a path can be one: the framework takes what ends with a line break for the address without it."""
    return path.isprintable() and all(len(segment) <= _MAX_PATH_SEGMENT for segment in path.split("/"))


def _check_body(event: Event) -> None:
    """Refuse a body that the framework would fail on rather than refuse.

    Those are multipart ones without a boundary, huge JSON, and JSON that Python's parser gives up on: nested too
    deeply, numbers of thousands of digits, bytes that are not UTF-8. Routes that take files read their bodies
    themselves.
    """
    content_type = header(event.get("headers"), "content-type") or "application/json"
    if content_type.lower().startswith("multipart/") and "boundary=" not in content_type.lower():
        raise MalformedError("A multipart body needs a boundary in its Content-Type.")
    if not event.get("body") or "json" not in content_type.lower() or str(event.get("path")).endswith("/upload"):
        return
    data = raw_body(event)
    if len(data) > MAX_JSON_BYTES:
        raise TooLargeError(
            f"A JSON body may have up to {number(MAX_JSON_BYTES)} bytes. More sales come as a file: POST "
            "/sales-data/uploads answers an address for it."
        )
    try:
        json.loads(data)
    except (ValueError, RecursionError) as error:
        raise MalformedError("The body is not valid JSON.") from error


def _install_error_handlers(app: APIGatewayRestResolver) -> None:
    @app.exception_handler(DomainError)
    def domain_error(error: DomainError) -> Response[str]:
        return problems.from_domain_error(error)

    @app.exception_handler(RequestValidationError)
    def invalid_request(error: RequestValidationError) -> Response[str]:
        return problems.from_validation_errors(error.errors())

    @app.exception_handler(RequestUnsupportedContentType)
    def unsupported_content_type(_: RequestUnsupportedContentType) -> Response[str]:
        return problems.problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "Unsupported content type",
            "Send the body as application/json.",
        )

    @app.exception_handler(RouteNotFoundError)
    def no_route(_: RouteNotFoundError) -> Response[str]:
        return no_such_route(app.current_event.raw_event)

    @app.exception_handler([Exception, ResponseValidationError])
    def unexpected(error: Exception) -> Response[str]:
        invalid = error.errors() if isinstance(error, ResponseValidationError) else None
        observability.logger.error("unexpected error", exc_info=error, invalid_answer=[e["loc"] for e in invalid or ()])
        observability.count("UnexpectedErrors")
        return problems.problem(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "internal",
            "Internal error",
            "Something went wrong on our side. The correlation id identifies this case in the logs.",
        )


def _finish(answer: Answer, event: Event, correlation_id: str) -> Answer:
    headers = {name: values[0] for name, values in (answer.pop("multiValueHeaders", None) or {}).items()}
    headers |= answer.get("headers") or {}
    headers[observability.CORRELATION_HEADER] = correlation_id
    headers.setdefault("Cache-Control", "private, no-cache" if event.get("httpMethod") == "GET" else "no-store")
    if wait := retry_after(event, answer["statusCode"], headers.get("Retry-After")):
        headers["Retry-After"] = wait
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    if origin := optional("ALLOWED_ORIGIN"):
        headers |= {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": _EXPOSED_HEADERS,
            "Vary": "Origin",
        }
    if headers.get("Content-Type", "").startswith(problems.CONTENT_TYPE):
        body = json.loads(answer["body"]) | {"instance": event.get("path"), "correlation_id": correlation_id}
        # What is quoted in it may not be Unicode (a lone surrogate), and then could not be sent.
        answer = answer | {"body": json.dumps(body, ensure_ascii=False).encode(errors="replace").decode()}
    if answer["statusCode"] == HTTPStatus.NO_CONTENT:
        # Without a type the gateway would call the empty body JSON, which it is not.
        headers["Content-Type"] = "text/plain"
    # A proxy answer's body is text: null is tolerated by some gateways and breaks others.
    return answer | {"headers": headers, "body": answer.get("body") or ""}
