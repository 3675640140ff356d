"""Drafts as JSON: one that is told line by line, or one for each supplier from what is recommended."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from domain.purchasing.drafts import NewOrder
from domain.purchasing.errors import InvalidPurchaseError
from domain.purchasing.models.order import MAX_LINES, OrderLine
from domain.purchasing.models.proposal import Added, DraftRequest, LeftOut
from domain.purchasing.service.drafting import Drafts
from handlers.purchasing.schemas import Note, OrderBody, ProductId, Quantity, SupplierSku
from handlers.purchasing.supplier_schemas import Amount, SupplierId
from handlers.shared.json_types import JsonDate, JsonNumber, RequestBody, ResponseBody

MAX_PRODUCTS = 1000


class NewLine(RequestBody):
    """A line to order; lines are numbered in their order."""

    product_id: ProductId
    quantity: Quantity
    supplier_sku: Annotated[SupplierSku | None, Field(description="The product's when left out.")] = None
    unit_cost: Annotated[
        Amount | None, Field(description="In the order's currency; the product's, if that is the shop's.")
    ] = None
    expected_on: Annotated[
        JsonDate | None, Field(description="The day it is expected; after its lead time when left out.")
    ] = None

    def line(self, number: int) -> OrderLine:
        """Return the domain's form."""
        return OrderLine(line=number, **{name: getattr(self, name) for name in NewLine.model_fields})


class FromRecommendations(RequestBody):
    """Drafts of what is recommended: of a supplier's, a category's or some products, exactly one of the three."""

    supplier_id: SupplierId | None = None
    category: Annotated[str | None, Field(min_length=1, max_length=100)] = None
    product_ids: Annotated[tuple[ProductId, ...], Field(max_length=MAX_PRODUCTS)] = ()
    quantities: Annotated[
        dict[ProductId, Amount],
        Field(
            default_factory=dict,
            max_length=MAX_PRODUCTS,
            description="Quantities by product, in place of those recommended; 0 leaves a product out.",
        ),
    ]
    fill_to_minimum: Annotated[
        bool,
        Field(
            description="Fill orders below their supplier's `min_order_value` with those units of its products that "
            "avoid most loss for their money."
        ),
    ] = False
    budget: Annotated[
        Amount | None,
        Field(description="Most money that all drafts may cost together, in the shop's currency."),
    ] = None

    def request(self) -> DraftRequest:
        """Return the domain's form."""
        told = {name: getattr(self, name) for name in FromRecommendations.model_fields}
        return DraftRequest(**told | {"product_ids": frozenset(self.product_ids)})


class NewOrderBody(RequestBody):
    """A draft to make for one supplier, or with `from_recommendations` one for each; give nothing else with that."""

    supplier_id: Annotated[SupplierId | None, Field(description="Needed unless `from_recommendations` is given.")] = (
        None
    )
    lines: Annotated[
        list[NewLine] | None,
        Field(
            min_length=1,
            max_length=MAX_LINES,
            description=f"Up to {MAX_LINES}; split a longer order. Needed unless `from_recommendations` is given.",
        ),
    ] = None
    expected_on: Annotated[JsonDate | None, Field(description="For lines that name no day.")] = None
    note: Note | None = None
    purchase_order_id: Annotated[SupplierId | None, Field(description="Generated when left out.")] = None
    from_recommendations: FromRecommendations | None = None

    def recommended(self) -> DraftRequest | None:
        """Return the request for drafts from recommendations, ``None`` when a draft is told line by line.

        Raises
        ------
        InvalidPurchaseError
            When both are given.
        """
        if self.from_recommendations is None:
            return None
        for name in ("supplier_id", "lines", "expected_on", "note", "purchase_order_id"):
            if getattr(self, name) is not None:
                raise InvalidPurchaseError.at(f"/{name}", "not_both", "cannot be given with from_recommendations")
        return self.from_recommendations.request()

    def wanted(self, created_by: str | None) -> NewOrder:
        """Return the domain's form of a draft that is told line by line."""
        if self.supplier_id is None:
            raise InvalidPurchaseError.at("/supplier_id", "missing", "is needed, or from_recommendations")
        if self.lines is None:
            raise InvalidPurchaseError.at("/lines", "missing", "are needed, or from_recommendations")
        return NewOrder(
            supplier_id=self.supplier_id,
            lines=tuple(line.line(number) for number, line in enumerate(self.lines, start=1)),
            expected_on=self.expected_on,
            note=self.note,
            purchase_order_id=self.purchase_order_id,
            created_by=created_by,
        )


class LeftOutBody(ResponseBody):
    """Units that are in no draft."""

    product_id: str
    code: Annotated[str, Field(description="Machine-readable and stable, such as `no_supplier` or `over_budget`.")]
    why: str
    quantity: Annotated[JsonNumber | None, Field(description="Units left out; null where no number is known.")]

    @classmethod
    def of(cls, left_out: LeftOut) -> Self:
        """Return the JSON form."""
        return cls(**{name: getattr(left_out, name) for name in cls.model_fields})


class AddedBody(ResponseBody):
    """Units that are in a draft although they were not recommended."""

    product_id: str
    quantity: JsonNumber
    why: str

    @classmethod
    def of(cls, added: Added) -> Self:
        """Return the JSON form."""
        return cls(**{name: getattr(added, name) for name in cls.model_fields})


class DraftsBody(ResponseBody):
    """Drafts from recommendations."""

    items: list[OrderBody]
    left_out: Annotated[list[LeftOutBody], Field(description="What is recommended or was asked for and is in none.")]
    added: Annotated[list[AddedBody], Field(description="What fills orders up to their minimum order value.")]

    @classmethod
    def of(cls, drafts: Drafts) -> Self:
        """Return the JSON form."""
        return cls(
            items=[OrderBody.of(item.order, item.notices) for item in drafts.items],
            left_out=[LeftOutBody.of(each) for each in drafts.left_out],
            added=[AddedBody.of(each) for each in drafts.added],
        )
