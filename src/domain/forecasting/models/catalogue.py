"""Forecasting's view of a product and of the shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from typing import Any


@dataclass(frozen=True, kw_only=True)
class CatalogueEntry:
    """A product as far as forecasting needs to know it.

    Attributes
    ----------
    created_at
        Tells it from a later product of the same id: what is made of this one is not kept for that one.
    """

    product_id: str
    name: str
    category: str
    current_price: float
    lead_time_days: int = 7
    review_period_days: int = 7
    supersedes: str | None = None
    on_hand: float | None = None
    on_order: float = 0.0
    stock_as_of: date | None = None
    active: bool = True
    created_at: datetime | None = None


@dataclass(frozen=True)
class ShopState:
    """State of the shop as a whole.

    Attributes
    ----------
    last_date
        The last day it has sales for.
    profile
        What its products have in common, a stored :class:`domain.forecasting.engine.profile.model.ShopProfile`, and
        when it was fitted.
    """

    last_date: date | None = None
    profile: Mapping[str, Any] | None = None
    fitted_on: date | None = None
