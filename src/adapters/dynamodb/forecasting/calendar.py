"""Forecasting's view of the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forecasting.models.known_days import KnownEvent

if TYPE_CHECKING:
    from adapters.dynamodb.calendar.entries import DynamoEntryRepository
    from domain.calendar.models import Entry


class DynamoEventCalendar:
    """Implements :class:`domain.forecasting.ports.EventCalendar` on the calendar's repository."""

    def __init__(self, entries: DynamoEntryRepository) -> None:
        self._entries = entries

    def events(self) -> tuple[KnownEvent, ...]:
        """Return all entries of the calendar, the one said last at the end."""
        said = sorted(self._entries.all(), key=lambda entry: (entry.updated_at, entry.event_id))
        return tuple(map(to_event, said))


def to_event(entry: Entry) -> KnownEvent:
    """Return an entry as forecasting sees it."""
    details = entry.details
    change, price, scope = details.expected_change_pct, details.price, details.scope
    return KnownEvent(
        name=details.name,
        start=details.start,
        end=details.end,
        expected_change_pct=None if change is None else float(change),
        kind=details.kind.value,
        price=None if price is None else float(price),
        category=scope.category,
        product_ids=frozenset(scope.product_ids) if scope.product_ids else None,
        event_id=entry.event_id,
        version=entry.version,
    )
