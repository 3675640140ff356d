"""A product with its stock, and what is recommended for it.

Quantities are in the product's own unit, money in the shop's currency, times in days; both are ``Decimal``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from domain.replenishment.snooze import Snooze

type Rank = tuple[int, Decimal, str]


class Urgency(StrEnum):
    """Urgency of a recommendation."""

    STOCKED_OUT = "stocked_out"
    EXPEDITE = "expedite"
    ORDER_NOW = "order_now"
    ORDER_SOON = "order_soon"
    OK = "ok"
    OVERSTOCK = "overstock"
    UNKNOWN_STOCK = "unknown_stock"
    NO_FORECAST = "no_forecast"


#: Worst first: what loses sales, then what ties up money, then what cannot be judged, then what is fine.
WORST_FIRST = (
    Urgency.STOCKED_OUT,
    Urgency.EXPEDITE,
    Urgency.ORDER_NOW,
    Urgency.ORDER_SOON,
    Urgency.OVERSTOCK,
    Urgency.UNKNOWN_STOCK,
    Urgency.NO_FORECAST,
    Urgency.OK,
)

#: What loses sales unless something is done.
_TO_DO = WORST_FIRST[:4]
_ZERO: Final = Decimal(0)


class LeadTimeSource(StrEnum):
    """Source of a lead time."""

    PRODUCT = "product"
    LEARNED = "learned"
    SUPPLIER = "supplier"
    DEFAULT = "default"


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
    """

    purchase_order_id: str | None
    quantity: Decimal
    expected_on: date

    def overdue_days(self, day: date) -> int:
        """Return how many days late it is on a day."""
        return max((day - self.expected_on).days, 0)

    def comes_on(self, day: date, usual_delay_days: int = 0) -> date:
        """Return the day it comes, as seen from a day: with the usual delay, and when overdue, not before tomorrow."""
        likely = self.expected_on + timedelta(days=usual_delay_days)
        return max(likely, day + timedelta(days=1)) if self.expected_on < day else likely


@dataclass(frozen=True, kw_only=True)
class StockedProduct:
    """A product with its stock; :class:`domain.products.models.ProductDetails` says what each field means.

    ``on_order`` is the total: what purchase orders have open, line by line in ``inbound``, and what is on order without
    one. A later product of the same id has another ``created_at``; ``version`` counts the changes of this one.
    """

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
    supplier_id: str | None = None
    inbound: tuple[Arrival, ...] = ()
    created_at: datetime | None = None
    version: int = 0

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


class Selectable(Protocol):
    """Fields of a product that a list is filtered by."""

    @property
    def product_id(self) -> str:
        """The product's id."""
        ...

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def category(self) -> str:
        """Its category."""
        ...

    @property
    def supplier_id(self) -> str | None:
        """Its supplier; ``None`` when that is not known."""
        ...


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Filter of products to recommend for; ``text`` is looked for in id and name, upper and lower case alike."""

    category: str | None = None
    supplier_id: str | None = None
    product_id: str | None = None
    text: str | None = None

    def matches(self, product: Selectable) -> bool:
        """Tell whether a product is wanted, or what is said of one."""
        wanted = (self.text or "").casefold()
        return (
            self.category in {None, product.category}
            and self.supplier_id in {None, product.supplier_id}
            and self.product_id in {None, product.product_id}
            and (wanted in product.product_id.casefold() or wanted in product.name.casefold())
        )


#: The whole shop.
EVERYTHING: Final = Selection()


@dataclass(frozen=True)
class WaterfallLine:
    """One line of the sum from the forecast to the order.

    ``step`` lines are added; a ``subtotal`` and the ``total`` state the sum of the steps before them.
    """

    label: str
    quantity: Decimal
    source: str
    kind: Literal["step", "subtotal", "total"] = "step"


@dataclass(frozen=True)
class InboundLine:
    """Open quantity that is on its way; without a purchase order where none tells of it."""

    purchase_order_id: str | None
    quantity: Decimal
    expected_on: date
    overdue_days: int


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """Order recommendation of one product, with every number it rests on; ``None`` is what cannot be known.

    The fields' meanings are those of the API; see ``docs/openapi.json``.
    """

    product: StockedProduct
    urgency: Urgency
    reason: str
    as_of: date | None = None
    borrowed: bool = False
    lead_time_source: LeadTimeSource | None = None
    lead_time_days: int | None = None
    lead_time_std_days: float | None = None
    review_period_days: int | None = None
    inbound: tuple[InboundLine, ...] = ()
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
    snoozed: Snooze | None = None

    @property
    def product_id(self) -> str:
        """The product's id."""
        return self.product.product_id

    @property
    def name(self) -> str:
        """The product's name."""
        return self.product.name

    @property
    def rank(self) -> Rank:
        """Sort key, worst first."""
        money = self.excess_value if self.urgency is Urgency.OVERSTOCK else self.value_at_risk
        return rank(self.urgency, money, self.product_id, borrowed=self.borrowed)


def rank(urgency: Urgency, money: Decimal | None, product_id: str, *, borrowed: bool) -> Rank:
    """Return a sort key, worst first: by urgency, then by the money involved, then by id so that the order is total.

    Products that never sold are ranked apart: where something is to be done about them, behind all others that
    something is to be done about, since what they will sell is their category's guess.
    """
    place = WORST_FIRST.index(urgency)
    if place >= len(_TO_DO) or borrowed:
        place += len(_TO_DO)
    return place, -(money or _ZERO), product_id
