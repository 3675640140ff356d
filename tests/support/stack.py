"""A running stack as a caller sees it: its REST API by key, and the AWS behind it for what a caller cannot see."""

from __future__ import annotations

import http.client
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import boto3

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REGION = "us-east-1"


@dataclass(frozen=True)
class Reply:
    """An HTTP answer; headers by lower-case name."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


def request(
    url: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Reply:
    """Send one request to an address on this machine."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=90)
    try:
        connection.request(
            method, f"{parts.path}?{parts.query}" if parts.query else parts.path, body, dict(headers or {})
        )
        response = connection.getresponse()
        return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


@dataclass(frozen=True)
class RunningStack:
    """The stack under test, as ``.local/stack.json`` describes it."""

    described: dict[str, Any]
    environment: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def api_url(self) -> str:
        """The REST API's address."""
        return str(self.described["api_url"])

    @property
    def outputs(self) -> dict[str, str]:
        """The stack's outputs."""
        outputs: dict[str, str] = self.described["outputs"]
        return outputs

    def call(
        self,
        method: str,
        path: str,
        body: bytes | str | dict[str, Any] | None = None,
        *,
        key: str | None = "bulk",
        content_type: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Call the API with the bulk key, another key or (``None``) no key. A dict is sent as JSON."""
        sent = dict(headers or {})
        if key is not None:
            sent["x-api-key"] = str(self.described["bulk_api_key"]) if key == "bulk" else key
        if isinstance(body, dict):
            body, content_type = json.dumps(body), content_type or "application/json"
        if content_type:
            sent["Content-Type"] = content_type
        return request(self.api_url + path, method, body.encode() if isinstance(body, str) else body, sent)

    def upload(self, csv: str | bytes, query: str = "") -> Reply:
        """Upload a CSV of sales."""
        return self.call("POST", f"/sales-data/upload{query}", csv, content_type="text/csv")

    def aws(self, service: Any, **credentials: str) -> Any:  # boto3's clients have no common type
        """Return a client of the AWS behind it, as its owner or with somebody's credentials."""
        keys = credentials or {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, endpoint_url=self.described["aws_endpoint_url"], region_name=REGION, **keys)

    def logs(self, function: str, word: str) -> list[dict[str, Any]]:
        """Return a function's JSON log lines that hold a word."""
        group = f"/stockcast/{self.described['stack_name']}/{function}"
        events = self.aws("logs").filter_log_events(logGroupName=group)["events"]
        return [
            json.loads(event["message"])
            for event in events
            if word in event["message"] and event["message"].startswith("{")
        ]


def eventually[T](look: Callable[[], T], good: Callable[[T], bool], seconds: float = 60.0) -> T:
    """Look again and again until what is seen is good, and return it; fails with what was seen last."""
    deadline = time.monotonic() + seconds
    seen = look()
    while not good(seen):
        assert time.monotonic() < deadline, f"not so after {seconds} s, but: {seen}"
        time.sleep(0.25)
        seen = look()
    return seen
