"""API Gateway of the embedded AWS: gateway responses, methods that stand for any, media types, functions that die."""

from __future__ import annotations

import json
from contextvars import ContextVar
from typing import Any

from ministack.services import apigateway_v1 as api_gateway  # type: ignore[import-not-found]

BAD_GATEWAY = 502
ANY_METHOD = "x-amazon-apigateway-any-method"

#: Method and path of the request that is answered, as the caller wrote them.
request_line: ContextVar[tuple[str, str]] = ContextVar("request_line", default=("", ""))


def take_gateway_responses() -> None:
    """Let an imported API bring along its gateway responses, which say which address was asked for, and its "any"."""
    import_api, render = api_gateway._import_rest_api, api_gateway._gateway_error_response  # see the module's docstring

    def import_with_responses(spec: dict[str, Any], base_data: dict[str, Any] | None = None) -> str:
        paths = {
            path: {"any" if method == ANY_METHOD else method: operation for method, operation in item.items()}
            for path, item in (spec.get("paths") or {}).items()
        }
        api_id: str = import_api(spec | {"paths": paths}, base_data)
        for kind, response in (spec.get("x-amazon-apigateway-gateway-responses") or {}).items():
            api_gateway._put_gateway_response(api_id, kind, response)
        return api_id

    def render_with_address(error: Any, request: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        status, headers, body = render(error, request)
        status = getattr(error, "status", status)
        method, path = (json.dumps(part)[1:-1].encode() for part in request_line.get())
        return status, headers, body.replace(b"$context.path", path).replace(b"$context.httpMethod", method)

    api_gateway._OPENAPI_HTTP_METHODS = {*api_gateway._OPENAPI_HTTP_METHODS, "any"}
    api_gateway._import_rest_api = import_with_responses
    api_gateway._gateway_error_response = render_with_address


def answer_for_functions_that_die() -> None:
    """Answer the API's own response for server errors when a function raised or ended, as API Gateway does."""
    invoke = api_gateway._invoke_lambda_proxy_v1  # see the module's docstring

    async def invoke_and_hide(*arguments: Any, **options: Any) -> Any:
        answer = await invoke(*arguments, **options)
        # A function's own answer says more than its type.
        if isinstance(answer, tuple) and answer[0] == BAD_GATEWAY and set(answer[1]) == {"Content-Type"}:
            error = api_gateway._gw_error("DEFAULT_5XX", "Internal server error")
            error.status = BAD_GATEWAY
            return error
        return answer

    api_gateway._invoke_lambda_proxy_v1 = invoke_and_hide


def tell_which_key() -> None:
    """Tell a function which key a request came with, as API Gateway does; its value stays out of what is told."""
    build = api_gateway._build_lambda_event_v1  # see the module's docstring

    def build_with_key(*arguments: Any, **options: Any) -> dict[str, Any]:
        event: dict[str, Any] = build(*arguments, **options)
        key = api_gateway._resolve_api_key(api_gateway._api_key_from_request(event["headers"]))
        if key is not None:
            event["requestContext"]["identity"]["apiKeyId"] = key["id"]
        return event

    api_gateway._build_lambda_event_v1 = build_with_key


def take_escaped_media_types() -> None:
    """Read ``application~1gzip`` as CloudFormation means it, so that files arrive as they were sent."""
    matches = api_gateway._media_type_matches

    def matches_unescaped(media_type: str | None, binary_media_types: list[str] | None = None) -> bool:
        found: bool = matches(media_type, [each.replace("~1", "/") for each in binary_media_types or []])
        return found

    api_gateway._media_type_matches = matches_unescaped
