"""The shop's sales at a glance: figures of any products, put together to those of all, in any order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from heapq import nsmallest
from itertools import batched, chain
from operator import add
from typing import TYPE_CHECKING, Any, Final

from domain.sales.history import month_totals
from domain.sales.models import CategorySales, DataQuality, MonthSales, ProductSales, SalesSummary
from domain.shared.millionths import exact_units, millionths
from domain.shared.partials import added_by_key
from domain.shared.stockouts import suspected_stockouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from domain.sales.history import SalesHistory
    from domain.sales.models import CatalogueProduct

STALE_DAYS: Final = 28
_TOP_PRODUCTS: Final = 10
_LISTED_STOCKOUTS: Final = 20
#: Ids of stale products that are listed; all of them are counted.
LISTED_STALE: Final = 500
#: Products whose figures are in memory at the same time.
_AT_ONCE: Final = 100


@dataclass(frozen=True)
class CategoryFigures:
    """Sales of a category's products."""

    products: int = 0
    products_with_sales: int = 0
    product_days: int = 0
    units: Decimal = Decimal(0)
    revenue: Decimal = Decimal(0)

    def __add__(self, other: CategoryFigures) -> CategoryFigures:
        return CategoryFigures(
            self.products + other.products,
            self.products_with_sales + other.products_with_sales,
            self.product_days + other.product_days,
            self.units + other.units,
            self.revenue + other.revenue,
        )


@dataclass(frozen=True)
class SalesFigures:
    """Sales of some products, summed up.

    Parameters
    ----------
    by_month
        By first day of the month: units and known revenue, in millionths, so that sums are the same in any order.
    top_products
        Those with the most revenue.
    suspected_stockouts, stockout_products
        Runs of days without a sale that are too long to be chance; and the products with most such days, as
        ``(product_id, runs, days)``.
    last_dates
        Active products by the last day with a row, of each day the first in order of id, as many as are ever listed.
    last_date_counts
        How many active products there are of each such day; empty in figures that were kept before they were counted.
    """

    first_date: date | None = None
    last_date: date | None = None
    by_category: dict[str, CategoryFigures] = field(default_factory=dict)
    by_month: dict[date, tuple[int, int]] = field(default_factory=dict)
    top_products: tuple[ProductSales, ...] = ()
    gaps: int = 0
    suspected_stockouts: int = 0
    stockout_products: tuple[tuple[str, int, int], ...] = ()
    last_dates: dict[date, tuple[str, ...]] = field(default_factory=dict)
    last_date_counts: dict[date, int] = field(default_factory=dict)

    @classmethod
    def of(cls, products: Sequence[CatalogueProduct], histories: Iterable[SalesHistory]) -> SalesFigures:
        """Sum up products with their histories, which are looked at one by one."""
        by_id = {product.product_id: product for product in products}
        counts = Counter(product.category for product in products)
        total = cls(by_category={category: CategoryFigures(products=count) for category, count in counts.items()})
        each = (_figures(by_id[history.product_id], history) for history in histories)
        for some in batched(each, _AT_ONCE, strict=False):
            total = cls.put_together([total, *some])
        return total

    @classmethod
    def put_together(cls, parts: Iterable[SalesFigures]) -> SalesFigures:
        """Return the figures of all products of the parts."""
        listed = tuple(parts)
        return cls(
            first_date=min(filter(None, (part.first_date for part in listed)), default=None),
            last_date=max(filter(None, (part.last_date for part in listed)), default=None),
            by_category=added_by_key((part.by_category for part in listed), add),
            by_month=added_by_key((part.by_month for part in listed), _both),
            top_products=_first(_TOP_PRODUCTS, (part.top_products for part in listed), _rank),
            gaps=sum(part.gaps for part in listed),
            suspected_stockouts=sum(part.suspected_stockouts for part in listed),
            stockout_products=_first(_LISTED_STOCKOUTS, (part.stockout_products for part in listed), _by_days),
            last_dates=added_by_key((part.last_dates for part in listed), _first_ids),
            last_date_counts=added_by_key(map(cls.counts_by_last_date, listed), add),
        )

    def summary(self, summed_as_of: datetime | None = None) -> SalesSummary:
        """Return the summary that the figures are."""
        categories = self.by_category.values()
        return SalesSummary(
            products=sum(each.products for each in categories),
            products_with_sales=sum(each.products_with_sales for each in categories),
            product_days=sum(each.product_days for each in categories),
            first_date=self.first_date,
            last_date=self.last_date,
            total_units=sum((each.units for each in categories), Decimal(0)),
            total_revenue=sum((each.revenue for each in categories), Decimal(0)),
            by_category=self._categories(),
            by_month=tuple(MonthSales(month, *map(exact_units, sums)) for month, sums in sorted(self.by_month.items())),
            top_products=self.top_products,
            data_quality=DataQuality(
                gaps=self.gaps,
                suspected_stockouts=self.suspected_stockouts,
                stockout_products=self.stockout_products,
                stale_products=self._stale(),
                stale_total=sum(count for day, count in self.counts_by_last_date().items() if self._is_stale(day)),
            ),
            summed_as_of=summed_as_of,
        )

    def _categories(self) -> tuple[CategorySales, ...]:
        rows = [
            CategorySales(category, each.products, each.product_days, each.units, each.revenue)
            for category, each in self.by_category.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.total_revenue, -row.total_units, row.category)))

    def _stale(self) -> tuple[str, ...]:
        stale = (key for day, product_ids in self.last_dates.items() if self._is_stale(day) for key in product_ids)
        return tuple(nsmallest(LISTED_STALE, stale))

    def _is_stale(self, day: date) -> bool:
        return self.last_date is not None and day <= self.last_date - timedelta(days=STALE_DAYS)

    def counts_by_last_date(self) -> dict[date, int]:
        """Return how many active products have their last row on each day."""
        return self.last_date_counts or {day: len(product_ids) for day, product_ids in self.last_dates.items()}


def _figures(product: CatalogueProduct, history: SalesHistory) -> SalesFigures:
    """Return one product's figures; it is counted elsewhere, with those that have no sales."""
    runs = suspected_stockouts(history.quantity)
    category = CategoryFigures(0, 1, history.product_days, history.total_units, history.total_revenue)
    sold = ProductSales(
        product.product_id,
        product.name,
        product.category,
        history.total_units,
        history.total_revenue,
        history.end,
    )
    return SalesFigures(
        first_date=history.start,
        last_date=history.end,
        by_category={product.category: category},
        by_month={month: (millionths(units), millionths(revenue)) for month, units, revenue in month_totals(history)},
        top_products=(sold,),
        gaps=history.gaps,
        suspected_stockouts=len(runs),
        stockout_products=((history.product_id, len(runs), sum(length for _, length in runs)),) if runs else (),
        last_dates={history.end: (product.product_id,)} if product.active else {},
        last_date_counts={history.end: 1} if product.active else {},
    )


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _first_ids(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(one + other)[:LISTED_STALE])


def _first[T](count: int, lists: Iterable[Iterable[T]], key: Callable[[T], Any]) -> tuple[T, ...]:
    return tuple(nsmallest(count, chain.from_iterable(lists), key))


def _rank(product: ProductSales) -> tuple[Decimal, Decimal, str]:
    return -product.total_revenue, -product.total_units, product.product_id


def _by_days(found: tuple[str, int, int]) -> tuple[int, str]:
    return -found[2], found[0]
