"""The clock of the tests, and that nothing but the system's clock reads the time."""

from __future__ import annotations

import ast
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.system.clock import SystemClock
from local import days

SRC = Path(__file__).parents[2] / "src"
#: Where an instant is read only to say when an item may be forgotten.
EXPIRY_ONLY = {"adapters/dynamodb/forecasting/jobs.py"}
READERS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}


def test_the_system_clock_shows_the_day_that_the_run_is_given(system_clock):
    given = os.environ.get("STOCKCAST_TODAY")
    started = datetime.fromisoformat(given if "T" in given else f"{given}T12:00:00") if given else datetime.now()  # noqa: DTZ005
    assert timedelta(minutes=-1) < SystemClock().now() - started.astimezone(UTC) < timedelta(hours=6)


def test_reading_the_system_clock_unasked_fails_a_test():
    with pytest.raises(pytest.fail.Exception, match="system_clock"):
        SystemClock().now()


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=lambda path: str(path.relative_to(SRC)))
def test_only_the_system_clock_reads_the_time(path):
    if path.relative_to(SRC).as_posix() in {"adapters/system/clock.py", *EXPIRY_ONLY}:
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in READERS, f"line {node.lineno}: ask a Clock"


def test_the_days_are_each_weekday_both_leap_cases_and_the_ends_of_a_month_and_a_year():
    listed = [datetime.fromisoformat(day.today).date() for day in days.ALL]
    assert {day.weekday() for day in listed} == set(range(7))
    assert {(2, 28), (2, 29), (4, 30), (12, 31), (1, 1)} <= {(day.month, day.day) for day in listed}
    assert date(2026, 11, 27) in listed
    assert max(listed) > date(2035, 1, 1)
    assert set(days.ALWAYS) <= set(days.ALL)
    assert len({str(day) for day in days.ALL}) == len(days.ALL)


def test_a_run_on_a_day_has_its_time_zone():
    assert days.BLACK_FRIDAY.environment() == {"STOCKCAST_TODAY": "2026-11-27T22:30:00", "TZ": "America/New_York"}


def test_days_are_chosen_by_words_of_their_description():
    assert days.chosen("leap, 29 FEBRUARY") == (days.LEAP_DAY,)
    assert {day.zone for day in days.chosen("auckland")} == {"Pacific/Auckland"}
    assert days.chosen("") == days.ALL
    assert days.chosen("the thirtieth of February") == ()
