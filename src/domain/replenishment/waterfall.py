"""Waterfall from the forecast to the order, line by line: each with its number and source."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.replenishment.models import WaterfallLine
from domain.replenishment.ordering import raised_to_minimum, rounded_to_packs
from domain.shared.words import day_month, days, number, percent

if TYPE_CHECKING:
    from domain.replenishment.demand import CumulativeDemand
    from domain.replenishment.levels import StockLevels
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.position import PlanningDay, StockPosition

_ZERO = Decimal(0)


def waterfall(
    product: StockedProduct,
    demand: CumulativeDemand,
    levels: StockLevels,
    plan: PlanningDay,
    position: StockPosition | None,
    order: Decimal,
) -> tuple[WaterfallLine, ...]:
    """Return the lines; those of kind ``step`` add up to the last one exactly, which is ``order``.

    Without a known position it ends at the order-up-to level: what is missing cannot be added up.
    """
    needed = _needed(product, demand, levels, plan)
    if position is None:
        return (*needed, WaterfallLine("Order up to", levels.order_up_to, "sum of the above", "total"))
    covered = [*needed, *_stock(product, plan, position)]
    need = sum((line.quantity for line in covered), _ZERO)
    return (
        *covered,
        WaterfallLine("Net need", need, "sum of the above", "subtotal"),
        *_order(product, need),
        WaterfallLine("Order", order, "sum of all steps", "total"),
    )


def _needed(
    product: StockedProduct, demand: CumulativeDemand, levels: StockLevels, plan: PlanningDay
) -> list[WaterfallLine]:
    protection = product.protection_days
    last = plan.day + timedelta(days=protection - 1)
    extended = f"; the forecast's {days(demand.own_days)} extended" if demand.own_days < protection else ""
    widened = f", lead time ± {number(product.lead_time_std_days)} days" if product.lead_time_std_days else ""
    return [
        WaterfallLine(
            f"Forecast for {days(protection)}",
            levels.expected_demand,
            f"mean demand from {day_month(plan.day)} to {day_month(last)}: lead time {product.lead_time_days} + "
            f"review period {days(product.review_period_days)}{extended}",
        ),
        WaterfallLine(
            "Safety stock",
            levels.safety_stock,
            f"{percent(product.service_level)} quantile of demand over these {days(protection)} "
            f"({number(levels.order_up_to)}) less its mean{widened}",
        ),
    ]


def _stock(product: StockedProduct, plan: PlanningDay, position: StockPosition) -> list[WaterfallLine]:
    counted = f"counted on {day_month(product.stock_as_of)}" if product.stock_as_of else "the product's stock, undated"
    lines = [WaterfallLine("In stock", -(product.on_hand or _ZERO), counted)]
    if position.sold_since:
        source = f"sales after the count, until {day_month(plan.known_until)}"
        lines.append(WaterfallLine("Sold since the count", position.sold_since, source))
    if position.expected_since:
        source = f"mean forecast of {days(plan.uncounted_days)} whose sales are not known yet"
        lines.append(WaterfallLine("Expected to be sold since", position.expected_since, source))
    lines.append(WaterfallLine("On order", -product.on_order, "the product's orders that have not arrived"))
    return lines


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
