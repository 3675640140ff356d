"""State of the embedded AWS, written while it runs: after the last change, by a copy of the process."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import signal
import time
import types
import warnings
from typing import Any

from ministack import app as ministack  # type: ignore[import-not-found]  # installed in an environment of its own
from ministack.core import persistence  # type: ignore[import-not-found]

QUIET_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 60.0
WRITER_SECONDS = 300
MOST_FILES = 65_536
# JSON calls whose name says that they only look; plain GETs are recognised by their method.
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
READING_CALLS = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "Filter", "Head")
# Only a deployment changes these, and the functions' code in them is large.
DEPLOYED_SERVICES = frozenset({"lambda", "cloudformation", "iam", "apigateway_v1"})
_CREDENTIAL_SCOPE = re.compile(rb"Credential=[^/]+/\d+/[^/]+/([a-z0-9-]+)/aws4_request")

type Scope = dict[str, Any]


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


def encode_state_at_once() -> None:
    """Let the state be encoded by json's compiled encoder, which only ``dumps`` uses."""

    def dump(state: Any, file: Any, **options: Any) -> None:
        file.write(json.dumps(state, **options))

    persistence.json = types.SimpleNamespace(**(vars(json) | {"dump": dump}))  # see the module's docstring
