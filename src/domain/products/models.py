"""Products, and the rules a product keeps.

Quantities are in the product's own unit (pieces, kilograms, …), money in the shop's currency, times in days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.products.errors import InvalidProductError
from domain.shared.errors import FieldError
from domain.shared.field_checks import AMOUNT_MAX, amount_problems, text_problems
from domain.shared.identifiers import product_id_problem, supplier_id_problem

if TYPE_CHECKING:
    from datetime import date, datetime

NAME_MAX_LENGTH = 200
SUPPLIER_SKU_MAX_LENGTH = 64
CATEGORY_MAX_LENGTH = 100
LEAD_TIME_MAX_DAYS = 365
REVIEW_PERIOD_MAX_DAYS = 90
SERVICE_LEVEL_MIN, SERVICE_LEVEL_MAX = Decimal("0.5"), Decimal("0.999")


class ProductStatus(StrEnum):
    """Status of a product: bought, or discontinued."""

    ACTIVE = "active"
    DISCONTINUED = "discontinued"


@dataclass(frozen=True, kw_only=True)
class ProductDetails:
    """Everything about a product that its owner sets; replaced as a whole.

    Parameters
    ----------
    name, category, current_price
        What it is, where it belongs, and its selling price for one unit.
    unit_cost
        Purchase price of one unit; ``None`` when unknown.
    on_hand, on_order, stock_as_of
        Units in stock (``None`` = unknown, which is not zero; below zero: sold but not there), units ordered but not
        yet arrived, those of purchase orders included, and the day stock was counted.
    lead_time_days, lead_time_std_days
        Days from order to arrival, and their standard deviation.
    review_period_days
        Days between two occasions to order.
    service_level
        Wanted probability of not running out in one order cycle (cycle service level).
    min_order_quantity, order_multiple
        The supplier's smallest order and pack size, in units.
    supersedes
        Id of the predecessor whose demand this product takes over.
    supplier_id, supplier_sku
        Who delivers it, and what it is called there.

    Raises
    ------
    InvalidProductError
        Naming every field that breaks a rule.
    """

    name: str
    category: str
    current_price: Decimal
    status: ProductStatus = ProductStatus.ACTIVE
    unit_cost: Decimal | None = None
    on_hand: Decimal | None = None
    on_order: Decimal = Decimal(0)
    stock_as_of: date | None = None
    lead_time_days: int = 7
    lead_time_std_days: Decimal = Decimal(0)
    review_period_days: int = 7
    service_level: Decimal = Decimal("0.95")
    min_order_quantity: Decimal = Decimal(0)
    order_multiple: Decimal = Decimal(1)
    supersedes: str | None = None
    supplier_id: str | None = None
    supplier_sku: str | None = None

    def __post_init__(self) -> None:
        problems = [*self._text_problems(), *self._number_problems(), *self._id_problems()]
        if problems:
            raise InvalidProductError("The product breaks the rules named in 'errors'.", fields=tuple(problems))

    def _id_problems(self) -> list[FieldError]:
        return [
            FieldError(pointer, code, problem)
            for pointer, code, value, problem_of in (
                ("/supersedes", "invalid_product_id", self.supersedes, product_id_problem),
                ("/supplier_id", "invalid_supplier_id", self.supplier_id, supplier_id_problem),
            )
            if value is not None and (problem := problem_of(value))
        ]

    def _text_problems(self) -> list[FieldError]:
        return [
            *text_problems("/name", self.name, NAME_MAX_LENGTH),
            *text_problems("/category", self.category, CATEGORY_MAX_LENGTH),
            *text_problems("/supplier_sku", self.supplier_sku, SUPPLIER_SKU_MAX_LENGTH),
        ]

    def _number_problems(self) -> list[FieldError]:
        problems = [
            *amount_problems("/current_price", self.current_price),
            *amount_problems("/unit_cost", self.unit_cost),
            *amount_problems("/on_hand", self.on_hand, -AMOUNT_MAX),
            *amount_problems("/on_order", self.on_order),
            *amount_problems("/lead_time_days", self.lead_time_days, 0, LEAD_TIME_MAX_DAYS),
            *amount_problems("/lead_time_std_days", self.lead_time_std_days, 0, LEAD_TIME_MAX_DAYS),
            *amount_problems("/review_period_days", self.review_period_days, 1, REVIEW_PERIOD_MAX_DAYS),
            *amount_problems("/service_level", self.service_level, SERVICE_LEVEL_MIN, SERVICE_LEVEL_MAX),
            *amount_problems("/min_order_quantity", self.min_order_quantity),
            *amount_problems("/order_multiple", self.order_multiple),
        ]
        if self.order_multiple == 0:
            problems.append(FieldError("/order_multiple", "out_of_range", "must be more than 0"))
        return problems


@dataclass(frozen=True, kw_only=True)
class OpenOrderLine:
    """Open rest of a line of a purchase order; purchasing keeps it in the transactions of its orders."""

    purchase_order_id: str
    line: int
    quantity: Decimal
    expected_on: date


@dataclass(frozen=True, kw_only=True)
class Product:
    """One product of the catalogue.

    What is written as ``on_order`` is the total, so it is never less than what is open on purchase orders.

    Parameters
    ----------
    product_id
        The shop's own SKU.
    details
        Everything its owner sets.
    created_at, updated_at
        Instants in UTC.
    version
        Counts changes from 1; the basis of optimistic locking.
    inbound
        Open lines of purchase orders for it.
    counted_at
        Instant at which its stock was last written as counted; ``None`` when that was with the product itself.

    Raises
    ------
    InvalidProductError
        When the id is not a usable one, or the product supersedes itself.
    """

    product_id: str
    details: ProductDetails
    created_at: datetime
    updated_at: datetime
    version: int = 1
    inbound: tuple[OpenOrderLine, ...] = ()
    counted_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.details.on_order < self.on_purchase_orders:
            object.__setattr__(self, "details", replace(self.details, on_order=self.on_purchase_orders))
        if problem := product_id_problem(self.product_id):
            raise InvalidProductError(
                f"'{self.product_id}' cannot be a product id.",
                fields=(FieldError("/product_id", "invalid_product_id", problem),),
            )
        if self.details.supersedes == self.product_id:
            raise InvalidProductError(
                "A product cannot supersede itself.",
                fields=(FieldError("/supersedes", "self_reference", "must name another product"),),
            )

    def with_details(self, details: ProductDetails, now: datetime) -> Product:
        """Return the next version of the product, with other details."""
        was, told = self.details, details
        is_count = (was.on_hand, was.stock_as_of) != (told.on_hand, told.stock_as_of)
        counted_at = now if is_count else self.counted_at
        return replace(self, details=details, updated_at=now, version=self.version + 1, counted_at=counted_at)

    @property
    def on_purchase_orders(self) -> Decimal:
        """Units open on purchase orders; the rest of ``on_order`` was written without an order."""
        return sum((line.quantity for line in self.inbound), start=Decimal(0))


class ProductOrder(StrEnum):
    """Order of a product list: by id, or by when products were last changed, the longest ago first."""

    PRODUCT_ID = "product_id"
    UPDATED_AT = "updated_at"


@dataclass(frozen=True)
class ProductQuery:
    """Filter and order of a product list.

    ``text`` is looked for in id and name, upper and lower case alike; ``updated_since`` is when at the earliest a
    product was last changed. ``product_ids`` are the only ones wanted, where any are named.
    """

    category: str | None = None
    status: ProductStatus | None = None
    text: str | None = None
    supplier_id: str | None = None
    updated_since: datetime | None = None
    order: ProductOrder = ProductOrder.PRODUCT_ID
    product_ids: tuple[str, ...] = ()

    def matches(self, product: Product) -> bool:
        """Tell whether the product belongs in the list."""
        details = product.details
        return (
            self.category in {None, details.category}
            and self.status in {None, details.status}
            and self.supplier_id in {None, details.supplier_id}
            and (self.updated_since is None or product.updated_at >= self.updated_since)
            and self.names(product.product_id, details.name)
            and (not self.product_ids or product.product_id in self.product_ids)
        )

    def names(self, product_id: str, name: str) -> bool:
        """Tell whether ``text`` is a part of an id or a name."""
        wanted = (self.text or "").casefold()
        return wanted in product_id.casefold() or wanted in name.casefold()
