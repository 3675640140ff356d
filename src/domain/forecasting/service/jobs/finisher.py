"""The end of a forecast job: counts of its products, and the notice of exceptions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.forecasting.errors import NoHistoryError
from domain.forecasting.models.job import FINAL, BatchResult, ForecastJob, ProductFailure
from domain.shared.errors import ProductNotFoundError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.accuracy.ledger import ProposalLedger
    from domain.forecasting.models.job import JobStatus
    from domain.forecasting.ports import ExceptionsNotice, JobFiles, JobRepository, Meter
    from domain.shared.ports import Clock

#: Exceptions that a notice holds; all are counted.
_EXCEPTIONS_SENT: Final = 20
#: Errors that a closed job keeps; all are counted.
ERRORS_KEPT: Final = 100
#: Reasons why a product is not forecast that are no failure of the job.
_OF_THE_PRODUCT: Final = frozenset({NoHistoryError.code, ProductNotFoundError.code})


class JobFinisher:
    """Closes jobs: counts products, settles past proposals and sends the notice of exceptions.

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
        ledger: ProposalLedger,
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
        results = list(self._jobs.results(job_id))
        closed = self._closed(job, results, failure)
        self._ledger.settle()
        total = self._tell(closed, results)
        self._jobs.finish(closed)
        self._meter.count("ForecastJobsFinished")
        self._meter.count("ForecastJobsFailed", float(closed.status == "failed"))
        self._meter.count("ForecastProductsFailed", closed.failed)
        self._meter.count("StockExceptions", total)
        return closed

    def _closed(self, job: ForecastJob, results: Sequence[BatchResult], failure: str | None) -> ForecastJob:
        errors = [error for result in results for error in result.failures]
        errors += self._lost(job, {result.number for result in results})
        done = sum(result.done for result in results)
        return replace(
            job,
            status=_status(done, errors, failed=failure is not None and done == 0),
            done=done,
            failed=len(errors) if job.batches is not None else job.products or 0,
            finished_at=self._clock.now(),
            errors=tuple(errors[:ERRORS_KEPT]),
        )

    def _lost(self, job: ForecastJob, through: set[int]) -> list[ProductFailure]:
        """Return the products of batches that never came through."""
        if job.batches is None or len(through) >= job.batches:
            return []
        detail = "The batch this product was in failed. Start another job for it."
        return [
            ProductFailure(product_id, "batch-failed", detail)
            for batch in self._files.get_batches(job.job_id)
            if batch.number not in through
            for product_id in batch.product_ids
        ]

    def _tell(self, job: ForecastJob, results: Sequence[BatchResult]) -> int:
        """Send the notice and return how many exceptions there are; one that cannot be sent keeps no job open."""
        exceptions = [exception for result in results for exception in result.exceptions]
        total = sum(result.exceptions_total for result in results)
        if exceptions:
            try:
                self._notice.send(job, exceptions[:_EXCEPTIONS_SENT], total)
            except UnavailableError:
                self._meter.count("NoticesNotSent")
        return total


def _status(done: int, errors: Sequence[ProductFailure], *, failed: bool) -> JobStatus:
    """Return the final status: a job did its part where all that it could not forecast have nothing to go by."""
    if failed or (not done and any(error.code not in _OF_THE_PRODUCT for error in errors)):
        return "failed"
    return "completed_with_errors" if errors else "completed"
