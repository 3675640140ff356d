"""The shop's sales at a glance, from one small history a product."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.sales.history import exact, month_totals
from domain.sales.models import CategorySales, DataQuality, MonthSales, ProductSales, SalesSummary
from domain.shared.stockouts import suspected_stockouts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from domain.sales.history import SalesHistory
    from domain.sales.models import CatalogueProduct

STALE_DAYS: Final = 28
_TOP_PRODUCTS: Final = 10
_LISTED_STOCKOUTS: Final = 20
_LISTED_STALE: Final = 500


def summarise(products: Sequence[CatalogueProduct], histories: Iterable[SalesHistory]) -> SalesSummary:
    """Return the summary of these products' histories, which are looked at one by one."""
    by_id = {product.product_id: product for product in products}
    so_far = _SoFar()
    for history in histories:
        so_far.add(by_id[history.product_id], history)
    sold = so_far.sold
    last = max((product.last_date for product in sold), default=None)
    stockouts = sorted(so_far.stockouts, key=lambda each: (-each[2], each[0]))
    return SalesSummary(
        products=len(products),
        products_with_sales=len(sold),
        product_days=sum(so_far.days.values()),
        first_date=so_far.first,
        last_date=last,
        total_units=sum((product.total_units for product in sold), Decimal(0)),
        total_revenue=sum((product.total_revenue for product in sold), Decimal(0)),
        by_category=_by_category(products, sold, so_far.days),
        by_month=tuple(MonthSales(month, *map(exact, totals)) for month, totals in sorted(so_far.months.items())),
        top_products=tuple(sorted(sold, key=_rank)[:_TOP_PRODUCTS]),
        data_quality=DataQuality(
            gaps=so_far.gaps,
            suspected_stockouts=sum(runs for _, runs, _ in stockouts),
            stockout_products=tuple(stockouts[:_LISTED_STOCKOUTS]),
            stale_products=_stale(by_id, sold, last),
        ),
    )


class _SoFar:
    """Running totals of the histories looked at so far."""

    def __init__(self) -> None:
        self.sold: list[ProductSales] = []
        self.days: dict[str, int] = defaultdict(int)
        self.months: dict[date, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.stockouts: list[tuple[str, int, int]] = []
        self.gaps = 0
        self.first: date | None = None

    def add(self, product: CatalogueProduct, history: SalesHistory) -> None:
        self.sold.append(_product_sales(product, history))
        self.days[product.category] += history.product_days
        self.gaps += history.gaps
        self.first = min(self.first or history.start, history.start)
        for month, units, revenue in month_totals(history):
            totals = self.months[month]
            totals[0] += units
            totals[1] += revenue
        if runs := suspected_stockouts(history.quantity):
            self.stockouts.append((history.product_id, len(runs), sum(length for _, length in runs)))


def _product_sales(product: CatalogueProduct, history: SalesHistory) -> ProductSales:
    return ProductSales(
        product.product_id,
        product.name,
        product.category,
        history.total_units,
        history.total_revenue,
        history.end,
    )


def _by_category(
    products: Sequence[CatalogueProduct], sold: Sequence[ProductSales], days: dict[str, int]
) -> tuple[CategorySales, ...]:
    counts: dict[str, int] = defaultdict(int)
    units: dict[str, Decimal] = defaultdict(Decimal)
    revenue: dict[str, Decimal] = defaultdict(Decimal)
    for product in products:
        counts[product.category] += 1
    for sales in sold:
        units[sales.category] += sales.total_units
        revenue[sales.category] += sales.total_revenue
    rows = [
        CategorySales(category, counts[category], days[category], units[category], revenue[category])
        for category in counts
    ]
    return tuple(sorted(rows, key=lambda row: (-row.total_revenue, -row.total_units, row.category)))


def _rank(product: ProductSales) -> tuple[Decimal, Decimal, str]:
    return -product.total_revenue, -product.total_units, product.product_id


def _stale(by_id: dict[str, CatalogueProduct], sold: Sequence[ProductSales], last: date | None) -> tuple[str, ...]:
    if last is None:
        return ()
    limit = last - timedelta(days=STALE_DAYS)
    stale = [sales.product_id for sales in sold if by_id[sales.product_id].active and sales.last_date <= limit]
    return tuple(sorted(stale)[:_LISTED_STALE])
