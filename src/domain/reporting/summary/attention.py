"""Products that somebody should look at: no forecast, an old one, a poor one, gaps in the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.shared.words import days, full_date, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from domain.reporting.models import ForecastAccuracy, LatestForecast, ListedProduct

    #: Severity, code and detail.
    type Note = tuple[int, str, str]

#: How many of them an answer lists.
MAX_ATTENTION = 100
#: Code of the note that there is no forecast.
NO_FORECAST = "no_forecast"
_OLD_AFTER_DAYS = 14
_FEW_POINTS = 28
_TOO_NARROW_BY = 0.15


@dataclass(frozen=True)
class AttentionNote:
    """Something about a product that somebody should look at; a lower ``severity`` comes first."""

    product_id: str
    name: str
    code: str
    detail: str
    severity: int
    volume: float = 0.0


def notes(product: ListedProduct, forecast: LatestForecast | None, today: date) -> list[AttentionNote]:
    """Return what somebody should look at about one product, most severe first."""
    if product.discontinued:
        return []
    if forecast is None:
        detail = "No forecast has been generated for it."
        return [AttentionNote(product.product_id, product.name, NO_FORECAST, detail, 0)]
    volume = float(forecast.cumulative_mean[-1])
    found = [*_age(forecast, today), *_accuracy(forecast.accuracy), *_data(forecast)]
    return [
        AttentionNote(product.product_id, product.name, code, detail, severity, volume)
        for severity, code, detail in sorted(found)
    ]


def in_order(found: Iterable[AttentionNote]) -> list[AttentionNote]:
    """Return notes with the most important first: by severity, then by the units that are forecast."""
    return sorted(found, key=lambda note: (note.severity, -note.volume, note.product_id, note.code))


def _age(forecast: LatestForecast, today: date) -> Iterator[Note]:
    if forecast.end < today:
        yield 1, "forecast_ended", f"The forecast ended on {full_date(forecast.end)}."
    elif (age := (today - forecast.start).days) > _OLD_AFTER_DAYS:
        yield 3, "forecast_old", f"The forecast rests on sales that end {days(age)} ago."


def _accuracy(accuracy: ForecastAccuracy | None) -> Iterator[Note]:
    if accuracy is None or accuracy.points < _FEW_POINTS:
        return
    wape, naive = accuracy.wape, accuracy.naive_wape
    if wape is not None and naive is not None and wape > naive:
        detail = f"Off by {percent(wape)} in its backtest; repeating last week is off by {percent(naive)}."
        yield 2, "worse_than_naive", detail
    level, actual = accuracy.coverage_level, accuracy.coverage_actual
    if level is not None and actual is not None and actual < level - _TOO_NARROW_BY:
        yield 4, "interval_too_narrow", f"Its {percent(level)} interval held only {percent(actual)} of the days."


def _data(forecast: LatestForecast) -> Iterator[Note]:
    if count := forecast.suspected_stockout_days:
        detail = f"{days(count)} without sales look like stockouts; they are not read as missing demand."
        yield 5, "suspected_stockouts", detail
    if forecast.degraded:
        yield 6, "degraded", "The language model did not answer; the statistical forecast is used."
    if forecast.pattern == "new":
        yield 7, "little_history", "It has sold for too short a time to know its pattern."
