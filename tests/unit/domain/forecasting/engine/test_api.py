"""The engine on whole histories: weekdays, closed days, long horizons, the last day known, and what a batch costs."""

from __future__ import annotations

import time
from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import END, WEEK, assert_sound, ending, shop, weekly_pattern


def test_a_batch_costs_far_less_than_its_products_one_by_one() -> None:
    histories = shop(60)
    profile = fit_profile(histories)
    forecast_batch(histories[:2], 28, Calendar(), profile=profile)

    def cpu(parts: list[list[DemandHistory]]) -> float:
        started = time.process_time()
        for part in parts:
            forecast_batch(part, 28, Calendar(), backtest=False, profile=profile)
        return time.process_time() - started

    assert cpu([histories]) < 0.4 * cpu([[each] for each in histories])


def coming(days: int) -> list[date]:
    return [END + timedelta(days=k + 1) for k in range(days)]


def test_the_weekday_profile_is_found_and_shown() -> None:
    forecast = forecast_batch([ending(weekly_pattern(400, 40))], 28, Calendar())[0]

    expected = 40 * WEEK[[day.weekday() for day in coming(28)]]
    assert np.abs(forecast.mean - expected).sum() / expected.sum() < 0.08
    assert forecast.evidence.weekday_profile["sat"] == pytest.approx(1.5, abs=0.12)
    assert forecast.evidence.named()["weekday_profile.sun"] == pytest.approx(0.6, abs=0.1)
    assert forecast.start == END + timedelta(days=1)


def test_days_after_as_of_are_not_looked_at() -> None:
    values = weekly_pattern(200)
    spoiled = np.concatenate([values, np.full(30, 900.0)])
    start = END - timedelta(days=199)

    clean, cut = (
        forecast_batch([DemandHistory("P", None, start, each)], 14, Calendar(), as_of=END)[0]
        for each in (values, spoiled)
    )

    assert cut.start == clean.start == END + timedelta(days=1)
    np.testing.assert_array_equal(cut.mean, clean.mean)


def test_long_horizons_stay_sound() -> None:
    for forecast in forecast_batch(shop(3), 365, Calendar(), backtest=False):
        assert_sound(forecast, 365)


def test_a_weekday_the_shop_is_closed_on_has_no_demand_at_all() -> None:
    rng = np.random.default_rng(3)
    histories = []
    for product in range(12):
        sold = rng.poisson(4 + 3 * product, 400).astype(float)
        sold[[(END - timedelta(days=399 - day)).weekday() == 6 for day in range(400)]] = 0
        histories.append(DemandHistory(f"P{product}", "c", END - timedelta(days=399), sold))

    for forecast in forecast_batch(histories, 28, Calendar(), backtest=False):
        sundays = np.array([(forecast.start + timedelta(days=day)).weekday() == 6 for day in range(28)])
        assert forecast.mean[sundays].max() < 0.05
        assert forecast.quantiles[sundays].max() == 0
        assert forecast.quantiles[~sundays].max() > 0
