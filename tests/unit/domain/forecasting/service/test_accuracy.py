"""The accuracy report: backtest, live score, and a verdict in words."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.errors import ForecastNotFoundError
from testing.forecasting_world import World


def test_before_days_are_sold_there_is_a_backtest_and_no_live_score():
    shop = World()
    shop.sell()
    with pytest.raises(ForecastNotFoundError):
        shop.accuracy.report("SKU-1")
    shop.generate()
    report = shop.accuracy.report("SKU-1")
    assert report.live is None
    assert report.backtest.folds >= 1
    assert report.backtest.naive.wape > 0
    assert report.backtest.coverage.points > 0
    assert len(report.history) == report.backtest.coverage.points
    assert "Tried on its own past" in report.verdict


def test_each_past_run_is_scored_as_it_stood():
    shop = World()
    shop.sell()
    first = shop.generate()
    shop.sell_on("SKU-1", np.round(first.demand.mean[:14]))
    shop.generate()
    shop.sell_on("SKU-1", [30.0] * 7)
    report = shop.accuracy.report("SKU-1")
    assert report.live.runs_scored == 2
    assert report.live.horizon_days == 21
    assert report.live.value_added.statistical is not None
    days = {day.forecast_date: day for day in report.history}
    assert days[first.demand.start].predicted_demand == pytest.approx(first.demand.mean[0])
    assert days[first.demand.start].actual == round(first.demand.mean[0])
    assert "Past forecasts missed" in report.verdict


def test_at_a_lag_the_score_and_the_chart_are_of_forecasts_made_so_long_ahead():
    shop = World()
    shop.sell()
    first = shop.generate()
    shop.sell_on("SKU-1", [10.0] * 7)
    second = shop.generate()
    shop.sell_on("SKU-1", [10.0] * 7)
    report = shop.accuracy.report("SKU-1", 5)
    assert report.lag_days == 5
    made = {first.run_id: first, second.run_id: second}
    assert report.history
    for day in report.history:
        able = [run for run in made.values() if (day.forecast_date - run.generated_at.date()).days >= 5]
        latest = max(able, key=lambda run: run.generated_at)
        position = (day.forecast_date - latest.demand.start).days
        assert day.predicted_demand == pytest.approx(latest.demand.mean[position])
    assert shop.accuracy.report("SKU-1", 60).live is None
    assert shop.accuracy.report("SKU-1", 60).history == ()


def test_a_product_the_naive_serves_as_well_is_told_so():
    shop = World()
    shop.sell(quantity=np.tile([3.0, 5.0, 4.0, 6.0, 9.0, 2.0, 1.0], 30))
    forecast = shop.generate()
    shop.sell_on("SKU-1", forecast.layers.naive[:14])
    report = shop.accuracy.report("SKU-1")
    assert report.live.naive.wape == 0
    assert report.live.skill_vs_naive is None or report.live.skill_vs_naive <= 0
    assert "simple rule" in report.verdict or report.live.wape < 0.02
