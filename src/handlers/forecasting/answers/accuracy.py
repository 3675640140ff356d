"""Accuracy reports as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field

from handlers.forecasting.answers.rounding import quantity, score
from handlers.shared.json_types import ResponseBody

if TYPE_CHECKING:
    from domain.forecasting.models.accuracy import AccuracyReport, EventValue, LiveAccuracy
    from domain.forecasting.models.backtest import Backtest, Metrics

Score = Annotated[float | None, Field(description="Null when it cannot be known.")]


class CoverageBody(ResponseBody):
    """Interval coverage: how often the actual value lay inside, beside how often it should have."""

    level: float
    expected: float
    actual: float
    points: int


class MetricsBody(ResponseBody):
    """Accuracy measures; smaller is better but for coverage, and bias is best at 0."""

    wape: Annotated[Score, Field(description="Sum of absolute errors over the sum of sales.")]
    mase: Annotated[Score, Field(description="Mean absolute error over the one-step naive's on the history before.")]
    rmsse: Annotated[Score, Field(description="Root mean squared error over the one-step naive's.")]
    bias: Annotated[Score, Field(description="Sum of forecast minus actual over the sum of sales.")]
    weighted_quantile_loss: Score
    coverage: CoverageBody | None


class BacktestBody(MetricsBody):
    """Rolling-origin evaluation on the product's own past, beside the seasonal naive."""

    folds: int
    horizon_days: int
    naive: MetricsBody
    skill_vs_naive: Annotated[Score, Field(description="1 - WAPE / WAPE of the naive; below 0 the naive was better.")]


class ValueAddedBody(ResponseBody):
    """Points of WAPE that each step saved on the one before it; positive is better, null: nothing to score."""

    naive: Annotated[Score, Field(description="The start: 0 where anything was scored.")]
    statistical: Annotated[Score, Field(description="Against the naive.")]
    bedrock: Annotated[Score, Field(description="Against the statistical forecast, where the model proposed changes.")]
    override: Annotated[Score, Field(description="Against the forecast without overrides, where there were any.")]


class EventValueBody(ResponseBody):
    """Value added by an entry of the calendar on its own days in past forecasts of the product."""

    event_id: str
    name: str
    start: date
    end: date
    days: Annotated[int, Field(description="Days forecast and sold since, of all forecasts together.")]
    error_without: Annotated[float, Field(description="Sum of absolute errors without it, in units.")]
    error_with: Annotated[float, Field(description="The same with it, as it would be where it is only shown.")]
    value_added: Annotated[Score, Field(description="Points of WAPE on these days that it saved; positive is better.")]
    applied: Annotated[bool, Field(description="False: the latest of the forecasts showed it and did not apply it.")]


class LiveBody(MetricsBody):
    """The same over past forecasts whose days have since been sold, each scored as it stood."""

    runs_scored: int
    horizon_days: Annotated[int, Field(description="Days of the longest of them that are known by now.")]
    naive: MetricsBody
    skill_vs_naive: Score
    value_added: ValueAddedBody
    events: Annotated[list[EventValueBody], Field(description="By entry of the calendar, in order of their days.")]


class ScoredDayBody(ResponseBody):
    """A day that was forecast and is known by now."""

    forecast_date: date
    predicted_demand: float
    lower: float
    upper: float
    actual: float


class AccuracyBody(ResponseBody):
    """Accuracy of a product's forecasts."""

    product_id: str
    lag_days: Annotated[
        int | None,
        Field(description="`live` and `history` score the last forecasts made so many days ahead; null: all of them."),
    ]
    verdict: Annotated[str, Field(description="In a sentence; says so when the forecast is no better than the naive.")]
    backtest: BacktestBody | None
    live: LiveBody | None
    history: Annotated[list[ScoredDayBody], Field(description="Forecast and actual by day, for a chart.")]

    @classmethod
    def of(cls, report: AccuracyReport) -> Self:
        """Return the JSON form."""
        return cls(
            product_id=report.product_id,
            lag_days=report.lag_days,
            verdict=report.verdict,
            backtest=None if report.backtest is None else _backtest(report.backtest),
            live=None if report.live is None else _live(report.live),
            history=[
                ScoredDayBody(
                    forecast_date=day.forecast_date,
                    predicted_demand=quantity(day.predicted_demand),
                    lower=quantity(day.lower),
                    upper=quantity(day.upper),
                    actual=quantity(day.actual),
                )
                for day in report.history
            ],
        )


def _metrics(metrics: Metrics) -> dict[str, Any]:
    names = ("wape", "mase", "rmsse", "bias", "weighted_quantile_loss")
    coverage = metrics.coverage
    return {name: score(getattr(metrics, name)) for name in names} | {
        "coverage": None if coverage is None else CoverageBody.model_validate(coverage, from_attributes=True)
    }


def _beside_naive(judged: Backtest | LiveAccuracy) -> dict[str, Any]:
    return _metrics(judged) | {
        "horizon_days": judged.horizon_days,
        "naive": MetricsBody(**_metrics(judged.naive)),
        "skill_vs_naive": score(judged.skill_vs_naive),
    }


def _backtest(backtest: Backtest) -> BacktestBody:
    return BacktestBody(
        **_beside_naive(backtest),
        folds=backtest.folds,
    )


def _live(live: LiveAccuracy) -> LiveBody:
    return LiveBody(
        **_beside_naive(live),
        runs_scored=live.runs_scored,
        value_added=ValueAddedBody(**{name: score(value) for name, value in vars(live.value_added).items()}),
        events=[_event(each) for each in live.events],
    )


def _event(value: EventValue) -> EventValueBody:
    told = vars(value) | {"error_without": quantity(value.error_without), "error_with": quantity(value.error_with)}
    return EventValueBody(**told | {"value_added": score(value.value_added)})
