"""Shortage before the next delivery: against simulated shops, and between what is exact at both ends."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest

from domain.replenishment.demand import CumulativeDemand
from domain.replenishment.inbound import LeadTime, ProductSupply
from domain.replenishment.lead_time_demand import lead_time_demand
from domain.replenishment.models import Arrival, LeadTimeSource
from domain.replenishment.position import Inbound, StockPosition
from domain.replenishment.shortage import PATHS, Shortage, demand_paths
from domain.replenishment.terms import supply_terms
from testing.demand_series import LEVELS, TODAY, forecast_of, poisson_forecast
from testing.replenishment import stocked

DAYS = 28


def simulated(kind, days=DAYS, shops=20_000):
    """Return daily demand of many equal shops, shape (shops, days)."""
    rng = np.random.default_rng(2)
    if kind == "steady":
        return rng.poisson(10, (shops, days)).astype(float)
    if kind == "rare":
        return rng.poisson(0.15, (shops, days)).astype(float)
    if kind == "bursts":
        return rng.poisson(0.1, (shops, days)) * rng.geometric(0.2, (shops, days)).astype(float)
    if kind == "one error of level":
        return rng.gamma(20, 0.5, (shops, 1)) * np.ones((1, days))
    return rng.poisson(rng.gamma(4, 2.5, (shops, 1)), (shops, days)).astype(float)  # "uncertain level"


def demand_of(daily):
    sums = np.cumsum(daily, axis=1)
    forecast = forecast_of(daily.mean(axis=0), np.quantile(sums, LEVELS, axis=0).T)
    return CumulativeDemand.of(forecast, offset=0, uncounted=0, reach=60)


def position_of(on_hand, *arrivals):
    lines = tuple(
        Inbound(arrival=Arrival(purchase_order_id="PO", quantity=Decimal(units), expected_on=TODAY), days=days)
        for days, units in arrivals
    )
    return StockPosition(sold_since=Decimal(0), expected_since=Decimal(0), on_hand=Decimal(on_hand), inbound=lines)


def shortage_of(plain, position, *, supply=None, **product):
    terms = supply_terms(stocked(**product), supply or ProductSupply(), TODAY, 90)
    lead = lead_time_demand(plain, terms, 60).window(terms.delivery_days)
    return Shortage(plain, lead, terms, position)


def truth(daily, position, lead):
    """Return the share of shops that run short within the lead time, and their mean loss, by walking each."""
    over = np.cumsum(daily[:, :lead], axis=1) - position.supply(lead)
    return (over > 0).any(axis=1).mean(), np.maximum(over, 0).max(axis=1).mean()


CASES = [
    ("steady", 50, (5, 10), 7),
    ("steady", 45, (4, 25), 7),
    ("steady", 60, (5, 30), 14),
    ("rare", 1, (4, 1), 14),
    ("rare", 0, (3, 3), 14),
    ("bursts", 8, (6, 6), 14),
    ("one error of level", 40, (4, 30), 7),
    ("uncertain level", 60, (4, 30), 7),
    ("uncertain level", 40, (3, 60), 14),
]


@pytest.mark.parametrize(("kind", "on_hand", "arrival", "lead"), CASES)
def test_the_chance_and_the_loss_are_those_of_simulated_shops(kind, on_hand, arrival, lead):
    """Of one or two pieces the chance is known to a step between the forecast's levels, with arrivals or without."""
    daily = simulated(kind)
    position = position_of(on_hand, arrival)
    chance, lost = truth(daily, position, lead)
    shortage = shortage_of(demand_of(daily), position, lead_time_days=lead)
    assert shortage.probability() == pytest.approx(chance, abs=0.06 if kind == "rare" else 0.03)
    assert shortage.units() == pytest.approx(lost, rel=0.12 if kind == "rare" else 0.06, abs=0.05)


def test_two_arrivals_leave_more_chances_than_the_likeliest_of_them():
    """The chance is that of any of three gaps, not of the worst one alone."""
    daily = simulated("steady")
    position = position_of(35, (3, 30), (6, 40))
    chance, _ = truth(daily, position, 10)
    plain = demand_of(daily)
    worst = max(plain.window(k).probability_above(s) for k, s in ((3, 35), (6, 65), (10, 105)))
    found = shortage_of(plain, position, lead_time_days=10).probability()
    assert found == pytest.approx(chance, abs=0.025)
    assert found > worst + 0.05


@pytest.mark.parametrize("on_hand", [-3, 0, 40, 60, 75, 200])
def test_without_arrivals_in_time_it_is_the_chance_of_one_sum(on_hand):
    plain = demand_of(simulated("steady"))
    lead = plain.window(7)
    for position in (position_of(on_hand), position_of(on_hand, (7, 500)), position_of(on_hand, (40, 500))):
        shortage = shortage_of(plain, position)
        assert shortage.probability() == lead.probability_above(on_hand)
        assert shortage.units() == lead.expected_excess(max(on_hand, 0))


def test_a_thousand_in_a_month_do_not_cover_tomorrow():
    shortage = shortage_of(demand_of(simulated("steady")), position_of(2, (30, 1000)))
    assert shortage.probability() > 0.999


@pytest.mark.parametrize("kind", ["steady", "rare", "bursts", "uncertain level"])
def test_paths_have_every_days_distribution_and_never_fall(kind):
    plain = demand_of(simulated(kind))
    paths = demand_paths(plain, 20)
    assert (np.diff(paths, axis=0) >= 0).all()
    levels = (np.arange(PATHS) + 0.5) / PATHS
    for day in range(20):
        window = plain.window(day + 1)
        assert np.sort(paths[day]) == pytest.approx([window.quantile(level) for level in levels])


def test_a_lead_time_in_two_humps_is_weighed_and_not_averaged():
    """In 3 days four times of five, in 20 once: the chance is that of both, not of 6.4 days with a deviation."""
    daily = simulated("steady")
    plain = demand_of(daily)
    times = LeadTime(source=LeadTimeSource.LEARNED, weights={3: 0.8, 20: 0.2})
    shortage = shortage_of(plain, position_of(70), supply=ProductSupply(lead_time=times))
    chance = 0.8 * truth(daily, position_of(70), 3)[0] + 0.2 * truth(daily, position_of(70), 20)[0]
    assert shortage.probability() == pytest.approx(chance, abs=0.01)
    late = position_of(70, (5, 40))
    chance = 0.8 * truth(daily, late, 3)[0] + 0.2 * truth(daily, late, 20)[0]
    shortage = shortage_of(plain, late, supply=ProductSupply(lead_time=times))
    assert shortage.probability() == pytest.approx(chance, abs=0.01)


def test_days_nobody_counted_are_part_of_the_paths():
    fresh = CumulativeDemand.of(poisson_forecast(), offset=7, uncounted=0, reach=40)
    unknown = CumulativeDemand.of(poisson_forecast(), offset=7, uncounted=7, reach=40)
    position = position_of(55, (5, 40))
    assert shortage_of(unknown, position).probability() > shortage_of(fresh, position).probability() + 0.02


def test_a_typed_deviation_lies_between_all_here_and_none_here():
    plain = demand_of(simulated("steady"))
    changes = {"lead_time_days": 10, "lead_time_std_days": Decimal(3)}
    found = [
        shortage_of(plain, position, **changes).probability()
        for position in (position_of(120), position_of(60, (4, 60)), position_of(60, (7, 60)), position_of(60))
    ]
    assert found == sorted(found)
    assert found[-1] > found[0] + 0.2


def test_delays_move_the_paths_supply():
    on_time, late = position_of(30, (2, 100)), position_of(30, (2 + 3, 100))
    plain = demand_of(simulated("steady"))
    assert shortage_of(plain, on_time).probability() < 0.1
    assert shortage_of(plain, late).probability() > 0.9
    assert TODAY + timedelta(days=5) == Arrival(
        purchase_order_id="PO", quantity=Decimal(1), expected_on=TODAY + timedelta(days=2)
    ).comes_on(TODAY, 3)
