"""What the catalogue needs of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta

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

    def begin_removal(self, product_id: str, expected_version: int | None) -> None:
        """Hide the product from every read and let no new sales or forecasts be written for it; may be repeated.

        Raises
        ------
        ProductNotFoundError
            When there is no such product.
        StaleProductError
            When ``expected_version`` is given and is not the current one.
        """
        ...

    def end_removal(self, product_id: str) -> None:
        """Forget a product whose removal has begun."""
        ...

    def page(self, query: ProductQuery, limit: int, after: str | None) -> Page[Product]:
        """Return up to ``limit`` matching products in order of their ids, from the position ``after`` on."""
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


class ImportFiles(Protocol):
    """Keeps rows that were not taken, for their owner to fetch."""

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Keep a file."""
        ...

    def download_url(self, key: str, filename: str, valid: timedelta) -> str:
        """Return an address at which a caller may fetch a file."""
        ...


class ProductTraces(Protocol):
    """Whatever other contexts keep about a product."""

    def purge(self, product_id: str) -> None:
        """Delete everything kept about the product; may be repeated."""
        ...
