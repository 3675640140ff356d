"""Forecasts as JSON: days, total, explanation and receipt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field

from domain.forecasting.models.demand import DemandPattern, interpolate_quantile
from domain.forecasting.models.forecast import AdjustmentSource, EngineName
from handlers.forecasting.answers.rounding import quantities, quantity, score
from handlers.shared.json_types import JsonInstant, ResponseBody

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.forecasting.models.forecast import Forecast
    from domain.shared.arrays import FloatArray

#: Quantiles that answers give, out of those that are kept; a chart's 50, 80 and 95% bands.
ANSWER_LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)

Quantiles = Annotated[
    dict[str, float],
    Field(
        description="Units by probability level: with probability 0.9, demand is at most `quantiles['0.9']`.",
        examples=[{"0.1": 1, "0.25": 2, "0.5": 3, "0.75": 5, "0.9": 7}],
    ),
]


class IntervalBody(ResponseBody):
    """A range that holds the actual demand with probability `level`."""

    lower: float
    upper: float
    level: float


class DayBody(ResponseBody):
    """One day's forecast."""

    forecast_date: date
    predicted_demand: Annotated[float, Field(description="Expected units (the mean, which is what stock is built on).")]
    confidence_interval: IntervalBody
    quantiles: Quantiles


class TotalBody(ResponseBody):
    """The sum over the whole horizon, as a quantity of its own: daily quantiles do not add up to it."""

    predicted_demand: float
    confidence_interval: IntervalBody
    quantiles: Quantiles


class UnusualDayBody(ResponseBody):
    """A day whose amount is too far from everything else the product sold to be demand."""

    date: date
    quantity: float
    used_as: Annotated[
        float | None,
        Field(description="What the forecast read instead; null: nothing, as if the day had not been observed."),
    ]


class HistoryBody(ResponseBody):
    """History that the forecast was made from."""

    first_date: date | None
    last_date: date | None
    days: Annotated[int, Field(description="Observed days.")]
    selling_days: Annotated[int, Field(description="Days with a sale.")]
    suspected_stockout_days: Annotated[int, Field(description="Days that were read as out of stock, not as no demand.")]
    unusual_days: Annotated[
        list[UnusualDayBody],
        Field(description="Days over 15 times the usual sale and 6 times any other: left out, check them."),
    ]


class CitationBody(ResponseBody):
    """A number that a statement rests on."""

    name: str
    value: float


class DriverBody(ResponseBody):
    """One reason for the forecast, with the numbers it rests on."""

    text: str
    evidence: list[CitationBody]


class AdjustmentBody(ResponseBody):
    """A change of some days for a reason outside the sales."""

    start: date
    end: date
    factor: float
    reason: str
    source: AdjustmentSource
    applied: Annotated[bool, Field(description="False: only shown; `not_applied_because` says why.")]
    not_applied_because: str | None
    event_id: Annotated[str | None, Field(description="The calendar's entry that it is of.")]
    adjustment_id: Annotated[
        str | None, Field(description="What it is withdrawn by: a model's adjustment that stays in force.")
    ]


class ExplanationBody(ResponseBody):
    """Explanation of a forecast in a buyer's words."""

    summary: str
    drivers: list[DriverBody]
    adjustments: list[AdjustmentBody]
    warnings: list[str]


class ReceiptBody(ResponseBody):
    """Provenance of the forecast: its data, its code and its parameters."""

    input_hash: Annotated[str, Field(description="Changes when, and only when, the input does.")]
    rows: int
    code_version: str
    parameters: dict[str, Any]
    input_tokens: int
    output_tokens: int


class ForecastBody(ResponseBody):
    """The forecast of one product."""

    product_id: str
    run_id: str
    generated_at: JsonInstant
    horizon_days: int
    confidence_level: float
    engine: EngineName
    method: str
    model_id: Annotated[str | None, Field(description="The language model that took part; null when none did.")]
    degraded: Annotated[bool, Field(description="True when the language model was wanted and could not be had.")]
    degraded_reason: str | None
    demand_pattern: DemandPattern
    history: HistoryBody
    model_accuracy: Annotated[
        float | None,
        Field(ge=0, le=1, description="1 - WAPE of the product's own rolling-origin backtest; null when unknown."),
    ]
    forecast: list[DayBody]
    total: TotalBody
    explanation: ExplanationBody
    receipt: ReceiptBody
    event_ids: Annotated[list[str], Field(description="The calendar's entries on its days.")]
    what_if: Annotated[bool, Field(description="True: an answer to a question. Nothing of it is stored.")]

    @classmethod
    def of(
        cls, forecast: Forecast, first: date | None = None, last: date | None = None, *, what_if: bool = False
    ) -> Self:
        """Return the JSON form, of the days from ``first`` to ``last``; the total is always the whole horizon's."""
        history = forecast.history
        return cls(
            product_id=forecast.product_id,
            run_id=forecast.run_id,
            generated_at=forecast.generated_at,
            horizon_days=forecast.horizon_days,
            confidence_level=forecast.confidence_level,
            engine=forecast.engine,
            method=forecast.method,
            model_id=forecast.model_id,
            degraded=forecast.degraded,
            degraded_reason=forecast.degraded_reason,
            demand_pattern=forecast.demand_pattern,
            history=HistoryBody(
                first_date=history.first_date,
                last_date=history.last_date,
                days=history.days,
                selling_days=history.selling_days,
                suspected_stockout_days=len(history.suspected_stockout_dates),
                unusual_days=[
                    UnusualDayBody.model_validate(each, from_attributes=True) for each in history.unusual_days
                ],
            ),
            model_accuracy=score(forecast.model_accuracy),
            forecast=[
                day
                for day in day_bodies(
                    forecast.demand.dates,
                    forecast.demand.mean[: forecast.horizon_days],
                    forecast.demand.quantiles,
                    forecast.confidence_level,
                )
                if (first is None or day.forecast_date >= first) and (last is None or day.forecast_date <= last)
            ],
            total=total_body(forecast),
            explanation=ExplanationBody.model_validate(forecast.explanation, from_attributes=True),
            receipt=ReceiptBody.model_validate(forecast.receipt, from_attributes=True),
            event_ids=_event_ids(forecast),
            what_if=what_if,
        )


def _event_ids(forecast: Forecast) -> list[str]:
    entries = forecast.receipt.parameters.get("calendar", ())
    return [entry["event_id"] for entry in entries] if isinstance(entries, list | tuple) else []


def day_bodies(dates: Iterable[date], mean: FloatArray, levels: FloatArray, level: float) -> list[DayBody]:
    """Return days as JSON.

    Parameters
    ----------
    mean
        Expected units, shape (n,).
    levels
        Quantiles at ``QUANTILE_LEVELS`` of n days or more, shape (m, Q).
    level
        That of the interval.
    """
    tail = (1 - level) / 2
    at = (tail, 1 - tail, *ANSWER_LEVELS)
    columns = [quantities(interpolate_quantile(levels[: mean.shape[0]], each)) for each in at]
    names = [str(each) for each in ANSWER_LEVELS]
    return [
        DayBody(
            forecast_date=day,
            predicted_demand=expected,
            confidence_interval=IntervalBody(lower=low, upper=high, level=level),
            quantiles=dict(zip(names, quantiles, strict=True)),
        )
        for expected, low, high, *quantiles, day in zip(quantities(mean), *columns, dates, strict=False)
    ]


def total_body(forecast: Forecast) -> TotalBody:
    """Return the sum over a forecast's horizon as JSON."""
    demand, last, level = forecast.demand, forecast.horizon_days - 1, forecast.confidence_level
    tail = (1 - level) / 2
    return TotalBody(
        predicted_demand=quantity(demand.cumulative_mean[last]),
        confidence_interval=IntervalBody(
            lower=quantity(demand.cumulative_quantile(tail)[last]),
            upper=quantity(demand.cumulative_quantile(1 - tail)[last]),
            level=level,
        ),
        quantiles={str(level): quantity(demand.cumulative_quantile(level)[last]) for level in ANSWER_LEVELS},
    )
