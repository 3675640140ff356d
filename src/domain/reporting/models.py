"""Models of reporting: products, their latest forecasts, and reports as files.

Quantities are in the product's own unit, money in the shop's currency, times in days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.shared.demand_series import DemandForecast

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class ReportKind(StrEnum):
    """Kind of a report."""

    FORECAST_SUMMARY = "forecast-summary"
    INVENTORY_RECOMMENDATIONS = "inventory-recommendations"


class ReportFormat(StrEnum):
    """Format of a report."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


class ReportStatus(StrEnum):
    """Status of a report made in the background."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class ListedProduct:
    """A product as the summary lists it."""

    product_id: str
    name: str
    category: str
    current_price: Decimal
    status: str

    @property
    def discontinued(self) -> bool:
        """True when the product is no longer bought."""
        return self.status == "discontinued"


@dataclass(frozen=True, kw_only=True)
class ForecastAccuracy:
    """Accuracy of a product's forecasts on its own past; ``None`` is what cannot be known.

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
class LatestForecast(DemandForecast):
    """A product's latest forecast with how it was made and how good it was.

    Parameters
    ----------
    horizon_days
        Days that were asked for; arrays may go on beyond them, so that orders with long lead times can be planned.
    """

    generated_at: datetime
    horizon_days: int
    pattern: str = "smooth"
    method: str = ""
    suspected_stockout_days: int = 0
    degraded: bool = False
    accuracy: ForecastAccuracy | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 1 <= self.horizon_days <= self.mean.shape[0]:
            raise ValueError("a forecast covers the days that were asked for")


@dataclass(frozen=True, kw_only=True)
class ReportFilters:
    """Filters and order of a report; ``urgency`` and ``sort`` are recommendations' own, taken as they were given."""

    category: str | None = None
    horizon_days: int | None = None
    urgency: str | None = None
    supplier_id: str | None = None
    product_id: str | None = None
    text: str | None = None
    sort: str | None = None
    snoozed: bool = False


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report asked for, made or being made."""

    report_id: str
    kind: ReportKind
    format: ReportFormat
    status: ReportStatus
    created_at: datetime
    filters: ReportFilters = field(default_factory=ReportFilters)
    completed_at: datetime | None = None
    location: str | None = None
    error: str | None = None


class Exported(StrEnum):
    """Data that an export holds, of all products."""

    HISTORIES = "histories"
    FORECASTS = "forecasts"


class ExportFormat(StrEnum):
    """Format of an export."""

    NDJSON = "ndjson"
    CSV = "csv"


@dataclass(frozen=True, kw_only=True)
class Export:
    """An export asked for, and how far it is written.

    Parameters
    ----------
    status
        Queued, running or completed; one that is silent for too long has failed.
    updated_at, version
        Time and count of what was noted of it; whoever notes something has seen the version before.
    products, rows
        Products and lines in the parts.
    after
        Last product in the parts; ``None`` before the first.
    upload, parts
        The storage's names for the file in the making and for the content of each of its parts.
    location
        Key of the finished file.
    """

    export_id: str
    what: Exported
    format: ExportFormat
    status: ReportStatus
    created_at: datetime
    updated_at: datetime
    version: int = 1
    products: int = 0
    rows: int = 0
    after: str | None = None
    upload: str | None = None
    parts: tuple[str, ...] = ()
    completed_at: datetime | None = None
    location: str | None = None
    error: str | None = None


@dataclass(frozen=True)
class ReportLink:
    """An address at which a file can be fetched until ``expires_at``."""

    url: str
    expires_at: datetime
