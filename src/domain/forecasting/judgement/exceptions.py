"""What a buyer should look at now: stock that will not last, forecasts that got worse, data that stopped coming."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.forecasting.judgement import wording
from domain.forecasting.models.job import StockException

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.forecast import Forecast

#: Fall of ``model_accuracy`` since the forecast before that is worth a look.
_ACCURACY_FALL: Final = 0.15
#: Days without data after which a product that sells often, or seldom, counts as stale.
_STALE_DAYS: Final = 14
_STALE_DAYS_SELDOM: Final = 92
_OFTEN: Final = frozenset({"smooth", "erratic"})


def find_exceptions(
    entry: CatalogueEntry, forecast: Forecast, before: Forecast | None, today: date
) -> Iterator[StockException]:
    """Yield what is exceptional about a product.

    Parameters
    ----------
    before
        The product's forecast before this one.
    """
    if (stock := _stock_out(entry, forecast)) is not None:
        yield StockException(entry.product_id, "stock_out_within_lead_time", stock)
    if before is not None and before.model_accuracy is not None and forecast.model_accuracy is not None:
        fall = before.model_accuracy - forecast.model_accuracy
        if fall >= _ACCURACY_FALL:
            detail = f"Accuracy fell from {before.model_accuracy:.0%} to {forecast.model_accuracy:.0%}."
            yield StockException(entry.product_id, "accuracy_lost", detail)
    last = forecast.history.last_date
    limit = _STALE_DAYS if forecast.demand_pattern in _OFTEN else _STALE_DAYS_SELDOM
    if last is not None and (today - last).days > limit:
        yield StockException(entry.product_id, "stale_data", f"The last sales data is of {wording.day(last)}.")


def _stock_out(entry: CatalogueEntry, forecast: Forecast) -> str | None:
    """Say so when median demand over the lead time is more than what is in stock and on order."""
    if entry.on_hand is None:
        return None
    position = entry.on_hand + entry.on_order
    days = min(max(entry.lead_time_days, 1), len(forecast.demand))
    demand = float(forecast.demand.cumulative_quantile(0.5)[days - 1])
    if demand <= position:
        return None
    return (
        f"{wording.units(position)} in stock and on order, {wording.units(demand)} expected to sell in the"
        f" {days} days until an order placed now arrives."
    )
