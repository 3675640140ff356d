"""Snoozing of recommendations, and waking them before their day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.replenishment.snooze import Snooze
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from datetime import date, datetime

    from domain.replenishment.ports import Catalogue, Snoozes
    from domain.shared.ports import Clock


class SnoozeService:
    """Leaves recommendations out of the list for a while.

    Parameters
    ----------
    catalogue, snoozes
        Products, and whose recommendations are left out until when.
    clock
        The time; "today" is the day in UTC.
    """

    def __init__(self, catalogue: Catalogue, snoozes: Snoozes, clock: Clock) -> None:
        self._catalogue = catalogue
        self._snoozes = snoozes
        self._clock = clock

    def snooze(self, product_id: str, until: date, reason: str) -> None:
        """Leave a product's recommendation out of the list until a day; an earlier snooze is replaced.

        Raises
        ------
        ProductNotFoundError
            When there is no such product.
        InvalidSnoozeError
            When the day is not to come, or too far off, or the reason is blank.
        """
        snooze = Snooze(
            product_id=product_id,
            until=until,
            reason=reason,
            created_at=self._clock.now(),
            product_created_at=self._created_at(product_id),
        )
        self._snoozes.put(snooze)

    def wake(self, product_id: str) -> None:
        """Put a product's recommendation back into the list, if it was left out.

        Raises
        ------
        ProductNotFoundError
            When there is no such product.
        """
        self._snoozes.remove(product_id, self._created_at(product_id))

    def _created_at(self, product_id: str) -> datetime:
        created_at = self._catalogue.get(product_id).created_at
        if created_at is None:
            raise ProductNotFoundError(product_id)
        return created_at
