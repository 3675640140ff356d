"""The backtest that comes with a forecast."""

from __future__ import annotations

from domain.forecasting.engine.api import forecast_batch
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import END, ending, weekly_pattern


def test_the_backtest_beats_the_naive_on_noisy_weekly_demand() -> None:
    backtest = forecast_batch([ending(weekly_pattern(400, 8))], 28, Calendar())[0].backtest

    assert backtest is not None
    assert backtest.folds == 3
    assert backtest.skill_vs_naive is not None
    assert backtest.skill_vs_naive > 0.1
    assert backtest.coverage is not None
    assert 0.65 <= backtest.coverage.actual <= 0.97
    assert backtest.points.dates[-1] == END
    assert len(backtest.points.dates) == backtest.points.actual.size == 3 * 28
