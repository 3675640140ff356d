"""The measures against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.evaluation import scoring
from domain.forecasting.engine.intervals.pinball import pinball
from domain.forecasting.models.levels import QUANTILE_LEVELS

ACTUAL = np.array([2.0, 4.0, np.nan, 6.0])
PREDICTED = np.array([3.0, 4.0, 9.0, 3.0])
HISTORY = np.array([0.0, 0.0, 1.0, 3.0, 2.0, 6.0])


def test_wape_and_bias_leave_unknown_days_out() -> None:
    assert scoring.wape(ACTUAL, PREDICTED) == pytest.approx(4 / 12)
    assert scoring.bias(ACTUAL, PREDICTED) == pytest.approx(-2 / 12)


def test_scaled_errors_start_at_the_first_sale() -> None:
    assert scoring.naive_scale(HISTORY) == pytest.approx((2 + 1 + 4) / 3)
    assert scoring.mase(ACTUAL, PREDICTED, HISTORY) == pytest.approx((4 / 3) / (7 / 3))
    assert scoring.rmsse(ACTUAL, PREDICTED, HISTORY) == pytest.approx(np.sqrt((10 / 3) / 7))


def test_measures_without_a_denominator_are_unknown() -> None:
    zero = np.zeros(3)
    assert scoring.wape(zero, zero + 1) is None
    assert scoring.mase(zero, zero, np.ones(5)) is None
    assert scoring.skill(0.5, 0.0) is None
    assert scoring.coverage(np.full(2, np.nan), zero[:2], zero[:2], 0.8) is None


def test_pinball_loss_is_asymmetric() -> None:
    loss = pinball(np.array([10.0]), np.array([[8.0, 12.0]]), [0.9, 0.9])

    assert loss.tolist() == [[pytest.approx(1.8), pytest.approx(0.2)]]


def test_a_perfect_forecast_loses_nothing() -> None:
    actual = np.array([1.0, 2.0])
    quantiles = np.repeat(actual[:, None], len(QUANTILE_LEVELS), axis=1)

    assert scoring.weighted_quantile_loss(actual, quantiles) == 0
    found = scoring.coverage(actual, actual, actual, 0.8)
    assert found is not None
    assert (found.actual, found.points) == (1.0, 2)


def test_skill_is_the_share_of_the_error_saved() -> None:
    assert scoring.skill(0.3, 0.4) == pytest.approx(0.25)
