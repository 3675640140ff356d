"""Lead times as mixtures, the weekdays of orders, and everything else that is known of how a product is supplied.

A product's supply as replenishment reads it; suppliers and purchase orders themselves are purchasing's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.replenishment.models import LeadTimeSource

_WEEKDAYS = range(7)


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

    @property
    def days(self) -> int:
        """Mean number of days, rounded to a whole one."""
        return math.floor(sum(days * weight for days, weight in self.weights.items()) + 0.5)

    @property
    def spread_days(self) -> float:
        """Standard deviation in days, typed or measured."""
        mean = sum(days * weight for days, weight in self.weights.items())
        variance = sum(weight * (days - mean) ** 2 for days, weight in self.weights.items())
        return math.sqrt(variance + float(self.std_days) ** 2)

    @property
    def longest(self) -> int:
        """Most days that a delivery takes."""
        return max(self.weights)


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


@dataclass(frozen=True, kw_only=True)
class ProductSupply:
    """Everything purchasing knows of how one product is supplied; empty when it knows nothing.

    Parameters
    ----------
    lead_time, order_days
        ``None`` where the product's own lead time and review period are all that is known.
    usual_delay_days
        How many days later than expected its supplier's deliveries came on average, as measured.
    """

    lead_time: LeadTime | None = None
    order_days: OrderDays | None = None
    usual_delay_days: int = 0


#: The product's own lead time and review period, and deliveries on the day they are expected.
OWN_TERMS: Final = ProductSupply()
