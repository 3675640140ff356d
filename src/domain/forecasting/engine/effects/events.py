"""Which days belong to an event of the user's, and what the user expects of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from domain.forecasting.engine.effects.special_days import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.forecasting.models.demand import KnownEvent


def event_days(events: Iterable[KnownEvent], first: date, last: date) -> dict[str, list[int]]:
    """Ordinals of the days between ``first`` and ``last`` by marker key."""
    found: dict[str, list[int]] = defaultdict(list)
    for event in events:
        low, high = max(event.start, first), min(event.end, last)
        found[Marker(event.name).key].extend(range(low.toordinal(), high.toordinal() + 1))
    return dict(found)


def expected_factors(events: Iterable[KnownEvent]) -> dict[str, float]:
    """What the user expects of each event that says so, as a factor by marker key."""
    return {
        Marker(event.name).key: 1 + event.expected_change_pct / 100
        for event in events
        if event.expected_change_pct is not None
    }
