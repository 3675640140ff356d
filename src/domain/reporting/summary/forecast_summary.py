"""The forecast summary: what is forecast altogether, where it changes, how good it was, and what to look at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

import numpy as np

from domain.shared import quantiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from domain.reporting.models import ForecastAccuracy, LatestForecast, ListedProduct
    from domain.reporting.summary.attention import AttentionNote
    from domain.shared.arrays import FloatArray
    from domain.shared.demand_series import SalesSeries

#: Level of the intervals in the summary.
INTERVAL_LEVEL = 0.8
MOVERS = 10
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


@dataclass(frozen=True, kw_only=True)
class OverallAccuracy:
    """Backtests of all products together, weighted by what they sold."""

    products: int
    wape: float | None
    bias: float | None
    naive_wape: float | None
    coverage_level: float | None
    coverage_actual: float | None
    coverage_points: int

    @property
    def skill_vs_naive(self) -> float | None:
        """1 - WAPE / WAPE of the naive; below 0 the naive would have been better."""
        return None if self.wape is None or not self.naive_wape else 1 - self.wape / self.naive_wape

    @classmethod
    def of(cls, backtests: Iterable[ForecastAccuracy | None]) -> Self:
        """Pool backtests: errors and sales are added over products first, then divided (Hyndman & Koehler 2006)."""
        scored = [accuracy for accuracy in backtests if accuracy and accuracy.volume > 0]
        covered = [item for item in scored if item.coverage_points]
        return cls(
            products=len(scored),
            wape=_pooled("wape", "volume", scored),
            bias=_pooled("bias", "volume", scored),
            naive_wape=_pooled("naive_wape", "volume", scored),
            coverage_level=covered[0].coverage_level if covered else None,
            coverage_actual=_pooled("coverage_actual", "coverage_points", covered),
            coverage_points=sum(item.coverage_points for item in covered),
        )


def _pooled(field_name: str, weight_name: str, items: Iterable[ForecastAccuracy]) -> float | None:
    """Return the mean of one field, where it is known, weighted by another."""
    pairs = ((getattr(item, field_name), getattr(item, weight_name)) for item in items)
    known = [(value, weight) for value, weight in pairs if value is not None]
    total = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / total if total > 0 else None


@dataclass(frozen=True, kw_only=True)
class ForecastSummaryReport:
    """The latest forecasts of a shop, or of one category."""

    category: str | None
    products: int
    today: date
    horizon_days: int
    generated_at: datetime | None
    outlooks: tuple[ProductOutlook, ...]
    products_without_forecast: int
    accuracy: OverallAccuracy
    attention: tuple[AttentionNote, ...]
    by_category: Mapping[str, tuple[ProductOutlook, ...]] = field(repr=False)

    @property
    def months(self) -> dict[str, MonthDemand]:
        """Demand by calendar month over all products, in order of time; bounds are sums of the products' own."""
        months: defaultdict[str, list[MonthDemand]] = defaultdict(list)
        for outlook in self.outlooks:
            for month, demand in outlook.by_month.items():
                months[month].append(demand)
        return {
            month: MonthDemand(
                days=max(part.days for part in parts),
                predicted_demand=sum(part.predicted_demand for part in parts),
                lower=sum(part.lower for part in parts),
                upper=sum(part.upper for part in parts),
            )
            for month, parts in sorted(months.items())
        }

    def movers(self, direction: int) -> list[ProductOutlook]:
        """Return the products that rise (1) or fall (-1) most, in money at today's prices."""
        moving = [outlook for outlook in self.outlooks if outlook.change * direction > 0]
        moving.sort(
            key=lambda item: (-abs(item.change) * max(float(item.product.current_price), 0.01), item.product.product_id)
        )
        return moving[:MOVERS]


def outlook(
    product: ListedProduct, forecast: LatestForecast, sales: SalesSeries | None, horizon: int | None
) -> ProductOutlook:
    """Return one product's part of the summary over the first ``horizon`` days of its forecast, or all of it."""
    length = min(horizon or forecast.horizon_days, forecast.mean.shape[0])
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


def in_order(found: Iterable[AttentionNote]) -> tuple[AttentionNote, ...]:
    """Return notes with the most important first: by severity, then by the units that are forecast."""
    return tuple(sorted(found, key=lambda note: (note.severity, -note.volume, note.product.product_id)))


def summary(
    category: str | None,
    products: int,
    today: date,
    horizon: int | None,
    outlooks: Iterable[ProductOutlook],
    found: list[AttentionNote],
) -> ForecastSummaryReport:
    """Put the products' parts together."""
    listed = tuple(outlooks)
    groups: defaultdict[str, list[ProductOutlook]] = defaultdict(list)
    for item in listed:
        groups[item.product.category].append(item)
    largest = sorted(groups.items(), key=lambda group: (-sum(item.predicted_revenue for item in group[1]), group[0]))
    return ForecastSummaryReport(
        category=category,
        products=products,
        today=today,
        horizon_days=horizon or max((item.horizon_days for item in listed), default=0),
        generated_at=max((item.generated_at for item in listed), default=None),
        outlooks=listed,
        products_without_forecast=sum(note.code == "no_forecast" for note in found),
        accuracy=OverallAccuracy.of(item.accuracy for item in listed),
        attention=in_order(found),
        by_category={name: tuple(items) for name, items in largest},
    )
