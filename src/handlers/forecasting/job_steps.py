"""Steps of the forecast state machine: the inputs of its functions, and their shared entry point with logs and metrics.

The state machine ``statemachines/forecast_job.asl.json`` passes:

=========  =======================================================================  ===============================
step       input                                                                    output
=========  =======================================================================  ===============================
planner    ``{"request": {"job_id"} | {"trigger", "horizon_days"?},                 ``{"job_id", "bucket",
           "execution_name"}``                                                      "batches_key", "batches",
                                                                                    "correlation_id"}``
worker     a line of the batches file: ``{"job_id", "batch", "trigger",             ``{"job_id", "batch", "done",
           "product_ids", "options"}``                                              "failed"}``
finisher   the planner's output, with ``"failure": {"Error", "Cause"}`` when the    ``{"job_id", "status",
           planner or the map failed as a whole                                     "products", "done", "failed"}``
=========  =======================================================================  ===============================

All of them are told the ``correlation_id`` of the request that started the job; a schedule's is the job's id.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.forecasting.models.request import DEFAULT_HORIZON_DAYS, MAX_HORIZON_DAYS
from handlers.shared import observability

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

type Payload = dict[str, Any]

JobId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,80}$")]


CorrelationId = Annotated[str, Field(min_length=1, max_length=128)]


class _Input(BaseModel):
    # What does not fit is logged by Lambda itself, and must not bring notes into the log.
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Step(_Input):
    """Input that every step of a job has in common."""

    job_id: JobId | None = None
    correlation_id: CorrelationId | None = None

    def log_keys(self) -> Payload:
        """Return what each log line of the step carries."""
        return {"correlation_id": self.correlation_id or self.job_id, "job_id": self.job_id}


class PlanRequest(_Step):
    """Plan request: a job that exists, or one for all active products on a schedule."""

    trigger: Literal["api", "nightly", "weekly"] = "nightly"
    horizon_days: Annotated[int, Field(ge=1, le=MAX_HORIZON_DAYS)] = DEFAULT_HORIZON_DAYS


class PlannerInput(_Input):
    """The planner's input."""

    request: PlanRequest
    execution_name: Annotated[str, Field(min_length=1, max_length=200)]

    def log_keys(self) -> Payload:
        """Return what each log line of the step carries."""
        return self.request.log_keys()


class BatchEvent(_Input):
    """One event of a batch's options."""

    name: str
    start: str
    end: str
    expected_change_pct: float | None = None


class BatchOptions(_Input):
    """Forecast options of a batch."""

    horizon_days: int
    confidence_level: float
    engine: Literal["auto", "bedrock", "statistical"]
    events: tuple[BatchEvent, ...] = ()
    notes: str | None = None


class WorkerInput(_Step):
    """The worker's input."""

    job_id: JobId
    batch: Annotated[int, Field(ge=0)]
    trigger: Literal["api", "nightly", "weekly"] = "api"
    product_ids: Annotated[tuple[str, ...], Field(min_length=1, max_length=1000)]
    options: BatchOptions


class Failure(_Input):
    """Failure of a step, in the words of Step Functions."""

    error: Annotated[str, Field(alias="Error")] = "unknown"
    cause: Annotated[str | None, Field(alias="Cause")] = None


class FinisherInput(_Step):
    """The finisher's input; without a job when the planner of a scheduled run failed before it had made one."""

    trigger: str | None = None
    failure: Failure | None = None


def step[T: (PlannerInput, WorkerInput, FinisherInput)](
    name: str, model: type[T], work: Callable[[T], Payload]
) -> Callable[[Payload, LambdaContext], Payload]:
    """Return the Lambda handler of a step: checks its input, logs and measures the work, lets errors through."""

    def handler(event: Payload, context: LambdaContext) -> Payload:
        started = time.perf_counter()
        given = model.model_validate(event)
        keys = given.log_keys() | {"function_request_id": context.aws_request_id}
        observability.logger.append_keys(**keys)
        try:
            result = work(given)
        except Exception:
            observability.logger.exception("%s failed", name)
            raise
        else:
            seconds = time.perf_counter() - started
            observability.logger.info(name, **result, duration_ms=round(1000 * seconds, 1))
            return result
        finally:
            observability.flush_metrics()
            observability.logger.remove_keys(list(keys))

    return handler
