"""Stock position of a product on the planning day, from a count that may be older, and what arrives on which day.

A count is taken at the close of ``stock_as_of``. What was sold since is subtracted, from the sales data as far as they
go and from the forecast's mean after that; a count without a date is taken as of the planning day. What purchase orders
have open arrives on its day; what is on order without one is expected a lead time after the count, at the latest. When
more was sold since the count than the count and the orders together, goods have come in that nobody recorded: then
stock is unknown, and no quantity is invented. See docs/adr for why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from domain.replenishment.models import Arrival
from domain.replenishment.ordering import expected_units

if TYPE_CHECKING:
    from domain.replenishment.models import StockedProduct
    from domain.shared.arrays import FloatArray
    from domain.shared.demand_series import DemandForecast, SalesSeries

_ONE_DAY = timedelta(days=1)
_ZERO = Decimal(0)


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
class Inbound:
    """An arrival as it stands on the planning day.

    Parameters
    ----------
    arrival
        The open line, with the whole quantity.
    days
        Days from the planning day until it comes; 0 when in the morning of that day.
    used
        Units of it that were sold already, as sales exceed what was counted: so many must have come.
    """

    arrival: Arrival
    days: int
    used: Decimal = _ZERO

    @property
    def quantity(self) -> Decimal:
        """Units still to come."""
        return self.arrival.quantity - self.used


@dataclass(frozen=True, kw_only=True)
class StockPosition:
    """Stock on the morning of the planning day, in units, and what comes when.

    Parameters
    ----------
    sold_since, expected_since
        Units that left since the count: known from sales, and expected on days whose sales are not known yet.
    on_hand
        What is left in stock.
    arrived
        Units on order without a purchase order that must have arrived since the count, as its lead time has passed.
    inbound
        What is on its way, in the order in which it comes.
    """

    sold_since: Decimal
    expected_since: Decimal
    on_hand: Decimal
    arrived: Decimal = _ZERO
    inbound: tuple[Inbound, ...] = ()

    @property
    def on_order(self) -> Decimal:
        """Units still to come, whenever that is."""
        return sum((line.quantity for line in self.inbound), _ZERO)

    @property
    def inventory_position(self) -> Decimal:
        """On hand plus on order (Silver, Pyke & Thomas, section 6.2)."""
        return self.on_hand + self.on_order

    def within(self, days: int) -> Decimal:
        """Return on hand plus what comes in time for some of the first ``days`` days."""
        return self.on_hand + sum((line.quantity for line in self.inbound if line.days < days), _ZERO)

    def supply(self, windows: int) -> FloatArray:
        """Return on hand plus what comes in time for the last of the first 1, 2, … days, shape (windows,)."""
        supply = np.full(windows, float(self.on_hand))
        for line in self.inbound:
            supply[line.days :] += float(line.quantity)
        return supply


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


def stock_position(
    product: StockedProduct,
    plan: PlanningDay,
    expected_demand: float,
    lead_time_days: int | None = None,
    usual_delay_days: int = 0,
) -> StockPosition | None:
    """Return the stock on the planning day, ``None`` when it is unknown.

    A shop that has sold what is not there goes on doing so: sales after such a count add to what is owed. Expected
    sales empty the shelf at most, and what is on order without a purchase order; what a purchase order has open is
    known not to have come, unless recorded sales prove otherwise.

    Parameters
    ----------
    expected_demand
        Mean demand on the plan's uncounted days.
    lead_time_days
        Days after the count on which units come that are on order without a purchase order; the product's own lead
        time unless told.
    usual_delay_days
        By how much purchase orders are late on average.
    """
    if product.on_hand is None:
        return None
    coming = _coming(product, plan.day, lead_time_days, usual_delay_days)
    loose = _without_order(product)
    arrived = loose if all(arrival.purchase_order_id for _, arrival in coming) else _ZERO
    here = product.on_hand + arrived
    oversold = product.on_hand < 0
    if plan.sold_since > product.on_hand + product.on_order and not oversold:
        return None
    sellable = here if oversold and arrived else _ZERO if oversold else product.on_hand + loose
    expected = min(expected_units(expected_demand), max(sellable - plan.sold_since, _ZERO))
    rest = here - plan.sold_since - expected
    on_hand = rest if oversold else max(rest, _ZERO)
    return StockPosition(
        sold_since=plan.sold_since,
        expected_since=expected,
        on_hand=on_hand,
        arrived=arrived,
        inbound=_inbound(coming, on_hand - rest),
    )


def open_arrivals(
    product: StockedProduct, day: date, lead_time_days: int | None = None, usual_delay_days: int = 0
) -> tuple[Inbound, ...]:
    """Return what is on its way to the shop on a day, in the order in which it comes, whatever is in stock."""
    return _inbound(_coming(product, day, lead_time_days, usual_delay_days), _ZERO)


def _coming(
    product: StockedProduct, day: date, lead_time_days: int | None, usual_delay_days: int
) -> list[tuple[int, Arrival]]:
    """Return arrivals and in how many days they come; without the unordered ones whose day has passed."""
    coming = [((arrival.comes_on(day, usual_delay_days) - day).days, arrival) for arrival in product.inbound]
    lead_time = product.lead_time_days if lead_time_days is None else lead_time_days
    expected = min(product.stock_as_of or day, day) + timedelta(days=lead_time)
    loose = _without_order(product)
    if loose and expected >= day:
        arrival = Arrival(purchase_order_id=None, quantity=loose, expected_on=expected)
        coming.append(((expected - day).days, arrival))
    return coming


def _without_order(product: StockedProduct) -> Decimal:
    """Return the units on order that no purchase order tells of."""
    return max(product.on_order - sum((arrival.quantity for arrival in product.inbound), _ZERO), _ZERO)


def _inbound(coming: list[tuple[int, Arrival]], used: Decimal) -> tuple[Inbound, ...]:
    """Return arrivals as they come, the first of them used up as far as more was sold than was there."""
    coming.sort(key=lambda pair: (pair[0], pair[1].expected_on, pair[1].purchase_order_id or ""))
    lines = []
    for days, arrival in coming:
        taken = min(arrival.quantity, used)
        used -= taken
        lines.append(Inbound(arrival=arrival, days=days, used=taken))
    return tuple(lines)
