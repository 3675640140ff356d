"""Answers about reports as files: where a file is, or where to ask for it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response

from domain.reporting.models import ReportStatus
from handlers.reporting.schemas import ReportFile, ReportJob

if TYPE_CHECKING:
    from domain.reporting.models import Report, ReportLink

#: Presigned addresses end; no cache may hand one out later.
NOT_TO_BE_KEPT = {"Cache-Control": "no-store"}


def file_answer(report: Report, link: ReportLink | None) -> Response[Any]:
    """Return where a file is, or where to ask for it while it is being made."""
    if report.status is ReportStatus.COMPLETED and link is not None:
        found = ReportFile(report_id=report.report_id, url=link.url, expires_at=link.expires_at)
        return Response(
            status_code=int(HTTPStatus.OK), content_type="application/json", body=found, headers=NOT_TO_BE_KEPT
        )
    job = job_body(report, link)
    return Response(
        status_code=int(HTTPStatus.ACCEPTED),
        content_type="application/json",
        body=job,
        headers={"Location": job.status_url, "Retry-After": "2", **NOT_TO_BE_KEPT},
    )


def job_body(report: Report, link: ReportLink | None) -> ReportJob:
    """Return what is known of a report as JSON."""
    return ReportJob(
        report_id=report.report_id,
        kind=report.kind,
        format=report.format,
        status=report.status,
        status_url=f"/reports/jobs/{report.report_id}",
        created_at=report.created_at,
        completed_at=report.completed_at,
        url=link.url if link else None,
        expires_at=link.expires_at if link else None,
        error=report.error,
    )
