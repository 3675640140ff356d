"""Public holidays around demand histories."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from domain.forecasting.models.demand import DemandHistory
    from domain.forecasting.ports import HolidayCalendar

#: Holidays further back than this are not looked up.
_HOLIDAY_YEARS: Final = 6


def holidays_around(
    calendar: HolidayCalendar, histories: Iterable[DemandHistory], days_ahead: int
) -> Mapping[date, str]:
    """Return the holidays from the first day of the histories to ``days_ahead`` after their last."""
    ends, starts = [], []
    for history in histories:
        ends.append(history.end)
        starts += [history.start] if history.quantity.size else []
    if not ends:
        return {}
    last = max(ends) + timedelta(days=days_ahead)
    first = max(min(starts, default=last), last - timedelta(days=366 * _HOLIDAY_YEARS))
    return calendar.between(first, last)
