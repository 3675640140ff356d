"""Levels of sums over gaps against the textbook's steps, and of which series and grains there are any."""

from __future__ import annotations

import numpy as np

from domain.forecasting.engine.candidates.aggregated import RATES
from domain.forecasting.engine.candidates.pool import make_pool
from domain.forecasting.engine.past import Past


def forecasts(x: np.ndarray, grain: int) -> np.ndarray:
    """Means (F, N, h) of the family."""
    x = x.astype(np.float32)
    pool = make_pool(Past(x, np.ones_like(x), np.ones(x.shape[1])), grain, 3)
    rows = [i for i, each in enumerate(pool.candidates) if each.family == "aggregated"]
    missing = np.zeros(pool.means.shape[:2], bool) if pool.missing is None else pool.missing
    return np.where(missing[rows, :, None], np.nan, pool.means[rows])


def textbook(x: np.ndarray, rate: float, longest: int) -> float:
    """Sum over 1..longest steps from the end, smooth the sums as discounted means, divide and average."""
    levels = []
    for k in range(1, longest + 1):
        sums = [x[len(x) - k * (i + 1) : len(x) - k * i].sum() for i in range(len(x) // k)]
        weights = [(1 - rate) ** i for i in range(len(sums))]
        levels.append(np.dot(weights, sums) / sum(weights) / k)
    return float(np.mean(levels))


def test_levels_are_those_of_the_textbook() -> None:
    x = np.zeros((62, 2))
    x[3::4, 0], x[1::7, 1] = 5, np.arange(1, 10)

    found = forecasts(x, 12)

    for row, rate in enumerate(RATES):
        for series, longest in ((0, 4), (1, 7)):
            np.testing.assert_allclose(found[row, series], textbook(x[:, series], rate, longest), rtol=1e-5)


def test_series_that_mostly_sell_or_never_sold_have_none() -> None:
    x = np.zeros((48, 3))
    x[:, 0] = 4
    x[::3, 1] = 4

    found = forecasts(x, 12)

    assert np.isnan(found[:, [0, 2]]).all()
    assert np.isfinite(found[:, 1]).all()


def test_days_have_none() -> None:
    assert forecasts(np.eye(60, 2), 7).size == 0
