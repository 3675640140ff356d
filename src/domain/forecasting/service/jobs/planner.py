"""Plans of forecast jobs: batches of products, kept where the workers read them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import batched
from typing import TYPE_CHECKING, Final

from domain.forecasting.models.job import ForecastJob, JobBatch, JobOrder
from domain.forecasting.models.request import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.forecasting.inputs.shop_profile import ShopProfiles
    from domain.forecasting.models.job import JobTrigger
    from domain.forecasting.models.request import ForecastOptions
    from domain.forecasting.ports import Catalogue, JobFiles, JobRepository
    from domain.shared.ports import Clock

#: Products forecast as one matrix. Large enough to spread the fixed cost, small enough to finish well within a
#: function's time-out; fewer where the language model is asked about each.
BATCH_SIZE: Final = 250
BATCH_SIZE_WITH_MODEL: Final = 10


@dataclass(frozen=True)
class Plan:
    """A planned job: the number of its batches, and the key they are kept under."""

    job_id: str
    batches_key: str
    batches: int


class JobPlanner:
    """Divides jobs into batches, and fits the shop's profile before the first of them is forecast.

    Parameters
    ----------
    jobs, files, catalogue
        Where jobs and products are kept.
    profiles
        The shop's profile, fitted before the batches are forecast.
    clock
        Tells today.
    """

    def __init__(
        self,
        jobs: JobRepository,
        files: JobFiles,
        catalogue: Catalogue,
        profiles: ShopProfiles,
        clock: Clock,
    ) -> None:
        self._jobs = jobs
        self._files = files
        self._catalogue = catalogue
        self._profiles = profiles
        self._clock = clock

    def plan_requested(self, job_id: str) -> Plan:
        """Plan a job that a caller started; raises :class:`JobNotFoundError`."""
        return self._plan(self._files.get_order(job_id))

    def plan_scheduled(self, trigger: JobTrigger, run_name: str, options: ForecastOptions) -> Plan:
        """Plan a job for all active products; the same ``run_name`` is the same job."""
        job_id = hashlib.sha256(f"{trigger}:{run_name}".encode()).hexdigest()[:32]
        order = JobOrder(job_id, trigger, Selection(everything=True), options)
        self._files.put_order(order)
        self._jobs.add(
            ForecastJob(
                job_id=job_id,
                status="queued",
                trigger=trigger,
                created_at=self._clock.now(),
                products=None,
            )
        )
        return self._plan(order)

    def _plan(self, order: JobOrder) -> Plan:
        ids = list(self._ids_of(order))
        self._profiles.learn(ids, refit=order.trigger == "weekly", whole_shop=order.selection.everything)
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
