"""Lone spikes are left out and told; what comes back or stays is not."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.api import forecast_batch
from domain.forecasting.engine.history.unusual import lone_spikes
from domain.forecasting.models.demand import UnusualDay
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import END, days_of, ending, weekly_pattern


@pytest.mark.parametrize("level", [0.3, 2.0, 10.0, 400.0])
@pytest.mark.parametrize("age", [1, 3, 10, 60, 200])
@pytest.mark.parametrize("times", [20, 100, 10_000])
def test_a_lone_spike_is_left_out_at_any_level_age_and_size(level: float, age: int, times: float) -> None:
    values = weekly_pattern(300, level)
    plain = forecast_batch([ending(values)], 28, Calendar())[0]
    hurt = np.array(values)
    hurt[-age] = max(times * max(level, 1.0), 7 * values.max())

    found = forecast_batch([ending(hurt)], 28, Calendar())[0]

    day = days_of(ending(hurt))[-age]
    assert found.history.unusual_days == (UnusualDay(day, hurt[-age], None),)
    assert found.cumulative_mean[-1] == pytest.approx(plain.cumulative_mean[-1], rel=0.2)
    assert found.cumulative_quantile(0.95)[13] <= 1.2 * plain.cumulative_quantile(0.95)[13] + 1


@pytest.mark.parametrize("level", [2.0, 10.0, 400.0])
@pytest.mark.parametrize("days", [2, 3, 14])
def test_a_new_level_is_no_spike_from_its_second_day_on(level: float, days: int) -> None:
    values = weekly_pattern(300, level)
    values[-days:] = 50 * level

    assert not lone_spikes(values).any()


def test_a_new_level_is_followed_within_two_weeks() -> None:
    values = weekly_pattern(300)
    values[-14:] *= 50

    made = forecast_batch([ending(values)], 28, Calendar())[0]

    assert made.cumulative_mean[-1] == pytest.approx(28 * 500, rel=0.25)


def test_a_peak_of_every_year_is_no_spike() -> None:
    values = weekly_pattern(900)
    values[[-20, -385, -750]] = 1000

    assert not lone_spikes(values).any()


def test_two_errors_far_apart_are_both_left_out() -> None:
    values = weekly_pattern(300)
    values[[-100, -40]] = 10_000

    assert np.flatnonzero(lone_spikes(values)).tolist() == [200, 260]


def test_too_few_sales_to_tell_leave_nothing_out() -> None:
    assert not lone_spikes(np.array([1.0, 1.0, 500.0, 1.0])).any()
    assert days_of(ending([1.0]))[-1] == END
