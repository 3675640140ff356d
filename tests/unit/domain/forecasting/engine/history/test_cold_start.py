"""Products with few sales or none of their own, and whose sales speak for them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from domain.forecasting.engine.api import forecast_batch
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import END, WEEK, assert_sound, ending, shop, weekly_pattern


def coming(days: int) -> list[date]:
    return [END + timedelta(days=k + 1) for k in range(days)]


def test_a_new_product_borrows_its_predecessor() -> None:
    predecessor = DemandHistory("OLD", "c", END - timedelta(days=299), weekly_pattern(300, 30)[:280])
    newcomer = ending(weekly_pattern(20, 30)[-20:], "NEW", predecessor=predecessor)

    forecast = forecast_batch([newcomer], 14, Calendar())[0]

    expected = 30 * WEEK[[day.weekday() for day in coming(14)]]
    assert np.abs(forecast.mean - expected).sum() / expected.sum() < 0.15
    assert "predecessor" in forecast.method
    assert forecast.history.days == 20


def test_a_product_without_sales_gets_its_categorys_launch_curve() -> None:
    forecasts = forecast_batch([*shop(9), ending([], "NEW", "c1")], 10, Calendar())

    new = forecasts[-1]
    assert new.has_forecast
    assert new.demand_pattern == "new"
    assert_sound(new, 10)
    assert new.mean[0] > 0


def test_a_product_without_sales_or_category_is_flagged() -> None:
    new = forecast_batch([*shop(9), ending([], "NEW", "unheard of")], 10, Calendar())[-1]

    assert not new.has_forecast
    assert new.no_forecast_reason
    assert new.mean.shape == (0,)


def test_a_young_product_is_drawn_towards_its_category() -> None:
    others = [ending(weekly_pattern(200, 4, seed=i), f"P{i}", "c") for i in range(8)]
    young = ending([40.0, 0.0, 38.0, 41.0, 0.0, 40.0, 39.0], "YOUNG", "c")

    drawn = forecast_batch([*others, young], 14, Calendar())[-1]
    alone = forecast_batch([*others, ending(young.quantity, "YOUNG", "other")], 14, Calendar())[-1]

    assert_sound(drawn, 14)
    assert 4 < drawn.mean.mean() < 0.8 * alone.mean.mean()


def test_one_sale_of_a_launch_says_little_beside_its_category() -> None:
    others = [ending(weekly_pattern(200, 4, seed=i), f"P{i}", "c") for i in range(8)]

    made = forecast_batch([*others, ending([40.0, 0.0, 0.0], "YOUNG", "c")], 14, Calendar())[-1]

    assert_sound(made, 14)
    assert 1 < made.mean.mean() < 8
    assert made.cumulative_quantile(0.9)[-1] > 14 * 4
