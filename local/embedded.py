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
* It answers a function's traceback where a function dies, and not the gateway response of the API.
* It authorises Bedrock's Converse as an action that IAM does not have, on the foundation model of that name, where AWS
  authorises it as ``bedrock:InvokeModel`` on the inference profile that was named.

These reach into MiniStack's internals, so its version is pinned (``local/paths.py``) and the end-to-end tests cover
each.

Usage: ``python embedded.py PIDFILE``, with MiniStack's settings in the environment.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import hashlib
import json
import os
import re
import signal
import sys
import tempfile
import threading
import time
import types
import warnings
import zipfile
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ministack import app as ministack  # type: ignore[import-not-found]  # installed in an environment of its own
from ministack.core import iam_actions, lambda_runtime, persistence  # type: ignore[import-not-found]
from ministack.services import apigateway_v1 as api_gateway  # type: ignore[import-not-found]
from ministack.services import sqs, stepfunctions
from ministack.services.cloudformation import changesets, engine, handlers  # type: ignore[import-not-found]

QUIET_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 60.0
WRITER_SECONDS = 300
MOST_FILES = 65_536
# JSON calls whose name says that they only look; plain GETs are recognised by their method.
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
READING_CALLS = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "Filter", "Head")
# Only a deployment changes these, and the functions' code in them is large.
DEPLOYED_SERVICES = frozenset({"lambda", "cloudformation", "iam", "apigateway_v1"})
USER_REQUEST = "/_user_request_"
QUEUE_PORT = "4566"
BAD_GATEWAY = 502
ANY_METHOD = "x-amazon-apigateway-any-method"
_CREDENTIAL_SCOPE = re.compile(rb"Credential=[^/]+/\d+/[^/]+/([a-z0-9-]+)/aws4_request")

type Scope = dict[str, Any]

_request_line: ContextVar[tuple[str, str]] = ContextVar("_request_line", default=("", ""))


class Snapshots:
    """Writes MiniStack's state after changes: a forked process does, in which nothing changes while it is read."""

    def __init__(self) -> None:
        self._writer: int | None = None
        self._first_change: float | None = None
        self._last_change = 0.0
        self._deployed = False

    def note(self, scope: Scope) -> None:
        """Remember that a request may have changed something."""
        if _only_reads(scope):
            return
        self._last_change = time.monotonic()
        if self._first_change is None:
            self._first_change = self._last_change
        self._deployed = self._deployed or _service(scope) in {b"cloudformation", b"lambda"}

    def due(self) -> bool:
        """Say whether there is something to write, and now is the time."""
        if self._first_change is None or self._writer is not None:
            return False
        now = time.monotonic()
        return now - self._last_change >= QUIET_SECONDS or now - self._first_change >= LONGEST_WAIT_SECONDS

    def write(self) -> None:
        """Write what may have changed since the last time."""
        states = ministack._build_persistence_save_dict()  # see the module's docstring
        if not self._deployed:
            states = {name: state for name, state in states.items() if name not in DEPLOYED_SERVICES}
        self._first_change, self._deployed = None, False
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads' locks: the writer is stopped by its alarm
            self._writer = os.fork()
        if not self._writer:
            _write_and_end(states)

    def reap(self) -> None:
        """See whether the writer has ended; what it could not write is due again."""
        if self._writer is None:
            return
        pid, status = os.waitpid(self._writer, os.WNOHANG)
        if pid:
            self._writer = None
            if status:
                self._deployed, self._first_change, self._last_change = True, time.monotonic(), time.monotonic()

    def stop(self) -> None:
        """End a writer, so that it does not put an older state over the last one."""
        if self._writer is not None:
            os.kill(self._writer, signal.SIGKILL)
            os.waitpid(self._writer, 0)
            self._writer = None

    async def run(self) -> None:
        """Write the state whenever it is due, for as long as the server runs."""
        while True:
            await asyncio.sleep(1)
            self.reap()
            if self.due():
                self.write()


def _write_and_end(states: dict[str, Any]) -> None:
    """Write the state in a forked process, which shares no connection with its parent, and end that."""
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(WRITER_SECONDS)
        os.closerange(3, MOST_FILES)
        gc.disable()
        ministack.save_all(states)
        status = 0
    finally:
        os._exit(status)


def _only_reads(scope: Scope) -> bool:
    target = dict(scope["headers"]).get(b"x-amz-target", b"").decode("ascii", "replace")
    if target:
        call: str = target.rpartition(".")[2]
        return call.startswith(READING_CALLS)
    method: str = scope["method"]
    return method in READING_METHODS


def _service(scope: Scope) -> bytes:
    match = _CREDENTIAL_SCOPE.search(dict(scope["headers"]).get(b"authorization", b""))
    return match[1] if match else b""


def wrap(inner: Any) -> Any:  # an ASGI application
    """Return MiniStack's ASGI application with the marks and the snapshots described above."""
    snapshots = Snapshots()
    tasks: set[asyncio.Task[None]] = set()

    async def app(scope: Scope, receive: Any, send: Any) -> None:  # the ASGI protocol
        if scope["type"] == "lifespan":
            tasks.add(asyncio.create_task(snapshots.run()))
            receive = _stopping(snapshots, receive)
        if scope["type"] == "http":
            _request_line.set((scope["method"], scope["path"].partition(USER_REQUEST)[2]))
            scope = scope | {"headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
            snapshots.note(scope)
        await inner(scope, receive, send)

    return app


def _stopping(snapshots: Snapshots, receive: Any) -> Any:
    """Return an ASGI channel that ends a snapshot before the server writes its state for the last time."""

    async def received() -> Any:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            snapshots.stop()
        return message

    return received


def encode_state_at_once() -> None:
    """Let the state be encoded by json's compiled encoder, which only ``dumps`` uses."""

    def dump(state: Any, file: Any, **options: Any) -> None:
        file.write(json.dumps(state, **options))

    persistence.json = types.SimpleNamespace(**(vars(json) | {"dump": dump}))  # see the module's docstring


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
        method, path = (json.dumps(part)[1:-1].encode() for part in _request_line.get())
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


def take_escaped_media_types() -> None:
    """Read ``application~1gzip`` as CloudFormation means it, so that files arrive as they were sent."""
    matches = api_gateway._media_type_matches

    def matches_unescaped(media_type: str | None, binary_media_types: list[str] | None = None) -> bool:
        found: bool = matches(media_type, [each.replace("~1", "/") for each in binary_media_types or []])
        return found

    api_gateway._media_type_matches = matches_unescaped


def run_maps_as_wide_as_the_machine() -> None:
    """Let a distributed map work on no more batches at once than there are cores to work with."""
    run_map = stepfunctions._run_distributed_map  # see the module's docstring
    cores = os.cpu_count() or 1

    def run_narrow_map(state: dict[str, Any], *rest: Any) -> Any:
        allowed = int(state.get("MaxConcurrency") or cores)
        return run_map(state | {"MaxConcurrency": min(allowed, cores)}, *rest)

    stepfunctions._run_distributed_map = run_narrow_map


def keep_queue_addresses() -> None:
    """Name queues with one port, wherever this listens; clients send their requests to the endpoint they were given."""
    sqs.DEFAULT_PORT = QUEUE_PORT
    sqs._CANONICAL_NETLOC = f"{sqs.DEFAULT_HOST}:{QUEUE_PORT}"  # see the module's docstring


def expand_with_parameters() -> None:
    """Let SAM see the parameters that are given, as the defaults of the template it expands."""
    apply = engine._apply_transforms  # see the module's docstring

    def apply_with(template: dict[str, Any], given: Any = None, previous: Any = None) -> Any:
        values = engine._transform_parameters(template, given, previous)
        parameters = {
            name: definition | ({"Default": values[name]} if name in values else {})
            for name, definition in (template.get("Parameters") or {}).items()
        }
        return apply(template | {"Parameters": parameters}, given, previous)

    for module in (changesets, handlers):
        module._apply_transforms = apply_with


def authorise_models_as_aws_does() -> None:
    """Let a function that may invoke an inference profile converse through it."""
    action, resource = iam_actions.extract_iam_action, iam_actions.extract_resource_arn

    def invoked(service: str, *request: Any) -> str | None:
        found: str | None = action(service, *request)
        return "bedrock:InvokeModel" if service == "bedrock-runtime" and found == "bedrock:Converse" else found

    def profile(service: str, *request: Any) -> str:
        found: str = resource(service, *request)
        if service != "bedrock-runtime" or "foundation-model/" not in found:
            return found
        model, (region, account) = unquote(found.rpartition("foundation-model/")[2]), request[-2:]
        return f"arn:aws:bedrock:{region}:{account}:inference-profile/{model}"

    iam_actions.extract_iam_action = invoked
    iam_actions.extract_resource_arn = profile


class SharedLayers(zipfile.ZipFile):
    """A zip file that, when it is a layer's, is unpacked once and linked to from then on."""

    _lock = threading.Lock()

    def extractall(self, path: Any = None, members: Any = None, pwd: bytes | None = None) -> None:
        """Unpack a function's code; link to a layer's unpacked copy."""
        archive = Path(str(self.filename))
        if path is None or not archive.name.startswith("layer_"):
            super().extractall(path, members, pwd)
            return
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        shared = Path(tempfile.gettempdir()) / f"shared-layer-{digest[:32]}"
        with self._lock:
            if not shared.exists():
                unpacking = shared.with_suffix(".partial")
                super().extractall(unpacking, members, pwd)
                unpacking.rename(shared)
        Path(path).rmdir()
        Path(path).symlink_to(shared, target_is_directory=True)
        archive.unlink()


def share_layers() -> None:
    """Let all functions' processes use one unpacked copy of their layer."""
    replacement = types.SimpleNamespace(**{**vars(zipfile), "ZipFile": SharedLayers})
    lambda_runtime.zipfile = replacement


def main() -> None:
    """Serve until SIGTERM or SIGINT; the state is written on the way out."""
    pid_file = Path(sys.argv.pop(1))
    pid_file.write_text(str(os.getpid()), encoding="ascii")
    encode_state_at_once()
    take_gateway_responses()
    answer_for_functions_that_die()
    take_escaped_media_types()
    keep_queue_addresses()
    expand_with_parameters()
    authorise_models_as_aws_does()
    run_maps_as_wide_as_the_machine()
    share_layers()
    ministack.app = wrap(ministack.app)
    try:
        ministack.main()
    finally:
        with contextlib.suppress(OSError):
            pid_file.unlink()


if __name__ == "__main__":
    main()
