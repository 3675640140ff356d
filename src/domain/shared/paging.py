"""A page of a longer list, and where the next one starts."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_PAGE_SIZE = 100
MAX_PAGE_SIZE = 500


@dataclass(frozen=True)
class Page[T]:
    """Some items of a list and the position after the last of them.

    Parameters
    ----------
    items
        At most as many as were asked for, in the list's order.
    next_position
        Pass it back as ``after`` to get what follows; ``None`` when nothing does. Its text is the repository's own.
    """

    items: tuple[T, ...]
    next_position: str | None = None
