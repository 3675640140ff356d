"""Events that a person announced: taken at the word, or learned from the last one of the name."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from domain.forecasting.engine.api import forecast_batch, learn_events
from domain.forecasting.models.known_days import Calendar, KnownEvent
from tests.support.histories import END, ending, weekly_pattern


def test_an_expected_event_moves_its_days_and_no_others() -> None:
    history = ending(weekly_pattern(200, 20))
    fair = KnownEvent("Fair", END + timedelta(days=5), END + timedelta(days=6), 50.0)

    plain = forecast_batch([history], 14, Calendar())[0]
    moved = forecast_batch([history], 14, Calendar(events=(fair,)))[0]

    ratio = moved.mean / plain.mean
    np.testing.assert_allclose(ratio[4:6], 1.5, rtol=0.02)
    np.testing.assert_allclose(np.delete(ratio, [4, 5]), 1.0, rtol=0.02)
    assert moved.evidence.event_effects["Fair"] == pytest.approx(1.5)


def test_an_event_is_learned_from_the_last_one_of_its_name() -> None:
    histories = []
    for i in range(10):
        values = weekly_pattern(300, 30, seed=i)
        values[150:153] *= 2
        histories.append(ending(values, f"P{i}"))
    start = histories[0].start
    events = (
        KnownEvent("Fair", start + timedelta(days=150), start + timedelta(days=152)),
        KnownEvent("Fair", END + timedelta(days=3), END + timedelta(days=5)),
    )

    forecast = forecast_batch(histories, 10, Calendar(events=events))[0]

    assert forecast.evidence.event_effects["Fair"] == pytest.approx(2.0, abs=0.4)


@pytest.mark.parametrize(("every", "days"), [(2, 1), (5, 2), (14, 5), (21, 10), (28, 7), (61, 5)])
def test_events_are_learned_however_often_they_recur(every: int, days: int) -> None:
    """What comes every other week has no day that is far from it. (What comes every week is the weekday's.)"""
    first, histories = ending(weekly_pattern(420, 30)).start, []
    starts = [first + timedelta(days=start) for start in range(3, 420 - days, every)]
    events = [KnownEvent("Sale", start, start + timedelta(days=days - 1)) for start in starts]
    for i in range(6):
        values = weekly_pattern(420, 30, seed=i)
        for event in events:
            at = (event.start - first).days
            values[at : at + days] *= 1.5
        histories.append(ending(values, f"P{i}"))
    learned = learn_events(histories, Calendar(events=tuple(events)))["sale"]
    assert learned.occasions == len(events)
    assert learned.helps
    assert learned.factor == pytest.approx(1.5, abs=0.12)


def test_a_dip_behind_events_is_not_the_time_of_the_years() -> None:
    """The days around events are kept out of the year, or these would look the larger for it."""
    histories, days = [], 760
    first = ending(weekly_pattern(days, 30)).start
    starts = range(40, days - 60, 61)
    events = [KnownEvent("Sale", first + timedelta(days=at), first + timedelta(days=at + 5)) for at in starts]
    for i in range(8):
        values = weekly_pattern(days, 30, seed=i)
        for at in starts:
            values[at : at + 6] *= 1.5
            values[at + 6 : at + 13] *= 0.6
        histories.append(ending(values, f"P{i}"))
    learned = learn_events(histories, Calendar(events=tuple(events)))["sale"]
    assert learned.factor == pytest.approx(1.5, abs=0.05)
    assert learned.after == pytest.approx(0.6, abs=0.05)
