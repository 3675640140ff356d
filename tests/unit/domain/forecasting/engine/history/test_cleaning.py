"""What is taken for a stockout, and what for the end of a product."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.api import forecast_batch
from domain.forecasting.engine.history import cleaning
from domain.forecasting.engine.history.totals import WEEKLY
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import WEEK, days_of, ending, weekly_pattern


def test_regular_closing_days_are_no_stockouts() -> None:
    values = weekly_pattern(200, 30)
    values[np.arange(200) % 7 == 2] = 0

    assert not cleaning.suspected_stockouts(values).any()


def test_sparse_products_are_never_suspected() -> None:
    values = np.zeros(300)
    values[::20] = 3

    assert not cleaning.suspected_stockouts(values).any()


def test_a_product_that_stopped_selling_is_believed() -> None:
    values = weekly_pattern(200, 30)
    values[-60:] = 0

    assert cleaning.clean(ending(values)).silence.stopped > 0.99
    assert forecast_batch([ending(values)], 14, Calendar())[0].mean.mean() < 5


def test_grains_are_told_apart() -> None:
    weekly = np.zeros(7 * 20)
    weekly[::7] = 5
    daily = weekly_pattern(140)
    sparse = np.zeros(140)
    sparse[[3, 18, 44, 71, 90, 101, 120, 133]] = 1

    found = [cleaning.clean(ending(each)).totals for each in (weekly, daily, sparse)]

    assert [None if each is None else each.grain for each in found] == [WEEKLY, None, None]


def test_known_stockouts_are_not_demand() -> None:
    values, out = weekly_pattern(200, 20), np.zeros(200, dtype=bool)
    out[150:180] = True
    emptied = np.where(out, 0.0, values)

    told = forecast_batch([ending(emptied, stockout=out)], 14, Calendar())[0]

    assert told.mean.mean() == pytest.approx(20 * WEEK.mean(), rel=0.1)
    assert told.history.suspected_stockout_dates == ()


def test_a_long_silence_of_a_daily_seller_is_suspected_and_reported() -> None:
    values = weekly_pattern(200, 20)
    values[150:165] = 0

    forecast = forecast_batch([ending(values)], 14, Calendar())[0]

    suspected = forecast.history.suspected_stockout_dates
    assert suspected == tuple(days_of(ending(values))[150:165])
    assert forecast.mean.mean() == pytest.approx(20 * WEEK.mean(), rel=0.1)
