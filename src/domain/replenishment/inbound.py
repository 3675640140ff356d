"""Arrivals that are on their way, lead times as mixtures, and the weekdays of orders.

A product's supply as replenishment reads it; suppliers and purchase orders themselves are purchasing's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_WEEKDAYS = range(7)


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Open quantity of one purchase-order line, and the day it is expected.

    Parameters
    ----------
    purchase_order_id
        The order it belongs to; ``None`` for units on order that no purchase order tells of.
    quantity
        Units ordered and not yet received, more than 0.
    expected_on
        Day it was promised or is expected for.
    usual_delay_days
        How many days later than expected the supplier's deliveries came on average, as measured; 0 when not known.
    """

    purchase_order_id: str | None
    quantity: Decimal
    expected_on: date
    usual_delay_days: int = 0

    def overdue_days(self, day: date) -> int:
        """Return how many days late it is on a day."""
        return max((day - self.expected_on).days, 0)

    def comes_on(self, day: date) -> date:
        """Return the day it comes, as seen from a day: with the usual delay, and when overdue, not before tomorrow."""
        likely = self.expected_on + timedelta(days=self.usual_delay_days)
        return max(likely, day + timedelta(days=1)) if self.expected_on < day else likely


class LeadTimeSource(StrEnum):
    """Source of a lead time."""

    PRODUCT = "product"
    LEARNED = "learned"
    SUPPLIER = "supplier"
    DEFAULT = "default"


@dataclass(frozen=True, kw_only=True)
class LeadTime:
    """Days from ordering to delivery, as a mixture of whole days.

    Parameters
    ----------
    source
        Where it was read.
    weights
        Probability of each number of days; the values sum to 1. One entry for a typed lead time; for a learned one the
        days that deliveries took, weighted by quantity.
    std_days
        Typed standard deviation around a single entry; 0 for a learned one, whose spread is in the mixture.
    """

    source: LeadTimeSource
    weights: Mapping[int, float]
    std_days: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        valid = bool(self.weights) and all(days >= 0 and weight > 0 for days, weight in self.weights.items())
        if not valid or not math.isclose(sum(self.weights.values()), 1.0, abs_tol=1e-6):
            raise ValueError("a lead time has whole days of 0 or more, each with its probability, which sum to 1")
        if len(self.weights) > 1 and self.std_days:
            raise ValueError("the spread of a learned lead time is in its mixture")


@dataclass(frozen=True, kw_only=True)
class OrderDays:
    """Days on which a supplier can be ordered from.

    Parameters
    ----------
    weekdays
        0 (Monday) to 6; empty when every day will do.
    review_period_days
        Days between two occasions to order, where the supplier has its own.
    """

    weekdays: frozenset[int] = field(default_factory=frozenset)
    review_period_days: int | None = None

    def __post_init__(self) -> None:
        if any(day not in _WEEKDAYS for day in self.weekdays):
            raise ValueError("weekdays are 0 (Monday) to 6 (Sunday)")
