"""The sender of events: tells stored changes on the bus, at least once and in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.outbox.telling import events_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.outbox.models import StoredChange
    from domain.outbox.ports import EventBus


class Publisher:
    """Sends the events of stored changes.

    Parameters
    ----------
    bus
        Where they go.
    """

    def __init__(self, bus: EventBus) -> None:
        self._bus = bus

    def publish(self, changes: Iterable[StoredChange]) -> int:
        """Send what changes tell and return the number of events; to be repeated whole when it fails.

        Raises
        ------
        BusUnavailableError
            When not all of them were taken.
        """
        events = events_of(changes)
        if events:
            self._bus.send(events)
        return len(events)
