"""The engine behind the replay: it is shown the past only, and its distribution comes back whole."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from adapters.in_process.demand_forecaster import EngineForecaster
from domain.shared.demand_series import SalesSeries
from testing.demand_series import TODAY, sales_of
from testing.fakes.forecasting import FakeEventCalendar
from testing.replenishment import stocked


class NoHolidays:
    """A country without holidays."""

    def region(self, category):
        return "HOME"

    def between(self, first, last, region=None):
        return {}


@pytest.fixture
def sales():
    weekly = 10 * np.array([0.8, 0.8, 0.9, 1.0, 1.2, 1.6, 0.7])
    return sales_of(np.random.default_rng(1).poisson(np.resize(weekly, 300)))


def test_sums_come_with_means_and_quantiles_in_order(sales):
    means, values = EngineForecaster(NoHolidays(), FakeEventCalendar()).cumulative(
        [stocked()], [sales], TODAY - timedelta(days=1), 21
    )
    assert means.shape == (1, 21)
    assert values.shape == (1, 21, 25)
    assert means[0, -1] == pytest.approx(210, rel=0.15)
    assert (np.diff(values, axis=2) >= -1e-9).all()
    assert values[0, -1, 0] < means[0, -1] < values[0, -1, -1]


def test_the_future_changes_nothing(sales):
    as_of = TODAY - timedelta(days=100)
    changed = SalesSeries(product_id="SKU-1", start=sales.start, quantity=sales.quantity.copy())
    changed.quantity[-99:] = 900.0
    one = EngineForecaster(NoHolidays(), FakeEventCalendar()).cumulative([stocked()], [sales], as_of, 14)
    other = EngineForecaster(NoHolidays(), FakeEventCalendar()).cumulative([stocked()], [changed], as_of, 14)
    assert np.array_equal(one[0], other[0])
    assert np.array_equal(one[1], other[1])


def test_a_product_that_has_not_sold_yet_has_no_demand(sales):
    later = sales_of([5.0] * 20, product_id="NEW")
    means, values = EngineForecaster(NoHolidays(), FakeEventCalendar()).cumulative(
        [stocked(), stocked("NEW")], [sales, later], TODAY - timedelta(days=60), 14
    )
    assert means[0].sum() > 0
    assert means[1].sum() == 0
    assert values[1].sum() == 0


def test_an_empty_shelf_is_suspected(sales):
    sales.quantity[200:212] = 0.0
    (days,) = EngineForecaster(NoHolidays(), FakeEventCalendar()).suspected_stockouts([stocked()], [sales])
    assert sales.start + timedelta(days=205) in days


class HolidaysByCategory(NoHolidays):
    """Every category's products are sold in a country of their own; notes which were asked for."""

    def __init__(self):
        self.asked = []

    def region(self, category):
        return category

    def between(self, first, last, region=None):
        self.asked.append(region)
        return {}


def test_each_product_is_replayed_under_the_holidays_of_its_category(sales):
    holidays = HolidaysByCategory()
    products = [stocked("SKU-1", category="Tea"), stocked("SKU-2", category="Bier"), stocked("SKU-3", category="Tea")]
    made = EngineForecaster(holidays, FakeEventCalendar()).cumulative(products, [sales] * 3, TODAY, 14)
    alone = EngineForecaster(NoHolidays(), FakeEventCalendar()).cumulative(products[1:2], [sales], TODAY, 14)
    assert holidays.asked == ["Tea", "Bier"]
    assert np.array_equal(made[0][1], alone[0][0])
    assert np.array_equal(made[1][1], alone[1][0])
    assert np.array_equal(made[0][0], made[0][2])
    assert (made[0] > 0).all()
