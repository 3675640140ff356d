"""What a buyer is told to look at, each kind at the edge where it begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from domain.forecasting.explanation.attention import find_exceptions
from testing.forecasting_world import LAST_DAY, World, entry, weekly_sales

TODAY = LAST_DAY + timedelta(days=1)


@pytest.fixture(scope="module")
def forecast():
    world = World()
    world.sell("SKU-1", weekly_sales(445).tolist())
    return world.generate("SKU-1")


def kinds(product, forecast, before=None, today=TODAY):
    return {found.kind: found.detail for found in find_exceptions(product, forecast, before, today)}


def test_a_product_in_order_is_no_exception(forecast):
    assert kinds(entry(on_hand=500.0, lead_time_days=7), forecast, forecast) == {}


@pytest.mark.parametrize("share", [0.5, 0.99, 1.01])
def test_stock_that_ends_before_a_delivery_could_come(forecast, share):
    median = float(forecast.demand.cumulative_quantile(0.5)[6])
    product = entry(on_hand=share * median - 3, on_order=3.0, lead_time_days=7)
    assert ("stockout_within_lead_time" in kinds(product, forecast)) is (share < 1)


def test_unknown_stock_is_not_taken_for_none(forecast):
    assert "stockout_within_lead_time" not in kinds(entry(on_hand=None, lead_time_days=60), forecast)


@pytest.mark.parametrize(("fall", "told"), [(0.2, True), (0.1, False), (-0.3, False)])
def test_accuracy_that_was_lost(forecast, fall, told):
    before = replace(forecast, backtest=replace(forecast.backtest, wape=forecast.backtest.wape - fall))
    assert ("accuracy_lost" in kinds(entry(), forecast, before)) is told


def test_accuracy_needs_a_forecast_before(forecast):
    assert "accuracy_lost" not in kinds(entry(), forecast, None)


@pytest.mark.parametrize(
    ("pattern", "days", "told"),
    [("smooth", 14, False), ("smooth", 15, True), ("lumpy", 92, False), ("lumpy", 93, True)],
)
def test_data_that_stopped_coming(forecast, pattern, days, told):
    found = kinds(entry(), replace(forecast, demand_pattern=pattern), today=LAST_DAY + timedelta(days=days))
    assert ("stale_data" in found) is told
    if told:
        assert "19 November 2026" in found["stale_data"]


def test_one_product_may_be_several(forecast):
    before = replace(forecast, backtest=replace(forecast.backtest, wape=forecast.backtest.wape - 0.5))
    found = kinds(entry(on_hand=0.0, lead_time_days=7), forecast, before, today=LAST_DAY + timedelta(days=40))
    assert set(found) == {"stockout_within_lead_time", "accuracy_lost", "stale_data"}
    assert np.all([len(detail) < 200 for detail in found.values()])
