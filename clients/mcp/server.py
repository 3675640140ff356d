"""MCP server around the tools of :mod:`clients.mcp.tools`; the transport is chosen in ``__main__``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from mcp import types
from mcp.server.lowlevel import Server

from clients.mcp.tools import tools

if TYPE_CHECKING:
    from collections.abc import Callable

    from clients.mcp.tools import Json, Request, Tool

    #: Sends a request to the API; returns the status and the JSON of the answer, and raises nothing.
    type Send = Callable[[Request], tuple[int, Any]]

_INSTRUCTIONS = """Stockcast forecasts a shop's demand and says what to order. Quantities are units; forecasts are means
with intervals, and those of days do not add up to those of weeks: ask listForecasts for weeks. Nothing here places an
order, changes stock or the calendar: drafts are made for a person to look at."""


def server(document: Json, send: Send) -> Server[Any]:
    """Return a server with the tools of an OpenAPI document of the API."""
    by_name = {tool.name: tool for tool in tools(document)}

    async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in by_name.values()])

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = by_name.get(params.name)
        if tool is None:
            return _result(f"There is no tool {params.name!r}.", failed=True)
        try:
            request = tool.request(params.arguments or {})
        except ValueError as error:
            return _result(str(error), failed=True)
        status, answer = await to_thread.run_sync(send, request)
        return _result(json.dumps(answer, ensure_ascii=False), failed=status >= 400)

    return Server(
        "stockcast",
        version=document["info"]["version"],
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(tool: Tool) -> types.Tool:
    hints = types.ToolAnnotations(read_only_hint=tool.reads, destructive_hint=False, open_world_hint=False)
    return types.Tool(name=tool.name, description=tool.description, input_schema=tool.arguments, annotations=hints)


def _result(text: str, *, failed: bool) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=failed)
