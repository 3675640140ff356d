"""Time and identity under a test's control."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """A clock that shows what it was set to."""

    def __init__(self, now: datetime = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def advance(self, **span: float) -> None:
        """Move on by ``timedelta(**span)``."""
        self.time += timedelta(**span)


class FakeIds:
    """Ids ``id-0001``, ``id-0002``, …"""

    def __init__(self) -> None:
        self.given = 0

    def new_id(self) -> str:
        self.given += 1
        return f"id-{self.given:04d}"
