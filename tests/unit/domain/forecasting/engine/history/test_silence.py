"""Products that seem to have stopped: how many of a shop's sell on is learned of the shop."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.history.silence import MOST_RETURNS, RETURNS, returns_of
from domain.forecasting.models.demand import DemandHistory, EngineForecast
from domain.forecasting.models.known_days import Calendar

END = date(2026, 3, 1)
DAYS, SILENT, PERIOD = 700, 84, 168


def seller(seed: int, level: float, *, back: bool) -> np.ndarray:
    """Sales of 700 days, a dozen silent weeks every half year; ``back``: it sells on after them, else never again."""
    sold = np.random.default_rng(seed).poisson(level, DAYS).astype(float)
    day = np.arange(DAYS)
    sold[day % PERIOD >= PERIOD - SILENT] = 0
    if not back:
        sold[PERIOD - SILENT :] = 0
    return sold


def gone(level: float, shop: list[np.ndarray]) -> EngineForecast:
    """Forecast of a product of a shop that has been silent for four months."""
    quiet = np.random.default_rng(99).poisson(level, 400).astype(float)
    quiet[-120:] = 0
    histories = [DemandHistory(f"S{i}", "c", END - timedelta(days=DAYS - 1), each) for i, each in enumerate(shop)]
    profile = fit_profile(histories, Calendar())
    product = DemandHistory("GONE", "c", END - timedelta(days=399), quiet)
    return forecast_batch([product], 28, Calendar(), profile=profile)[0]


def test_a_shop_that_has_not_shown_it_is_taken_to_be_usual() -> None:
    steady = np.random.default_rng(1).poisson(3, DAYS).astype(float)

    assert returns_of([]) == returns_of([steady, np.zeros(DAYS), np.full(DAYS, np.nan)]) == RETURNS


@pytest.mark.parametrize("count", [1, 4, 16, 64])
def test_the_more_products_have_shown_it_the_more_the_shop_is_believed(count: int) -> None:
    back = returns_of([seller(seed, 4, back=True) for seed in range(count)])
    never = returns_of([seller(seed, 4, back=False) for seed in range(count)])

    assert 0 < never < RETURNS < back <= MOST_RETURNS
    assert returns_of([seller(seed, 4, back=True) for seed in range(4 * count)]) >= back


def test_days_that_nobody_observed_tell_nothing() -> None:
    unknown = seller(0, 4, back=True)
    unknown[unknown == 0] = np.nan

    assert returns_of([unknown]) == RETURNS


@pytest.mark.parametrize("level", [1.0, 6.0, 40.0])
def test_a_silent_product_is_expected_back_where_others_came_back(level: float) -> None:
    coming = gone(level, [seller(seed, 4, back=True) for seed in range(24)])
    ended = gone(level, [seller(seed, 4, back=False) for seed in range(24)])

    assert coming.cumulative_mean[-1] > 4 * ended.cumulative_mean[-1]
    assert coming.cumulative_mean[-1] < MOST_RETURNS * 28 * level * 1.2
    assert coming.cumulative_quantile(0.95)[-1] > 14 * level
    assert ended.cumulative_mean[-1] < 0.05 * 28 * level
    assert coming.history.stopped_probability == ended.history.stopped_probability
