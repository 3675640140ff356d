"""``/forecasts`` and ``/forecast-jobs``: routes of the forecasting API."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Depends, Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from domain.forecasting.models.request import ForecastOptions
from domain.forecasting.service.accuracy import AccuracyService
from domain.forecasting.service.effects import EffectService
from domain.forecasting.service.forecasts import ForecastService
from domain.forecasting.service.jobs.requests import JobService
from domain.forecasting.service.overrides import OverrideService
from handlers.forecasting.answers.accuracy import AccuracyBody
from handlers.forecasting.answers.effect import EventEffectBody
from handlers.forecasting.answers.forecast import ForecastBody
from handlers.forecasting.answers.job import JobAcceptedBody, JobBody
from handlers.forecasting.answers.override import OverrideBody, OverrideList
from handlers.forecasting.container import container
from handlers.forecasting.listing import ProductIdInPath, checked_days
from handlers.forecasting.listing import router as listing
from handlers.forecasting.schemas import GenerateForecasts, NewOverride
from handlers.shared.http import entry_point
from handlers.shared.json_types import JsonDate
from handlers.shared.responses import documented

app = APIGatewayRestResolver(enable_validation=True, response_validation_error_http_code=500)
app.include_router(listing)

JobIdInPath = Annotated[str, Path(max_length=80, description="The job's id.")]
EventIdInPath = Annotated[str, Path(max_length=80, description="The entry's id.")]
AdjustmentIdInPath = Annotated[str, Path(max_length=80, description="The adjustment's id, as the forecast names it.")]
OverrideIdInPath = Annotated[str, Path(max_length=80, description="The override's id.")]


def forecast_service() -> ForecastService:
    """Return the service of single forecasts."""
    return container.forecast_service()


def accuracy_service() -> AccuracyService:
    """Return the service that scores forecasts."""
    return container.accuracy_service()


def job_service() -> JobService:
    """Return the service of forecast jobs."""
    return container.job_service()


def effect_service() -> EffectService:
    """Return the service of effects of calendar entries."""
    return container.effect_service()


def override_service() -> OverrideService:
    """Return the service of overrides."""
    return container.override_service()


Forecasts = Annotated[ForecastService, Depends(forecast_service)]
Accuracy = Annotated[AccuracyService, Depends(accuracy_service)]
Jobs = Annotated[JobService, Depends(job_service)]
Effects = Annotated[EffectService, Depends(effect_service)]
Overrides = Annotated[OverrideService, Depends(override_service)]


@app.post(
    "/forecasts/generate",
    tags=["Forecasts"],
    summary="Forecast one product now, or many in a job",
    responses=documented(
        HTTPStatus.OK,
        ForecastBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        description="The forecast of the one product",
    )
    | {
        202: {
            "description": "A job was started",
            "content": {"application/json": {"model": JobAcceptedBody}},
        }
    },
)
def generate_forecast(
    forecasts: Forecasts, jobs: Jobs, body: Annotated[GenerateForecasts, Body()]
) -> Response[ForecastBody | JobAcceptedBody]:
    """Forecast a product and answer with it; several products start a job, to be followed at its `status_url`."""
    selection, options = body.selection(), body.options()
    if len(selection.product_ids) == 1:
        made = forecasts.generate(selection.product_ids[0], options)
        return _json(HTTPStatus.OK, ForecastBody.of(made, what_if=options.what_if))
    job = jobs.start(selection, options)
    url = f"/forecast-jobs/{job.job_id}"
    accepted = JobAcceptedBody(
        job_id=job.job_id,
        status_url=url,
        products=job.products,
        event_ids=list(job.event_ids),
        warnings=_unread(options),
    )
    return _json(HTTPStatus.ACCEPTED, accepted, {"Location": url})


@app.get(
    "/forecasts/<product_id>",
    tags=["Forecasts"],
    summary="Read the latest forecast",
    responses=documented(HTTPStatus.OK, ForecastBody, HTTPStatus.NOT_FOUND),
)
def get_forecast(
    forecasts: Forecasts,
    product_id: ProductIdInPath,
    from_: Annotated[JsonDate | None, Query(alias="from", description="First day to return.")] = None,
    to: Annotated[JsonDate | None, Query(description="Last day to return.")] = None,
) -> ForecastBody:
    """Return a product's latest forecast; `total` is that of the whole horizon whatever days are returned."""
    checked_days(from_, to)
    return ForecastBody.of(forecasts.latest(product_id), from_, to)


@app.get(
    "/forecasts/<product_id>/accuracy",
    tags=["Forecasts"],
    summary="Read how good a product's forecasts are",
    responses=documented(HTTPStatus.OK, AccuracyBody, HTTPStatus.NOT_FOUND),
)
def get_forecast_accuracy(
    accuracy: Accuracy,
    product_id: ProductIdInPath,
    lag_days: Annotated[
        int | None,
        Query(ge=1, le=365, description="Score, of past forecasts, the last ones made at least so many days ahead."),
    ] = None,
) -> AccuracyBody:
    """Return the backtest of the latest forecast, and the score of past forecasts whose days have since been sold."""
    return AccuracyBody.of(accuracy.report(product_id, lag_days))


@app.get(
    "/forecast-jobs/<job_id>",
    tags=["Forecasts"],
    summary="Read how a forecast job is going",
    responses=documented(HTTPStatus.OK, JobBody, HTTPStatus.NOT_FOUND),
)
def get_forecast_job(jobs: Jobs, job_id: JobIdInPath) -> JobBody:
    """Return a job's status and progress, and which products could not be forecast."""
    return JobBody.of(jobs.get(job_id))


@app.post(
    "/forecasts/<product_id>/overrides",
    tags=["Forecasts"],
    summary="Override some days of a forecast",
    responses=documented(
        HTTPStatus.CREATED,
        OverrideBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def create_forecast_override(
    overrides: Overrides, product_id: ProductIdInPath, body: Annotated[NewOverride, Body()]
) -> Response[OverrideBody]:
    """Keep an override, and apply it to the latest forecast at once and to every new one."""
    created = overrides.create(
        product_id,
        start=body.start,
        end=body.end,
        factor=None if body.factor is None else float(body.factor),
        quantity=None if body.quantity is None else float(body.quantity),
        reason=body.reason,
        author=body.author,
        expires_on=body.expires_on,
    )
    location = f"/forecasts/{product_id}/overrides/{created.override_id}"
    return _json(HTTPStatus.CREATED, OverrideBody.of(created, overrides.today()), {"Location": location})


@app.get(
    "/forecasts/<product_id>/overrides",
    tags=["Forecasts"],
    summary="List a product's overrides",
    responses=documented(HTTPStatus.OK, OverrideList, HTTPStatus.NOT_FOUND),
)
def list_forecast_overrides(overrides: Overrides, product_id: ProductIdInPath) -> OverrideList:
    """Return all overrides of a product, oldest first, expired ones included."""
    today = overrides.today()
    return OverrideList(items=[OverrideBody.of(override, today) for override in overrides.list(product_id)])


@app.delete(
    "/forecasts/<product_id>/overrides/<override_id>",
    tags=["Forecasts"],
    summary="Delete an override",
    responses=documented(HTTPStatus.NO_CONTENT, None, HTTPStatus.NOT_FOUND, description="Deleted"),
)
def delete_forecast_override(
    overrides: Overrides,
    product_id: ProductIdInPath,
    override_id: OverrideIdInPath,
) -> Response[None]:
    """Delete an override and take it out of the latest forecast; past ones keep it, to be scored as they stood."""
    overrides.delete(product_id, override_id)
    return Response(status_code=int(HTTPStatus.NO_CONTENT), body=None)


@app.delete(
    "/forecasts/<product_id>/adjustments/<adjustment_id>",
    tags=["Forecasts"],
    summary="Withdraw an adjustment of the language model",
    responses=documented(HTTPStatus.NO_CONTENT, None, HTTPStatus.NOT_FOUND, description="Withdrawn"),
)
def withdraw_forecast_adjustment(
    overrides: Overrides, product_id: ProductIdInPath, adjustment_id: AdjustmentIdInPath
) -> Response[None]:
    """Take an adjustment that is in force out of the latest forecast and of all later ones."""
    overrides.withdraw(product_id, adjustment_id)
    return Response(status_code=int(HTTPStatus.NO_CONTENT), body=None)


@app.get(
    "/calendar/<event_id>/effect",
    tags=["Calendar"],
    summary="Read what entries of the same name did to demand",
    responses=documented(HTTPStatus.OK, EventEffectBody, HTTPStatus.NOT_FOUND),
)
def get_calendar_entry_effect(effects: Effects, event_id: EventIdInPath) -> EventEffectBody:
    """Return what past occasions taught about an entry, on the products it concerns, and whether forecasts apply it."""
    return EventEffectBody.of(effects.of(event_id))


def _unread(options: ForecastOptions) -> list[str]:
    """Say that notes are read by nobody, where a job does not ask the model."""
    if not (options.notes or "").strip() or options.engine == "bedrock":
        return []
    return ['Notes are read by the language model alone, which jobs ask only with `"engine": "bedrock"`.']


def _json[T](status: HTTPStatus, body: T, headers: dict[str, str] | None = None) -> Response[T]:
    return Response(status_code=int(status), content_type="application/json", body=body, headers=dict(headers or {}))


handler = entry_point(app)
