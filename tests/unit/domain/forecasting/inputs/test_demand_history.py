"""Demand histories: absent days, stockouts, future prices, and the fingerprint that receipts keep."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.inputs.demand_history import demand_history
from domain.forecasting.inputs.fingerprint import fingerprint
from testing.forecasting_world import LAST_DAY, entry, priced_sales

TODAY = date(2026, 11, 20)


def test_days_without_rows_are_no_sales_unless_zeros_are_written():
    gap = [np.nan, np.nan]
    silent = demand_history(entry(), priced_sales([5, *gap, 3, 4]), None, TODAY)
    assert silent.quantity.tolist() == [5, 0, 0, 3, 4]
    written = demand_history(entry(), priced_sales([5, 0, 0, 0, *gap, 3, 4]), None, TODAY)
    assert np.isnan(written.quantity[4:6]).all()


@pytest.mark.parametrize("silence", [0, 1, 92, 93, 1000])
def test_a_product_that_stopped_selling_goes_on_with_zeros_up_to_the_shops_last_day(silence):
    history = demand_history(entry(), priced_sales([5, 5, 5], LAST_DAY - timedelta(days=silence)), LAST_DAY, TODAY)
    assert history.quantity.tolist() == [5, 5, 5] + [0] * silence
    assert history.recorded.tolist() == [True] * 3 + [False] * silence
    assert history.end == LAST_DAY


def test_a_product_whose_zeros_are_written_goes_on_with_days_not_known():
    sold = priced_sales([5, 0, 0, 0, 5], LAST_DAY - timedelta(days=4))
    assert np.isnan(demand_history(entry(), sold, LAST_DAY, TODAY).quantity[5:]).all()


def test_a_last_day_in_the_future_is_not_believed():
    history = demand_history(entry(), priced_sales([5, 5, 5]), date(2099, 1, 1), TODAY)
    assert history.quantity.size == 3


def test_empty_shelves_are_known_stockouts():
    out = entry(on_hand=0, stock_as_of=LAST_DAY - timedelta(days=1))
    history = demand_history(out, priced_sales([5, 5, 0, 0]), None, TODAY)
    assert history.stockout.tolist() == [False, False, True, True]
    assert (
        demand_history(entry(on_hand=0, stock_as_of=TODAY), priced_sales([5, 5, 0, 0]), None, TODAY).stockout.sum() == 2
    )
    counted = entry(on_hand=0, stock_as_of=LAST_DAY - timedelta(days=3))
    restocked = demand_history(counted, priced_sales([5, 0, 0, 5, 0, 5]), None, TODAY).stockout
    assert restocked.tolist() == [False, True, True, False, False, False]
    assert demand_history(entry(on_hand=3, stock_as_of=LAST_DAY), priced_sales([5, 0]), None, TODAY).stockout is None


@pytest.mark.parametrize(("price", "believed"), [(4.99, False), (3.99, True), (9.0, True), (49.0, False), (0.0, False)])
def test_a_new_price_is_believed_if_it_is_near_the_old_one(price, believed):
    history = demand_history(entry(current_price=price), priced_sales([5, 5]), None, TODAY)
    assert (history.future_price is not None) is believed


def test_another_product_with_the_same_sales_has_another_fingerprint():
    assert fingerprint(demand_history(entry("A"), priced_sales([1]), None, TODAY)) != fingerprint(
        demand_history(entry("B"), priced_sales([1]), None, TODAY)
    )
