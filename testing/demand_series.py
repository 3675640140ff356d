"""Forecasts and sales of made-up products as arrays, for the tests of replenishment and of reporting."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.forecasting import codec as forecast_codec
from adapters.dynamodb.table import Table
from domain.forecasting.models.demand import Evidence, HistorySummary
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.forecast import Explanation, Forecast, Layers, Receipt
from domain.forecasting.models.levels import QUANTILE_LEVELS
from domain.shared.demand_series import DemandForecast, SalesSeries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.shared.arrays import FloatArray

#: The day :class:`testing.fakes.system.FakeClock` shows.
TODAY = date(2026, 11, 20)
GENERATED_AT = datetime(2026, 11, 20, 6, tzinfo=UTC)
LEVELS = np.array(QUANTILE_LEVELS)


def forecast_of(means: Sequence[float] | FloatArray, quantiles: FloatArray, **changes: Any) -> DemandForecast:
    """Return a forecast from daily means (H,) and the quantiles of their sums at LEVELS (H, Q)."""
    daily = np.asarray(means, dtype=float)
    return DemandForecast(
        **{
            "product_id": "SKU-1",
            "start": TODAY,
            "mean": daily,
            "cumulative_mean": np.cumsum(daily),
            "levels": LEVELS,
            "cumulative": quantiles,
        }
        | changes
    )


def normal_forecast(mean: float = 10.0, std: float = 4.0, days: int = 28, **changes: Any) -> DemandForecast:
    """Return a forecast of independent normal days: the sum of k days has the deviation std * sqrt(k)."""
    scores = np.array([NormalDist().inv_cdf(level) for level in QUANTILE_LEVELS])
    length = np.arange(1, days + 1)[:, None]
    return forecast_of(np.full(days, mean), mean * length + std * np.sqrt(length) * scores, **changes)


@cache
def _poisson_sums(mean: float, days: int) -> FloatArray:
    sums = np.cumsum(np.random.default_rng(0).poisson(mean, size=(4000, days)), axis=1)
    return np.quantile(sums, LEVELS, axis=0).T


def poisson_forecast(mean: float = 10.0, days: int = 28, **changes: Any) -> DemandForecast:
    """Return a forecast of independent Poisson days, its sums simulated."""
    return forecast_of(np.full(days, mean), _poisson_sums(mean, days), **changes)


def sales_of(
    quantity: Sequence[float] | FloatArray, *, end: date = TODAY - timedelta(days=1), product_id: str = "SKU-1"
):
    """Return sales that end on a day, yesterday unless told."""
    values = np.asarray(quantity, dtype=float)
    return SalesSeries(product_id=product_id, start=end - timedelta(days=values.size - 1), quantity=values)


def put_latest(environment: dict[str, str], client, forecast: DemandForecast) -> None:
    """Keep a forecast as the product's latest, in the form that forecasting writes."""
    demand = DemandDistribution(
        start=forecast.start,
        mean=forecast.mean,
        quantiles=np.repeat(forecast.mean[:, None], LEVELS.size, axis=1),
        cumulative_mean=forecast.cumulative_mean,
        cumulative=forecast.cumulative,
    )
    packed = forecast_codec.encode(
        Forecast(
            product_id=forecast.product_id,
            run_id="run-1",
            generated_at=GENERATED_AT,
            horizon_days=forecast.mean.size,
            confidence_level=0.8,
            engine="statistical",
            method="test",
            demand_pattern="smooth",
            history=HistorySummary(TODAY - timedelta(days=400), TODAY - timedelta(days=1), 400, 390),
            demand=demand,
            before_overrides=demand,
            layers=Layers(naive=forecast.mean, statistical=forecast.mean),
            explanation=Explanation("Steady."),
            receipt=Receipt("hash", 400, "0.1.0"),
            evidence=Evidence(),
            known_until=forecast.start - timedelta(days=1),
        )
    )
    Table(client, environment["FORECASTS_TABLE"]).put(
        keys.attributes(keys.latest(forecast.product_id))
        | {
            "product_id": forecast.product_id,
            "generated_at": GENERATED_AT.isoformat(),
            "document": packed,
        }
    )
