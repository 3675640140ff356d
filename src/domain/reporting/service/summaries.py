"""The forecast summary of all products, or of a category."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Any, Final

from domain.reporting.summary.checks import CheckFigures
from domain.reporting.summary.figures import ForecastFigures
from domain.reporting.summary.forecast_summary import ListedForecasts, SummedForecasts
from domain.reporting.summary.outlook import outlooks
from domain.shared.partials import kept_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from domain.reporting.models import LatestForecast, ListedProduct
    from domain.reporting.ports import Catalogue, LatestForecasts, SalesHistories
    from domain.reporting.summary.outlook import ProductOutlook
    from domain.shared.demand_series import SalesSeries
    from domain.shared.partials import PartialStore, StaleNotes
    from domain.shared.ports import Clock

#: Products whose forecasts and histories are read at the same time.
CHUNK: Final = 1000
#: Kinds of partial sums that are kept: the checks, and the forecasts over these horizons (``None``: each one's own).
CHECKS: Final = "checks"
FORECASTS: Final[dict[int | None, str]] = {
    None: "forecasts",
    **{days: f"forecasts-{days}" for days in (7, 14, 28, 56, 91)},
}


class SummaryService:
    """Sums the latest forecasts up.

    Of the whole shop, over the usual horizons, it puts partial sums together that are kept; anything else, and
    everything while they are not kept, is worked out from every product.

    Parameters
    ----------
    catalogue, forecasts, sales
        Products, their latest forecasts and what they sold.
    store, notes
        Where partial sums are kept, and which have not seen every change.
    clock
        The time; "today" is the day in UTC.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        forecasts: LatestForecasts,
        sales: SalesHistories,
        store: PartialStore[Any],
        notes: StaleNotes,
        clock: Clock,
    ) -> None:
        self._catalogue = catalogue
        self._forecasts = forecasts
        self._sales = sales
        self._store = store
        self._notes = notes
        self._clock = clock

    def summarise(self, category: str | None, horizon: int | None) -> SummedForecasts:
        """Sum up the first ``horizon`` days of each forecast, or all of it."""
        kept = self._kept(horizon) if category is None and horizon in FORECASTS else None
        return kept or self.listed(category, horizon).summary

    def checks(self) -> CheckFigures:
        """Return the checks of all products."""
        kept = kept_figures(self._store, self._notes, CHECKS, self._clock, of_today=True)
        if kept:
            return CheckFigures.put_together(kept.figures)
        return CheckFigures.of(self._with_forecasts(self._catalogue.all()), self._today())

    def listed(self, category: str | None, horizon: int | None) -> ListedForecasts:
        """Work the summary out, with every product's part."""
        today = self._today()
        found: list[ProductOutlook] = []
        checked = []
        for chunk in batched(self._catalogue.all(category), CHUNK, strict=False):
            read = list(self._read(chunk))
            checked.append(CheckFigures.of(((product, forecast) for product, forecast, _ in read), today))
            found += (
                outlooks(product, forecast, sales, [horizon])[horizon] for product, forecast, sales in read if forecast
            )
        summary = SummedForecasts(
            category=category,
            horizon=horizon,
            demand=ForecastFigures.of(found),
            checks=CheckFigures.put_together(checked),
        )
        return ListedForecasts(summary=summary, today=today, outlooks=tuple(found))

    def figures(self, product_ids: Sequence[str]) -> dict[str, Any]:
        """Return the figures of those of the products that exist, by kind, as everything is stored now.

        All of their forecasts are in memory at the same time.
        """
        read = list(self._read([*self._catalogue.get_many(product_ids).values()]))
        each = [outlooks(product, forecast, sales, FORECASTS) for product, forecast, sales in read if forecast]
        made: dict[str, Any] = {
            kind: ForecastFigures.of(found[horizon] for found in each) for horizon, kind in FORECASTS.items()
        }
        checks = CheckFigures.of(((product, forecast) for product, forecast, _ in read), self._today())
        return {CHECKS: checks, **made}

    def _kept(self, horizon: int | None) -> SummedForecasts | None:
        kinds = (FORECASTS[horizon], CHECKS)
        demand, checks = (kept_figures(self._store, self._notes, kind, self._clock, of_today=True) for kind in kinds)
        if demand is None or checks is None:
            return None
        return SummedForecasts(
            category=None,
            horizon=horizon,
            demand=ForecastFigures.put_together(demand.figures),
            checks=CheckFigures.put_together(checks.figures),
            summed_as_of=min(demand.as_of, checks.as_of),
        )

    def _read(
        self, products: Sequence[ListedProduct]
    ) -> Iterator[tuple[ListedProduct, LatestForecast | None, SalesSeries | None]]:
        forecasts = self._forecasts.read_many(product.product_id for product in products)
        sales = self._sales.read_many(forecasts)
        for product in products:
            yield product, forecasts.get(product.product_id), sales.get(product.product_id)

    def _with_forecasts(
        self, products: Sequence[ListedProduct]
    ) -> Iterator[tuple[ListedProduct, LatestForecast | None]]:
        for chunk in batched(products, CHUNK, strict=False):
            forecasts = self._forecasts.read_many(product.product_id for product in chunk)
            yield from ((product, forecasts.get(product.product_id)) for product in chunk)

    def _today(self) -> date:
        return self._clock.now().date()
