"""``/reports``: what to order, what is forecast, and how the policy would have done."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from domain.reporting.models import ReportFormat, Urgency
from domain.shared.paging import DEFAULT_PAGE_SIZE
from handlers.reporting.schemas import (
    ForecastSummary,
    PolicyReplay,
    RecommendationPage,
    ReportFile,
    ReportJob,
    ServiceCurve,
)
from handlers.shared.cursors import PageCursor, PageLimit
from handlers.shared.http import entry_point
from handlers.shared.responses import documented

app = APIGatewayRestResolver(enable_validation=True, response_validation_error_http_code=500)

Category = Annotated[str | None, Query(max_length=100, description="Only products of this category.")]
ReplayedProduct = Annotated[str | None, Query(max_length=64, description="One product; not with `category`.")]
Format = Annotated[
    ReportFormat,
    Query(
        description="`json` answers at once; the others make a file and answer where to fetch it, "
        "or 202 with a status address when making it takes longer."
    ),
]
MAX_HORIZON_DAYS = 365


def _documented(model: Any, *errors: HTTPStatus) -> dict[int, Any]:
    """Return the answers of a report that is JSON, a file, or a file in the making."""
    answers = documented(HTTPStatus.OK, model | ReportFile, *errors, description="The report, or where its file is")
    accepted = {"description": "The file is being made", "content": {"application/json": {"model": ReportJob}}}
    return dict(sorted({**answers, int(HTTPStatus.ACCEPTED): accepted}.items()))


@app.get(
    "/reports/forecast-summary",
    tags=["Reports"],
    summary="Sum up the latest forecasts",
    responses=_documented(ForecastSummary, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def forecast_summary(
    category: Category = None,
    horizon_days: Annotated[
        int | None,
        Query(ge=1, le=MAX_HORIZON_DAYS, description="Only the first days of each forecast; all of them unless told."),
    ] = None,
    format: Format = ReportFormat.JSON,  # noqa: A002  # the parameter's public name
) -> Response[ForecastSummary | ReportFile | ReportJob]:
    """Return totals, by category and by month, risers and fallers, accuracy, and what needs attention."""
    raise NotImplementedError


@app.get(
    "/reports/inventory-recommendations",
    tags=["Reports"],
    summary="Say what to order, when and why",
    responses=_documented(RecommendationPage, HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def inventory_recommendations(
    category: Category = None,
    urgency: Annotated[Urgency | None, Query(description="Only recommendations of this urgency.")] = None,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
    format: Format = ReportFormat.JSON,  # noqa: A002  # the parameter's public name
) -> Response[RecommendationPage | ReportFile | ReportJob]:
    """Return recommendations, worst first; files hold all of them, `limit` and `cursor` are for JSON."""
    raise NotImplementedError


@app.get(
    "/reports/policy-replay",
    tags=["Reports"],
    summary="Replay the policy over the shop's own history",
    responses=documented(HTTPStatus.OK, PolicyReplay, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def policy_replay(product_id: ReplayedProduct = None, category: Category = None) -> PolicyReplay:
    """Walk the recommended policy and a plain min/max through past sales, and count what each would have missed."""
    raise NotImplementedError


@app.get(
    "/reports/service-curve",
    tags=["Reports"],
    summary="Weigh service against stock",
    responses=documented(HTTPStatus.OK, ServiceCurve, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def service_curve(product_id: ReplayedProduct = None, category: Category = None) -> ServiceCurve:
    """Replay the recommended policy at several service levels: how much service each buys for how much stock."""
    raise NotImplementedError


@app.get(
    "/reports/jobs/<report_id>",
    tags=["Reports"],
    summary="Ask how far a report is",
    responses=documented(HTTPStatus.OK, ReportJob, HTTPStatus.NOT_FOUND),
)
def report_job(report_id: Annotated[str, Path(description="The report's id.")]) -> ReportJob:
    """Return a report's status, and once it is completed where to fetch it."""
    raise NotImplementedError


handler = entry_point(app)
