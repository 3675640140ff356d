"""Forecast accuracy: on the past (backtest), and on days sold since (live)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.forecasting.models.backtest import Metrics

if TYPE_CHECKING:
    from datetime import date, datetime

    from domain.forecasting.models.backtest import Backtest
    from domain.forecasting.models.forecast import Layers
    from domain.forecasting.models.known_days import RunEvent
    from domain.shared.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class Vintage:
    """A forecast as it stood when it was made, kept to be scored once its days are sold.

    ``quantiles`` has shape (days, levels of ``QUANTILE_LEVELS``); ``layers`` has as many days. Days up to
    ``known_until`` were no forecast any more when it was made. ``events`` are the calendar's on its days, of two on a
    day the one said later at the end; forecasts of earlier releases tell none.
    """

    product_id: str
    run_id: str
    generated_at: datetime
    start: date
    known_until: date
    confidence_level: float
    mean: FloatArray
    quantiles: FloatArray
    layers: Layers
    events: tuple[RunEvent, ...] = ()


@dataclass(frozen=True)
class ValueAdded:
    """Forecast value added (Gilliland, 2010): points of WAPE that each step saved on the step before it.

    The naive is the start, so 0 where anything was scored. ``statistical`` is against the naive, ``bedrock`` against
    the statistical forecast on runs for which the model proposed something, ``override`` against what stood without
    overrides, on runs that had any. Positive is better; ``None``: nothing to score.
    """

    naive: float | None = None
    statistical: float | None = None
    bedrock: float | None = None
    override: float | None = None


@dataclass(frozen=True)
class EventValue:
    """Value added by an entry of the calendar on its days in past forecasts of a product.

    Attributes
    ----------
    days
        Days that were forecast and sold, of all forecasts together.
    error_without, error_with
        Sums of absolute errors, in units, of the forecasts without the entry and with it.
    value_added
        Points of WAPE on these days that it saved, or would have where it was only shown; ``None``: nothing was sold.
    applied
        Whether the latest of the forecasts held it.
    """

    event_id: str
    name: str
    start: date
    end: date
    days: int
    error_without: float
    error_with: float
    value_added: float | None
    applied: bool


@dataclass(frozen=True, kw_only=True)
class LiveAccuracy(Metrics):
    """Metrics over past forecasts whose days have since been sold; each run scored as it stood."""

    runs_scored: int
    horizon_days: int
    naive: Metrics
    skill_vs_naive: float | None
    value_added: ValueAdded
    events: tuple[EventValue, ...] = ()


@dataclass(frozen=True)
class ScoredDay:
    """One day that was forecast and is known by now."""

    forecast_date: date
    predicted_demand: float
    lower: float
    upper: float
    actual: float


@dataclass(frozen=True, eq=False)
class AccuracyReport:
    """Everything known about how well a product is forecast; ``verdict`` says it in a sentence.

    With ``lag_days``, past forecasts are scored by the days that they were made at least so long before.
    """

    product_id: str
    backtest: Backtest | None
    live: LiveAccuracy | None
    history: tuple[ScoredDay, ...]
    verdict: str
    lag_days: int | None = None


@dataclass(frozen=True)
class TrackRecord:
    """Track record of an adjuster: absolute errors without and with its proposals, over the adjusted days."""

    source: str
    proposals: int = 0
    error_without: float = 0.0
    error_with: float = 0.0
    actual: float = 0.0

    @property
    def value_added(self) -> float:
        """Units of absolute error saved (negative: caused)."""
        return self.error_without - self.error_with


@dataclass(frozen=True)
class OpenProposal:
    """A run that holds proposals whose days have not all been sold; to be settled after ``due``.

    ``product_created_at`` tells the product from a later one of the same id; ``None`` in records of earlier releases.
    """

    source: str
    product_id: str
    generated_at: datetime
    run_id: str
    due: date
    product_created_at: datetime | None = None
