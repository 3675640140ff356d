"""Products that somebody should look at: no forecast, an old one, a poor one, gaps in the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.reporting.words import days, full_date, percent

if TYPE_CHECKING:
    from datetime import date

    from domain.reporting.models import DemandForecast, StockedProduct

#: How many of them an answer lists.
MAX_ATTENTION = 100
_OLD_AFTER_DAYS = 14
_FEW_POINTS = 28
_TOO_NARROW_BY = 0.15


@dataclass(frozen=True)
class AttentionNote:
    """Something about a product that somebody should look at; a lower ``severity`` comes first."""

    product: StockedProduct
    code: str
    detail: str
    severity: int
    volume: float = 0.0


def notes(product: StockedProduct, forecast: DemandForecast | None, today: date) -> list[AttentionNote]:
    """Return what somebody should look at about one product, most severe first."""
    if product.discontinued:
        return []
    if forecast is None:
        return [AttentionNote(product, "no_forecast", "No forecast has been generated for it.", 0)]
    found: list[tuple[str, str, int]] = []
    if forecast.end < today:
        found.append(("forecast_ended", f"The forecast ended on {full_date(forecast.end)}.", 1))
    elif (age := (today - forecast.start).days) > _OLD_AFTER_DAYS:
        found.append(("forecast_old", f"The forecast rests on sales that end {days(age)} ago.", 3))
    accuracy = forecast.accuracy
    if accuracy and accuracy.points >= _FEW_POINTS:
        wape, naive = accuracy.wape, accuracy.naive_wape
        if wape is not None and naive is not None and wape > naive:
            detail = (
                f"Off by {percent(round(wape, 3))} in its backtest; repeating last week: {percent(round(naive, 3))}."
            )
            found.append(("worse_than_naive", detail, 2))
        level, actual = accuracy.coverage_level, accuracy.coverage_actual
        if level is not None and actual is not None and actual < level - _TOO_NARROW_BY:
            detail = f"Its {percent(level)} interval held only {percent(actual)} of the days."
            found.append(("interval_too_narrow", detail, 4))
    if stockouts := forecast.suspected_stockout_days:
        detail = f"{days(stockouts)} without sales look like stock-outs; they are not read as missing demand."
        found.append(("suspected_stockouts", detail, 5))
    if forecast.degraded:
        found.append(("degraded", "The language model did not answer; the statistical forecast is used.", 6))
    if forecast.pattern == "new":
        found.append(("little_history", "It has sold for too short a time to know its pattern.", 7))
    volume = float(forecast.cumulative_mean[-1])
    return [AttentionNote(product, code, detail, severity, volume) for code, detail, severity in found]
