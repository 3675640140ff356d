"""Forecasts of one batch of a job."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.forecasting.explanation.attention import find_exceptions
from domain.forecasting.models.job import BatchResult, ProductFailure
from domain.forecasting.service.forecaster import ASKED_HORIZON, Batch
from domain.forecasting.service.forecasts import record
from domain.shared.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.accuracy.ledger import ProposalLedger
    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.forecast import Forecast
    from domain.forecasting.models.job import JobBatch, StockException
    from domain.forecasting.ports import ForecastRepository, JobRepository, Meter
    from domain.forecasting.service.forecaster import Forecaster
    from domain.shared.ports import Clock

#: Exceptions that a batch keeps; all are counted.
_EXCEPTIONS_KEPT: Final = 50
#: A scheduled run keeps the horizon that a person last asked for, up to this.
_LONGEST_SCHEDULED_HORIZON: Final = 182


class BatchWorker:
    """Forecasts one batch of a job; doing a batch again changes nothing once it is through.

    Parameters
    ----------
    forecaster, forecasts, jobs
        Makes forecasts, and where they and results are kept.
    ledger
        Notes what a model proposed.
    clock, meter
        Time, and what an operator watches.
    """

    def __init__(
        self,
        forecaster: Forecaster,
        forecasts: ForecastRepository,
        jobs: JobRepository,
        ledger: ProposalLedger,
        clock: Clock,
        meter: Meter,
    ) -> None:
        self._ledger = ledger
        self._forecaster = forecaster
        self._forecasts = forecasts
        self._jobs = jobs
        self._clock = clock
        self._meter = meter

    def work(self, batch: JobBatch) -> BatchResult:
        """Forecast the batch's products, keep what was made and why the rest was not."""
        known = self._jobs.result(batch.job_id, batch.number)
        if known is not None:
            return known
        before = self._forecasts.latest_many(batch.product_ids)
        made = self._forecast(batch, before)
        gone = self._forecasts.store(made.forecasts, made.entries)
        failures = [
            *made.failures,
            *(
                ProductFailure(product_id, "product-not-found", "The product was deleted.")
                for product_id in sorted(gone)
            ),
        ]
        stored = [forecast for forecast in made.forecasts if forecast.product_id not in gone]
        for forecast in stored:
            self._ledger.note(forecast, made.entries[forecast.product_id])
            record(forecast, self._meter)
        exceptions = self._exceptions(stored, before, made.entries)
        result = BatchResult(
            batch.job_id,
            batch.number,
            done=len(stored),
            failures=tuple(failures),
            exceptions=tuple(exceptions[:_EXCEPTIONS_KEPT]),
            exceptions_total=len(exceptions),
        )
        self._jobs.record(result)
        return result

    def _forecast(self, batch: JobBatch, before: dict[str, Forecast]) -> Batch:
        horizons = None if batch.trigger == "api" else _asked_horizons(before)

        def run_id(product_id: str) -> str:
            return hashlib.sha256(f"{batch.job_id}:{product_id}".encode()).hexdigest()[:32]

        try:
            standing = {key: before[key].standing for key in batch.product_ids if key in before}
            return self._forecaster.forecast(batch.product_ids, batch.options, run_id, horizons, standing)
        except DomainError:
            raise
        except Exception as error:  # noqa: BLE001  # one product's odd data must not cost the others their forecasts
            if len(batch.product_ids) == 1:
                detail = f"The forecast failed on our side ({type(error).__name__})."
                return Batch((), (ProductFailure(batch.product_ids[0], "internal", detail),))
        half = len(batch.product_ids) // 2
        first = self._forecast(replace(batch, product_ids=batch.product_ids[:half]), before)
        second = self._forecast(replace(batch, product_ids=batch.product_ids[half:]), before)
        return first.with_more(second)

    def _exceptions(
        self, stored: Sequence[Forecast], before: dict[str, Forecast], entries: Mapping[str, CatalogueEntry]
    ) -> list[StockException]:
        today = self._clock.now().date()
        return [
            exception
            for forecast in stored
            for exception in find_exceptions(
                entries[forecast.product_id], forecast, before.get(forecast.product_id), today
            )
        ]


def _asked_horizons(before: dict[str, Forecast]) -> dict[str, int]:
    """Return the horizons that people asked for last, by product, as far as a schedule keeps to them."""
    asked = {product_id: forecast.receipt.parameters.get(ASKED_HORIZON) for product_id, forecast in before.items()}
    return {
        product_id: min(days, _LONGEST_SCHEDULED_HORIZON) for product_id, days in asked.items() if isinstance(days, int)
    }
