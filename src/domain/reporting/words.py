"""Numbers, days and shares in plain English."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HUNDREDTH = Decimal("0.01")


def number(value: Decimal | float) -> str:
    """Return a number with separators for thousands and at most two decimal places, without trailing zeros."""
    rounded = Decimal(value).quantize(_HUNDREDTH) if abs(Decimal(value)) >= _HUNDREDTH else Decimal(value)
    return f"{rounded.normalize() + 0:,f}"


def days(count: int) -> str:
    """Return ``1 day`` or ``7 days``."""
    return f"{count} day" if count == 1 else f"{count} days"


def percent(share: Decimal | float) -> str:
    """Return a share as a percentage: ``95 %``, ``99.9 %``."""
    return f"{(Decimal(share) * 100).quantize(Decimal('0.1')).normalize():f} %"


def day_month(day: date) -> str:
    """Return a day as ``26 November``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def weekday(day: date) -> str:
    """Return a day as ``Thursday 26 November``."""
    return f"{_WEEKDAYS[day.weekday()]} {day_month(day)}"


def full_date(day: date) -> str:
    """Return a day as ``26 November 2026``."""
    return f"{day_month(day)} {day.year}"
