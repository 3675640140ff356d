"""Days of a recommendation: how long stock lasts, when it runs out, and by when to order."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.replenishment.ordering import surplus_in_units

if TYPE_CHECKING:
    from domain.replenishment.demand import CumulativeDemand
    from domain.replenishment.lead_time_demand import LeadTimeDemand
    from domain.replenishment.models import StockedProduct
    from domain.replenishment.position import Inbound, StockPosition
    from domain.replenishment.terms import SupplyTerms

#: How far ahead the day by which to order is looked for.
ORDER_REACH_DAYS: Final = 90
MEDIAN: Final = 0.5
_TENTH = Decimal("0.1")


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Days on which stock is likely to be missing although enough is on its way.

    Parameters
    ----------
    first_day
        First day of the gap, in days from the planning day.
    until
        The arrival that ends it.
    units
        Units short by then at the median forecast.
    """

    first_day: int
    until: Inbound
    units: float


def days_to_wait(
    demand: LeadTimeDemand, product: StockedProduct, position: StockPosition, terms: SupplyTerms
) -> int | None:
    """Return for how many days an order can wait, ``None`` when for longer than is looked ahead.

    An order placed after w days arrives after w + L; until then stock and arrivals have to be enough at the service
    level: the largest w with Q(tau, w + L) <= supply by then. What arrives within the protection period counts from
    the start, as it does for the quantity: the wait is shorter than the review period exactly when there is something
    to order. Where the supplier takes orders on some weekdays only, it is the last of those that is early enough, or
    the next one.
    """
    lead, whole = terms.delivery_days, product.sold_in_whole_units
    available = position.within(terms.protection_days)
    if available < 0:
        return terms.order_in_days
    windows = lead + np.arange(ORDER_REACH_DAYS + 1)
    supply = np.full(windows.size, float(surplus_in_units(available, whole=whole)))
    for line in position.inbound:
        if line.days >= terms.protection_days:
            supply[windows > line.days] += float(line.quantity)
    short = demand.first_short(float(product.service_level), lead, supply)
    if short is None:
        return None
    latest = terms.order_in_days + max(short - lead - 1, 0)
    if not terms.order_offsets:
        return latest
    return terms.order_offsets[max(bisect_right(terms.order_offsets, latest) - 1, 0)]


def stockout_day(demand: CumulativeDemand, position: StockPosition) -> int | None:
    """Return the first day (0: the planning day) whose median cumulative demand exceeds stock and arrivals."""
    path = demand.path(MEDIAN, 1)
    short = path > position.supply(path.size) + 1e-9
    first = int(short.argmax())
    return first if short[first] else None


def gap_before_arrival(
    plain: CumulativeDemand, terms: SupplyTerms, position: StockPosition, runs_out: int | None, reorder_point: Decimal
) -> Gap | None:
    """Return the gap until an arrival that comes too late, ``None`` without one.

    Stock runs out, at the median, before what is ordered at the next occasion could arrive, though with all that is on
    its way it would not at the service level: then no order helps, and an earlier delivery does.
    """
    if runs_out is None or runs_out >= terms.delivery_days or position.inventory_position < reorder_point:
        return None
    late = [line for line in position.inbound if line.days > runs_out and line.quantity > 0]
    if not late:
        return None
    path = plain.path(MEDIAN, 1)
    over = path - position.supply(path.size)
    last = path.size - 1
    until = next((line for line in late if over[min(line.days, last)] <= 0), late[-1])
    return Gap(first_day=runs_out, until=until, units=float(over[runs_out : min(until.days, path.size)].max()))


def days_of_cover(demand: CumulativeDemand, on_hand: float) -> Decimal | None:
    """Return the days until the last unit in stock is used at the median forecast, ``None`` when it never is.

    Beyond the days looked at, median demand is taken to go on at its mean rate.
    """
    path = demand.path(MEDIAN)
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
