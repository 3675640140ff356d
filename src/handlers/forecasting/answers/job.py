"""Forecast jobs as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field

from domain.forecasting.models.job import JobStatus, JobTrigger
from handlers.shared.json_types import JsonInstant, ResponseBody

if TYPE_CHECKING:
    from domain.forecasting.models.job import ForecastJob

JobProducts = Annotated[
    int | None, Field(description="Products of the job; null until it has counted a category, or everything.")
]


class JobAcceptedBody(ResponseBody):
    """A job that was started."""

    job_id: str
    status_url: Annotated[str, Field(description="Where to ask how it is going.")]
    products: JobProducts
    event_ids: Annotated[list[str], Field(description="The calendar's entries that the request's events are now.")]
    warnings: list[str]


class JobErrorBody(ResponseBody):
    """Failure of one product of a job."""

    product_id: str
    code: str
    detail: str


class JobBody(ResponseBody):
    """Progress of a forecast job."""

    job_id: str
    status: JobStatus
    trigger: JobTrigger
    created_at: JsonInstant
    finished_at: JsonInstant | None
    products: JobProducts
    done: Annotated[int, Field(description="Products with a new forecast.")]
    failed: Annotated[int, Field(description="Products without one.")]
    progress: Annotated[float, Field(ge=0, le=1)]
    errors: Annotated[list[JobErrorBody], Field(description="The first hundred.")]
    errors_truncated: bool

    @classmethod
    def of(cls, job: ForecastJob) -> Self:
        """Return the JSON form."""
        return cls(
            job_id=job.job_id,
            status=job.status,
            trigger=job.trigger,
            created_at=job.created_at,
            finished_at=job.finished_at,
            products=job.products,
            done=job.done,
            failed=job.failed,
            progress=round(job.progress, 4),
            errors=[JobErrorBody.model_validate(error, from_attributes=True) for error in job.errors],
            errors_truncated=job.failed > len(job.errors),
        )
