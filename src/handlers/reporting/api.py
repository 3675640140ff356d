"""``/reports``: what to order, what is forecast, and how the policy would have done."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Depends, Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from domain.reporting.listing import ListPosition
from domain.reporting.models import Report, ReportFormat, ReportKind, ReportStatus, Urgency
from domain.reporting.service.files import ReportService
from domain.reporting.service.recommendations import RecommendationService
from domain.reporting.service.replays import ReplayService
from domain.reporting.service.summaries import SummaryService
from domain.shared.paging import DEFAULT_PAGE_SIZE
from handlers.reporting.answers import job_body, recommendation_body, totals_body
from handlers.reporting.container import container
from handlers.reporting.replay_answers import curve_body, replay_body
from handlers.reporting.replay_schemas import PolicyReplay, ServiceCurve
from handlers.reporting.schemas import ForecastSummary, RecommendationPage, ReportFile, ReportJob
from handlers.reporting.summary_answers import summary_body
from handlers.shared.cursors import PageCursor, PageLimit, cursors
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
_LISTING = "inventory-recommendations"
#: Presigned addresses end; no cache may hand one out later.
_NOT_TO_BE_KEPT = {"Cache-Control": "no-store"}


def recommendation_service() -> RecommendationService:
    """Return the service that says what to order."""
    return container.recommendation_service()


def summary_service() -> SummaryService:
    """Return the service that sums forecasts up."""
    return container.summary_service()


def replay_service() -> ReplayService:
    """Return the service that replays policies."""
    return container.replay_service()


def report_service() -> ReportService:
    """Return the service that makes files."""
    return container.report_service()


Recommendations = Annotated[RecommendationService, Depends(recommendation_service)]
Summaries = Annotated[SummaryService, Depends(summary_service)]
Replays = Annotated[ReplayService, Depends(replay_service)]
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
    responses=_documented(ForecastSummary, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def forecast_summary(
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
        return _file(
            reports,
            reports.request(ReportKind.FORECAST_SUMMARY, format, category=category, horizon_days=horizon_days),
        )
    return _answer(summary_body(summaries.summarise(category, horizon_days), container.currency()))


@app.get(
    "/reports/inventory-recommendations",
    tags=["Reports"],
    summary="Say what to order, when and why",
    responses=_documented(RecommendationPage, HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def inventory_recommendations(
    recommendations: Recommendations,
    reports: Reports,
    category: Category = None,
    urgency: Annotated[Urgency | None, Query(description="Only recommendations of this urgency.")] = None,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
    format: Format = ReportFormat.JSON,  # noqa: A002  # the parameter's public name
) -> Response[RecommendationPage | ReportFile | ReportJob]:
    """Return recommendations, worst first; files hold all of them, `limit` and `cursor` are for JSON."""
    if format is not ReportFormat.JSON:
        return _file(
            reports,
            reports.request(ReportKind.INVENTORY_RECOMMENDATIONS, format, category=category, urgency=urgency),
        )
    filters = {"category": category, "urgency": urgency}
    position = cursors().decode(cursor, _LISTING, filters)
    after = ListPosition.parse(position) if position else None
    listed = recommendations.list(category, after)
    items, following = listed.page(urgency, limit, after)
    return _answer(
        RecommendationPage(
            items=[recommendation_body(item) for item in items],
            next_cursor=cursors().encode(str(following) if following else None, _LISTING, filters),
            totals=totals_body(listed.totals),
            currency=container.currency(),
        )
    )


@app.get(
    "/reports/policy-replay",
    tags=["Reports"],
    summary="Replay the policy over the shop's own history",
    responses=documented(HTTPStatus.OK, PolicyReplay, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def policy_replay(replays: Replays, product_id: ReplayedProduct = None, category: Category = None) -> PolicyReplay:
    """Walk the recommended policy and a plain min/max through past sales, and count what each would have missed."""
    return replay_body(replays.replay(product_id, category), container.currency())


@app.get(
    "/reports/service-curve",
    tags=["Reports"],
    summary="Weigh service against stock",
    responses=documented(HTTPStatus.OK, ServiceCurve, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def service_curve(replays: Replays, product_id: ReplayedProduct = None, category: Category = None) -> ServiceCurve:
    """Replay the recommended policy at several service levels: how much service each buys for how much stock."""
    return curve_body(replays.replay(product_id, category), container.currency())


@app.get(
    "/reports/jobs/<report_id>",
    tags=["Reports"],
    summary="Ask how far a report is",
    responses=documented(HTTPStatus.OK, ReportJob, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def report_job(
    reports: Reports, report_id: Annotated[str, Path(max_length=64, description="The report's id.")]
) -> ReportJob:
    """Return a report's status, and once it is completed where to fetch it."""
    report = reports.get(report_id)
    return job_body(report, reports.link(report))


def _answer[T](body: T) -> Response[T]:
    return Response(status_code=int(HTTPStatus.OK), content_type="application/json", body=body)


def _file(reports: ReportService, report: Report) -> Response[Any]:
    """Answer where a file is, or where to ask for it while it is being made."""
    link = reports.link(report)
    if report.status is ReportStatus.COMPLETED and link is not None:
        found = ReportFile(report_id=report.report_id, url=link.url, expires_at=link.expires_at)
        return Response(
            status_code=int(HTTPStatus.OK), content_type="application/json", body=found, headers=_NOT_TO_BE_KEPT
        )
    job = job_body(report, link)
    return Response(
        status_code=int(HTTPStatus.ACCEPTED),
        content_type="application/json",
        body=job,
        headers={"Location": job.status_url, "Retry-After": "2", **_NOT_TO_BE_KEPT},
    )


handler = entry_point(app)
