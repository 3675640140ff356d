"""Lists of forecasts, and forecasts as they stood, as JSON."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field

from domain.forecasting.models.demand import DemandPattern
from domain.forecasting.models.forecast import EngineName
from handlers.forecasting.answers.forecast import (
    ANSWER_LEVELS,
    DayBody,
    IntervalBody,
    Quantiles,
    TotalBody,
    day_bodies,
    total_body,
)
from handlers.forecasting.answers.rounding import quantity, score
from handlers.shared.json_types import JsonInstant, ResponseBody

if TYPE_CHECKING:
    from domain.forecasting.models.accuracy import Vintage
    from domain.forecasting.models.forecast import Forecast
    from domain.forecasting.models.period_sums import PeriodSum
    from domain.forecasting.service.listing import ForecastPage, ListedForecast


class PeriodBody(ResponseBody):
    """One day's, week's or month's forecast, with quantiles of its own."""

    forecast_date: Annotated[date, Field(description="First day that is summed.")]
    last_date: Annotated[date, Field(description="Last day that is summed.")]
    days: Annotated[
        int, Field(description="Days that are summed: fewer where the horizon, `from` or `to` cuts the period.")
    ]
    predicted_demand: float
    confidence_interval: IntervalBody
    quantiles: Quantiles

    @classmethod
    def of(cls, period: PeriodSum, level: float) -> Self:
        """Return the JSON form, with an interval of this level."""
        tail = (1 - level) / 2
        return cls(
            forecast_date=period.forecast_date,
            last_date=period.last_date,
            days=period.days,
            predicted_demand=quantity(period.predicted_demand),
            confidence_interval=IntervalBody(
                lower=quantity(period.quantile(tail)), upper=quantity(period.quantile(1 - tail)), level=level
            ),
            quantiles={str(each): quantity(period.quantile(each)) for each in ANSWER_LEVELS},
        )


class ListedForecastBody(ResponseBody):
    """The latest forecast of a product, without its explanation."""

    product_id: str
    run_id: str
    generated_at: JsonInstant
    horizon_days: int
    confidence_level: float
    engine: EngineName
    method: str
    demand_pattern: DemandPattern
    model_accuracy: Annotated[float | None, Field(ge=0, le=1)]
    forecast: list[PeriodBody]
    total: TotalBody

    @classmethod
    def of(cls, listed: ListedForecast) -> Self:
        """Return the JSON form."""
        forecast: Forecast = listed.forecast
        return cls(
            product_id=forecast.product_id,
            run_id=forecast.run_id,
            generated_at=forecast.generated_at,
            horizon_days=forecast.horizon_days,
            confidence_level=forecast.confidence_level,
            engine=forecast.engine,
            method=forecast.method,
            demand_pattern=forecast.demand_pattern,
            model_accuracy=score(forecast.model_accuracy),
            forecast=[PeriodBody.of(period, forecast.confidence_level) for period in listed.periods],
            total=total_body(forecast),
        )


class ForecastList(ResponseBody):
    """A page of latest forecasts."""

    items: list[ListedForecastBody]
    without_forecast: Annotated[
        list[str], Field(description="Products of `product_ids` that have none, or that there are not.")
    ]
    next_cursor: Annotated[str | None, Field(description="A page may hold fewer than `limit`, and go on all the same.")]

    @classmethod
    def of(cls, page: ForecastPage, next_cursor: str | None) -> Self:
        """Return the JSON form."""
        return cls(
            items=[ListedForecastBody.of(each) for each in page.items],
            without_forecast=list(page.without_forecast),
            next_cursor=next_cursor,
        )


class RunBody(ResponseBody):
    """A forecast as it stood when it was made."""

    product_id: str
    run_id: str
    generated_at: JsonInstant
    first_date: Annotated[date, Field(description="First day that was forecast.")]
    last_date: date
    horizon_days: int
    known_until: Annotated[date, Field(description="Last day of sales that was known.")]
    confidence_level: float
    predicted_demand: Annotated[float, Field(description="Expected units of all its days.")]

    @classmethod
    def of(cls, run: Vintage) -> Self:
        """Return the JSON form."""
        return cls(**_header(run))


class RunList(ResponseBody):
    """A page of past forecasts, latest first."""

    items: list[RunBody]
    next_cursor: str | None


class RunEventBody(ResponseBody):
    """An entry of the calendar on a past forecast's days."""

    event_id: str
    name: str
    start: date
    end: date
    factor: Annotated[float, Field(description="What demand was multiplied by, or would have been.")]
    applied: bool


class RunDetailBody(RunBody):
    """A forecast as it stood when it was made, with its days."""

    forecast: list[DayBody]
    events: list[RunEventBody]

    @classmethod
    def of(cls, run: Vintage) -> Self:
        """Return the JSON form."""
        return cls(
            **_header(run),
            forecast=day_bodies(_dates(run), run.mean, run.quantiles, run.confidence_level),
            events=[RunEventBody.model_validate(event, from_attributes=True) for event in run.events],
        )


def _dates(run: Vintage) -> list[date]:
    return [run.start + timedelta(days=day) for day in range(run.mean.shape[0])]


def _header(run: Vintage) -> dict[str, Any]:
    days = _dates(run)
    return {
        "product_id": run.product_id,
        "run_id": run.run_id,
        "generated_at": run.generated_at,
        "first_date": run.start,
        "last_date": days[-1],
        "horizon_days": len(days),
        "known_until": run.known_until,
        "confidence_level": run.confidence_level,
        "predicted_demand": quantity(run.mean.sum()),
    }
