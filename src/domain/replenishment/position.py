"""Stock position of a product on the planning day, from a count that may be older.

A count is taken at the close of ``stock_as_of``. What was sold since is subtracted, from the sales data as far as they
go and from the forecast's mean after that; a count without a date is taken as of the planning day. What is on order is
expected a lead time after the count, at the latest. When more was sold since the count than the count and the orders
together, goods have come in that nobody recorded: then stock is unknown, and no quantity is invented.
See docs/adr for why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.replenishment.ordering import expected_units

if TYPE_CHECKING:
    from domain.replenishment.models import StockedProduct
    from domain.shared.demand_series import DemandForecast, SalesSeries

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class PlanningDay:
    """The day a product is planned for, and how much is known on it.

    Parameters
    ----------
    day
        Its morning: demand of the day itself is still to come.
    known_until
        Last day whose sales are known.
    sold_since
        Units sold after the stock count, up to ``known_until``.
    uncounted_days
        Days before ``day`` that neither the sales data nor the stock count covers.
    historical
        Whether the forecast has come to its end before today, so that ``day`` is not today.
    """

    day: date
    known_until: date
    sold_since: Decimal
    uncounted_days: int
    historical: bool


@dataclass(frozen=True, kw_only=True)
class StockPosition:
    """Stock on the morning of the planning day, in units.

    Parameters
    ----------
    sold_since, expected_since
        Units that left since the count: known from sales, and expected on days whose sales are not known yet.
    on_hand, on_order
        What is left in stock, and what is still to arrive.
    arrival_days
        Days from the planning day until what is on order arrives, at the latest.
    """

    sold_since: Decimal
    expected_since: Decimal
    on_hand: Decimal
    on_order: Decimal
    arrival_days: int

    @property
    def inventory_position(self) -> Decimal:
        """On hand plus on order (Silver, Pyke & Thomas, section 6.2)."""
        return self.on_hand + self.on_order


def planning_date(forecast: DemandForecast, today: date) -> tuple[date, bool]:
    """Return the day to plan for, and whether the data are historical.

    Today, while the forecast covers it. A forecast that ended before today, or begins after it, says nothing about
    today: then the day it begins.
    """
    covers = forecast.start <= today <= forecast.end
    return (today if covers else forecast.start), today > forecast.end


def needs_sales(product: StockedProduct, forecast: DemandForecast, today: date) -> bool:
    """Tell whether the sales since the stock count are needed to know the stock on the planning day."""
    day, _ = planning_date(forecast, today)
    return product.on_hand is not None and product.stock_as_of is not None and product.stock_as_of < day - _ONE_DAY


def planning_day(
    product: StockedProduct, forecast: DemandForecast, sales: SalesSeries | None, today: date
) -> PlanningDay:
    """Return the day to plan for and what is known on it."""
    day, historical = planning_date(forecast, today)
    known_until = min(max(forecast.start - _ONE_DAY, sales.end if sales else date.min), day - _ONE_DAY)
    counted = product.stock_as_of
    if product.on_hand is None:
        uncounted_from = known_until
    elif counted is None:
        uncounted_from = day - _ONE_DAY
    else:
        uncounted_from = max(known_until, min(counted, day - _ONE_DAY))
    sold = sales.total(counted + _ONE_DAY, known_until) if sales and counted and counted < known_until else 0.0
    return PlanningDay(
        day=day,
        known_until=known_until,
        sold_since=Decimal(repr(round(sold, 6))).normalize() + 0,
        uncounted_days=(day - uncounted_from).days - 1,
        historical=historical,
    )


def stock_position(product: StockedProduct, plan: PlanningDay, expected_demand: float) -> StockPosition | None:
    """Return the stock on the planning day, ``None`` when it is unknown.

    A shop that has sold what is not there goes on doing so: sales after such a count add to what is owed.

    Parameters
    ----------
    expected_demand
        Mean demand on the plan's uncounted days.
    """
    if product.on_hand is None:
        return None
    owned = product.on_hand + product.on_order
    oversold = product.on_hand < 0
    if plan.sold_since > owned and not oversold:
        return None
    arrival = min(product.stock_as_of or plan.day, plan.day) + timedelta(days=product.lead_time_days)
    arrived = arrival < plan.day
    there = owned - plan.sold_since if arrived or not oversold else Decimal(0)
    expected = min(expected_units(expected_demand), max(there, Decimal(0)))
    gone = plan.sold_since + expected
    least = product.on_hand - gone if oversold else Decimal(0)
    on_hand = owned - gone if arrived else max(product.on_hand - gone, least)
    return StockPosition(
        sold_since=plan.sold_since,
        expected_since=expected,
        on_hand=on_hand,
        on_order=owned - gone - on_hand,
        arrival_days=max((arrival - plan.day).days, 0),
    )
