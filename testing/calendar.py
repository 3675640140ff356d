"""Calendar entries for tests and benchmarks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from domain.calendar.models import Entry, EntryDetails, EntryKind, Scope

FAIR = EntryDetails(
    name="Trade fair",
    kind=EntryKind.EVENT,
    start=date(2026, 12, 4),
    end=date(2026, 12, 6),
    scope=Scope(everything=True),
)
_NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def entry(event_id: str = "e-1", **changes: Any) -> Entry:
    """Return an entry, a fair unless told otherwise."""
    details = replace(FAIR, **changes)
    return Entry(event_id=event_id, details=details, created_by="ana", created_at=_NOW, updated_at=_NOW)
