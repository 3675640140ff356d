"""Ports of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.products.models import Product, ProductQuery
    from domain.shared.paging import Page


class ProductRepository(Protocol):
    """Keeps products. All operations are atomic for one product."""

    def add(self, product: Product) -> None:
        """Keep a new product.

        Raises
        ------
        ProductAlreadyExistsError
            When the id is taken, also by a product whose removal has begun but not ended.
        """
        ...

    def get(self, product_id: str) -> Product:
        """Return the product.

        Raises
        ------
        ProductNotFoundError
            When there is none, or its removal has begun.
        """
        ...

    def get_many(self, product_ids: Iterable[str]) -> dict[str, Product]:
        """Return those of the products that exist, by id."""
        ...

    def replace(self, product: Product) -> None:
        """Keep ``product`` in place of its previous version (``product.version - 1``).

        Raises
        ------
        ProductNotFoundError
            When there is no such product.
        StaleProductError
            When its current version is another one.
        """
        ...

    def begin_removal(self, product_id: str, expected_version: int | None, removal: str) -> str:
        """Hide the product from every read and let no new sales or forecasts be written for it; may be repeated.

        Returns the name of its removal: ``removal``, or what one that began earlier is called.

        Raises
        ------
        ProductNotFoundError
            When there is no such product.
        StaleProductError
            When ``expected_version`` is given and is not the current one.
        """
        ...

    def end_removal(self, product_id: str, removal: str) -> None:
        """Forget a product whose removal of this name has begun; a later product of the same id stays."""
        ...

    def removal_of(self, product_id: str) -> str | None:
        """Return the name of the product's removal, ``None`` when none has begun, or it has ended."""
        ...

    def being_removed(self) -> Iterator[str]:
        """Yield the ids of products whose removal has begun and not ended, in no particular order."""
        ...

    def page(self, query: ProductQuery, limit: int, after: str | None) -> Page[Product]:
        """Return up to ``limit`` matching products in the query's order, from the position ``after`` on."""
        ...

    def ids(self, query: ProductQuery) -> Iterator[str]:
        """Yield the ids of the products that a query asks for, in its order; it has no ``text``."""
        ...


class ProductNames(Protocol):
    """Names of all products, in short: as they were when somebody last looked at the products' changes."""

    def matching(self, query: ProductQuery) -> Sequence[str] | None:
        """Return the ids of those that match by id, name, category and supplier; ``None`` when some are not kept."""
        ...


class ProductBatches(Protocol):
    """Reads and keeps many products at once."""

    def get_many(self, product_ids: Iterable[str]) -> dict[str, Product]:
        """Return those of the products that exist, by id."""
        ...

    def keep(self, products: Sequence[Product]) -> set[str]:
        """Keep products: new ones (version 1), and others in place of their previous version.

        Returns the ids of those that were not kept because someone else has created, changed or removed them.
        """
        ...


class ProductTraces(Protocol):
    """Whatever other contexts keep about a product."""

    def purge(self, product_id: str, removal: str) -> None:
        """Delete everything kept about the product while its removal of this name is under way; may be repeated.

        Raises
        ------
        RemovalFinishedError
            When that removal has ended meanwhile; nothing of a later product of the same id is deleted.
        """
        ...
