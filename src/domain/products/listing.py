"""Lists of products, and searches in them by names that are kept in short."""

from __future__ import annotations

from datetime import timedelta
from itertools import batched, islice
from typing import TYPE_CHECKING, Final

from domain.products.models import ProductOrder, ProductQuery
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.products.models import Product
    from domain.products.ports import ProductNames, ProductRepository
    from domain.shared.ports import Clock

#: Products changed in this time are looked at whatever their names were: a change takes less to its name in short.
RECENT: Final = timedelta(minutes=15)
#: With more products than this to look at, a page is full sooner by going through the catalogue.
MOST: Final = 200
_AT_ONCE: Final = 100


class ProductListing:
    """Lists products.

    Parameters
    ----------
    products
        The products.
    names
        Names of all of them in short.
    clock
        Tells which changes are recent.
    """

    def __init__(self, products: ProductRepository, names: ProductNames, clock: Clock) -> None:
        self._products = products
        self._names = names
        self._clock = clock

    def page(self, query: ProductQuery, limit: int, after: str | None = None) -> Page[Product]:
        """Return a page of the products that match, in the query's order.

        A search that few products can match looks at those alone: what is told of each, and that it matches, is as it
        is stored now. A product that was created or renamed in the last minutes is among them. So it is of products
        that are named.
        """
        few = self._few(query, after)
        return self._products.page(query, limit, after) if few is None else self._chosen(few, query, limit)

    def _few(self, query: ProductQuery, after: str | None) -> Sequence[str] | None:
        """Return in order, from behind a position, the ids that a page is chosen from; ``None``: from all products."""
        if query.order is not ProductOrder.PRODUCT_ID:
            return None
        if query.product_ids:
            return _behind(after, query.product_ids)
        return self._possible(query, after) if query.text else None

    def _possible(self, query: ProductQuery, after: str | None) -> Sequence[str] | None:
        """Return in order the ids of what may match a search; ``None`` when unknown, or too many."""
        named = self._names.matching(query)
        if named is None:
            return None
        since = ProductQuery(updated_since=self._clock.now() - RECENT, order=ProductOrder.UPDATED_AT)
        changed = set(islice(self._products.ids(since), MOST + 1))
        possible = _behind(after, changed.union(named))
        return possible if len(changed) <= MOST and len(possible) <= MOST else None

    def _chosen(self, product_ids: Sequence[str], query: ProductQuery, limit: int) -> Page[Product]:
        chosen: list[Product] = []
        for part in batched(product_ids, _AT_ONCE, strict=False):
            found = self._products.get_many(part)
            chosen += (found[key] for key in part if key in found and query.matches(found[key]))
            if len(chosen) > limit:
                return Page(tuple(chosen[:limit]), chosen[limit - 1].product_id)
        return Page(tuple(chosen))


def _behind(after: str | None, product_ids: Iterable[str]) -> list[str]:
    return sorted(key for key in product_ids if after is None or key > after)
