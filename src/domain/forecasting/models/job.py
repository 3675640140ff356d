"""A forecast job: many products, worked off in batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from domain.forecasting.models.request import ForecastOptions, Selection

type JobStatus = Literal["queued", "running", "completed", "completed_with_errors", "failed"]
type ExceptionKind = Literal["stockout_within_lead_time", "accuracy_lost", "stale_data"]
type JobTrigger = Literal["api", "nightly", "weekly"]

FINAL: frozenset[JobStatus] = frozenset({"completed", "completed_with_errors", "failed"})


@dataclass(frozen=True)
class ProductFailure:
    """Failure of one product of a job."""

    product_id: str
    code: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class ForecastJob:
    """The state of a job. ``done`` and ``failed`` count products; ``batches`` is known once it is planned.

    ``products`` is ``None`` until then, unless its request named them.

    ``event_ids`` are the calendar's entries that its request made, told when it starts and not kept.
    """

    job_id: str
    status: JobStatus
    trigger: JobTrigger
    created_at: datetime
    products: int | None
    done: int = 0
    failed: int = 0
    batches: int | None = None
    finished_at: datetime | None = None
    errors: tuple[ProductFailure, ...] = ()
    event_ids: tuple[str, ...] = ()

    @property
    def progress(self) -> float:
        """Share of the products that are through, 0 to 1."""
        if self.status in FINAL:
            return 1.0
        return min((self.done + self.failed) / self.products, 1.0) if self.products else 0.0


@dataclass(frozen=True)
class JobOrder:
    """Order of a forecast job: products and options."""

    job_id: str
    trigger: JobTrigger
    selection: Selection
    options: ForecastOptions


@dataclass(frozen=True)
class JobBatch:
    """Some products of a job that are forecast together; ``number`` counts from 0."""

    job_id: str
    number: int
    product_ids: tuple[str, ...]
    options: ForecastOptions
    trigger: JobTrigger = "api"


@dataclass(frozen=True)
class BatchResult:
    """Result of a batch."""

    job_id: str
    number: int
    done: int
    failures: tuple[ProductFailure, ...] = ()
    exceptions: tuple[StockException, ...] = ()
    exceptions_total: int = 0


@dataclass(frozen=True)
class StockException:
    """Something about a product that a buyer should look at now."""

    product_id: str
    kind: ExceptionKind
    detail: str
