"""Lambda function: closes a forecast job. Inputs and entry point are in :mod:`handlers.forecasting.job_steps`."""

from __future__ import annotations

from handlers.forecasting.container import container
from handlers.forecasting.job_steps import FinisherInput, Payload, step
from handlers.shared import observability


def finish(given: FinisherInput) -> Payload:
    """Close a job and say how it went; a scheduled run that was never planned is only counted."""
    failure = given.failure.error if given.failure else None
    if given.job_id is None:
        observability.count("ForecastJobsFailed")
        return {"job_id": None, "status": "failed", "products": 0, "done": 0, "failed": 0}
    job = container.finisher().finish(given.job_id, failure)
    return {
        "job_id": job.job_id,
        "status": job.status,
        "products": job.products,
        "done": job.done,
        "failed": job.failed,
    }


handler = step("forecast job finished", FinisherInput, finish)
