"""Seasonal factors: found where there are some, shrunk where there is noise."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine import seasonality
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import ending, shop, weekly_pattern


def test_seasonal_factors_find_the_profile_and_shrink_noise() -> None:
    profile = np.array([0.5, 0.8, 1.0, 1.0, 1.2, 1.5, 1.0])
    rng = np.random.default_rng(0)
    x = rng.poisson(20 * profile[np.arange(280) % 7][:, None], (280, 30)).astype(float)
    flat = rng.poisson(1.0, (280, 30)).astype(float)
    ones = np.ones_like(x)

    found = seasonality.seasonal_factors(x, ones, 7, np.ones(30), trend=seasonality.wide_mean(x, ones))
    none = seasonality.seasonal_factors(flat, ones, 7, np.ones(30), trend=seasonality.wide_mean(flat, ones))

    assert found is not None
    assert none is not None
    np.testing.assert_allclose(found.index.mean(1), profile / profile.mean(), atol=0.05)
    assert np.abs(none.index - 1).max() < 0.15


def test_too_few_cycles_have_no_season() -> None:
    assert seasonality.seasonal_factors(np.ones((12, 2)), np.ones((12, 2)), 7, np.ones(2)) is None


@pytest.mark.parametrize("days", [119, 399])
@pytest.mark.parametrize("level", [1.0, 2.0, 3.0, 10.0, 50.0, 500.0])
def test_a_weekday_that_never_sells_stays_closed_in_a_shop_that_sells_every_day(level: float, days: int) -> None:
    closed = np.arange(days) % 7 == 2
    values = [np.where(closed, 0.0, weekly_pattern(days, level, seed)) for seed in range(8)]
    made = forecast_batch([ending(each) for each in values], 28, Calendar(), profile=fit_profile(shop(30)))
    ahead = (days + np.arange(28)) % 7 == 2
    share = [np.mean(each.mean[ahead]) / np.mean(each.mean[~ahead]) for each in made]
    assert np.median(share) <= (0.12 if level == 1 and days < 200 else 0.05)
    total = [each.cumulative_mean[-1] / (24 * level) for each in made]
    assert np.mean(total) == pytest.approx(np.mean([each[~closed].mean() / level for each in values]), rel=0.15)


@pytest.mark.parametrize(("level", "most"), [(3.0, 0.5), (20.0, 0.3)])
def test_a_weekday_that_seldom_sells_is_neither_closed_nor_like_the_shops(level: float, most: float) -> None:
    days = 399
    rng = np.random.default_rng(4)
    weak = np.arange(days) % 7 == 2
    values = np.where(weak, rng.poisson(0.2 * level, days), rng.poisson(level, days)).astype(float)
    made = forecast_batch([ending(values)], 28, Calendar(), profile=fit_profile(shop(30)))[0]
    ahead = (days + np.arange(28)) % 7 == 2
    assert 0.12 <= np.mean(made.mean[ahead]) / np.mean(made.mean[~ahead]) <= most


def test_a_phase_without_a_sale_that_could_be_chance_keeps_its_season() -> None:
    rng = np.random.default_rng(1)
    x = rng.poisson(0.2, (70, 400)).astype(float)
    ones = np.ones_like(x)
    prior = seasonality.SeasonPrior(np.ones(7), 1e-3)
    found = seasonality.seasonal_factors(x, ones, 7, np.ones(400), prior, trend=seasonality.wide_mean(x, ones))
    assert found is not None
    unsold = x.reshape(10, 7, 400).sum(0) == 0
    assert unsold.sum() > 100
    assert found.index[unsold].mean() > 0.75
    assert np.median(found.index[~unsold]) > 0.95
