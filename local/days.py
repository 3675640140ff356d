"""The days that the tests run on beside today, and why each. The commands are in :mod:`local.checks`.

A test takes its day from the clock, and the clock from two variables: ``STOCKCAST_TODAY``, a day (from noon on) or an
instant, and ``TZ``, the time zone in which both are meant. ``tests/conftest.py`` sets Python's clock by them,
``web/vitest.setup.ts`` the web app's. Times are written as a clock on the shop's wall shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Day:
    """A day to run tests on.

    Parameters
    ----------
    today
        ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SS``, the local time at which the run starts.
    why
        What the day has that others have not.
    zone
        Name of the time zone.
    """

    today: str
    why: str
    zone: str = "UTC"

    def environment(self) -> dict[str, str]:
        """Return the variables that set the tests' clock to this day."""
        return {"STOCKCAST_TODAY": self.today, "TZ": self.zone}

    def __str__(self) -> str:
        return f"{self.today} {self.zone} ({self.why})"


#: Every run of `make test` has these two. The first is Friday in the shop and Saturday in UTC already, with the
#: highest demand of a week and of a year ahead: a shop's day is not the server's. The second exists every four
#: years, and a year before and after it there is no such day.
BLACK_FRIDAY: Final = Day("2026-11-27T22:30:00", "Black Friday, Saturday in UTC", "America/New_York")
LEAP_DAY: Final = Day("2028-02-29", "29 February")
ALWAYS: Final = (BLACK_FRIDAY, LEAP_DAY)

#: `make test-days` has all of these.
ALL: Final = (
    *ALWAYS,
    Day("2027-02-22", "a plain Monday"),
    Day("2027-02-23", "a plain Tuesday"),
    Day("2027-02-24", "a plain Wednesday"),
    Day("2027-02-25", "a plain Thursday"),
    Day("2027-02-26", "a plain Friday"),
    Day("2027-02-27", "a plain Saturday"),
    Day("2027-02-28", "28 February, the last of the month, a Sunday"),
    Day("2027-04-30", "a month's end"),
    Day("2026-12-31", "a year's end"),
    Day("2027-01-01", "a year's first day, in the last week of the year before"),
    Day("2027-03-14T03:30:00", "clocks go forward", "America/New_York"),
    Day("2027-11-07T01:30:00", "clocks go back: this time comes twice", "America/New_York"),
    Day("2027-04-04T02:30:00", "clocks go back, the day before in UTC", "Pacific/Auckland"),
    Day("2027-09-26T03:30:00", "clocks go forward, the day before in UTC", "Pacific/Auckland"),
    Day("2036-07-16", "years ahead"),
)


def chosen(words: str) -> tuple[Day, ...]:
    """Return the days whose description holds one of some comma-separated words; all of them for none."""
    wanted = [word.strip().lower() for word in words.split(",") if word.strip()]
    return tuple(day for day in ALL if not wanted or any(word in str(day).lower() for word in wanted))
