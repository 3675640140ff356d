"""``/import-mappings``: routes that the sales function takes in beside sales data."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Depends, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from domain.sales.service.mappings import MappingService
from domain.shared.csv.import_mapping import ImportMapping
from domain.shared.paging import DEFAULT_PAGE_SIZE
from handlers.sales.container import container
from handlers.sales.mapping_schemas import ImportMappingBody, ImportMappingPage, NewImportMapping
from handlers.shared.conditional import IfMatch, version_from_if_match, version_tag
from handlers.shared.cursors import PageCursor, PageLimit, cursors
from handlers.shared.responses import documented

router = Router()  # type: ignore[no-untyped-call]  # Powertools gives it no types

_LISTING = "import-mappings"
MappingIdInPath = Annotated[str, Path(max_length=64, description="The mapping's id.")]


def mapping_service() -> MappingService:
    """Return the service of import mappings."""
    return container.mapping_service()


Service = Annotated[MappingService, Depends(mapping_service)]


@router.get(
    "/import-mappings",
    tags=["Sales data"],
    summary="List import mappings",
    responses=documented(HTTPStatus.OK, ImportMappingPage, HTTPStatus.BAD_REQUEST),
)
def list_import_mappings(
    service: Service,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> ImportMappingPage:
    """Return the reading options that are kept for headers of files, in order of their ids."""
    page = service.page(limit, cursors().decode(cursor, _LISTING, {}))
    return ImportMappingPage(
        items=[ImportMappingBody.of(mapping) for mapping in page.items],
        next_cursor=cursors().encode(page.next_position, _LISTING, {}),
    )


@router.put(
    "/import-mappings",
    tags=["Sales data"],
    summary="Keep options for files of a header",
    responses=documented(
        HTTPStatus.OK,
        ImportMappingBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        description="Kept, in place of what was kept for the header before",
    ),
)
def replace_import_mapping(
    service: Service, mapping: Annotated[NewImportMapping, Body()], if_match: IfMatch = None
) -> Response[ImportMappingBody]:
    """Keep how files with this header are read: an upload that says nothing itself takes it."""
    kept = service.keep(mapping.kind, mapping.header, mapping.options(), version_from_if_match(if_match))
    return _answer(kept)


@router.get(
    "/import-mappings/<mapping_id>",
    tags=["Sales data"],
    summary="Read an import mapping",
    responses=documented(HTTPStatus.OK, ImportMappingBody, HTTPStatus.NOT_FOUND),
)
def get_import_mapping(service: Service, mapping_id: MappingIdInPath) -> Response[ImportMappingBody]:
    """Return one mapping, with its version as ETag."""
    return _answer(service.get(mapping_id))


@router.delete(
    "/import-mappings/<mapping_id>",
    tags=["Sales data"],
    summary="Delete an import mapping",
    responses=documented(
        HTTPStatus.NO_CONTENT, None, HTTPStatus.NOT_FOUND, HTTPStatus.PRECONDITION_FAILED, description="Deleted"
    ),
)
def delete_import_mapping(service: Service, mapping_id: MappingIdInPath, if_match: IfMatch = None) -> Response[None]:
    """Forget a mapping: files of its header are read by what they show again."""
    service.remove(mapping_id, version_from_if_match(if_match))
    return Response(status_code=int(HTTPStatus.NO_CONTENT), body=None)


def _answer(mapping: ImportMapping) -> Response[ImportMappingBody]:
    return Response(
        status_code=int(HTTPStatus.OK),
        content_type="application/json",
        body=ImportMappingBody.of(mapping),
        headers={"ETag": version_tag(mapping.version), "Location": f"/import-mappings/{mapping.mapping_id}"},
    )
