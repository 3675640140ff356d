"""Stock levels of a periodic review, order-up-to policy (R, S), and the service they buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.replenishment.ordering import expected_units, level_in_units

if TYPE_CHECKING:
    from decimal import Decimal

    from domain.replenishment.lead_time_demand import LeadTimeDemand


@dataclass(frozen=True, kw_only=True)
class StockLevels:
    """Levels of one product, in units.

    Parameters
    ----------
    expected_demand
        Mean demand over the protection period.
    reorder_point, order_up_to
        Quantiles at the service level of demand over the lead time and over the protection period.
    cycle_service_level
        Probability of no stockout in a cycle that starts at ``order_up_to``.
    fill_rate
        Share of demand served from stock at ``order_up_to``; ``None`` when there is no demand.
    """

    expected_demand: Decimal
    reorder_point: Decimal
    order_up_to: Decimal
    cycle_service_level: float
    fill_rate: float | None

    @property
    def safety_stock(self) -> Decimal:
        """Safety stock: order-up-to level above mean demand, S - E[D_P] (Silver, Pyke & Thomas, section 6.2)."""
        return self.order_up_to - self.expected_demand


def stock_levels(
    demand: LeadTimeDemand, lead_time: int, review_period: int, service_level: float, *, whole_units: bool
) -> StockLevels:
    """Return the levels of a product that is reviewed every ``review_period`` days and delivered after ``lead_time``.

    The order-up-to level is S = Q(tau, L + R) and the reorder point Q(tau, L), quantiles of **cumulative** demand: an
    order placed now has to last until the delivery of the next one (Silver, Pyke & Thomas, 4th ed., section 6.9;
    Axsäter, Inventory Control, 3rd ed., section 5.5). ``service_level`` is the cycle service level (P1, type 1).
    """
    protection = demand.window(lead_time + review_period)
    order_up_to = level_in_units(protection.quantile(service_level), whole=whole_units)
    reorder_point = level_in_units(demand.window(lead_time).quantile(service_level), whole=whole_units)
    return StockLevels(
        expected_demand=expected_units(protection.mean),
        reorder_point=reorder_point,
        order_up_to=order_up_to,
        cycle_service_level=1 - protection.probability_above(float(order_up_to)),
        fill_rate=fill_rate(demand, lead_time, review_period, float(order_up_to)),
    )


def fill_rate(demand: LeadTimeDemand, lead_time: int, review_period: int, order_up_to: float) -> float | None:
    """Return the share of demand served from stock under (R, S), P2 or type 2 service; ``None`` without demand.

    1 - (E[(D_(L+R) - S)+] - E[(D_L - S)+]) / E[D_R]: what is short at the end of a cycle, less what was short already
    at its start, relative to a cycle's demand (Silver, Pyke & Thomas, 4th ed., section 6.9; Johnson, Lee, Davis & Hall
    1995 for the second term).
    """
    protection, lead = demand.window(lead_time + review_period), demand.window(lead_time)
    cycle_demand = protection.mean - lead.mean
    if cycle_demand <= 0:
        return None
    short = protection.expected_excess(order_up_to) - lead.expected_excess(order_up_to)
    return min(max(1 - short / cycle_demand, 0.0), 1.0)
