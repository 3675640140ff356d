"""JSON of recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.replenishment.schemas import (
    InboundBody,
    RecommendationBody,
    RecommendationLine,
    RecommendationTotals,
    SnoozeBody,
    UrgencyGroupBody,
    WaterfallLineBody,
)
from handlers.shared.amounts import share

if TYPE_CHECKING:
    from domain.replenishment.models import Recommendation
    from domain.replenishment.worklist import UrgencyGroup, WorklistTotals


def recommendation_body(item: Recommendation) -> RecommendationBody:
    """Return one recommendation as JSON."""
    product, snooze = item.product, item.snoozed
    return RecommendationBody(
        product_id=product.product_id,
        name=product.name,
        category=product.category,
        status=product.status,
        as_of=item.as_of,
        on_hand=product.on_hand,
        on_order=product.on_order,
        supplier_id=product.supplier_id,
        inbound=[
            InboundBody(
                purchase_order_id=line.purchase_order_id,
                quantity=line.quantity,
                expected_on=line.expected_on,
                overdue_days=line.overdue_days,
            )
            for line in item.inbound
        ],
        borrowed=item.borrowed,
        lead_time_source=item.lead_time_source,
        lead_time_days=item.lead_time_days,
        lead_time_std_days=None if item.lead_time_std_days is None else round(item.lead_time_std_days, 2),
        review_period_days=item.review_period_days,
        stock_as_of=product.stock_as_of,
        projected_on_hand=item.projected_on_hand,
        stockout_date=item.stockout_date,
        days_of_cover=item.days_of_cover,
        stockout_probability=share(item.stockout_probability),
        expected_demand=item.expected_demand,
        service_level=product.service_level,
        cycle_service_level=share(item.cycle_service_level),
        fill_rate=share(item.fill_rate),
        safety_stock=item.safety_stock,
        reorder_point=item.reorder_point,
        order_up_to=item.order_up_to,
        recommended_order_quantity=item.recommended_order_quantity,
        min_order_quantity=product.min_order_quantity,
        order_multiple=product.order_multiple,
        unit_cost=product.unit_cost,
        order_value=item.order_value,
        order_by_date=item.order_by_date,
        urgency=item.urgency,
        value_at_risk=item.value_at_risk,
        excess_units=item.excess_units,
        excess_value=item.excess_value,
        waterfall=[
            WaterfallLineBody(label=line.label, quantity=line.quantity, source=line.source, kind=line.kind)
            for line in item.waterfall
        ],
        reason=item.reason,
        snoozed=SnoozeBody(until=snooze.until, reason=snooze.reason, created_at=snooze.created_at) if snooze else None,
    )


def totals_body(totals: WorklistTotals) -> RecommendationTotals:
    """Return a list's totals as JSON."""
    return RecommendationTotals(
        products=totals.products,
        snoozed=totals.snoozed,
        by_urgency=totals.by_urgency,
        order_value=totals.order_value,
        value_at_risk=totals.value_at_risk,
        excess_value=totals.excess_value,
    )


def group_body(group: UrgencyGroup[Recommendation]) -> UrgencyGroupBody:
    """Return the recommendations of one urgency as JSON."""
    totals = group.totals
    return UrgencyGroupBody(
        urgency=group.urgency,
        products=totals.products,
        order_value=totals.order_value,
        value_at_risk=totals.value_at_risk,
        excess_value=totals.excess_value,
        items=[_line(item) for item in group.first],
    )


def _line(item: Recommendation) -> RecommendationLine:
    """Return the fields of a recommendation that a list's first rows show."""
    return RecommendationLine.model_validate(recommendation_body(item), from_attributes=True)
