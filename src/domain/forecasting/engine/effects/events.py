"""Days of the user's events, and their expected factors."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from domain.forecasting.engine.effects.special_days import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.forecasting.models.known_days import KnownEvent


def event_days(events: Iterable[KnownEvent], first: date, last: date) -> dict[str, list[int]]:
    """Ordinals of the days between ``first`` and ``last`` by marker key."""
    found: dict[str, list[int]] = defaultdict(list)
    for event in events:
        low, high = max(event.start, first), min(event.end, last)
        found[Marker(event.name).key].extend(range(low.toordinal(), high.toordinal() + 1))
    return dict(found)


def expected_factors(events: Iterable[KnownEvent]) -> dict[str, float]:
    """Expected factors of events, by marker key, of those that state one."""
    return {
        Marker(event.name).key: 1 + event.expected_change_pct / 100
        for event in events
        if event.expected_change_pct is not None
    }
