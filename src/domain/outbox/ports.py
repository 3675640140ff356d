"""Port of the outbox: the bus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.outbox.models import Event


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
