"""Makes large reports in the background: one asynchronous call ``{"report_id", "correlation_id"}`` a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.reporting.errors import ReportNotFoundError
from handlers.reporting.container import container
from handlers.shared import observability

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, str]:
    """Make the report that the event names; a failure is raised, so that Lambda tries again."""
    report_id = str(event["report_id"])
    observability.logger.append_keys(
        correlation_id=event.get("correlation_id") or report_id,
        report_id=report_id,
        function_request_id=context.aws_request_id,
    )
    try:
        report = container.report_service().run(report_id)
    except ReportNotFoundError:
        observability.logger.warning("report has expired")
        return {"report_id": report_id, "status": "expired"}
    except Exception:
        observability.count("ReportsFailed")
        raise
    else:
        observability.count("ReportsMade")
        observability.logger.info("report", kind=report.kind.value, format=report.format.value)
        return {"report_id": report_id, "status": report.status.value}
    finally:
        observability.flush_metrics()
        observability.logger.remove_keys(["correlation_id", "report_id", "function_request_id"])
