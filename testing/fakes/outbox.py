"""The outbox's ports in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.outbox.errors import BusUnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.outbox.models import Event


class FakeBus:
    """Implements ``domain.outbox.ports.EventBus``."""

    def __init__(self, *, broken: bool = False) -> None:
        self.broken = broken
        self.sent: list[Event] = []

    def send(self, events: Sequence[Event]) -> None:
        if self.broken:
            raise BusUnavailableError("The bus does not answer. The events are sent again.")
        self.sent += events
