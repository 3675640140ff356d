"""The forecast summary of all products, or of a category."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Final

from domain.reporting.summary.attention import AttentionNote, notes
from domain.reporting.summary.forecast_summary import ForecastSummaryReport, ProductOutlook, outlook, summary

if TYPE_CHECKING:
    from domain.reporting.ports import Catalogue, LatestForecasts, SalesHistories
    from domain.shared.ports import Clock

#: Products whose forecasts and histories are read at the same time.
CHUNK: Final = 1000


class SummaryService:
    """Sums the latest forecasts up; its cost grows with products, not with sales.

    Parameters
    ----------
    catalogue, forecasts, sales
        Products, their latest forecasts and what they sold.
    clock
        The time; "today" is the day in UTC.
    """

    def __init__(self, catalogue: Catalogue, forecasts: LatestForecasts, sales: SalesHistories, clock: Clock) -> None:
        self._catalogue = catalogue
        self._forecasts = forecasts
        self._sales = sales
        self._clock = clock

    def summarise(self, category: str | None, horizon_days: int | None) -> ForecastSummaryReport:
        """Sum up the first ``horizon_days`` days of each forecast, or all of it."""
        today = self._clock.now().date()
        outlooks: list[ProductOutlook] = []
        found: list[AttentionNote] = []
        products = self._catalogue.all(category)
        for chunk in batched(products, CHUNK, strict=False):
            forecasts = self._forecasts.read_many(product.product_id for product in chunk)
            sales = self._sales.read_many(forecasts)
            for product in chunk:
                forecast = forecasts.get(product.product_id)
                found.extend(notes(product, forecast, today))
                if forecast is not None:
                    outlooks.append(outlook(product, forecast, sales.get(product.product_id), horizon_days))
        return summary(category, len(products), today, horizon_days, outlooks, found)
