"""Forecast jobs in the Forecasts table, and the results of their batches."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError
from adapters.dynamodb.transactions import IS_NEW, put, transact, update
from adapters.dynamodb.typed import to_instant
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

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item
    from domain.shared.ports import Clock

#: How long jobs are kept.
KEPT_DAYS: Final = 30
_ERRORS_SHOWN: Final = 100


class DynamoJobRepository:
    """Implements :class:`domain.forecasting.ports.JobRepository`."""

    def __init__(self, table: Table, clock: Clock) -> None:
        self._table = table
        self._clock = clock

    def add(self, job: ForecastJob) -> bool:
        """Keep a new job."""
        try:
            self._table.put(_to_item(job), IS_NEW)
        except ConditionFailedError:
            return False
        return True

    def get(self, job_id: str) -> ForecastJob:
        """Return a job; while it runs, with the errors of the batches that are through."""
        item = self._table.get(keys.job(job_id), consistent=True)
        if item is None:
            raise JobNotFoundError(job_id)
        errors = item.get("errors")
        if errors is None:
            errors = self._errors_so_far(job_id) if item.get("failed") else []
        return to_job(item, errors)

    def plan(self, job_id: str, products: int, batches: int) -> None:
        """Note that the job is planned and under way; a closed one stays as it is."""
        with suppress(ConditionFailedError):
            self._table.update(
                keys.job(job_id),
                "SET #status = :running, #products = :products, #batches = :batches",
                {":running": "running", ":queued": "queued", ":products": products, ":batches": batches},
                "#status = :queued OR #status = :running",
            )

    def result(self, job_id: str, number: int) -> BatchResult | None:
        """Return the result of a batch that is through."""
        item = self._table.get(keys.batch(job_id, number), consistent=True)
        return None if item is None else to_result(item)

    def record(self, result: BatchResult) -> None:
        """Keep a batch's result and count it, in one transaction, once."""
        counts = {":done": result.done, ":failed": len(result.failures)}
        counted = update(self._table, keys.job(result.job_id), "ADD #done :done, #failed :failed", counts)
        with suppress(ConditionFailedError):
            transact(self._table, [put(self._table, _result_item(result, self._clock.now()), IS_NEW), counted])

    def results(self, job_id: str) -> Iterator[BatchResult]:
        """Yield the results so far, in order of their numbers."""
        return map(to_result, self._table.query(keys.job(job_id)[0], prefix=keys.BATCHES, consistent=True))

    def finish(self, job: ForecastJob) -> None:
        """Keep the final state of a job, unless it has one."""
        final = {f":{status}": status for status in FINAL}
        condition = " AND ".join(f"#status <> :{status}" for status in sorted(FINAL))
        with suppress(ConditionFailedError):
            self._table.put(_to_item(job), condition, final)

    def _errors_so_far(self, job_id: str) -> list[Item]:
        errors: list[Item] = []
        for item in self._table.query(keys.job(job_id)[0], prefix=keys.BATCHES):
            errors += item["failures"]
            if len(errors) >= _ERRORS_SHOWN:
                break
        return errors[:_ERRORS_SHOWN]


def _expiry(kept_from: datetime) -> int:
    return int((kept_from + timedelta(days=KEPT_DAYS)).timestamp())


def _to_item(job: ForecastJob) -> Item:
    return keys.attributes(keys.job(job.job_id)) | {
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


def to_job(item: Item, errors: list[Item]) -> ForecastJob:
    """Return the job that an item keeps."""
    finished = item.get("finished_at")
    return ForecastJob(
        job_id=item["job_id"],
        status=item["status"],
        trigger=item["trigger"],
        created_at=to_instant(item["created_at"]),
        finished_at=to_instant(finished) if finished else None,
        products=int(item["products"]) if "products" in item else None,
        batches=int(item["batches"]) if "batches" in item else None,
        done=int(item["done"]),
        failed=int(item["failed"]),
        errors=tuple(ProductFailure(**error) for error in errors),
    )


def _result_item(result: BatchResult, recorded_at: datetime) -> Item:
    document: dict[str, Any] = {
        "failures": [dict(vars(failure)) for failure in result.failures],
        "exceptions": [dict(vars(exception)) for exception in result.exceptions],
    }
    return (
        keys.attributes(keys.batch(result.job_id, result.number))
        | document
        | {
            "job_id": result.job_id,
            "number": result.number,
            "done": result.done,
            "exceptions_total": result.exceptions_total,
            "expires_at": _expiry(recorded_at),
        }
    )


def to_result(item: Item) -> BatchResult:
    """Return the batch's result that an item keeps."""
    return BatchResult(
        job_id=item["job_id"],
        number=int(item["number"]),
        done=int(item["done"]),
        failures=tuple(ProductFailure(**failure) for failure in item["failures"]),
        exceptions=tuple(StockException(**exception) for exception in item["exceptions"]),
        exceptions_total=int(item["exceptions_total"]),
    )
