"""Listed products and their latest forecasts for reporting's tests."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

from domain.reporting.models import LatestForecast, ListedProduct
from domain.shared.demand_series import DemandForecast
from testing import demand_series
from testing.demand_series import GENERATED_AT


def listed(product_id: str = "SKU-1", **changes: Any) -> ListedProduct:
    """Return an active product that costs 5."""
    return ListedProduct(
        **{
            "product_id": product_id,
            "name": "Espresso beans",
            "category": "Coffee",
            "current_price": Decimal(5),
            "status": "active",
        }
        | changes
    )


def latest(forecast: DemandForecast, **changes: Any) -> LatestForecast:
    """Return a demand forecast as one of which nothing else is known but that all its days were asked for."""
    numbers = {field.name: getattr(forecast, field.name) for field in fields(DemandForecast)}
    return LatestForecast(**numbers | {"generated_at": GENERATED_AT, "horizon_days": forecast.mean.size} | changes)


def normal_forecast(mean: float = 10.0, std: float = 4.0, days: int = 28, **changes: Any) -> LatestForecast:
    """Return the latest forecast of independent normal days."""
    return latest(demand_series.normal_forecast(mean, std, days, **changes))


def poisson_forecast(mean: float = 10.0, days: int = 28, **changes: Any) -> LatestForecast:
    """Return the latest forecast of independent Poisson days."""
    return latest(demand_series.poisson_forecast(mean, days, **changes))
