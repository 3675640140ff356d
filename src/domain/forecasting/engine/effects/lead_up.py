"""Weeks before a holiday on a moving date (Easter, Eid, Diwali): how many of them sell otherwise is learned.

What leads up to a holiday on a fixed date is the time of the year's. One that moves by weeks takes its lead-up along,
so that neither the year's shape nor a few days' factors hold it. Each week before it is a special day of its own
(``special_days``): how far the lead-up reaches is how many of them differ, one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from domain.forecasting.engine.effects.special_days import Marker
from domain.forecasting.models.known_days import LEAD_UP_WEEKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

YEAR = 365
MOVES = 7
"""Days of the year by which a holiday's dates differ at least for it to be a moving one."""
APART = 28
"""Days without another moving holiday before one that a lead-up is looked for at."""


def candidates(holidays: Mapping[date, str]) -> dict[str, list[date]]:
    """Moving holidays with no other one in the weeks before, and their dates, by name."""
    dates: dict[str, list[date]] = defaultdict(list)
    for day, name in sorted(holidays.items()):
        dates[name].append(day)
    moving = {name: days for name, days in dates.items() if _moves(days)}
    every = sorted(day for days in moving.values() for day in days)
    return {
        name: days
        for name, days in moving.items()
        if not any(timedelta(0) < day - other <= timedelta(APART) for day in days for other in every)
    }


def _moves(days: Sequence[date]) -> bool:
    """True when dates of one holiday, one a year, differ by more than weekdays of a month make them."""
    of_year = sorted(day.timetuple().tm_yday for day in days)
    gaps = [after - before for before, after in pairwise([*of_year, of_year[0] + YEAR])]
    return len({day.year for day in days}) == len(days) and YEAR - max(gaps) > MOVES


def weeks_before(
    holidays: Mapping[date, str], taken: Mapping[str, list[int]], first: date, last: date
) -> dict[str, list[int]]:
    """Ordinals of the days of each week before a moving holiday, by marker key, between ``first`` and ``last``.

    ``taken``: days by marker key that are a holiday or near one already.
    """
    others = {day for days in taken.values() for day in days}
    free = set(range(first.toordinal(), last.toordinal() + 1)) - others
    return {
        _key(name, week): days
        for name, dates in candidates(holidays).items()
        for week in range(len(LEAD_UP_WEEKS))
        if (days := sorted(free.intersection(_days_of(week, dates))))
    }


def _days_of(week: int, dates: Sequence[date]) -> Iterator[int]:
    """Yield the ordinals of a week before each of the dates."""
    nearest, farthest, _ = LEAD_UP_WEEKS[week]
    for day in dates:
        yield from range(day.toordinal() - farthest, day.toordinal() - nearest + 1)


def _key(name: str, week: int) -> str:
    """Marker key of a week of a holiday's lead-up, 0: the nearest, by its first day."""
    return Marker(name, -LEAD_UP_WEEKS[week][1]).key


def not_of_the_year(days: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Days, by marker key, that are not the time of the year's: holidays themselves, and all of a lead-up."""
    moving = {key.rpartition("|")[0] for key in days if _week(_offset(key)) is not None}
    return {key: each for key, each in days.items() if _offset(key) == 0 or key.rpartition("|")[0] in moving}


def _offset(key: str) -> int:
    return int(key.rpartition("|")[2])


def reaching(learned: Iterable[str]) -> set[str]:
    """Keys of the weeks that differ up to the holiday with no ordinary one between, of those that were ``learned``."""
    found = set(learned)
    names = {key.rpartition("|")[0] for key in found}
    weeks = [[_key(name, week) for week in range(len(LEAD_UP_WEEKS))] for name in names]
    return {key for each in weeks for key in takewhile(found.__contains__, each)}


def _week(offset: int) -> int | None:
    """Week of a lead-up that a marker's offset stands for, 0: the nearest; ``None``: it is no lead-up's."""
    return next((week for week, (_, farthest, _) in enumerate(LEAD_UP_WEEKS) if offset == -farthest), None)


def in_words(learned: Iterable[str]) -> dict[str, str]:
    """Names of lead-ups' weeks for an explanation, by marker key."""
    found = {}
    for key in learned:
        if (week := _week(_offset(key))) is not None:
            found[key] = LEAD_UP_WEEKS[week][2].format(key.rpartition("|")[0])
    return found
