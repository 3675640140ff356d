"""Forecast requests: products, horizon, confidence level, and the caller's events and notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from domain.forecasting.errors import InvalidForecastRequestError
from domain.shared.errors import FieldError
from domain.shared.field_checks import UNPRINTABLE_BUT_BREAKS, text_problems

if TYPE_CHECKING:
    from domain.forecasting.models.known_days import KnownEvent

type EngineChoice = Literal["auto", "bedrock", "statistical"]

MAX_HORIZON_DAYS: Final = 365
DEFAULT_HORIZON_DAYS: Final = 28
MIN_CONFIDENCE, MAX_CONFIDENCE, DEFAULT_CONFIDENCE = 0.5, 0.99, 0.8
MAX_EVENTS: Final = 50
MAX_EVENT_NAME: Final = 100
MAX_NOTES: Final = 2000
MAX_PRODUCTS: Final = 10_000


@dataclass(frozen=True, kw_only=True)
class ForecastOptions:
    """Forecast options that hold for every product of a request.

    Parameters
    ----------
    horizon_days
        Days ahead.
    confidence_level
        Probability that a day's demand lies within its interval.
    engine
        ``statistical``: numbers only; ``bedrock``: let the language model judge events and notes and explain;
        ``auto``: the model where one is configured and there is something to judge.
    events, notes
        What the caller knows. Data, never instructions.
    what_if
        Whether the events are a question only: nothing of it is kept, neither events nor forecast.
    """

    horizon_days: int = DEFAULT_HORIZON_DAYS
    confidence_level: float = DEFAULT_CONFIDENCE
    engine: EngineChoice = "auto"
    events: tuple[KnownEvent, ...] = ()
    notes: str | None = None
    what_if: bool = False

    def __post_init__(self) -> None:
        """Refuse what is out of range, naming each field."""
        problems = [*self._range_problems(), *self._text_problems()]
        if problems:
            raise InvalidForecastRequestError("The request breaks the rules named in 'errors'.", fields=tuple(problems))

    def _range_problems(self) -> list[FieldError]:
        problems = []
        if not 1 <= self.horizon_days <= MAX_HORIZON_DAYS:
            problems.append(FieldError("/horizon_days", "out_of_range", f"must be between 1 and {MAX_HORIZON_DAYS}"))
        if not MIN_CONFIDENCE <= self.confidence_level <= MAX_CONFIDENCE:
            limits = f"must be between {MIN_CONFIDENCE} and {MAX_CONFIDENCE}"
            problems.append(FieldError("/confidence_level", "out_of_range", limits))
        if len(self.events) > MAX_EVENTS:
            problems.append(FieldError("/events", "too_long", f"must have at most {MAX_EVENTS} events"))
        return problems

    def _text_problems(self) -> list[FieldError]:
        limits = f"must be 1 to {MAX_EVENT_NAME} printable characters"
        problems = [
            FieldError(f"/events/{index}/name", "invalid_text", limits)
            for index, event in enumerate(self.events)
            if text_problems("", event.name, MAX_EVENT_NAME, UNPRINTABLE_BUT_BREAKS)
        ]
        if text_problems("/notes", self.notes, MAX_NOTES, UNPRINTABLE_BUT_BREAKS, blank=True):
            limits = f"must have at most {MAX_NOTES} printable characters"
            problems.append(FieldError("/notes", "invalid_text", limits))
        return problems

    @property
    def has_context(self) -> bool:
        """True when the caller gave events or notes."""
        return bool(self.events) or bool((self.notes or "").strip())


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Selection of products: some by id, one category, or all active ones. Exactly one of the three."""

    product_ids: tuple[str, ...] = field(default=())
    category: str | None = None
    everything: bool = False

    def __post_init__(self) -> None:
        """Refuse no selection, two at once and too many ids."""
        chosen = [bool(self.product_ids), self.category is not None, self.everything]
        if sum(chosen) != 1:
            raise InvalidForecastRequestError(
                "Say which products: exactly one of product_id, product_ids, category, or all.",
                fields=(FieldError("/product_id", "selection", "give exactly one of the four"),),
            )
        if len(self.product_ids) > MAX_PRODUCTS:
            wrong = FieldError(
                "/product_ids", "too_long", f"must have at most {MAX_PRODUCTS} ids; use 'category' or 'all'"
            )
            raise InvalidForecastRequestError("Too many product ids in one request.", fields=(wrong,))
