"""Changes that people made through the API: of what, with which key, when, and what was another before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from domain.outbox.models import Change
    from domain.outbox.ports import ChangeLog
    from domain.shared.paging import Page
    from domain.shared.ports import Clock

#: For how long changes can be asked for.
KEPT: Final = timedelta(days=400)
#: As far back as all changes go when nobody says from when on.
RECENT: Final = timedelta(days=30)


class ChangeService:
    """Lists changes.

    Parameters
    ----------
    log
        Where they are kept.
    clock
        The time.
    """

    def __init__(self, log: ChangeLog, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    def page(self, product_id: str | None, since: datetime | None, limit: int, after: str | None) -> Page[Change]:
        """Return a page of the changes of a product, or of all, from an instant on, oldest first."""
        now = self._clock.now()
        earliest = now - KEPT
        if since is None:
            since = earliest if product_id is not None else now - RECENT
        since = max(since, earliest)
        if product_id is not None:
            return self._log.of_product(product_id, since, limit, after)
        return self._log.of_all(since, now, limit, after)
