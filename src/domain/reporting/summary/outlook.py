"""One product's part of the forecast summary: its forecast over some days, by month, beside what sold before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.shared import quantiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from domain.reporting.models import ForecastAccuracy, LatestForecast, ListedProduct
    from domain.shared.arrays import FloatArray
    from domain.shared.demand_series import SalesSeries

#: Level of the intervals in the summary.
INTERVAL_LEVEL = 0.8
_TAIL = (1 - INTERVAL_LEVEL) / 2
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class MonthDemand:
    """Demand of the days of one calendar month that a forecast covers."""

    days: int
    predicted_demand: float
    lower: float
    upper: float


@dataclass(frozen=True, kw_only=True)
class ProductOutlook:
    """One product's part of the summary; amounts in units, ``None`` where nothing is known.

    It does not hold the forecast itself, so that a summary of many products needs little memory.
    """

    product: ListedProduct
    first_date: date
    last_date: date
    predicted_demand: float
    lower: float
    upper: float
    previous_demand: float | None
    by_month: Mapping[str, MonthDemand]
    horizon_days: int
    generated_at: datetime
    demand_pattern: str
    method: str
    accuracy: ForecastAccuracy | None

    @property
    def predicted_revenue(self) -> float:
        """Mean demand at today's price."""
        return self.predicted_demand * float(self.product.current_price)

    @property
    def change(self) -> float:
        """Change against the same number of days before, in units; 0 when those are not known."""
        return 0.0 if self.previous_demand is None else self.predicted_demand - self.previous_demand


def outlooks[Horizon: int | None](
    product: ListedProduct, forecast: LatestForecast, sales: SalesSeries | None, horizons: Iterable[Horizon]
) -> dict[Horizon, ProductOutlook]:
    """Return :func:`outlook` for each of several horizons; those that come to the same days are worked out once."""
    made: dict[int, ProductOutlook] = {}
    found = {}
    for horizon in horizons:
        length = covered_days(forecast, horizon)
        if length not in made:
            made[length] = outlook(product, forecast, sales, horizon)
        found[horizon] = made[length]
    return found


def covered_days(forecast: LatestForecast, horizon: int | None) -> int:
    """Return how many days of a forecast a horizon covers; ``None``: those that were asked for."""
    return min(horizon or forecast.horizon_days, len(forecast.mean))


def outlook(
    product: ListedProduct, forecast: LatestForecast, sales: SalesSeries | None, horizon: int | None
) -> ProductOutlook:
    """Return one product's part of the summary over the first ``horizon`` days of its forecast, or all of it."""
    length = covered_days(forecast, horizon)
    last = forecast.start + timedelta(days=length - 1)
    row = forecast.cumulative[length - 1]
    enough = sales is not None and sales.start <= forecast.start - timedelta(days=length)
    previous = (
        sales.total(forecast.start - timedelta(days=length), forecast.start - _ONE_DAY) if sales and enough else None
    )
    return ProductOutlook(
        product=product,
        first_date=forecast.start,
        last_date=last,
        predicted_demand=float(forecast.cumulative_mean[length - 1]),
        lower=float(quantiles.quantile(forecast.levels, row, _TAIL)),
        upper=float(quantiles.quantile(forecast.levels, row, 1 - _TAIL)),
        previous_demand=previous,
        by_month=_by_month(forecast, length),
        horizon_days=forecast.horizon_days,
        generated_at=forecast.generated_at,
        demand_pattern=forecast.pattern,
        method=forecast.method,
        accuracy=forecast.accuracy,
    )


def _by_month(forecast: LatestForecast, length: int) -> dict[str, MonthDemand]:
    """Split the forecast by calendar month.

    The first month's bounds are those of its own sum. A later month's spread is what the cumulative spread grows by,
    independent increments, yet at least the spread of as many days at the forecast's start: later is never surer.
    """
    lower, upper = (
        np.concatenate([[0.0], quantiles.quantile(forecast.levels, forecast.cumulative[:length], level)])
        for level in (_TAIL, 1 - _TAIL)
    )
    means = np.concatenate([[0.0], forecast.cumulative_mean[:length]])
    below, above = np.maximum(means - lower, 0.0), np.maximum(upper - means, 0.0)
    months: dict[str, MonthDemand] = {}
    begin = 0
    while begin < length:
        day = forecast.start + timedelta(days=begin)
        end = min(begin + (_next_month(day) - day).days, length)
        mean = float(means[end] - means[begin])
        months[f"{day:%Y-%m}"] = MonthDemand(
            days=end - begin,
            predicted_demand=mean,
            lower=max(mean - _spread(below, begin, end), 0.0),
            upper=mean + _spread(above, begin, end),
        )
        begin = end
    return months


def _spread(cumulative: FloatArray, begin: int, end: int) -> float:
    growth = float(np.sqrt(max(cumulative[end] ** 2 - cumulative[begin] ** 2, 0.0)))
    return max(growth, float(cumulative[end - begin]))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
