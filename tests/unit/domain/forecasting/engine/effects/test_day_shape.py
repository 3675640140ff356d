"""The days of an event that are not alike: learned from past occasions, from few of them cautiously."""

from __future__ import annotations

import json
from datetime import timedelta

import numpy as np
import pytest

from domain.forecasting.adjustment.known_days import without_events
from domain.forecasting.engine.api import fit_profile, forecast_batch, learn_events
from domain.forecasting.engine.effects.day_shape import DaySums, learn_shape, on_days
from domain.forecasting.engine.profile import codec
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.known_days import Calendar, KnownEvent
from tests.support.histories import END, ending, weekly_pattern

DAYS = 480
FAIR = (2.88, 1.68, 1.16, 0.96)
"""Four days of a fair over ordinary ones: 144, 84, 58 and 48 of fifty a day."""


def shop(
    factors: tuple[float, ...], starts: tuple[int, ...], level: float, count: int = 8
) -> tuple[list[DemandHistory], list[KnownEvent]]:
    """Products that sold so many times as much on the days of each past event, and the events, a coming one last."""
    histories = []
    for i in range(count):
        values = weekly_pattern(DAYS, level, seed=i)
        for at in starts:
            values[at : at + len(factors)] = np.round(values[at : at + len(factors)] * factors)
        histories.append(ending(values, f"P{i}"))
    first, length = histories[0].start, timedelta(days=len(factors) - 1)
    days = [first + timedelta(days=at) for at in starts] + [END + timedelta(days=4)]
    return histories, [KnownEvent("Fair", day, day + length) for day in days]


@pytest.mark.parametrize("level", [12.0, 50.0, 400.0])
@pytest.mark.parametrize("factors", [FAIR, (0.9, 1.1, 2.6), (2.0, 1.0), (3.0, 2.5, 2.2, 1.9, 1.6, 1.4, 1.2)])
def test_each_day_of_a_coming_event_has_what_that_day_had(factors: tuple[float, ...], level: float) -> None:
    histories, events = shop(factors, (90, 210, 330), level)

    plain = forecast_batch(histories, 14, Calendar())
    moved = forecast_batch(histories, 14, Calendar(events=tuple(events)))

    days = slice(3, 3 + len(factors))
    found = np.mean([one.mean[days] / other.mean[days] for one, other in zip(moved, plain, strict=True)], axis=0)
    np.testing.assert_allclose(found, factors, rtol=0.12 + 1.2 / level)
    told = moved[0].events
    assert told is not None
    assert told[-1].factor == pytest.approx(np.mean(factors), rel=0.12)
    assert f"most on day {int(np.argmax(factors)) + 1} of {len(factors)}" in told[-1].reason


@pytest.mark.parametrize("level", [0.5, 3.0, 60.0])
@pytest.mark.parametrize("days", [2, 4, 9])
def test_days_that_are_alike_stay_alike(days: int, level: float) -> None:
    histories, events = shop((1.8,) * days, (90, 210, 330), level)

    shape = learn_events(histories, Calendar(events=tuple(events)))["fair"].shape

    assert np.abs(on_days(shape, days) - 1).max() < 0.2


def test_once_is_believed_less_than_three_times() -> None:
    away = []
    for starts in ((330,), (90, 210, 330)):
        histories, events = shop(FAIR, starts, 30, count=3)
        shape = learn_events(histories, Calendar(events=tuple(events)))["fair"].shape
        away.append(float(np.abs(on_days(shape, 4) - np.array(FAIR) / np.mean(FAIR)).mean()))

    assert away[1] <= away[0] + 0.02
    assert away[1] < 0.1


@pytest.mark.parametrize("length", [1, 2, 3, 4, 7, 30])
def test_a_longer_or_shorter_event_begins_and_ends_as_learned_and_is_as_large(length: int) -> None:
    shape = tuple((np.array(FAIR) / np.mean(FAIR)).tolist())

    found = on_days(shape, length)

    assert found.shape == (length,)
    assert found.mean() == pytest.approx(1)
    assert length == 1 or found[0] > found[-1]
    assert np.all(np.diff(found) <= 1e-12)


def test_occasions_that_tell_nothing_have_no_shape() -> None:
    one_day = DaySums(np.array([9.0]), np.array([3.0]), np.array([1.0]))
    unseen = DaySums(np.array([9.0, 0.0]), np.array([3.0, 0.0]), np.array([1.0, 0.0]))
    closed = DaySums(np.zeros(3), np.full(3, 5.0), np.ones(3))

    assert learn_shape([], 0.1) == learn_shape([one_day, unseen, closed], 0.1) == ()


def test_what_a_forecast_would_be_without_the_event_has_none_of_its_shape() -> None:
    histories, events = shop(FAIR, (90, 210, 330), 50)
    plain, moved = (
        forecast_batch(histories, 14, Calendar(events=each))[0] for each in (tuple(events[:-1]), tuple(events))
    )
    assert moved.events is not None
    demand = DemandDistribution(moved.start, moved.mean, moved.quantiles, moved.cumulative_mean, moved.cumulative)

    without = without_events(demand, moved, moved.events, 14)

    assert without is not None
    np.testing.assert_allclose(without, plain.mean, rtol=0.01)


def test_a_shape_is_stored_with_what_was_learned() -> None:
    histories, events = shop(FAIR, (90, 210, 330), 50)
    calendar = Calendar(events=tuple(events))
    profile = fit_profile(histories, calendar)

    stored = codec.decode(json.loads(json.dumps(codec.encode(profile))))

    assert stored is not None
    np.testing.assert_allclose(stored.effects.events["fair"].shape, profile.effects.events["fair"].shape, rtol=1e-3)
    one, two = (forecast_batch(histories[:1], 14, calendar, profile=each)[0] for each in (profile, stored))
    np.testing.assert_allclose(two.mean, one.mean, rtol=5e-3)
