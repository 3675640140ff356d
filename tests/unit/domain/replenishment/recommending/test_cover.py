"""How long stock lasts at the median forecast: worked out by hand, at the edges of stock and of the days looked at."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from domain.replenishment.demand import CumulativeDemand
from domain.replenishment.position import planning_day
from domain.replenishment.recommending.dates import days_of_cover
from domain.replenishment.recommending.recommend import recommend
from testing.demand_series import LEVELS, TODAY, forecast_of
from testing.replenishment import stocked


def certain(daily):
    """Return demand that is known exactly: the same sums at every level."""
    sums = np.repeat(np.cumsum(daily)[:, None], LEVELS.size, axis=1)
    return forecast_of(np.asarray(daily, dtype=float), sums)


def demand_of(daily):
    return CumulativeDemand.of(certain(daily), offset=0, uncounted=0, reach=len(daily))


STEADY = [10.0] * 20
LATE = [0.0] * 5 + [10.0] * 15
EARLY = [10.0] * 5 + [0.0] * 15


@pytest.mark.parametrize(
    ("daily", "on_hand", "days"),
    [
        pytest.param(STEADY, 1.0, "0.1", id="less than a day's"),
        pytest.param(STEADY, 10.0, "1.0", id="a day's"),
        pytest.param(STEADY, 15.0, "1.5", id="a day and a half's"),
        pytest.param(STEADY, 200.0, "20.0", id="as much as the days looked at need"),
        pytest.param(STEADY, 201.0, "20.1", id="more than they need"),
        pytest.param(STEADY, 1000.0, "100.0", id="much more"),
        pytest.param(STEADY, 0.0, "0.0", id="nothing"),
        pytest.param(LATE, 0.0, "0.0", id="nothing, for demand that comes later"),
        pytest.param(LATE, 20.0, "7.0", id="demand that comes later"),
        pytest.param(EARLY, 30.0, "3.0", id="demand that ends"),
        pytest.param([0.0] * 19 + [10.0], 5.0, "19.5", id="demand of the last day only"),
        pytest.param([0.0] * 20, 5.0, None, id="no demand"),
        pytest.param([0.0] * 20, 0.0, None, id="no demand and nothing in stock"),
    ],
)
def test_stock_lasts_until_its_last_unit_is_used(daily, on_hand, days):
    assert days_of_cover(demand_of(daily), on_hand) == (None if days is None else Decimal(days))


def test_stock_that_is_enough_to_the_last_unit_does_not_run_out_that_day():
    def runs_out(on_hand):
        product, forecast = stocked(on_hand=Decimal(on_hand)), certain([10.0] * 28)
        result = recommend(product, forecast, planning_day(product, forecast, None, TODAY))
        return (result.stockout_date - TODAY).days

    assert [runs_out(stock) for stock in (0, 9, 10, 11, 20, 21)] == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(("lead_time", "runs_out"), [(0, None), (1, 0)])
def test_what_arrives_this_morning_serves_today(lead_time, runs_out):
    product, forecast = stocked(on_hand=Decimal(0), on_order=Decimal(9_000), lead_time_days=lead_time), certain(STEADY)
    result = recommend(product, forecast, planning_day(product, forecast, None, TODAY))
    assert result.stockout_date == (None if runs_out is None else TODAY)


def test_a_lead_time_that_varies_by_hours_takes_more_stock_too():
    forecast = certain([10.0] * 28)
    levels = []
    for std in ("0", "0.5", "1"):
        product = stocked(on_hand=Decimal(50), lead_time_std_days=Decimal(std))
        levels.append(recommend(product, forecast, planning_day(product, forecast, None, TODAY)).order_up_to)
    assert levels == [140, 149, 157]  # 140 + 1.645 · 10 · 0.5 and 140 + 1.645 · 10 · 1, rounded up


def test_a_waterfall_tells_steps_from_sums():
    product, forecast = stocked(on_hand=Decimal(500)), certain([10.0] * 28)
    lines = recommend(product, forecast, planning_day(product, forecast, None, TODAY)).waterfall
    assert [(line.label, line.kind) for line in lines] == [
        ("Forecast for 14 days", "step"),
        ("Safety stock", "step"),
        ("In stock", "step"),
        ("On order", "step"),
        ("Net need", "subtotal"),
        ("Covered already", "step"),
        ("Order", "total"),
    ]
    assert [line.source for line in lines[-2:]] == ["stock and orders are enough", "sum of all steps"]
    assert lines[0].source == "mean demand from 20 November to 3 December: lead time 7 + review period 7 days"
    assert lines[1].source == "95% quantile of demand over these 14 days (140) less its mean"
