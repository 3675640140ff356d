"""Events of forecast requests, put on the calendar by its own service."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import batched
from typing import TYPE_CHECKING

from domain.calendar.models import MAX_PRODUCTS, EntryDetails, EntryKind, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.calendar.models import Entry
    from domain.calendar.service import CalendarService
    from domain.forecasting.models.known_days import KnownEvent
    from domain.forecasting.models.request import Selection

#: Who put an event on the calendar that came with a forecast request.
AUTHOR = "forecasts/generate"


class CalendarEventKeeper:
    """Implements :class:`domain.forecasting.ports.EventKeeper` with the calendar's service."""

    def __init__(self, service: CalendarService) -> None:
        self._service = service

    def keep(self, events: Sequence[KnownEvent], selection: Selection) -> tuple[KnownEvent, ...]:
        """Keep events for the products of a selection, and return the entries that they are now."""
        scopes = list(_scopes(selection))
        return tuple(
            _kept(event, self._service.keep(_details(event, scope), AUTHOR)) for event in events for scope in scopes
        )


def _scopes(selection: Selection) -> Iterator[Scope]:
    if not selection.product_ids:
        yield Scope(everything=selection.everything, category=selection.category)
    for some in batched(selection.product_ids, MAX_PRODUCTS, strict=False):
        yield Scope(product_ids=some)


def _details(event: KnownEvent, scope: Scope) -> EntryDetails:
    change = event.expected_change_pct
    return EntryDetails(
        name=event.name,
        kind=EntryKind(event.kind),
        start=event.start,
        end=event.end,
        scope=scope,
        expected_change_pct=None if change is None else Decimal(str(round(change, 6))),
    )


def _kept(event: KnownEvent, entry: Entry) -> KnownEvent:
    change = entry.details.expected_change_pct
    expected = None if change is None else float(change)
    return replace(event, event_id=entry.event_id, version=entry.version, expected_change_pct=expected)
