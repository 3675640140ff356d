"""Numbers, shares, money, dates and lists in English sentences: the only place that formats them.

Every sentence, table of a document and message that Stockcast writes takes its figures from here, so that one answer
never spells the same figure in two ways: ``18%``, ``1,240``, ``26 November 2026``. Dates and numbers of the API's own
fields are not sentences and are not written here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

#: Names by the three letters that weekly and yearly profiles go by, in order.
WEEKDAY_NAMES: Final = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
MONTH_NAMES: Final = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip
#: The three letters alone, Monday first.
WEEKDAYS: Final = tuple(WEEKDAY_NAMES)
_WEEKDAYS: Final = tuple(WEEKDAY_NAMES.values())
_MONTHS: Final = tuple(MONTH_NAMES.values())
_HUNDREDTH: Final = Decimal("0.01")


def number(value: Decimal | float) -> str:
    """Return an exact number, at most two decimal places, no trailing zeros: ``1,240``, ``0.5``, ``0.001``."""
    rounded = Decimal(value).quantize(_HUNDREDTH) if abs(Decimal(value)) >= _HUNDREDTH else Decimal(value)
    return f"{rounded.normalize() + 0:,f}"


def exact(value: Decimal) -> str:
    """Return an exact number with all its decimal places, no trailing zeros: ``1,240``, ``0.125``."""
    return f"{value.normalize() + 0:,f}"


def exact_price(value: Decimal) -> str:
    """Return an exact amount of at least two decimal places, without its currency: ``2.00``, ``0.335``."""
    return money(value) if value == value.quantize(_HUNDREDTH) else exact(value)


def estimate(value: float) -> str:
    """Return an estimated quantity, rounded to what it can be known to: ``0.034``, ``3.4``, ``95``, ``1,240``."""
    if abs(value) >= 10_000:
        return f"{float(f'{value:.4g}'):,.0f}"
    if abs(value) >= 20:
        return f"{value:,.0f}"
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 1 else f"{value:.2g}"


def estimated_total(value: float) -> str:
    """Return an estimated quantity over many days, to a tenth: nobody sells 0.013 pieces in a month."""
    return estimate(value) if value >= 1 else f"{value:.1f}".removesuffix(".0")


def money(value: Decimal | float) -> str:
    """Return an amount to the hundredth, without its currency: ``1,240.50``."""
    return f"{value:,.2f}"


def percent(share: Decimal | float, decimals: int = 1) -> str:
    """Return a share as a percentage of at most so many decimal places: ``95%``, ``99.9%``."""
    written = f"{share:,.{decimals}%}"
    return f"{written[:-1].rstrip('0').rstrip('.')}%" if "." in written else written


def change(factor: float) -> str:
    """Return a factor as a change: ``40% more``, ``25% less``, ``nothing sold``."""
    if factor <= 0:
        return "nothing sold"
    rounded = round(abs(factor - 1) * 100)
    if rounded == 0:
        return "no different"
    return f"{rounded}% {'more' if factor > 1 else 'less'}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: ``1 row``, ``1,240 rows``; ``many`` is the plural where it is not ``one`` + s."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def days(count: int) -> str:
    """Return ``1 day`` or ``7 days``."""
    return counted(count, "day")


def day_month(day: date) -> str:
    """Return a date as ``26 November``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def weekday_date(day: date) -> str:
    """Return a date as ``Thursday 26 November``."""
    return f"{_WEEKDAYS[day.weekday()]} {day_month(day)}"


def full_date(day: date) -> str:
    """Return a date as ``26 November 2026``."""
    return f"{day_month(day)} {day.year}"


def date_range(first: date, last: date) -> str:
    """Return ``on 26 November 2026`` or ``from 26 November 2026 to 9 December 2026``."""
    return f"on {full_date(first)}" if first == last else f"from {full_date(first)} to {full_date(last)}"


def listing(parts: Sequence[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def folded(text: str) -> str:
    """Return a text as texts are compared: case and the number of blanks make no difference."""
    return " ".join(text.casefold().split())
