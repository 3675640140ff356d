"""Demand histories from sales rows: one value a day, and what a day without a row means."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.models.demand import DemandHistory

if TYPE_CHECKING:
    from domain.forecasting.models.catalogue import CatalogueEntry, SoldDays
    from domain.forecasting.models.demand import BoolArray, FloatArray

#: A product that has not sold for at most this long, while the shop has, sold nothing on those days; past it, its data
#: is taken to have ended.
LONGEST_SILENCE_DAYS: Final = 92
#: Explicit zeros among a product's rows from which on days without a row count as not recorded.
_ZERO_ROWS_SHARE: Final = 0.05
_MIN_ZERO_ROWS: Final = 3
_PRICE_JUMP: Final = 2.0


def demand_history(
    entry: CatalogueEntry,
    sold: SoldDays | None,
    shop_last_date: date | None,
    today: date,
    predecessor: DemandHistory | None = None,
) -> DemandHistory:
    """Return what the engine reads of a product.

    Days without a row are days without a sale, unless the shop writes rows of zero for this product: then they are
    days without data. A history that ends before the shop's last day goes on with zeros up to it.
    """
    last = shop_last_date if shop_last_date is not None and shop_last_date <= today else None
    if sold is None:
        begin = last or (predecessor.end if predecessor is not None else today - timedelta(days=1))
        empty = np.zeros(0)
        return DemandHistory(
            entry.product_id, entry.category, begin + timedelta(days=1), empty, predecessor=predecessor
        )
    quantity, price = _with_absent_days(sold.quantity), sold.price
    silence = (last - sold.end).days if last is not None else 0
    if 0 < silence <= LONGEST_SILENCE_DAYS:
        quantity = np.concatenate([quantity, np.zeros(silence)])
        price = np.concatenate([price, np.full(silence, np.nan)])
    return DemandHistory(
        product_id=entry.product_id,
        category=entry.category,
        start=sold.start,
        quantity=quantity,
        price=price if bool(np.isfinite(price).any()) else None,
        stockout=_known_stockout(entry, sold.start, quantity),
        predecessor=predecessor,
        future_price=_future_price(entry, price),
    )


def _with_absent_days(quantity: FloatArray) -> FloatArray:
    """Return daily sales whose days without a row are 0, or still ``nan`` where the shop writes rows of zero."""
    absent = np.isnan(quantity)
    zeros = int((quantity == 0).sum())
    writes_zeros = zeros >= max(_MIN_ZERO_ROWS, _ZERO_ROWS_SHARE * float((~absent).sum()))
    return quantity if writes_zeros else np.where(absent, 0.0, quantity)


def _known_stockout(entry: CatalogueEntry, start: date, quantity: FloatArray) -> BoolArray | None:
    """Return the days without sales since the stock was counted and found empty."""
    if entry.on_hand is None or entry.on_hand > 0 or entry.stock_as_of is None:
        return None
    days = np.arange(quantity.size) >= (entry.stock_as_of - start).days
    out: BoolArray = days & ~(quantity > 0)
    return out if bool(out.any()) else None


def _future_price(entry: CatalogueEntry, price: FloatArray) -> FloatArray | None:
    """Return the catalogue's price, unless it is so far from what was paid that it means something else."""
    paid = price[np.isfinite(price) & (price > 0)]
    if paid.size == 0 or entry.current_price <= 0:
        return None
    jump = abs(math.log(entry.current_price / float(paid[-1])))
    return np.array([entry.current_price]) if 0 < jump < math.log(_PRICE_JUMP) else None
