"""Value added by each of the calendar's entries, on days that were sold since."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from domain.forecasting.accuracy.event_values import event_values
from domain.forecasting.accuracy.scored_runs import ScoredRun
from domain.forecasting.models.accuracy import Vintage
from domain.forecasting.models.forecast import Layers
from domain.forecasting.models.known_days import RunEvent
from domain.forecasting.models.levels import QUANTILE_LEVELS

START = date(2026, 6, 1)
DAYS = 10


def event(event_id: str, first: int, last: int, factor: float, name: str | None = None, *, applied=True) -> RunEvent:
    return RunEvent(
        event_id, name or event_id, START + timedelta(first), START + timedelta(last), factor, applied=applied
    )


def run(sold, *events: RunEvent, ordinary: float = 10.0) -> ScoredRun:
    """Return a run that forecast 10 a day but for its events, with what was then sold."""
    plain = np.full(DAYS, ordinary)
    made = plain.copy()
    for each in events:
        span = slice((each.start - START).days, (each.end - START).days + 1)
        made[span] *= each.factor if each.applied else 1
    layers = Layers(plain, made, without_events=plain if any(each.applied for each in events) else None)
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    quantiles = np.zeros((DAYS, len(QUANTILE_LEVELS)))
    known = START - timedelta(1)
    return ScoredRun(
        Vintage("P", "r", moment, START, known, 0.8, made, quantiles, layers, events), np.array(sold, float)
    )


def test_each_entry_is_scored_on_its_own_days_beside_the_others():
    fair, sale = event("fair", 2, 4, 2.0), event("sale", 4, 6, 1.5)
    sold = [10, 10, 20, 20, 30, 15, 15, 10, 10, 10]
    found = {each.event_id: each for each in event_values([run(sold, fair, sale)])}
    assert [*found] == ["fair", "sale"]
    assert (found["fair"].error_with, found["sale"].error_with) == (0, 0)
    assert found["fair"].error_without == 10 + 10 + 15
    assert found["sale"].error_without == 10 + 5 + 5
    assert found["fair"].value_added == pytest.approx(35 / 70)


def test_an_entry_that_is_only_shown_is_scored_as_it_would_have_been():
    (value,) = event_values([run([10] * DAYS, event("fair", 2, 4, 1.5, applied=False))])
    assert (value.error_without, value.error_with, value.applied) == (0, 15, False)
    assert value.value_added == pytest.approx(-15 / 30)


def test_days_that_are_not_known_and_nothing_sold_have_no_score():
    sold = [10, 10, np.nan, 0]
    (value,) = event_values([run(sold, event("closed", 2, 5, 0.0))])
    assert (value.days, value.value_added, value.error_without) == (1, None, 10)
    assert event_values([run([10] * 2, event("later", 2, 5, 2.0))]) == ()


def test_of_two_of_one_name_the_later_one_counts():
    first, again = event("old", 2, 4, 3.0, "Fair"), event("new", 3, 4, 2.0, "FAIR")
    made = run([10, 10, 30, 20, 20, 10], first, again)
    made.vintage.layers.statistical[:] = [10, 10, 30, 20, 20, *[10] * 5]
    found = {each.event_id: each for each in event_values([made])}
    assert {key: (each.days, each.error_with) for key, each in found.items()} == {"old": (1, 0), "new": (2, 0)}


def test_runs_add_up_and_the_latest_says_whether_it_is_applied():
    early = run([10, 10, 20], event("fair", 2, 2, 2.0))
    late = run([10, 10, 20], event("fair", 2, 2, 2.0, applied=False))
    (value,) = event_values([early, late])
    assert (value.days, value.error_with, value.error_without, value.applied) == (2, 0, 20, False)
