"""The seasonal naive, from which value added counts."""

from __future__ import annotations

from datetime import date

from domain.forecasting.accuracy.value_added import seasonal_naive
from domain.forecasting.inputs.demand_history import demand_history
from testing.forecasting_world import entry, priced_sales

TODAY = date(2026, 11, 20)


def test_the_naive_repeats_the_last_week():
    history = demand_history(entry(), priced_sales(range(1, 11)), None, TODAY)
    assert seasonal_naive(history, 9).tolist() == [4, 5, 6, 7, 8, 9, 10, 4, 5]
