"""JSON of one day's overview: recommendations by urgency beside the forecasts' accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.replenishment.answers import group_bodies, totals_body
from handlers.reporting.schemas import FIRST_NOTES, Today
from handlers.reporting.summary_answers import accuracy_body, attention_bodies

if TYPE_CHECKING:
    from domain.replenishment.models import Recommendation
    from domain.replenishment.worklist import Worklist
    from domain.reporting.summary.forecast_summary import ForecastSummaryReport


def today_body(listed: Worklist[Recommendation], summary: ForecastSummaryReport, currency: str) -> Today:
    """Return the overview of a whole shop as JSON."""
    return Today(
        today=listed.today,
        currency=currency,
        totals=totals_body(listed.totals),
        groups=group_bodies(listed),
        accuracy=accuracy_body(summary.accuracy),
        attention=attention_bodies(summary, FIRST_NOTES),
        attention_total=len(summary.attention),
    )
