"""Removing products with all that is kept about them, each removal of one generation of a product.

A product is hidden first, under the name of its removal, and forgotten last, so a removal that dies half-way is
finished by whoever comes across it: a repeat, who creates the product anew, or the nightly check. Whoever is late, and
finds the removal finished and perhaps another product in its place, touches nothing of that one.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from domain.products.errors import RemovalFinishedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.products.ports import ProductRepository, ProductTraces
    from domain.shared.ports import IdSource


class ProductRemovals:
    """Removes products.

    Parameters
    ----------
    products
        Where products are kept.
    traces
        What other contexts keep about a product and has to go with it.
    ids
        Names for removals.
    """

    def __init__(self, products: ProductRepository, traces: Sequence[ProductTraces], ids: IdSource) -> None:
        self._products = products
        self._traces = tuple(traces)
        self._ids = ids

    def remove(self, product_id: str, expected_version: int | None = None) -> None:
        """Remove a product, or finish the removal that has begun.

        Raises
        ------
        ProductNotFoundError, StaleProductError
        RemovalFinishedError
            When another request has finished the same removal meanwhile.
        """
        self._end(product_id, self._products.begin_removal(product_id, expected_version, self._ids.new_id()))

    def finish(self, product_id: str) -> bool:
        """Finish the removal of a product, if one has begun; returns whether one had."""
        removal = self._products.removal_of(product_id)
        if removal is None:
            return False
        with suppress(RemovalFinishedError):
            self._end(product_id, removal)
        return True

    def finish_all(self, has_time: Callable[[], bool] = lambda: True) -> int:
        """Finish the removals that were left half-done, as long as there is time; returns how many."""
        finished = 0
        for product_id in self._products.being_removed():
            if not has_time():
                break
            finished += self.finish(product_id)
        return finished

    def _end(self, product_id: str, removal: str) -> None:
        for traces in self._traces:
            traces.purge(product_id, removal)
        self._products.end_removal(product_id, removal)
