"""One forecast of one product, with everything needed to believe it, order by it and score it later."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from domain.forecasting.models.known_days import RunEvent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from domain.forecasting.models.backtest import Backtest
    from domain.forecasting.models.demand import DemandPattern, Evidence, HistorySummary
    from domain.forecasting.models.distribution import DemandDistribution
    from domain.shared.arrays import FloatArray

type EngineName = Literal["bedrock", "statistical"]
type AdjustmentSource = Literal["bedrock", "event", "override"]

#: Where a receipt names the calendar's entries on the forecast's days.
CALENDAR: Final = "calendar"


@dataclass(frozen=True)
class Citation:
    """A number that a statement rests on, under its name in the evidence."""

    name: str
    value: float


@dataclass(frozen=True)
class Driver:
    """One reason why the forecast is what it is."""

    text: str
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Adjustment:
    """A change of some days' demand for a reason outside the numbers.

    ``applied`` is false for one that is only shown, and ``not_applied_because`` then says why. ``event_id`` names the
    calendar's entry that it is of, ``adjustment_id`` a model's adjustment that stays in force for its days;
    ``widening`` is how it stretches their intervals.
    """

    start: date
    end: date
    factor: float
    reason: str
    source: AdjustmentSource
    applied: bool = True
    not_applied_because: str | None = None
    event_id: str | None = None
    adjustment_id: str | None = None
    widening: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what cannot be applied to demand."""
        if self.end < self.start or not 0 <= self.factor < float("inf"):
            raise ValueError("an adjustment needs start <= end and a factor of 0 or more")


@dataclass(frozen=True)
class Explanation:
    """Explanation of a forecast in a buyer's words."""

    summary: str
    drivers: tuple[Driver, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Receipt:
    """Provenance of a forecast: enough to tell whether another would be the same."""

    input_hash: str
    rows: int
    code_version: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    input_tokens: int = 0
    output_tokens: int = 0

    @property
    def calendar(self) -> Sequence[Mapping[str, Any]]:
        """Ids, names and versions of the calendar's entries on the forecast's days."""
        named = self.parameters.get(CALENDAR, ())
        return named if isinstance(named, list | tuple) else ()


@dataclass(frozen=True, eq=False)
class Layers:
    """Daily means of each step on the way to the forecast, shape (horizon,) each, so that each can be scored.

    ``bedrock`` is what the model proposed, whether or not it was applied; ``None``: it proposed nothing.
    ``without_events`` is the statistical forecast without the calendar's entries; ``None``: none is on its days.
    """

    naive: FloatArray
    statistical: FloatArray
    bedrock: FloatArray | None = None
    before_override: FloatArray | None = None
    override: FloatArray | None = None
    without_events: FloatArray | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Forecast:
    """The forecast of one product.

    Attributes
    ----------
    horizon_days
        Days that were asked for. ``demand`` may reach further, as far as orders need to look.
    demand
        The forecast, overrides included.
    known_until
        The last day of sales that was known when it was made: later days are forecast, earlier ones are hindsight.
    before_overrides
        The forecast without the user's overrides; the same object when there are none.
    """

    product_id: str
    run_id: str
    generated_at: datetime
    horizon_days: int
    confidence_level: float
    engine: EngineName
    method: str
    demand_pattern: DemandPattern
    history: HistorySummary
    demand: DemandDistribution
    before_overrides: DemandDistribution
    layers: Layers
    explanation: Explanation
    receipt: Receipt
    evidence: Evidence
    known_until: date
    backtest: Backtest | None = None
    model_id: str | None = None
    degraded_reason: str | None = None

    def __post_init__(self) -> None:
        """Refuse a forecast that is shorter than its horizon."""
        if not 1 <= self.horizon_days <= len(self.demand):
            raise ValueError("demand must reach at least as far as the horizon")

    @property
    def degraded(self) -> bool:
        """True when the caller gets less than was asked for."""
        return self.degraded_reason is not None

    @property
    def standing(self) -> tuple[Adjustment, ...]:
        """Adjustments of a model that stay in force for their days in later forecasts."""
        return tuple(each for each in self.explanation.adjustments if each.adjustment_id is not None and each.applied)

    @property
    def calendar_events(self) -> tuple[RunEvent, ...]:
        """The calendar's entries on its days, with what they came to."""
        names = {each["event_id"]: each["name"] for each in self.receipt.calendar}
        return tuple(
            RunEvent(each.event_id, names[each.event_id], each.start, each.end, each.factor, each.applied)
            for each in self.explanation.adjustments
            if each.event_id is not None and each.event_id in names
        )

    @property
    def model_accuracy(self) -> float | None:
        """1 - WAPE of the backtest, clipped to [0, 1]; ``None`` when it cannot be known."""
        if self.backtest is None or self.backtest.wape is None:
            return None
        return min(max(1 - self.backtest.wape, 0.0), 1.0)

    def renewed(self, run_id: str, generated_at: datetime, **changes: object) -> Self:
        """Return a new run with these changes."""
        return replace(self, run_id=run_id, generated_at=generated_at, **changes)  # type: ignore[arg-type]  # checked by the dataclass
