"""Prices of weeks and months: demand that follows them, planned or at the prices of past promotions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from domain.forecasting.adjustment.known_days import apply_known_days
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.effects.period_prices import means_of_days
from domain.forecasting.inputs.known_days import with_known_days
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.known_days import Calendar, KnownEvent

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST = date(2024, 1, 1)
USUAL, REDUCED, UPLIFT, LEVEL = 5.0, 4.0, 2.0, 200.0
STEPS = {"week": 120, "month": 36}
PRODUCTS = 6


def ends(grain: str, count: int) -> list[date]:
    """Return the last days of the periods: Sundays, or the last days of months."""
    if grain == "week":
        return [FIRST + timedelta(days=7 * k + 6) for k in range(count)]
    months = [date(FIRST.year + k // 12, k % 12 + 1, 1) for k in range(1, count + 1)]
    return [first - timedelta(days=1) for first in months]


def shop(grain: str) -> tuple[list[DemandHistory], list[tuple[date, date]]]:
    """Products reported by period that sell twice as much at the reduced price, and the periods of that."""
    last = ends(grain, STEPS[grain])
    random = np.random.default_rng(7)
    reduced = random.random(len(last)) < 0.3
    reduced[-4:] = False
    histories = []
    for number in range(PRODUCTS):
        days = (last[-1] - FIRST).days + 1
        quantity, price = np.full(days, np.nan), np.full(days, np.nan)
        for end, low in zip(last, reduced, strict=True):
            at = (end - FIRST).days
            quantity[at] = random.poisson(LEVEL * (UPLIFT if low else 1))
            price[at] = REDUCED if low else USUAL
        histories.append(
            DemandHistory(f"P{number}", "Tea", FIRST, quantity, recorded=np.isfinite(quantity), price=price)
        )
    starts = [FIRST, *(end + timedelta(days=1) for end in last[:-1])]
    return histories, [(a, b) for a, b, low in zip(starts, last, reduced, strict=True) if low]


def totals(histories: list[DemandHistory], events: tuple[KnownEvent, ...], days: int) -> NDArray[np.float64]:
    """Return the mean of the product's coming days, as it is forecast with these entries."""
    calendar = Calendar(events=events)
    read = [with_known_days(each, events) for each in histories]
    profile = fit_profile(read, calendar)
    made = forecast_batch(read, days, calendar, profile=profile)
    demands = [DemandDistribution.of(each).first_days(days) for each in made]
    pairs = zip(demands, made, strict=True)
    return np.array([apply_known_days(demand, each, events)[0].mean.sum() for demand, each in pairs])


@pytest.mark.parametrize("grain", ["week", "month"])
def test_a_planned_price_is_followed(grain: str) -> None:
    histories, _ = shop(grain)
    start = histories[0].end + timedelta(days=1)
    days = 7 if grain == "week" else (ends(grain, STEPS[grain] + 1)[-1] - histories[0].end).days
    planned = KnownEvent("Offer", start, start + timedelta(days=days - 1), kind="price", price=REDUCED)
    usual = totals(histories, (), days)
    assert usual == pytest.approx([LEVEL] * PRODUCTS, rel=0.2)
    assert totals(histories, (planned,), days) / usual == pytest.approx([UPLIFT] * PRODUCTS, rel=0.15)


@pytest.mark.parametrize("grain", ["week", "month"])
def test_a_promotion_without_a_price_is_at_that_of_its_past_occasions(grain: str) -> None:
    histories, low = shop(grain)
    start = histories[0].end + timedelta(days=1)
    days = 7 if grain == "week" else (ends(grain, STEPS[grain] + 1)[-1] - histories[0].end).days
    past = tuple(KnownEvent("Promotion", first, last, kind="promotion") for first, last in low)
    coming = KnownEvent("Promotion", start, start + timedelta(days=days - 1), kind="promotion")
    usual = totals(histories, past, days)
    assert usual == pytest.approx([LEVEL] * PRODUCTS, rel=0.2)
    assert totals(histories, (*past, coming), days) / usual == pytest.approx([UPLIFT] * PRODUCTS, rel=0.15)


def test_an_entry_with_a_price_says_that_its_price_is_followed() -> None:
    histories, _ = shop("week")
    start = histories[0].end + timedelta(days=1)
    planned = KnownEvent("Offer", start, start + timedelta(days=6), kind="promotion", price=REDUCED)
    read = [with_known_days(each, (planned,)) for each in histories]
    (made, *_) = forecast_batch(read, 7, Calendar(events=(planned,)), profile=fit_profile(read, Calendar()))
    (told,) = made.events_ahead or ()
    assert not told.applied
    assert "follows the price" in (told.not_applied_because or "")
    assert made.evidence.price_elasticity == pytest.approx(np.log(UPLIFT) / np.log(REDUCED / USUAL), abs=0.6)


def test_means_of_days_are_of_what_is_known() -> None:
    values = np.array([1.0, np.nan, 3.0, np.nan, np.nan, 6.0])
    assert means_of_days(values, np.array([0, 3, 5, 6])) == pytest.approx([2.0, np.nan, 6.0], nan_ok=True)
