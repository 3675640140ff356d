"""JSON of one day's overview: recommendations by urgency beside the forecasts' accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.replenishment.answers import group_body, totals_body
from handlers.reporting.schemas import FIRST_NOTES, Today
from handlers.reporting.summary_answers import accuracy_body, attention_bodies

if TYPE_CHECKING:
    from domain.replenishment.service.listing import Overview
    from domain.reporting.summary.checks import CheckFigures


def today_body(overview: Overview, checks: CheckFigures, currency: str) -> Today:
    """Return the overview of a whole shop as JSON."""
    return Today(
        today=overview.today,
        currency=currency,
        totals=totals_body(overview.totals),
        listed_as_of=overview.listed_as_of,
        groups=[group_body(group) for group in overview.groups],
        accuracy=accuracy_body(checks.accuracy),
        attention=attention_bodies(checks.attention[:FIRST_NOTES]),
        attention_total=checks.attention_total,
    )
