"""``/calendar``: the calendar's REST API. What an entry does to demand is in ``handlers.forecasting``."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Depends, Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from domain.calendar.calendar_import import CalendarImport
from domain.calendar.entry_columns import ROLES
from domain.calendar.errors import InvalidEntryError
from domain.calendar.models import CATEGORY_MAX_LENGTH, Entry, EntryKind, EntryQuery
from domain.calendar.service import CalendarService
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.report import UploadReport
from domain.shared.errors import FieldError
from domain.shared.paging import DEFAULT_PAGE_SIZE
from handlers.calendar.container import container
from handlers.calendar.schemas import EntryAnswer, EntryBody, EntryFields, EntryPage
from handlers.shared.conditional import IfMatch, version_from_if_match, version_tag
from handlers.shared.cursors import PageCursor, PageLimit, cursors
from handlers.shared.file_options import (
    ColumnsInQuery,
    CurrencyInQuery,
    DateFormatInQuery,
    DecimalMarkInQuery,
    EncodingInQuery,
    columns_from_query,
)
from handlers.shared.file_schemas import UploadReportBody, answer_unusable_files
from handlers.shared.files import uploaded_file
from handlers.shared.http import entry_point
from handlers.shared.idempotency import caller
from handlers.shared.json_types import JsonDate
from handlers.shared.merge_patch import merged, patch_of, validated
from handlers.shared.responses import documented
from handlers.shared.warnings import WarningBody

app = APIGatewayRestResolver(enable_validation=True, response_validation_error_http_code=500)

_LISTING = "calendar"
EventIdInPath = Annotated[str, Path(max_length=80, description="The entry's id.")]


def calendar_service() -> CalendarService:
    """Return the calendar's service."""
    return container.calendar_service()


def calendar_import() -> CalendarImport:
    """Return the service that takes files of entries."""
    return container.calendar_import()


Service = Annotated[CalendarService, Depends(calendar_service)]
Import = Annotated[CalendarImport, Depends(calendar_import)]


@app.get(
    "/calendar",
    tags=["Calendar"],
    summary="List what the shop knows of its days",
    responses=documented(HTTPStatus.OK, EntryPage, HTTPStatus.BAD_REQUEST),
)
def list_calendar_entries(
    service: Service,
    from_: Annotated[JsonDate | None, Query(alias="from", description="Only entries that end on it or later.")] = None,
    to: Annotated[JsonDate | None, Query(description="Only entries that start on it or earlier.")] = None,
    kind: Annotated[EntryKind | None, Query()] = None,
    product_id: Annotated[
        str | None,
        Query(max_length=64, description="Only entries that concern the product, by its id, its category or all."),
    ] = None,
    category: Annotated[
        str | None,
        Query(max_length=CATEGORY_MAX_LENGTH, description="Only entries that concern all products of the category."),
    ] = None,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> EntryPage:
    """Return entries in order of their first days."""
    if from_ is not None and to is not None and to < from_:
        wrong = FieldError("/query/to", "before_from", "must not be before from")
        raise InvalidEntryError("'to' is before 'from'.", fields=(wrong,))
    filters = {"from": from_, "to": to, "kind": kind, "product_id": product_id, "category": category}
    query = EntryQuery(first=from_, last=to, kind=kind, product_id=product_id, category=category)
    page = service.list(query, limit, cursors().decode(cursor, _LISTING, filters))
    return EntryPage(
        items=[EntryBody.of(entry) for entry in page.items],
        next_cursor=cursors().encode(page.next_position, _LISTING, filters),
        warnings=[] if cursor else WarningBody.all_of(service.notices([category], [product_id])),
    )


@app.post(
    "/calendar",
    tags=["Calendar"],
    summary="Put an entry on the calendar",
    responses=documented(
        HTTPStatus.CREATED,
        EntryAnswer,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    )
    | {
        200: {
            "description": "The entry was there already, and says the same",
            "content": {"application/json": {"model": EntryAnswer}},
        }
    },
)
def create_calendar_entry(service: Service, body: Annotated[EntryFields, Body()]) -> Response[EntryAnswer]:
    """Put an entry on the calendar; the same name, days and scope is the same entry."""
    entry, is_new = service.create(body.details(), body.created_by or caller(app.current_event.raw_event))
    return _answer(entry, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@app.post(
    "/calendar/upload",
    tags=["Calendar"],
    summary="Upload a file of calendar entries",
    responses=documented(
        HTTPStatus.OK,
        UploadReportBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def upload_calendar_entries(
    service: Import,
    dry_run: Annotated[bool, Query(description="Read and check everything, write nothing.")] = False,
    columns: ColumnsInQuery = None,
    date_format: DateFormatInQuery = None,
    decimal_mark: DecimalMarkInQuery = None,
    encoding: EncodingInQuery = None,
    currency: CurrencyInQuery = None,
) -> UploadReportBody:
    """Put a file's entries on the calendar, and change those there are where the file says something."""
    event = app.current_event.raw_event
    file = uploaded_file(event)
    options = ReadingOptions(
        columns=columns_from_query(columns, ROLES),
        date_format=date_format,
        decimal_mark=decimal_mark,
        encoding=encoding,
        currency=currency,
    )
    return _report(service.upload(file.data, options, created_by=caller(event), dry_run=dry_run))


@app.get(
    "/calendar/<event_id>",
    tags=["Calendar"],
    summary="Read a calendar entry",
    responses=documented(HTTPStatus.OK, EntryAnswer, HTTPStatus.NOT_FOUND),
)
def get_calendar_entry(service: Service, event_id: EventIdInPath) -> Response[EntryAnswer]:
    """Return one entry, with its version as ETag."""
    return _answer(service.get(event_id), HTTPStatus.OK)


_CHANGED = documented(
    HTTPStatus.OK,
    EntryAnswer,
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)


@app.put("/calendar/<event_id>", tags=["Calendar"], summary="Replace a calendar entry", responses=_CHANGED)
def replace_calendar_entry(
    service: Service, event_id: EventIdInPath, body: Annotated[EntryFields, Body()], if_match: IfMatch = None
) -> Response[EntryAnswer]:
    """Replace all of an entry; what the body leaves out is taken away."""
    return _answer(service.change(event_id, body.details(), version_from_if_match(if_match)), HTTPStatus.OK)


@app.patch("/calendar/<event_id>", tags=["Calendar"], summary="Change a calendar entry", responses=_CHANGED)
def change_calendar_entry(service: Service, event_id: EventIdInPath, if_match: IfMatch = None) -> Response[EntryAnswer]:
    """Change what is sent and leave the rest (RFC 7396)."""
    patch, current = patch_of(app.current_event.raw_event), service.get(event_id)
    expected = version_from_if_match(if_match)
    body = validated(EntryFields, merged(EntryBody.of(current).model_dump(mode="json"), patch))
    return _answer(service.change(event_id, body.details(), expected or current.version), HTTPStatus.OK)


@app.delete(
    "/calendar/<event_id>",
    tags=["Calendar"],
    summary="Take an entry off the calendar",
    responses=documented(
        HTTPStatus.NO_CONTENT,
        None,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.PRECONDITION_FAILED,
        description="Deleted",
    ),
)
def delete_calendar_entry(service: Service, event_id: EventIdInPath, if_match: IfMatch = None) -> Response[None]:
    """Take an entry off the calendar: forecasts made from now on know nothing of it."""
    service.delete(event_id, version_from_if_match(if_match))
    return Response(status_code=int(HTTPStatus.NO_CONTENT), body=None)


def _report(report: UploadReport) -> UploadReportBody:
    return UploadReportBody.of(report, calendar_import().rejected_rows_url(report))


def _answer(entry: Entry, status: HTTPStatus) -> Response[EntryAnswer]:
    headers = {"ETag": version_tag(entry.version)}
    if status is HTTPStatus.CREATED:
        headers["Location"] = f"/calendar/{entry.event_id}"
    scope = entry.details.scope
    notices = calendar_service().notices([scope.category], scope.product_ids)
    body = EntryAnswer.warned(entry, notices)
    return Response(status_code=int(status), content_type="application/json", body=body, headers=headers)


answer_unusable_files(app, lambda error: _report(error.report))
handler = entry_point(app)
