"""One product's recommendation: levels, position, order, dates, money and words put together."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

import numpy as np

from domain.replenishment.demand import CumulativeDemand
from domain.replenishment.levels import StockLevels, stock_levels
from domain.replenishment.models import Recommendation, Urgency
from domain.replenishment.ordering import NOISE, order_quantity, surplus_in_units
from domain.replenishment.position import StockPosition, stock_position
from domain.replenishment.recommending import reasons
from domain.replenishment.waterfall import waterfall

if TYPE_CHECKING:
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.position import PlanningDay
    from domain.shared.demand_series import DemandForecast

#: How far ahead a stockout is looked for, and the day by which to order.
STOCKOUT_REACH_DAYS = 365
ORDER_REACH_DAYS = 90
_MEDIAN = 0.5
_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")


def without_forecast(product: StockedProduct) -> Recommendation:
    """Say that there is nothing to go by."""
    return Recommendation(product=product, urgency=Urgency.NO_FORECAST, reason=reasons.no_forecast(product))


def recommend(product: StockedProduct, forecast: DemandForecast, plan: PlanningDay) -> Recommendation:
    """Say what to do about one product's stock.

    Parameters
    ----------
    product
        The product with its stock and how it is supplied.
    forecast
        Its latest forecast.
    plan
        The day it is planned for, and what is known on it: :func:`~domain.replenishment.position.planning_day`.
    """
    offset = (plan.day - forecast.start).days
    reach = max(product.lead_time_days + ORDER_REACH_DAYS, product.protection_days)
    plain = CumulativeDemand.of(forecast, offset=offset, uncounted=plan.uncounted_days, reach=reach)
    demand = plain.widened(float(product.lead_time_std_days), reach)
    levels = stock_levels(
        demand,
        product.lead_time_days,
        product.review_period_days,
        float(product.service_level),
        whole_units=product.sold_in_whole_units,
    )
    before = float(forecast.cumulative_mean[offset - 1]) if offset else 0.0
    before -= float(forecast.cumulative_mean[offset - plan.uncounted_days - 1]) if offset > plan.uncounted_days else 0.0
    position = stock_position(product, plan, before)
    if position is None:
        return _with_unknown_stock(product, demand, levels, plan)
    if reach < STOCKOUT_REACH_DAYS and float(plain.path(_MEDIAN, reach)[0]) <= position.inventory_position:
        plain = CumulativeDemand.of(
            forecast, offset=offset, uncounted=plan.uncounted_days, reach=STOCKOUT_REACH_DAYS
        )  # the stock lasts longer than that
    return _with_position(product, plain, demand, levels, plan, position)


def _with_unknown_stock(
    product: StockedProduct, demand: CumulativeDemand, levels: StockLevels, plan: PlanningDay
) -> Recommendation:
    return Recommendation(
        product=product,
        urgency=Urgency.UNKNOWN_STOCK,
        reason=reasons.unknown_stock(product, levels, plan),
        as_of=plan.day,
        expected_demand=levels.expected_demand,
        cycle_service_level=levels.cycle_service_level,
        fill_rate=levels.fill_rate,
        safety_stock=levels.safety_stock,
        reorder_point=levels.reorder_point,
        order_up_to=levels.order_up_to,
        waterfall=waterfall(product, demand, levels, plan, None, Decimal(0)),
    )


def _with_position(
    product: StockedProduct,
    plain: CumulativeDemand,
    demand: CumulativeDemand,
    levels: StockLevels,
    plan: PlanningDay,
    position: StockPosition,
) -> Recommendation:
    available = position.inventory_position
    need = Decimal(0) if product.discontinued else levels.order_up_to - available
    quantity = order_quantity(need, product.min_order_quantity, product.order_multiple)
    wait = None if product.discontinued else days_to_wait(demand, product, available)
    excess = _excess(product, demand, levels, available)
    short = units_short(plain, demand, product.lead_time_days, position)
    recommendation = Recommendation(
        product=product,
        urgency=_urgency(product, levels, position, wait, excess),
        reason="",
        as_of=plan.day,
        projected_on_hand=position.on_hand,
        stockout_date=_day(plan.day, stockout_day(plain, position)),
        days_of_cover=days_of_cover(plain, float(position.on_hand)),
        stockout_probability=demand.window(product.lead_time_days).probability_above(float(available)),
        expected_demand=levels.expected_demand,
        cycle_service_level=levels.cycle_service_level,
        fill_rate=levels.fill_rate,
        safety_stock=levels.safety_stock,
        reorder_point=levels.reorder_point,
        order_up_to=levels.order_up_to,
        recommended_order_quantity=quantity,
        order_value=_money(quantity, product.unit_cost),
        order_by_date=_day(plan.day, wait),
        value_at_risk=_money(Decimal(short), product.current_price),
        excess_units=excess,
        excess_value=_money(excess, product.unit_cost),
        waterfall=waterfall(product, demand, levels, plan, position, quantity),
    )
    return reasons.with_reason(recommendation, plan, position)


def days_to_wait(demand: CumulativeDemand, product: StockedProduct, available: Decimal) -> int | None:
    """Return for how many days an order can wait, ``None`` when for longer than is looked ahead.

    An order placed after w days arrives after w + L; until then the inventory position has to be enough at the service
    level: the largest w with Q(tau, w + L) <= IP. It is 0 when the position is below the reorder point, and less than
    the review period exactly when the position is below the order-up-to level.
    """
    if available < 0:
        return 0
    lead = product.lead_time_days
    path = demand.path(float(product.service_level), lead, lead + ORDER_REACH_DAYS)
    usable = float(surplus_in_units(available, whole=product.sold_in_whole_units))
    enough = int(np.searchsorted(path, usable + NOISE * max(usable, 1.0), side="right"))
    return None if enough > ORDER_REACH_DAYS else max(enough - 1, 0)


def stockout_day(demand: CumulativeDemand, position: StockPosition) -> int | None:
    """Return the first day (0: the planning day) whose median cumulative demand exceeds stock and arrivals."""
    path = demand.path(_MEDIAN, 1)
    supply = np.full(path.size, float(position.on_hand))
    supply[position.arrival_days :] += float(position.on_order)
    short = path > supply + 1e-9
    first = int(short.argmax())
    return first if short[first] else None


def days_of_cover(demand: CumulativeDemand, on_hand: float) -> Decimal | None:
    """Return the days until the last unit in stock is used at the median forecast, ``None`` when it never is.

    Beyond the days looked at, median demand is taken to go on at its mean rate.
    """
    path = demand.path(_MEDIAN)
    last = path.size - 1
    if on_hand <= 0:
        return Decimal(0) if path[-1] > 0 else None
    if path[-1] <= 0:
        return None
    if path[-1] <= on_hand:
        days = last * on_hand / float(path[-1])
    else:
        after = int(np.searchsorted(path, on_hand, side="right"))
        days = after - 1 + (on_hand - float(path[after - 1])) / float(path[after] - path[after - 1])
    return Decimal(days).quantize(_TENTH, ROUND_HALF_EVEN)


def units_short(plain: CumulativeDemand, demand: CumulativeDemand, lead_time: int, position: StockPosition) -> float:
    """Return the units expected to be short before a delivery ordered now could arrive.

    With lost sales and one arrival of what is on order after a days, the loss over the lead time is
    max(0, D_a - on hand, D_L - inventory position); the larger of the two expectations is returned, which it is never
    less than (Jensen). What is sold already and not there is not lost.
    """
    arrival = min(position.arrival_days, lead_time)
    before_arrival = plain.window(arrival).expected_excess(max(float(position.on_hand), 0.0))
    over_lead_time = demand.window(lead_time).expected_excess(max(float(position.inventory_position), 0.0))
    return max(before_arrival, over_lead_time)


def _excess(product: StockedProduct, demand: CumulativeDemand, levels: StockLevels, available: Decimal) -> Decimal:
    """Return what exceeds the order-up-to level plus one review period's mean demand."""
    cycle = Decimal(demand.window(product.review_period_days).mean)
    return surplus_in_units(available - levels.order_up_to - cycle, whole=product.sold_in_whole_units)


def _urgency(
    product: StockedProduct, levels: StockLevels, position: StockPosition, wait: int | None, excess: Decimal
) -> Urgency:
    empty = position.on_hand < 0 or (position.on_hand == 0 and levels.order_up_to > 0)
    if empty and not product.discontinued:
        return Urgency.STOCKED_OUT
    if wait is not None and levels.order_up_to > position.inventory_position:
        return Urgency.ORDER_NOW if wait == 0 else Urgency.ORDER_SOON
    return Urgency.OVERSTOCK if excess > 0 else Urgency.OK


def _money(units: Decimal, price: Decimal | None) -> Decimal | None:
    return None if price is None else (units * price).quantize(_CENT, ROUND_HALF_EVEN)


def _day(start: date, days: int | None) -> date | None:
    return None if days is None else start + timedelta(days=days)
