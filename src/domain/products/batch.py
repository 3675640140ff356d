"""Batches of products from another system: each is created or changed by itself, and one that fails stops no other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from domain.products.changes import changed
from domain.products.errors import BusyProductError, InvalidProductError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from domain.products.models import Product
    from domain.products.ports import ProductBatches
    from domain.products.removal import ProductRemovals
    from domain.shared.errors import DomainError
    from domain.shared.ports import Clock

_ATTEMPTS: Final = 5


class BatchResult(StrEnum):
    """Fate of one item of a batch."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class BatchItem:
    """Changes to one product, by the names of :class:`~domain.products.models.ProductDetails`."""

    product_id: str
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class BatchOutcome:
    """Outcome of one item: its result, and what was wrong when it failed; ``product_id`` is what it named, if any."""

    product_id: str | None
    result: BatchResult
    error: DomainError | None = None


class BatchService:
    """Creates and changes many products at once.

    Parameters
    ----------
    products
        Where many products are read and kept at once.
    removals
        Finishes removals that were left half-done.
    clock
        Time.
    """

    def __init__(self, products: ProductBatches, removals: ProductRemovals, clock: Clock) -> None:
        self._products = products
        self._removals = removals
        self._clock = clock

    def keep(self, items: Sequence[BatchItem]) -> list[BatchOutcome]:
        """Create or change the product of each item; returns the outcomes in the same order.

        Items about one product are applied in their order. Sending a batch again changes nothing more.
        """
        outcomes: dict[int, BatchOutcome] = {}
        waiting = dict(enumerate(items))
        while waiting:
            first_of = {item.product_id: place for place, item in reversed(waiting.items())}
            due = {place: waiting.pop(place) for place in sorted(first_of.values())}
            outcomes |= self._keep_each(due)
        return [outcomes[place] for place in range(len(items))]

    def _keep_each(self, due: dict[int, BatchItem]) -> dict[int, BatchOutcome]:
        """Return the outcomes of items that are about different products, by their places."""
        outcomes: dict[int, BatchOutcome] = {}
        for _ in range(_ATTEMPTS):
            left = {place: item for place, item in due.items() if place not in outcomes}
            if not left:
                return outcomes
            outcomes |= self._tried(left)
        busy = [(place, item.product_id) for place, item in due.items() if place not in outcomes]
        return outcomes | {place: _failed(product_id, BusyProductError(product_id)) for place, product_id in busy}

    def _tried(self, items: dict[int, BatchItem]) -> dict[int, BatchOutcome]:
        """Return the outcomes of those items between which and their product no other writer came."""
        existing = self._products.get_many([item.product_id for item in items.values()])
        now = self._clock.now()
        made = {place: _made(item, existing.get(item.product_id), now) for place, item in items.items()}
        products = {place: each for place, each in made.items() if not isinstance(each, BatchOutcome)}
        refused = self._products.keep(list(products.values()))
        for product_id in refused:
            self._removals.finish(product_id)
        kept = {place: _kept(each) for place, each in products.items() if each.product_id not in refused}
        return {place: each for place, each in made.items() if isinstance(each, BatchOutcome)} | kept


def _kept(product: Product) -> BatchOutcome:
    return BatchOutcome(product.product_id, BatchResult.CREATED if product.version == 1 else BatchResult.UPDATED)


def _failed(product_id: str, error: DomainError) -> BatchOutcome:
    return BatchOutcome(product_id, BatchResult.FAILED, error)


def _made(item: BatchItem, existing: Product | None, now: datetime) -> Product | BatchOutcome:
    """Return the product to keep, or the outcome of an item that leaves nothing to keep."""
    try:
        product = changed(item.product_id, existing, item.changes, now)
    except InvalidProductError as error:
        return _failed(item.product_id, error)
    return BatchOutcome(item.product_id, BatchResult.UNCHANGED) if product is existing else product
