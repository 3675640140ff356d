"""Accuracy of the forecasts and what to look at, by one short row a product: what an overview says of forecasts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from domain.reporting.summary.attention import AttentionNote, notes
from domain.reporting.summary.forecast_summary import OverallAccuracy, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.reporting.models import ForecastAccuracy, LatestForecast, ListedProduct
    from domain.reporting.summary.attention import Note


class CheckRow(NamedTuple):
    """Row of one product: its forecast's backtest, and what somebody should look at.

    ``day`` is the day in UTC that it was worked out for; ``volume`` the forecast units, by which notes of one severity
    are ordered.
    """

    product_id: str
    name: str
    day: date
    volume: float
    accuracy: ForecastAccuracy | None
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, product: ListedProduct, forecast: LatestForecast | None, today: date) -> Self:
        """Return the row of a product and its latest forecast, if there is one."""
        found = notes(product, forecast, today)
        return cls(
            product_id=product.product_id,
            name=product.name,
            day=today,
            volume=found[0].volume if found else 0.0,
            accuracy=forecast.accuracy if forecast else None,
            notes=tuple((note.severity, note.code, note.detail) for note in found),
        )


@dataclass(frozen=True)
class ForecastChecks:
    """Accuracy of all forecasts together, and what somebody should look at, the most important first."""

    accuracy: OverallAccuracy
    attention: tuple[AttentionNote, ...]

    @classmethod
    def of(cls, rows: Iterable[CheckRow]) -> Self:
        """Put rows together, as the forecast summary of all products does."""
        by_id = sorted(rows, key=lambda row: row.product_id)
        found = [
            AttentionNote(row, code, detail, severity, row.volume)
            for row in by_id
            for severity, code, detail in row.notes
        ]
        return cls(OverallAccuracy.of(row.accuracy for row in by_id), in_order(found))
