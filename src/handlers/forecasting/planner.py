"""Lambda function: plans a forecast job. Inputs and entry point are in :mod:`handlers.forecasting.job_steps`."""

from __future__ import annotations

from domain.forecasting.models.request import ForecastOptions
from handlers.forecasting.container import container
from handlers.forecasting.job_steps import Payload, PlannerInput, step
from handlers.shared.settings import required


def plan(given: PlannerInput) -> Payload:
    """Plan a job that a caller started, or one for the schedule that this execution is of."""
    request, planner = given.request, container.planner()
    if request.job_id is not None:
        made = planner.plan_requested(request.job_id)
    else:
        options = ForecastOptions(horizon_days=request.horizon_days, engine="statistical")
        made = planner.plan_scheduled(request.trigger, given.execution_name, options)
    return {
        "job_id": made.job_id,
        "bucket": required("DATA_BUCKET"),
        "batches_key": made.batches_key,
        "batches": made.batches,
        "correlation_id": request.correlation_id or made.job_id,
    }


handler = step("forecast job planned", PlannerInput, plan)
