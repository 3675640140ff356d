"""Effects of calendar entries as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field

from handlers.shared.json_types import ResponseBody

if TYPE_CHECKING:
    from domain.forecasting.models.effect import EventEffect


class ChangeIntervalBody(ResponseBody):
    """A range that holds the change with probability `level`."""

    lower: float
    upper: float
    level: float


class ScoredEventBody(ResponseBody):
    """A past occasion, forecast by what was stated of it and what the others taught."""

    start: date
    end: date
    expected_change_pct: float
    actual_change_pct: float
    error_without: Annotated[float, Field(description="Units that forecasts without it would have been off.")]
    error_with: float


class EventEffectBody(ResponseBody):
    """Effect of a calendar entry on the products it concerns."""

    event_id: str
    name: str
    occasions: Annotated[int, Field(description="Past entries of the same name with sales.")]
    learned_change_pct: float | None
    interval: ChangeIntervalBody | None
    expected_change_pct: float | None
    used: Annotated[
        bool, Field(description="False: forecasts show it and do not apply it: nothing is known, or it did not help.")
    ]
    scored: list[ScoredEventBody]

    @classmethod
    def of(cls, effect: EventEffect) -> Self:
        """Return the JSON form."""
        event, interval = effect.event, effect.interval
        return cls(
            event_id=event.event_id or "",
            name=event.name,
            occasions=effect.occasions,
            learned_change_pct=None if effect.factor is None else _percent(effect.factor),
            interval=None
            if interval is None
            else ChangeIntervalBody(lower=_percent(interval[0]), upper=_percent(interval[1]), level=effect.level),
            expected_change_pct=event.expected_change_pct,
            used=effect.used,
            scored=[
                ScoredEventBody(
                    start=each.start,
                    end=each.end,
                    expected_change_pct=_percent(each.expected),
                    actual_change_pct=_percent(each.actual),
                    error_without=round(each.error_without, 2),
                    error_with=round(each.error_with, 2),
                )
                for each in effect.scored
            ],
        )


def _percent(factor: float) -> float:
    return round(100 * (factor - 1), 1)
