"""Events on totals of weeks and months: learned by their share of the period, and put on their own days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.adjustment.known_days import apply_known_days
from domain.forecasting.engine.api import forecast_batch, learn_events
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.known_days import Calendar, KnownEvent

FIRST = date(2024, 1, 1)
DAYS, LEVEL = 1064, 30.0
FACTOR = 2.0


def ends_of(grain: str) -> list[int]:
    """Return the positions of the periods' last days: Sundays, or the last days of months."""
    days = [FIRST + timedelta(days=at) for at in range(DAYS)]
    if grain == "week":
        return [at for at, day in enumerate(days) if day.weekday() == 6]
    return [at for at, day in enumerate(days) if (day + timedelta(days=1)).day == 1]


def events(length: int) -> list[KnownEvent]:
    """Return a fair that moves, eight times in three years."""
    starts = [FIRST + timedelta(days=60 + 118 * k + 11 * (k % 3)) for k in range(8)]
    return [KnownEvent("Fair", start, start + timedelta(days=length - 1)) for start in starts]


def shop(grain: str, past: list[KnownEvent], products: int = 8) -> list[DemandHistory]:
    """Products that are reported by week or month, and sold ``FACTOR`` times as much on the days of events."""
    ends, histories = ends_of(grain), []
    for seed in range(products):
        random = np.random.default_rng(seed)
        mean = np.full(DAYS, LEVEL)
        for event in past:
            at = (event.start - FIRST).days
            mean[at : at + (event.end - event.start).days + 1] *= FACTOR
        sold = random.poisson(mean).astype(float)
        totals = np.full(ends[-1] + 1, np.nan)
        for before, end in zip([-1, *ends[:-1]], ends, strict=True):
            totals[end] = sold[before + 1 : end + 1].sum()
        histories.append(DemandHistory(f"P{seed}", "Tea", FIRST, totals, recorded=np.isfinite(totals)))
    return histories


@pytest.mark.parametrize(("grain", "length"), [("week", 2), ("week", 5), ("week", 10), ("month", 6), ("month", 14)])
def test_the_factor_of_an_events_own_days_is_learned_from_totals(grain: str, length: int) -> None:
    past = events(length)
    learned = learn_events(shop(grain, past), Calendar(events=tuple(past)))["fair"]
    assert learned.factor == pytest.approx(FACTOR, abs=0.25)
    assert abs(learned.factor - FACTOR) < 3 * np.sqrt(learned.variance)
    assert (learned.occasions, learned.helps) == (8, True)


@pytest.mark.parametrize(("grain", "length"), [("week", 2), ("week", 5), ("month", 6)])
def test_a_coming_event_raises_its_period_by_its_share_of_it(grain: str, length: int) -> None:
    past = events(length)
    histories = shop(grain, past)
    start = histories[0].end + timedelta(days=9)
    coming = KnownEvent("Fair", start, start + timedelta(days=length - 1))
    calendar = Calendar(events=(*past, coming))

    made = forecast_batch(histories, 28, calendar)[0]
    plain = DemandDistribution.of(made)
    demand, applied = apply_known_days(plain, made, calendar.events)

    (told,) = applied
    assert told.applied
    assert told.factor == pytest.approx(FACTOR, abs=0.3)
    ratio = demand.mean / plain.mean
    on_it = np.zeros(28, dtype=bool)
    on_it[plain.span(coming.start, coming.end)] = True
    np.testing.assert_allclose(ratio[on_it], told.factor, rtol=1e-4)
    np.testing.assert_allclose(ratio[~on_it], 1.0, rtol=1e-4)
    # Past events are no ordinary demand: without them the level would be up to a tenth higher.
    assert plain.mean.mean() == pytest.approx(LEVEL, rel=0.06)


def test_a_week_that_sells_on_one_day_knows_events_of_that_day_alone() -> None:
    """A stall on Saturdays: an event on Tuesdays moves nothing, and says so."""
    sold = np.full(70 * 7, np.nan)
    sold[5::7] = np.random.default_rng(1).poisson(40, 70)
    history = DemandHistory("P", "Tea", FIRST, sold[: 69 * 7 + 6], recorded=np.isfinite(sold[: 69 * 7 + 6]))
    saturday = history.end + timedelta(days=7)
    assert saturday.weekday() == 5
    found = {}
    for name, day in (("Saturday", saturday), ("Tuesday", saturday - timedelta(days=4))):
        event = KnownEvent(name, day, day, 100.0)
        made = forecast_batch([history], 14, Calendar(events=(event,)))[0]
        plain = DemandDistribution.of(made)
        demand, (told,) = apply_known_days(plain, made, [event])
        found[name] = (told.applied, round(float(demand.mean.sum() / plain.mean.sum()), 1))
    assert found == {"Saturday": (True, 1.5), "Tuesday": (False, 1.0)}
