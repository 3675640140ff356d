"""Ports of forecast jobs in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.forecasting.errors import JobNotFoundError
from domain.forecasting.models.job import FINAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.forecasting.models.job import BatchResult, ForecastJob, JobBatch, JobOrder, StockException


class FakeJobRepository:
    """Implements ``JobRepository``."""

    def __init__(self) -> None:
        self.kept: dict[str, ForecastJob] = {}
        self.batches: dict[tuple[str, int], BatchResult] = {}

    def add(self, job: ForecastJob) -> bool:
        if job.job_id in self.kept:
            return False
        self.kept[job.job_id] = job
        return True

    def get(self, job_id: str) -> ForecastJob:
        if job_id not in self.kept:
            raise JobNotFoundError(job_id)
        job = self.kept[job_id]
        if job.status in FINAL:
            return job
        errors = [error for result in self.results(job_id) for error in result.failures]
        return replace(job, errors=tuple(errors[:100]))

    def plan(self, job_id: str, products: int, batches: int) -> None:
        job = self.get(job_id)
        if job.status not in FINAL:
            self.kept[job_id] = replace(self.kept[job_id], status="running", products=products, batches=batches)

    def result(self, job_id: str, number: int) -> BatchResult | None:
        return self.batches.get((job_id, number))

    def record(self, result: BatchResult) -> None:
        if (result.job_id, result.number) not in self.batches:
            self.batches[result.job_id, result.number] = result
            job = self.kept[result.job_id]
            self.kept[result.job_id] = replace(
                job, done=job.done + result.done, failed=job.failed + len(result.failures)
            )

    def results(self, job_id: str) -> Iterator[BatchResult]:
        return iter([result for key, result in sorted(self.batches.items()) if key[0] == job_id])

    def finish(self, job: ForecastJob) -> None:
        if self.kept[job.job_id].status not in FINAL:
            self.kept[job.job_id] = job


class FakeJobFiles:
    """Implements ``JobFiles``."""

    def __init__(self) -> None:
        self.orders: dict[str, JobOrder] = {}
        self.batches: dict[str, list[JobBatch]] = {}

    def put_order(self, order: JobOrder) -> None:
        self.orders[order.job_id] = order

    def get_order(self, job_id: str) -> JobOrder:
        if job_id not in self.orders:
            raise JobNotFoundError(job_id)
        return self.orders[job_id]

    def put_batches(self, job_id: str, batches: Iterable[JobBatch]) -> str:
        self.batches[job_id] = list(batches)
        return f"jobs/{job_id}/batches.jsonl"

    def get_batches(self, job_id: str) -> Iterator[JobBatch]:
        if job_id not in self.batches:
            raise JobNotFoundError(job_id)
        return iter(self.batches[job_id])


class FakeJobRunner:
    """Implements ``JobRunner``; ``failure`` is raised by every start."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.failure: Exception | None = None

    def start(self, job_id: str) -> None:
        if self.failure:
            raise self.failure
        self.started.append(job_id)


class FakeNotice:
    """Implements ``ExceptionsNotice``."""

    def __init__(self) -> None:
        self.sent: list[tuple[ForecastJob, tuple[StockException, ...], int]] = []

    def send(self, job: ForecastJob, exceptions: Sequence[StockException], total: int) -> None:
        self.sent.append((job, tuple(exceptions), total))
