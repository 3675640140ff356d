"""Ports that every context may need: time and identity, so that the domain has neither of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current instant, timezone-aware, in UTC."""
        ...


class IdSource(Protocol):
    """Makes identifiers."""

    def new_id(self) -> str:
        """Return an identifier that nothing else has; later ones sort after earlier ones."""
        ...
