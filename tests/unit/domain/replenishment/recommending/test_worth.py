"""Worth of ordering more: what it rests on, and that it falls with every unit."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from domain.replenishment.position import planning_day
from domain.replenishment.recommending.recommend import situation
from domain.replenishment.recommending.worth import LONGEST_COVER_DAYS, OrderWorth
from testing.demand_series import TODAY, normal_forecast
from testing.replenishment import stocked

RATE = 0.2


def worth_of(product, forecast=None, rate=RATE):
    forecast = forecast or normal_forecast()
    plan = planning_day(product, forecast, None, TODAY)
    outlook, position = situation(product, forecast, plan)
    return OrderWorth(outlook, position, rate)


def shop_product(**changes):
    return stocked(
        **{"on_hand": Decimal(50), "current_price": Decimal(5), "unit_cost": Decimal(2), "stock_as_of": None} | changes
    )


def test_each_pack_is_worth_less_than_the_one_before():
    worth = worth_of(shop_product())
    packs = [worth(Decimal(units), Decimal(10)) for units in range(0, 400, 10)]
    assert packs[0] == pytest.approx(3 * 10, rel=0.01)  # sold for certain: its margin, and it is never held
    assert all(earlier >= later - 1e-9 for earlier, later in pairwise(packs))
    assert packs[-1] < 0  # what nobody needs for weeks costs what holding it costs


def test_packs_add_up_to_what_they_are_worth_together_but_for_the_days_they_are_held():
    worth = worth_of(shop_product(), rate=0.0)
    apart = sum(worth(Decimal(units), Decimal(7)) for units in range(0, 210, 7))
    assert apart == pytest.approx(worth(Decimal(0), Decimal(210)))


def test_holding_costs_its_rate_for_the_days_until_it_is_needed():
    product = shop_product(on_hand=Decimal(10_000))
    rest = worth_of(product)(Decimal(0), Decimal(1))
    days = 10_000 / 10 - product.lead_time_days
    assert rest == pytest.approx(-2 * RATE * days / 365, rel=0.02)
    assert worth_of(product, rate=0.0)(Decimal(0), Decimal(1)) == pytest.approx(0, abs=1e-6)


def test_a_product_that_sells_below_cost_avoids_no_loss():
    assert worth_of(shop_product(unit_cost=Decimal(6)), rate=0.0)(Decimal(0), Decimal(10)) == 0


@pytest.mark.parametrize("on_hand", [0, 50, 1000])
def test_no_more_is_proposed_than_sells_within_half_a_year_of_the_delivery(on_hand):
    product = shop_product(on_hand=Decimal(on_hand))
    expected = 10 * (product.lead_time_days + LONGEST_COVER_DAYS) - on_hand
    assert float(worth_of(product).most) == pytest.approx(expected, abs=1)


def test_nothing_is_proposed_of_what_is_discontinued_or_never_sells():
    assert worth_of(shop_product(status="discontinued")).most == 0
    still = normal_forecast(mean=0.0, std=0.0)
    assert worth_of(shop_product(on_hand=Decimal(0)), still).most == 0
    assert worth_of(shop_product(), still)(Decimal(0), Decimal(1)) == float("-inf")
    assert worth_of(shop_product(unit_cost=Decimal(0)), still)(Decimal(0), Decimal(1)) == 0
