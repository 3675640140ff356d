"""Many products at once, several requests at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from typing import TYPE_CHECKING

from adapters.dynamodb.table import READ_BATCH
from domain.products.errors import ProductAlreadyExistsError, StaleProductError
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.dynamodb.products.repository import DynamoProductRepository
    from domain.products.models import Product

_THREADS = 16


class DynamoProductBatches:
    """Implements :class:`domain.products.ports.ProductBatches`."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def get_many(self, product_ids: Iterable[str]) -> dict[str, Product]:
        """Return those of the products that exist, by id."""
        with ThreadPoolExecutor(_THREADS) as pool:
            batches = pool.map(self._products.get_many, batched(dict.fromkeys(product_ids), READ_BATCH, strict=False))
            return {product_id: product for batch in batches for product_id, product in batch.items()}

    def keep(self, products: Sequence[Product]) -> set[str]:
        """Keep products; return the ids of those that someone else has created, changed or removed."""
        with ThreadPoolExecutor(_THREADS) as pool:
            kept = list(pool.map(self._keep, products))
        return {product.product_id for product, was_kept in zip(products, kept, strict=True) if not was_kept}

    def _keep(self, product: Product) -> bool:
        try:
            if product.version == 1:
                self._products.add(product)
            else:
                self._products.replace(product)
        except (ProductAlreadyExistsError, StaleProductError, ProductNotFoundError):
            return False
        return True
