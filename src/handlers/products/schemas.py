"""Products as JSON: what callers send and get."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, model_validator

from domain.products.batch import BatchResult
from domain.products.errors import NEEDED, InvalidProductError
from domain.products.import_columns import ENGLISH
from domain.products.models import (
    CATEGORY_MAX_LENGTH,
    LEAD_TIME_MAX_DAYS,
    NAME_MAX_LENGTH,
    REVIEW_PERIOD_MAX_DAYS,
    SERVICE_LEVEL_MAX,
    SERVICE_LEVEL_MIN,
    SUPPLIER_SKU_MAX_LENGTH,
    Product,
    ProductDetails,
    ProductStatus,
)
from domain.shared.errors import FieldError
from domain.shared.field_checks import AMOUNT_MAX
from domain.shared.identifiers import PRODUCT_ID_PATTERN
from handlers.shared.file_schemas import file_body, named_columns
from handlers.shared.json_types import (
    JsonDate,
    JsonInstant,
    JsonInt,
    JsonNumber,
    Problem,
    RequestBody,
    ResponseBody,
    number_schema,
)
from handlers.shared.merge_patch import patch_body, some_of, validated

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Items of one batch, each a product.
MAX_BATCH = 500
_AMOUNT = number_schema(minimum=0, maximum=int(AMOUNT_MAX))
Amount = Annotated[JsonNumber, Field(ge=0, le=AMOUNT_MAX), _AMOUNT]
Stock = Annotated[
    JsonNumber, Field(ge=-AMOUNT_MAX, le=AMOUNT_MAX), number_schema(minimum=-int(AMOUNT_MAX), maximum=int(AMOUNT_MAX))
]
ProductId = Annotated[str, Field(pattern=PRODUCT_ID_PATTERN, description="The shop's own SKU.")]

#: Members the server sets; a body that was read from the API and is sent back may still hold them.
_SERVER_MEMBERS = ("created_at", "updated_at", "version")


class ProductFields(RequestBody):
    """Everything about a product that its owner sets."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_MAX_LENGTH)]
    category: Annotated[str, Field(min_length=1, max_length=CATEGORY_MAX_LENGTH)]
    current_price: Annotated[Amount, Field(description="Selling price of one unit.")]
    status: ProductStatus = ProductStatus.ACTIVE
    unit_cost: Annotated[Amount | None, Field(description="Purchase price of one unit; null when unknown.")] = None
    on_hand: Annotated[
        Stock | None,
        Field(description="Units in stock; null when unknown, which is not zero; below zero: sold but not there."),
    ] = None
    on_order: Annotated[
        Amount,
        Field(
            description="Units ordered and not yet arrived: the total, never less than what purchase orders have open."
        ),
    ] = Decimal(0)
    stock_as_of: Annotated[JsonDate | None, Field(description="The day stock was counted.")] = None
    lead_time_days: Annotated[
        JsonInt, Field(ge=0, le=LEAD_TIME_MAX_DAYS, description="Days from order to arrival.")
    ] = 7
    lead_time_std_days: Annotated[
        JsonNumber,
        Field(ge=0, le=LEAD_TIME_MAX_DAYS, description="Standard deviation of the lead time, in days."),
        number_schema(minimum=0, maximum=LEAD_TIME_MAX_DAYS),
    ] = Decimal(0)
    review_period_days: Annotated[
        JsonInt, Field(ge=1, le=REVIEW_PERIOD_MAX_DAYS, description="Days between two occasions to order.")
    ] = 7
    service_level: Annotated[
        JsonNumber,
        Field(
            ge=SERVICE_LEVEL_MIN,
            le=SERVICE_LEVEL_MAX,
            description="Wanted probability of no stockout in an order cycle.",
        ),
        number_schema(minimum=float(SERVICE_LEVEL_MIN), maximum=float(SERVICE_LEVEL_MAX)),
    ] = Decimal("0.95")
    min_order_quantity: Annotated[Amount, Field(description="The supplier's smallest order, in units.")] = Decimal(0)
    order_multiple: Annotated[
        JsonNumber,
        Field(gt=0, le=AMOUNT_MAX, description="The supplier's pack size, in units."),
        number_schema(exclusiveMinimum=0, maximum=int(AMOUNT_MAX)),
    ] = Decimal(1)
    supersedes: Annotated[
        ProductId | None, Field(description="The predecessor whose demand this product takes over.")
    ] = None
    supplier_id: Annotated[
        str | None, Field(pattern=PRODUCT_ID_PATTERN, description="The supplier it is ordered from.")
    ] = None
    supplier_sku: Annotated[
        str | None,
        Field(min_length=1, max_length=SUPPLIER_SKU_MAX_LENGTH, description="What the supplier calls it."),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _drop_server_members(cls, body: Any) -> Any:
        return (
            {name: value for name, value in body.items() if name not in _SERVER_MEMBERS}
            if isinstance(body, dict)
            else body
        )

    def details(self) -> ProductDetails:
        """Return the domain's form."""
        return ProductDetails(**{name: getattr(self, name) for name in ProductFields.model_fields})


class NewProduct(ProductFields):
    """A product to create; the id is generated when it is left out."""

    product_id: ProductId | None = None


class ChangedProduct(ProductFields):
    """All details of an existing product; a ``product_id`` in the body must be the one in the path."""

    product_id: ProductId | None = None


class ProductBatchBody(RequestBody):
    """Products to create or to change; an item changes what it says, as a merge patch does."""

    items: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MAX_BATCH)]


class BatchItemBody(ResponseBody):
    """Outcome of one item of a batch, in the order sent."""

    product_id: str | None
    result: BatchResult
    problem: Problem | None


class ProductBatchAnswer(ResponseBody):
    """Outcomes of a batch, one an item."""

    items: list[BatchItemBody]


def changes_of(patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return the domain's values of the members that a merge patch names; those it takes away are at their defaults.

    Raises
    ------
    RequestValidationError, InvalidProductError
        Naming every member that does not fit.
    """
    given = {name: value for name, value in patch.items() if value is not None}
    body = validated(ChangedProduct, {"name": "-", "category": "-", "current_price": 0} | given)
    if taken := [name for name in NEEDED if name in patch and name not in given]:
        wrong = tuple(FieldError(f"/{name}", "missing", "cannot be taken away") for name in taken)
        raise InvalidProductError("Every product has a name, a category and a price.", fields=wrong)
    return {name: getattr(body, name) for name in patch if name in ProductFields.model_fields}


class ProductBody(ResponseBody):
    """One product."""

    product_id: str
    name: str
    category: str
    current_price: JsonNumber
    created_at: JsonInstant
    updated_at: JsonInstant
    status: ProductStatus
    unit_cost: JsonNumber | None
    on_hand: JsonNumber | None
    on_order: JsonNumber
    stock_as_of: date | None
    lead_time_days: int
    lead_time_std_days: JsonNumber
    review_period_days: int
    service_level: JsonNumber
    min_order_quantity: JsonNumber
    order_multiple: JsonNumber
    supersedes: str | None
    supplier_id: str | None
    supplier_sku: str | None
    version: int

    @classmethod
    def of(cls, product: Product) -> Self:
        """Return the JSON form of a product."""
        details = {name: getattr(product.details, name) for name in ProductFields.model_fields}
        return cls(
            product_id=product.product_id,
            created_at=product.created_at,
            updated_at=product.updated_at,
            version=product.version,
            **details,
        )


class ProductPage(ResponseBody):
    """Some products, and the cursor of the page that follows."""

    items: list[ProductBody]
    next_cursor: str | None


OPENAPI_REQUEST_BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("/products/{product_id}", "patch"): patch_body("ChangedProduct", {"on_hand": 120}),
    ("/products/batch", "post"): {
        "required": True,
        "description": (
            "Products to create or to change. An item changes what it says, as a merge patch does; a product that is "
            "not there yet needs a name, a category and a price."
        ),
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["items"],
                    "additionalProperties": False,
                    "properties": {
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": MAX_BATCH,
                            # Whatever an item holds, the others are kept: a wrong one is answered as failed.
                            "items": {"anyOf": [some_of("ChangedProduct"), {"type": "object"}]},
                        }
                    },
                },
                "example": {
                    "items": [{"product_id": "SKU-1", "on_hand": 120}, {"product_id": "SKU-2", "name": "Chai"}]
                },
            }
        },
    },
    ("/products/upload", "post"): file_body(
        "Products as a file with a header, up to 4.5 MB and 10,000 products. Only `product_id` is needed; any of the "
        "product's fields may be a column, an empty cell changes nothing. A product that does not exist yet needs "
        "`name`, `category` and `current_price`. `on_hand` without `stock_as_of` counts as of today. "
        f"{named_columns(ENGLISH)}",
        "product_id,on_hand,on_order\nSKU-1,120,0\n",
    ),
}
