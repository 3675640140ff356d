"""The measures against values worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from domain.forecasting.engine.evaluation import scoring
from domain.forecasting.engine.intervals.pinball import pinball
from domain.forecasting.models.backtest import Coverage, Metrics
from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from domain.shared.arrays import FloatArray

ACTUAL = np.array([2.0, 4.0, np.nan, 6.0])
PREDICTED = np.array([3.0, 4.0, 9.0, 3.0])
HISTORY = np.array([0.0, 0.0, 1.0, 3.0, 2.0, 6.0])


def quantiles_at(point: FloatArray) -> FloatArray:
    return np.repeat(point[:, None], len(QUANTILE_LEVELS), axis=1)


def score(actual: FloatArray, predicted: FloatArray, history: FloatArray = HISTORY) -> Metrics:
    """Score a forecast that is sure of itself."""
    return scoring.score(
        actual, predicted, quantiles_at(predicted), history, lower=predicted, upper=predicted, level=0.8
    )


def test_wape_and_bias_leave_unknown_days_out() -> None:
    assert scoring.wape(ACTUAL, PREDICTED) == pytest.approx(4 / 12)
    assert score(ACTUAL, PREDICTED).wape == pytest.approx(4 / 12)
    assert score(ACTUAL, PREDICTED).bias == pytest.approx(-2 / 12)


def test_scaled_errors_start_at_the_first_sale() -> None:
    assert scoring.naive_scale(HISTORY) == pytest.approx((2 + 1 + 4) / 3)
    assert score(ACTUAL, PREDICTED).mase == pytest.approx((4 / 3) / (7 / 3))
    assert score(ACTUAL, PREDICTED).rmsse == pytest.approx(np.sqrt((10 / 3) / 7))


def test_measures_without_a_denominator_are_unknown() -> None:
    zero = np.zeros(3)
    assert scoring.wape(zero, zero + 1) is None
    assert score(zero, zero + 1).wape is None
    assert score(zero, zero, np.ones(5)).mase is None
    assert scoring.skill(0.5, 0.0) is None
    assert score(np.full(2, np.nan), zero[:2]).coverage is None


def test_forecasts_side_by_side_score_as_they_do_alone() -> None:
    rng = np.random.default_rng(4)
    actual = np.where(rng.random((6, 20)) < 0.2, np.nan, rng.poisson(2.0, (6, 20)).astype(float))
    actual[4], actual[5] = np.nan, 0.0
    predicted = rng.gamma(2.0, 1.0, (6, 20))
    predicted[3, :4] = np.nan
    quantiles = np.sort(rng.gamma(2.0, 1.0, (6, 20, len(QUANTILE_LEVELS))), axis=-1)
    history = rng.poisson(1.0, (6, 40)).astype(float)
    history[0, :30], history[1], history[2, 5:9] = 0.0, 0.0, np.nan
    lower, upper = quantiles[..., 1], quantiles[..., -2]

    together = scoring.score_all(actual, predicted, quantiles, history, lower=lower, upper=upper, level=0.9)

    for i, found in enumerate(together):
        alone = scoring.score(
            actual[i], predicted[i], quantiles[i], history[i], lower=lower[i], upper=upper[i], level=0.9
        )
        assert found == alone
        assert found == by_definition(actual[i], predicted[i], quantiles[i], history[i], lower[i], upper[i], 0.9)


def by_definition(
    actual: FloatArray,
    predicted: FloatArray,
    quantiles: FloatArray,
    history: FloatArray,
    lower: FloatArray,
    upper: FloatArray,
    level: float,
) -> Any:
    """The measures written down one position after the other."""
    days = [t for t in range(actual.size) if np.isfinite(actual[t]) and np.isfinite(predicted[t])]
    first = next((t for t in range(history.size) if history[t] > 0), history.size)
    steps = [history[t + 1] - history[t] for t in range(first, history.size - 1)]
    steps = [step for step in steps if np.isfinite(step)]
    total = sum(actual[t] for t in days)
    seen = [t for t in range(actual.size) if np.isfinite(actual[t])]
    units = sum(actual[t] for t in seen)
    loss = 0.0
    for t in seen:
        for q, value in zip(QUANTILE_LEVELS, quantiles[t], strict=True):
            loss += 2 * max(q * (actual[t] - value), (q - 1) * (actual[t] - value)) / len(QUANTILE_LEVELS)
    absolute = sum(abs(actual[t] - predicted[t]) for t in days)
    squared = sum((actual[t] - predicted[t]) ** 2 for t in days)
    scale, scale2 = (sum(abs(step) ** k for step in steps) / len(steps) if steps else 0 for k in (1, 2))

    def about(value: float | None) -> Any:
        return None if value is None else pytest.approx(value)

    return Metrics(
        wape=about(absolute / total if total > 0 else None),
        mase=about(absolute / len(days) / scale if days and scale > 0 else None),
        rmsse=about(np.sqrt(squared / len(days) / scale2) if days and scale2 > 0 else None),
        bias=about(sum(predicted[t] - actual[t] for t in days) / total if total > 0 else None),
        weighted_quantile_loss=about(loss / units if units > 0 else None),
        coverage=Coverage(level, level, sum(lower[t] <= actual[t] <= upper[t] for t in days) / len(days), len(days))
        if days
        else None,
    )


def test_pinball_loss_is_asymmetric() -> None:
    loss = pinball(np.array([10.0]), np.array([[8.0, 12.0]]), [0.9, 0.9])

    assert loss.tolist() == [[pytest.approx(1.8), pytest.approx(0.2)]]


def test_a_perfect_forecast_loses_nothing() -> None:
    actual = np.array([1.0, 2.0])
    quantiles = np.repeat(actual[:, None], len(QUANTILE_LEVELS), axis=1)

    found = scoring.score(actual, actual, quantiles, HISTORY, lower=actual, upper=actual, level=0.8)
    assert found.weighted_quantile_loss == 0
    assert found.coverage is not None
    assert (found.coverage.actual, found.coverage.points) == (1.0, 2)


def test_skill_is_the_share_of_the_error_saved() -> None:
    assert scoring.skill(0.3, 0.4) == pytest.approx(0.25)
