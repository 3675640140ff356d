"""Exceptions that need a buyer's attention: stock that will not last, forecasts that got worse, stale data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.forecasting.models.job import StockException
from domain.shared import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.forecast import Forecast
    from domain.forecasting.models.job import ExceptionKind

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
    found: tuple[tuple[ExceptionKind, str | None], ...] = (
        ("stockout_within_lead_time", _stockout(entry, forecast)),
        ("accuracy_lost", _lost_accuracy(forecast, before)),
        ("stale_data", _stale(forecast, today)),
    )
    for kind, detail in found:
        if detail is not None:
            yield StockException(entry.product_id, kind, detail)


def _lost_accuracy(forecast: Forecast, before: Forecast | None) -> str | None:
    was = before.model_accuracy if before is not None else None
    now = forecast.model_accuracy
    if was is None or now is None or was - now < _ACCURACY_FALL:
        return None
    return f"Accuracy fell from {words.percent(was, 0)} to {words.percent(now, 0)}."


def _stale(forecast: Forecast, today: date) -> str | None:
    last = forecast.history.last_date
    limit = _STALE_DAYS if forecast.demand_pattern in _OFTEN else _STALE_DAYS_SELDOM
    if last is None or (today - last).days <= limit:
        return None
    return f"The last sales data is of {words.full_date(last)}."


def _stockout(entry: CatalogueEntry, forecast: Forecast) -> str | None:
    """Say so when median demand over the lead time is more than what is in stock and on order."""
    if entry.on_hand is None:
        return None
    position = max(entry.on_hand + entry.on_order, 0.0)
    days = min(max(entry.lead_time_days, 1), len(forecast.demand))
    demand = float(forecast.demand.cumulative_quantile(0.5)[days - 1])
    if demand <= position:
        return None
    return (
        f"{words.estimate(position)} in stock and on order, {words.estimate(demand)} expected to sell in the"
        f" {words.days(days)} until an order placed now arrives."
    )
