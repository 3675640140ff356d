"""``/suppliers`` and ``/settings``: routes that purchasing's function takes in beside purchase orders."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Depends, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from domain.purchasing.models.settings import ShopSettings
from domain.purchasing.models.supplier import Supplier, SupplierDetails
from domain.purchasing.service.suppliers import SupplierService
from domain.shared.paging import DEFAULT_PAGE_SIZE
from handlers.purchasing.container import container
from handlers.purchasing.supplier_schemas import (
    NewSupplier,
    SettingsBody,
    SettingsFields,
    SupplierBody,
    SupplierFields,
    SupplierPage,
)
from handlers.shared.conditional import IfMatch, version_from_if_match, version_tag
from handlers.shared.cursors import PageCursor, PageLimit, cursors
from handlers.shared.merge_patch import patch_of, validated
from handlers.shared.responses import documented

router = Router()  # type: ignore[no-untyped-call]  # Powertools gives it no types

_LISTING = "suppliers"
SupplierIdInPath = Annotated[str, Path(max_length=64, description="The supplier's id.")]


def supplier_service() -> SupplierService:
    """Return the service of suppliers."""
    return container.supplier_service()


Service = Annotated[SupplierService, Depends(supplier_service)]


@router.get(
    "/suppliers",
    tags=["Purchasing"],
    summary="List suppliers",
    responses=documented(HTTPStatus.OK, SupplierPage, HTTPStatus.BAD_REQUEST),
)
def list_suppliers(
    service: Service,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> SupplierPage:
    """Return suppliers in order of their ids, with the lead times that were measured."""
    page = service.page(limit, cursors().decode(cursor, _LISTING, {}))
    learned = service.learned(page.items)
    return SupplierPage(
        items=[SupplierBody.of(supplier, learned[supplier.supplier_id]) for supplier in page.items],
        next_cursor=cursors().encode(page.next_position, _LISTING, {}),
    )


@router.post(
    "/suppliers",
    tags=["Purchasing"],
    summary="Create a supplier",
    responses=documented(
        HTTPStatus.CREATED,
        SupplierBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def create_supplier(service: Service, supplier: Annotated[NewSupplier, Body()]) -> Response[SupplierBody]:
    """Add a supplier."""
    return _answer(service, service.create(supplier.details(), supplier.supplier_id), HTTPStatus.CREATED)


@router.get(
    "/suppliers/<supplier_id>",
    tags=["Purchasing"],
    summary="Read a supplier",
    responses=documented(HTTPStatus.OK, SupplierBody, HTTPStatus.NOT_FOUND),
)
def get_supplier(service: Service, supplier_id: SupplierIdInPath) -> Response[SupplierBody]:
    """Return one supplier, with its version as ETag."""
    return _answer(service, service.get(supplier_id), HTTPStatus.OK)


_CHANGED = documented(
    HTTPStatus.OK,
    SupplierBody,
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)


@router.put("/suppliers/<supplier_id>", tags=["Purchasing"], summary="Replace a supplier", responses=_CHANGED)
def replace_supplier(
    service: Service,
    supplier_id: SupplierIdInPath,
    supplier: Annotated[NewSupplier, Body()],
    if_match: IfMatch = None,
) -> Response[SupplierBody]:
    """Replace all details of a supplier; what the body leaves out goes back to its default."""
    details = supplier.details()
    changed = service.change(supplier_id, lambda _: details, version_from_if_match(if_match))
    return _answer(service, changed, HTTPStatus.OK)


@router.patch("/suppliers/<supplier_id>", tags=["Purchasing"], summary="Change a supplier", responses=_CHANGED)
def change_supplier(
    service: Service, supplier_id: SupplierIdInPath, if_match: IfMatch = None
) -> Response[SupplierBody]:
    """Change what is sent and leave the rest (RFC 7396)."""
    patch = patch_of(router.current_event.raw_event)

    def merged(details: SupplierDetails) -> SupplierDetails:
        current = {name: getattr(details, name) for name in SupplierFields.model_fields}
        together = current | {"order_weekdays": list(details.order_weekdays)} | patch
        return validated(
            SupplierFields, {name: value for name, value in together.items() if value is not None}
        ).details()

    return _answer(service, service.change(supplier_id, merged, version_from_if_match(if_match)), HTTPStatus.OK)


@router.delete(
    "/suppliers/<supplier_id>",
    tags=["Purchasing"],
    summary="Delete a supplier",
    responses=documented(
        HTTPStatus.NO_CONTENT,
        None,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.CONFLICT,
        HTTPStatus.PRECONDITION_FAILED,
        description="Deleted",
    ),
)
def delete_supplier(service: Service, supplier_id: SupplierIdInPath, if_match: IfMatch = None) -> Response[None]:
    """Delete a supplier that has no orders which are neither received nor cancelled."""
    service.delete(supplier_id, version_from_if_match(if_match))
    return Response(status_code=int(HTTPStatus.NO_CONTENT), body=None)


@router.get(
    "/settings",
    tags=["Purchasing"],
    summary="Read the shop's settings",
    responses=documented(HTTPStatus.OK, SettingsBody),
)
def get_settings(service: Service) -> Response[SettingsBody]:
    """Return the shop's name and address on orders, and its holding cost."""
    return _settings(service.settings())


@router.put(
    "/settings",
    tags=["Purchasing"],
    summary="Replace the shop's settings",
    responses=documented(
        HTTPStatus.OK,
        SettingsBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def replace_settings(
    service: Service, settings: Annotated[SettingsFields, Body()], if_match: IfMatch = None
) -> Response[SettingsBody]:
    """Replace the shop's settings."""
    return _settings(service.set_settings(settings.settings(), version_from_if_match(if_match)))


def _settings(settings: ShopSettings) -> Response[SettingsBody]:
    return Response(
        status_code=int(HTTPStatus.OK),
        content_type="application/json",
        body=SettingsBody.of(settings),
        headers={"ETag": version_tag(settings.version)},
    )


def _answer(service: SupplierService, supplier: Supplier, status: HTTPStatus) -> Response[SupplierBody]:
    headers = {"ETag": version_tag(supplier.version)}
    if status is HTTPStatus.CREATED:
        headers["Location"] = f"/suppliers/{supplier.supplier_id}"
    return Response(
        status_code=int(status),
        content_type="application/json",
        body=SupplierBody.of(supplier, service.learned([supplier])[supplier.supplier_id]),
        headers=headers,
    )
