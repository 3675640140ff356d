"""Purchase orders and receipts as JSON: what callers send and get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Self

from pydantic import Field, model_validator

from domain.purchasing.errors import InvalidPurchaseError
from domain.purchasing.models.order import (
    MAX_LINES,
    NOTE_MAX_LENGTH,
    SUPPLIER_SKU_MAX_LENGTH,
    OrderLine,
    OrderStatus,
    PurchaseOrder,
)
from domain.purchasing.order_rows import COLUMNS
from domain.purchasing.receiving import ReceiptRequest
from domain.purchasing.service.documents import OrderDocument
from domain.purchasing.service.order_import import MAX_ORDERS, MAX_ROWS
from domain.shared.field_checks import AMOUNT_MAX
from domain.shared.identifiers import PRODUCT_ID_PATTERN
from domain.shared.notice import Notice
from handlers.purchasing.supplier_schemas import Amount, without
from handlers.shared.file_schemas import file_body, named_columns
from handlers.shared.json_types import (
    JsonDate,
    JsonInstant,
    JsonInt,
    JsonNumber,
    RequestBody,
    ResponseBody,
    number_schema,
)
from handlers.shared.merge_patch import CONTENT_TYPES, patch_body
from handlers.shared.warnings import WarningBody

_LINE_SERVER_MEMBERS = ("received_quantity", "open_quantity", "cancelled", "promised_on")
ProductId = Annotated[str, Field(pattern=PRODUCT_ID_PATTERN)]
Note = Annotated[str, Field(min_length=1, max_length=NOTE_MAX_LENGTH)]
Quantity = Annotated[JsonNumber, Field(gt=0, le=AMOUNT_MAX), number_schema(exclusiveMinimum=0, maximum=int(AMOUNT_MAX))]
SupplierSku = Annotated[str, Field(min_length=1, max_length=SUPPLIER_SKU_MAX_LENGTH)]


class LinePatch(RequestBody):
    """A line of a change: whole for a draft; its number and new day for what is ordered."""

    line: JsonInt | None = None
    product_id: ProductId | None = None
    quantity: Quantity | None = None
    supplier_sku: SupplierSku | None = None
    unit_cost: Amount | None = None
    expected_on: JsonDate | None = None

    @model_validator(mode="before")
    @classmethod
    def _drop_server_members(cls, body: Any) -> Any:
        return without(_LINE_SERVER_MEMBERS, body)

    def upon(self, line: OrderLine) -> OrderLine:
        """Return a line with the members that were sent."""
        sent = {name: getattr(self, name) for name in self.model_fields_set if name != "line"}
        return replace(line, **sent)

    def whole(self, position: int) -> OrderLine:
        """Return a new line; raises :class:`InvalidPurchaseError` when product or quantity is missing."""
        if self.product_id is None or self.quantity is None:
            raise InvalidPurchaseError.at(f"/lines/{position}", "missing", "needs product_id and quantity")
        return self.upon(OrderLine(line=position + 1, product_id=self.product_id, quantity=self.quantity))


class OrderPatch(RequestBody):
    """Members of an order to change."""

    lines: Annotated[
        list[LinePatch] | None,
        Field(
            max_length=MAX_LINES,
            description="All lines of a draft, or new days of lines of an order by their numbers.",
        ),
    ] = None
    expected_on: Annotated[JsonDate | None, Field(description="For all lines that are still to come.")] = None
    note: Note | None = None

    def upon(self, order: PurchaseOrder) -> tuple[tuple[OrderLine, ...], str | None]:
        """Return an order's lines and note as they are to be."""
        lines = order.lines if self.lines is None else self._lines(order)
        if "expected_on" in self.model_fields_set and self.expected_on is not None:
            coming = order.status is OrderStatus.DRAFT
            lines = tuple(
                replace(line, expected_on=self.expected_on) if coming or order.open_quantity(line) else line
                for line in lines
            )
        return lines, self.note if "note" in self.model_fields_set else order.note

    def _lines(self, order: PurchaseOrder) -> tuple[OrderLine, ...]:
        patches = self.lines or []
        if order.status is OrderStatus.DRAFT:
            return tuple(patch.whole(position) for position, patch in enumerate(patches))
        known = {line.line: line for line in order.lines}
        for position, patch in enumerate(patches):
            if patch.line not in known:
                raise InvalidPurchaseError.at(
                    f"/lines/{position}/line", "unknown_line", "must be the number of a line of the order"
                )
            known[patch.line] = patch.upon(known[patch.line])
        return tuple(known.values())


class OrderRequest(RequestBody):
    """The day an order was sent to its supplier."""

    ordered_on: Annotated[JsonDate | None, Field(description="Today when left out; may lie in the past.")] = None


class ReceivedLine(RequestBody):
    """Units that arrived of a line."""

    line: JsonInt
    quantity: Quantity


class GoodsReceived(RequestBody):
    """Goods that have arrived."""

    received_on: JsonDate
    lines: Annotated[list[ReceivedLine], Field(min_length=1, max_length=MAX_LINES)]
    allow_over: Annotated[bool, Field(description="More arrived than is open, and is to be counted.")] = False

    def request(self, receipt_id: str | None) -> ReceiptRequest:
        """Return the domain's form."""
        return ReceiptRequest(
            received_on=self.received_on,
            lines=tuple((line.line, line.quantity) for line in self.lines),
            receipt_id=receipt_id,
            allow_over=self.allow_over,
        )


class OrderLineBody(ResponseBody):
    """One line of an order."""

    line: int
    product_id: str
    supplier_sku: str | None
    quantity: JsonNumber
    unit_cost: JsonNumber | None
    expected_on: date | None
    promised_on: Annotated[date | None, Field(description="The day that was expected when it was ordered.")]
    received_quantity: JsonNumber
    open_quantity: Annotated[JsonNumber, Field(description="Ordered and still to arrive; 0 in a draft.")]
    cancelled: Annotated[bool, Field(description="What has not arrived is not coming: the product was removed.")]


class OrderBody(ResponseBody):
    """One purchase order."""

    purchase_order_id: str
    supplier_id: str
    status: OrderStatus
    currency: str
    lines: list[OrderLineBody]
    ordered_on: date | None
    expected_on: Annotated[date | None, Field(description="By when all that is still to arrive is expected.")]
    total_units: JsonNumber
    total_cost: Annotated[JsonNumber | None, Field(description="Null when the cost of a line is unknown.")]
    note: str | None
    created_by: Annotated[str | None, Field(description="Id of the API key that made it.")]
    created_at: JsonInstant
    updated_at: JsonInstant
    version: int
    warnings: list[WarningBody]

    @classmethod
    def of(cls, order: PurchaseOrder, notices: tuple[Notice, ...] = ()) -> Self:
        """Return the JSON form of an order."""
        return cls(
            **{
                name: getattr(order, name)
                for name in OrderBody.model_fields
                if name not in {"lines", "total_cost", "warnings"}
            },
            total_cost=None if order.total_cost is None else order.total_cost.quantize(Decimal("0.01")),
            lines=[
                OrderLineBody(
                    **{name: getattr(line, name) for name in OrderLineBody.model_fields if name != "open_quantity"},
                    open_quantity=order.open_quantity(line),
                )
                for line in order.lines
            ],
            warnings=[WarningBody.of(notice) for notice in notices],
        )


class MailBody(ResponseBody):
    """An order as a mail in plain text, for `mailto:` or to copy."""

    to: Annotated[str | None, Field(description="The supplier's e-mail address, if it has one.")]
    subject: str
    body: str


class OrderDocumentBody(ResponseBody):
    """Address of an order's document for the supplier, which ends."""

    url: str
    expires_at: JsonInstant
    mail: MailBody

    @classmethod
    def of(cls, made: OrderDocument) -> Self:
        """Return the JSON form."""
        mail = MailBody(to=made.mail.to, subject=made.mail.subject, body=made.mail.body)
        return cls(url=made.link.url, expires_at=made.link.expires_at, mail=mail)


class OrderPage(ResponseBody):
    """Some purchase orders, and the cursor of the page that follows."""

    items: list[OrderBody]
    next_cursor: str | None


_DAY: Final = {"type": ["string", "null"], "format": "date"}
_LINE: Final = {
    "type": "object",
    "properties": {
        "line": {"type": "integer", "description": "For an order that is no draft any more: the line's number."},
        "product_id": {"type": "string"},
        "quantity": {"type": "number", "exclusiveMinimum": 0},
        "supplier_sku": {"type": ["string", "null"]},
        "unit_cost": {"type": ["number", "null"], "minimum": 0},
        "expected_on": _DAY,
    },
}
_ORDER_PATCH: Final = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "lines": {
            "type": "array",
            "items": _LINE,
            "description": "All lines of a draft; of an order, new days of lines by their numbers.",
        },
        "expected_on": _DAY | {"description": "For all lines that are still to come."},
        "note": {"type": ["string", "null"], "maxLength": NOTE_MAX_LENGTH},
    },
}

OPENAPI_REQUEST_BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("/suppliers/{supplier_id}", "patch"): patch_body("NewSupplier", {"lead_time_days": 12}),
    ("/purchase-orders/upload", "post"): file_body(
        f"Open orders as a file with a header, up to 4.5 MB and {MAX_ORDERS} orders of {MAX_LINES} lines, "
        f"{MAX_ROWS} in all, a row for each line. Needed are the order's id, `supplier_id`, `product_id` and "
        "`quantity`; `received_quantity` is 0 when left out, and `expected_on` one lead time from today. "
        f"{named_columns(COLUMNS)}",
        "order,supplier,sku,quantity,received,expected date\nPO-7,ROASTER,SKU-1,48,12,2026-12-04\n",
    ),
    ("/purchase-orders/{purchase_order_id}", "patch"): {
        "required": True,
        "description": "A merge patch (RFC 7396): only what is sent changes.",
        "content": {kind: {"schema": _ORDER_PATCH, "example": {"expected_on": "2026-12-04"}} for kind in CONTENT_TYPES},
    },
}
