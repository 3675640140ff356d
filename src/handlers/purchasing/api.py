"""``/purchase-orders``: the REST API of purchase orders, and the function behind it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Depends, Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from domain.purchasing.models.order import OrderStatus
from domain.purchasing.ports import OrderQuery
from domain.purchasing.service.documents import DocumentFormat, DocumentService
from domain.purchasing.service.drafting import DraftingService
from domain.purchasing.service.orders import OrderAnswer, PurchaseOrderService
from domain.shared.paging import DEFAULT_PAGE_SIZE
from handlers.purchasing.container import container
from handlers.purchasing.draft_schemas import DraftsBody, NewOrderBody
from handlers.purchasing.schemas import (
    GoodsReceived,
    OrderBody,
    OrderDocumentBody,
    OrderPage,
    OrderPatch,
    OrderRequest,
)
from handlers.purchasing.suppliers import router as suppliers
from handlers.purchasing.uploads import router as uploads
from handlers.purchasing.uploads import upload_report
from handlers.shared.conditional import IfMatch, version_from_if_match, version_tag
from handlers.shared.cursors import PageCursor, PageLimit, cursors
from handlers.shared.file_schemas import answer_unusable_files
from handlers.shared.http import entry_point
from handlers.shared.idempotency import caller, request_id
from handlers.shared.json_types import InstantInQuery
from handlers.shared.merge_patch import patch_of, validated
from handlers.shared.responses import documented

app = APIGatewayRestResolver(enable_validation=True, response_validation_error_http_code=500)
app.include_router(suppliers)
app.include_router(uploads)

_LISTING = "purchase-orders"
OrderIdInPath = Annotated[str, Path(max_length=64, description="The order's id.")]


def order_service() -> PurchaseOrderService:
    """Return the service of purchase orders."""
    return container.order_service()


def drafting_service() -> DraftingService:
    """Return the service of drafts from recommendations."""
    return container.drafting_service()


def document_service() -> DocumentService:
    """Return the service of documents."""
    return container.document_service()


Service = Annotated[PurchaseOrderService, Depends(order_service)]
Drafting = Annotated[DraftingService, Depends(drafting_service)]
Documents = Annotated[DocumentService, Depends(document_service)]


@app.get(
    "/purchase-orders",
    tags=["Purchasing"],
    summary="List purchase orders",
    responses=documented(HTTPStatus.OK, OrderPage, HTTPStatus.BAD_REQUEST),
)
def list_purchase_orders(
    service: Service,
    status: Annotated[OrderStatus | None, Query()] = None,
    supplier_id: Annotated[str | None, Query(max_length=64)] = None,
    product_id: Annotated[str | None, Query(max_length=64, description="Only orders with a line of it.")] = None,
    updated_since: Annotated[
        InstantInQuery | None, Query(description="Only orders changed at that instant or later.")
    ] = None,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> OrderPage:
    """Return orders in descending order of their ids: those made here newest first."""
    filters = {"status": status, "supplier_id": supplier_id, "product_id": product_id, "updated_since": updated_since}
    query = OrderQuery(status=status, supplier_id=supplier_id, product_id=product_id, updated_since=updated_since)
    page = service.page(query, limit, cursors().decode(cursor, _LISTING, filters))
    return OrderPage(
        items=[OrderBody.of(order) for order in page.items],
        next_cursor=cursors().encode(page.next_position, _LISTING, filters),
    )


@app.post(
    "/purchase-orders",
    tags=["Purchasing"],
    summary="Draft a purchase order, or one for each supplier from what is recommended",
    responses=documented(
        HTTPStatus.CREATED,
        OrderBody | DraftsBody,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        description="The draft, or with `from_recommendations` the drafts and what is left out of them",
    ),
)
def create_purchase_order(
    service: Service, drafting: Drafting, body: Annotated[NewOrderBody, Body()]
) -> Response[OrderBody | DraftsBody]:
    """Make a draft, or with `from_recommendations` one for each supplier; nothing is on order until it is ordered."""
    event = app.current_event.raw_event
    repeat, created_by = request_id(event), caller(event)
    request = body.recommended()
    if request is None:
        return _answer(service.create(body.wanted(created_by), repeat), HTTPStatus.CREATED)
    return Response(
        status_code=int(HTTPStatus.CREATED),
        content_type="application/json",
        body=DraftsBody.of(drafting.draft(request, repeat, created_by)),
    )


@app.get(
    "/purchase-orders/<purchase_order_id>",
    tags=["Purchasing"],
    summary="Read a purchase order, or make its document for the supplier",
    responses=documented(
        HTTPStatus.OK,
        OrderBody | OrderDocumentBody,
        HTTPStatus.NOT_FOUND,
        description="The order, or with `format` where its document can be fetched for a while",
    ),
)
def get_purchase_order(
    service: Service,
    documents: Documents,
    purchase_order_id: OrderIdInPath,
    format_: Annotated[
        DocumentFormat | None, Query(alias="format", description="Make the document for the supplier.")
    ] = None,
) -> Response[OrderBody | OrderDocumentBody]:
    """Return one order, with its version as ETag; or with `format` its document for the supplier, and a mail."""
    if format_ is None:
        return _answer(service.get(purchase_order_id))
    return Response(
        status_code=int(HTTPStatus.OK),
        content_type="application/json",
        body=OrderDocumentBody.of(documents.make(purchase_order_id, format_)),
    )


_CHANGED = documented(
    HTTPStatus.OK,
    OrderBody,
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)


@app.patch(
    "/purchase-orders/<purchase_order_id>",
    tags=["Purchasing"],
    summary="Change a purchase order",
    responses=_CHANGED,
)
def change_purchase_order(
    service: Service, purchase_order_id: OrderIdInPath, if_match: IfMatch = None
) -> Response[OrderBody]:
    """Change what is sent and leave the rest (RFC 7396): all of a draft, expected days and note of an order."""
    patch = validated(OrderPatch, patch_of(app.current_event.raw_event))
    return _answer(service.change(purchase_order_id, patch.upon, version_from_if_match(if_match)))


@app.post(
    "/purchase-orders/<purchase_order_id>/order",
    tags=["Purchasing"],
    summary="Order a draft",
    responses=_CHANGED,
)
def place_purchase_order(
    service: Service,
    purchase_order_id: OrderIdInPath,
    body: Annotated[OrderRequest | None, Body()] = None,
    if_match: IfMatch = None,
) -> Response[OrderBody]:
    """Order a draft: its lines are on order from then on. Repeating it changes nothing."""
    return _answer(service.order(purchase_order_id, body.ordered_on if body else None, version_from_if_match(if_match)))


@app.post(
    "/purchase-orders/<purchase_order_id>/receive",
    tags=["Purchasing"],
    summary="Receive goods",
    responses=_CHANGED,
)
def receive_purchase_order(
    service: Service,
    purchase_order_id: OrderIdInPath,
    body: Annotated[GoodsReceived, Body()],
    if_match: IfMatch = None,
) -> Response[OrderBody]:
    """Record a receipt and raise `on_hand`, once however often it is sent.

    A repeat is known by its `Idempotency-Key`; without one, by its day and lines.
    """
    request = body.request(request_id(app.current_event.raw_event))
    return _answer(service.receive(purchase_order_id, request, version_from_if_match(if_match)))


@app.post(
    "/purchase-orders/<purchase_order_id>/cancel",
    tags=["Purchasing"],
    summary="Cancel a purchase order",
    responses=_CHANGED,
)
def cancel_purchase_order(
    service: Service, purchase_order_id: OrderIdInPath, if_match: IfMatch = None
) -> Response[OrderBody]:
    """Cancel what is still to arrive; what was received stays received. Repeating it changes nothing."""
    return _answer(service.cancel(purchase_order_id, version_from_if_match(if_match)))


def _answer(answer: OrderAnswer, status: HTTPStatus = HTTPStatus.OK) -> Response[Any]:
    headers = {"ETag": version_tag(answer.order.version)}
    if status is HTTPStatus.CREATED:
        headers["Location"] = f"/purchase-orders/{answer.order.purchase_order_id}"
    return Response(
        status_code=int(status),
        content_type="application/json",
        body=OrderBody.of(answer.order, answer.notices),
        headers=headers,
    )


answer_unusable_files(app, lambda error: upload_report(error.report))
handler = entry_point(app)
