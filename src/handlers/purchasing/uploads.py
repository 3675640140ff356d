"""``/purchase-orders/upload``: files of open orders, a route that purchasing's function takes in."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Depends
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query

from domain.purchasing.order_rows import ROLES
from domain.purchasing.service.order_import import OrderImport
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.report import UploadReport
from handlers.purchasing.container import container
from handlers.shared.file_options import (
    ColumnsInQuery,
    DateFormatInQuery,
    DecimalMarkInQuery,
    EncodingInQuery,
    columns_from_query,
)
from handlers.shared.file_schemas import UploadReportBody
from handlers.shared.files import uploaded_file
from handlers.shared.idempotency import caller
from handlers.shared.responses import documented

router = Router()  # type: ignore[no-untyped-call]  # Powertools gives it no types


def order_import() -> OrderImport:
    """Return the service that takes files of open orders."""
    return container.order_import()


@router.post(
    "/purchase-orders/upload",
    tags=["Purchasing"],
    summary="Upload a file of open orders",
    responses=documented(
        HTTPStatus.OK,
        UploadReportBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def upload_purchase_orders(
    service: Annotated[OrderImport, Depends(order_import)],
    dry_run: Annotated[bool, Query(description="Read and check everything, write nothing.")] = False,
    columns: ColumnsInQuery = None,
    date_format: DateFormatInQuery = None,
    decimal_mark: DecimalMarkInQuery = None,
    encoding: EncodingInQuery = None,
) -> UploadReportBody:
    """Put a file's orders in place; an order one of whose rows cannot be taken is rejected whole.

    What is received by the file is in the stock counts already and raises nothing. Loading a file again changes
    nothing.
    """
    event = router.current_event.raw_event
    file = uploaded_file(event)
    options = ReadingOptions(
        columns=columns_from_query(columns, ROLES),
        date_format=date_format,
        decimal_mark=decimal_mark,
        encoding=encoding,
    )
    return upload_report(service.upload(file.data, options, created_by=caller(event), dry_run=dry_run))


def upload_report(report: UploadReport) -> UploadReportBody:
    """Return the JSON form of a report, with the address of its rejected rows."""
    return UploadReportBody.of(report, order_import().rejected_rows_url(report))
