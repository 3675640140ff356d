"""The forecast summary, and reports as files, as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Self

from pydantic import Field

from domain.reporting.models import Exported, ExportFormat, ReportFormat, ReportKind, ReportStatus
from handlers.replenishment.schemas import ListedAsOf, RecommendationTotals, UrgencyGroupBody
from handlers.shared.json_types import JsonInstant, JsonNumber, RequestBody, ResponseBody
from handlers.shared.summaries import SummedAsOf
from handlers.shared.warnings import UNKNOWN_CATEGORY, WarningBody

if TYPE_CHECKING:
    from domain.reporting.models import Export, ReportLink

#: Notes of products that need attention that an overview begins with.
FIRST_NOTES: Final = 10


class ForecastTotals(ResponseBody):
    """The forecast of all products together."""

    products: Annotated[int, Field(description="Products with a forecast.")]
    products_without_forecast: int
    predicted_demand: JsonNumber
    level: Annotated[JsonNumber, Field(description="How often demand is expected between `lower` and `upper`.")]
    lower: Annotated[
        JsonNumber | None,
        Field(description="Sum of the products' own lower bounds: cautious, as if all erred together."),
    ]
    upper: JsonNumber | None
    previous_demand: Annotated[JsonNumber | None, Field(description="Sold in as many days before the forecast.")]
    predicted_revenue: Annotated[JsonNumber | None, Field(description="Predicted demand at today's prices.")]


class ForecastCategory(ResponseBody):
    """One category's part of the forecast."""

    category: str
    products: int
    predicted_demand: JsonNumber
    previous_demand: JsonNumber | None
    predicted_revenue: JsonNumber | None


class ForecastMonth(ResponseBody):
    """One calendar month's part of the forecast; the first and the last may be partial."""

    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    days: Annotated[int, Field(description="Days of this month that the forecast covers.")]
    predicted_demand: JsonNumber
    lower: JsonNumber | None
    upper: JsonNumber | None


class Mover(ResponseBody):
    """A product whose demand is forecast to change."""

    product_id: str
    name: str
    category: str
    predicted_demand: JsonNumber
    previous_demand: JsonNumber
    change_pct: Annotated[JsonNumber | None, Field(description="Null when nothing was sold before.")]


class SummaryCoverage(ResponseBody):
    """Interval coverage over all products and backtested days."""

    level: JsonNumber
    expected: JsonNumber
    actual: JsonNumber | None
    points: int


class SummaryAccuracy(ResponseBody):
    """Accuracy of the products' own backtests, weighted by volume."""

    products: Annotated[int, Field(description="Products with a backtest.")]
    wape: JsonNumber | None
    bias: JsonNumber | None
    naive_wape: Annotated[JsonNumber | None, Field(description="The seasonal naive forecast on the same days.")]
    skill_vs_naive: Annotated[JsonNumber | None, Field(description="1 - wape / naive_wape; below 0, naive was better.")]
    coverage: SummaryCoverage | None


class Attention(ResponseBody):
    """A product that somebody should look at."""

    product_id: str
    name: str
    code: str
    detail: str


class ForecastSummary(ResponseBody):
    """The latest forecasts of the catalogue, or of one category."""

    category: str | None
    horizon_days: int
    generated_at: Annotated[JsonInstant | None, Field(description="When the newest of the forecasts was made.")]
    first_date: date | None
    last_date: date | None
    currency: str
    summed_as_of: SummedAsOf
    totals: ForecastTotals
    by_category: list[ForecastCategory]
    by_month: list[ForecastMonth]
    risers: list[Mover]
    fallers: list[Mover]
    accuracy: SummaryAccuracy
    attention: Annotated[list[Attention], Field(description="The most important first, at most 100.")]
    attention_total: int
    warnings: Annotated[list[WarningBody], Field(description=UNKNOWN_CATEGORY)]


class Today(ResponseBody):
    """The shop on one day: what to do about stock, how good the forecasts are, and what data to look at."""

    today: Annotated[date, Field(description="The day in UTC that the figures are for.")]
    currency: str
    listed_as_of: ListedAsOf
    totals: Annotated[RecommendationTotals, Field(description="As `GET /reports/inventory-recommendations` has them.")]
    groups: Annotated[list[UrgencyGroupBody], Field(description="Every urgency once, the worst first.")]
    accuracy: Annotated[SummaryAccuracy, Field(description="As `GET /reports/forecast-summary` has it.")]
    attention: Annotated[
        list[Attention],
        Field(description=f"Forecasts and data to look at: the {FIRST_NOTES} most important; the summary has more."),
    ]
    attention_total: int


class ReportFile(ResponseBody):
    """A report as a file, behind an address that works until it expires."""

    report_id: str
    url: str
    expires_at: JsonInstant


class ReportJob(ResponseBody):
    """A report that is made in the background, or has been."""

    report_id: str
    kind: ReportKind
    format: ReportFormat
    status: ReportStatus
    status_url: str
    created_at: JsonInstant
    completed_at: JsonInstant | None
    url: Annotated[str | None, Field(description="Where the file can be fetched once completed; new on every read.")]
    expires_at: Annotated[JsonInstant | None, Field(description="When `url` stops working.")]
    error: Annotated[str | None, Field(description="What went wrong, when it failed.")]


class NewExport(RequestBody):
    """An export to be made."""

    what: Annotated[Exported, Field(description="Every product's days of sales, or its latest forecast.")]
    format: Annotated[
        ExportFormat,
        Field(
            description="`csv`: a row a day, histories as `POST /sales-data/upload` takes them, formulas harmless. "
            "`ndjson`: a JSON object a line, histories as items of `POST /sales-data`, forecasts as items of "
            "`GET /forecasts` with their totals, which quantiles of days do not add up to."
        ),
    ]


class ExportBody(ResponseBody):
    """An export, made or being made."""

    export_id: str
    what: Exported
    format: ExportFormat
    status: ReportStatus
    status_url: str
    created_at: JsonInstant
    completed_at: JsonInstant | None
    products: Annotated[int, Field(description="Products that are in the file so far; those without data are not.")]
    rows: Annotated[int, Field(description="Lines that are in the file so far, without a head.")]
    url: Annotated[str | None, Field(description="Where to fetch the file, once it is completed.")]
    expires_at: Annotated[JsonInstant | None, Field(description="When `url` ends; asking again gives a new one.")]
    error: Annotated[str | None, Field(description="What to do about an export that failed.")]

    @classmethod
    def of(cls, export: Export, link: ReportLink | None) -> Self:
        """Return the JSON form."""
        return cls(
            export_id=export.export_id,
            what=export.what,
            format=export.format,
            status=export.status,
            status_url=f"/exports/{export.export_id}",
            created_at=export.created_at,
            completed_at=export.completed_at,
            products=export.products,
            rows=export.rows,
            url=link.url if link else None,
            expires_at=link.expires_at if link else None,
            error=export.error,
        )
