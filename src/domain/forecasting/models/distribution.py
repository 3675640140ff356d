"""Demand over some days as a distribution: what a forecast is, and what an order is computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

import numpy as np

from domain.forecasting.models.demand import EngineForecast, interpolate_quantile
from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.shared.arrays import FloatArray


_NOTHING = 1e-9
#: Bits of a float32's mantissa that are not kept.
_SPARE_BITS = 7


@dataclass(frozen=True, eq=False)
class DemandDistribution:
    """Demand of the W days from ``start`` on.

    Attributes
    ----------
    mean, quantiles
        Expected units of each day, shape (W,), and their quantiles at ``QUANTILE_LEVELS``, shape (W, Q).
    cumulative_mean, cumulative
        The same of the SUM of the first k days, k = 1..W. Daily quantiles do not add.
    """

    start: date
    mean: FloatArray
    quantiles: FloatArray
    cumulative_mean: FloatArray
    cumulative: FloatArray

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together."""
        days, levels = self.mean.shape[0], len(QUANTILE_LEVELS)
        if self.mean.shape != (days,) or self.cumulative_mean.shape != (days,):
            raise ValueError("means must have one dimension and the same length")
        if self.quantiles.shape != (days, levels) or self.cumulative.shape != (days, levels):
            raise ValueError(f"quantiles must have shape ({days}, {levels})")

    @classmethod
    def of(cls, forecast: EngineForecast) -> Self:
        """Return what the engine forecast."""
        return cls(forecast.start, forecast.mean, forecast.quantiles, forecast.cumulative_mean, forecast.cumulative)

    def __len__(self) -> int:
        """Return the number of days."""
        return int(self.mean.shape[0])

    @property
    def end(self) -> date:
        """Last day (the day before ``start`` when there is none)."""
        return self.start + timedelta(days=len(self) - 1)

    @property
    def dates(self) -> Iterator[date]:
        """The days, in order."""
        return (self.start + timedelta(days=day) for day in range(len(self)))

    def quantile(self, level: float) -> FloatArray:
        """Quantile of each day at any level between 0 and 1, shape (W,), interpolated."""
        return interpolate_quantile(self.quantiles, level)

    def cumulative_quantile(self, level: float) -> FloatArray:
        """Quantile of the sum of the first k days at any level, shape (W,)."""
        return interpolate_quantile(self.cumulative, level)

    def span(self, first: date, last: date) -> slice:
        """Return the positions of the days from ``first`` to ``last`` that are forecast."""
        low = max((first - self.start).days, 0)
        high = min((last - self.start).days + 1, len(self))
        return slice(low, max(high, low))

    def rounded(self) -> Self:
        """Return the distribution as it is kept, so that what is read is what was made."""
        return type(self)(
            self.start,
            shortened(self.mean),
            shortened(self.quantiles),
            shortened(self.cumulative_mean),
            shortened(self.cumulative),
        )

    def first_days(self, days: int) -> Self:
        """Return the distribution of the first ``days`` days alone."""
        return type(self)(
            self.start,
            self.mean[:days],
            self.quantiles[:days],
            self.cumulative_mean[:days],
            self.cumulative[:days],
        )


def shortened(values: FloatArray) -> FloatArray:
    """Return values with 17 significant bits (whole numbers up to 131,072 stay exact; else a few parts in a million).

    Keeps order, zero and ``nan``; what is next to nothing becomes 0.
    """
    small = np.where(np.abs(values) < _NOTHING, 0.0, values).astype(np.float32)
    bits = small.view(np.uint32)
    half_even = np.uint32((1 << (_SPARE_BITS - 1)) - 1) + ((bits >> np.uint32(_SPARE_BITS)) & np.uint32(1))
    short = ((bits + half_even) & np.uint32(~((1 << _SPARE_BITS) - 1) & 0xFFFFFFFF)).view(np.float32)
    kept: FloatArray = np.where(np.isfinite(small), short, small).astype(np.float64)
    return kept


def is_sound(distribution: DemandDistribution) -> bool:
    """Tell whether a distribution is one: finite, never negative, quantiles in order, sums never shrinking."""
    arrays = (distribution.mean, distribution.quantiles, distribution.cumulative_mean, distribution.cumulative)
    return (
        all(bool(np.isfinite(array).all()) and bool((array >= 0).all()) for array in arrays)
        and bool((np.diff(distribution.quantiles, axis=1) >= 0).all())
        and bool((np.diff(distribution.cumulative, axis=1) >= 0).all())
    )
