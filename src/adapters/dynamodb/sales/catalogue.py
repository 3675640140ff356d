"""The catalogue as sales data sees it, from the Products table."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from typing import TYPE_CHECKING

from adapters.dynamodb.table import READ_BATCH
from domain.products.errors import ProductAlreadyExistsError
from domain.products.models import Product, ProductDetails, ProductQuery, ProductStatus
from domain.sales.models import CatalogueProduct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from adapters.dynamodb.products.repository import DynamoProductRepository
    from domain.sales.ports import ProductToCreate

_THREADS = 8
_PAGE = 500


class DynamoSalesCatalogue:
    """Implements :class:`domain.sales.ports.SalesCatalogue`."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def get_many(self, product_ids: Iterable[str]) -> dict[str, CatalogueProduct]:
        """Return those that exist, by id."""
        batches = list(batched(dict.fromkeys(product_ids), READ_BATCH, strict=False))
        if len(batches) <= 1:
            found = [self._products.get_many(batch) for batch in batches]
        else:
            with ThreadPoolExecutor(_THREADS) as pool:
                found = list(pool.map(self._products.get_many, batches))
        return {product_id: _known(product) for batch in found for product_id, product in batch.items()}

    def create(self, products: Sequence[ProductToCreate], created_at: datetime) -> dict[str, CatalogueProduct]:
        """Create those that do not exist yet; return all that exist afterwards, by id."""
        with ThreadPoolExecutor(_THREADS) as pool:
            list(pool.map(lambda product: self._create(product, created_at), products))
        return self.get_many(product.product_id for product in products)

    def _create(self, product: ProductToCreate, created_at: datetime) -> None:
        details = ProductDetails(name=product.name, category=product.category, current_price=product.price)
        try:
            self._products.add(
                Product(product_id=product.product_id, details=details, created_at=created_at, updated_at=created_at)
            )
        except ProductAlreadyExistsError:
            return  # someone else was faster, or an earlier try of the same upload

    def listing(self, category: str | None, after: str | None = None) -> Iterator[CatalogueProduct]:
        """Yield the products behind an id, of one category or all, in order of their ids."""
        while True:
            page = self._products.page(ProductQuery(category=category), _PAGE, after)
            yield from map(_known, page.items)
            after = page.next_position
            if after is None:
                return


def _known(product: Product) -> CatalogueProduct:
    return CatalogueProduct(
        product_id=product.product_id,
        name=product.details.name,
        category=product.details.category,
        active=product.details.status is ProductStatus.ACTIVE,
        created_at=product.created_at,
    )
