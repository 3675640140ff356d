"""A forecast with another daily mean: days, quantiles and the quantiles of sums stay one distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from domain.shared.arrays import FloatArray

#: Standard normal quantiles at ``QUANTILE_LEVELS``, for days about which the forecast itself says nothing.
_NORMAL = np.array(
    [-2.5758, -2.3263, -1.96, -1.6449, -1.2816, -1.0364, -0.8416, -0.6745, -0.5244, -0.3853, -0.2533, -0.1257, 0.0,
     0.1257, 0.2533, 0.3853, 0.5244, 0.6745, 0.8416, 1.0364, 1.2816, 1.6449, 1.96, 2.3263, 2.5758]
)  # fmt: skip
_LOW, _HIGH = QUANTILE_LEVELS.index(0.1), QUANTILE_LEVELS.index(0.9)


def reshape(demand: DemandDistribution, mean: FloatArray, widening: FloatArray | None = None) -> DemandDistribution:
    """Return a distribution with another daily mean, its shape kept.

    A day's quantiles scale with its mean; a day that had no demand gets the spread of a count of that size (variance =
    mean). ``widening`` stretches them about the median. Quantiles of sums keep the relation of their spread to that of
    their days, so that changing every day by one factor changes every sum by exactly that factor.
    """
    stretch = np.ones(len(demand)) if widening is None else widening
    known = demand.mean > 0
    factor = np.divide(mean, demand.mean, out=np.zeros_like(mean), where=known)
    quantiles = demand.quantiles * factor[:, None]
    fresh = mean[:, None] + np.sqrt(mean)[:, None] * _NORMAL
    quantiles = np.where(known[:, None], quantiles, np.maximum(fresh, 0.0))
    median = quantiles[:, [len(QUANTILE_LEVELS) // 2]]
    quantiles = np.maximum(median + (quantiles - median) * stretch[:, None], 0.0)

    total = np.cumsum(mean)
    old, new = _spread(demand.quantiles).cumsum(), _spread(quantiles).cumsum()
    ratio = np.divide(new, old, out=np.ones_like(new), where=old > 0)
    cumulative = total[:, None] + (demand.cumulative - demand.cumulative_mean[:, None]) * ratio[:, None]
    nothing = (demand.cumulative_mean <= 0)[:, None]
    cumulative = np.where(nothing, total[:, None] + np.sqrt(total)[:, None] * _NORMAL, cumulative)
    cumulative = np.maximum.accumulate(np.maximum(cumulative, 0.0), axis=0)
    cumulative = np.where(total[:, None] > 0, cumulative, 0.0)
    return DemandDistribution(demand.start, mean, quantiles, total, cumulative).rounded()


def _spread(quantiles: FloatArray) -> FloatArray:
    """Return each day's 80% range; that of the tails where it is nil, as it is for sparse demand."""
    inner = quantiles[:, _HIGH] - quantiles[:, _LOW]
    outer = quantiles[:, -1] - quantiles[:, 0]
    spread: FloatArray = np.where(inner > 0, inner, outer)
    return spread
