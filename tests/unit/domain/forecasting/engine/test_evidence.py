"""Numbers that explanations cite."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from domain.forecasting.engine.api import forecast_batch
from domain.forecasting.engine.evidence import weekday_profile
from tests.support.histories import christmas_shop


def test_evidence_speaks_of_the_days_that_are_asked_for() -> None:
    histories, calendar = christmas_shop(8, 731)
    forecast = forecast_batch(histories, 28, calendar, backtest=False)[0]
    year_ago = histories[0].quantity[-364:]

    week = forecast.evidence_of(7)
    assert forecast.evidence == forecast.evidence_of(28)
    assert week.last_year_same_period_mean == pytest.approx(year_ago[:7].mean())
    assert forecast.evidence.last_year_same_period_mean == pytest.approx(year_ago[:28].mean())
    assert week.time_of_year is not None
    assert forecast.evidence.time_of_year is not None
    assert 1 < week.time_of_year < forecast.evidence.time_of_year


@pytest.mark.parametrize("mean", [np.zeros(28), np.full(28, 5e-324), np.eye(1, 28)[0] * 5e-324, np.full(28, 1e-300)])
def test_a_profile_of_next_to_nothing_has_numbers_or_is_none(mean: np.ndarray) -> None:
    """Decades after a last sale what is forecast may be the smallest number there is, whose average is nothing."""
    assert np.isfinite(list(weekday_profile(mean, date(2026, 11, 20)).values())).all()
