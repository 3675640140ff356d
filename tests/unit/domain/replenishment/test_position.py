"""Where stock stands on the day that is planned for, from counts that may be old."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.replenishment.position import needs_sales, planning_date, planning_day, stock_position
from testing.demand_series import TODAY, poisson_forecast, sales_of
from testing.replenishment import stocked

YESTERDAY = TODAY - timedelta(days=1)


def position_of(product, forecast=None, sales=None, today=TODAY, expected=None):
    forecast = forecast or poisson_forecast()
    plan = planning_day(product, forecast, sales, today)
    return plan, stock_position(product, plan, 10.0 * plan.uncounted_days if expected is None else expected)


def test_a_fresh_count_is_taken_as_it_is():
    plan, position = position_of(stocked(on_hand=Decimal(100), on_order=Decimal(40), stock_as_of=YESTERDAY))
    assert plan.day == TODAY
    assert (position.on_hand, position.on_order, position.inventory_position) == (100, 40, 140)
    assert [line.days for line in position.inbound] == [6]


def test_a_count_without_a_date_is_taken_as_of_today():
    plan, position = position_of(stocked(on_hand=Decimal(100)), poisson_forecast(start=TODAY - timedelta(days=5)))
    assert (plan.uncounted_days, position.on_hand, position.expected_since) == (0, 100, 0)


def test_what_was_sold_since_the_count_is_gone():
    product = stocked(on_hand=Decimal(100), stock_as_of=TODAY - timedelta(days=5))
    plan, position = position_of(product, sales=sales_of([7, 7, 3, 4, 5, 6]))
    assert plan.sold_since == 18
    assert position.on_hand == 82


def test_days_without_sales_data_are_expected_to_sell():
    forecast = poisson_forecast(start=TODAY - timedelta(days=3))
    product = stocked(on_hand=Decimal(100), stock_as_of=TODAY - timedelta(days=6))
    sales = sales_of([5, 6, 7], end=TODAY - timedelta(days=4))
    plan, position = position_of(product, forecast, sales)
    assert plan.uncounted_days == 3
    assert (position.sold_since, position.expected_since) == (13, 30)
    assert position.on_hand == 57


def test_sales_newer_than_the_forecast_are_used():
    forecast = poisson_forecast(start=TODAY - timedelta(days=3))
    product = stocked(on_hand=Decimal(100), stock_as_of=TODAY - timedelta(days=4))
    plan, position = position_of(product, forecast, sales_of([1, 2, 3], end=YESTERDAY))
    assert (plan.known_until, plan.uncounted_days, position.on_hand) == (YESTERDAY, 0, 94)


def test_a_count_after_the_last_sales_day_needs_no_guess():
    forecast = poisson_forecast(start=TODAY - timedelta(days=5))
    plan, position = position_of(stocked(on_hand=Decimal(100), stock_as_of=YESTERDAY), forecast)
    assert (plan.uncounted_days, position.on_hand) == (0, 100)


def test_more_sold_than_there_was_means_stock_is_unknown():
    product = stocked(on_hand=Decimal(10), on_order=Decimal(5), stock_as_of=TODAY - timedelta(days=4))
    _, position = position_of(product, sales=sales_of([8, 8, 8]))
    assert position is None


def test_an_expectation_alone_empties_the_shelf_at_most():
    forecast = poisson_forecast(start=TODAY - timedelta(days=3))
    _, position = position_of(stocked(on_hand=Decimal(10), stock_as_of=TODAY - timedelta(days=4)), forecast)
    assert (position.on_hand, position.expected_since) == (0, 10)


def test_an_order_older_than_its_lead_time_has_arrived():
    product = stocked(on_hand=Decimal(100), on_order=Decimal(40), stock_as_of=TODAY - timedelta(days=9))
    _, position = position_of(product, sales=sales_of([5.0] * 8))
    assert (position.on_hand, position.on_order) == (100, 0)


def test_an_order_that_must_have_come_early_has_come():
    product = stocked(on_hand=Decimal(10), on_order=Decimal(40), stock_as_of=TODAY - timedelta(days=4))
    _, position = position_of(product, sales=sales_of([8, 8, 8]))
    assert (position.on_hand, position.on_order) == (0, 26)
    assert position.inventory_position == 26


def test_unknown_stock_stays_unknown():
    assert position_of(stocked(on_hand=None))[1] is None


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (TODAY, (TODAY, False)),
        (TODAY - timedelta(days=27), (TODAY, False)),
        (TODAY - timedelta(days=28), (TODAY - timedelta(days=28), True)),
        (date(2016, 5, 23), (date(2016, 5, 23), True)),
        (TODAY + timedelta(days=3), (TODAY + timedelta(days=3), False)),
    ],
)
def test_the_day_that_is_planned_for(start, expected):
    assert planning_date(poisson_forecast(start=start), TODAY) == expected


def test_sales_are_only_asked_for_where_they_matter():
    forecast = poisson_forecast(start=TODAY - timedelta(days=2))
    assert not needs_sales(stocked(stock_as_of=None), forecast, TODAY)
    assert not needs_sales(stocked(stock_as_of=YESTERDAY), forecast, TODAY)
    assert not needs_sales(stocked(on_hand=None, stock_as_of=date(2026, 1, 1)), forecast, TODAY)
    assert needs_sales(stocked(stock_as_of=TODAY - timedelta(days=2)), forecast, TODAY)
