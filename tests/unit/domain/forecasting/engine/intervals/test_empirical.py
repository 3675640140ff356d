"""Weighted quantiles."""

from __future__ import annotations

import numpy as np

from domain.forecasting.engine.intervals import empirical


def test_weighted_quantiles_of_equal_weights_are_the_plain_ones() -> None:
    values = np.random.default_rng(0).normal(size=(3, 1001))

    found = empirical.weighted_quantiles(values, np.ones_like(values), np.array([0.1, 0.5, 0.9]))

    np.testing.assert_allclose(found, np.quantile(values, [0.1, 0.5, 0.9], axis=1).T, atol=0.02)


def test_a_weight_of_zero_leaves_a_value_out() -> None:
    found = empirical.weighted_quantiles(np.array([[1.0, 99.0, 3.0]]), np.array([[1.0, 0.0, 1.0]]))

    assert found.max() <= 3
    assert np.isnan(empirical.weighted_quantiles(np.ones((1, 3)), np.zeros((1, 3)))).all()
