"""Lambda function: forecasts a batch of a job. Inputs and entry point are in :mod:`handlers.forecasting.job_steps`."""

from __future__ import annotations

from datetime import date

from domain.forecasting.models.job import JobBatch
from domain.forecasting.models.known_days import KnownEvent
from domain.forecasting.models.request import ForecastOptions
from handlers.forecasting.container import container
from handlers.forecasting.job_steps import Payload, WorkerInput, step


def work(given: WorkerInput) -> Payload:
    """Forecast a batch; what cannot be forecast is in the result and not an error."""
    options = given.options
    events = tuple(
        KnownEvent(
            event.name, date.fromisoformat(event.start), date.fromisoformat(event.end), event.expected_change_pct
        )
        for event in options.events
    )
    batch = JobBatch(
        given.job_id,
        given.batch,
        given.product_ids,
        ForecastOptions(
            horizon_days=options.horizon_days,
            confidence_level=options.confidence_level,
            engine=options.engine,
            events=events,
            notes=options.notes,
        ),
        given.trigger,
    )
    result = container.worker().work(batch)
    return {
        "job_id": result.job_id,
        "batch": result.number,
        "done": result.done,
        "failed": len(result.failures),
    }


handler = step("forecast batch done", WorkerInput, work)
