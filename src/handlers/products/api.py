"""``/products``: the catalogue's REST API."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Depends, Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from domain.products.batch import BatchService
from domain.products.catalogue_import import CatalogueImport
from domain.products.errors import InvalidProductError
from domain.products.import_columns import ROLES
from domain.products.listing import ProductListing
from domain.products.models import (
    CATEGORY_MAX_LENGTH,
    NAME_MAX_LENGTH,
    Product,
    ProductOrder,
    ProductQuery,
    ProductStatus,
)
from domain.products.service import ProductService
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.report import UploadReport
from domain.shared.errors import FieldError
from domain.shared.paging import DEFAULT_PAGE_SIZE
from handlers.outbox.changes import router as changes
from handlers.products.batches import kept
from handlers.products.container import container
from handlers.products.schemas import (
    ChangedProduct,
    NewProduct,
    ProductBatchAnswer,
    ProductBatchBody,
    ProductBody,
    ProductPage,
    changes_of,
)
from handlers.shared.conditional import IfMatch, version_from_if_match, version_tag
from handlers.shared.cursors import PageCursor, PageLimit, cursors
from handlers.shared.file_options import (
    ColumnsInQuery,
    CurrencyInQuery,
    DateFormatInQuery,
    DecimalMarkInQuery,
    EncodingInQuery,
    SkuMapInQuery,
    TimeZoneInQuery,
    checked_time_zone,
    columns_from_query,
    sku_map_from_query,
)
from handlers.shared.file_schemas import UploadReportBody, answer_unusable_files
from handlers.shared.files import uploaded_file
from handlers.shared.http import entry_point
from handlers.shared.id_lists import ProductIdsInQuery, listed
from handlers.shared.json_types import InstantInQuery
from handlers.shared.merge_patch import patch_of
from handlers.shared.responses import documented

app = APIGatewayRestResolver(enable_validation=True, response_validation_error_http_code=500)
app.include_router(changes)

_LISTING = "products"
ProductIdInPath = Annotated[str, Path(description="The product's id.")]


def product_service() -> ProductService:
    """Return the catalogue's service."""
    return container.product_service()


def product_listing() -> ProductListing:
    """Return the service that lists products."""
    return container.listing()


def catalogue_import() -> CatalogueImport:
    """Return the service that takes files of products."""
    return container.catalogue_import()


def batch_service() -> BatchService:
    """Return the service that takes many products at once."""
    return container.batch_service()


Service = Annotated[ProductService, Depends(product_service)]
Batches = Annotated[BatchService, Depends(batch_service)]


@app.get(
    "/products",
    tags=["Products"],
    summary="List products",
    responses=documented(HTTPStatus.OK, ProductPage, HTTPStatus.BAD_REQUEST),
)
def list_products(
    listing: Annotated[ProductListing, Depends(product_listing)],
    category: Annotated[str | None, Query(max_length=CATEGORY_MAX_LENGTH)] = None,
    status: Annotated[ProductStatus | None, Query()] = None,
    supplier_id: Annotated[str | None, Query(max_length=64, description="Only products of this supplier.")] = None,
    q: Annotated[str | None, Query(max_length=NAME_MAX_LENGTH, description="Part of an id or a name.")] = None,
    product_ids: ProductIdsInQuery = None,
    updated_since: Annotated[InstantInQuery | None, Query(description="Only products changed then or later.")] = None,
    sort: Annotated[
        ProductOrder | None,
        Query(description="By id, or by last change, longest ago first; the latter where `updated_since` is given."),
    ] = None,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> ProductPage:
    """Return products in order of their ids, or of their last changes.

    A program that follows the catalogue asks for what was changed since a minute before the last change that it saw.
    Lists may lag a write by two seconds, and a product that is changed meanwhile may come twice.
    """
    order = sort or (ProductOrder.PRODUCT_ID if updated_since is None else ProductOrder.UPDATED_AT)
    filters: dict[str, object] = {"category": category, "status": status, "supplier_id": supplier_id, "q": q}
    filters |= {"updated_since": updated_since, "order": None if order is ProductOrder.PRODUCT_ID else order}
    filters |= {"product_ids": product_ids}
    query = ProductQuery(category, status, q, supplier_id, updated_since, order, listed(product_ids))
    page = listing.page(query, limit, cursors().decode(cursor, _LISTING, filters))
    return ProductPage(
        items=[ProductBody.of(product) for product in page.items],
        next_cursor=cursors().encode(page.next_position, _LISTING, filters),
    )


@app.post(
    "/products",
    tags=["Products"],
    summary="Create a product",
    responses=documented(
        HTTPStatus.CREATED,
        ProductBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def create_product(service: Service, product: Annotated[NewProduct, Body()]) -> Response[ProductBody]:
    """Add a product to the catalogue."""
    return _answer(service.create(product.details(), product.product_id), HTTPStatus.CREATED)


@app.post(
    "/products/upload",
    tags=["Products"],
    summary="Upload a file of products and stock levels",
    responses=documented(
        HTTPStatus.OK,
        UploadReportBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def upload_products(
    service: Annotated[CatalogueImport, Depends(catalogue_import)],
    dry_run: Annotated[bool, Query(description="Read and check everything, write nothing.")] = False,
    columns: ColumnsInQuery = None,
    date_format: DateFormatInQuery = None,
    decimal_mark: DecimalMarkInQuery = None,
    encoding: EncodingInQuery = None,
    currency: CurrencyInQuery = None,
    time_zone: TimeZoneInQuery = None,
    sku_map: SkuMapInQuery = None,
) -> UploadReportBody:
    """Create products, and change those there are where the file says something: an empty cell changes nothing."""
    file = uploaded_file(app.current_event.raw_event)
    options = ReadingOptions(
        columns=columns_from_query(columns, ROLES),
        date_format=date_format,
        decimal_mark=decimal_mark,
        encoding=encoding,
        currency=currency,
        time_zone=checked_time_zone(time_zone),
        sku_map=sku_map_from_query(sku_map),
    )
    return _report(service.upload(file.data, options, dry_run=dry_run))


@app.post(
    "/products/batch",
    tags=["Products"],
    summary="Create and change many products",
    responses=documented(
        HTTPStatus.OK,
        ProductBatchAnswer,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def upsert_products(service: Batches, batch: Annotated[ProductBatchBody, Body()]) -> ProductBatchAnswer:
    """Create or change each product by itself: one that fails stops no other, and sending all again changes nothing."""
    return ProductBatchAnswer(items=kept(service, batch.items))


@app.get(
    "/products/<product_id>",
    tags=["Products"],
    summary="Read a product",
    responses=documented(HTTPStatus.OK, ProductBody, HTTPStatus.NOT_FOUND),
)
def get_product(service: Service, product_id: ProductIdInPath) -> Response[ProductBody]:
    """Return one product, with its version as ETag."""
    return _answer(service.get(product_id), HTTPStatus.OK)


@app.put(
    "/products/<product_id>",
    tags=["Products"],
    summary="Replace a product",
    responses=documented(
        HTTPStatus.OK,
        ProductBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def replace_product(
    service: Service,
    product_id: ProductIdInPath,
    product: Annotated[ChangedProduct, Body()],
    if_match: IfMatch = None,
) -> Response[ProductBody]:
    """Replace all details of a product; what the body leaves out goes back to its default."""
    _check_id(product_id, product.product_id)
    return _answer(service.change(product_id, product.details(), version_from_if_match(if_match)), HTTPStatus.OK)


@app.patch(
    "/products/<product_id>",
    tags=["Products"],
    summary="Change a product",
    responses=documented(
        HTTPStatus.OK,
        ProductBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
)
def change_product(service: Service, product_id: ProductIdInPath, if_match: IfMatch = None) -> Response[ProductBody]:
    """Change what is sent and leave the rest (RFC 7396); stock without the day it was counted counts as of today."""
    patch = patch_of(app.current_event.raw_event)
    _check_id(product_id, patch.get("product_id"))
    return _answer(service.merge(product_id, changes_of(patch), version_from_if_match(if_match)), HTTPStatus.OK)


@app.delete(
    "/products/<product_id>",
    tags=["Products"],
    summary="Delete a product",
    responses=documented(
        HTTPStatus.NO_CONTENT,
        None,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.PRECONDITION_FAILED,
        description="Deleted",
    ),
)
def delete_product(service: Service, product_id: ProductIdInPath, if_match: IfMatch = None) -> Response[None]:
    """Delete a product with its sales, forecasts and runs."""
    service.delete(product_id, version_from_if_match(if_match))
    return Response(status_code=int(HTTPStatus.NO_CONTENT), body=None)


def _check_id(product_id: str, in_body: object) -> None:
    if in_body is None or in_body == product_id:
        return
    wrong = FieldError("/product_id", "id_mismatch", f"must be '{product_id}', the id in the path, or be left out")
    raise InvalidProductError("The body names another product than the path.", fields=(wrong,))


def _report(report: UploadReport) -> UploadReportBody:
    return UploadReportBody.of(report, catalogue_import().rejected_rows_url(report))


def _answer(product: Product, status: HTTPStatus) -> Response[ProductBody]:
    headers = {"ETag": version_tag(product.version)}
    if status is HTTPStatus.CREATED:
        headers["Location"] = f"/products/{product.product_id}"
    return Response(
        status_code=int(status),
        content_type="application/json",
        body=ProductBody.of(product),
        headers=headers,
    )


answer_unusable_files(app, lambda error: _report(error.report))
handler = entry_point(app)
