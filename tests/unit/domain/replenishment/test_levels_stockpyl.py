"""Levels, losses and replays against stockpyl's results on its own textbook instances.

The instances are those of Snyder & Shen, Fundamentals of Supply Chain Theory (2nd ed.), as stockpyl ships them.
"""

from __future__ import annotations

import warnings
from statistics import NormalDist

import numpy as np
import pytest

from domain.replenishment.demand import CumulativeDemand
from domain.replenishment.levels import fill_rate, stock_levels
from domain.replenishment.replay.simulation import ReplayItems, walk
from testing.demand_series import LEVELS, forecast_of, normal_forecast

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # stockpyl's own docstrings hold invalid escapes
    from stockpyl import loss_functions, newsvendor, rq, ss
    from stockpyl.instances import load_instance


def demand_of(forecast, reach=40):
    return CumulativeDemand.of(forecast, offset=0, uncounted=0, reach=reach)


def test_newsvendor_with_normal_demand():
    """Example 4.3: the order-up-to level at the critical ratio is the newsvendor's base-stock level."""
    instance = load_instance("example_4_3")
    h, p = instance["holding_cost"], instance["stockout_cost"]
    mean, std = instance["demand_mean"], instance["demand_sd"]
    base_stock, _ = newsvendor.newsvendor_normal(h, p, mean, std)
    window = demand_of(normal_forecast(mean, std)).window(1)
    assert window.quantile(p / (p + h)) == pytest.approx(base_stock, rel=0.002)


@pytest.mark.parametrize("lead_time", [0, 1, 4, 10])
def test_base_stock_with_a_lead_time(lead_time):
    """The same shop with a lead time: cumulative demand over lead time plus one period of review."""
    instance = load_instance("example_4_3")
    h, p = instance["holding_cost"], instance["stockout_cost"]
    mean, std = instance["demand_mean"], instance["demand_sd"]
    base_stock, _ = newsvendor.newsvendor_normal(h, p, mean, std, lead_time=lead_time)
    levels = stock_levels(demand_of(normal_forecast(mean, std)), lead_time, 1, p / (p + h), whole_units=False)
    assert float(levels.order_up_to) == pytest.approx(base_stock, rel=0.002)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95, 0.99])
def test_newsvendor_with_discrete_demand(level):
    """Whole units: the smallest level whose probability of being enough reaches the critical ratio."""
    base_stock, _ = newsvendor.newsvendor_poisson(1 - level, level, 6)
    days = np.random.default_rng(7).poisson(6, (400_000, 1))
    sums = np.quantile(days, LEVELS, axis=0, method="inverted_cdf").T.astype(float)
    levels = stock_levels(demand_of(forecast_of([6.0], sums)), 0, 1, level, whole_units=True)
    assert int(levels.order_up_to) == base_stock


def test_reorder_point_of_an_r_q_policy():
    """Example 5.1, expected-inventory-level approximation: r is lead-time demand's quantile at 1 - Qh/(p·lambda)."""
    instance = load_instance("example_5_1")
    h, p = instance["holding_cost"], instance["stockout_cost"]
    mean, std = instance["demand_mean"], instance["demand_sd"]
    lead_time = instance["lead_time"]
    r, q, _ = rq.r_q_eil_approximation(h, p, instance["fixed_cost"], mean, std, lead_time)
    service = 1 - q * h / (p * mean)
    lead_time_demand = demand_of(normal_forecast(mean * lead_time, std * np.sqrt(lead_time))).window(1)
    assert lead_time_demand.quantile(service) == pytest.approx(r, rel=0.005)
    exact = loss_functions.normal_loss(r, mean * lead_time, std * np.sqrt(lead_time))[0]
    assert lead_time_demand.expected_excess(r) == pytest.approx(exact, abs=0.001 * std * np.sqrt(lead_time))


@pytest.mark.parametrize("level", [60.0, 100.0, 130.0])
def test_fill_rate_from_normal_losses(level):
    lead, review, mean, std = 7, 7, 10.0, 4.0

    def short(days):
        return loss_functions.normal_loss(level, mean * days, std * np.sqrt(days))[0]

    expected = 1 - (short(lead + review) - short(lead)) / (mean * review)
    assert fill_rate(demand_of(normal_forecast(mean, std)), lead, review, level) == pytest.approx(
        min(max(expected, 0), 1), abs=0.003
    )


def test_the_walk_costs_what_an_s_s_policy_costs():
    """Example 4.7's shop, with a stockout cost so high that hardly anything is short: lost or late is then the same.

    Checked on the exact cost of the optimal (s, S) for Poisson demand, with 200,000 days walked.
    """
    instance = load_instance("example_4_7")
    h, p, fixed, mean = instance["holding_cost"], 60.0, instance["fixed_cost"], instance["demand_mean"]
    s, big_s, exact = ss.s_s_discrete_exact(h, p, fixed, use_poisson=True, demand_mean=mean)
    shops, days = 200, 1000
    demand = np.random.default_rng(5).poisson(mean, (shops, days)).astype(float)
    none = np.zeros(shops)
    items = ReplayItems(
        demand=demand,
        begin=np.zeros(shops, dtype=np.int64),
        end=np.full(shops, days),
        lead_time=np.zeros(shops, dtype=np.int64),
        review_period=np.ones(shops, dtype=np.int64),
        min_order_quantity=none,
        order_multiple=np.ones(shops),
        initial_stock=np.full(shops, float(big_s)),
    )
    outcome = walk(
        items,
        1,
        lambda _, reviewed: (np.full((1, reviewed.size), s + 0.5), np.full((1, reviewed.size), float(big_s))),
    )
    cost = h * outcome.stock_days.sum() + p * outcome.units_short.sum() + fixed * outcome.orders.sum()
    assert cost / (shops * days) == pytest.approx(exact, rel=0.015)


def test_the_walk_serves_what_a_base_stock_policy_promises():
    """A base-stock level at service level tau runs short in about 1 - tau of the cycles."""
    mean, std, tau, lead, review = 50.0, 8.0, 0.9, 3, 4
    base_stock = mean * (lead + review) + NormalDist().inv_cdf(tau) * std * np.sqrt(lead + review)
    shops, days = 300, 700
    demand = np.maximum(np.random.default_rng(6).normal(mean, std, (shops, days)), 0)
    items = ReplayItems(
        demand=demand,
        begin=np.zeros(shops, dtype=np.int64),
        end=np.full(shops, days),
        lead_time=np.full(shops, lead),
        review_period=np.full(shops, review),
        min_order_quantity=np.zeros(shops),
        order_multiple=np.full(shops, 1e-6),
        initial_stock=np.full(shops, base_stock),
    )
    outcome = walk(items, 1, lambda _, reviewed: (np.full((1, reviewed.size), base_stock),) * 2)
    share = outcome.full_cycles.sum() / outcome.cycles.sum()
    assert share == pytest.approx(tau, abs=0.02)
