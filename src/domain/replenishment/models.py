"""A product with its stock, and what is recommended for it.

Quantities are in the product's own unit, money in the shop's currency, times in days; both are ``Decimal``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class Urgency(StrEnum):
    """Urgency of a recommendation."""

    STOCKED_OUT = "stocked_out"
    ORDER_NOW = "order_now"
    ORDER_SOON = "order_soon"
    OK = "ok"
    OVERSTOCK = "overstock"
    UNKNOWN_STOCK = "unknown_stock"
    NO_FORECAST = "no_forecast"


#: Worst first: what loses sales, then what ties up money, then what cannot be judged, then what is fine.
WORST_FIRST = (
    Urgency.STOCKED_OUT,
    Urgency.ORDER_NOW,
    Urgency.ORDER_SOON,
    Urgency.OVERSTOCK,
    Urgency.UNKNOWN_STOCK,
    Urgency.NO_FORECAST,
    Urgency.OK,
)


@dataclass(frozen=True, kw_only=True)
class StockedProduct:
    """A product with its stock; :class:`domain.products.models.ProductDetails` says what each field means."""

    product_id: str
    name: str
    category: str
    current_price: Decimal
    status: str
    unit_cost: Decimal | None
    on_hand: Decimal | None
    on_order: Decimal
    stock_as_of: date | None
    lead_time_days: int
    lead_time_std_days: Decimal
    review_period_days: int
    service_level: Decimal
    min_order_quantity: Decimal
    order_multiple: Decimal
    supersedes: str | None = None

    @property
    def discontinued(self) -> bool:
        """True when the product is no longer bought."""
        return self.status == "discontinued"

    @property
    def protection_days(self) -> int:
        """Days one order has to last: until the delivery of the next one, lead time plus review period."""
        return self.lead_time_days + self.review_period_days

    @property
    def sold_in_whole_units(self) -> bool:
        """True when quantities are counted in pieces: when the pack size is a whole number."""
        return self.order_multiple == self.order_multiple.to_integral_value()


@dataclass(frozen=True)
class WaterfallLine:
    """One line of the sum from the forecast to the order.

    ``step`` lines are added; a ``subtotal`` and the ``total`` state the sum of the steps before them.
    """

    label: str
    quantity: Decimal
    source: str
    kind: Literal["step", "subtotal", "total"] = "step"


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """Order recommendation of one product, with every number it rests on; ``None`` is what cannot be known.

    The fields' meanings are those of the API; see ``docs/openapi.json``.
    """

    product: StockedProduct
    urgency: Urgency
    reason: str
    as_of: date | None = None
    projected_on_hand: Decimal | None = None
    stockout_date: date | None = None
    days_of_cover: Decimal | None = None
    stockout_probability: float | None = None
    expected_demand: Decimal | None = None
    cycle_service_level: float | None = None
    fill_rate: float | None = None
    safety_stock: Decimal | None = None
    reorder_point: Decimal | None = None
    order_up_to: Decimal | None = None
    recommended_order_quantity: Decimal | None = None
    order_value: Decimal | None = None
    order_by_date: date | None = None
    value_at_risk: Decimal | None = None
    excess_units: Decimal | None = None
    excess_value: Decimal | None = None
    waterfall: tuple[WaterfallLine, ...] = field(default=())

    @property
    def rank(self) -> tuple[int, Decimal, str]:
        """Sort key, worst first: by urgency, then by the money involved, then by id so that the order is total."""
        money = self.excess_value if self.urgency is Urgency.OVERSTOCK else self.value_at_risk
        return WORST_FIRST.index(self.urgency), -(money or 0 * self.product.current_price), self.product.product_id
