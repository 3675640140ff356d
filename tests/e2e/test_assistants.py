"""The server for assistants beside the running stack: the SDK's own client, on both of its transports."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="the group mcp is not installed: uv run --group mcp pytest tests/e2e")

from mcp import Client, StdioServerParameters

from tests.support.stack import eventually

ROOT = Path(__file__).parents[2]
PROGRAM = ["-m", "clients.mcp"]


@contextmanager
def on_standard_input(environment):
    """What an assistant on a desk starts by itself."""
    yield StdioServerParameters(command=sys.executable, args=PROGRAM, env=environment, cwd=ROOT)


@contextmanager
def on_http(environment):
    """A server that runs already."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, *PROGRAM, "--http", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stderr=subprocess.DEVNULL) as process:
        try:
            eventually(lambda: listens(port), bool)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.terminate()


def listens(port):
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("transport", [on_standard_input, on_http], ids=lambda each: each.__name__)
def test_an_assistant_reads_tries_and_drafts_and_is_told_what_the_api_refuses(stack, transport):
    product = stack.call("GET", "/forecasts?limit=1").json["items"][0]["product_id"]
    supplier = stack.call("POST", "/suppliers", {"name": "Supplier"}).json["supplier_id"]
    event = {"name": "Fair", "start": "2099-01-01", "end": "2099-01-02", "expected_change_pct": 50}
    asked = [
        ("getProduct", {"product_id": product}),
        ("forecastWhatIf", {"product_id": product, "horizon_days": 7}),
        ("draftPurchaseOrder", {"supplier_id": supplier, "lines": [{"product_id": product, "quantity": 1}]}),
        ("getProduct", {"product_id": "NOBODY"}),
        ("proposeCalendarEntry", {"product_id": product, "events": [event | {"end": "2098-01-01"}]}),
    ]

    async def answered(target):
        async with Client(target) as client:
            return [await client.call_tool(name, arguments) for name, arguments in asked]

    with transport({"STOCKCAST_API": stack.api_url, "STOCKCAST_KEY": stack.described["bulk_api_key"]}) as target:
        results = asyncio.run(answered(target))
    read, tried, drafted, unknown, refused = [json.loads(each.content[0].text) for each in results]
    assert [each.is_error for each in results] == [False, False, False, True, True]
    assert read == stack.call("GET", f"/products/{product}").json
    assert (tried["what_if"], len(tried["forecast"])) == (True, 7)
    assert stack.call("GET", f"/purchase-orders/{drafted['purchase_order_id']}").json["status"] == "draft"
    assert (unknown["status"], unknown["title"]) == (404, "Product not found")
    assert refused["errors"][0]["pointer"].startswith("/events/0")
