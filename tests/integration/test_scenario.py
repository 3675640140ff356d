"""A short form of the simulated year: what is recommended is ordered, arrives and is sold, all through the API."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.scenario.__main__ import USUAL_SERVICE, peers, rounded, table, through_the_api
from benchmarks.scenario.peers import AllKnowingBuyer, MinMaxBuyer
from benchmarks.scenario.walk import in_packs, walk
from benchmarks.scenario.world import simulated_world

SHORT = simulated_world(products=2, days=11, suppliers=2, history_days=60)
YEAR = simulated_world(products=8, days=200)


def test_some_days_through_the_api_keeps_the_stock_that_the_shelves_have():
    """Deliveries that take what they take, packs, sales sent late: the list knows of every unit."""
    recommended, difference = through_the_api(SHORT, USUAL_SERVICE)
    assert difference == 0
    assert recommended.orders >= 2
    assert recommended.fill_rate > 0.9


def test_the_same_customers_and_deliveries_meet_every_buyer():
    again = simulated_world(products=8, days=200)
    assert np.array_equal(YEAR.demand, again.demand)
    assert all(np.array_equal(YEAR.lead_times[key], again.lead_times[key]) for key in YEAR.lead_times)
    assert walk(YEAR, MinMaxBuyer(YEAR)) == walk(YEAR, MinMaxBuyer(again))


def test_nobody_serves_more_with_less_than_who_knows_everything():
    knowing = walk(YEAR, AllKnowingBuyer(YEAR))
    assert knowing.fill_rate > 0.99
    for safety in (-0.5, 0.5, 2.0):
        other = walk(YEAR, MinMaxBuyer(YEAR, safety))
        assert knowing.cost < other.cost
        assert knowing.average_stock_value < other.average_stock_value or knowing.fill_rate > other.fill_rate


def test_more_safety_is_more_stock_and_serves_more():
    found = [walk(YEAR, MinMaxBuyer(YEAR, safety)) for safety in (0.0, 1.0, 3.0)]
    for less, more in pairwise(found):
        assert more.average_stock_value > less.average_stock_value
        assert more.fill_rate > less.fill_rate


def test_the_min_max_is_compared_at_the_same_stock_and_at_the_same_service():
    recommended = walk(YEAR, MinMaxBuyer(YEAR, 1.3))
    found = peers(YEAR, recommended)
    same_stock, same_service = found["minmax_at_the_same_stock"], found["minmax_at_the_same_fill_rate"]
    assert same_stock.average_stock_value == pytest.approx(recommended.average_stock_value, rel=0.02)
    assert same_service.fill_rate == pytest.approx(recommended.fill_rate, abs=0.003)
    outcomes = found | {"recommended": recommended, "recommended_99": recommended}
    rows = table({name: rounded(each) for name, each in outcomes.items()}).splitlines()
    assert len(rows) == 2 + len(outcomes)
    assert len({row.count("|") for row in rows}) == 1


def test_lost_demand_and_stock_are_counted_once():
    """By hand: nothing is ordered, so what is there is sold and the rest is lost."""

    class Idle:
        def morning(self, day, arrived, stock):
            assert not arrived
            return {}

        def evening(self, day, sold):
            pass

    before = np.full((2, 60), 4.0)
    few, many = (replace(SHORT, demand=np.hstack([before, np.full((2, 11), units)])) for units in (3.0, 20.0))
    found = walk(few, Idle())  # 36 and 56 units are there, 33 of each are wanted
    assert (found.fill_rate, found.stockout_days, found.orders, found.margin_lost) == (1.0, 0, 0, 0.0)
    left = 3 * np.arange(1, 12)
    first, second = (product.cost for product in few.products)
    assert found.average_stock_value == pytest.approx(first * np.mean(36 - left) + second * np.mean(56 - left))
    found = walk(many, Idle())  # 220 of each are wanted
    first, second = (product.price - product.cost for product in many.products)
    assert found.fill_rate == pytest.approx((36 + 56) / 440)
    assert found.stockout_days == 10 + 9
    assert found.margin_lost == pytest.approx((184 * first + 164 * second) * 365 / 11)
    by_supplier = [units * margin * 365 / 11 for units, margin in ((184, first), (164, second))]
    assert list(found.margin_lost_by_supplier.values()) == pytest.approx(by_supplier)


@pytest.mark.parametrize(("units", "pack", "expected"), [(0, 6, 0), (-3, 1, 0), (1, 6, 6), (12, 6, 12), (0.2, 1, 1)])
def test_orders_are_whole_packs(units, pack, expected):
    assert in_packs(units, pack) == expected
