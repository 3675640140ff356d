"""Numbers that explanations cite."""

from __future__ import annotations

import pytest

from domain.forecasting.engine.api import forecast_batch
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
