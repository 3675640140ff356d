"""Ports of the outbox: the bus, and the log of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from domain.outbox.models import Change, Event
    from domain.shared.paging import Page


class EventBus(Protocol):
    """Takes events for whoever listens."""

    def send(self, events: Sequence[Event]) -> None:
        """Put events on the bus, in their order.

        Raises
        ------
        BusUnavailableError
            When not all of them were taken; sending all of them again is safe, since each keeps its id.
        """
        ...


class ChangeLog(Protocol):
    """Keeps changes for 400 days, in the order in which they took place."""

    def record(self, changes: Sequence[Change]) -> None:
        """Keep changes; those that are kept already stay as they are."""
        ...

    def of_product(self, product_id: str, since: datetime, limit: int, after: str | None) -> Page[Change]:
        """Return a page of a product's changes from an instant on, oldest first."""
        ...

    def of_all(self, since: datetime, until: datetime, limit: int, after: str | None) -> Page[Change]:
        """Return a page of all changes between two instants, oldest first; one of few items may go on all the same."""
        ...
