"""Working a job off: one batch at a time, then closing it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.forecasting.judgement.exceptions import find_exceptions
from domain.forecasting.models.job import FINAL, BatchResult, ForecastJob, ProductFailure
from domain.forecasting.service.forecaster import ASKED_HORIZON, Batch
from domain.forecasting.service.forecasts import record
from domain.shared.errors import DomainError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.forecast import Forecast
    from domain.forecasting.models.job import JobBatch, JobStatus, StockException
    from domain.forecasting.ports import (
        ExceptionsNotice,
        ForecastRepository,
        JobFiles,
        JobRepository,
        Meter,
    )
    from domain.forecasting.service.forecaster import Forecaster
    from domain.forecasting.service.ledger import LedgerService
    from domain.shared.ports import Clock

#: Exceptions that a batch keeps, and that a notice holds; all are counted.
_EXCEPTIONS_KEPT: Final = 50
_EXCEPTIONS_SENT: Final = 20
#: Errors that a closed job keeps; all are counted.
ERRORS_KEPT: Final = 100
#: A scheduled run keeps the horizon that a person last asked for, up to this.
_LONGEST_SCHEDULED_HORIZON: Final = 182


class BatchWorker:
    """Forecasts one batch of a job; doing a batch again changes nothing once it is through.

    Parameters
    ----------
    forecaster, forecasts, jobs
        Makes forecasts, and where they and results are kept.
    ledger
        Notes what a model proposed.
    clock, meter
        Time, and what an operator watches.
    """

    def __init__(
        self,
        forecaster: Forecaster,
        forecasts: ForecastRepository,
        jobs: JobRepository,
        ledger: LedgerService,
        clock: Clock,
        meter: Meter,
    ) -> None:
        self._ledger = ledger
        self._forecaster = forecaster
        self._forecasts = forecasts
        self._jobs = jobs
        self._clock = clock
        self._meter = meter

    def work(self, batch: JobBatch) -> BatchResult:
        """Forecast the batch's products, keep what was made and why the rest was not."""
        known = self._jobs.result(batch.job_id, batch.number)
        if known is not None:
            return known
        before = self._forecasts.latest_many(batch.product_ids)
        made = self._forecast(batch, before)
        gone = self._forecasts.store(made.forecasts)
        failures = [
            *made.failures,
            *(
                ProductFailure(product_id, "product-not-found", "The product was deleted.")
                for product_id in sorted(gone)
            ),
        ]
        stored = [forecast for forecast in made.forecasts if forecast.product_id not in gone]
        for forecast in stored:
            self._ledger.note(forecast)
            record(forecast, self._meter)
        exceptions = self._exceptions(stored, before, made.entries)
        result = BatchResult(
            batch.job_id,
            batch.number,
            done=len(stored),
            failures=tuple(failures),
            exceptions=tuple(exceptions[:_EXCEPTIONS_KEPT]),
            exceptions_total=len(exceptions),
        )
        self._jobs.record(result)
        return result

    def _forecast(self, batch: JobBatch, before: dict[str, Forecast]) -> Batch:
        horizons = None if batch.trigger == "api" else _asked_horizons(before)

        def run_id(product_id: str) -> str:
            return hashlib.sha256(f"{batch.job_id}:{product_id}".encode()).hexdigest()[:32]

        try:
            return self._forecaster.forecast(batch.product_ids, batch.options, run_id, horizons)
        except DomainError:
            raise
        except Exception as error:  # noqa: BLE001  # one product's odd data must not cost the others their forecasts
            if len(batch.product_ids) == 1:
                detail = f"The forecast failed on our side ({type(error).__name__})."
                return Batch((), (ProductFailure(batch.product_ids[0], "internal", detail),))
        halves = len(batch.product_ids) // 2
        parts = [
            self._forecast(replace(batch, product_ids=ids), before)
            for ids in (batch.product_ids[:halves], batch.product_ids[halves:])
        ]
        return Batch(
            tuple(forecast for part in parts for forecast in part.forecasts),
            tuple(failure for part in parts for failure in part.failures),
            {product_id: entry for part in parts for product_id, entry in part.entries.items()},
        )

    def _exceptions(
        self, stored: Sequence[Forecast], before: dict[str, Forecast], entries: Mapping[str, CatalogueEntry]
    ) -> list[StockException]:
        today = self._clock.now().date()
        return [
            exception
            for forecast in stored
            for exception in find_exceptions(
                entries[forecast.product_id], forecast, before.get(forecast.product_id), today
            )
        ]


class JobFinisher:
    """Closes jobs: counts what became of them, settles past proposals and sends the notice of exceptions.

    Parameters
    ----------
    jobs, files
        Where jobs are kept.
    ledger
        Settles what adjusters proposed for days that have been sold by now.
    notice
        Tells people what to look at.
    clock, meter
        Time, and what an operator watches.
    """

    def __init__(
        self,
        jobs: JobRepository,
        files: JobFiles,
        ledger: LedgerService,
        notice: ExceptionsNotice,
        clock: Clock,
        meter: Meter,
    ) -> None:
        self._jobs = jobs
        self._files = files
        self._ledger = ledger
        self._notice = notice
        self._clock = clock
        self._meter = meter

    def finish(self, job_id: str, failure: str | None = None) -> ForecastJob:
        """Close a job; closing it again changes nothing.

        Parameters
        ----------
        failure
            Why it could not be planned or run as a whole, if so.

        Raises
        ------
        JobNotFoundError
        """
        job = self._jobs.get(job_id)
        if job.status in FINAL:
            return job
        results = {result.number: result for result in self._jobs.results(job_id)}
        errors = [error for result in results.values() for error in result.failures]
        errors += self._lost(job, results)
        done = sum(result.done for result in results.values())
        closed = replace(
            job,
            status=_status(done, len(errors), failed=failure is not None and done == 0),
            done=done,
            failed=len(errors) if job.batches is not None else job.products,
            finished_at=self._clock.now(),
            errors=tuple(errors[:ERRORS_KEPT]),
        )
        self._ledger.settle()
        exceptions = [exception for result in results.values() for exception in result.exceptions]
        total = sum(result.exceptions_total for result in results.values())
        if exceptions:
            self._tell(closed, exceptions, total)
        self._jobs.finish(closed)
        self._meter.count("ForecastJobsFinished")
        self._meter.count("ForecastJobsFailed", float(closed.status == "failed"))
        self._meter.count("ForecastProductsFailed", closed.failed)
        self._meter.count("StockExceptions", total)
        return closed

    def _tell(self, job: ForecastJob, exceptions: list[StockException], total: int) -> None:
        """Send the notice; a job whose notice cannot be sent is closed all the same."""
        try:
            self._notice.send(job, exceptions[:_EXCEPTIONS_SENT], total)
        except UnavailableError:
            self._meter.count("NoticesNotSent")

    def _lost(self, job: ForecastJob, results: dict[int, BatchResult]) -> list[ProductFailure]:
        """Return the products of batches that never came through."""
        if job.batches is None or len(results) >= job.batches:
            return []
        detail = "The batch this product was in failed. Start another job for it."
        return [
            ProductFailure(product_id, "batch-failed", detail)
            for batch in self._files.get_batches(job.job_id)
            if batch.number not in results
            for product_id in batch.product_ids
        ]


def _asked_horizons(before: dict[str, Forecast]) -> dict[str, int]:
    """Return the horizons that people asked for last, by product, as far as a schedule keeps to them."""
    asked = {product_id: forecast.receipt.parameters.get(ASKED_HORIZON) for product_id, forecast in before.items()}
    return {
        product_id: min(days, _LONGEST_SCHEDULED_HORIZON) for product_id, days in asked.items() if isinstance(days, int)
    }


def _status(done: int, errors: int, *, failed: bool) -> JobStatus:
    if failed or (errors and not done):
        return "failed"
    return "completed_with_errors" if errors else "completed"
