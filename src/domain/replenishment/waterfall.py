"""Waterfall from the forecast to the order, line by line: each with its number and source."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.replenishment.models import WaterfallLine
from domain.replenishment.ordering import raised_to_minimum, rounded_to_packs
from domain.shared.words import day_month, days, number, percent

if TYPE_CHECKING:
    from datetime import date

    from domain.replenishment.models import StockedProduct
    from domain.replenishment.outlook import Outlook
    from domain.replenishment.position import Inbound, StockPosition
    from domain.replenishment.terms import SupplyTerms

_ZERO = Decimal(0)


def waterfall(outlook: Outlook, position: StockPosition | None, order: Decimal) -> tuple[WaterfallLine, ...]:
    """Return the lines; those of kind ``step`` add up to the last one exactly, which is ``order``.

    Without a known position it ends at the order-up-to level: what is missing cannot be added up.
    """
    needed = _needed(outlook)
    if position is None:
        return (*needed, WaterfallLine("Order up to", outlook.levels.order_up_to, "sum of the above", "total"))
    covered = [*needed, *_stock(outlook, position), *_on_order(outlook, position)]
    need = sum((line.quantity for line in covered), _ZERO)
    return (
        *covered,
        WaterfallLine("Net need", need, "sum of the above", "subtotal"),
        *_order(outlook.product, need),
        WaterfallLine("Order", order, "sum of all steps", "total"),
    )


def _needed(outlook: Outlook) -> list[WaterfallLine]:
    product, levels, plan, terms = outlook.product, outlook.levels, outlook.plan, outlook.terms
    protection, own_days = terms.protection_days, outlook.demand.own_days
    last = plan.day + timedelta(days=protection - 1)
    extended = f"; the forecast's {days(own_days)} extended" if own_days < protection else ""
    std = terms.lead_time.std_days
    widened = f", lead time ± {number(std)} days" if std else ""
    return [
        WaterfallLine(
            f"Forecast for {days(protection)}",
            levels.expected_demand,
            f"mean demand from {day_month(plan.day)} to {day_month(last)}: {_period(terms, plan.day)}{extended}",
        ),
        WaterfallLine(
            "Safety stock",
            levels.safety_stock,
            f"{percent(product.service_level)} quantile of demand over these {days(protection)} "
            f"({number(levels.order_up_to)}) less its mean{widened}{_learned(terms)}",
        ),
    ]


def _period(terms: SupplyTerms, day: date) -> str:
    """Say what the protection period is made of."""
    if not terms.order_offsets:
        return f"lead time {terms.lead_time.days} + review period {days(terms.review_days)}"
    first = day + timedelta(days=terms.order_in_days)
    second = first + timedelta(days=terms.review_days)
    return f"until what is ordered on {day_month(second)}, the order after that of {day_month(first)}, is here"


def _learned(terms: SupplyTerms) -> str:
    """Say from which lead times the quantile is, where they were measured."""
    taken = sorted(terms.lead_time.weights)
    if len(taken) == 1:
        return ""
    return f", deliveries taking {taken[0]} to {days(taken[-1])} as measured"


def _stock(outlook: Outlook, position: StockPosition) -> list[WaterfallLine]:
    product, plan = outlook.product, outlook.plan
    counted = f"counted on {day_month(product.stock_as_of)}" if product.stock_as_of else "the product's stock, undated"
    lines = [WaterfallLine("In stock", -(product.on_hand or _ZERO), counted)]
    if position.sold_since:
        source = f"sales after the count, until {day_month(plan.known_until)}"
        lines.append(WaterfallLine("Sold since the count", position.sold_since, source))
    if position.expected_since:
        source = f"mean forecast of {days(plan.uncounted_days)} whose sales are not known yet"
        lines.append(WaterfallLine("Expected to be sold since", position.expected_since, source))
    return lines


def _on_order(outlook: Outlook, position: StockPosition) -> list[WaterfallLine]:
    """Return a line for each arrival; one that comes after the protection period counts nothing."""
    lines = [_arrival(outlook, line) for line in position.inbound]
    if position.arrived:
        source = "without a purchase order: the lead time since the count has passed, so it is taken to have arrived"
        lines.insert(0, WaterfallLine("On order", -position.arrived, source))
    return lines or [WaterfallLine("On order", _ZERO, "the product's orders that have not arrived")]


def _arrival(outlook: Outlook, line: Inbound) -> WaterfallLine:
    day, protection, arrival = outlook.plan.day, outlook.terms.protection_days, line.arrival
    comes = day + timedelta(days=line.days)
    if arrival.purchase_order_id is None:
        label, source = (
            "On order",
            f"without a purchase order: expected on {day_month(comes)}, a lead time after the count",
        )
    else:
        label, source = f"Order {arrival.purchase_order_id}", _expected(arrival.expected_on, comes, day)
    if line.days < protection:
        return WaterfallLine(label, -arrival.quantity, source)
    late = f"{number(line.quantity)} come after these {days(protection)} and do not count"
    return WaterfallLine(label, -line.used, f"{source}: {late}")


def _expected(expected: date, comes: date, day: date) -> str:
    """Say when an arrival comes: on the day it is expected, or later as others did."""
    if expected < day:
        return (
            f"expected on {day_month(expected)}, {days((day - expected).days)} overdue; counted from {day_month(comes)}"
        )
    if comes > expected:
        return f"expected on {day_month(expected)}, on {day_month(comes)} with the supplier's usual delay"
    return f"expected on {day_month(expected)}"


def _order(product: StockedProduct, need: Decimal) -> list[WaterfallLine]:
    if product.discontinued:
        return [WaterfallLine("Not ordered", -need, "the product is discontinued")]
    if need <= 0:
        return [WaterfallLine("Covered already", -need, "stock and orders are enough")]
    raised = raised_to_minimum(need, product.min_order_quantity)
    packed = rounded_to_packs(need + raised, product.order_multiple)
    return [
        WaterfallLine("Raise to minimum order", raised, f"smallest order {number(product.min_order_quantity)}"),
        WaterfallLine("Round up to packs", packed, f"packs of {number(product.order_multiple)}"),
    ]
