"""Seasonal factors: found where there are some, shrunk where there is noise."""

from __future__ import annotations

import numpy as np

from domain.forecasting.engine import seasonality


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
