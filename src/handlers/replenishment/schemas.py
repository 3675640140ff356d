"""Recommendations as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from domain.replenishment.models import LeadTimeSource, Urgency
from domain.replenishment.snooze import REASON_MAX_LENGTH
from handlers.shared.json_types import JsonDate, JsonInstant, JsonNumber, RequestBody, ResponseBody
from handlers.shared.warnings import NO_PRODUCTS, WarningBody

Share = Annotated[JsonNumber, Field(ge=0, le=1)]
#: Recommendations of each urgency that an overview begins with.
FIRST_ROWS: Final = 5


class WaterfallLineBody(ResponseBody):
    """One line of the sum from the forecast to the order. The ``step`` lines add up to the ``total`` exactly."""

    label: str
    quantity: JsonNumber
    source: Annotated[str, Field(description="Where the number comes from.")]
    kind: Annotated[
        Literal["step", "subtotal", "total"],
        Field(description="A `step` is added; a `subtotal` or `total` states the sum of the steps so far."),
    ]


class InboundBody(ResponseBody):
    """Units on their way to the shop."""

    purchase_order_id: Annotated[
        str | None, Field(description="The purchase order they belong to; null when on order without one.")
    ]
    quantity: JsonNumber
    expected_on: date
    overdue_days: Annotated[int, Field(description="Days since they were expected; 0 when not overdue.")]


class NewSnooze(RequestBody):
    """Snooze to make: until when, and why."""

    until: Annotated[JsonDate, Field(description="The day on which the line is in the list again; a year at most.")]
    reason: Annotated[str, Field(min_length=1, max_length=REASON_MAX_LENGTH)]


class SnoozeBody(ResponseBody):
    """Snooze that keeps a recommendation out of the list."""

    until: Annotated[date, Field(description="The day on which it is in the list again.")]
    reason: str
    created_at: JsonInstant


class RecommendationBody(ResponseBody):
    """Order recommendation of one product, and its reason."""

    product_id: str
    name: str
    category: str
    status: Annotated[str, Field(description="`active` or `discontinued`; the latter is never ordered.")]
    as_of: Annotated[date | None, Field(description="The day the figures are for; null without a forecast.")]
    on_hand: Annotated[JsonNumber | None, Field(description="Units in stock as counted; null when unknown.")]
    on_order: JsonNumber
    supplier_id: Annotated[str | None, Field(description="Who delivers it; null when unknown.")]
    inbound: Annotated[
        list[InboundBody],
        Field(description="What is on its way, in the order in which it is likely to come."),
    ]
    borrowed: Annotated[
        bool,
        Field(description="It never sold: its demand is its category's, and it is ranked apart from what has sold."),
    ]
    lead_time_source: Annotated[
        LeadTimeSource | None,
        Field(
            description="Whose lead time the figures rest on: the `product`'s, `learned` from deliveries, the "
            "`supplier`'s, or the `default`; null without a forecast."
        ),
    ]
    lead_time_days: Annotated[
        int | None, Field(description="Days from an order to its delivery that the figures rest on, on average.")
    ]
    lead_time_std_days: Annotated[float | None, Field(description="Standard deviation of these days.")]
    review_period_days: Annotated[
        int | None,
        Field(description="Days from the next occasion to order to the one after it, as the figures have it."),
    ]
    stock_as_of: Annotated[date | None, Field(description="The day stock was counted.")]
    projected_on_hand: Annotated[
        JsonNumber | None, Field(description="Units in stock on `as_of`: the count, less what was sold since.")
    ]
    stockout_date: Annotated[
        date | None,
        Field(description="First day on which median demand exceeds stock and arrivals; null when none within a year."),
    ]
    days_of_cover: Annotated[JsonNumber | None, Field(description="Days until the last unit is used, at the median.")]
    stockout_probability: Annotated[
        Share | None,
        Field(description="Chance of running out on any day before an order placed now could arrive."),
    ]
    expected_demand: Annotated[
        JsonNumber | None, Field(description="Mean demand over the protection period (lead time and review period).")
    ]
    service_level: Annotated[Share, Field(description="Wanted cycle service level: chance of no stockout in a cycle.")]
    cycle_service_level: Annotated[
        Share | None, Field(description="Cycle service level that `order_up_to` reaches after rounding to whole units.")
    ]
    fill_rate: Annotated[
        Share | None, Field(description="Share of demand that `order_up_to` serves from stock; not the service level.")
    ]
    safety_stock: Annotated[JsonNumber | None, Field(description="`order_up_to` less `expected_demand`.")]
    reorder_point: Annotated[JsonNumber | None, Field(description="Quantile of demand over the lead time.")]
    order_up_to: Annotated[JsonNumber | None, Field(description="Quantile of demand over the protection period.")]
    recommended_order_quantity: Annotated[
        JsonNumber | None, Field(description="Units to order; null when stock is unknown or there is no forecast.")
    ]
    min_order_quantity: Annotated[JsonNumber, Field(description="The product's; no order is smaller.")]
    order_multiple: Annotated[JsonNumber, Field(description="The product's; orders are multiples of it.")]
    unit_cost: Annotated[JsonNumber | None, Field(description="The product's; null when unknown.")]
    order_value: Annotated[JsonNumber | None, Field(description="The order at `unit_cost`; null when that is unknown.")]
    order_by_date: Annotated[
        date | None, Field(description="Last day to order without falling below the service level; null: not soon.")
    ]
    urgency: Annotated[
        Urgency,
        Field(description="`expedite`: enough is on its way, but too late; `reason` says how many short, and when."),
    ]
    value_at_risk: Annotated[
        JsonNumber | None,
        Field(description="Expected units short before a delivery could arrive, at `current_price`."),
    ]
    excess_units: Annotated[
        JsonNumber | None, Field(description="Stock and orders beyond `order_up_to` and one review period's demand.")
    ]
    excess_value: Annotated[JsonNumber | None, Field(description="The excess at `unit_cost`; null when unknown.")]
    waterfall: list[WaterfallLineBody]
    reason: Annotated[str, Field(description="The recommendation in words.")]
    snoozed: Annotated[
        SnoozeBody | None, Field(description="Until when it is left out of the list, and why; null when it is not.")
    ]


ListedAsOf = Annotated[
    JsonInstant | None,
    Field(
        description="When order, filters and totals were last brought up to date: a change made since may not be in "
        "them yet, but is in the lines. Null when they were worked out for this answer."
    ),
]


class RecommendationTotals(ResponseBody):
    """All products that the filters leave, together: whatever the page or the urgency asked for."""

    products: Annotated[int, Field(description="Those that are not snoozed; all other figures are of these.")]
    snoozed: Annotated[int, Field(description="Those that are, and in no other figure.")]
    by_urgency: dict[Urgency, int]
    order_value: JsonNumber
    value_at_risk: JsonNumber
    excess_value: JsonNumber


class RecommendationPage(ResponseBody):
    """Some recommendations, and the cursor of the page that follows."""

    items: list[RecommendationBody]
    next_cursor: str | None
    totals: RecommendationTotals
    listed_as_of: ListedAsOf
    currency: Annotated[str, Field(description="ISO 4217 code of every amount of money.")]
    warnings: Annotated[list[WarningBody], Field(description=NO_PRODUCTS)]


class RecommendationLine(ResponseBody):
    """One product's recommendation in short; `GET /reports/inventory-recommendations/{product_id}` has all of it."""

    product_id: str
    name: str
    category: str
    supplier_id: str | None
    urgency: Urgency
    borrowed: bool
    on_hand: JsonNumber | None
    on_order: JsonNumber
    projected_on_hand: JsonNumber | None
    stockout_date: date | None
    days_of_cover: JsonNumber | None
    stockout_probability: Share | None
    recommended_order_quantity: JsonNumber | None
    order_value: JsonNumber | None
    order_by_date: date | None
    value_at_risk: JsonNumber | None
    excess_units: JsonNumber | None
    excess_value: JsonNumber | None
    reason: str


class UrgencyGroupBody(ResponseBody):
    """Products of one urgency, those that are snoozed left out: how many, what they come to, and the first of them."""

    urgency: Urgency
    products: int
    order_value: JsonNumber
    value_at_risk: JsonNumber
    excess_value: JsonNumber
    items: Annotated[
        list[RecommendationLine],
        Field(description=f"The first {FIRST_ROWS}, as `GET /reports/inventory-recommendations?urgency=` lists them."),
    ]
