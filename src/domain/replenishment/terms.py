"""Terms of supply as seen from a planning day: when can be ordered, when it arrives, and how long that has to last."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.replenishment.inbound import LeadTime, OrderDays
from domain.replenishment.models import LeadTimeSource

if TYPE_CHECKING:
    from datetime import date

    from domain.replenishment.inbound import ProductSupply
    from domain.replenishment.models import StockedProduct

#: A product's lead time when nobody said one; :class:`domain.products.models.ProductDetails` sets it.
DEFAULT_LEAD_TIME_DAYS: Final = 7
_WEEK: Final = 7
_ANY_DAY: Final = OrderDays()


@dataclass(frozen=True, kw_only=True)
class SupplyTerms:
    """Terms of supply of a product on a planning day.

    Parameters
    ----------
    lead_time
        Days from ordering to delivery.
    order_in_days
        Days until the next occasion to order: 0 unless the supplier takes orders on other weekdays only.
    review_days
        Days from that occasion to the one after it.
    order_offsets
        Occasions to order in the time that is looked ahead, in days from the planning day; empty when any day will do.
    """

    lead_time: LeadTime
    order_in_days: int = 0
    review_days: int
    order_offsets: tuple[int, ...] = field(default=())

    @property
    def delivery_days(self) -> int:
        """Days until what is ordered at the next occasion arrives, on average."""
        return self.order_in_days + self.lead_time.days

    @property
    def longest_delivery_days(self) -> int:
        """Days until what is ordered at the next occasion has arrived for certain, as far as lead times are known."""
        return self.order_in_days + self.lead_time.longest

    @property
    def protection_days(self) -> int:
        """Days that stock, arrivals and the next order have to last: until the delivery of the order after it, P."""
        return self.delivery_days + self.review_days


def supply_terms(product: StockedProduct, supply: ProductSupply, day: date, reach: int) -> SupplyTerms:
    """Return a product's terms on a day.

    A supplier's weekdays make the review period uneven: it runs from the next weekday that takes orders to the one
    after it. A review period of more than a week leaves out the weekdays that come too early for it.

    Parameters
    ----------
    reach
        How many days ahead occasions to order are listed.
    """
    lead_time = supply.lead_time or own_lead_time(product)
    days = supply.order_days or _ANY_DAY
    review = days.review_period_days or product.review_period_days
    if not days.weekdays:
        return SupplyTerms(lead_time=lead_time, review_days=review)
    first = _next_weekday(day, days.weekdays, 0)
    second = _next_weekday(day, days.weekdays, first + (review if review > _WEEK else 1))
    later = range(second, reach + 1)
    return SupplyTerms(
        lead_time=lead_time,
        order_in_days=first,
        review_days=second - first,
        order_offsets=(first, *(ahead for ahead in later if (day.weekday() + ahead) % _WEEK in days.weekdays)),
    )


def _next_weekday(day: date, weekdays: frozenset[int], ahead: int) -> int:
    """Return in how many days, ``ahead`` or more, one of the weekdays comes."""
    return next(days for days in range(ahead, ahead + _WEEK) if (day.weekday() + days) % _WEEK in weekdays)


def own_lead_time(product: StockedProduct) -> LeadTime:
    """Return the lead time that the product itself states, or the default."""
    untouched = product.lead_time_days == DEFAULT_LEAD_TIME_DAYS and not product.lead_time_std_days
    return LeadTime(
        source=LeadTimeSource.DEFAULT if untouched else LeadTimeSource.PRODUCT,
        weights={product.lead_time_days: 1.0},
        std_days=Decimal(product.lead_time_std_days),
    )
