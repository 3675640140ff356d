"""Briefing of a language model on a forecast, and its advice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.demand import DemandHistory, EngineForecast
    from domain.forecasting.models.distribution import DemandDistribution
    from domain.forecasting.models.forecast import Adjustment, Driver
    from domain.forecasting.models.known_days import Calendar
    from domain.forecasting.models.request import ForecastOptions
    from domain.shared.arrays import FloatArray

type Confidence = Literal["low", "medium", "high"]
type Direction = Literal["up", "down"]


class AdviceError(Exception):
    """The model gave nothing that can be used.

    Parameters
    ----------
    reason
        One sentence that is fit to be shown to the caller.
    outage
        Whether asking again soon is pointless: it then counts towards opening the circuit.
    input_tokens, output_tokens
        What the attempts cost all the same.
    """

    def __init__(self, reason: str, *, outage: bool = False, input_tokens: int = 0, output_tokens: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outage = outage
        self.input_tokens = input_tokens
        self.output_tokens = output_tokens


@dataclass(frozen=True, eq=False)
class Draft:
    """A forecast in the making: what it is of, what it was made from and what the engine says.

    ``asked`` tells whether a person asked for its horizon, which schedules then keep to; ``standing`` are a model's
    adjustments that are in force.
    """

    entry: CatalogueEntry
    history: DemandHistory
    made: EngineForecast
    options: ForecastOptions
    calendar: Calendar
    asked: bool = True
    standing: tuple[Adjustment, ...] = ()


@dataclass(frozen=True)
class ContextSource:
    """Something outside the sales that a proposal may rest on.

    Attributes
    ----------
    source_id
        How the model names it: ``event:0``, ``notes``, ``holiday:2026-12-25``.
    text
        What it says; a proposal has to quote from it.
    first, last
        The days it is about; ``None``: any day.
    counted
        Whether the statistical forecast holds its effect already.
    """

    source_id: str
    text: str
    first: date | None = None
    last: date | None = None
    counted: bool = False


@dataclass(frozen=True)
class Briefing:
    """Everything the model is told. All of it is data.

    Attributes
    ----------
    facts
        Numbers by name: the only ones a statement may cite.
    sources
        What a proposal may rest on.
    details
        Further JSON-serialisable description: the product, recent weeks, the forecast by week.
    first, last
        The days that may be adjusted.
    """

    product_id: str
    first: date
    last: date
    facts: Mapping[str, float]
    sources: tuple[ContextSource, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """An adjustment as the model proposes it, unverified."""

    start: date
    end: date
    factor_low: float
    factor: float
    factor_high: float
    direction: Direction
    reason: str
    source_id: str
    quote: str
    confidence: Confidence


@dataclass(frozen=True)
class Advice:
    """Advice of the model, unverified."""

    model_id: str
    summary: str
    drivers: tuple[Driver, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    warnings: tuple[str, ...] = ()
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, eq=False)
class Judgement:
    """Outcome of asking a model about a forecast.

    Attributes
    ----------
    demand
        The forecast with the adjustments that were applied.
    proposed
        Daily means with everything that was proposed and verified, applied or not; ``None``: nothing was.
    summary, drivers
        The model's explanation as far as it held; ``None`` and empty: explain by rule.
    degraded_reason
        Why the caller gets less than was asked for; ``None``: all is well.
    """

    demand: DemandDistribution
    proposed: FloatArray | None = None
    adjustments: tuple[Adjustment, ...] = ()
    summary: str | None = None
    drivers: tuple[Driver, ...] = ()
    warnings: tuple[str, ...] = ()
    model_id: str | None = None
    degraded_reason: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
