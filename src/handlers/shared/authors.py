"""Names of keys that work is done for, so that what is written says who wrote it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A process answers one request at a time; threads that it starts act for the same caller.
_acting: list[str | None] = [None]


def author() -> str | None:
    """Return the name of the key that the work at hand is done for; ``None`` where the system does it by itself."""
    return _acting[0]


@contextmanager
def acting_for(name: str | None) -> Iterator[None]:
    """Do something for a key of this name."""
    before, _acting[0] = _acting[0], name
    try:
        yield
    finally:
        _acting[0] = before
