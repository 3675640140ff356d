"""``/exports``: all histories or all forecasts as one file."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Depends, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Body, Path

from domain.reporting.service.exports import ExportService
from handlers.reporting.container import container
from handlers.reporting.file_answers import NOT_TO_BE_KEPT
from handlers.reporting.schemas import ExportBody, NewExport
from handlers.shared.responses import documented

router = Router()  # type: ignore[no-untyped-call]  # Powertools gives it no types


def export_service() -> ExportService:
    """Return the service that exports everything."""
    return container.export_service()


Exports = Annotated[ExportService, Depends(export_service)]


@router.post(
    "/exports",
    tags=["Exports"],
    summary="Begin an export of all histories or all forecasts",
    responses=documented(
        HTTPStatus.ACCEPTED,
        ExportBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        description="The export was begun; ask for it at its `status_url`",
    ),
)
def create_export(service: Exports, body: Annotated[NewExport, Body()]) -> Response[ExportBody]:
    """Write every product's history, or latest forecast, into one file, while the caller does something else.

    Each product is read once, as it is stored at that moment; what is written meanwhile may be in the file or not.
    """
    export = ExportBody.of(service.request(body.what, body.format), None)
    headers = {"Location": export.status_url, "Retry-After": "2", **NOT_TO_BE_KEPT}
    return Response(status_code=int(HTTPStatus.ACCEPTED), content_type="application/json", body=export, headers=headers)


@router.get(
    "/exports/<export_id>",
    tags=["Exports"],
    summary="Ask how far an export is, and where its file is",
    responses=documented(HTTPStatus.OK, ExportBody, HTTPStatus.NOT_FOUND),
)
def get_export(
    service: Exports, export_id: Annotated[str, Path(max_length=64, description="The export's id.")]
) -> Response[ExportBody]:
    """Return an export's status, and once it is completed where to fetch it for a quarter of an hour."""
    export = service.get(export_id)
    body = ExportBody.of(export, service.link(export))
    return Response(
        status_code=int(HTTPStatus.OK), content_type="application/json", body=body, headers=dict(NOT_TO_BE_KEPT)
    )
