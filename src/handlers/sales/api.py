"""``/sales-data``: sales in, and what was sold."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Depends, Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from domain.sales.csv.layouts.base import ROLES
from domain.sales.errors import UploadTooLargeError
from domain.sales.models import OnUnknownProduct, UploadMode, UploadOptions
from domain.sales.service.sales import SalesService
from domain.sales.service.summaries import SalesSummaryService
from domain.sales.service.uploads import UploadService
from domain.shared.csv.report import UploadReport, UploadStatus
from domain.shared.paging import DEFAULT_PAGE_SIZE
from domain.shared.periods import Granularity
from handlers.sales.container import container
from handlers.sales.mappings import router as mappings
from handlers.sales.schemas import (
    NewSales,
    NewUpload,
    RecentSalesBody,
    SalesDayBody,
    SalesHistoryPage,
    SalesSummaryBody,
    UploadTicketBody,
)
from handlers.shared import observability
from handlers.shared.cursors import PageCursor, PageLimit, cursors
from handlers.shared.file_options import (
    ColumnsInQuery,
    CurrencyInQuery,
    DateFormatInQuery,
    DecimalMarkInQuery,
    EncodingInQuery,
    SkuMapInQuery,
    TimeZoneInQuery,
    checked_columns,
    checked_sku_map,
    checked_time_zone,
    columns_from_query,
    sku_map_from_query,
)
from handlers.shared.file_schemas import UploadReportBody, answer_unusable_files
from handlers.shared.files import MAX_BODY_BYTES, uploaded_file
from handlers.shared.http import entry_point
from handlers.shared.id_lists import RequiredProductIdsInQuery, listed
from handlers.shared.idempotency import request_id
from handlers.shared.json_types import JsonDate
from handlers.shared.responses import documented

app = APIGatewayRestResolver(enable_validation=True, response_validation_error_http_code=500)
app.include_router(mappings)

_LISTING = "sales"
_RESERVE_MILLIS = 13_000
DryRun = Annotated[bool, Query(description="Read and check everything, write nothing; the report is the same.")]
UnknownProduct = Annotated[
    OnUnknownProduct, Query(description="Reject rows of products the catalogue does not have, or create those.")
]
UploadsMode = Annotated[
    UploadMode,
    Query(
        description="Replace the days that the file holds, or add to them. Adding needs an `Idempotency-Key`: an "
        "upload that is sent again with the same one counts once."
    ),
]


def upload_service() -> UploadService:
    """Return the service that takes files."""
    return container.upload_service()


def sales_service() -> SalesService:
    """Return the service that tells what was sold."""
    return container.sales_service()


def summary_service() -> SalesSummaryService:
    """Return the service that sums sales up."""
    return container.summary_service()


Uploads = Annotated[UploadService, Depends(upload_service)]
Sales = Annotated[SalesService, Depends(sales_service)]
Summaries = Annotated[SalesSummaryService, Depends(summary_service)]


@app.post(
    "/sales-data/upload",
    tags=["Sales data"],
    summary="Upload a file of sales",
    responses=documented(
        HTTPStatus.OK,
        UploadReportBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        description="Read and written",
    )
    | {
        202: {
            "description": "Large, and still being written: `status_url` tells how far it is",
            "content": {"application/json": {"model": UploadReportBody}},
        }
    },
)
def upload_sales(
    service: Uploads,
    on_unknown_product: UnknownProduct = OnUnknownProduct.REJECT,
    dry_run: DryRun = False,
    mode: UploadsMode = UploadMode.REPLACE,
    columns: ColumnsInQuery = None,
    date_format: DateFormatInQuery = None,
    decimal_mark: DecimalMarkInQuery = None,
    encoding: EncodingInQuery = None,
    currency: CurrencyInQuery = None,
    time_zone: TimeZoneInQuery = None,
    sku_map: SkuMapInQuery = None,
) -> Response[UploadReportBody]:
    """Read a CSV file of sales: good rows are written, bad rows are reported, nothing is silent."""
    event: dict[str, Any] = app.current_event.raw_event
    file = uploaded_file(event, too_large=UploadTooLargeError(MAX_BODY_BYTES))
    options = UploadOptions(
        on_unknown_product,
        dry_run,
        mode,
        columns=columns_from_query(columns, ROLES),
        date_format=date_format,
        decimal_mark=decimal_mark,
        encoding=encoding,
        currency=currency,
        time_zone=checked_time_zone(time_zone),
        sku_map=sku_map_from_query(sku_map),
    )
    report = service.upload(file.name, file.data, options, _has_time, request_id(event))
    _count(report)
    body = _body(report)
    if report.status is not UploadStatus.PROCESSING:
        return Response(status_code=int(HTTPStatus.OK), content_type="application/json", body=body)
    headers = {"Location": body.status_url or "", "Retry-After": "5"}
    return Response(
        status_code=int(HTTPStatus.ACCEPTED), content_type="application/json", body=body, headers=dict(headers)
    )


@app.post(
    "/sales-data",
    tags=["Sales data"],
    summary="Send sales as JSON",
    responses=documented(
        HTTPStatus.OK,
        UploadReportBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        description="Read and written; `line` is the index of an item",
    ),
)
def record_sales(service: Uploads, sales: Annotated[NewSales, Body()], dry_run: DryRun = False) -> UploadReportBody:
    """Read up to 5,000 items by the rules of files: good ones are written, bad ones are reported."""
    sku_map = checked_sku_map(sales.sku_map)
    options = UploadOptions(sales.on_unknown_product, dry_run, sales.mode, sku_map=sku_map)
    report = service.take(sales.items, options, request_id(app.current_event.raw_event))
    _count(report)
    return _body(report)


@app.post(
    "/sales-data/uploads",
    tags=["Sales data"],
    summary="Announce a large file",
    responses=documented(
        HTTPStatus.CREATED,
        UploadTicketBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def create_sales_upload(service: Uploads, upload: Annotated[NewUpload, Body()]) -> Response[UploadTicketBody]:
    """Answer an address in storage to send the file to; it is read from there as soon as it has arrived."""
    options = UploadOptions(
        upload.on_unknown_product,
        mode=upload.mode,
        columns=checked_columns(upload.columns, ROLES),
        date_format=upload.date_format,
        decimal_mark=upload.decimal_mark,
        encoding=upload.encoding,
        currency=upload.currency,
        time_zone=checked_time_zone(upload.time_zone),
        sku_map=checked_sku_map(upload.sku_map),
    )
    ticket = service.announce(upload.filename, options)
    body = UploadTicketBody.of(ticket)
    return Response(
        status_code=int(HTTPStatus.CREATED),
        content_type="application/json",
        body=body,
        headers={"Location": body.status_url},
    )


@app.get(
    "/sales-data/uploads/<upload_id>",
    tags=["Sales data"],
    summary="Ask how far an upload is",
    responses=documented(HTTPStatus.OK, UploadReportBody, HTTPStatus.NOT_FOUND),
)
def get_sales_upload(service: Uploads, upload_id: Annotated[str, Path()]) -> UploadReportBody:
    """Return the report of an upload as far as it is."""
    return _body(service.report(upload_id))


@app.get(
    "/sales-data",
    tags=["Sales data"],
    summary="List what many products sold lately",
    responses=documented(HTTPStatus.OK, RecentSalesBody),
)
def list_recent_sales(
    service: Sales,
    product_ids: RequiredProductIdsInQuery,
    granularity: Annotated[Granularity, Query(description="Weeks start on Monday.")] = Granularity.WEEK,
    last: Annotated[int, Query(ge=1, le=366, description="Periods, today's the last.")] = 26,
) -> RecentSalesBody:
    """Return units sold by up to 100 products in the same last periods, in one read."""
    ids = listed(product_ids)
    return RecentSalesBody.of(service.recent(ids, granularity, last), ids, granularity)


@app.get(
    "/sales-data/summary",
    tags=["Sales data"],
    summary="Read the shop's sales at a glance",
    responses=documented(HTTPStatus.OK, SalesSummaryBody),
)
def get_sales_summary(
    service: Summaries, category: Annotated[str | None, Query(max_length=100)] = None
) -> SalesSummaryBody:
    """Return totals, months, categories, best sellers and the quality of the data, of all or of one category."""
    return SalesSummaryBody.of(service.summary(category), category)


@app.get(
    "/sales-data/<product_id>",
    tags=["Sales data"],
    summary="Read what a product sold",
    responses=documented(
        HTTPStatus.OK,
        SalesHistoryPage,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
    ),
)
def get_sales_history(
    service: Sales,
    product_id: Annotated[str, Path(description="The product's id.")],
    from_: Annotated[JsonDate | None, Query(alias="from", description="First day.")] = None,
    to: Annotated[JsonDate | None, Query(description="Last day.")] = None,
    granularity: Annotated[Granularity, Query(description="Weeks start on Monday.")] = Granularity.DAY,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> SalesHistoryPage:
    """Return what a product sold, oldest first; days without a row are not listed."""
    filters = {"product": product_id, "from": from_, "to": to, "granularity": granularity}
    after = cursors().decode(cursor, _LISTING, filters)
    page = service.history(product_id, first=from_, last=to, granularity=granularity, limit=limit, after=after)
    return SalesHistoryPage(
        items=[SalesDayBody.of(sales) for sales in page.items],
        next_cursor=cursors().encode(page.next_position, _LISTING, filters),
    )


def _count(report: UploadReport) -> None:
    observability.count("RowsAccepted", report.rows_accepted)
    observability.count("RowsRejected", report.rows_rejected)


def _has_time() -> bool:
    """Tell whether another run of writes surely ends before the API gives up."""
    return bool(app.lambda_context.get_remaining_time_in_millis() > _RESERVE_MILLIS)


def _body(report: UploadReport, *, kept: bool = True) -> UploadReportBody:
    url = f"/sales-data/uploads/{report.upload_id}" if kept and not report.dry_run else None
    return UploadReportBody.of(report, upload_service().rejected_rows_url(report), url)


answer_unusable_files(app, lambda error: _body(error.report, kept=error.cause is None))
handler = entry_point(app)
