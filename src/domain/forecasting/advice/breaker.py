"""A circuit breaker: a service that keeps failing is left alone for a while, by every process that hears of it.

After Nygard (2018) "Release It!", chapter 5.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from domain.forecasting.ports import BreakerStore
    from domain.shared.ports import Clock

FAILURES_TO_OPEN: Final = 3
_FIRST_PAUSE: Final = timedelta(seconds=60)
_LONGEST_PAUSE: Final = timedelta(minutes=10)
#: How long a process trusts what it last heard from the others.
_HEARSAY: Final = timedelta(seconds=15)


class CircuitBreaker:
    """Counts a process's failures in a row and shares the pause that follows.

    When the pause is over, the next call is let through: it closes the circuit or opens it for twice as long.

    Parameters
    ----------
    store
        Shares the pause.
    clock
        Tells the time.
    """

    def __init__(self, store: BreakerStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._failures = 0
        self._pause = _FIRST_PAUSE
        self._open_until: datetime | None = None
        self._heard_at: datetime | None = None

    def open_until(self) -> datetime | None:
        """Return until when the service is left alone; ``None`` when it may be asked."""
        now = self._clock.now()
        if self._heard_at is None or abs(now - self._heard_at) >= _HEARSAY:
            shared = self._store.open_until()
            self._heard_at = now
            if shared is not None and (self._open_until is None or shared > self._open_until):
                self._open_until = shared
        until = self._open_until
        # A pause that ends later than any that begins now is some wrong clock's.
        return until if until is not None and now < until <= now + _LONGEST_PAUSE else None

    def failed(self) -> None:
        """Note a failure; the third in a row, or the first after a pause, opens the circuit."""
        self._failures += 1
        if self._failures >= FAILURES_TO_OPEN:
            self._open_until = self._clock.now() + self._pause
            self._pause = min(2 * self._pause, _LONGEST_PAUSE)
            self._store.open(self._open_until)

    def succeeded(self) -> None:
        """Note a success: all is forgiven."""
        self._failures = 0
        self._pause = _FIRST_PAUSE
        self._open_until = None
