"""The forecasting engine for the policy replay: it is shown only what was sold until a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import numpy as np

from domain.forecasting.adjustment.known_days import apply_known_days
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.history.cleaning import clean
from domain.forecasting.inputs.demand_history import demand_history
from domain.forecasting.models.catalogue import CatalogueEntry
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.known_days import Calendar
from domain.forecasting.models.levels import QUANTILE_LEVELS
from domain.shared.demand_series import PricedSales

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.forecasting.engine.profile.model import ShopProfile
    from domain.forecasting.models.demand import DemandHistory, EngineForecast
    from domain.forecasting.models.known_days import KnownEvent
    from domain.replenishment.models import StockedProduct
    from domain.shared.arrays import FloatArray
    from domain.shared.demand_series import SalesSeries

#: Days before the first sale and after the forecast's end whose holidays may matter (their lead-up).
_HOLIDAY_MARGIN = timedelta(days=14)
#: How old the shop's common patterns may be in a replay; they are learnt from all products and change slowly.
_PROFILE_AGE = timedelta(days=182)


class Holidays(Protocol):
    """Public holidays; :class:`adapters.calendars.holidays.PublicHolidays` is one."""

    def region(self, category: str | None) -> str:
        """Return the country whose holidays count for a category's products."""
        ...

    def between(self, first: date, last: date, region: str | None = None) -> Mapping[date, str]:
        """Return the holidays of a country from ``first`` to ``last`` by date."""
        ...


class Events(Protocol):
    """The calendar; :class:`adapters.dynamodb.forecasting.calendar.DynamoEventCalendar` is one."""

    def events(self) -> tuple[KnownEvent, ...]:
        """Return all entries of the calendar."""
        ...


class EngineForecaster:
    """Implements :class:`domain.replenishment.ports.DemandForecaster` with the engine.

    Parameters
    ----------
    holidays, events
        The shop's public holidays, and what its calendar says: known ahead, as if it had been said in time.
    """

    def __init__(self, holidays: Holidays, events: Events) -> None:
        self._holidays = holidays
        self._calendar_events = events
        self._read: tuple[KnownEvent, ...] | None = None
        self._levels: FloatArray = np.asarray(QUANTILE_LEVELS, dtype=np.float64)
        self._profiles: dict[str, tuple[frozenset[str], date, ShopProfile]] = {}

    @property
    def levels(self) -> FloatArray:
        """The engine's probability levels."""
        return self._levels

    def cumulative(
        self, products: Sequence[StockedProduct], sales: Sequence[SalesSeries], as_of: date, horizon: int
    ) -> tuple[FloatArray, FloatArray]:
        """Forecast the sums of the first days after ``as_of`` from what was sold until then."""
        means = np.zeros((len(products), horizon))
        values = np.zeros((len(products), horizon, self._levels.size))
        regions: defaultdict[str, list[int]] = defaultdict(list)
        for index, item in enumerate(sales):
            if item.start <= as_of:
                regions[self._holidays.region(products[index].category)].append(index)
        events = self._events()
        for region, started in regions.items():
            histories = [_history(products[index], sales[index], as_of, events) for index in started]
            first = min(history.start for history in histories)
            calendar = self._calendar(first, as_of + timedelta(days=horizon), region)
            forecasts = self._forecasts(histories, horizon, calendar, as_of)
            self._fill(means, values, products, dict(zip(started, forecasts, strict=True)), calendar)
        return means, values

    def _forecasts(
        self, histories: Sequence[DemandHistory], horizon: int, calendar: Calendar, as_of: date
    ) -> Sequence[EngineForecast]:
        profile = self._shop_profile(histories, calendar, as_of)
        return forecast_batch(histories, horizon, calendar, as_of=as_of, backtest=False, profile=profile)

    @staticmethod
    def _fill(
        means: FloatArray,
        values: FloatArray,
        products: Sequence[StockedProduct],
        forecasts: Mapping[int, EngineForecast],
        calendar: Calendar,
    ) -> None:
        """Put forecasts into the rows of their products."""
        for index, forecast in forecasts.items():
            if forecast.has_forecast:
                mine = calendar.concerning(products[index].product_id, products[index].category)
                demand, _ = apply_known_days(DemandDistribution.of(forecast), forecast, mine)
                means[index] = demand.cumulative_mean
                values[index] = demand.cumulative

    def suspected_stockouts(
        self, products: Sequence[StockedProduct], sales: Sequence[SalesSeries]
    ) -> list[tuple[date, ...]]:
        """Return the days on which the engine, looking at the whole history, suspects an empty shelf."""
        last = max((item.end for item in sales), default=None)
        if last is None:
            return []
        self._read = None  # what a replay asks first: here it reads the calendar anew
        events = self._events()
        cleaned = (clean(_history(product, item, last, events)) for product, item in zip(products, sales, strict=True))
        return [found.suspected if found else () for found in cleaned]

    def _shop_profile(self, histories: Sequence[DemandHistory], calendar: Calendar, as_of: date) -> ShopProfile:
        """Return what these products have in common, learnt from what was known on this day or some months before."""
        products = frozenset(history.product_id for history in histories)
        region = self._holidays.region(histories[0].category)
        kept = self._profiles.get(region)
        if kept and kept[0] == products and timedelta(0) <= as_of - kept[1] < _PROFILE_AGE:
            return kept[2]
        profile = fit_profile(histories, calendar, as_of=as_of)
        self._profiles[region] = (products, as_of, profile)
        return profile

    def _calendar(self, first: date, last: date, region: str) -> Calendar:
        holidays = self._holidays.between(first - _HOLIDAY_MARGIN, last + _HOLIDAY_MARGIN, region)
        return Calendar(holidays, self._events())

    def _events(self) -> tuple[KnownEvent, ...]:
        """Return the calendar's entries, read once: a replay asks for hundreds of forecasts."""
        if self._read is None:
            self._read = self._calendar_events.events()
        return self._read


def _history(product: StockedProduct, sales: SalesSeries, as_of: date, events: Sequence[KnownEvent]) -> DemandHistory:
    """Return the product's history as the engine would have read it at the close of ``as_of``."""
    quantity = sales.quantity[: max((as_of - sales.start).days + 1, 0)]
    sold_days = np.flatnonzero(~np.isnan(quantity))
    quantity = quantity[: int(sold_days[-1]) + 1] if sold_days.size else quantity[:0]
    entry = CatalogueEntry(
        product_id=product.product_id,
        name=product.name,
        category=product.category,
        current_price=float(product.current_price),
        lead_time_days=product.lead_time_days,
        review_period_days=product.review_period_days,
    )
    if not quantity.size:
        return demand_history(entry, None, as_of, as_of, events=events)
    unknown = np.full(quantity.size, np.nan)
    sold = PricedSales(product_id=product.product_id, start=sales.start, quantity=quantity, price=unknown)
    return demand_history(entry, sold, as_of, as_of, events=events)
