"""Quantiles of counts."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.intervals import counts, empirical


@pytest.mark.parametrize(("mean", "variance"), [(0.3, 0.5), (4.0, 9.0), (30.0, 90.0), (200.0, 900.0)])
def test_count_quantiles_match_a_simulated_negative_binomial(mean: float, variance: float) -> None:
    size = mean**2 / (variance - mean)
    draws = np.random.default_rng(1).negative_binomial(size, mean / variance, 200_000)

    found = counts.count_quantiles(np.array([mean]), np.array([variance]))[0]

    np.testing.assert_allclose(found, np.quantile(draws, empirical.LEVELS), atol=max(0.6, 0.03 * mean))
