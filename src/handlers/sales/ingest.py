"""Loads files that have arrived in storage: EventBridge's word of them comes through a queue.

A message says which file; what to do about it is decided by the upload's record, so repeated and late messages are
harmless. A fault that was met is tried again in a minute, then in two, four and eight; a function that was cut off, as
soon as nobody can be at it any more. When time runs short the message is sent again and the next run goes on where this
one ended: sending it anew, rather than failing it, keeps long files away from the dead-letter queue.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from domain.sales.errors import UploadNotFoundError
from domain.sales.loading.run import Outcome
from domain.sales.service.ingest import LEASE
from handlers.sales.container import container
from handlers.shared import clients, observability
from handlers.shared.authors import acting_for
from handlers.shared.settings import required

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

#: What one step may take, and some more.
_RESERVE_MILLIS: Final = 45_000
#: Until a message whose run was cut off comes back: a little after the run's lease is over.
_CUT_OFF_SECONDS: Final = int(LEASE.total_seconds()) + 40
_FIRST_WAIT_SECONDS: Final = 60
#: The queue's maxReceiveCount: what fails this often goes to the dead-letter queue.
_LAST_TRY: Final = 5


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Load the files that a batch of messages is about; answers which messages are to be tried again."""
    failures = []
    for message in event["Records"]:
        try:
            observability.logger.append_keys(function_request_id=context.aws_request_id)
            _come_back(message, _CUT_OFF_SECONDS)
            _ingest(message, context)
        except Exception as error:  # noqa: BLE001  # one message's failure must not keep the others from being done
            observability.logger.exception("ingest failed", message_id=message["messageId"], error=type(error).__name__)
            observability.count("IngestFailures")
            failures.append({"itemIdentifier": message["messageId"]})
            _come_back(message, _FIRST_WAIT_SECONDS * 2 ** (_tries(message) - 1))
        finally:
            observability.logger.remove_keys(["correlation_id", "upload_id", "function_request_id"])
    observability.flush_metrics()
    return {"batchItemFailures": failures}


def _ingest(message: dict[str, Any], context: LambdaContext) -> None:
    upload_id = _upload_id(message)
    if upload_id is None:
        observability.logger.warning("not an upload", message_id=message["messageId"])
        return
    observability.logger.append_keys(correlation_id=upload_id, upload_id=upload_id)
    try:
        record = container.records().get(upload_id)
        observability.logger.append_keys(correlation_id=record.correlation_id or upload_id)
        with acting_for(record.created_by):
            outcome = container.ingest_service().ingest(
                upload_id,
                lambda: context.get_remaining_time_in_millis() > _RESERVE_MILLIS,
                last_try=_tries(message) >= _LAST_TRY,
            )
    except UploadNotFoundError:
        observability.logger.warning("a file without an upload")
        return
    except Exception as error:
        _give_up_at_last(message, upload_id, error)
        raise
    observability.logger.info("ingest", outcome=outcome.value)
    if outcome is Outcome.CONTINUE:
        clients.sqs().send_message(QueueUrl=required("INGEST_QUEUE_URL"), MessageBody=message["body"])
    elif outcome is Outcome.DONE:
        _count(upload_id)


def _upload_id(message: dict[str, Any]) -> str | None:
    parts = str(json.loads(message["body"])["detail"]["object"]["key"]).split("/")
    return parts[1] if len(parts) == 3 and parts[0] == "uploads" else None


def _give_up_at_last(message: dict[str, Any], upload_id: str, error: Exception) -> None:
    if _tries(message) >= _LAST_TRY:
        reason = f"Loading failed {_LAST_TRY} times. Send the file again ({type(error).__name__})."
        container.ingest_service().give_up(upload_id, reason)


def _tries(message: dict[str, Any]) -> int:
    return int(message.get("attributes", {}).get("ApproximateReceiveCount", 1))


def _come_back(message: dict[str, Any], seconds: int) -> None:
    """Let a message be tried again so many seconds from now, unless it is done by then."""
    if "receiptHandle" not in message:
        return
    try:
        clients.sqs().change_message_visibility(
            QueueUrl=required("INGEST_QUEUE_URL"), ReceiptHandle=message["receiptHandle"], VisibilityTimeout=seconds
        )
    except Exception:  # noqa: BLE001  # it then comes back when the queue says, which is later
        observability.logger.warning("the queue's own wait applies", message_id=message["messageId"])


def _count(upload_id: str) -> None:
    report = container.upload_service().report(upload_id)
    observability.count("RowsAccepted", report.rows_accepted)
    observability.count("RowsRejected", report.rows_rejected)
