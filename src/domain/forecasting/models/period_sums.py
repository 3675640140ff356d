"""Sums of a forecast's days by day, week or month, each with quantiles of its own: those of days do not add.

A forecast holds the distribution of the sum of its first k days. A period that begins later takes the shape of the sum
of as many first days, with its own mean, and a spread between that of days which err independently and that of days
which all err alike: as alike as the first days' own do (compound symmetry; Searle, Casella & McCulloch, Variance
Components, 1992).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.demand import interpolate_quantile
from domain.forecasting.models.levels import QUANTILE_LEVELS
from domain.shared import quantiles
from domain.shared.periods import Granularity, period_starts

if TYPE_CHECKING:
    from datetime import date

    from domain.forecasting.models.distribution import DemandDistribution
    from domain.shared.arrays import FloatArray

_LEVELS = np.asarray(QUANTILE_LEVELS, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class PeriodSum:
    """Demand from ``forecast_date`` to ``last_date``, both included: its mean, and its Q quantiles.

    A period that the forecast, or what was asked for, covers in part is summed over the days that it does.
    Quantiles are at ``QUANTILE_LEVELS``, shape (Q,).
    """

    forecast_date: date
    last_date: date
    predicted_demand: float
    quantiles: FloatArray

    @property
    def days(self) -> int:
        """Days that are summed."""
        return (self.last_date - self.forecast_date).days + 1

    def quantile(self, level: float) -> float:
        """Return the demand that is not exceeded with probability ``level``."""
        return float(interpolate_quantile(self.quantiles, level))


def period_sums(demand: DemandDistribution, days: slice, granularity: Granularity) -> list[PeriodSum]:
    """Return the sums of some of a forecast's days by period, in order.

    Parameters
    ----------
    days
        Positions of the days, one after the other.
    """
    if days.stop <= days.start:
        return []
    spread = np.sqrt(quantiles.variance(_LEVELS, demand.quantiles))
    dates = np.datetime64(demand.start, "D") + np.arange(days.start, days.stop)
    starts = period_starts(dates, granularity)
    firsts = (np.flatnonzero(np.concatenate(([True], starts[1:] != starts[:-1]))) + days.start).tolist()
    return [_sum(demand, first, stop, spread) for first, stop in zip(firsts, [*firsts[1:], days.stop], strict=True)]


def _sum(demand: DemandDistribution, first: int, stop: int, spread: FloatArray) -> PeriodSum:
    begin, end = (demand.start + timedelta(days=position) for position in (first, stop - 1))
    count = stop - first
    if count == 1:
        return PeriodSum(begin, end, float(demand.mean[first]), demand.quantiles[first])
    like, like_mean = demand.cumulative[count - 1], float(demand.cumulative_mean[count - 1])
    if first == 0:
        return PeriodSum(begin, end, like_mean, like)
    alike = _alikeness(float(quantiles.variance(_LEVELS, like)), spread[:count])
    own, reference = _variance(spread[first:stop], alike), _variance(spread[:count], alike)
    stretch = np.sqrt(own / reference) if reference > 0 else 1.0
    mean = float(demand.mean[first:stop].sum())
    moved = np.maximum(mean + (like - like_mean) * stretch, 0.0)
    return PeriodSum(begin, end, mean, np.maximum.accumulate(moved))


def _variance(spread: FloatArray, alike: float) -> float:
    """Return the variance of a sum of days with these standard deviations, of which each two are correlated alike."""
    independent, all_alike = float(np.square(spread).sum()), float(spread.sum()) ** 2
    return (1 - alike) * independent + alike * all_alike


def _alikeness(variance: float, spread: FloatArray) -> float:
    """Return the correlation of days' errors that gives their sum its variance: 0, independent, to 1, all alike."""
    independent, all_alike = float(np.square(spread).sum()), float(spread.sum()) ** 2
    if all_alike <= independent:
        return 0.0
    return float(np.clip((variance - independent) / (all_alike - independent), 0.0, 1.0))
