"""Start and status of forecast jobs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.forecasting.errors import InvalidForecastRequestError, NoProductsError
from domain.forecasting.models.job import ForecastJob, JobOrder
from domain.shared.errors import FieldError
from domain.shared.notice import SPELLING

if TYPE_CHECKING:
    from domain.forecasting.models.request import ForecastOptions, Selection
    from domain.forecasting.ports import Catalogue, EventKeeper, JobFiles, JobRepository, JobRunner
    from domain.shared.ports import Clock, IdSource


class JobService:
    """Starts jobs and tells how they are going.

    Parameters
    ----------
    jobs, files, catalogue, calendar
        Where jobs, products and events are kept.
    runner
        Works jobs off.
    clock, ids
        Time and fresh identifiers.
    """

    def __init__(
        self,
        jobs: JobRepository,
        files: JobFiles,
        catalogue: Catalogue,
        calendar: EventKeeper,
        runner: JobRunner,
        clock: Clock,
        ids: IdSource,
    ) -> None:
        self._jobs = jobs
        self._files = files
        self._catalogue = catalogue
        self._calendar = calendar
        self._runner = runner
        self._clock = clock
        self._ids = ids

    def start(self, selection: Selection, options: ForecastOptions) -> ForecastJob:
        """Start a job; events of the request go on the calendar, where the job finds them.

        It answers at once whatever the size of the shop: a category, or everything, is counted by the job.

        Raises
        ------
        NoProductsError
            When the selection holds none.
        InvalidForecastRequestError
            When it is a question only, which a job cannot answer.
        """
        if options.what_if:
            wrong = FieldError("/what_if", "one_product", "must be asked of one product by product_id")
            raise InvalidForecastRequestError("A what-if is answered at once, for one product.", fields=(wrong,))
        named = len(selection.product_ids)
        if not named and next(self._catalogue.active_ids(selection.category), None) is None:
            wanted = (
                "in the catalogue."
                if selection.category is None
                else f"in the category '{selection.category}'. {SPELLING}"
            )
            raise NoProductsError(f"There is no active product {wanted}")
        kept = self._calendar.keep(options.events, selection) if options.events else ()
        job = ForecastJob(
            job_id=self._ids.new_id(),
            status="queued",
            trigger="api",
            created_at=self._clock.now(),
            products=named or None,
            event_ids=tuple(event.event_id for event in kept if event.event_id is not None),
        )
        self._files.put_order(JobOrder(job.job_id, "api", selection, replace(options, events=())))
        self._jobs.add(job)
        self._runner.start(job.job_id)
        return job

    def get(self, job_id: str) -> ForecastJob:
        """Return how a job is going; raises :class:`JobNotFoundError`."""
        return self._jobs.get(job_id)
