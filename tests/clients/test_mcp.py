"""The MCP server, called by the SDK's own client, against the API's functions in this process."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("mcp", reason="the group mcp is not installed: uv run --group mcp pytest tests/clients")

from mcp import Client

from clients.mcp.__main__ import api
from clients.mcp.server import server
from clients.mcp.tools import Request, tools
from testing.deployed import deployed, open_shop, send, standing_clock

ROOT = Path(__file__).parents[2]
DOCUMENT = json.loads((ROOT / "docs" / "openapi.json").read_text())
TOOLS = {tool.name: tool for tool in tools(DOCUMENT)}
READING = {
    operation["operationId"]
    for operations in DOCUMENT["paths"].values()
    for method, operation in operations.items()
    if method == "get"
} - {"getDocsPage", "getOpenapiDocument"}
DRAFTING = {"draftPurchaseOrder", "forecastWhatIf", "proposeCalendarEntry"}
EVENTS = [{"name": "Fair", "start": "2026-11-25", "end": "2026-11-26", "expected_change_pct": 50}]


@pytest.fixture(scope="module")
def shop():
    with deployed(), standing_clock():
        open_shop("SKU-1", "SKU-2", days=120)
        send("POST", "/forecasts/generate", body={"product_id": "SKU-1", "engine": "statistical"})
        send("POST", "/suppliers", body={"supplier_id": "ROASTER", "name": "Roaster"})
        yield


def through_functions(request: Request):
    query = {name: str(value) for name, value in request.query.items()}
    answer = send(request.method, request.path, query=query or None, body=request.body)
    return answer.status, answer.json


def ask(name, arguments=None, api=through_functions):
    """Call a tool as an assistant does; return whether it failed, and what it said."""

    async def called():
        async with Client(server(DOCUMENT, api)) as client:
            return await client.call_tool(name, arguments or {})

    result = asyncio.run(called())
    return result.is_error, result.content[0].text


def test_every_operation_that_reads_is_a_tool_and_three_make_drafts():
    async def listed():
        async with Client(server(DOCUMENT, through_functions)) as client:
            return (await client.list_tools()).tools

    told = {tool.name: tool for tool in asyncio.run(listed())}
    assert told.keys() == READING | DRAFTING
    for tool in told.values():
        assert tool.description
        assert tool.annotations.read_only_hint == (tool.name != "draftPurchaseOrder")
        assert "#/components" not in json.dumps(tool.input_schema)


@pytest.mark.parametrize("name", sorted(TOOLS))
def test_no_tool_asks_the_api_for_more_than_reading_and_drafts(name):
    tool = TOOLS[name]
    arguments = dict.fromkeys(tool.arguments.get("required", []), "a/b")
    request = tool.request(arguments)
    assert "a/b" not in request.path
    if name in READING:
        assert (request.method, request.body) == ("GET", None)
    elif name == "draftPurchaseOrder":
        assert (request.method, request.path) == ("POST", "/purchase-orders")
    else:
        assert (request.method, request.path, request.body["what_if"]) == ("POST", "/forecasts/generate", True)
        for more in ({"what_if": False}, {"all": True}, {"product_ids": ["A"]}, {"category": "Tea"}):
            with pytest.raises(ValueError, match="No such argument"):
                tool.request(arguments | more)


def test_an_assistant_reads_the_shop(shop):
    failed, text = ask("listProducts", {"q": "SKU"})
    assert not failed
    assert [each["product_id"] for each in json.loads(text)["items"]] == ["SKU-1", "SKU-2"]
    failed, text = ask("listForecasts", {"product_ids": "SKU-1,SKU-2", "granularity": "week"})
    assert (failed, json.loads(text)["without_forecast"]) == (False, ["SKU-2"])
    failed, text = ask("getForecast", {"product_id": "SKU-2"})
    assert failed
    assert json.loads(text)["type"].endswith("/forecast-not-found")
    assert ask("getForecast") == (True, "Missing: product_id.")
    assert ask("proposeCalendarEntry", {"product_id": "SKU-1", "events": []}) == (True, "Missing: events.")
    assert ask("deleteProduct", {"product_id": "SKU-1"}) == (True, "There is no tool 'deleteProduct'.")


def test_what_an_assistant_tries_is_not_kept(shop):
    before = send("GET", "/forecasts/SKU-1").json
    failed, text = ask("proposeCalendarEntry", {"product_id": "SKU-1", "events": EVENTS})
    assert (failed, json.loads(text)["what_if"]) == (False, True)
    assert json.loads(text)["total"]["predicted_demand"] > before["total"]["predicted_demand"]
    assert send("GET", "/forecasts/SKU-1").json == before
    assert send("GET", "/calendar").json["items"] == []
    lines = [{"product_id": "SKU-1", "quantity": 4}]
    failed, text = ask("draftPurchaseOrder", {"supplier_id": "ROASTER", "lines": lines})
    assert (failed, json.loads(text)["status"]) == (False, "draft")
    assert send("GET", "/products/SKU-1").json["on_order"] == 0


@contextmanager
def answering(status, text):
    """Serve an address that answers everything alike."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Answer) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


def nobody():
    """Return an address that nobody answers at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def test_what_is_wrong_with_the_api_is_told_to_the_assistant():
    failed, text = ask("listProducts", api=api(nobody(), "key"))
    assert (failed, json.loads(text)["title"]) == (True, "The API does not answer")
    with answering(502, b"<h1>Bad gateway</h1>") as proxy:
        failed, text = ask("listProducts", api=api(proxy, "key"))
    assert (failed, json.loads(text)["detail"]) == (True, "<h1>Bad gateway</h1>")
    with answering(200, b"<h1>Welcome</h1>") as portal:
        failed, text = ask("listProducts", api=api(portal, "key"))
    assert (failed, json.loads(text)["title"]) == (True, "Not the API")


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "STOCKCAST_API is not set"),
        ({"STOCKCAST_API": "http://127.0.0.1:9", "STOCKCAST_KEY": "key"}, "The API does not answer"),
    ],
)
def test_a_server_that_cannot_start_says_why(environment, told):
    program = [sys.executable, "-m", "clients.mcp"]
    done = subprocess.run(
        program,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
