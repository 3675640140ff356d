"""Forecasting's inputs from other contexts' tables: products and packed sales histories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forecasting.models.catalogue import CatalogueEntry
from domain.products.models import ProductQuery, ProductStatus
from domain.shared.demand_series import PricedSales
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.dynamodb.products.repository import DynamoProductRepository
    from adapters.dynamodb.sales.history import SalesHistoryReader
    from domain.products.models import Product


class DynamoCatalogue:
    """Implements :class:`domain.forecasting.ports.Catalogue` on the product repository."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def get_many(self, product_ids: Iterable[str]) -> dict[str, CatalogueEntry]:
        """Return those of the products that exist, by id."""
        found = self._products.get_many(product_ids)
        return {product_id: _to_entry(product) for product_id, product in found.items()}

    def active_ids(self, category: str | None = None) -> Iterator[str]:
        """Yield the ids of all active products, or of a category's, in order."""
        return self._products.ids(ProductQuery(category=category, status=ProductStatus.ACTIVE))

    def page_of_ids(self, category: str | None, limit: int, after: str | None) -> Page[str]:
        """Return up to ``limit`` ids of products, active or not, in order, from the position ``after`` on."""
        page = self._products.page(ProductQuery(category=category), limit, after)
        return Page(tuple(product.product_id for product in page.items), page.next_position)


class DynamoPricedSales:
    """Implements :class:`domain.forecasting.ports.SalesHistories` on the packed histories."""

    def __init__(self, reader: SalesHistoryReader) -> None:
        self._reader = reader

    def read_many(self, product_ids: Iterable[str]) -> dict[str, PricedSales]:
        """Return the daily sales of those of the products that have any, by id."""
        return {
            history.product_id: PricedSales(
                product_id=history.product_id, start=history.start, quantity=history.quantity, price=history.price
            )
            for history in self._reader.iterate(product_ids, consistent=True)
            if history.days
        }


def _to_entry(product: Product) -> CatalogueEntry:
    details = product.details
    return CatalogueEntry(
        product_id=product.product_id,
        name=details.name,
        category=details.category,
        current_price=float(details.current_price),
        lead_time_days=details.lead_time_days,
        review_period_days=details.review_period_days,
        supersedes=details.supersedes,
        on_hand=None if details.on_hand is None else float(details.on_hand),
        on_order=float(details.on_order),
        stock_as_of=details.stock_as_of,
        active=details.status is ProductStatus.ACTIVE,
        created_at=product.created_at,
    )
