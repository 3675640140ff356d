"""Request bodies of the forecasting API: forecasts and overrides. Answers are in ``answers/``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from domain.forecasting.errors import InvalidForecastRequestError
from domain.forecasting.models import override, request
from domain.forecasting.models.known_days import KnownEvent
from domain.forecasting.models.request import EngineChoice, ForecastOptions, Selection
from domain.shared.errors import FieldError
from domain.shared.identifiers import PRODUCT_ID_PATTERN
from handlers.shared.json_types import JsonDate, JsonInt, JsonNumber, RequestBody, number_schema

ProductId = Annotated[str, Field(pattern=PRODUCT_ID_PATTERN)]

ChangePercent = Annotated[JsonNumber, Field(ge=-100, le=1000), number_schema(minimum=-100, maximum=1000)]
Factor = Annotated[
    JsonNumber, Field(ge=0, le=override.MAX_FACTOR), number_schema(minimum=0, maximum=override.MAX_FACTOR)
]
Quantity = Annotated[
    JsonNumber, Field(ge=0, le=override.MAX_QUANTITY), number_schema(minimum=0, maximum=override.MAX_QUANTITY)
]

_EXAMPLE_EVENT = {"name": "Trade fair", "start": "2026-12-04", "end": "2026-12-06", "expected_change_pct": 30}


class EventBody(RequestBody):
    """Something on known days, past or coming, that moves demand."""

    name: Annotated[str, Field(min_length=1, max_length=request.MAX_EVENT_NAME)]
    start: Annotated[JsonDate, Field(description="First day.")]
    end: Annotated[JsonDate, Field(description="Last day; not before `start`.")]
    expected_change_pct: Annotated[
        ChangePercent | None,
        Field(description="30: 30% more. Null: learn it from earlier days of an event of the same name."),
    ] = None


class GenerateForecasts(RequestBody):
    """Forecast request: products by exactly one of the first four members; and options."""

    product_id: Annotated[ProductId | None, Field(description="One product: answered at once.")] = None
    product_ids: Annotated[
        list[ProductId] | None,
        Field(min_length=1, max_length=request.MAX_PRODUCTS, description="Several products: a job."),
    ] = None
    category: Annotated[
        str | None, Field(min_length=1, max_length=100, description="All active products of a category: a job.")
    ] = None
    all: Annotated[Literal[True] | None, Field(description="All active products: a job.")] = None
    horizon_days: Annotated[JsonInt, Field(ge=1, le=request.MAX_HORIZON_DAYS, description="Days ahead.")] = (
        request.DEFAULT_HORIZON_DAYS
    )
    confidence_level: Annotated[
        JsonNumber,
        Field(
            ge=request.MIN_CONFIDENCE,
            le=request.MAX_CONFIDENCE,
            description="Probability that a day's demand lies within its confidence interval.",
        ),
        number_schema(minimum=request.MIN_CONFIDENCE, maximum=request.MAX_CONFIDENCE),
    ] = Decimal(str(request.DEFAULT_CONFIDENCE))
    engine: Annotated[
        EngineChoice,
        Field(
            description=(
                "`statistical`: numbers only. `bedrock`: let the language model judge events and notes and explain;"
                " when it cannot, the statistical forecast is returned, `degraded`. `auto`: the model where one"
                " is configured and events or notes give it something to judge."
            )
        ),
    ] = "auto"
    events: Annotated[
        tuple[EventBody, ...],
        Field(
            max_length=request.MAX_EVENTS,
            examples=[[_EXAMPLE_EVENT]],
            description="Put on the calendar for these products, so that every later forecast knows them too.",
        ),
    ] = ()
    what_if: Annotated[
        bool, Field(description="True: a question. Nothing is stored, neither the events nor the forecast.")
    ] = False
    notes: Annotated[
        str | None,
        Field(max_length=request.MAX_NOTES, description="What you know that the sales do not show, in your words."),
    ] = None

    def selection(self) -> Selection:
        """Return which products are meant."""
        one = (self.product_id,) if self.product_id is not None else ()
        if one and self.product_ids is not None:
            wrong = FieldError("/product_ids", "selection", "give product_id or product_ids, not both")
            raise InvalidForecastRequestError("Say which products in one way only.", fields=(wrong,))
        ids = tuple(dict.fromkeys(self.product_ids or one))
        return Selection(product_ids=ids, category=self.category, everything=self.all is True)

    def options(self) -> ForecastOptions:
        """Return how to forecast."""
        return ForecastOptions(
            horizon_days=self.horizon_days,
            confidence_level=float(self.confidence_level),
            engine=self.engine,
            events=tuple(_known_event(index, event) for index, event in enumerate(self.events)),
            notes=self.notes,
            what_if=self.what_if,
        )


class NewOverride(RequestBody):
    """A person's own word on some days of a forecast. Give `factor` or `quantity`."""

    start: Annotated[JsonDate, Field(description="First day.")]
    end: Annotated[JsonDate, Field(description="Last day; not before `start`.")]
    factor: Annotated[Factor | None, Field(description="Multiplies each day's forecast: 1.2 is 20% more.")] = None
    quantity: Annotated[Quantity | None, Field(description="Replaces each day's forecast: units a day.")] = None
    reason: Annotated[str, Field(min_length=1, max_length=override.MAX_REASON)]
    author: Annotated[str, Field(min_length=1, max_length=override.MAX_AUTHOR)]
    expires_on: Annotated[
        JsonDate | None,
        Field(description="Last day on which new forecasts still apply it; null: until it is deleted."),
    ] = None


def _known_event(index: int, event: EventBody) -> KnownEvent:
    if event.end < event.start:
        wrong = FieldError(f"/events/{index}/end", "before_start", "must not be before start")
        raise InvalidForecastRequestError("An event ends before it starts.", fields=(wrong,))
    change = event.expected_change_pct
    return KnownEvent(event.name, event.start, event.end, None if change is None else float(change))
