"""Forecasts read many at a time, and the past ones of a product as they stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.forecasting.errors import ForecastNotFoundError, RunNotFoundError
from domain.forecasting.models.period_sums import period_sums
from domain.shared.paging import Page
from domain.shared.periods import Granularity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from domain.forecasting.models.accuracy import Vintage
    from domain.forecasting.models.forecast import Forecast
    from domain.forecasting.models.period_sums import PeriodSum
    from domain.forecasting.ports import Catalogue, ForecastRepository

#: A page ends before it holds more periods than this, so that its answer can be sent.
MAX_PERIODS: Final = 5000
#: Parts of the catalogue that are looked through for one page; where few products are forecast, it may hold less.
_PARTS: Final = 5


@dataclass(frozen=True)
class ForecastQuery:
    """Selection of latest forecasts, and of their days by period.

    ``product_ids`` may be empty: then those of a category, or all.
    """

    product_ids: tuple[str, ...] = ()
    category: str | None = None
    first: date | None = None
    last: date | None = None
    granularity: Granularity = Granularity.DAY


@dataclass(frozen=True, eq=False)
class ListedForecast:
    """A latest forecast with the sums of its days by period."""

    forecast: Forecast
    periods: Sequence[PeriodSum]


@dataclass(frozen=True)
class ForecastPage(Page[ListedForecast]):
    """A page of forecasts; ``without_forecast`` are products that were asked for by name and have none."""

    without_forecast: tuple[str, ...] = field(default=())


class ForecastListing:
    """Lists forecasts.

    Parameters
    ----------
    catalogue, forecasts
        The products there are, and their forecasts.
    """

    def __init__(self, catalogue: Catalogue, forecasts: ForecastRepository) -> None:
        self._catalogue = catalogue
        self._forecasts = forecasts

    def page(self, query: ForecastQuery, limit: int, after: str | None = None) -> ForecastPage:
        """Return a page of latest forecasts in order of their products' ids; its cost grows with the page."""
        listed: list[ListedForecast] = []
        missing: list[str] = []
        periods, following = 0, after
        for product_ids, position in self._parts(query, limit, after):
            following = position
            found = self._forecasts.latest_many(product_ids)
            for product_id in product_ids:
                if product_id not in found:
                    missing.append(product_id)
                    continue
                each = listed_periods(found[product_id], query)
                if listed and (len(listed) == limit or periods + len(each.periods) > MAX_PERIODS):
                    last = listed[-1].forecast.product_id
                    return ForecastPage(tuple(listed), last, _named(query, missing, last))
                listed.append(each)
                periods += len(each.periods)
            if len(listed) == limit:
                break
        return ForecastPage(tuple(listed), following, _named(query, missing))

    def _parts(self, query: ForecastQuery, limit: int, after: str | None) -> Iterator[tuple[Sequence[str], str | None]]:
        """Yield ids of products a part at a time, each with the position after it, ``None`` at the end."""
        if query.product_ids:
            rest = [each for each in sorted(set(query.product_ids)) if after is None or each > after]
            yield rest[:limit], rest[limit - 1] if len(rest) > limit else None
            return
        for _ in range(_PARTS):
            part = self._catalogue.page_of_ids(query.category, limit, after)
            yield part.items, part.next_position
            if (after := part.next_position) is None:
                return

    def runs(self, product_id: str, limit: int, after: str | None = None) -> Page[Vintage]:
        """Return a page of a product's forecasts as they stood, latest first.

        Raises
        ------
        ForecastNotFoundError
            When it was never forecast.
        """
        page = self._forecasts.runs(product_id, limit, after)
        if not page.items and after is None and self._forecasts.latest(product_id) is None:
            raise ForecastNotFoundError(product_id)
        return page

    def run(self, product_id: str, run_id: str) -> Vintage:
        """Return one of a product's forecasts as it stood; raises :class:`RunNotFoundError`."""
        found = self._forecasts.run(product_id, run_id)
        if found is None:
            raise RunNotFoundError(product_id, run_id)
        return found


def _named(query: ForecastQuery, missing: Sequence[str], last: str | None = None) -> tuple[str, ...]:
    """Return the products without a forecast that were asked for by name, up to the last one listed."""
    return tuple(each for each in missing if query.product_ids and (last is None or each <= last))


def listed_periods(forecast: Forecast, query: ForecastQuery) -> ListedForecast:
    """Return a forecast with those of its days, weeks or months that a query asks for."""
    demand = forecast.demand.first_days(forecast.horizon_days)
    days = demand.span(query.first or demand.start, query.last or demand.end)
    return ListedForecast(forecast, period_sums(demand, days, query.granularity))
