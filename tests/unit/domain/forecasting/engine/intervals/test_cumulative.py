"""Intervals of sums of days."""

from __future__ import annotations

import numpy as np

from domain.forecasting.engine.api import forecast_batch
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import ending, shop


def test_a_total_is_narrower_than_summed_daily_quantiles_and_still_covers() -> None:
    forecasts = forecast_batch(shop(60, 330, seed=4), 28, Calendar(), backtest=False)

    widths, daily = [], []
    for forecast in forecasts:
        widths.append(forecast.cumulative_quantile(0.9)[-1] - forecast.cumulative_quantile(0.1)[-1])
        daily.append((forecast.quantile(0.9) - forecast.quantile(0.1)).sum())
    assert np.mean(widths) < 0.5 * np.mean(daily)


def test_totals_cover_what_was_sold() -> None:
    histories = shop(150, 360, seed=9)
    known = [ending(each.quantity[:-28], each.product_id, each.category) for each in histories]
    known = [
        DemandHistory(each.product_id, each.category, whole.start, each.quantity)
        for each, whole in zip(known, histories, strict=True)
    ]

    forecasts = forecast_batch(known, 28, Calendar(), backtest=False)

    sold = np.array([each.quantity[-28:].sum() for each in histories])
    low = np.array([each.cumulative_quantile(0.1)[-1] for each in forecasts])
    high = np.array([each.cumulative_quantile(0.9)[-1] for each in forecasts])
    assert 0.7 <= float(((sold >= low) & (sold <= high)).mean()) <= 0.92
