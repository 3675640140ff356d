"""Days, weeks and months that days belong to."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.periods import Granularity, last_periods, period_starts

DAYS = st.dates(date(1999, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(Granularity))
def test_a_period_starts_on_or_before_its_day_and_every_day_in_between_is_of_it(day, granularity):
    (start,) = period_starts(np.array([day], "datetime64[D]"), granularity).tolist()
    between = np.arange(start, day + timedelta(days=1), dtype="datetime64[D]")
    assert set(period_starts(between, granularity).tolist()) == {start}
    assert granularity is not Granularity.WEEK or start.weekday() == 0
    assert granularity is not Granularity.MONTH or start.day == 1


@given(DAYS, st.sampled_from(Granularity), st.integers(1, 40))
def test_the_last_periods_follow_each_other_up_to_the_one_of_the_day(day, granularity, count):
    starts = last_periods(day, granularity, count)
    assert len(starts) == count
    assert starts[-1] == period_starts(np.array([day], "datetime64[D]"), granularity).tolist()[0]
    for before, after in pairwise(starts):
        eve = period_starts(np.array([after - timedelta(days=1)], "datetime64[D]"), granularity).tolist()[0]
        assert eve == before


@pytest.mark.parametrize(
    ("granularity", "expected"),
    [
        ("day", ["2026-02-28", "2026-03-01"]),
        ("week", ["2026-02-16", "2026-02-23"]),
        ("month", ["2026-02-01", "2026-03-01"]),
    ],
)
def test_a_sunday_that_begins_a_month(granularity, expected):
    assert [str(day) for day in last_periods(date(2026, 3, 1), Granularity(granularity), 2)] == expected
