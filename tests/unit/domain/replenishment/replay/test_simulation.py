"""The walk: arrivals, losses, orders and counts, on cases small enough to do by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.replenishment.replay.simulation import ReplayItems, walk


def items(demand, *, lead=2, review=1, initial=10.0, minimum=0.0, multiple=1.0, begin=0, end=None):
    values = np.atleast_2d(np.asarray(demand, dtype=float))
    count = values.shape[0]
    return ReplayItems(
        demand=values,
        begin=np.full(count, begin),
        end=np.full(count, values.shape[1] if end is None else end),
        lead_time=np.full(count, lead),
        review_period=np.full(count, review),
        min_order_quantity=np.full(count, minimum),
        order_multiple=np.full(count, multiple),
        initial_stock=np.full(count, initial),
    )


def levels(*pairs):
    """Return the same (trigger, target) levels every day, one pair a policy."""
    trigger, target = np.array(pairs, dtype=float).T[:, :, None]
    return lambda _, reviewed: (np.repeat(trigger, reviewed.size, 1), np.repeat(target, reviewed.size, 1))


NEVER = (0.0, 0.0)


def test_without_orders_stock_runs_out_and_the_rest_is_lost():
    outcome = walk(items([4, 4, 4, 4]), 1, levels(NEVER))
    assert outcome.stock_by_day.tolist() == [[6, 2, 0, 0]]
    assert outcome.units_short.tolist() == [[6]]
    assert outcome.stockout_days.tolist() == [[2]]
    assert outcome.orders.tolist() == [[0]]


def test_an_order_arrives_after_the_lead_time_before_that_days_sales():
    outcome = walk(items([10, 5, 5, 5]), 1, levels((10.5, 15.0)))
    # Day 0 orders 5 for the morning of day 2 and sells out; day 1 loses its 5 and orders 10 for day 3.
    assert outcome.stock_by_day[0].tolist() == [0, 0, 0, 5]
    assert outcome.stockout_days.tolist() == [[1]]


def test_without_a_lead_time_orders_arrive_at_once():
    outcome = walk(items([7, 7, 7], lead=0, initial=0.0), 1, levels((10.0, 10.0)))
    assert outcome.stock_by_day.tolist() == [[3, 3, 3]]
    assert outcome.units_short.tolist() == [[0]]


def test_minimum_and_packs_are_kept():
    outcome = walk(items([0, 0, 0], lead=0, initial=9.0, minimum=20.0, multiple=12.0), 1, levels((10.0, 10.0)))
    assert outcome.stock_by_day.tolist() == [[33, 33, 33]]
    assert outcome.orders.tolist() == [[1]]


def test_products_take_part_between_their_first_and_last_day():
    outcome = walk(items([9, 9, 3, 3, 9], begin=2, end=4), 1, levels(NEVER))
    assert outcome.demand.tolist() == [6]
    assert outcome.demand_by_day.tolist() == [0, 0, 3, 3, 0]
    assert outcome.stock_by_day.tolist() == [[0, 0, 7, 4, 0]]
    assert outcome.days.tolist() == [2]


def test_cycles_without_shortage_are_counted_by_review_period():
    outcome = walk(items([5, 5, 5, 5, 0, 0], review=2), 1, levels(NEVER))
    assert outcome.cycles.tolist() == [3]
    assert outcome.full_cycles.tolist() == [[2]]


def test_reviews_happen_on_the_first_day_and_every_period_after():
    asked = []

    def remember(day, reviewed):
        asked.append(day)
        return np.zeros((1, reviewed.size)), np.zeros((1, reviewed.size))

    walk(items([1] * 10, review=4, begin=1), 1, remember)
    assert asked == [1, 5, 9]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 1000),
    st.integers(0, 5),
    st.integers(1, 7),
    st.sampled_from([1.0, 6.0]),
)
def test_nothing_appears_or_vanishes(seed, lead, review, multiple):
    """Initial stock and arrivals are what was sold and what is left; policies do not disturb each other."""
    rng = np.random.default_rng(seed)
    demand = rng.poisson(3, (4, 60)).astype(float)
    case = items(demand, lead=lead, review=review, multiple=multiple, initial=12.0)
    both = walk(case, 2, levels((25.0, 30.0), NEVER))
    alone = walk(case, 1, levels((25.0, 30.0)))
    assert np.array_equal(both.stock_by_day[0], alone.stock_by_day[0])
    assert np.array_equal(both.units_short[0], alone.units_short[0])
    sold = both.demand - both.units_short[1]
    assert both.stock_by_day[1, -1] == pytest.approx(4 * 12.0 - sold.sum())
    assert (both.units_short[0] <= both.units_short[1]).all()
    assert (both.stock_by_day >= 0).all()
