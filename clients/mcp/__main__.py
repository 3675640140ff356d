"""``python -m clients.mcp``: the server on standard input and output, or with ``--http PORT`` on this machine alone.

The environment names the API: ``STOCKCAST_API`` its address, ``STOCKCAST_KEY`` a key of it.
"""

from __future__ import annotations

import argparse
import json
import os
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request as HttpRequest
from urllib.request import urlopen

import anyio

from clients.mcp.server import server
from clients.mcp.tools import Request

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

_TIMEOUT_SECONDS = 60


def send(request: Request) -> tuple[int, Any]:
    """Send a request to the API that the environment names."""
    query = f"?{urlencode(request.query)}" if request.query else ""
    body = None if request.body is None else json.dumps(request.body).encode()
    headers = {"x-api-key": os.environ["STOCKCAST_KEY"], "content-type": "application/json"}
    address = f"{os.environ['STOCKCAST_API'].rstrip('/')}{request.path}{query}"
    asked = HttpRequest(address, data=body, headers=headers, method=request.method)  # noqa: S310  # the user's own address
    try:
        with urlopen(asked, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310
            return answer.status, json.loads(answer.read())
    except HTTPError as refused:
        return refused.code, json.loads(refused.read())


async def serve(made: Server[Any]) -> None:
    """Serve on standard input and output."""
    from mcp.server.stdio import stdio_server

    async with stdio_server() as (reading, writing):
        await made.run(reading, writing, made.create_initialization_options())


def main() -> None:
    """Read the API's description and serve."""
    parser = argparse.ArgumentParser(prog="python -m clients.mcp", description=__doc__)
    parser.add_argument("--http", type=int, metavar="PORT", help="serve http://127.0.0.1:PORT/mcp instead")
    port = parser.parse_args().http
    _, document = send(Request("GET", "/openapi.json"))
    made = server(document, send)
    if port is None:
        anyio.run(serve, made)
        return
    import uvicorn

    uvicorn.run(made.streamable_http_app(), host="127.0.0.1", port=port)


if __name__ == "__main__":
    main()
