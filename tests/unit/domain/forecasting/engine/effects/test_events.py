"""Events that a person announced: taken at the word, or learned from the last one of the name."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from domain.forecasting.engine.api import forecast_batch
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
