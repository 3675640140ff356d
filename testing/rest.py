"""Calls a REST function the way API Gateway does."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class LambdaContext:
    """What Lambda passes beside the event."""

    function_name = "function"
    memory_limit_in_mb = 1024
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:function"
    aws_request_id = "request"

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 28_000


@dataclass(frozen=True)
class Answer:
    """A REST answer, its headers by lower-case name."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def call(
    handler: Callable[[dict[str, Any], Any], dict[str, Any]],
    method: str,
    path: str,
    *,
    body: Any = None,
    query: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    resource: str | None = None,
    stage: dict[str, str] | None = None,
) -> Answer:
    """Send a request to a function; ``body`` is JSON unless it is bytes (sent in base64) or text (sent as it is);
    ``stage`` holds the stage's variables.
    """
    sent = {"Accept": "application/json"} | ({"Content-Type": "application/json"} if body is not None else {})
    sent |= headers or {}
    binary = isinstance(body, bytes)
    text = base64.b64encode(body).decode() if binary else body if isinstance(body, str | None) else json.dumps(body)
    event = {
        "resource": resource or path,
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        "pathParameters": None,
        "stageVariables": stage,
        "requestContext": {"path": path, "stage": "api", "requestId": "gateway", "identity": {"apiKeyId": "key-1"}},
        "body": text,
        "isBase64Encoded": binary,
    }
    return answer_of(handler(event, LambdaContext()))


def answer_of(raw: dict[str, Any]) -> Answer:
    """Return a function's raw answer in the form tests like."""
    return Answer(
        raw["statusCode"], {name.lower(): value for name, value in raw["headers"].items()}, str(raw.get("body") or "")
    )
