"""From the shop's records to what the engine reads: one value a day, with what absent days mean."""

from __future__ import annotations

import hashlib
import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.models.demand import DemandHistory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.forecasting.models.catalogue import CatalogueEntry, SoldDays
    from domain.forecasting.models.demand import BoolArray, FloatArray
    from domain.forecasting.ports import HolidayCalendar

#: A product that has not sold for at most this long, while the shop has, sold nothing on those days; past it, its data
#: is taken to have ended.
LONGEST_SILENCE_DAYS: Final = 92
#: Explicit zeros among a product's rows from which on days without a row count as not recorded.
_ZERO_ROWS_SHARE: Final = 0.05
_MIN_ZERO_ROWS: Final = 3
_PRICE_JUMP: Final = 2.0
#: Holidays further back than this are not looked up.
_HOLIDAY_YEARS: Final = 6


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
    quantity, price = sold.quantity, sold.price
    absent = np.isnan(quantity)
    zeros = int((quantity == 0).sum())
    writes_zeros = zeros >= max(_MIN_ZERO_ROWS, _ZERO_ROWS_SHARE * float((~absent).sum()))
    if not writes_zeros:
        quantity = np.where(absent, 0.0, quantity)
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


def holidays_around(
    calendar: HolidayCalendar, histories: Iterable[DemandHistory], days_ahead: int
) -> Mapping[date, str]:
    """Return the holidays from the first day of the histories to ``days_ahead`` after their last."""
    ends, starts = [], []
    for history in histories:
        ends.append(history.end)
        starts += [history.start] if history.quantity.size else []
    if not ends:
        return {}
    last = max(ends) + timedelta(days=days_ahead)
    first = max(min(starts, default=last), last - timedelta(days=366 * _HOLIDAY_YEARS))
    return calendar.between(first, last)


def seasonal_naive(history: DemandHistory, days: int) -> FloatArray:
    """Return the last seven days repeated: the forecast that any other has to beat."""
    week = history.quantity[-7:]
    if week.size == 0:
        return np.zeros(days)
    week = np.nan_to_num(week)
    naive: FloatArray = np.resize(week, days)
    return naive


def fingerprint(history: DemandHistory) -> str:
    """Return a hash of everything the engine was told about a product."""
    digest = hashlib.sha256(f"{history.product_id}|{history.category}|{history.start}".encode())
    for values in (history.quantity, history.price, history.stockout, history.future_price):
        digest.update(b"|" if values is None else np.ascontiguousarray(values).tobytes())
    if history.predecessor is not None:
        digest.update(fingerprint(history.predecessor).encode())
    return digest.hexdigest()
