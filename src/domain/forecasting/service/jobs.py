"""Forecast jobs: started, planned into batches, worked off, closed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import batched
from typing import TYPE_CHECKING, Final

from domain.forecasting.errors import NoProductsError
from domain.forecasting.models.job import ForecastJob, JobBatch, JobOrder
from domain.forecasting.models.request import ForecastOptions, Selection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.forecasting.models.job import JobTrigger
    from domain.forecasting.ports import Catalogue, JobFiles, JobRepository, JobRunner
    from domain.forecasting.service.patterns import ShopPatterns
    from domain.shared.ports import Clock, IdSource

#: Products forecast as one matrix. Large enough to spread the fixed cost, small enough to finish well within a
#: function's time-out; fewer where the language model is asked about each.
BATCH_SIZE: Final = 250
BATCH_SIZE_WITH_MODEL: Final = 10


class JobService:
    """Starts jobs and tells how they are going.

    Parameters
    ----------
    jobs, files, catalogue
        Where jobs and products are kept.
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
        runner: JobRunner,
        clock: Clock,
        ids: IdSource,
    ) -> None:
        self._jobs = jobs
        self._files = files
        self._catalogue = catalogue
        self._runner = runner
        self._clock = clock
        self._ids = ids

    def start(self, selection: Selection, options: ForecastOptions) -> ForecastJob:
        """Start a job.

        Raises
        ------
        NoProductsError
            When the selection holds none.
        """
        products = len(selection.product_ids) or sum(1 for _ in self._catalogue.active_ids(selection.category))
        if products == 0:
            wanted = "in the catalogue" if selection.category is None else f"in the category '{selection.category}'"
            raise NoProductsError(f"There is no active product {wanted}.")
        job = ForecastJob(
            job_id=self._ids.new_id(),
            status="queued",
            trigger="api",
            created_at=self._clock.now(),
            products=products,
        )
        self._files.put_order(JobOrder(job.job_id, "api", selection, options))
        self._jobs.add(job)
        self._runner.start(job.job_id)
        return job

    def get(self, job_id: str) -> ForecastJob:
        """Return how a job is going; raises :class:`JobNotFoundError`."""
        return self._jobs.get(job_id)


@dataclass(frozen=True)
class Plan:
    """What there is to do: how many batches, and where they are kept."""

    job_id: str
    batches_key: str
    batches: int


class JobPlanner:
    """Divides jobs into batches, and learns what the shop's products have in common before they are worked off.

    Parameters
    ----------
    jobs, files, catalogue
        Where jobs and products are kept.
    patterns
        Learns what products have in common.
    clock
        Tells today.
    """

    def __init__(
        self,
        jobs: JobRepository,
        files: JobFiles,
        catalogue: Catalogue,
        patterns: ShopPatterns,
        clock: Clock,
    ) -> None:
        self._jobs = jobs
        self._files = files
        self._catalogue = catalogue
        self._patterns = patterns
        self._clock = clock

    def plan_requested(self, job_id: str) -> Plan:
        """Plan a job that a caller started; raises :class:`JobNotFoundError`."""
        return self._plan(self._files.get_order(job_id))

    def plan_scheduled(self, trigger: JobTrigger, run_name: str, options: ForecastOptions) -> Plan:
        """Plan a job for all active products; the same ``run_name`` is the same job."""
        job_id = hashlib.sha256(f"{trigger}:{run_name}".encode()).hexdigest()[:32]
        order = JobOrder(job_id, trigger, Selection(everything=True), options)
        products = sum(1 for _ in self._catalogue.active_ids())
        self._files.put_order(order)
        self._jobs.add(
            ForecastJob(
                job_id=job_id,
                status="queued",
                trigger=trigger,
                created_at=self._clock.now(),
                products=products,
            )
        )
        return self._plan(order)

    def _plan(self, order: JobOrder) -> Plan:
        ids = list(self._ids_of(order))
        self._patterns.learn(ids, refit=order.trigger == "weekly")
        # Hundreds of products at once are not asked about unless that is said in so many words.
        with_model = order.options.engine == "bedrock"
        options = order.options if with_model else replace(order.options, engine="statistical")
        groups = list(batched(ids, BATCH_SIZE_WITH_MODEL if with_model else BATCH_SIZE, strict=False))
        batches = (JobBatch(order.job_id, number, group, options, order.trigger) for number, group in enumerate(groups))
        key = self._files.put_batches(order.job_id, batches)
        self._jobs.plan(order.job_id, len(ids), len(groups))
        return Plan(order.job_id, key, len(groups))

    def _ids_of(self, order: JobOrder) -> Iterator[str]:
        selection = order.selection
        return iter(selection.product_ids) if selection.product_ids else self._catalogue.active_ids(selection.category)
