"""A product's daily sales as arrays, and what can be said about them without another read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from domain.sales.models import PeriodSales
from domain.shared.demand_series import PricedSales
from domain.shared.periods import Granularity, period_starts

if TYPE_CHECKING:
    from datetime import date, datetime

    from domain.shared.arrays import FloatArray

_MICRO = Decimal("0.000001")
_PRICE_STEP = Decimal("0.0001")


@dataclass(frozen=True, kw_only=True, eq=False)
class SalesHistory(PricedSales):
    """One product's sales, a value a day from ``start``, the first day with a row, to ``end``, the last one.

    Parameters
    ----------
    revenue
        float64, shape (T,), T at least 1, as quantity and price have; ``nan``: no row for that day, or it does not say.
    total_units, total_revenue
        Sums over all days; days of unknown revenue add nothing.
    product_days
        Days with a row.
    updated_at
        When sales last changed.
    """

    revenue: FloatArray
    product_days: int
    total_units: Decimal
    total_revenue: Decimal
    updated_at: datetime

    @property
    def gaps(self) -> int:
        """Days without a row between the first and the last."""
        return int(self.quantity.shape[0]) - self.product_days


def periods(
    history: SalesHistory, granularity: Granularity, first: date | None, last: date | None
) -> list[PeriodSales]:
    """Return the history in weeks or months, oldest first; periods without any row are left out.

    A period that ``first`` or ``last`` cuts holds only the days inside. Its revenue is unknown when no day's is known;
    its price is that of the days whose revenue is known.
    """
    keys, sums = _grouped(history, granularity, first, last)
    found = []
    for key, (quantity, revenue, priced) in zip(keys, sums, strict=True):
        units, money = exact(quantity), None if np.isnan(revenue) else exact(revenue)
        price = (money / exact(priced)).quantize(_PRICE_STEP).normalize() + 0 if money is not None and priced else None
        found.append(PeriodSales(history.product_id, key, units, money, price, history.updated_at))
    return found


def month_totals(history: SalesHistory) -> list[tuple[date, float, float]]:
    """Return the months (their first days) with units and known revenue."""
    keys, sums = _grouped(history, Granularity.MONTH, None, None)
    return [
        (key, quantity, 0.0 if revenue != revenue else revenue)  # noqa: PLR0124  # not a number: no revenue is known
        for key, (quantity, revenue, _) in zip(keys, sums, strict=True)
    ]


def _grouped(
    history: SalesHistory, granularity: Granularity, first: date | None, last: date | None
) -> tuple[list[date], list[tuple[float, float, float]]]:
    """Return the periods' first days; and quantity, known revenue (``nan``: none), and quantity of known revenue."""
    days = np.datetime64(history.start, "D") + np.arange(history.quantity.shape[0])
    inside = ~np.isnan(history.quantity)
    if first is not None:
        inside &= days >= np.datetime64(first, "D")
    if last is not None:
        inside &= days <= np.datetime64(last, "D")
    if not bool(inside.any()):
        return [], []
    days, quantity, revenue = days[inside], history.quantity[inside], history.revenue[inside]
    starts = period_starts(days, granularity)
    firsts = np.flatnonzero(np.concatenate(([True], starts[1:] != starts[:-1])))
    known = ~np.isnan(revenue)
    money = np.add.reduceat(np.where(known, revenue, 0.0), firsts)
    money[~np.logical_or.reduceat(known, firsts)] = np.nan
    priced = np.add.reduceat(np.where(known, quantity, 0.0), firsts)
    sums = zip(np.add.reduceat(quantity, firsts).tolist(), money.tolist(), priced.tolist(), strict=True)
    return starts[firsts].astype("datetime64[D]").tolist(), list(sums)


def exact(value: float) -> Decimal:
    """Return a sum of amounts as the decimal it stands for."""
    return Decimal(value).quantize(_MICRO).normalize() + 0
