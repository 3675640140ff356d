"""Makes large files in the background: one asynchronous call ``{"report_id", "correlation_id"}`` a report, or
``{"export_id", "correlation_id"}`` an export, which calls itself again for what it has no time for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from domain.reporting.errors import ExportNotFoundError, ReportNotFoundError
from domain.reporting.models import ReportStatus
from handlers.reporting.container import container
from handlers.shared import observability

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

#: What two hundred products and a part of a file may take, and some more.
_RESERVE_MILLIS: Final = 90_000


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, str]:
    """Make what the event names; a failure is raised, so that Lambda tries again."""
    named = "export_id" if "export_id" in event else "report_id"
    observability.logger.append_keys(
        **{named: str(event[named])},
        correlation_id=event.get("correlation_id") or str(event[named]),
        function_request_id=context.aws_request_id,
    )
    try:
        status = _export(str(event[named]), context) if named == "export_id" else _report(str(event[named]))
    except (ReportNotFoundError, ExportNotFoundError):
        observability.logger.warning("asked for too long ago")
        return {named: str(event[named]), "status": "expired"}
    except Exception:
        observability.count("ReportsFailed")
        raise
    else:
        return {named: str(event[named]), "status": status}
    finally:
        observability.flush_metrics()
        observability.logger.remove_keys(["correlation_id", named, "function_request_id"])


def _report(report_id: str) -> str:
    report = container.report_service().run(report_id)
    observability.count("ReportsMade")
    observability.logger.info("report", kind=report.kind.value, format=report.format.value)
    return report.status.value


def _export(export_id: str, context: LambdaContext) -> str:
    export = container.export_service().run(export_id, lambda: context.get_remaining_time_in_millis() > _RESERVE_MILLIS)
    if export is None:
        observability.logger.warning("another attempt writes the export")
        return "taken over"
    observability.logger.info(
        "export", what=export.what.value, format=export.format.value, status=export.status.value, rows=export.rows
    )
    if export.status is ReportStatus.RUNNING:
        container.export_worker().start(export_id)
    else:
        observability.count("ReportsMade")
    return export.status.value
