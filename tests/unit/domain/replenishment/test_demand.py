"""Demand over windows: read from the distribution of sums, extended and widened."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from domain.replenishment.demand import CumulativeDemand, widened
from domain.shared import quantiles
from testing.demand_series import LEVELS, forecast_of, normal_forecast, poisson_forecast

Z95 = NormalDist().inv_cdf(0.95)


def demand_of(forecast, *, offset=0, uncounted=0, reach=60):
    return CumulativeDemand.of(forecast, offset=offset, uncounted=uncounted, reach=reach)


def test_a_window_is_a_quantile_of_the_sum_and_not_a_sum_of_quantiles():
    window = demand_of(normal_forecast(mean=10, std=4)).window(14)
    assert window.mean == pytest.approx(140)
    assert window.quantile(0.95) == pytest.approx(140 + Z95 * 4 * np.sqrt(14))
    summed_daily_quantiles = 14 * (10 + Z95 * 4)
    assert window.quantile(0.95) - 140 < (summed_daily_quantiles - 140) / 3.7


def test_no_days_need_nothing():
    window = demand_of(poisson_forecast()).window(0)
    assert (window.mean, window.quantile(0.99), window.probability_above(0)) == (0, 0, 0)


def test_a_window_that_starts_later_has_its_own_mean():
    rising = np.arange(1.0, 29.0)
    forecast = forecast_of(rising, np.repeat(np.cumsum(rising)[:, None], LEVELS.size, axis=1))
    assert demand_of(forecast, offset=7, reach=14).window(7).mean == pytest.approx(sum(range(8, 15)))


def test_days_nobody_knows_add_their_uncertainty():
    known = demand_of(normal_forecast(), offset=7, uncounted=0).window(7)
    unknown = demand_of(normal_forecast(), offset=7, uncounted=7).window(7)
    assert unknown.mean == known.mean
    assert unknown.quantile(0.95) - unknown.mean == pytest.approx(Z95 * 4 * np.sqrt(14))
    assert known.quantile(0.95) - known.mean == pytest.approx(Z95 * 4 * np.sqrt(7))


def test_beyond_the_forecast_the_mean_goes_on_and_the_spread_grows_as_it_did():
    window = demand_of(normal_forecast(mean=10, std=4, days=28)).window(56)
    assert window.mean == pytest.approx(560)
    assert window.quantile(0.95) - 560 == pytest.approx(Z95 * 4 * np.sqrt(56), rel=0.01)


def test_an_error_of_level_keeps_growing_with_time_itself():
    length = np.arange(1, 29)[:, None]
    same_error = forecast_of(np.full(28, 10.0), 10.0 * length + length * np.linspace(-2, 2, LEVELS.size))
    deviation = demand_of(same_error).window(56).quantile(0.995) - 560
    assert deviation == pytest.approx(2 * 56, rel=0.01)


def test_lead_time_variability_adds_its_variance():
    """The textbook formula: P·var(d) + d²·sigma_L² (Silver, Pyke & Thomas, section 6.10)."""
    demand = demand_of(normal_forecast(mean=10, std=4)).widened(1.5, 60)
    deviation = np.sqrt(14 * 4**2 + 10**2 * 1.5**2)
    assert demand.window(14).mean == pytest.approx(140)
    assert demand.window(14).quantile(0.95) == pytest.approx(140 + Z95 * deviation, rel=0.01)


def test_certain_demand_over_an_uncertain_time_is_normal():
    means = np.array([70.0])
    values = widened(LEVELS, np.full((1, LEVELS.size), 70.0), means, np.array([15.0]))
    assert float(quantiles.quantile(LEVELS, values, 0.95)[0]) == pytest.approx(70 + Z95 * 15)


def test_quantiles_never_fall_with_time_or_level():
    messy = np.random.default_rng(3).gamma(2, 5, (28, LEVELS.size))
    demand = demand_of(forecast_of(np.ones(28), messy)).widened(2.0, 40)
    assert (np.diff(demand.values, axis=0) >= 0).all()
    assert (np.diff(demand.values, axis=1) >= 0).all()
    assert (demand.values >= 0).all()
