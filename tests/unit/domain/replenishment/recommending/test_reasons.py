"""What a buyer reads: each situation's reason, whole, with the figures that it rests on."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from itertools import product as every_combination

import numpy as np
import pytest

from domain.replenishment.demand import CumulativeDemand
from domain.replenishment.inbound import OWN_TERMS
from domain.replenishment.models import Recommendation
from domain.replenishment.position import StockPosition, planning_day
from domain.replenishment.recommending.dates import ORDER_REACH_DAYS, days_to_wait
from domain.replenishment.recommending.recommend import recommend
from domain.replenishment.terms import supply_terms
from testing.demand_series import LEVELS, TODAY, forecast_of, normal_forecast, poisson_forecast, sales_of
from testing.replenishment import stocked

NEXT = "Until the next delivery after that one, 14 days from now, 165 are needed at 95% service."
NO_DEMAND = forecast_of(np.zeros(28), np.zeros((28, LEVELS.size)))


def advice(forecast=None, sales=None, **changes):
    product, forecast = stocked(**changes), forecast or normal_forecast()
    return recommend(product, forecast, planning_day(product, forecast, sales, TODAY))


@pytest.mark.parametrize(
    ("stock", "reason"),
    [
        pytest.param(
            {"on_hand": Decimal(60)},
            f"Order 105 now: 60 in stock last about 6 days, and a delivery takes 7 days. {NEXT}",
            id="exactly what is needed",
        ),
        pytest.param(
            {"on_hand": Decimal("60.5")},
            f"Order 105 now: 60.5 in stock last about 6 days, and a delivery takes 7 days. {NEXT}",
            id="half a piece less than what is ordered",
        ),
        pytest.param(
            {"on_hand": Decimal(60), "min_order_quantity": Decimal(105)},
            f"Order 105 now: 60 in stock last about 6 days, and a delivery takes 7 days. {NEXT}",
            id="the smallest order is what is needed",
        ),
        pytest.param(
            {"on_hand": Decimal(60), "min_order_quantity": Decimal(106)},
            f"Order 106 now: 60 in stock last about 6 days, and a delivery takes 7 days. {NEXT} "
            "105 would do; it is 106 because the smallest order is 106.",
            id="the smallest order is more",
        ),
        pytest.param(
            {"on_hand": Decimal(60), "min_order_quantity": Decimal(110), "order_multiple": Decimal(2)},
            f"Order 110 now: 60 in stock last about 6 days, and a delivery takes 7 days. {NEXT} "
            "105 would do; it is 110 because the smallest order is 110 and packs hold 2.",
            id="smallest order and packs",
        ),
        pytest.param(
            {"on_hand": Decimal(60), "order_multiple": Decimal(2)},
            f"Order 106 now: 60 in stock last about 6 days, and a delivery takes 7 days. {NEXT} "
            "105 would do; it is 106 because packs hold 2.",
            id="packs",
        ),
        pytest.param(
            {"on_hand": Decimal(0), "lead_time_days": 0, "review_period_days": 14},
            f"Out of stock. Order 165 now: 0 in stock, and deliveries come the same day. {NEXT}",
            id="no lead time",
        ),
        pytest.param(
            {"on_hand": Decimal(60), "on_order": Decimal(20)},
            f"Order 85 now: 60 in stock last about 6 days, 20 on order to arrive, and a delivery takes 7 days. {NEXT}",
            id="some on order",
        ),
        pytest.param(
            {"on_hand": Decimal(0), "on_order": Decimal(20)},
            f"Out of stock. Order 145 now: 0 in stock and 20 on order, and a delivery takes 7 days. {NEXT}",
            id="nothing but an order",
        ),
        pytest.param(
            {"on_hand": Decimal(170)},
            "Nothing to order: 170 in stock last about 17 days. Order again by Friday 27 November.",
            id="enough",
        ),
        pytest.param(
            {"on_hand": Decimal(300)},
            "Order nothing: 65 more than needed, which tie up 130.00 at cost. 300 in stock last about 30 days.",
            id="too much",
        ),
        pytest.param(
            {"on_hand": Decimal(300), "unit_cost": None},
            "Order nothing: 65 more than needed. 300 in stock last about 30 days.",
            id="too much, at an unknown cost",
        ),
        pytest.param(
            {"on_hand": None},
            "Stock is unknown, so no quantity is suggested: enter what is on hand. "
            "The next 14 days take up to 165 at 95% service.",
            id="stock unknown",
        ),
        pytest.param(
            {"on_hand": Decimal(0), "on_order": Decimal(200)},
            "Out of stock. The 200 on order are enough; see that they arrive.",
            id="empty, with enough on order",
        ),
    ],
)
def test_the_reason_of_a_situation(stock, reason):
    assert advice(**stock).reason == reason


@pytest.mark.parametrize(("on_order", "ordered"), [(0, ""), (15, " and the 15 on order")])
def test_a_count_that_sales_contradict_is_told_with_what_was_on_order(on_order, ordered):
    counted = TODAY - timedelta(days=6)
    result = advice(None, sales_of([10.0] * 30), on_hand=Decimal(20), on_order=Decimal(on_order), stock_as_of=counted)
    assert result.reason == (
        f"50 were sold since 14 November 2026, more than the 20 counted then{ordered}: deliveries came in that were "
        "not recorded. Count again to get a quantity. The next 14 days take up to 165 at 95% service."
    )


@pytest.mark.parametrize(("on_hand", "stock"), [(0, "nothing in stock"), (3, "3 in stock")])
def test_a_product_that_hardly_sells_needs_nothing(on_hand, stock):
    reason = advice(NO_DEMAND, on_hand=Decimal(on_hand), review_period_days=7).reason
    assert reason in {
        f"Nothing to order: {stock}, and hardly any demand is expected.",
        f"Order nothing: 3 more than needed, which tie up 6.00 at cost. {stock} will hardly sell.",
    }


def test_stock_for_a_long_time_needs_no_order_in_the_months_that_are_looked_at():
    result = advice(normal_forecast(std=0.0), on_hand=Decimal(1000), review_period_days=90)
    assert result.reason == (
        "Nothing to order: 1,000 in stock last about 100 days. No order is due in the next three months."
    )


def test_stock_that_lasts_twice_as_long_as_an_order_has_to_is_not_called_a_burst():
    """Bursts are spoken of when more is ordered although the stock usually lasts more than two protection periods."""
    burst = "but demand comes in bursts"
    sums = np.repeat(np.arange(1.0, 29.0)[:, None], LEVELS.size, axis=1)
    sums[:, LEVELS > 0.9] += 100
    lumpy = forecast_of(np.ones(28), sums)
    at_the_limit = advice(lumpy, on_hand=Decimal(28))
    assert at_the_limit.days_of_cover == 28
    assert at_the_limit.recommended_order_quantity > 0
    assert burst not in at_the_limit.reason
    assert burst in advice(lumpy, on_hand=Decimal(29)).reason


def test_the_waterfall_tells_where_the_stock_was_read():
    def source(**changes):
        return next(line.source for line in advice(**changes).waterfall if line.label == "In stock")

    assert source(stock_as_of=TODAY - timedelta(days=1)) == "counted on 19 November"
    assert source() == "the product's stock, undated"


def test_the_waterfall_tells_what_left_since_the_count():
    result = advice(
        normal_forecast(start=TODAY - timedelta(days=2)),
        sales_of([10.0] * 30, end=TODAY - timedelta(days=3)),
        on_hand=Decimal(100),
        stock_as_of=TODAY - timedelta(days=5),
    )
    assert [(line.label, line.quantity, line.source) for line in result.waterfall[2:6]] == [
        ("In stock", -100, "counted on 15 November"),
        ("Sold since the count", 20, "sales after the count, until 17 November"),
        ("Expected to be sold since", 20, "mean forecast of 2 days whose sales are not known yet"),
        ("On order", 0, "the product's orders that have not arrived"),
    ]


def test_what_does_not_depend_on_stock_is_known_without_it():
    unknown, known = advice(on_hand=None), advice(on_hand=Decimal(100))
    depend = {
        "product", "urgency", "reason", "waterfall", "inbound", "borrowed", "projected_on_hand",
        "stockout_date", "days_of_cover",
        "stockout_probability", "recommended_order_quantity", "order_value", "order_by_date", "value_at_risk",
        "excess_units", "excess_value", "snoozed",
    }  # fmt: skip
    for field in fields(Recommendation):
        if field.name not in depend:
            assert getattr(unknown, field.name) == getattr(known, field.name) is not None, field.name
    assert unknown.product == stocked(on_hand=None)
    assert [line.label for line in unknown.waterfall] == ["Forecast for 14 days", "Safety stock", "Order up to"]


def wait_of(demand, product, available):
    position = StockPosition(sold_since=Decimal(0), expected_since=Decimal(0), on_hand=available)
    return days_to_wait(demand, product, position, supply_terms(product, OWN_TERMS, TODAY, ORDER_REACH_DAYS))


@pytest.mark.parametrize(
    ("lead", "forecast"), list(every_combination((0, 3, 40), (poisson_forecast(mean=2.0), poisson_forecast(mean=0.3))))
)
def test_an_order_can_wait_as_long_as_stock_is_enough_until_it_arrives(lead, forecast):
    """The longest wait w whose demand until the delivery, over w + L days, is covered at the service level."""
    demand = CumulativeDemand.of(forecast, offset=0, uncounted=0, reach=lead + ORDER_REACH_DAYS)
    product = stocked(lead_time_days=lead, service_level=Decimal("0.9"))
    needed = [demand.window(lead + wait).quantile(0.9) for wait in range(ORDER_REACH_DAYS + 1)]
    for available in {*range(0, 300, 7), *(int(each) for each in needed)}:
        enough = [wait for wait, each in enumerate(needed) if each <= available + 1e-6]
        longest = max(enough, default=0)
        expected = None if longest == ORDER_REACH_DAYS else longest
        assert wait_of(demand, product, Decimal(available)) == expected, available


@pytest.mark.parametrize(("order_multiple", "wait"), [(Decimal(1), 0), (Decimal("0.5"), 1)])
def test_half_a_piece_serves_nobody_but_half_a_kilogram_does(order_multiple, wait):
    half = forecast_of(np.full(28, 0.5), np.repeat(0.5 * np.arange(1.0, 29.0)[:, None], LEVELS.size, axis=1))
    demand = CumulativeDemand.of(half, offset=0, uncounted=0, reach=ORDER_REACH_DAYS)
    product = stocked(lead_time_days=0, order_multiple=order_multiple)
    assert wait_of(demand, product, Decimal("0.5")) == wait
