"""A recommendation in the words of someone who buys stock, citing the numbers it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.replenishment.models import Recommendation, Urgency
from domain.shared.words import days, full_date, listing, money, number, percent, weekday_date

if TYPE_CHECKING:
    from domain.replenishment.levels import StockLevels
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.position import PlanningDay, StockPosition


def no_forecast(product: StockedProduct) -> str:
    """Say why there is nothing to recommend."""
    if product.discontinued:
        return "Discontinued and without a forecast: nothing to order."
    return "There is no forecast yet. Generate one to see what to order."


def unknown_stock(product: StockedProduct, levels: StockLevels, plan: PlanningDay) -> str:
    """Say why no quantity is suggested, and what would be needed."""
    need = (
        f"The next {days(product.protection_days)} take up to {number(levels.order_up_to)} "
        f"at {percent(product.service_level)} service."
    )
    if product.on_hand is None or product.stock_as_of is None:
        return f"Stock is unknown, so no quantity is suggested: enter what is on hand. {need}{_historical(plan)}"
    ordered = f" and the {number(product.on_order)} on order" if product.on_order else ""
    return (
        f"{number(plan.sold_since)} were sold since {full_date(product.stock_as_of)}, more than the "
        f"{number(product.on_hand)} counted then{ordered}: deliveries came in that were not recorded. "
        f"Count again to get a quantity. {need}{_historical(plan)}"
    )


def with_reason(recommendation: Recommendation, plan: PlanningDay, position: StockPosition) -> Recommendation:
    """Return the recommendation with its reason."""
    product = recommendation.product
    if product.discontinued:
        text = f"Discontinued: not ordered again. {_supply(recommendation, position)}."
    elif recommendation.recommended_order_quantity:
        text = _order(recommendation, position)
    elif recommendation.urgency is Urgency.STOCKED_OUT:
        text = f"{_empty(position)}The {number(position.on_order)} on order are enough; see that they arrive."
    elif recommendation.urgency is Urgency.OVERSTOCK:
        text = _overstock(recommendation, position)
    else:
        text = _enough(recommendation, position)
    return replace(recommendation, reason=text + _historical(plan))


def _order(recommendation: Recommendation, position: StockPosition) -> str:
    product, quantity = recommendation.product, recommendation.recommended_order_quantity
    deadline = recommendation.order_by_date
    urgent = recommendation.urgency in {Urgency.ORDER_NOW, Urgency.STOCKED_OUT} or deadline is None
    when = "now" if urgent or deadline is None else f"by {weekday_date(deadline)}"
    opening = _empty(position) if recommendation.urgency is Urgency.STOCKED_OUT else ""
    lead = (
        f"a delivery takes {days(product.lead_time_days)}" if product.lead_time_days else "deliveries come the same day"
    )
    return (
        f"{opening}Order {number(quantity or 0)} {when}: {_supply(recommendation, position)}, and {lead}. "
        f"Until the next delivery after that one, {days(product.protection_days)} from now, "
        f"{number(recommendation.order_up_to or 0)} are needed at {percent(product.service_level)} service."
        f"{_rounding(product, position, recommendation)}"
    )


def _empty(position: StockPosition) -> str:
    """Say that there is none left, or less, and whether that is known or expected."""
    if position.on_hand < 0:
        return "Oversold. "
    return "Probably out of stock by now. " if position.expected_since else "Out of stock. "


def _rounding(product: StockedProduct, position: StockPosition, recommendation: Recommendation) -> str:
    need = (recommendation.order_up_to or 0) - position.inventory_position
    if recommendation.recommended_order_quantity == need:
        return ""
    because = []
    if product.min_order_quantity > need:
        because.append(f"the smallest order is {number(product.min_order_quantity)}")
    if product.order_multiple != 1:
        because.append(f"packs hold {number(product.order_multiple)}")
    cause = f" because {listing(because)}" if because else ""
    ordered = number(recommendation.recommended_order_quantity or 0)
    return f" {number(need)} would do; it is {ordered}{cause}." if cause else ""


def _enough(recommendation: Recommendation, position: StockPosition) -> str:
    if not recommendation.order_up_to:
        stock = f"{number(position.on_hand)} in stock" if position.on_hand else "nothing in stock"
        return f"Nothing to order: {stock}, and hardly any demand is expected."
    later = recommendation.order_by_date
    until = f" Order again by {weekday_date(later)}." if later else " No order is due in the next three months."
    return f"Nothing to order: {_supply(recommendation, position)}.{until}"


def _overstock(recommendation: Recommendation, position: StockPosition) -> str:
    excess, value = recommendation.excess_units, recommendation.excess_value
    cost = f", which tie up {money(value)} at cost" if value is not None else ""
    return f"Order nothing: {number(excess or 0)} more than needed{cost}. {_supply(recommendation, position)}."


def _supply(recommendation: Recommendation, position: StockPosition) -> str:
    """Say what there is and how long it lasts, starting with a number so that it may open a sentence."""
    ordered = f" and {number(position.on_order)} on order" if position.on_order else ""
    if position.on_hand < 0:
        return f"{number(-position.on_hand)} sold that are not there{ordered}"
    if not position.on_hand:
        return f"0 in stock{ordered}"
    cover = recommendation.days_of_cover
    lasts = "will hardly sell" if cover is None else f"last about {days(int(cover))}"
    if (
        cover is not None
        and recommendation.recommended_order_quantity
        and cover > 2 * recommendation.product.protection_days
    ):
        lasts = f"usually {lasts}, but demand comes in bursts"
    if ordered:
        return f"{number(position.on_hand)} in stock {lasts},{ordered.removeprefix(' and')} to arrive"
    return f"{number(position.on_hand)} in stock {lasts}"


def _historical(plan: PlanningDay) -> str:
    if not plan.historical:
        return ""
    return f" This is for {full_date(plan.day)}, the day after the sales data end: add newer sales and forecast again."
