"""Telling the person at the terminal what happens, and stopping with advice when it cannot."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator


class LocalError(Exception):
    """Something on this machine is not as it should be; the message says what to do."""


def say(message: str) -> None:
    """Print one line."""
    with _printing:
        print(message, flush=True)


#: Only one thread prints at a time; the line of a step of the main thread that is not done yet stays open.
_printing = threading.RLock()
_open = ""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took; beside the main thread, when it is done."""
    started = time.monotonic()
    if threading.current_thread() is threading.main_thread():
        _leave_open(f"  {what} ")
    done = "failed"
    try:
        yield
        done = f"({time.monotonic() - started:.1f} s)"
    finally:
        _close(f"  {what} ", done)


def _leave_open(line: str) -> None:
    global _open  # noqa: PLW0603 -- there is one terminal
    with _printing:
        _open = line
        print(line, end="", flush=True)


def _close(line: str, done: str) -> None:
    """Print how a step ended: behind its open line, or on a line of its own above the other thread's."""
    global _open  # noqa: PLW0603 -- there is one terminal
    with _printing:
        if line == _open:
            _open = ""
            print(done, flush=True)
        else:
            print(f"{chr(10) * bool(_open)}{line}{done}\n{_open}", end="", flush=True)


def stop(message: str) -> NoReturn:
    """End with a message on standard error."""
    print(f"stockcast: {message}", file=sys.stderr, flush=True)
    raise SystemExit(1)
