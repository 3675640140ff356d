"""``GET /forecasts`` and ``/forecasts/{product_id}/runs``: forecasts read many at a time, and as they stood."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Depends
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from domain.forecasting.errors import InvalidForecastRequestError
from domain.forecasting.service.listing import ForecastListing, ForecastQuery
from domain.shared.errors import FieldError
from domain.shared.paging import DEFAULT_PAGE_SIZE
from domain.shared.periods import Granularity
from handlers.forecasting.answers.listing import ForecastList, RunBody, RunDetailBody, RunList
from handlers.forecasting.container import container
from handlers.shared.cursors import PageCursor, PageLimit, cursors
from handlers.shared.id_lists import ProductIdsInQuery, listed
from handlers.shared.json_types import JsonDate
from handlers.shared.responses import documented

router = Router()  # type: ignore[no-untyped-call]  # Powertools gives it no types

_LATEST, _RUNS = "forecasts", "forecast-runs"
ProductIdInPath = Annotated[str, Path(max_length=64, description="The product's id.")]


def listing() -> ForecastListing:
    """Return the service that lists forecasts."""
    return container.listing()


Listing = Annotated[ForecastListing, Depends(listing)]


def checked_days(first: JsonDate | None, last: JsonDate | None) -> None:
    """Refuse days of which the last comes before the first."""
    if first is not None and last is not None and last < first:
        wrong = FieldError("/query/to", "before_from", "must not be before from")
        raise InvalidForecastRequestError("'to' is before 'from'.", fields=(wrong,))


@router.get(
    "/forecasts",
    tags=["Forecasts"],
    summary="List latest forecasts by day, week or month",
    responses=documented(HTTPStatus.OK, ForecastList, HTTPStatus.BAD_REQUEST),
)
def list_forecasts(
    service: Listing,
    product_ids: ProductIdsInQuery = None,
    category: Annotated[
        str | None, Query(max_length=100, description="Only products of this category; not with `product_ids`.")
    ] = None,
    from_: Annotated[JsonDate | None, Query(alias="from", description="First day to return.")] = None,
    to: Annotated[JsonDate | None, Query(description="Last day to return.")] = None,
    granularity: Annotated[Granularity, Query(description="Weeks start on Monday.")] = Granularity.DAY,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> ForecastList:
    """Return the latest forecasts in order of product ids.

    Weeks and months have quantiles of their own sums, which are not the sums of their days' quantiles. Products that
    were never forecast are left out; `total` is that of the whole horizon whatever days are returned.
    """
    checked_days(from_, to)
    if product_ids is not None and category is not None:
        wrong = FieldError("/query/category", "not_together", "not together with product_ids")
        raise InvalidForecastRequestError("Ask for 'product_ids' or for a 'category'.", fields=(wrong,))
    filters = {"ids": product_ids, "category": category, "from": from_, "to": to, "granularity": granularity}
    query = ForecastQuery(listed(product_ids), category, from_, to, granularity)
    page = service.page(query, limit, cursors().decode(cursor, _LATEST, filters))
    return ForecastList.of(page, cursors().encode(page.next_position, _LATEST, filters))


@router.get(
    "/forecasts/<product_id>/runs",
    tags=["Forecasts"],
    summary="List a product's past forecasts",
    responses=documented(HTTPStatus.OK, RunList, HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND),
)
def list_forecast_runs(
    service: Listing,
    product_id: ProductIdInPath,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> RunList:
    """Return every forecast that was kept of a product, as it stood, latest first."""
    filters = {"product": product_id}
    page = service.runs(product_id, limit, cursors().decode(cursor, _RUNS, filters))
    return RunList(
        items=[RunBody.of(run) for run in page.items],
        next_cursor=cursors().encode(page.next_position, _RUNS, filters),
    )


@router.get(
    "/forecasts/<product_id>/runs/<run_id>",
    tags=["Forecasts"],
    summary="Read a past forecast as it stood",
    responses=documented(HTTPStatus.OK, RunDetailBody, HTTPStatus.NOT_FOUND),
)
def get_forecast_run(
    service: Listing,
    product_id: ProductIdInPath,
    run_id: Annotated[str, Path(max_length=80, description="The run's id.")],
) -> RunDetailBody:
    """Return a forecast with the days, intervals and entries of the calendar that it had when it was made."""
    return RunDetailBody.of(service.run(product_id, run_id))
