"""Changes of some of a product's fields, whoever asks for them: a merge patch, a batch, a row of a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.products.errors import NEEDED, IncompleteProductError
from domain.products.models import Product, ProductDetails

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def changed(product_id: str, existing: Product | None, changes: Mapping[str, Any], now: datetime) -> Product:
    """Apply changes to a product, or make a new one of them; the product there is comes back when nothing differs.

    Parameters
    ----------
    changes
        Values by the names of :class:`ProductDetails`. Stock without the day it was counted on was counted today: with
        the day of an earlier count, what was sold since then would be taken off it once more.
    now
        When it is changed, in UTC.

    Raises
    ------
    IncompleteProductError
        When there is no such product and the changes do not make one.
    InvalidProductError
    """
    counted = _with_its_day(changes, now)
    if existing is None:
        return _new(product_id, counted, now)
    details = replace(existing.details, **counted)
    if details == existing.details:
        return existing
    return existing.with_details(details, now)


def _with_its_day(changes: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    if "on_hand" not in changes:
        return dict(changes)
    return {"stock_as_of": now.date() if changes["on_hand"] is not None else None, **changes}


def _new(product_id: str, values: dict[str, Any], now: datetime) -> Product:
    if missing := [name for name in NEEDED if name not in values]:
        raise IncompleteProductError(missing)
    return Product(product_id=product_id, details=ProductDetails(**values), created_at=now, updated_at=now)
