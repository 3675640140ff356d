"""Snoozes: recommendations that are left out of the list until a day, and why.

A snooze is of the product that was there when it was made, not of a later product of the same id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.replenishment.errors import InvalidSnoozeError
from domain.shared.errors import FieldError
from domain.shared.field_checks import CONTROL_OR_DIRECTION, text_problems

if TYPE_CHECKING:
    from datetime import date, datetime

REASON_MAX_LENGTH: Final = 500
#: Longest snooze: what is put off for longer is discontinued, or forgotten.
MAX_DAYS: Final = 365


@dataclass(frozen=True, kw_only=True)
class Snooze:
    """Snooze of one product's recommendation.

    Parameters
    ----------
    until
        The day on which it is in the list again.
    reason
        Why, in the buyer's words.
    created_at
        When it was made.
    product_created_at
        When the product was created that it is of.

    Raises
    ------
    InvalidSnoozeError
        Naming every field that breaks a rule.
    """

    product_id: str
    until: date
    reason: str
    created_at: datetime
    product_created_at: datetime

    def __post_init__(self) -> None:
        problems = text_problems("/reason", self.reason, REASON_MAX_LENGTH, CONTROL_OR_DIRECTION)
        made = self.created_at.date()
        if not made < self.until <= made + timedelta(days=MAX_DAYS):
            told = f"must be a day from tomorrow to {MAX_DAYS} days from now"
            problems.append(FieldError("/until", "out_of_range", told))
        if problems:
            raise InvalidSnoozeError("The snooze breaks the rules named in 'errors'.", fields=tuple(problems))

    def holds(self, product_created_at: datetime | None, today: date) -> bool:
        """Tell whether it keeps the recommendation of the product that was created then out of the list of a day."""
        return today < self.until and self.product_created_at == product_created_at
