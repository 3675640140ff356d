"""A recommendation in the words of someone who buys stock, citing the numbers it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.replenishment.models import Recommendation, Urgency
from domain.shared.words import days, full_date, listing, money, number, percent, weekday_date

if TYPE_CHECKING:
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.outlook import Outlook
    from domain.replenishment.position import Inbound, PlanningDay, StockPosition
    from domain.replenishment.recommending.dates import Gap
    from domain.replenishment.terms import SupplyTerms


def no_forecast(product: StockedProduct) -> str:
    """Say why there is nothing to recommend."""
    if product.discontinued:
        return "Discontinued and without a forecast: nothing to order."
    return "There is no forecast yet. Generate one to see what to order."


def unknown_stock(outlook: Outlook) -> str:
    """Say why no quantity is suggested, and what would be needed."""
    product, plan = outlook.product, outlook.plan
    need = (
        f"The next {days(outlook.terms.protection_days)} take up to {number(outlook.levels.order_up_to)} "
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


def with_reason(
    recommendation: Recommendation, outlook: Outlook, position: StockPosition, gap: Gap | None
) -> Recommendation:
    """Return the recommendation with its reason."""
    if outlook.product.discontinued:
        text = f"Discontinued: not ordered again. {_supply(recommendation, outlook, position)}."
    elif recommendation.urgency is Urgency.EXPEDITE and gap is not None:
        text = _expedite(recommendation, outlook, gap)
    elif recommendation.recommended_order_quantity:
        text = _order(recommendation, outlook, position)
    elif recommendation.urgency is Urgency.STOCKED_OUT:
        text = f"{_empty(position)}The {number(position.on_order)} on order are enough; see that they arrive."
    elif recommendation.urgency is Urgency.OVERSTOCK:
        text = _overstock(recommendation, outlook, position)
    else:
        text = _enough(recommendation, outlook, position)
    told = f"{text}{_risk(recommendation, outlook, position)}{_after(recommendation, outlook, position)}"
    return replace(recommendation, reason=f"{told}{_borrowed(outlook)}{_historical(outlook.plan)}")


def _expedite(recommendation: Recommendation, outlook: Outlook, gap: Gap) -> str:
    """Say what is missing from which day until which arrival, and what to order until then."""
    day = outlook.plan.day
    comes, runs_out = day + timedelta(days=gap.until.days), day + timedelta(days=gap.first_day)
    short = (
        f"about {number(max(round(gap.units), 1) if gap.units >= 0.5 else Decimal(repr(round(gap.units, 2))))} short"
    )
    text = (
        f"Enough is on its way, but too late: {short} from {weekday_date(runs_out)} until "
        f"{_named(gap.until)} on {weekday_date(comes)}. Ask for it sooner."
    )
    quantity = recommendation.recommended_order_quantity
    if not quantity:
        return text
    delivery = day + timedelta(days=outlook.terms.delivery_days)
    return f"{text} Order {number(quantity)} to bridge the time until then; it can be here on {weekday_date(delivery)}."


def _named(line: Inbound) -> str:
    """Name an arrival by its quantity and order."""
    if line.arrival.purchase_order_id is None:
        return f"the {number(line.quantity)} on order come"
    return f"the {number(line.quantity)} of order {line.arrival.purchase_order_id} come"


def _risk(recommendation: Recommendation, outlook: Outlook, position: StockPosition) -> str:
    """Tell of a risk that no order helps against: more than the service level allows, before an arrival."""
    risk = recommendation.stockout_probability or 0.0
    quiet = {Urgency.EXPEDITE, Urgency.STOCKED_OUT, Urgency.ORDER_NOW}
    coming = next((line for line in position.inbound if line.days > 0 and line.quantity > 0), None)
    allowed = 1 - float(outlook.product.service_level)
    if coming is None or recommendation.urgency in quiet or risk <= allowed or outlook.product.discontinued:
        return ""
    comes = weekday_date(outlook.plan.day + timedelta(days=coming.days))
    return (
        f" The risk of running out before a new order could arrive is {percent(risk, 0)}: {_named(coming)} on {comes}."
    )


def _after(recommendation: Recommendation, outlook: Outlook, position: StockPosition) -> str:
    """Tell of what comes too late to count against an order."""
    late = [line for line in position.inbound if line.days >= outlook.terms.protection_days]
    if not late or recommendation.urgency is Urgency.EXPEDITE or not recommendation.recommended_order_quantity:
        return ""
    comes = weekday_date(outlook.plan.day + timedelta(days=late[0].days))
    return f" It is for the time until {_named(late[0])} on {comes}."


def _borrowed(outlook: Outlook) -> str:
    if not outlook.borrowed:
        return ""
    return " It never sold: the demand is taken from products of its category, and may be far off."


def _order(recommendation: Recommendation, outlook: Outlook, position: StockPosition) -> str:
    product, quantity, terms = outlook.product, recommendation.recommended_order_quantity, outlook.terms
    deadline = recommendation.order_by_date
    urgent = recommendation.urgency in {Urgency.ORDER_NOW, Urgency.STOCKED_OUT} and not terms.order_in_days
    when = "now" if urgent or deadline is None else f"by {weekday_date(deadline)}"
    opening = _empty(position) if recommendation.urgency is Urgency.STOCKED_OUT else ""
    lead = f"a delivery takes {days(terms.lead_time.days)}" if terms.lead_time.days else "deliveries come the same day"
    return (
        f"{opening}Order {number(quantity or 0)} {when}: {_supply(recommendation, outlook, position)}, and {lead}. "
        f"Until the next delivery after that one, {days(terms.protection_days)} from now, "
        f"{number(recommendation.order_up_to or 0)} are needed at {percent(product.service_level)} service."
        f"{_rounding(recommendation, terms, position)}"
    )


def _empty(position: StockPosition) -> str:
    """Say that there is none left, or less, and whether that is known or expected."""
    if position.on_hand < 0:
        return "Oversold. "
    return "Probably out of stock by now. " if position.expected_since else "Out of stock. "


def _rounding(recommendation: Recommendation, terms: SupplyTerms, position: StockPosition) -> str:
    product = recommendation.product
    need = (recommendation.order_up_to or 0) - position.within(terms.protection_days)
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


def _enough(recommendation: Recommendation, outlook: Outlook, position: StockPosition) -> str:
    if not recommendation.order_up_to:
        stock = f"{number(position.on_hand)} in stock" if position.on_hand else "nothing in stock"
        return f"Nothing to order: {stock}, and hardly any demand is expected."
    later = recommendation.order_by_date
    until = f" Order again by {weekday_date(later)}." if later else " No order is due in the next three months."
    return f"Nothing to order: {_supply(recommendation, outlook, position)}.{until}"


def _overstock(recommendation: Recommendation, outlook: Outlook, position: StockPosition) -> str:
    excess, value = recommendation.excess_units, recommendation.excess_value
    cost = f", which tie up {money(value)} at cost" if value is not None else ""
    return f"Order nothing: {number(excess or 0)} more than needed{cost}. {_supply(recommendation, outlook, position)}."


def _supply(recommendation: Recommendation, outlook: Outlook, position: StockPosition) -> str:
    """Say what there is and how long it lasts, starting with a number so that it may open a sentence."""
    ordered = f" and {number(position.on_order)} on order" if position.on_order else ""
    if position.on_hand < 0:
        return f"{number(-position.on_hand)} sold that are not there{ordered}"
    if not position.on_hand:
        return f"0 in stock{ordered}"
    cover = recommendation.days_of_cover
    lasts = "will hardly sell" if cover is None else f"last about {days(int(cover))}"
    if cover is not None and recommendation.recommended_order_quantity and cover > 2 * outlook.terms.protection_days:
        lasts = f"usually {lasts}, but demand comes in bursts"
    if ordered:
        return f"{number(position.on_hand)} in stock {lasts},{ordered.removeprefix(' and')} to arrive"
    return f"{number(position.on_hand)} in stock {lasts}"


def _historical(plan: PlanningDay) -> str:
    if not plan.historical:
        return ""
    return f" This is for {full_date(plan.day)}, the day after the sales data end: add newer sales and forecast again."
