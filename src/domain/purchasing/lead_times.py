"""Lead times learned from deliveries: days since ordering, weighted by the units that came.

From :data:`ENOUGH_RECEIPTS` receipts on, of the supplier or of one product of it, what was measured counts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from domain.shared.words import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from domain.purchasing.models.stock import Delivery, StockedProduct
    from domain.purchasing.models.supplier import Supplier

#: From so many receipts on a measured lead time counts.
ENOUGH_RECEIPTS: Final = 5


@dataclass(frozen=True, kw_only=True)
class LearnedLeadTime:
    """Lead time as it was measured.

    Parameters
    ----------
    receipts
        Receipts it rests on.
    weights
        Share of the units that came after each number of days; the values sum to 1.
    since
        Day of the first of the receipts.
    average_delay_days
        Days that units came later than promised when they were ordered, on average; below 0: early; ``None`` when
        nothing was promised.
    """

    receipts: int
    weights: Mapping[int, float]
    since: date
    average_delay_days: float | None

    @property
    def counts(self) -> bool:
        """True when there are enough receipts for it to count."""
        return self.receipts >= ENOUGH_RECEIPTS

    @property
    def mean_days(self) -> float:
        """Mean, in days."""
        return sum(day * weight for day, weight in self.weights.items())

    @property
    def std_days(self) -> float:
        """Standard deviation, in days."""
        mean = self.mean_days
        return math.sqrt(sum(weight * (day - mean) ** 2 for day, weight in self.weights.items()))

    def quantile(self, probability: float) -> int:
        """Return the fewest days within which this share of the units had come (inverse distribution function)."""
        reached = 0.0
        for day, weight in sorted(self.weights.items()):
            reached += weight
            if reached >= probability - 1e-9:
                return day
        return max(self.weights)

    @property
    def lateness(self) -> str | None:
        """Sentence on how punctual deliveries are, once there are enough receipts."""
        if not self.counts or self.average_delay_days is None:
            return None
        rounded = round(self.average_delay_days)
        if rounded == 0:
            return "On time on average."
        return f"{'Late' if rounded > 0 else 'Early'} by {days(abs(rounded))} on average."

    @property
    def usual_delay_days(self) -> int:
        """Whole days by which an open line is to be taken to come later than expected; 0 before it counts."""
        return max(round(self.average_delay_days or 0), 0) if self.counts else 0


def learned(deliveries: Iterable[Delivery], product_id: str | None = None) -> LearnedLeadTime | None:
    """Return the lead time of a supplier's deliveries, or of those of one product; ``None`` without any."""
    units: dict[int, float] = defaultdict(float)
    delayed, promised = 0.0, 0.0
    receipts: dict[tuple[str, str], date] = {}
    for delivery in deliveries:
        took = (delivery.received_on - delivery.ordered_on).days
        for line in delivery.lines:
            if product_id not in {None, line.product_id}:
                continue
            quantity = float(line.quantity)
            units[took] += quantity
            receipts[delivery.purchase_order_id, delivery.receipt_id] = delivery.received_on
            if line.promised_on is not None:
                delayed += quantity * (delivery.received_on - line.promised_on).days
                promised += quantity
    if not receipts:
        return None
    total = sum(units.values())
    return LearnedLeadTime(
        receipts=len(receipts),
        weights={day: quantity / total for day, quantity in units.items()},
        since=min(receipts.values()),
        average_delay_days=delayed / promised if promised else None,
    )


class LeadTimeSource(StrEnum):
    """Origin of a lead time."""

    LEARNED = "learned"
    PRODUCT = "product"
    SUPPLIER = "supplier"
    DEFAULT = "default"


def lead_time_days(
    product: StockedProduct, supplier: Supplier | None, deliveries: Sequence[Delivery]
) -> tuple[int, LeadTimeSource]:
    """Return the days after which a product's order is to be expected, and where they are from.

    What was measured counts (its median); else the product's own days, unless they are the default; else the
    supplier's.
    """
    if found := measured(deliveries, product.product_id):
        return found.quantile(0.5), LeadTimeSource.LEARNED
    if product.has_own_lead_time:
        return product.lead_time_days, LeadTimeSource.PRODUCT
    if supplier is not None and supplier.details.lead_time_days is not None:
        return supplier.details.lead_time_days, LeadTimeSource.SUPPLIER
    return product.lead_time_days, LeadTimeSource.DEFAULT


def measured(deliveries: Sequence[Delivery], product_id: str) -> LearnedLeadTime | None:
    """Return the lead time that counts for a product: its own, else its supplier's, else ``None``."""
    for found in (learned(deliveries, product_id), learned(deliveries)):
        if found is not None and found.counts:
            return found
    return None
