"""Errors of forecasts, their jobs and their overrides."""

from __future__ import annotations

from domain.shared.errors import ConflictError, InvalidError, NotFoundError


class ForecastNotFoundError(NotFoundError):
    """The product was never forecast."""

    code = "forecast-not-found"
    title = "No forecast yet"

    def __init__(self, product_id: str) -> None:
        super().__init__(f"'{product_id}' has no forecast yet. POST /forecasts/generate makes one.")


class RunNotFoundError(NotFoundError):
    """The product has no past forecast with this id."""

    code = "forecast-run-not-found"
    title = "Forecast run not found"

    def __init__(self, product_id: str, run_id: str) -> None:
        super().__init__(
            f"'{product_id}' has no forecast with the run id '{run_id}'. Past forecasts are kept for 400 days after "
            "their last day."
        )


class NoHistoryError(InvalidError):
    """There is nothing to forecast from."""

    code = "no-history"
    title = "Nothing to forecast from"

    def __init__(self, product_id: str) -> None:
        super().__init__(
            f"'{product_id}' has no sales of its own, of a predecessor or in its category. Upload sales data first."
        )


class InvalidForecastRequestError(InvalidError):
    """A request for forecasts contradicts itself or goes past a limit."""

    code = "invalid-forecast-request"
    title = "Invalid forecast request"


class NoProductsError(InvalidError):
    """The selection holds no product."""

    code = "no-products"
    title = "No products to forecast"


class JobNotFoundError(NotFoundError):
    """No forecast job has this id."""

    code = "forecast-job-not-found"
    title = "Forecast job not found"

    def __init__(self, job_id: str) -> None:
        super().__init__(f"No forecast job has the id '{job_id}'. Finished jobs are kept for 30 days.")


class InvalidOverrideError(InvalidError):
    """An override breaks a rule."""

    code = "invalid-override"
    title = "Invalid override"


class AdjustmentNotFoundError(NotFoundError):
    """No adjustment with this id is in force for the product."""

    code = "adjustment-not-found"
    title = "Adjustment not found"

    def __init__(self, product_id: str, adjustment_id: str) -> None:
        super().__init__(f"No adjustment '{adjustment_id}' is in force for '{product_id}'.")


class EventNotFoundError(NotFoundError):
    """No entry of the calendar has this id."""

    code = "calendar-entry-not-found"
    title = "Calendar entry not found"

    def __init__(self, event_id: str) -> None:
        super().__init__(f"No entry of the calendar has the id '{event_id}'.")


class OverrideNotFoundError(NotFoundError):
    """The product has no override with this id."""

    code = "override-not-found"
    title = "Override not found"

    def __init__(self, product_id: str, override_id: str) -> None:
        super().__init__(f"'{product_id}' has no override '{override_id}'.")


class TooManyOverridesError(ConflictError):
    """The product has as many overrides as are allowed."""

    code = "too-many-overrides"
    title = "Too many overrides"

    def __init__(self, product_id: str, limit: int) -> None:
        super().__init__(f"'{product_id}' has {limit} overrides already. Delete some first.")
