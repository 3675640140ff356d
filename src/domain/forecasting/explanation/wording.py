"""Numbers and dates in a buyer's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

WEEKDAY_NAMES: Final = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
MONTH_NAMES: Final = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip


SIMPLE_RULE: Final = "simply repeating recent sales"


def units(value: float) -> str:
    """Return a quantity with as many digits as a buyer cares for: ``0.034``, ``3.4``, ``95``, ``1,240``."""
    if abs(value) >= 10_000:
        return f"{float(f'{value:.4g}'):,.0f}"
    if abs(value) >= 20:
        return f"{value:,.0f}"
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 1 else f"{value:.2g}"


def total(value: float) -> str:
    """Return a quantity over many days: nobody sells 0.013 pieces in a month."""
    return units(value) if value >= 1 else f"{value:.1f}".removesuffix(".0")


def share(value: float) -> str:
    """Return a miss as a share of what was sold."""
    return f"by {value:.0%} of what was sold" if value <= 1 else "by more than was sold in all"


def change(factor: float) -> str:
    """Return a factor as a change: ``40% more``, ``25% less``, ``nothing sold``."""
    if factor <= 0:
        return "nothing sold"
    percent = round(abs(factor - 1) * 100)
    if percent == 0:
        return "no different"
    return f"{percent}% {'more' if factor > 1 else 'less'}"


def day(value: date) -> str:
    """Return a date as ``24 December 2026``."""
    return f"{value.day} {list(MONTH_NAMES.values())[value.month - 1]} {value.year}"


def days_between(first: date, last: date) -> str:
    """Return a range of days in words."""
    return f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"


def listing(parts: list[str]) -> str:
    """Join ``a``, ``b`` and ``c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
