"""Totals of weeks and months: histories reported that way are recognised, and which days each total covers.

Regular spacing is what tells, from three reports on. A total stamped on a month's first days, or on a Monday, stands
for the period that starts there; any other for the time since the one before it. A period between two reports that
has none sold nothing; one after the last report is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

WEEKLY, MONTHLY = 52, 12
"""Season lengths, which also name the grains."""
LEAST_REPORTS, ENOUGH_REPORTS = 3, 8
"""Reports without a gap, and with gaps, that make a grain."""
LEAST_SHARE = 0.5
"""Share of the periods that must have been reported where there are gaps."""
FIRST_DAYS, LAST_DAYS = 3, 26
"""Days of the month up to, and from, which reports belong to its start, and to its end."""
MONDAY, SUNDAY = 0, 6


@dataclass(frozen=True, eq=False)
class Totals:
    """One history by period.

    Attributes
    ----------
    grain
        ``WEEKLY`` or ``MONTHLY``.
    amounts
        Of each period from the first reported to the last, (P,); ``nan`` where one was left out.
    ends
        Last day of each period.
    anchor
        Day of the month that months end on; 31: the last one.
    on_one_day
        Whether all of a week is sold on its last day, as far as can be told.
    """

    grain: int
    amounts: Array
    ends: tuple[date, ...]
    anchor: int = 31
    on_one_day: bool = False

    def after(self, end: date) -> date:
        """Last day of the period after the one that ends on ``end``."""
        return end + timedelta(days=7) if self.grain == WEEKLY else _month_end(end, 1, self.anchor)


def may_be_totals(at: Array) -> bool:
    """True when reports at these days, counted from any one, can be totals: a cheap look before ``grain_of``."""
    apart = np.diff(at)
    return at.size >= LEAST_REPORTS and bool((apart % 7 == 0).all() or apart.min() >= LAST_DAYS - FIRST_DAYS)


def grain_of(days: list[date]) -> int | None:
    """Season length of the grain of reports on these days, in order; ``None``: daily."""
    if len(days) < LEAST_REPORTS:
        return None
    if all((day - days[0]).days % 7 == 0 for day in days):
        return WEEKLY if _is_enough(len(days), (days[-1] - days[0]).days // 7 + 1) else None
    months = [12 * day.year + day.month for day in days]
    regular = len(set(months)) == len(months) and _stamp(days) is not None
    return MONTHLY if regular and _is_enough(len(days), months[-1] - months[0] + 1) else None


def _is_enough(reports: int, periods: int) -> bool:
    return reports == periods if reports < ENOUGH_REPORTS else reports >= LEAST_SHARE * periods


def _stamp(days: list[date]) -> int | None:
    """Day of the month that reported months end on, 31: the last one; ``None``: reports on no particular day."""
    of_month = {day.day for day in days}
    if max(of_month) <= FIRST_DAYS or all((day + timedelta(days=1)).day == 1 for day in days):
        return 31
    if len(of_month) == 1:
        return of_month.pop()
    return 31 if min(of_month) >= LAST_DAYS else None


def totals_of(amounts: Array, days: list[date]) -> Totals:
    """Totals reported on ``days``, in order, whose grain was recognised; ``amounts`` (N,) of the reports."""
    grain = grain_of(days)
    if grain == WEEKLY:
        weekday = days[0].weekday()
        ahead = timedelta(days=6 if weekday == MONDAY else 0)
        place = [(day - days[0]).days // 7 for day in days]
        ends = [days[0] + ahead + timedelta(days=7 * k) for k in range(place[-1] + 1)]
        return Totals(WEEKLY, _placed(amounts, place), tuple(ends), on_one_day=weekday not in {MONDAY, SUNDAY})
    anchor = _stamp(days) or 31
    place = [12 * (day.year - days[0].year) + day.month - days[0].month for day in days]
    ends = [_month_end(days[0], k, anchor) for k in range(place[-1] + 1)]
    return Totals(MONTHLY, _placed(amounts, place), tuple(ends), anchor)


def _placed(amounts: Array, place: list[int]) -> Array:
    result = np.zeros(place[-1] + 1)
    result[place] = amounts
    return result


def _month_end(day: date, months: int, anchor: int) -> date:
    """The ``anchor``-th of the month that comes ``months`` after the day's, or its last day if that is earlier."""
    at = 12 * day.year + day.month - 1 + months
    last = date((at + 1) // 12, (at + 1) % 12 + 1, 1) - timedelta(days=1)
    return last.replace(day=min(anchor, last.day))
