"""Runs MiniStack, the embedded AWS, with what it lacks. Started with MiniStack's own interpreter, not with the
project's.

* MiniStack writes its state when it is stopped in order, so a crash would lose everything since the start. Here it
  is also written while it runs: a few seconds after the last change, and at least once a minute under steady
  change. A copy of the process writes it, as it was at one instant, while the process goes on answering.
* Bucket, queue and topic policies refuse plain HTTP, and MiniStack enforces them (``AUTH=true``). It is bound to
  127.0.0.1, where there is nothing to encrypt, so each request is marked as having arrived the way a TLS proxy
  would mark it.
* It compares binary media types without reading their escaped slash, and would hand files on as mangled text.
* It knows API Gateway's customised gateway responses and methods that stand for any, but does not take them from an
  imported API's description.
* It finds queues by addresses that hold its port, and would lose them when it listens on another one the next time.
* It expands SAM without the parameters that are given, so that what SAM makes of them would stay as it was at first.
* It unpacks a layer anew for each process of each function; here they share one unpacked copy, which starts functions
  sooner and spares the disk more than a gigabyte a deployment.
* It runs as many batches of a distributed map at once as the definition allows, each in a process; here no more than
  the machine has cores, or all of them together would take longer than each may.
* It knows archives of event buses, and CloudFormation there does not.
* It tells functions everything of a request but the id of its key.
* It answers a function's traceback where a function dies, and not the gateway response of the API.
* It authorises Bedrock's Converse as an action that IAM does not have, on the foundation model of that name, where AWS
  authorises it as ``bedrock:InvokeModel`` on the inference profile that was named.

These reach into MiniStack's internals, so its version is pinned (``local/paths.py``) and the end-to-end tests cover
each.

Usage: ``python -m local.embedded PIDFILE``, with MiniStack's settings in the environment.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ministack import app as ministack  # type: ignore[import-not-found]  # installed in an environment of its own

from local.embedded import gateway, services, snapshots
from local.embedded.snapshots import Snapshots

if TYPE_CHECKING:
    from local.embedded.snapshots import Scope

USER_REQUEST = "/_user_request_"


def wrap(inner: Any) -> Any:  # an ASGI application
    """Return MiniStack's ASGI application with the marks and the snapshots described above."""
    state = Snapshots()
    tasks: set[asyncio.Task[None]] = set()

    async def app(scope: Scope, receive: Any, send: Any) -> None:  # the ASGI protocol
        if scope["type"] == "lifespan":
            tasks.add(asyncio.create_task(state.run()))
            receive = _stopping(state, receive)
        if scope["type"] == "http":
            gateway.request_line.set((scope["method"], scope["path"].partition(USER_REQUEST)[2]))
            scope = scope | {"headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
            state.note(scope)
        await inner(scope, receive, send)

    return app


def _stopping(state: Snapshots, receive: Any) -> Any:
    """Return an ASGI channel that ends a snapshot before the server writes its state for the last time."""

    async def received() -> Any:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            state.stop()
        return message

    return received


def main() -> None:
    """Serve until SIGTERM or SIGINT; the state is written on the way out."""
    del os.environ["PYTHONPATH"]  # functions inherit the environment, and must not find the project by it
    pid_file = Path(sys.argv.pop(1))
    pid_file.write_text(str(os.getpid()), encoding="ascii")
    snapshots.encode_state_at_once()
    gateway.take_gateway_responses()
    gateway.answer_for_functions_that_die()
    gateway.take_escaped_media_types()
    gateway.tell_which_key()
    services.keep_queue_addresses()
    services.expand_with_parameters()
    services.authorise_models_as_aws_does()
    services.run_maps_as_wide_as_the_machine()
    services.share_layers()
    services.make_archives()
    ministack.app = wrap(ministack.app)
    try:
        ministack.main()
    finally:
        with contextlib.suppress(OSError):
            pid_file.unlink()


if __name__ == "__main__":
    main()
