"""Rows of the worklist: what a list of recommendations is chosen, ordered and added up by, and no more.

A row is as its product's recommendation was when it was made; what a line says is worked out when it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from domain.replenishment.models import Urgency, rank

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from domain.replenishment.models import Rank, Recommendation


class WorklistRow(NamedTuple):
    """Row of one product; a recommendation's fields of the same names.

    ``day`` is the day in UTC that it was worked out for; ``snoozed`` the day until which it is left out of the list;
    ``version`` the product's, so that a line is never of an earlier one than its row.
    """

    product_id: str
    name: str
    category: str
    supplier_id: str | None
    day: date
    urgency: Urgency
    borrowed: bool
    snoozed: date | None
    stockout_date: date | None
    order_by_date: date | None
    days_of_cover: Decimal | None
    stockout_probability: float | None
    recommended_order_quantity: Decimal | None
    order_value: Decimal | None
    value_at_risk: Decimal | None
    excess_value: Decimal | None
    version: int = 0

    @property
    def money(self) -> Decimal | None:
        """Money that it is ranked by within its urgency."""
        return self.excess_value if self.urgency is Urgency.OVERSTOCK else self.value_at_risk

    @property
    def rank(self) -> Rank:
        """Sort key, worst first."""
        return rank(self.urgency, self.money, self.product_id, borrowed=self.borrowed)

    @classmethod
    def of(cls, item: Recommendation, day: date) -> Self:
        """Return the row of a recommendation that was worked out for a day."""
        return cls(
            product_id=item.product_id,
            name=item.name,
            category=item.product.category,
            supplier_id=item.product.supplier_id,
            day=day,
            urgency=item.urgency,
            borrowed=item.borrowed,
            snoozed=item.snoozed.until if item.snoozed else None,
            stockout_date=item.stockout_date,
            order_by_date=item.order_by_date,
            days_of_cover=item.days_of_cover,
            stockout_probability=item.stockout_probability,
            recommended_order_quantity=item.recommended_order_quantity,
            order_value=item.order_value,
            value_at_risk=item.value_at_risk,
            excess_value=item.excess_value,
            version=item.product.version,
        )
