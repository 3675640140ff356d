"""Forecast jobs in the Forecasts table: ``JOB#<job_id>`` / ``METADATA``, and ``BATCH#<number>`` for results."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb.errors import is_condition_failure
from adapters.dynamodb.forecasting.writes import transact
from adapters.dynamodb.table import serialize
from domain.forecasting.errors import JobNotFoundError
from domain.forecasting.models.job import (
    FINAL,
    BatchResult,
    ForecastJob,
    ProductFailure,
    StockException,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.dynamodb.table import Item, Key, Table

#: How long jobs are kept.
KEPT_DAYS: Final = 30
_ERRORS_SHOWN: Final = 100


class DynamoJobRepository:
    """Implements :class:`domain.forecasting.ports.JobRepository`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, job: ForecastJob) -> bool:
        """Keep a new job."""
        try:
            self._table.put(_to_item(job), condition="attribute_not_exists(#PK)")
        except Exception as error:
            if is_condition_failure(error):
                return False
            raise
        return True

    def get(self, job_id: str) -> ForecastJob:
        """Return a job; while it runs, with the errors of the batches that are through."""
        item = self._table.get(_key(job_id), consistent=True)
        if item is None:
            raise JobNotFoundError(job_id)
        errors = item.get("errors")
        if errors is None:
            errors = self._errors_so_far(job_id) if item.get("failed") else []
        return _to_job(item, errors)

    def plan(self, job_id: str, products: int, batches: int) -> None:
        """Note that the job is planned and under way; a closed one stays as it is."""
        try:
            self._table.update(
                _key(job_id),
                "SET #status = :running, #products = :products, #batches = :batches",
                {":running": "running", ":queued": "queued", ":products": products, ":batches": batches},
                "#status = :queued OR #status = :running",
            )
        except Exception as error:
            if not is_condition_failure(error):
                raise

    def result(self, job_id: str, number: int) -> BatchResult | None:
        """Return the result of a batch that is through."""
        item = self._table.get(_batch_key(job_id, number), consistent=True)
        return None if item is None else _to_result(item)

    def record(self, result: BatchResult) -> None:
        """Keep a batch's result and count it, in one transaction, once."""
        counted = {
            "TableName": self._table.name,
            "Key": serialize({"PK": _key(result.job_id)[0], "SK": _key(result.job_id)[1]}),
            "UpdateExpression": "ADD done :done, failed :failed",
            "ExpressionAttributeValues": serialize({":done": result.done, ":failed": len(result.failures)}),
        }
        kept = {
            "TableName": self._table.name,
            "Item": serialize(_result_item(result)),
            "ConditionExpression": "attribute_not_exists(PK)",
        }
        transact(self._table, [{"Put": kept}, {"Update": counted}])

    def results(self, job_id: str) -> Iterator[BatchResult]:
        """Yield the results so far, in order of their numbers."""
        items = self._table.query(_key(job_id)[0], sort_from="BATCH#", sort_to="BATCH#~", consistent=True)
        return map(_to_result, items)

    def finish(self, job: ForecastJob) -> None:
        """Keep the final state of a job, unless it has one."""
        final = {f":{status}": status for status in FINAL}
        condition = " AND ".join(f"#status <> :{status}" for status in sorted(FINAL))
        try:
            self._table.put(_to_item(job), condition=condition, values=final)
        except Exception as error:
            if not is_condition_failure(error):
                raise

    def _errors_so_far(self, job_id: str) -> list[Item]:
        errors: list[Item] = []
        for item in self._table.query(_key(job_id)[0], sort_from="BATCH#", sort_to="BATCH#~"):
            errors += item["failures"]
            if len(errors) >= _ERRORS_SHOWN:
                break
        return errors[:_ERRORS_SHOWN]


def _key(job_id: str) -> Key:
    return f"JOB#{job_id}", "METADATA"


def _batch_key(job_id: str, number: int) -> Key:
    return f"JOB#{job_id}", f"BATCH#{number:06d}"


def _expiry(created_at: datetime) -> int:
    return int((created_at + timedelta(days=KEPT_DAYS)).timestamp())


def _to_item(job: ForecastJob) -> Item:
    partition, sort = _key(job.job_id)
    return {
        "PK": partition,
        "SK": sort,
        "job_id": job.job_id,
        "status": job.status,
        "trigger": job.trigger,
        "created_at": job.created_at.isoformat(),
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
        "products": job.products,
        "batches": job.batches,
        "done": job.done,
        "failed": job.failed,
        "errors": [dict(vars(error)) for error in job.errors] if job.status in FINAL else None,
        "expires_at": _expiry(job.created_at),
    }


def _to_job(item: Item, errors: list[Item]) -> ForecastJob:
    finished = item.get("finished_at")
    return ForecastJob(
        job_id=item["job_id"],
        status=item["status"],
        trigger=item["trigger"],
        created_at=datetime.fromisoformat(item["created_at"]).astimezone(UTC),
        finished_at=datetime.fromisoformat(finished).astimezone(UTC) if finished else None,
        products=int(item["products"]),
        batches=int(item["batches"]) if "batches" in item else None,
        done=int(item["done"]),
        failed=int(item["failed"]),
        errors=tuple(ProductFailure(**error) for error in errors),
    )


def _result_item(result: BatchResult) -> Item:
    partition, sort = _batch_key(result.job_id, result.number)
    document: dict[str, Any] = {
        "failures": [dict(vars(failure)) for failure in result.failures],
        "exceptions": [dict(vars(exception)) for exception in result.exceptions],
    }
    return document | {
        "PK": partition,
        "SK": sort,
        "job_id": result.job_id,
        "number": result.number,
        "done": result.done,
        "exceptions_total": result.exceptions_total,
        "expires_at": _expiry(datetime.now(UTC)),
    }


def _to_result(item: Item) -> BatchResult:
    return BatchResult(
        job_id=item["job_id"],
        number=int(item["number"]),
        done=int(item["done"]),
        failures=tuple(ProductFailure(**failure) for failure in item["failures"]),
        exceptions=tuple(StockException(**exception) for exception in item["exceptions"]),
        exceptions_total=int(item["exceptions_total"]),
    )
