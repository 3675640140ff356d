"""One product's daily sales and demand forecast as arrays, for the contexts that calculate with them.

What else a context has to know of a forecast, its accuracy for instance, is in that context's own view of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.shared.arrays import FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class SalesSeries:
    """Daily sales of a product from ``start`` on, shape (T,); ``nan`` where no sale was recorded."""

    product_id: str
    start: date
    quantity: FloatArray

    @property
    def end(self) -> date:
        """Last day of the series, the day before ``start`` when it is empty."""
        return self.start + timedelta(days=self.quantity.shape[0] - 1)

    def total(self, first: date, last: date) -> float:
        """Return the units sold from ``first`` to ``last``, both included."""
        begin = max((first - self.start).days, 0)
        return float(np.nansum(self.quantity[begin : max((last - self.start).days + 1, begin)]))


@dataclass(frozen=True, kw_only=True, eq=False)
class PricedSales(SalesSeries):
    """Daily sales with the price of each day, shape (T,); ``nan`` where it is not known."""

    price: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class DemandForecast:
    """The latest forecast of a product's demand for the H days from ``start`` on.

    Parameters
    ----------
    mean
        Expected units of each day, shape (H,).
    cumulative_mean, cumulative
        Mean of the sum of the first k days, k = 1..H, shape (H,), and its quantiles at ``levels``, shape (H, Q).
    levels
        Probability levels, ascending, shape (Q,).
    borrowed
        Whether the product never sold, so that all of it is its category's.
    """

    product_id: str
    start: date
    mean: FloatArray
    cumulative_mean: FloatArray
    levels: FloatArray
    cumulative: FloatArray
    borrowed: bool = False

    def __post_init__(self) -> None:
        days, levels = self.mean.shape[0], self.levels.shape[0]
        if days < 1 or self.cumulative_mean.shape != (days,) or self.cumulative.shape != (days, levels):
            raise ValueError("a forecast has as many cumulative rows as days, and one column a level")

    @property
    def end(self) -> date:
        """Last day that is forecast."""
        return self.start + timedelta(days=self.mean.shape[0] - 1)
