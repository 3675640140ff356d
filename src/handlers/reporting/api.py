"""``/reports`` and ``/exports``: what to order, what is forecast, how the policy would have done, and all as files."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Depends, Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from domain.replenishment.models import Selection, Urgency
from domain.replenishment.worklist import Sort
from domain.reporting.models import ReportFilters, ReportFormat, ReportKind
from domain.reporting.service.files import ReportService
from domain.reporting.service.summaries import SummaryService
from domain.shared.paging import DEFAULT_PAGE_SIZE
from handlers.replenishment.api import Category, Listing, recommendation_page
from handlers.replenishment.api import router as replenishment
from handlers.replenishment.schemas import FIRST_ROWS, RecommendationPage
from handlers.reporting.container import container
from handlers.reporting.exports import router as exports
from handlers.reporting.file_answers import file_answer, job_body
from handlers.reporting.schemas import ForecastSummary, ReportFile, ReportJob, Today
from handlers.reporting.summary_answers import summary_body
from handlers.reporting.today_answers import today_body
from handlers.shared.cursors import PageCursor, PageLimit
from handlers.shared.http import entry_point
from handlers.shared.responses import documented

app = APIGatewayRestResolver(enable_validation=True, response_validation_error_http_code=500)
app.include_router(replenishment)
app.include_router(exports)

Format = Annotated[
    ReportFormat,
    Query(
        description="`json` answers at once; the others make a file and answer where to fetch it, "
        "or 202 with a status address when making it takes longer."
    ),
]
MAX_HORIZON_DAYS = 365


def summary_service() -> SummaryService:
    """Return the service that sums forecasts up."""
    return container.summary_service()


def report_service() -> ReportService:
    """Return the service that makes files."""
    return container.report_service()


Summaries = Annotated[SummaryService, Depends(summary_service)]
Reports = Annotated[ReportService, Depends(report_service)]


def _documented(model: Any, *errors: HTTPStatus) -> dict[int, Any]:
    """Return the answers of a report that is JSON, a file, or a file in the making."""
    answers = documented(HTTPStatus.OK, model | ReportFile, *errors, description="The report, or where its file is")
    accepted = {"description": "The file is being made", "content": {"application/json": {"model": ReportJob}}}
    return dict(sorted({**answers, int(HTTPStatus.ACCEPTED): accepted}.items()))


@app.get(
    "/reports/forecast-summary",
    tags=["Reports"],
    summary="Sum up the latest forecasts",
    responses=_documented(ForecastSummary),
)
def get_forecast_summary(
    summaries: Summaries,
    reports: Reports,
    category: Category = None,
    horizon_days: Annotated[
        int | None,
        Query(ge=1, le=MAX_HORIZON_DAYS, description="Only the first days of each forecast; all of them unless told."),
    ] = None,
    format: Format = ReportFormat.JSON,  # noqa: A002  # the parameter's public name
) -> Response[ForecastSummary | ReportFile | ReportJob]:
    """Return totals, by category and by month, risers and fallers, accuracy, and what needs attention."""
    if format is not ReportFormat.JSON:
        filters = ReportFilters(category=category, horizon_days=horizon_days)
        report = reports.request(ReportKind.FORECAST_SUMMARY, format, filters)
        return file_answer(report, reports.link(report))
    return _answer(summary_body(summaries.summarise(category, horizon_days), container.currency()))


@app.get(
    "/reports/today",
    tags=["Reports"],
    summary="Say what needs doing today",
    responses=documented(HTTPStatus.OK, Today),
)
def get_today(listing: Listing, summaries: Summaries) -> Today:
    """Return counts and money by urgency with the first recommendations of each, accuracy, and data to look at."""
    return today_body(listing.overview(FIRST_ROWS), summaries.checks(), container.currency())


@app.get(
    "/reports/inventory-recommendations",
    tags=["Reports"],
    summary="Say what to order, when and why",
    responses=_documented(RecommendationPage, HTTPStatus.BAD_REQUEST),
)
def list_inventory_recommendations(
    listing: Listing,
    reports: Reports,
    category: Category = None,
    urgency: Annotated[Urgency | None, Query(description="Only recommendations of this urgency.")] = None,
    supplier_id: Annotated[str | None, Query(max_length=64, description="Only products of this supplier.")] = None,
    product_id: Annotated[str | None, Query(max_length=64, description="Only this product.")] = None,
    q: Annotated[str | None, Query(max_length=200, description="Part of an id or a name.")] = None,
    sort: Annotated[
        Sort,
        Query(
            description="`urgency`: worst first. Else by this field: dates and days from the soonest on, "
            "amounts from the largest on, what is not known last."
        ),
    ] = Sort.URGENCY,
    snoozed: Annotated[bool, Query(description="Only those that are snoozed, which the list leaves out.")] = False,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
    format: Format = ReportFormat.JSON,  # noqa: A002  # the parameter's public name
) -> Response[RecommendationPage | ReportFile | ReportJob]:
    """Return recommendations, worst first or as asked; files hold all of them, `limit` and `cursor` are for JSON."""
    if format is not ReportFormat.JSON:
        filters = ReportFilters(
            category=category,
            urgency=urgency,
            supplier_id=supplier_id,
            product_id=product_id,
            text=q,
            sort=sort,
            snoozed=snoozed,
        )
        report = reports.request(ReportKind.INVENTORY_RECOMMENDATIONS, format, filters)
        return file_answer(report, reports.link(report))
    selection = Selection(category=category, supplier_id=supplier_id, product_id=product_id, text=q)
    return _answer(recommendation_page(listing, selection, urgency, sort, limit, cursor, snoozed=snoozed))


@app.get(
    "/reports/jobs/<report_id>",
    tags=["Reports"],
    summary="Ask how far a report is",
    responses=documented(HTTPStatus.OK, ReportJob, HTTPStatus.NOT_FOUND),
)
def get_report_job(
    reports: Reports, report_id: Annotated[str, Path(max_length=64, description="The report's id.")]
) -> ReportJob:
    """Return a report's status, and once it is completed where to fetch it."""
    report = reports.get(report_id)
    return job_body(report, reports.link(report))


def _answer[T](body: T) -> Response[T]:
    return Response(status_code=int(HTTPStatus.OK), content_type="application/json", body=body)


handler = entry_point(app)
