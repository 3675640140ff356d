"""Demand histories from sales rows: one value a day, and what a day without a row means."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.engine.history.totals import grain_of, may_be_totals, totals_of
from domain.forecasting.inputs.empty_shelf import known_stockout
from domain.forecasting.inputs.known_days import with_known_days
from domain.forecasting.models.demand import DemandHistory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.known_days import KnownEvent
    from domain.shared.arrays import FloatArray
    from domain.shared.demand_series import PricedSales

#: Explicit zeros among a product's rows from which on days without a row count as not recorded.
_ZERO_ROWS_SHARE: Final = 0.05
_MIN_ZERO_ROWS: Final = 3
_PRICE_JUMP: Final = 2.0


def demand_history(
    entry: CatalogueEntry,
    sold: PricedSales | None,
    shop_last_date: date | None,
    today: date,
    predecessor: DemandHistory | None = None,
    events: Sequence[KnownEvent] = (),
) -> DemandHistory:
    """Return what the engine reads of a product, with what the calendar's ``events`` say of its days.

    Days without a row are days without a sale, unless the shop writes rows of zero for this product: then they are
    days without data. A history that ends before the shop's last day goes on in the same way up to it, and totals up to
    the end of the last period.
    """
    last = shop_last_date if shop_last_date is not None and shop_last_date <= today else None
    if sold is None:
        begin = last or (predecessor.end if predecessor is not None else today - timedelta(days=1))
        empty = np.zeros(0)
        return DemandHistory(
            entry.product_id, entry.category, begin + timedelta(days=1), empty, predecessor=predecessor
        )
    silence = np.full(max((_known_until(sold, last, today) - sold.end).days, 0), np.nan)
    rows, price = np.concatenate([sold.quantity, silence]), np.concatenate([sold.price, silence])
    quantity = _with_absent_days(rows)
    history = DemandHistory(
        product_id=entry.product_id,
        category=entry.category,
        start=sold.start,
        quantity=quantity,
        price=price if bool(np.isfinite(price).any()) else None,
        stockout=known_stockout(entry, sold.start, quantity),
        predecessor=predecessor,
        future_price=_future_price(entry, price),
        recorded=np.isfinite(rows),
    )
    return with_known_days(history, events)


def _known_until(sold: PricedSales, last: date | None, today: date) -> date:
    """Return the last day that sales are known of: the shop's, or the end of the product's last total."""
    at = np.flatnonzero(np.isfinite(sold.quantity))
    ends = [last or sold.end, sold.end]
    days = [sold.start + timedelta(days=int(day)) for day in at] if may_be_totals(at) else []
    if grain_of(days) is not None:
        end = totals_of(sold.quantity[at], days).ends[-1]
        ends += [end] if end < today else []
    return max(ends)


def _with_absent_days(quantity: FloatArray) -> FloatArray:
    """Return daily sales whose days without a row are 0, or still ``nan`` where the shop writes rows of zero."""
    absent = np.isnan(quantity)
    zeros = int((quantity == 0).sum())
    writes_zeros = zeros >= max(_MIN_ZERO_ROWS, _ZERO_ROWS_SHARE * float((~absent).sum()))
    return quantity if writes_zeros else np.where(absent, 0.0, quantity)


def _future_price(entry: CatalogueEntry, price: FloatArray) -> FloatArray | None:
    """Return the catalogue's price, unless it is so far from what was paid that it means something else."""
    paid = price[np.isfinite(price) & (price > 0)]
    if paid.size == 0 or entry.current_price <= 0:
        return None
    jump = abs(math.log(entry.current_price / float(paid[-1])))
    return np.array([entry.current_price]) if 0 < jump < math.log(_PRICE_JUMP) else None
