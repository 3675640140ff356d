"""Events on a bus of EventBridge, as many a request as it takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from domain.outbox.errors import BusUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from domain.outbox.models import Event

    type Entry = dict[str, Any]

SOURCE: Final = "stockcast"
#: Version of the schemas in docs/events: raised when a field changes its meaning or goes, never for a new one.
SCHEMA_VERSION: Final = 1
#: Entries and bytes that one request takes (PutEvents: 10 and 256 kB).
_MAX_ENTRIES: Final = 10
_MAX_BYTES: Final = 240_000
_TRIES: Final = 3


class EventBridgeBus:
    """Implements :class:`domain.outbox.ports.EventBus`.

    Parameters
    ----------
    client
        Of EventBridge.
    bus_name
        The bus.
    """

    def __init__(self, client: Any, bus_name: str) -> None:
        self._client = client
        self._bus_name = bus_name

    def send(self, events: Sequence[Event]) -> None:
        """Put events on the bus, in their order; those of a request that were not taken are tried again at once."""
        from botocore.exceptions import BotoCoreError, ClientError  # on first use: keeps botocore out of imports

        for request in _requests(self._entry(event) for event in events):
            try:
                left = self._put(request)
            except (BotoCoreError, ClientError) as error:
                raise BusUnavailableError("The bus does not answer. The events are sent again.") from error
            if left:
                raise BusUnavailableError(f"The bus did not take {len(left)} events. They are sent again.")

    def _put(self, entries: list[Entry]) -> list[Entry]:
        """Return the entries that were not taken in any of the tries."""
        for _ in range(_TRIES):
            answers = self._client.put_events(Entries=entries)["Entries"]
            entries = [entry for entry, told in zip(entries, answers, strict=True) if told.get("ErrorCode")]
            if not entries:
                break
        return entries

    def _entry(self, event: Event) -> Entry:
        occurred_at = event.occurred_at.isoformat().replace("+00:00", "Z")
        envelope = {
            "event_id": event.event_id,
            "schema_version": SCHEMA_VERSION,
            "occurred_at": occurred_at,
            "sequence": event.sequence,
        }
        return {
            "EventBusName": self._bus_name,
            "Source": SOURCE,
            "DetailType": event.name,
            "Time": event.occurred_at,
            "Detail": _detail(envelope, event.data),
        }


def _detail(envelope: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Return an event's text; one that is longer than a request may be has its lists empty, and names them."""
    detail = json.dumps({**envelope, **data}, ensure_ascii=False)
    if len(detail.encode()) <= _MAX_BYTES:
        return detail
    lists = sorted(name for name, value in data.items() if isinstance(value, list))
    return json.dumps({**envelope, **data, **{name: [] for name in lists}, "left_out": lists}, ensure_ascii=False)


def _requests(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    request: list[Entry] = []
    size = 0
    for entry in entries:
        added = len(entry["Detail"].encode()) + len(entry["DetailType"]) + len(SOURCE) + 14
        if request and (len(request) == _MAX_ENTRIES or size + added > _MAX_BYTES):
            yield request
            request, size = [], 0
        request.append(entry)
        size += added
    if request:
        yield request
