"""Public holidays around demand histories, and the day of the year that shops peak on wherever they are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from domain.forecasting.models.known_days import LEAD_UP_WEEKS, Calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from domain.forecasting.models.demand import DemandHistory
    from domain.forecasting.models.known_days import KnownEvent
    from domain.forecasting.ports import HolidayCalendar

#: Holidays further back than this are not looked up.
_HOLIDAY_YEARS: Final = 6
_LEAD_UP_DAYS: Final = max(farthest for _, farthest, _ in LEAD_UP_WEEKS)
BLACK_FRIDAY: Final = "Black Friday"


def holidays_around(
    calendar: HolidayCalendar, histories: Iterable[DemandHistory], days_ahead: int, region: str | None = None
) -> Mapping[date, str]:
    """Return the holidays from the first day of the histories to ``days_ahead`` after their last, and some weeks on.

    Weeks before a holiday may already sell otherwise.
    ``region`` is the country whose they are, ``None`` for the shop's own.
    """
    ends, starts = [], []
    for history in histories:
        ends.append(history.end)
        starts += [history.start] if history.quantity.size else []
    if not ends:
        return {}
    last = max(ends) + timedelta(days=days_ahead + _LEAD_UP_DAYS)
    first = max(min(starts, default=last), last - timedelta(days=366 * _HOLIDAY_YEARS))
    shopping = {
        day: BLACK_FRIDAY for day in map(black_friday, range(first.year, last.year + 1)) if first <= day <= last
    }
    return {**shopping, **calendar.between(first, last, region)}


def calendars_by_region(
    calendar: HolidayCalendar, histories: Iterable[DemandHistory], days_ahead: int, events: tuple[KnownEvent, ...]
) -> Iterator[tuple[Calendar, list[DemandHistory]]]:
    """Yield what counts as holidays for some of the histories, with the events, and those histories."""
    members: defaultdict[str, list[DemandHistory]] = defaultdict(list)
    for history in histories:
        members[calendar.region(history.category)].append(history)
    for region, those in members.items():
        yield Calendar(holidays_around(calendar, those, days_ahead, region), events), those


def shop_calendar(
    calendar: HolidayCalendar, histories: Sequence[DemandHistory], events: tuple[KnownEvent, ...]
) -> Calendar:
    """Return the past of the whole shop's calendar, each category's own holidays included."""
    at_home = calendar.region(None)
    regions = {category: calendar.region(category) for category in {history.category or "" for history in histories}}
    holidays = {region: holidays_around(calendar, histories, 0, region) for region in {at_home, *regions.values()}}
    elsewhere = {category: holidays[region] for category, region in regions.items() if region != at_home}
    return Calendar(holidays[at_home], events, elsewhere)


def black_friday(year: int) -> date:
    """Return the day after the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 22)
