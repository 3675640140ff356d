"""The catalogue's ports in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.products.errors import ProductAlreadyExistsError, StaleProductError
from domain.products.models import ProductOrder
from domain.shared.errors import ProductNotFoundError
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from domain.products.models import Product, ProductQuery


class FakeProductRepository:
    """Implements ``domain.products.ports.ProductRepository``."""

    def __init__(self, *products: Product) -> None:
        self.kept = {product.product_id: product for product in products}
        self.removing: dict[str, str] = {}

    def add(self, product: Product) -> None:
        if product.product_id in self.kept:
            raise ProductAlreadyExistsError(product.product_id)
        self.kept[product.product_id] = product

    def get(self, product_id: str) -> Product:
        if product_id not in self.kept or product_id in self.removing:
            raise ProductNotFoundError(product_id)
        return self.kept[product_id]

    def get_many(self, product_ids: Iterable[str]) -> dict[str, Product]:
        return {key: self.kept[key] for key in product_ids if key in self.kept and key not in self.removing}

    def replace(self, product: Product) -> None:
        current = self.get(product.product_id)
        if (current.version, current.created_at) != (product.version - 1, product.created_at):
            raise StaleProductError(product.product_id, product.version - 1)
        self.kept[product.product_id] = product

    def begin_removal(self, product_id: str, expected_version: int | None, removal: str) -> str:
        if product_id in self.removing:
            return self.removing[product_id]
        if expected_version not in {None, self.get(product_id).version}:
            raise StaleProductError(product_id, expected_version or 0)
        return self.removing.setdefault(product_id, removal)

    def end_removal(self, product_id: str, removal: str) -> None:
        if self.removing.get(product_id) == removal:
            del self.removing[product_id], self.kept[product_id]

    def removal_of(self, product_id: str) -> str | None:
        return self.removing.get(product_id)

    def being_removed(self) -> Iterator[str]:
        yield from list(self.removing)

    def page(self, query: ProductQuery, limit: int, after: str | None) -> Page[Product]:
        def position(product: Product) -> str:
            by_change = query.order is ProductOrder.UPDATED_AT
            return f"{product.updated_at.isoformat() if by_change else ''} {product.product_id}"

        listed = sorted((self.kept[key] for key in self.kept if key not in self.removing), key=position)
        matching = [each for each in listed if query.matches(each) and (after is None or position(each) > after)]
        more = len(matching) > limit
        return Page(tuple(matching[:limit]), position(matching[limit - 1]) if more else None)

    def ids(self, query: ProductQuery) -> Iterator[str]:
        return (product.product_id for product in self.page(query, len(self.kept), None).items)


class FakeProductNames:
    """Implements ``domain.products.ports.ProductNames``: products as they were when ``look`` was called last."""

    def __init__(self, products: FakeProductRepository) -> None:
        self._products = products
        self.seen: list[Product] | None = None

    def look(self) -> None:
        self.seen = list(self._products.kept.values())

    def matching(self, query: ProductQuery) -> list[str] | None:
        by_name = replace(query, status=None, updated_since=None)
        return None if self.seen is None else [each.product_id for each in self.seen if by_name.matches(each)]


class FakeTraces:
    """Implements ``domain.products.ports.ProductTraces``; ``failure`` is raised by the next purge only."""

    def __init__(self) -> None:
        self.purged: list[str] = []
        self.failure: Exception | None = None

    def purge(self, product_id: str, removal: str) -> None:
        if failure := self.failure:
            self.failure = None
            raise failure
        self.purged.append(product_id)


class FakeProductBatches:
    """Implements ``domain.products.ports.ProductBatches``; ``before_keeping`` is called once, before the next keep."""

    def __init__(self, products: FakeProductRepository) -> None:
        self._products = products
        self.before_keeping: Callable[[], None] | None = None

    def get_many(self, product_ids: Iterable[str]) -> dict[str, Product]:
        return self._products.get_many(product_ids)

    def keep(self, products: Sequence[Product]) -> set[str]:
        if before := self.before_keeping:
            self.before_keeping = None
            before()
        return {product.product_id for product in products if not self._keep(product)}

    def _keep(self, product: Product) -> bool:
        try:
            (self._products.add if product.version == 1 else self._products.replace)(product)
        except (ProductAlreadyExistsError, StaleProductError, ProductNotFoundError):
            return False
        return True
