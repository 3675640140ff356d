"""Refusals of the outbox: it has none of its own, and says so when the bus is not there."""

from __future__ import annotations

from domain.shared.errors import UnavailableError


class BusUnavailableError(UnavailableError):
    """The bus did not take every event; those it did not take are sent again."""
