"""Worth of ordering more of a product: the loss that its units avoid, less what holding them costs.

What one of them is worth for its money decides which units reach a supplier's minimum, and which a budget leaves out.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.replenishment.ordering import surplus_in_units

if TYPE_CHECKING:
    from domain.replenishment.outlook import Outlook
    from domain.replenishment.position import StockPosition

#: Nothing is proposed beyond what is expected to sell within so many days of its delivery.
LONGEST_COVER_DAYS: Final = 180
_LAST_DAYS: Final = 28
_YEAR_DAYS: Final = 365


class OrderWorth:
    """Worth of the units of an order that is placed now, at the product's price and cost.

    Parameters
    ----------
    outlook
        Demand and terms of the product.
    position
        Its stock and arrivals.
    holding_cost
        Cost of holding stock for a year, as a share of its value.
    """

    def __init__(self, outlook: Outlook, position: StockPosition, holding_cost: float) -> None:
        product, terms = outlook.product, outlook.terms
        self._means = outlook.plain.means
        self._protection = outlook.demand.window(terms.protection_days)
        self._delivery_days = terms.delivery_days
        self._available = float(position.within(terms.protection_days))
        self._cost = float(product.unit_cost or 0)
        self._margin = max(float(product.current_price) - self._cost, 0.0)
        self._holding_cost = holding_cost
        self._whole = product.sold_in_whole_units
        self._discontinued = product.discontinued

    def __call__(self, ordered: Decimal, more: Decimal) -> float:
        """Return what ``more`` units are worth beyond ``ordered`` ones, in money.

        Their margin times the units by which they lower the expected shortage until the delivery of the order after
        this one, E[(D_P - x)+]; less the cost of holding them from their delivery until the mean demand needs them
        (marginal analysis of the newsvendor; Silver, Pyke & Thomas, 4th ed., section 9.2).
        """
        start = self._available + float(ordered)
        end = start + float(more)
        fewer_short = self._protection.expected_excess(start) - self._protection.expected_excess(end)
        avoided = self._margin * fewer_short
        yearly = self._cost * float(more) * self._holding_cost
        if not yearly:
            return avoided
        held_days = max(self._days_until((start + end) / 2) - self._delivery_days, 0.0)
        return avoided - yearly * held_days / _YEAR_DAYS

    @property
    def most(self) -> Decimal:
        """Most units to order: what is expected to sell within half a year of the delivery, beyond what is there."""
        if self._discontinued:
            return Decimal(0)
        until = self._delivery_days + LONGEST_COVER_DAYS
        last = self._means.size - 1
        sold = float(self._means[min(until, last)]) + max(until - last, 0) * self._rate
        return surplus_in_units(Decimal(sold - self._available), whole=self._whole)

    @property
    def _rate(self) -> float:
        """Mean demand a day at the end of what is known."""
        last = self._means.size - 1
        first = max(last - _LAST_DAYS, 0)
        return float(self._means[last] - self._means[first]) / max(last - first, 1)

    def _days_until(self, units: float) -> float:
        """Return in how many days mean demand has used this many units; infinite when it never does."""
        known = float(self._means[-1])
        if units <= known:
            return float(np.searchsorted(self._means, units))
        return self._means.size - 1 + (units - known) / self._rate if self._rate > 0 else math.inf
