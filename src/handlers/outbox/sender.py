"""Lambda function: keeps in a log what the tables' streams tell of changes, and sends events to the bus.

It is called with records of a stream; what it cannot send it raises, and Lambda calls it again with the same records,
in the same order, until their stream is about to forget them and they are put into the bucket. A schedule calls it
without records: then it sends what is in the bucket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers.outbox.container import container
from handlers.shared import observability

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Send the events of a batch of records; raises when not all of them could be sent."""
    observability.logger.append_keys(function_request_id=context.aws_request_id)
    try:
        sent = _send(event["Records"]) if "Records" in event else _send_what_was_left()
        observability.count("EventsSent", sent)
        observability.logger.info("events sent", sent=sent)
        return {"sent": sent}
    finally:
        observability.flush_metrics()


def _send(records: list[dict[str, Any]]) -> int:
    container.change_log().record(tuple(container.changes_of()(records)))  # kept again, it is the same
    return container.publisher().publish(container.stored_changes()(records))


def _send_what_was_left() -> int:
    sent = 0
    for name, records in container.unsent().batches():
        sent += _send(records)
        container.unsent().forget(name)
        observability.count("EventBatchesHealed")
    return sent
