"""Overrides in the Forecasts table."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.transactions import IS_THERE, product_is_there, put, transact
from adapters.dynamodb.typed import to_instant
from domain.forecasting.errors import OverrideNotFoundError
from domain.forecasting.models.override import Override
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item
    from domain.forecasting.models.catalogue import CatalogueEntry

#: What a person knew; not to be made again.
OVERRIDE: Final = StoredForm("override")
_THREADS = 8


class DynamoOverrideRepository:
    """Implements :class:`domain.forecasting.ports.OverrideRepository`.

    Products that have overrides are listed in one index item each, so that a batch of hundreds of products costs one
    read and not hundreds.

    Parameters
    ----------
    table
        The forecasts table.
    products_table
        Name of the products table.
    """

    def __init__(self, table: Table, products_table: str) -> None:
        self._table = table
        self._products_table = products_table

    def add(self, override: Override, product: CatalogueEntry) -> None:
        """Keep a new override of a product that is still there."""
        actions = [
            product_is_there(self._products_table, product.product_id, product.created_at),
            put(self._table, self._table.signed(_to_item(override))),
            put(self._table, keys.attributes(keys.overridden(override.product_id))),
        ]
        try:
            transact(self._table, actions)
        except ProductGoneError as error:
            raise ProductNotFoundError(override.product_id) from error

    def of_product(self, product_id: str) -> tuple[Override, ...]:
        """Return a product's overrides, oldest first: their ids are in order of time."""
        items = self._table.query(keys.forecasts(product_id), prefix=keys.OVERRIDES, consistent=True)
        return tuple(map(to_override, items))

    def of_many(self, product_ids: Iterable[str]) -> dict[str, tuple[Override, ...]]:
        """Return the overrides of those of the products that have any, oldest first."""
        listed = [item["SK"] for item in self._table.get_many(map(keys.overridden, product_ids))]
        if len(listed) <= 1:
            return {product_id: found for product_id in listed if (found := self.of_product(product_id))}
        with ThreadPoolExecutor(_THREADS) as pool:
            found_of = dict(zip(listed, pool.map(self.of_product, listed), strict=True))
        return {product_id: found for product_id, found in found_of.items() if found}

    def remove(self, product_id: str, override_id: str) -> None:
        """Forget an override."""
        try:
            self._table.delete_signed(keys.override(product_id, override_id), IS_THERE)
        except ConditionFailedError as error:
            raise OverrideNotFoundError(product_id, override_id) from error


def _to_item(override: Override) -> Item:
    return (
        keys.attributes(keys.override(override.product_id, override.override_id))
        | OVERRIDE.stamp()
        | {
            "override_id": override.override_id,
            "product_id": override.product_id,
            "start": override.start.isoformat(),
            "end": override.end.isoformat(),
            "factor": None if override.factor is None else Decimal(repr(override.factor)),
            "quantity": None if override.quantity is None else Decimal(repr(override.quantity)),
            "reason": override.reason,
            "author": override.author,
            "created_at": override.created_at.isoformat(),
            "expires_on": override.expires_on.isoformat() if override.expires_on else None,
        }
    )


def to_override(item: Item) -> Override:
    """Return the override that an item keeps."""
    item = OVERRIDE.read(item)
    return Override(
        override_id=item["override_id"],
        product_id=item["product_id"],
        start=date.fromisoformat(item["start"]),
        end=date.fromisoformat(item["end"]),
        factor=float(item["factor"]) if "factor" in item else None,
        quantity=float(item["quantity"]) if "quantity" in item else None,
        reason=item["reason"],
        author=item["author"],
        created_at=to_instant(item["created_at"]),
        expires_on=date.fromisoformat(item["expires_on"]) if "expires_on" in item else None,
    )
