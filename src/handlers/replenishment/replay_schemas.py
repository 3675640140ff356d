"""Policy replays and service-level curves as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from handlers.replenishment.schemas import Share
from handlers.shared.json_types import JsonNumber, ResponseBody


class ReplayResult(ResponseBody):
    """Result of one policy."""

    stockout_days: Annotated[int, Field(description="Product-days on which demand could not be met in full.")]
    units_short: JsonNumber
    value_short: Annotated[JsonNumber, Field(description="Units short at the selling price.")]
    fill_rate: Annotated[Share | None, Field(description="Share of demand served from stock; null without demand.")]
    cycle_service_level: Annotated[
        Share | None, Field(description="Share of review periods in which the product never ran out.")
    ]
    average_stock_units: JsonNumber
    average_stock_value: Annotated[JsonNumber | None, Field(description="At `unit_cost`; null when no cost is known.")]
    orders: int


class ReplayDay(ResponseBody):
    """One day of the replay, summed over its products."""

    date: date
    recommended_stock: Annotated[JsonNumber, Field(description="Units in stock at the end of the day.")]
    minmax_stock: JsonNumber
    sold: Annotated[JsonNumber, Field(description="Units demanded that day.")]


class ServiceCurvePoint(ResponseBody):
    """Service curve point: what the recommended policy would have reached, and tied up, at one service level."""

    service_level: Share
    fill_rate: Share | None
    cycle_service_level: Share | None
    stockout_days: int
    units_short: JsonNumber
    average_stock_units: JsonNumber
    average_stock_value: JsonNumber | None


class PolicyReplay(ResponseBody):
    """The recommended policy and a plain min/max, walked through the shop's own history."""

    product_id: str | None
    category: str | None
    products: Annotated[int, Field(description="Products replayed.")]
    products_skipped: Annotated[int, Field(description="Products with too short a history.")]
    first_date: date
    last_date: date
    days: int
    currency: str
    recommended: ReplayResult
    minmax: ReplayResult
    service_curve: list[ServiceCurvePoint]
    series: list[ReplayDay]
    assumptions: list[str]


class ServiceCurve(ResponseBody):
    """Service against the stock it takes: what each service level would have reached over the shop's own history."""

    product_id: str | None
    category: str | None
    products: int
    products_skipped: int
    first_date: date
    last_date: date
    currency: str
    points: list[ServiceCurvePoint]
    minmax: Annotated[ReplayResult, Field(description="The plain min/max over the same days, to compare with.")]
    assumptions: list[str]
