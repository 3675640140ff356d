"""A person's own word on some days of a forecast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.forecasting.errors import InvalidOverrideError
from domain.shared.errors import FieldError
from domain.shared.field_checks import CONTROL_OR_DIRECTION, text_problems

if TYPE_CHECKING:
    from datetime import date, datetime

MAX_FACTOR: Final = 10.0
MAX_QUANTITY: Final = 1_000_000_000.0
MAX_DAYS: Final = 366
MAX_REASON: Final = 500
MAX_AUTHOR: Final = 100
MAX_OVERRIDES: Final = 200


@dataclass(frozen=True, kw_only=True)
class Override:
    """Replaces (``quantity``, units a day) or multiplies (``factor``) the forecast of the days ``start``..``end``.

    Where two cover a day, the one made later counts. ``expires_on`` is the last day on which it is applied to new
    forecasts; ``None``: as long as it is kept.
    """

    override_id: str
    product_id: str
    start: date
    end: date
    reason: str
    author: str
    created_at: datetime
    factor: float | None = None
    quantity: float | None = None
    expires_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse what breaks a rule, naming each field."""
        problems = [*self._date_problems(), *self._amount_problems()]
        for name, text, limit in (("reason", self.reason, MAX_REASON), ("author", self.author, MAX_AUTHOR)):
            if text_problems(f"/{name}", text, limit, CONTROL_OR_DIRECTION):
                detail = f"must be 1 to {limit} characters without line breaks"
                problems.append(FieldError(f"/{name}", "invalid_text", detail))
        if problems:
            raise InvalidOverrideError("The override breaks the rules named in 'errors'.", fields=tuple(problems))

    def _date_problems(self) -> list[FieldError]:
        if self.end < self.start:
            return [FieldError("/end", "before_start", "must not be before start")]
        if (self.end - self.start).days >= MAX_DAYS:
            return [FieldError("/end", "too_long", f"must be less than {MAX_DAYS} days after start")]
        if self.expires_on is not None and self.expires_on < self.created_at.date():
            return [FieldError("/expires_on", "in_the_past", "must not be in the past")]
        return []

    def _amount_problems(self) -> list[FieldError]:
        if (self.factor is None) == (self.quantity is None):
            return [FieldError("/factor", "factor_or_quantity", "give either factor or quantity, not both")]
        if self.factor is not None and not 0 <= self.factor <= MAX_FACTOR:
            return [FieldError("/factor", "out_of_range", f"must be between 0 and {MAX_FACTOR:g}")]
        if self.quantity is not None and not 0 <= self.quantity <= MAX_QUANTITY:
            return [FieldError("/quantity", "out_of_range", f"must be between 0 and {MAX_QUANTITY:g}")]
        return []

    def is_active(self, today: date) -> bool:
        """Tell whether it is still applied to forecasts made ``today``."""
        return self.expires_on is None or today <= self.expires_on
