"""Keeps the worklist and the summaries' partial sums: after changes, which the tables' streams tell, each minute what
many changes at once have left, and once an hour what time and losses undo.

A batch that fails is tried again, then cut in halves, then kept in the dead-letter queue; the hourly comparison makes
up for it. Rows that it finds wrong are logged and counted; an alarm tells, since nothing should take them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from handlers.reporting.container import container
from handlers.shared import observability

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

#: What the rows of one shard may take, with a wait for changes on their way.
_RESERVE_MILLIS: Final = 60_000


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Bring up to date what a batch of records names, what the minute has left, or what the hour is for."""
    observability.logger.append_keys(function_request_id=context.aws_request_id)

    def has_time() -> bool:
        return context.get_remaining_time_in_millis() > _RESERVE_MILLIS

    try:
        if "Records" in event:
            return _refresh(event["Records"], has_time)
        if event.get("trigger") == "minutely":
            return {"is_whole": container.partial_upkeep().catch_up(has_time)}
        return _keep_up(has_time)
    finally:
        observability.flush_metrics()
        observability.logger.remove_keys(["function_request_id"])


def _refresh(records: list[dict[str, Any]], has_time: Callable[[], bool]) -> dict[str, Any]:
    products, suppliers = container.named(records)
    refreshed = container.upkeep().refresh(sorted(products), sorted(suppliers), has_time)
    observability.count("WorklistRowsRefreshed", refreshed)
    if products:
        container.partial_upkeep().changed(products, has_time)
    return {"refreshed": refreshed}


def _keep_up(has_time: Callable[[], bool]) -> dict[str, Any]:
    done = container.upkeep().run(has_time)
    for product_id in done.mended:
        observability.logger.error("worklist row mended", product_id=product_id)
    wrong = container.partial_upkeep().run(has_time) if done.is_whole else ()
    for number in wrong:
        observability.logger.error("partial sums mended", shard=number)
    observability.count("WorklistRowsMended", len(done.mended) + len(wrong))
    told = {
        "compared": done.compared,
        "mended": len(done.mended),
        "sums_mended": len(wrong),
        "is_whole": done.is_whole,
    }
    observability.logger.info("worklist kept up", extra=told)
    return told
