"""One product's recommendation: levels, position, order, dates, money and words put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.replenishment.demand import CumulativeDemand
from domain.replenishment.inbound import OWN_TERMS, ProductSupply
from domain.replenishment.lead_time_demand import lead_time_demand
from domain.replenishment.levels import stock_levels
from domain.replenishment.models import InboundLine, Recommendation, Urgency
from domain.replenishment.ordering import FINE, order_quantity, surplus_in_units
from domain.replenishment.outlook import Outlook
from domain.replenishment.position import Inbound, StockPosition, open_arrivals, stock_position
from domain.replenishment.recommending import reasons
from domain.replenishment.recommending.dates import (
    MEDIAN,
    ORDER_REACH_DAYS,
    days_of_cover,
    days_to_wait,
    gap_before_arrival,
    stockout_day,
)
from domain.replenishment.shortage import Shortage
from domain.replenishment.terms import supply_terms
from domain.replenishment.waterfall import waterfall
from domain.shared.money import line_cost

if TYPE_CHECKING:
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.position import PlanningDay
    from domain.replenishment.recommending.dates import Gap
    from domain.shared.demand_series import DemandForecast

#: How far ahead a stockout is looked for.
STOCKOUT_REACH_DAYS = 365
_ZERO = Decimal(0)


def without_forecast(product: StockedProduct, today: date) -> Recommendation:
    """Say that there is nothing to go by."""
    return Recommendation(
        product=product,
        urgency=Urgency.NO_FORECAST,
        reason=reasons.no_forecast(product),
        inbound=_inbound(open_arrivals(product, today), today),
    )


def recommend(
    product: StockedProduct, forecast: DemandForecast, plan: PlanningDay, supply: ProductSupply = OWN_TERMS
) -> Recommendation:
    """Say what to do about one product's stock.

    Parameters
    ----------
    product
        The product with its stock and how it is supplied.
    forecast
        Its latest forecast.
    plan
        The day it is planned for, and what is known on it: :func:`~domain.replenishment.position.planning_day`.
    supply
        What is on its way, the lead time and the days to order, as purchasing knows them.
    """
    return recommended(*situation(product, forecast, plan, supply))


def recommended(outlook: Outlook, position: StockPosition | None) -> Recommendation:
    """Say what to do about one product's stock, which is ``None`` when it is unknown."""
    return _with_unknown_stock(outlook) if position is None else _with_position(outlook, position)


def situation(
    product: StockedProduct, forecast: DemandForecast, plan: PlanningDay, supply: ProductSupply = OWN_TERMS
) -> tuple[Outlook, StockPosition | None]:
    """Return what is expected of one product, and its stock, ``None`` when that is unknown; as :func:`recommend`."""
    outlook = _outlook(product, forecast, plan, supply)
    position = stock_position(
        product, plan, _expected_before(forecast, plan), outlook.terms.lead_time.days, supply.usual_delay_days
    )
    if position is None:
        return outlook, None
    last_arrival = max((line.days for line in position.inbound), default=0)
    known = outlook.plain.values.shape[0] - 1
    lasts = float(outlook.plain.path(MEDIAN, known)[0]) <= position.inventory_position
    if known < STOCKOUT_REACH_DAYS and (lasts or last_arrival >= known):  # beyond the days that orders are planned for
        offset = (plan.day - forecast.start).days
        farther = CumulativeDemand.of(forecast, offset=offset, uncounted=plan.uncounted_days, reach=STOCKOUT_REACH_DAYS)
        outlook = replace(outlook, plain=farther)
    return outlook, position


def _outlook(product: StockedProduct, forecast: DemandForecast, plan: PlanningDay, supply: ProductSupply) -> Outlook:
    terms = supply_terms(product, supply, plan.day, ORDER_REACH_DAYS)
    reach = terms.longest_delivery_days + max(ORDER_REACH_DAYS, terms.review_days)
    plain = CumulativeDemand.of(
        forecast, offset=(plan.day - forecast.start).days, uncounted=plan.uncounted_days, reach=reach
    )
    demand = lead_time_demand(plain, terms, reach)
    levels = stock_levels(
        demand,
        terms.delivery_days,
        terms.review_days,
        float(product.service_level),
        whole_units=product.sold_in_whole_units,
    )
    return Outlook(
        product=product, plan=plan, terms=terms, plain=plain, demand=demand, levels=levels, borrowed=forecast.borrowed
    )


def _expected_before(forecast: DemandForecast, plan: PlanningDay) -> float:
    """Return the mean demand on the days before the planning day that nobody knows."""
    offset = (plan.day - forecast.start).days
    until = float(forecast.cumulative_mean[offset - 1]) if offset else 0.0
    known = offset - plan.uncounted_days
    return until - (float(forecast.cumulative_mean[known - 1]) if known > 0 else 0.0)


def _without_stock(outlook: Outlook) -> Recommendation:
    """Return what does not depend on stock."""
    levels, terms = outlook.levels, outlook.terms
    return Recommendation(
        product=outlook.product,
        urgency=Urgency.UNKNOWN_STOCK,
        reason="",
        as_of=outlook.plan.day,
        borrowed=outlook.borrowed,
        lead_time_source=terms.lead_time.source,
        lead_time_days=terms.lead_time.days,
        lead_time_std_days=terms.lead_time.spread_days,
        review_period_days=terms.review_days,
        expected_demand=levels.expected_demand,
        cycle_service_level=levels.cycle_service_level,
        fill_rate=levels.fill_rate,
        safety_stock=levels.safety_stock,
        reorder_point=levels.reorder_point,
        order_up_to=levels.order_up_to,
    )


def _with_unknown_stock(outlook: Outlook) -> Recommendation:
    return replace(
        _without_stock(outlook),
        reason=reasons.unknown_stock(outlook),
        inbound=_inbound(
            open_arrivals(outlook.product, outlook.plan.day, outlook.terms.lead_time.days), outlook.plan.day
        ),
        waterfall=waterfall(outlook, None, _ZERO),
    )


def _with_position(outlook: Outlook, position: StockPosition) -> Recommendation:
    product, terms, day = outlook.product, outlook.terms, outlook.plan.day
    need = _ZERO if product.discontinued else outlook.levels.order_up_to - position.within(terms.protection_days)
    quantity = order_quantity(need, product.min_order_quantity, product.order_multiple)
    wait = None if product.discontinued else days_to_wait(outlook.demand, product, position, terms)
    excess = excess_units(outlook, position)
    runs_out = stockout_day(outlook.plain, position)
    gap = gap_before_arrival(outlook.plain, terms, position, runs_out, outlook.levels.reorder_point)
    shortage = Shortage(outlook.plain, outlook.demand.window(terms.delivery_days), terms, position)
    recommendation = replace(
        _without_stock(outlook),
        urgency=_urgency(outlook, position, wait, excess, gap),
        projected_on_hand=position.on_hand,
        inbound=_inbound(position.inbound, day),
        stockout_date=_day(day, runs_out),
        days_of_cover=days_of_cover(outlook.plain, float(position.on_hand)),
        stockout_probability=shortage.probability(),
        recommended_order_quantity=quantity,
        order_value=_money(quantity, product.unit_cost),
        order_by_date=_day(day, wait),
        value_at_risk=_money(Decimal(shortage.units()), product.current_price),
        excess_units=excess,
        excess_value=_money(excess, product.unit_cost),
        waterfall=waterfall(outlook, position, quantity),
    )
    return reasons.with_reason(recommendation, outlook, position, gap)


def _inbound(lines: tuple[Inbound, ...], day: date) -> tuple[InboundLine, ...]:
    return tuple(
        InboundLine(
            line.arrival.purchase_order_id,
            line.arrival.quantity,
            line.arrival.expected_on,
            line.arrival.overdue_days(day),
        )
        for line in lines
    )


def excess_units(outlook: Outlook, position: StockPosition) -> Decimal:
    """Return what exceeds the order-up-to level plus one review period's mean demand.

    Before what arrives after the protection period, the mean demand between the two is taken off.
    """
    plain, terms = outlook.plain, outlook.terms
    enough = outlook.levels.order_up_to + Decimal(float(plain.means[terms.review_days]))
    most = stock = position.within(terms.protection_days)
    sold_until = terms.protection_days
    for line in position.inbound:
        if line.days >= terms.protection_days:
            days = min(line.days, plain.means.size - 1)
            sold = Decimal(float(plain.means[days] - plain.means[min(sold_until, days)]))
            stock = max(stock - sold, _ZERO) + line.quantity
            most, sold_until = max(most, stock), days
    return surplus_in_units(most - enough, whole=outlook.product.sold_in_whole_units)


def _urgency(outlook: Outlook, position: StockPosition, wait: int | None, excess: Decimal, gap: Gap | None) -> Urgency:
    levels, available = outlook.levels, position.within(outlook.terms.protection_days)
    if not outlook.product.discontinued:
        if position.on_hand < min(levels.order_up_to, FINE):
            return Urgency.STOCKED_OUT
        if gap is not None:
            return Urgency.EXPEDITE
    if wait is not None and levels.order_up_to > available:
        return Urgency.ORDER_NOW if wait == 0 or available < levels.reorder_point else Urgency.ORDER_SOON
    return Urgency.OVERSTOCK if excess > 0 else Urgency.OK


def _money(units: Decimal, price: Decimal | None) -> Decimal | None:
    return None if price is None else line_cost(units, price)


def _day(start: date, days: int | None) -> date | None:
    return None if days is None else start + timedelta(days=days)
