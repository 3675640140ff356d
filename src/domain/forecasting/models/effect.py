"""Effect of a calendar entry on demand, as past occasions of its name show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from domain.forecasting.models.known_days import KnownEvent


@dataclass(frozen=True)
class ScoredEvent:
    """A past occasion: the factor expected of it by the others, the one it had, and absolute errors in units."""

    start: date
    end: date
    expected: float
    actual: float
    error_without: float
    error_with: float


@dataclass(frozen=True)
class EventEffect:
    """Effect of an entry.

    Attributes
    ----------
    occasions
        Past ones with sales.
    factor, interval, level
        The learned factor, its range and the probability that this holds it; ``None``: nothing was learned.
    used
        Whether forecasts apply the entry.
    """

    event: KnownEvent
    occasions: int = 0
    factor: float | None = None
    interval: tuple[float, float] | None = None
    level: float = 0.8
    used: bool = True
    scored: tuple[ScoredEvent, ...] = ()
