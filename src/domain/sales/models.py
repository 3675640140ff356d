"""Sales per product and day, uploads of them, and what is reported about both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003  # what keeps summaries reads annotations at run time
from decimal import Decimal  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.shared.csv.reading import ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Mapping


class OnUnknownProduct(StrEnum):
    """Policy for rows of a product that the catalogue does not have."""

    REJECT = "reject"
    CREATE = "create"


class UploadMode(StrEnum):
    """Mode of an upload: to replace the days that it holds, or to add to them."""

    REPLACE = "replace"
    ADD = "add"


@dataclass(frozen=True)
class RecentSales:
    """Units sold by some products in the same last periods.

    Attributes
    ----------
    as_of
        Today: the last period holds days up to it.
    periods
        First days of the periods, oldest first.
    quantities
        By product, a value a period, ``None`` where it has no row; products without any sales are not in it.
    """

    as_of: date
    periods: tuple[date, ...]
    quantities: Mapping[str, tuple[Decimal | None, ...]]


@dataclass(frozen=True)
class CatalogueProduct:
    """Sales data's view of a product; ``created_at`` tells it from a later product of the same id."""

    product_id: str
    name: str
    category: str
    active: bool
    created_at: datetime


@dataclass(frozen=True)
class UploadOptions(ReadingOptions):
    """Options of a sales upload: how to read it, and what to do with it.

    Parameters
    ----------
    on_unknown_product
        Whether rows of products that are not in the catalogue are rejected or create them.
    dry_run
        Read and check everything, write nothing.
    mode
        Whether its days replace what they held before, or are added to it.
    """

    on_unknown_product: OnUnknownProduct = OnUnknownProduct.REJECT
    dry_run: bool = False
    mode: UploadMode = UploadMode.REPLACE


@dataclass(frozen=True)
class UploadTicket:
    """Permission to send one file straight to storage."""

    upload_id: str
    upload_url: str
    method: str
    headers: dict[str, str]
    expires_at: datetime
    max_bytes: int


@dataclass(frozen=True)
class PeriodSales:
    """Sales of one product on a day, or in the week or month that starts on ``day``.

    ``revenue`` and ``price`` are ``None`` when unknown; the price of a longer period is revenue over quantity.
    """

    product_id: str
    day: date
    quantity_sold: Decimal
    revenue: Decimal | None
    price: Decimal | None
    created_at: datetime | None


@dataclass(frozen=True)
class CategorySales:
    """The sales of one category."""

    category: str
    products: int
    product_days: int
    total_units: Decimal
    total_revenue: Decimal


@dataclass(frozen=True)
class MonthSales:
    """The sales of one month; ``month`` is its first day."""

    month: date
    total_units: Decimal
    total_revenue: Decimal


@dataclass(frozen=True)
class ProductSales:
    """The sales of one product."""

    product_id: str
    name: str
    category: str
    total_units: Decimal
    total_revenue: Decimal
    last_date: date


@dataclass(frozen=True)
class DataQuality:
    """Data quality: gaps, suspected stockouts and stale products.

    Parameters
    ----------
    gaps
        Product-days without a row between a product's first and last row.
    suspected_stockouts
        Runs of days without a sale that are too long to be chance, over all products.
    stockout_products
        Products with such runs, most days first (at most 20), as ``(product_id, runs, days)``.
    stale_products
        Active products without a row in the last :data:`domain.sales.summary.STALE_DAYS` days of the data: the first
        in order of id, at most :data:`domain.sales.summary.LISTED_STALE`.
    stale_total
        How many there are in all.
    """

    gaps: int
    suspected_stockouts: int
    stockout_products: tuple[tuple[str, int, int], ...] = ()
    stale_products: tuple[str, ...] = ()
    stale_total: int = 0


@dataclass(frozen=True, kw_only=True)
class SalesSummary:
    """The shop's sales at a glance; ``summed_as_of``: when figures were made that were kept, if they were."""

    products: int
    products_with_sales: int
    product_days: int
    first_date: date | None
    last_date: date | None
    total_units: Decimal
    total_revenue: Decimal
    by_category: tuple[CategorySales, ...] = ()
    by_month: tuple[MonthSales, ...] = ()
    top_products: tuple[ProductSales, ...] = ()
    data_quality: DataQuality = field(default_factory=lambda: DataQuality(0, 0))
    summed_as_of: datetime | None = None
