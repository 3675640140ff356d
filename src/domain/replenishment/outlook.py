"""Outlook of one product on its planning day: demand, terms of supply and levels, before its stock is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.replenishment.demand import CumulativeDemand
    from domain.replenishment.lead_time_demand import LeadTimeDemand
    from domain.replenishment.levels import StockLevels
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.position import PlanningDay
    from domain.replenishment.terms import SupplyTerms


@dataclass(frozen=True, kw_only=True, eq=False)
class Outlook:
    """Outlook of a product.

    Parameters
    ----------
    plan
        The day it is planned for, and what is known on it.
    terms
        When can be ordered, and when that arrives.
    plain
        Demand over windows of fixed length.
    demand
        Demand over windows that end with a delivery.
    levels
        Stock levels for the terms and the demand.
    borrowed
        Whether the product never sold, so that its demand is its category's.
    """

    product: StockedProduct
    plan: PlanningDay
    terms: SupplyTerms
    plain: CumulativeDemand
    demand: LeadTimeDemand
    levels: StockLevels
    borrowed: bool
