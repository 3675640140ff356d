"""Recommendations: consistent numbers, exact waterfalls, words that cite them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.purchasing.models.order import OrderLine
from domain.replenishment.models import Urgency
from domain.replenishment.position import planning_day
from domain.replenishment.recommending.recommend import recommend, without_forecast
from testing.demand_series import LEVELS, TODAY, forecast_of, normal_forecast, poisson_forecast, sales_of
from testing.replenishment import stocked

ORDERED = {Urgency.STOCKED_OUT, Urgency.ORDER_NOW, Urgency.ORDER_SOON}
#: With or without an order, when nothing is left or what is on its way comes too late.
EITHER = {Urgency.STOCKED_OUT, Urgency.EXPEDITE}


def advice_on(product, forecast, sales=None, today=TODAY):
    return recommend(product, forecast, planning_day(product, forecast, sales, today))


def advice(forecast=None, sales=None, today=TODAY, **changes):
    return advice_on(stocked(**changes), forecast or poisson_forecast(), sales, today)


amounts = st.decimals(0, 3000, places=1)


@st.composite
def products(draw):
    whole = draw(st.booleans())
    return stocked(
        on_hand=draw(st.none() | amounts | st.decimals(-300, 0, places=1)),
        on_order=draw(amounts),
        stock_as_of=draw(st.none() | st.integers(0, 40).map(lambda ago: TODAY - timedelta(days=ago))),
        status=draw(st.sampled_from(["active", "active", "discontinued"])),
        lead_time_days=draw(st.integers(0, 60)),
        lead_time_std_days=draw(st.sampled_from([Decimal(0), Decimal("1.5"), Decimal(20)])),
        review_period_days=draw(st.integers(1, 30)),
        service_level=draw(st.sampled_from([Decimal("0.5"), Decimal("0.9"), Decimal("0.95"), Decimal("0.999")])),
        min_order_quantity=draw(amounts),
        order_multiple=draw(
            st.sampled_from([Decimal(1), Decimal(12), Decimal(7)])
            if whole
            else st.sampled_from([Decimal("0.25"), Decimal("0.001")])
        ),
        unit_cost=draw(st.none() | st.just(Decimal("2.10"))),
    )


@st.composite
def forecasts(draw):
    days = draw(st.integers(1, 40))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    daily = rng.gamma(draw(st.sampled_from([0.1, 1.0, 5.0])), draw(st.sampled_from([0.0, 1.0, 10.0])), days)
    sums = np.cumsum(rng.poisson(daily, (200, days)), axis=1)
    start = TODAY - timedelta(days=draw(st.integers(0, 60)))
    return forecast_of(daily, np.quantile(sums, LEVELS, axis=0).T, start=start)


@settings(max_examples=300, deadline=None)
@given(products(), forecasts(), st.none() | st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_every_recommendation_holds_together(product, forecast, sold):
    result = advice_on(product, forecast, sales_of(sold) if sold else None)
    lines = result.waterfall
    steps = sum((line.quantity for line in lines if line.kind == "step"), Decimal(0))

    # The waterfall adds up exactly, and so does every subtotal on the way.
    assert lines[-1].kind == "total"
    assert steps == lines[-1].quantity
    running = Decimal(0)
    for line in lines:
        if line.kind == "step":
            running += line.quantity
        else:
            assert line.quantity == running
    assert result.order_up_to == result.expected_demand + result.safety_stock
    assert result.reorder_point <= result.order_up_to
    assert 0 <= result.cycle_service_level <= 1

    if result.urgency is Urgency.UNKNOWN_STOCK:
        assert result.recommended_order_quantity is None
        assert lines[-1].quantity == result.order_up_to
        return
    assert lines[-1].quantity == result.recommended_order_quantity
    assert result.recommended_order_quantity % product.order_multiple == 0
    if result.recommended_order_quantity:
        assert result.recommended_order_quantity >= product.min_order_quantity
        assert result.urgency in ORDERED | EITHER
        assert not product.discontinued
        assert result.order_by_date is not None
    elif result.urgency not in EITHER:
        assert result.urgency not in ORDERED
    if product.sold_in_whole_units:
        assert all(level == level.to_integral_value() for level in (result.order_up_to, result.reorder_point))
    assert 0 <= result.stockout_probability <= 1
    assert result.value_at_risk >= 0
    assert (result.excess_value is None) is (product.unit_cost is None)
    assert result.reason.endswith(".")


def test_levels_are_quantiles_over_the_protection_period():
    result = advice(normal_forecast(mean=10, std=4))
    assert result.order_up_to == 165  # 140 + 1.645 · 4 · √14 = 164.6
    assert result.reorder_point == 88  # 70 + 1.645 · 4 · √7 = 87.4
    assert result.expected_demand == 140
    assert result.safety_stock == 25
    assert 0.95 <= result.cycle_service_level <= 0.96
    assert result.fill_rate > result.cycle_service_level


def test_a_buyer_reads_how_much_by_when_and_why():
    result = advice(
        normal_forecast(mean=10, std=4),
        on_hand=Decimal(120),
        min_order_quantity=Decimal(24),
        order_multiple=Decimal(24),
    )
    assert result.recommended_order_quantity == 48
    assert result.urgency is Urgency.ORDER_SOON
    assert result.order_by_date == date(2026, 11, 22)
    assert result.reason == (
        "Order 48 by Sunday 22 November: 120 in stock last about 12 days, and a delivery takes 7 days. "
        "Until the next delivery after that one, 14 days from now, 165 are needed at 95% service. "
        "45 would do; it is 48 because packs hold 24."
    )
    assert [(line.label, line.quantity) for line in result.waterfall] == [
        ("Forecast for 14 days", Decimal(140)),
        ("Safety stock", Decimal(25)),
        ("In stock", Decimal(-120)),
        ("On order", Decimal(0)),
        ("Net need", Decimal(45)),
        ("Raise to minimum order", Decimal(0)),
        ("Round up to packs", Decimal(3)),
        ("Order", Decimal(48)),
    ]


def test_below_the_reorder_point_it_is_now():
    result = advice(normal_forecast(), on_hand=Decimal(60))
    assert result.urgency is Urgency.ORDER_NOW
    assert result.order_by_date == TODAY
    assert result.reason.startswith("Order 105 now: 60 in stock last about 6 days")
    assert result.stockout_date == TODAY + timedelta(days=6)
    assert result.stockout_probability == pytest.approx(0.83, abs=0.01)


def test_an_empty_shelf_is_the_worst():
    result = advice(normal_forecast(), on_hand=Decimal(0))
    assert result.urgency is Urgency.STOCKED_OUT
    assert result.recommended_order_quantity == 165
    assert result.value_at_risk == pytest.approx(Decimal(350), abs=3)  # a week's 70 at a price of 5
    assert result.days_of_cover == 0
    assert result.stockout_date == TODAY


def test_what_was_sold_and_is_not_there_is_ordered_on_top():
    empty, oversold = advice(normal_forecast(), on_hand=Decimal(0)), advice(normal_forecast(), on_hand=Decimal(-3))
    assert oversold.urgency is Urgency.STOCKED_OUT
    assert oversold.projected_on_hand == -3
    assert oversold.recommended_order_quantity == empty.recommended_order_quantity + 3
    assert oversold.value_at_risk == empty.value_at_risk  # the three are sold already
    assert oversold.reason.startswith("Oversold. Order 168 now: 3 sold that are not there")


def test_a_shortfall_is_ordered_though_nobody_asks_for_more():
    result = advice(forecast_of(np.zeros(28), np.zeros((28, len(LEVELS)))), on_hand=Decimal(-3))
    assert (result.urgency, result.recommended_order_quantity) == (Urgency.STOCKED_OUT, 3)
    assert result.order_by_date == TODAY


def test_sales_after_an_oversold_count_add_to_what_is_owed():
    counted = TODAY - timedelta(days=3)
    result = advice(normal_forecast(), sales_of([4, 4]), on_hand=Decimal(-3), stock_as_of=counted)
    assert result.urgency is Urgency.STOCKED_OUT
    assert result.projected_on_hand < -3


def test_an_empty_shelf_with_enough_on_the_way_orders_nothing():
    result = advice(normal_forecast(), on_hand=Decimal(0), on_order=Decimal(200))
    assert (result.urgency, result.recommended_order_quantity) == (Urgency.STOCKED_OUT, 0)
    assert "200 on order are enough" in result.reason


def test_nothing_is_invented_for_unknown_stock():
    result = advice(normal_forecast(), on_hand=None)
    assert result.urgency is Urgency.UNKNOWN_STOCK
    assert (result.recommended_order_quantity, result.value_at_risk, result.excess_units) == (None, None, None)
    assert (result.order_up_to, result.reorder_point) == (165, 88)
    assert "no quantity is suggested" in result.reason


def test_a_count_that_sales_contradict_is_not_believed():
    result = advice(
        normal_forecast(), sales_of([9.0] * 30), on_hand=Decimal(20), stock_as_of=TODAY - timedelta(days=20)
    )
    assert result.urgency is Urgency.UNKNOWN_STOCK
    assert result.reason.startswith("171 were sold since 31 October 2026, more than the 20 counted then")


def test_a_product_without_a_forecast_says_so():
    result = without_forecast(stocked(), TODAY)
    assert (result.urgency, result.recommended_order_quantity, result.waterfall) == (Urgency.NO_FORECAST, None, ())
    assert "no forecast yet" in result.reason


@pytest.mark.parametrize("on_hand", [950, 2000, 5000])
def test_stock_that_lasts_longer_than_orders_are_planned_ahead_still_has_a_last_day(on_hand):
    result = advice(normal_forecast(mean=10, std=1), on_hand=Decimal(on_hand))
    assert float(result.days_of_cover) == pytest.approx(on_hand / 10, rel=0.01)
    assert (result.stockout_date is None) == (on_hand > 3650)
    if result.stockout_date is not None:
        assert abs((result.stockout_date - TODAY).days - on_hand / 10) <= 2


def test_a_discontinued_product_is_never_ordered():
    result = advice(normal_forecast(), status="discontinued", on_hand=Decimal(0))
    assert (result.recommended_order_quantity, result.order_by_date) == (0, None)
    assert result.urgency is Urgency.OK
    assert result.reason.startswith("Discontinued: not ordered again.")
    assert next(line for line in result.waterfall if line.label == "Not ordered").quantity == -165


def test_excess_is_what_exceeds_the_level_and_a_review_period():
    result = advice(normal_forecast(), on_hand=Decimal(300))
    assert result.urgency is Urgency.OVERSTOCK
    assert result.excess_units == 300 - 165 - 70
    assert result.excess_value == 130
    assert advice(normal_forecast(), on_hand=Decimal(235)).urgency is Urgency.OK


def test_a_half_cent_is_rounded_as_on_an_order():
    price = Decimal("0.005")
    result = advice(normal_forecast(), on_hand=Decimal(300), unit_cost=price)
    assert result.excess_units == 65
    assert result.excess_value == OrderLine(line=1, product_id="A", quantity=Decimal(65), unit_cost=price).cost
    assert result.excess_value == Decimal("0.33")


def test_money_is_unknown_where_the_cost_is():
    result = advice(normal_forecast(), on_hand=Decimal(300), unit_cost=None)
    assert (result.excess_value, result.order_value) == (None, None)


def test_a_product_nobody_buys_is_fine_without_stock():
    nothing = forecast_of(np.zeros(28), np.zeros((28, LEVELS.size)))
    result = advice(nothing, on_hand=Decimal(0))
    assert (result.urgency, result.recommended_order_quantity, result.days_of_cover) == (Urgency.OK, 0, None)
    assert "hardly any demand" in result.reason


def test_lead_time_variability_raises_both_levels():
    steady, varying = advice(normal_forecast()), advice(normal_forecast(), lead_time_std_days=Decimal(2))
    assert float(varying.order_up_to) == pytest.approx(140 + 1.645 * (14 * 16 + 100 * 4) ** 0.5, abs=1)
    assert varying.reorder_point > steady.reorder_point
    assert varying.stockout_date == steady.stockout_date
    assert "lead time ± 2 days" in varying.waterfall[1].source


def test_rare_sales_are_not_taken_for_normal_ones():
    """One sale of 20 in about 50 days: the level is a whole sale, not a mean with a margin."""
    sums = np.cumsum(20.0 * (np.random.default_rng(1).random((5000, 28)) < 0.02), axis=1)
    lumpy = forecast_of(np.full(28, 0.4), np.quantile(sums, LEVELS, axis=0).T)
    result = advice(lumpy, on_hand=Decimal(5))
    assert result.order_up_to == 20
    assert "5 in stock usually last about" in result.reason
    assert "but demand comes in bursts" in result.reason


def test_old_data_are_planned_from_where_they_end():
    result = advice(normal_forecast(start=date(2016, 5, 23)), on_hand=Decimal(60))
    assert result.as_of == date(2016, 5, 23)
    assert result.order_by_date == date(2016, 5, 23)
    assert result.reason.endswith(
        "This is for 23 May 2016, the day after the sales data end: add newer sales and forecast again."
    )


def test_a_long_lead_time_outlives_the_forecast_and_says_so():
    result = advice(normal_forecast(days=28), lead_time_days=60)
    assert result.expected_demand == 670
    assert "the forecast's 28 days extended" in result.waterfall[0].source


def test_a_shelf_that_is_only_expected_to_be_empty_is_not_called_empty():
    forecast = normal_forecast(start=TODAY - timedelta(days=9))
    result = advice(forecast, on_hand=Decimal(40), stock_as_of=TODAY - timedelta(days=10))
    assert (result.urgency, result.projected_on_hand) == (Urgency.STOCKED_OUT, 0)
    assert result.reason.startswith("Probably out of stock by now. Order")
    sold = advice(normal_forecast(), sales_of([20.0, 20.0]), on_hand=Decimal(40), stock_as_of=TODAY - timedelta(days=3))
    assert sold.reason.startswith("Out of stock. Order")


@pytest.mark.parametrize(("lead_time", "runs_out"), [(1, None), (2, None), (3, 2)])
def test_what_arrives_in_the_morning_serves_that_days_demand(lead_time, runs_out):
    """Twenty at ten a day last two days: what comes on the third morning is in time, a day later it is not."""
    steady = forecast_of(np.full(28, 10.0), np.repeat(10.0 * np.arange(1, 29)[:, None], LEVELS.size, axis=1))
    result = advice(steady, on_hand=Decimal(20), on_order=Decimal(5_000), lead_time_days=lead_time)
    assert result.stockout_date == (None if runs_out is None else TODAY + timedelta(days=runs_out))


def test_expected_sales_are_those_of_the_days_between_the_last_sale_and_the_planning_day():
    """Rising demand tells the days apart: 1 and 2 units on two unknown days, never the 3 of the planning day itself."""
    rising = np.arange(1.0, 29.0)
    sums = np.repeat(np.cumsum(rising)[:, None], LEVELS.size, axis=1)
    result = advice(
        forecast_of(rising, sums, start=TODAY - timedelta(days=2)),
        on_hand=Decimal(50),
        stock_as_of=TODAY - timedelta(days=3),
    )
    assert result.projected_on_hand == 50 - (1 + 2)
    later = advice(
        forecast_of(rising, sums, start=TODAY - timedelta(days=2)),
        on_hand=Decimal(50),
        stock_as_of=TODAY - timedelta(days=2),
    )
    assert later.projected_on_hand == 50 - 2
