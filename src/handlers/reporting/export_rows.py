"""Columns of exports, and forecasts as their rows: in both formats what ``GET /forecasts`` answers of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from domain.forecasting.service.listing import ForecastQuery, listed_periods
from handlers.forecasting.answers.forecast import ANSWER_LEVELS
from handlers.forecasting.answers.listing import ListedForecastBody

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.models.forecast import Forecast
    from domain.reporting.models import ListedProduct

#: Members of an item of ``POST /sales-data``.
HISTORY_MEMBERS: Final = ("product_id", "date", "quantity_sold", "price", "revenue")
#: What a file of sales brings to an empty shop.
HISTORY_COLUMNS: Final = (*HISTORY_MEMBERS, "name", "category")
_OF_THE_RUN: Final = ("run_id", "generated_at", "engine", "method", "model_accuracy")
FORECAST_COLUMNS: Final = (
    *("product_id", "name", "category", "forecast_date", "predicted_demand", "lower", "upper", "level"),
    *(f"quantile_{level}" for level in ANSWER_LEVELS),
    *_OF_THE_RUN,
)
_BY_DAY: Final = ForecastQuery()


def forecast_objects(_: ListedProduct, forecast: Forecast) -> Sequence[Mapping[str, Any]]:
    """Return a forecast as one row, its days and its total within."""
    return (_body(forecast).model_dump(mode="json"),)


def forecast_days(product: ListedProduct, forecast: Forecast) -> Sequence[Mapping[str, Any]]:
    """Return a row a day; the total has no place among them."""
    whole = _body(forecast).model_dump(mode="json")
    same = {"product_id": product.product_id, "name": product.name, "category": product.category}
    same |= {name: whole[name] for name in _OF_THE_RUN}
    return [
        same
        | {name: day[name] for name in ("forecast_date", "predicted_demand")}
        | day["confidence_interval"]
        | {f"quantile_{level}": units for level, units in day["quantiles"].items()}
        for day in whole["forecast"]
    ]


def _body(forecast: Forecast) -> ListedForecastBody:
    return ListedForecastBody.of(listed_periods(forecast, _BY_DAY))
