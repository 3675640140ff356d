"""Recommendations with arrivals on their days: what never gets worse, what adds up, and what a buyer reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.replenishment.inbound import LeadTime, OrderDays, ProductSupply
from domain.replenishment.models import Arrival, InboundLine, LeadTimeSource, Urgency
from domain.replenishment.position import planning_day
from domain.replenishment.recommending.recommend import recommend
from testing.demand_series import LEVELS, TODAY, forecast_of, normal_forecast, sales_of
from testing.replenishment import stocked

#: Probabilities are not told apart more finely than this.
NEGLIGIBLE = 5e-5


def arrival(days, units, order="PO-1"):
    return Arrival(purchase_order_id=order, quantity=Decimal(units), expected_on=TODAY + timedelta(days=days))


def with_inbound(product, *arrivals, loose=Decimal(0)):
    return replace(product, inbound=arrivals, on_order=loose + sum((line.quantity for line in arrivals), Decimal(0)))


def advice(product, forecast=None, sales=None, supply=None, today=TODAY):
    forecast = forecast or normal_forecast()
    return recommend(product, forecast, planning_day(product, forecast, sales, today), supply or ProductSupply())


@st.composite
def forecasts(draw):
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    level = draw(st.sampled_from([0.1, 1.0, 10.0]))
    daily = np.full(28, level) * np.resize([0.5, 1.0, 1.5], 28)
    sums = np.cumsum(rng.poisson(daily * rng.gamma(20, 0.05, (300, 1))), axis=1)
    return forecast_of(daily, np.quantile(sums, LEVELS, axis=0).T)


@st.composite
def products(draw):
    arrivals = [
        arrival(draw(st.integers(-10, 50)), draw(st.integers(1, 200)), f"PO-{number}")
        for number in range(draw(st.integers(0, 4)))
    ]
    product = stocked(
        on_hand=Decimal(draw(st.integers(-20, 300))),
        stock_as_of=draw(st.none() | st.integers(1, 20).map(lambda ago: TODAY - timedelta(days=ago))),
        lead_time_days=draw(st.integers(0, 30)),
        lead_time_std_days=draw(st.sampled_from([Decimal(0), Decimal(2)])),
        review_period_days=draw(st.integers(1, 20)),
        service_level=draw(st.sampled_from([Decimal("0.8"), Decimal("0.95"), Decimal("0.99")])),
    )
    return with_inbound(product, *arrivals, loose=Decimal(draw(st.sampled_from([0, 0, 30]))))


@st.composite
def supplies(draw):
    weights = draw(st.none() | st.lists(st.integers(0, 30), min_size=1, max_size=5, unique=True))
    times = weights and LeadTime(source=LeadTimeSource.LEARNED, weights={days: 1 / len(weights) for days in weights})
    weekdays = draw(st.sampled_from([frozenset(), frozenset({0}), frozenset({1, 4})]))
    return ProductSupply(
        lead_time=times or None,
        order_days=OrderDays(weekdays=weekdays),
        usual_delay_days=draw(st.integers(0, 4)),
    )


def no_worse(better, worse):
    """Neither the chance of a shortage, nor the loss, nor the order is larger."""
    assert better.recommended_order_quantity <= worse.recommended_order_quantity
    assert better.stockout_probability <= worse.stockout_probability + NEGLIGIBLE
    assert better.value_at_risk <= worse.value_at_risk + Decimal("0.02")


@settings(max_examples=150, deadline=None)
@given(products(), forecasts(), supplies(), st.integers(1, 50))
def test_more_stock_is_never_worse(product, forecast, supply, more):
    richer = replace(product, on_hand=product.on_hand + more)
    no_worse(advice(richer, forecast, supply=supply), advice(product, forecast, supply=supply))


@settings(max_examples=200, deadline=None)
@given(products(), forecasts(), supplies(), st.data())
def test_an_earlier_arrival_is_never_worse(product, forecast, supply, data):
    if not product.inbound:
        return
    index = data.draw(st.integers(0, len(product.inbound) - 1))
    line = product.inbound[index]
    sooner = replace(line, expected_on=line.expected_on - timedelta(days=data.draw(st.integers(1, 20))))
    if sooner.comes_on(TODAY, supply.usual_delay_days) > line.comes_on(TODAY, supply.usual_delay_days):
        return  # what is overdue comes tomorrow, and what is expected today comes today
    lines = (*product.inbound[:index], sooner, *product.inbound[index + 1 :])
    no_worse(advice(replace(product, inbound=lines), forecast, supply=supply), advice(product, forecast, supply=supply))


@settings(max_examples=150, deadline=None)
@given(products(), forecasts(), supplies(), st.sampled_from([0.5, 0.25]))
def test_less_demand_is_never_worse(product, forecast, supply, factor):
    weaker = replace(
        forecast,
        mean=forecast.mean * factor,
        cumulative_mean=forecast.cumulative_mean * factor,
        cumulative=forecast.cumulative * factor,
    )
    product = replace(product, stock_as_of=None)  # what was sold meanwhile would be less too
    no_worse(advice(product, weaker, supply=supply), advice(product, forecast, supply=supply))


@settings(max_examples=150, deadline=None)
@given(products(), forecasts(), supplies(), st.none() | st.lists(st.integers(0, 60), min_size=1, max_size=30))
def test_the_waterfall_adds_up_and_has_a_line_for_each_arrival(product, forecast, supply, sold):
    result = advice(product, forecast, sales_of(sold) if sold else None, supply)
    lines = result.waterfall
    steps = sum((line.quantity for line in lines if line.kind == "step"), Decimal(0))
    assert steps == lines[-1].quantity
    assert sorted(line.purchase_order_id for line in result.inbound if line.purchase_order_id) == sorted(
        line.purchase_order_id for line in product.inbound
    )
    if result.urgency is Urgency.UNKNOWN_STOCK:
        return
    named = [line for line in lines if line.label.startswith("Order PO-")]
    assert sorted(line.label for line in named) == sorted(f"Order {each.purchase_order_id}" for each in product.inbound)
    assert steps == result.recommended_order_quantity


@settings(max_examples=100, deadline=None)
@given(products(), forecasts())
def test_an_order_never_exceeds_what_is_needed_until_the_next_arrival_after_it(product, forecast):
    """What comes after the protection period leaves an order for the time until then, and for no longer."""
    result = advice(product, forecast)
    assert result.recommended_order_quantity is not None
    far = [line for line in product.inbound if (line.expected_on - TODAY).days >= product.protection_days]
    if far:
        until = (min(line.expected_on for line in far) - TODAY).days
        longer = replace(product, review_period_days=max(until - product.lead_time_days, 1), inbound=(), on_order=0)
        enough = advice(longer, forecast).order_up_to
        available = result.order_up_to - next(line for line in result.waterfall if line.label == "Net need").quantity
        assert result.recommended_order_quantity <= max(enough - available, 0)


def test_a_thousand_in_a_month_are_expedited_and_bridged():
    result = advice(with_inbound(stocked(on_hand=Decimal(2)), arrival(30, 1000)))
    assert result.urgency is Urgency.EXPEDITE
    assert result.stockout_probability > 0.99
    assert result.recommended_order_quantity == 165 - 2
    assert result.stockout_date == TODAY
    assert result.inbound == (InboundLine("PO-1", Decimal(1000), TODAY + timedelta(days=30), 0),)
    assert result.reason == (
        "Enough is on its way, but too late: about 298 short from Friday 20 November until the 1,000 of order PO-1 "
        "come on Sunday 20 December. Ask for it sooner. Order 163 to bridge the time until then; it can be here on "
        "Friday 27 November."
    )
    line = next(line for line in result.waterfall if line.label == "Order PO-1")
    assert (line.quantity, line.source) == (
        0,
        "expected on 20 December: 1,000 come after these 14 days and do not count",
    )


def test_a_thousand_in_ten_days_need_no_order_and_no_one_calls_it_too_much():
    result = advice(with_inbound(stocked(on_hand=Decimal(25)), arrival(5, 1000)))
    assert (result.urgency, result.recommended_order_quantity) == (Urgency.EXPEDITE, 0)
    assert result.reason == (
        "Enough is on its way, but too late: about 25 short from Sunday 22 November until the 1,000 of order PO-1 "
        "come on Wednesday 25 November. Ask for it sooner."
    )


def test_too_little_on_its_way_is_an_order():
    result = advice(with_inbound(stocked(on_hand=Decimal(25)), arrival(5, 20)))
    assert (result.urgency, result.recommended_order_quantity) == (Urgency.ORDER_NOW, 120)


def test_what_comes_in_time_is_not_expedited():
    result = advice(with_inbound(stocked(on_hand=Decimal(60)), arrival(3, 120)))
    assert (result.urgency, result.recommended_order_quantity) == (Urgency.OK, 0)
    assert result.stockout_probability < 0.001


def test_a_risk_that_no_order_helps_against_is_told():
    result = advice(with_inbound(stocked(on_hand=Decimal(52)), arrival(5, 130)))
    assert result.urgency is Urgency.OK
    assert 0.3 < result.stockout_probability < 0.5
    assert "The risk of running out before a new order could arrive is" in result.reason
    assert "the 130 of order PO-1 come on Wednesday 25 November." in result.reason


def test_an_overdue_arrival_comes_tomorrow_or_as_late_as_others_did():
    product = with_inbound(stocked(on_hand=Decimal(60)), arrival(-4, 120))
    soon, late = advice(product), advice(product, supply=ProductSupply(usual_delay_days=10))
    assert soon.inbound[0].overdue_days == late.inbound[0].overdue_days == 4
    source = next(line.source for line in soon.waterfall if line.label == "Order PO-1")
    assert source == "expected on 16 November, 4 days overdue; counted from 21 November"
    assert soon.stockout_probability < late.stockout_probability
    assert "counted from 26 November" in next(line.source for line in late.waterfall if line.label == "Order PO-1")


def test_a_usual_delay_moves_an_arrival_out_of_the_period():
    product = with_inbound(stocked(on_hand=Decimal(100)), arrival(12, 65))
    assert advice(product).recommended_order_quantity == 0
    late = advice(product, supply=ProductSupply(usual_delay_days=4))
    assert late.recommended_order_quantity == 65
    assert late.reason.endswith("It is for the time until the 65 of order PO-1 come on Sunday 6 December.")


def test_sales_that_no_stock_explains_use_up_the_next_arrival():
    """Sixty sold of fifty counted: ten of the first order must have come."""
    product = with_inbound(
        stocked(on_hand=Decimal(50), stock_as_of=TODAY - timedelta(days=7)), arrival(2, 40, "A"), arrival(30, 90, "B")
    )
    result = advice(product, sales=sales_of([10.0] * 30))
    assert result.projected_on_hand == 0
    assert result.recommended_order_quantity == 165 - 30


def test_an_oversold_shelf_is_filled_by_what_comes():
    result = advice(with_inbound(stocked(on_hand=Decimal(-5)), arrival(2, 100)))
    assert result.urgency is Urgency.STOCKED_OUT
    assert result.stockout_probability == 1
    assert result.recommended_order_quantity == 165 + 5 - 100


def test_what_is_far_away_is_held_against_what_is_left_by_then():
    """Of 300, the 16 days between the protection period and the arrival take 160; 165 + 70 would be enough."""
    result = advice(with_inbound(stocked(on_hand=Decimal(300)), arrival(30, 1000)))
    assert result.excess_units == 300 - 160 + 1000 - 165 - 70
    assert result.urgency is Urgency.OVERSTOCK


def test_a_learned_lead_time_is_a_mixture():
    times = LeadTime(source=LeadTimeSource.LEARNED, weights={3: 0.9, 21: 0.1})
    result = advice(stocked(), supply=ProductSupply(lead_time=times))
    assert result.lead_time_source is LeadTimeSource.LEARNED
    # P = 5 + 7 days on average: Q(0.95) of 0.9 · D_10 + 0.1 · D_28 lies in the second hump.
    assert 250 < result.order_up_to < 290
    assert "deliveries taking 3 to 21 days as measured" in result.waterfall[1].source
    certain = advice(stocked(), supply=ProductSupply(lead_time=replace(times, weights={5: 1.0})))
    assert certain.order_up_to < 145


def test_one_learned_day_is_as_if_it_had_been_typed():
    times = LeadTime(source=LeadTimeSource.LEARNED, weights={9: 1.0})
    learned, typed = advice(stocked(), supply=ProductSupply(lead_time=times)), advice(stocked(lead_time_days=9))
    assert replace(learned, lead_time_source=None, product=stocked()) == replace(
        typed, lead_time_source=None, product=stocked()
    )
    assert (learned.lead_time_source, typed.lead_time_source) == (LeadTimeSource.LEARNED, LeadTimeSource.PRODUCT)
    assert advice(stocked()).lead_time_source is LeadTimeSource.DEFAULT


def test_lead_times_that_hardly_differ_are_the_limit_of_one():
    near = LeadTime(source=LeadTimeSource.LEARNED, weights={7: 0.999999, 8: 0.000001})
    for on_hand in (20, 90, 140, 300):
        product = stocked(on_hand=Decimal(on_hand))
        mixed, one = advice(product, supply=ProductSupply(lead_time=near)), advice(product)
        assert (mixed.order_up_to, mixed.reorder_point) == (one.order_up_to, one.reorder_point)
        assert (mixed.order_by_date, mixed.recommended_order_quantity) == (
            one.order_by_date,
            one.recommended_order_quantity,
        )
        assert mixed.stockout_probability == pytest.approx(one.stockout_probability, abs=1e-4)


def test_order_weekdays_make_the_period_reach_to_the_delivery_after_the_next_order():
    """Friday 20 November; orders on Mondays and Thursdays: the next on the 23rd, the one after it on the 26th."""
    days = OrderDays(weekdays=frozenset({0, 3}))
    result = advice(stocked(on_hand=Decimal(60)), supply=ProductSupply(order_days=days))
    assert result.expected_demand == (3 + 3 + 7) * 10
    assert (result.order_by_date, result.urgency) == (TODAY + timedelta(days=3), Urgency.ORDER_NOW)
    assert result.reason.startswith("Order 94 by Monday 23 November")
    assert "until what is ordered on 26 November, the order after that of 23 November, is here" in (
        result.waterfall[0].source
    )
    monday = advice(stocked(on_hand=Decimal(60)), supply=ProductSupply(order_days=OrderDays(weekdays=frozenset({4}))))
    assert (monday.expected_demand, monday.order_by_date) == (140, TODAY)


def test_a_review_period_of_more_than_a_week_leaves_out_weekdays():
    days = OrderDays(weekdays=frozenset({0}), review_period_days=10)
    result = advice(stocked(), supply=ProductSupply(order_days=days))
    assert result.expected_demand == (3 + 14 + 7) * 10


@pytest.mark.parametrize("on_hand", range(0, 400, 20))
def test_what_can_wait_is_ordered_on_a_day_that_takes_orders(on_hand):
    days = OrderDays(weekdays=frozenset({1}))
    result = advice(stocked(on_hand=Decimal(on_hand)), supply=ProductSupply(order_days=days))
    ordered = result.recommended_order_quantity > 0
    assert result.order_by_date is None or result.order_by_date.weekday() == 1
    assert ordered == (result.order_by_date == TODAY + timedelta(days=4))


def test_a_supplier_has_its_own_review_period():
    days = OrderDays(review_period_days=14)
    assert advice(stocked(), supply=ProductSupply(order_days=days)).expected_demand == 210


def test_a_product_that_never_sold_says_so_and_stands_apart():
    own = advice(stocked("OWN", on_hand=Decimal(130)))
    borrowed = advice(stocked("NEW", on_hand=Decimal(0)), replace(normal_forecast(), borrowed=True))
    assert (own.urgency, borrowed.urgency) == (Urgency.ORDER_SOON, Urgency.STOCKED_OUT)
    assert own.rank < borrowed.rank
    assert borrowed.borrowed
    assert "It never sold" in borrowed.reason
    assert borrowed.rank < advice(stocked(on_hand=Decimal(400))).rank
