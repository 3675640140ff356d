"""Telling the person at the terminal what happens, and stopping with advice when it cannot."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator


class LocalError(Exception):
    """Something on this machine is not as it should be; the message says what to do."""


def say(message: str) -> None:
    """Print one line."""
    print(message, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    started = time.monotonic()
    print(f"  {what} ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"({time.monotonic() - started:.1f} s)", flush=True)


def stop(message: str) -> NoReturn:
    """End with a message on standard error."""
    print(f"stockcast: {message}", file=sys.stderr, flush=True)
    raise SystemExit(1)
