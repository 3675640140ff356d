"""Forecasts, their accuracy, jobs and overrides as JSON: what callers get."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field

from domain.forecasting.demand import DemandPattern
from domain.forecasting.models.forecast import AdjustmentSource, EngineName
from domain.forecasting.models.job import JobStatus, JobTrigger
from handlers.shared.json_types import JsonInstant, ResponseBody

if TYPE_CHECKING:
    from domain.forecasting.demand import Backtest, FloatArray, Metrics
    from domain.forecasting.models.accuracy import AccuracyReport, LiveAccuracy
    from domain.forecasting.models.forecast import Forecast
    from domain.forecasting.models.job import ForecastJob
    from domain.forecasting.models.override import Override

#: Quantiles that answers give, out of those that are kept; a chart's 50, 80 and 95 % bands.
ANSWER_LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
_PLACES = 3

Quantiles = Annotated[
    dict[str, float],
    Field(
        description="Units by probability level: with probability 0.9, demand is at most `quantiles['0.9']`.",
        examples=[{"0.1": 1, "0.25": 2, "0.5": 3, "0.75": 5, "0.9": 7}],
    ),
]
Score = Annotated[float | None, Field(description="Null when it cannot be known.")]


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


class HistoryBody(ResponseBody):
    """What the forecast was made from."""

    first_date: date | None
    last_date: date | None
    days: Annotated[int, Field(description="Observed days.")]
    selling_days: Annotated[int, Field(description="Days with a sale.")]
    suspected_stockout_days: Annotated[int, Field(description="Days that were read as out of stock, not as no demand.")]


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


class ExplanationBody(ResponseBody):
    """Why, in a buyer's words."""

    summary: str
    drivers: list[DriverBody]
    adjustments: list[AdjustmentBody]
    warnings: list[str]


class ReceiptBody(ResponseBody):
    """What the forecast was made from and with."""

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

    @classmethod
    def of(cls, forecast: Forecast, first: date | None = None, last: date | None = None) -> Self:
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
                suspected_stockout_days=len(history.suspected_stock_out_dates),
            ),
            model_accuracy=_short(forecast.model_accuracy),
            forecast=[
                day
                for day in _days(forecast)
                if (first is None or day.forecast_date >= first) and (last is None or day.forecast_date <= last)
            ],
            total=_total(forecast),
            explanation=ExplanationBody.model_validate(forecast.explanation, from_attributes=True),
            receipt=ReceiptBody.model_validate(forecast.receipt, from_attributes=True),
        )


class CoverageBody(ResponseBody):
    """How often the actual value lay inside the interval, beside how often it should have."""

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


class LiveBody(MetricsBody):
    """The same over past forecasts whose days have since been sold, each scored as it stood."""

    runs_scored: int
    horizon_days: Annotated[int, Field(description="Days of the longest of them that are known by now.")]
    naive: MetricsBody
    skill_vs_naive: Score
    value_added: ValueAddedBody


class ScoredDayBody(ResponseBody):
    """A day that was forecast and is known by now."""

    forecast_date: date
    predicted_demand: float
    lower: float
    upper: float
    actual: float


class AccuracyBody(ResponseBody):
    """How good a product's forecasts are."""

    product_id: str
    verdict: Annotated[str, Field(description="In a sentence; says so when the forecast is no better than the naive.")]
    backtest: BacktestBody | None
    live: LiveBody | None
    history: Annotated[list[ScoredDayBody], Field(description="Forecast and actual by day, for a chart.")]

    @classmethod
    def of(cls, report: AccuracyReport) -> Self:
        """Return the JSON form."""
        return cls(
            product_id=report.product_id,
            verdict=report.verdict,
            backtest=None if report.backtest is None else _backtest(report.backtest),
            live=None if report.live is None else _live(report.live),
            history=[
                ScoredDayBody(
                    forecast_date=day.forecast_date,
                    predicted_demand=_round(day.predicted_demand),
                    lower=_round(day.lower),
                    upper=_round(day.upper),
                    actual=_round(day.actual),
                )
                for day in report.history
            ],
        )


class JobAcceptedBody(ResponseBody):
    """A job that was started."""

    job_id: str
    status_url: Annotated[str, Field(description="Where to ask how it is going.")]
    products: int


class JobErrorBody(ResponseBody):
    """Why one product of a job has no new forecast."""

    product_id: str
    code: str
    detail: str


class JobBody(ResponseBody):
    """How a job is going."""

    job_id: str
    status: JobStatus
    trigger: JobTrigger
    created_at: JsonInstant
    finished_at: JsonInstant | None
    products: int
    done: Annotated[int, Field(description="Products with a new forecast.")]
    failed: Annotated[int, Field(description="Products without one.")]
    progress: Annotated[float, Field(ge=0, le=1)]
    errors: Annotated[list[JobErrorBody], Field(description="The first hundred.")]
    errors_truncated: bool

    @classmethod
    def of(cls, job: ForecastJob) -> Self:
        """Return the JSON form."""
        return cls(
            job_id=job.job_id,
            status=job.status,
            trigger=job.trigger,
            created_at=job.created_at,
            finished_at=job.finished_at,
            products=job.products,
            done=job.done,
            failed=job.failed,
            progress=round(job.progress, 4),
            errors=[JobErrorBody.model_validate(error, from_attributes=True) for error in job.errors],
            errors_truncated=job.failed > len(job.errors),
        )


class OverrideBody(ResponseBody):
    """A person's own word on some days of a forecast."""

    override_id: str
    product_id: str
    start: date
    end: date
    factor: float | None
    quantity: float | None
    reason: str
    author: str
    created_at: JsonInstant
    expires_on: date | None
    active: Annotated[bool, Field(description="Whether new forecasts still apply it.")]

    @classmethod
    def of(cls, override: Override, today: date) -> Self:
        """Return the JSON form."""
        return cls(**vars(override), active=override.is_active(today))


class OverrideList(ResponseBody):
    """All overrides of a product, oldest first."""

    items: list[OverrideBody]


def _round(value: float) -> float:
    return round(float(value), _PLACES)


def _short(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _rounded(values: FloatArray) -> list[float]:
    listed: list[float] = values.round(_PLACES).tolist()
    return listed


def _days(forecast: Forecast) -> list[DayBody]:
    demand, level = forecast.demand.first_days(forecast.horizon_days), forecast.confidence_level
    tail = (1 - level) / 2
    lower, upper = _rounded(demand.quantile(tail)), _rounded(demand.quantile(1 - tail))
    columns = [_rounded(demand.quantile(level)) for level in ANSWER_LEVELS]
    names = [str(level) for level in ANSWER_LEVELS]
    return [
        DayBody(
            forecast_date=day,
            predicted_demand=mean,
            confidence_interval=IntervalBody(lower=low, upper=high, level=level),
            quantiles=dict(zip(names, quantiles, strict=True)),
        )
        for day, mean, low, high, *quantiles in zip(
            demand.dates, _rounded(demand.mean), lower, upper, *columns, strict=True
        )
    ]


def _total(forecast: Forecast) -> TotalBody:
    demand, last, level = forecast.demand, forecast.horizon_days - 1, forecast.confidence_level
    tail = (1 - level) / 2
    return TotalBody(
        predicted_demand=_round(demand.cumulative_mean[last]),
        confidence_interval=IntervalBody(
            lower=_round(demand.cumulative_quantile(tail)[last]),
            upper=_round(demand.cumulative_quantile(1 - tail)[last]),
            level=level,
        ),
        quantiles={str(level): _round(demand.cumulative_quantile(level)[last]) for level in ANSWER_LEVELS},
    )


def _metrics(metrics: Metrics) -> dict[str, Any]:
    names = ("wape", "mase", "rmsse", "bias", "weighted_quantile_loss")
    coverage = metrics.coverage
    return {name: _short(getattr(metrics, name)) for name in names} | {
        "coverage": None if coverage is None else CoverageBody.model_validate(coverage, from_attributes=True)
    }


def _backtest(backtest: Backtest) -> BacktestBody:
    return BacktestBody(
        **_metrics(backtest),
        folds=backtest.folds,
        horizon_days=backtest.horizon_days,
        naive=MetricsBody(**_metrics(backtest.naive)),
        skill_vs_naive=_short(backtest.skill_vs_naive),
    )


def _live(live: LiveAccuracy) -> LiveBody:
    return LiveBody(
        **_metrics(live),
        runs_scored=live.runs_scored,
        horizon_days=live.horizon_days,
        naive=MetricsBody(**_metrics(live.naive)),
        skill_vs_naive=_short(live.skill_vs_naive),
        value_added=ValueAddedBody(**{name: _short(value) for name, value in vars(live.value_added).items()}),
    )
