"""What reports are about, and what they say.

Quantities are in the product's own unit, money in the shop's currency, times in days. Arrays are numpy's, because the
arithmetic over a year of days is; everything a reader sees is a ``Decimal``, a date or a word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from numpy.typing import NDArray

type FloatArray = NDArray[np.float64]
type BoolArray = NDArray[np.bool_]
type IntArray = NDArray[np.int64]


class ReportKind(StrEnum):
    """Which report."""

    FORECAST_SUMMARY = "forecast-summary"
    INVENTORY_RECOMMENDATIONS = "inventory-recommendations"


class ReportFormat(StrEnum):
    """How a report is written."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


class ReportStatus(StrEnum):
    """How far a report made in the background has come."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class Urgency(StrEnum):
    """How soon somebody has to do something about a product's stock."""

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
    """A product as reports need it; see :class:`domain.products.models.ProductDetails` for what each field means."""

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
        """Whether the product is no longer bought."""
        return self.status == "discontinued"

    @property
    def protection_days(self) -> int:
        """Days one order has to last: until the delivery of the next one, lead time plus review period."""
        return self.lead_time_days + self.review_period_days

    @property
    def sold_in_whole_units(self) -> bool:
        """Whether quantities are counted in pieces: they are when the pack size is a whole number."""
        return self.order_multiple == self.order_multiple.to_integral_value()


@dataclass(frozen=True, kw_only=True)
class ForecastAccuracy:
    """How a product's forecasts did on its own past; ``None`` is what cannot be known.

    Parameters
    ----------
    points, volume
        Days that were forecast and have been sold since, and the units sold on them.
    wape, bias, naive_wape
        Errors relative to the units sold; ``naive_wape`` is the seasonal naive forecast's on the same days.
    coverage_level, coverage_actual, coverage_points
        How often an interval of this level held what was sold, on how many days.
    """

    points: int
    volume: float
    wape: float | None
    bias: float | None
    naive_wape: float | None
    coverage_level: float | None = None
    coverage_actual: float | None = None
    coverage_points: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class DemandForecast:
    """The latest forecast of a product for the H days from ``start`` on.

    Parameters
    ----------
    mean
        Expected units of each day, shape (H,).
    cumulative_mean, cumulative
        Mean of the sum of the first k days, k = 1..H, shape (H,), and its quantiles at ``levels``, shape (H, Q).
    levels
        Probability levels, ascending, shape (Q,).
    horizon_days
        Days that were asked for; arrays may go on beyond them, so that orders with long lead times can be planned.
    last_sale_date
        Last day of the sales the forecast was made from.
    """

    product_id: str
    generated_at: datetime
    horizon_days: int
    start: date
    mean: FloatArray
    cumulative_mean: FloatArray
    levels: FloatArray
    cumulative: FloatArray
    pattern: str = "smooth"
    method: str = ""
    last_sale_date: date | None = None
    suspected_stockout_days: int = 0
    degraded: bool = False
    accuracy: ForecastAccuracy | None = None

    def __post_init__(self) -> None:
        days, levels = self.mean.shape[0], self.levels.shape[0]
        if (
            not 1 <= self.horizon_days <= days
            or self.cumulative_mean.shape != (days,)
            or self.cumulative.shape != (days, levels)
        ):
            raise ValueError("a forecast has as many cumulative rows as days, and one column a level")

    @property
    def end(self) -> date:
        """Last day that is forecast."""
        return self.start + timedelta(days=self.mean.shape[0] - 1)


@dataclass(frozen=True, kw_only=True, eq=False)
class SalesSeries:
    """What a product sold, a value a day from ``start`` on, shape (T,); ``nan`` where no sale was recorded."""

    product_id: str
    start: date
    quantity: FloatArray

    @property
    def end(self) -> date:
        """Last day of the series, the day before ``start`` when it is empty."""
        return self.start + timedelta(days=self.quantity.shape[0] - 1)

    def total(self, first: date, last: date) -> float:
        """Return the units sold from ``first`` to ``last``, both included."""
        begin = max((first - self.start).days, 0)
        return float(np.nansum(self.quantity[begin : max((last - self.start).days + 1, begin)]))


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
    """What to do about one product's stock, with every number it rests on; ``None`` is what cannot be known.

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
    order_quantity: Decimal | None = None
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


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report asked for, made or being made."""

    report_id: str
    kind: ReportKind
    format: ReportFormat
    status: ReportStatus
    created_at: datetime
    category: str | None = None
    urgency: Urgency | None = None
    horizon_days: int | None = None
    completed_at: datetime | None = None
    location: str | None = None
    error: str | None = None


@dataclass(frozen=True)
class ReportLink:
    """An address at which a file can be fetched until ``expires_at``."""

    url: str
    expires_at: datetime
