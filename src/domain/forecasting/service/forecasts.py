"""Forecasts one at a time: make one, read the latest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.forecasting.errors import ForecastNotFoundError, NoHistoryError
from domain.forecasting.models.request import Selection
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from domain.forecasting.accuracy.ledger import ProposalLedger
    from domain.forecasting.models.forecast import Forecast
    from domain.forecasting.models.request import ForecastOptions
    from domain.forecasting.ports import Catalogue, EventKeeper, ForecastRepository, Meter
    from domain.forecasting.service.forecaster import Forecaster
    from domain.shared.ports import IdSource


class ForecastService:
    """Makes and reads forecasts of single products.

    Parameters
    ----------
    forecaster
        Makes them.
    catalogue, calendar
        Tells which products there are; keeps events.
    forecasts
        Where they are kept.
    ledger
        Notes what a model proposed.
    ids
        Names runs.
    meter
        Counts them.
    """

    def __init__(
        self,
        forecaster: Forecaster,
        catalogue: Catalogue,
        calendar: EventKeeper,
        forecasts: ForecastRepository,
        ledger: ProposalLedger,
        ids: IdSource,
        meter: Meter,
    ) -> None:
        self._forecaster = forecaster
        self._catalogue = catalogue
        self._calendar = calendar
        self._forecasts = forecasts
        self._ledger = ledger
        self._ids = ids
        self._meter = meter

    def generate(self, product_id: str, options: ForecastOptions) -> Forecast:
        """Forecast a product and keep the result as its latest forecast; events of the request go on the calendar.

        With ``options.what_if`` neither is kept.

        Raises
        ------
        ProductNotFoundError, NoHistoryError
        """
        if options.events and not options.what_if:
            if product_id not in self._catalogue.get_many([product_id]):
                raise ProductNotFoundError(product_id)
            kept = self._calendar.keep(options.events, Selection(product_ids=(product_id,)))
            options = replace(options, events=kept)
        before = self._forecasts.latest(product_id)
        standing = {} if before is None else {product_id: before.standing}
        batch = self._forecaster.forecast([product_id], options, lambda _: self._ids.new_id(), standing=standing)
        if not batch.forecasts:
            unknown = batch.failures[0].code == ProductNotFoundError.code
            raise ProductNotFoundError(product_id) if unknown else NoHistoryError(product_id)
        forecast = batch.forecasts[0]
        if options.what_if:
            return forecast
        if self._forecasts.store([forecast], batch.entries, by_itself=True):
            raise ProductNotFoundError(product_id)
        self._ledger.note(forecast, batch.entries[product_id])
        record(forecast, self._meter)
        return forecast

    def latest(self, product_id: str) -> Forecast:
        """Return a product's latest forecast; raises :class:`ForecastNotFoundError`."""
        forecast = self._forecasts.latest(product_id)
        if forecast is None:
            raise ForecastNotFoundError(product_id)
        return forecast


def record(forecast: Forecast, meter: Meter) -> None:
    """Count a forecast that was made."""
    meter.count("ForecastsGenerated")
    meter.count("ForecastsDegraded", float(forecast.degraded))
    if forecast.model_accuracy is not None:
        meter.measure("ForecastAccuracy", forecast.model_accuracy)
    if forecast.receipt.input_tokens or forecast.receipt.output_tokens:
        meter.count("ModelInputTokens", forecast.receipt.input_tokens)
        meter.count("ModelOutputTokens", forecast.receipt.output_tokens)
