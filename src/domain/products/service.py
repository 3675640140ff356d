"""Use cases of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.products.changes import changed
from domain.products.errors import ProductAlreadyExistsError, StaleProductError
from domain.products.models import Product, ProductDetails
from domain.products.removal import ProductRemovals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from domain.products.ports import ProductRepository, ProductTraces
    from domain.shared.ports import Clock, IdSource

#: How often an unconditional change is tried again when another writer came in between.
_CHANGE_ATTEMPTS = 5


class ProductService:
    """Creates, reads, changes and removes products.

    Parameters
    ----------
    products
        Where products are kept.
    traces
        What other contexts keep about a product and has to go with it.
    clock, ids
        Time and fresh identifiers.
    """

    def __init__(
        self, products: ProductRepository, traces: Sequence[ProductTraces], clock: Clock, ids: IdSource
    ) -> None:
        self._products = products
        self._removals = ProductRemovals(products, traces, ids)
        self._clock = clock
        self._ids = ids

    def create(self, details: ProductDetails, product_id: str | None = None) -> Product:
        """Add a product under the given id, or under a fresh one; a removal that was left half-done is finished first.

        Raises
        ------
        InvalidProductError, ProductAlreadyExistsError
        """
        now = self._clock.now()
        product = Product(product_id=product_id or self._ids.new_id(), details=details, created_at=now, updated_at=now)
        try:
            self._products.add(product)
        except ProductAlreadyExistsError:
            if not self._removals.finish(product.product_id):
                raise
            self._products.add(product)
        return product

    def get(self, product_id: str) -> Product:
        """Return one product; raises :class:`ProductNotFoundError`."""
        return self._products.get(product_id)

    def change(self, product_id: str, details: ProductDetails, expected_version: int | None = None) -> Product:
        """Replace all details of a product.

        Parameters
        ----------
        expected_version
            The version the caller last saw; ``None`` to change whatever is there now.

        Raises
        ------
        ProductNotFoundError, StaleProductError, InvalidProductError
        """
        return self._change(
            product_id,
            lambda current, now: current.with_details(details, now),
            expected_version,
        )

    def merge(self, product_id: str, changes: Mapping[str, Any], expected_version: int | None = None) -> Product:
        """Change some fields of a product and leave the others; where nothing differs, its version stays.

        Parameters
        ----------
        changes
            Values by the names of :class:`~domain.products.models.ProductDetails`, see
            :func:`domain.products.changes.changed`.
        expected_version
            The version the caller last saw; ``None`` to change whatever is there now.

        Raises
        ------
        ProductNotFoundError, StaleProductError, InvalidProductError
        """
        return self._change(
            product_id, lambda current, now: changed(product_id, current, changes, now), expected_version
        )

    def _change(
        self, product_id: str, change: Callable[[Product, datetime], Product], expected_version: int | None
    ) -> Product:
        for attempt in range(_CHANGE_ATTEMPTS):
            current = self._products.get(product_id)
            if expected_version is not None and expected_version != current.version:
                raise StaleProductError(product_id, expected_version)
            product = change(current, self._clock.now())
            if product is current:
                return current
            try:
                self._products.replace(product)
            except StaleProductError:
                if expected_version is not None or attempt + 1 == _CHANGE_ATTEMPTS:
                    raise
            else:
                return product
        raise AssertionError("the last attempt returns or raises")

    def delete(self, product_id: str, expected_version: int | None = None) -> None:
        """Remove a product with its sales, forecasts and runs.

        Raises
        ------
        ProductNotFoundError, StaleProductError, RemovalFinishedError
        """
        self._removals.remove(product_id, expected_version)
