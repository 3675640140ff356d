"""``python -m clients.mcp``: the server on standard input and output, or with ``--http PORT`` on this machine alone.

The environment names the API: ``STOCKCAST_API`` its address, ``STOCKCAST_KEY`` a key of it.
"""

from __future__ import annotations

import argparse
import json
import os
from http import HTTPStatus
from http.client import HTTPException
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

    from clients.mcp.server import Send

_TIMEOUT_SECONDS = 60
_TOLD_CHARACTERS = 300


def api(address: str, key: str) -> Send:
    """Return what sends requests to the API; where it does not answer, or not with JSON, it says so as an answer."""

    def send(request: Request) -> tuple[int, Any]:
        query = f"?{urlencode(request.query)}" if request.query else ""
        body = None if request.body is None else json.dumps(request.body).encode()
        headers = {"x-api-key": key, "content-type": "application/json"}
        url = f"{address.rstrip('/')}{request.path}{query}"
        asked = HttpRequest(url, data=body, headers=headers, method=request.method)  # noqa: S310  # the user's own address
        try:
            with urlopen(asked, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310
                return answer.status, json.loads(answer.read())
        except HTTPError as refused:
            return refused.code, _problem(refused.read())
        except ValueError:
            return HTTPStatus.BAD_GATEWAY, {"title": "Not the API", "detail": "What answers there gives no JSON."}
        except (OSError, HTTPException) as error:
            return HTTPStatus.SERVICE_UNAVAILABLE, {"title": "The API does not answer", "detail": str(error)}

    return send


def _problem(text: bytes) -> Any:
    """Return what a refusal says: the API's problems are JSON, a proxy's before it may be anything."""
    try:
        return json.loads(text)
    except ValueError:
        return {"title": "The API could not be asked", "detail": text.decode(errors="replace")[:_TOLD_CHARACTERS]}


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
    try:
        send = api(os.environ["STOCKCAST_API"], os.environ["STOCKCAST_KEY"])
    except KeyError as missing:
        parser.error(f"{missing.args[0]} is not set")
    status, document = send(Request("GET", "/openapi.json"))
    if status != HTTPStatus.OK:
        parser.error(f"the API's description cannot be read: {document['title']}: {document['detail']}")
    made = server(document, send)
    if port is None:
        anyio.run(serve, made)
        return
    import uvicorn

    uvicorn.run(made.streamable_http_app(), host="127.0.0.1", port=port)


if __name__ == "__main__":
    main()
