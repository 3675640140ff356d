"""Health check: asked by anyone, without a key, so it is cheap and tells no secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from domain.shared.errors import UnavailableError
from handlers.shared.settings import optional

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from domain.shared.ports import Clock

type Check = Literal["ok", "unavailable", "configured", "not_configured", "unknown_country"]

_REMEMBERED_SECONDS = 10


class HealthCheck:
    """Looks whether the database answers, at most once in ten seconds however often it is asked.

    Parameters
    ----------
    ping
        Reads something; raises :class:`UnavailableError` when the database does not answer.
    clock
        Time.
    wrong_countries
        Tells what is wrong with the countries whose holidays count.
    """

    def __init__(self, ping: Callable[[], None], clock: Clock, wrong_countries: Callable[[], Sequence[str]]) -> None:
        self._ping = ping
        self._clock = clock
        self._wrong_countries = wrong_countries
        self._seen: tuple[datetime, Check] | None = None

    def checks(self) -> dict[str, Check]:
        """Return the state of each thing the API depends on."""
        model: Check = "configured" if optional("BEDROCK_MODEL_ID") else "not_configured"
        holidays: Check = "unknown_country" if self._wrong_countries() else "ok"
        return {"database": self._database(), "language_model": model, "holidays": holidays}

    def _database(self) -> Check:
        now = self._clock.now()
        if self._seen is None or abs((now - self._seen[0]).total_seconds()) >= _REMEMBERED_SECONDS:
            self._seen = (now, self._probe())
        return self._seen[1]

    def _probe(self) -> Check:
        try:
            self._ping()
        except UnavailableError:
            return "unavailable"
        return "ok"
