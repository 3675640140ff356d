"""Changing a forecast's days: means, quantiles and the quantiles of sums stay one distribution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.demand import QUANTILE_LEVELS, FloatArray
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.forecast import Adjustment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.forecasting.models.override import Override

#: Standard normal quantiles at ``QUANTILE_LEVELS``, for days about which the forecast itself says nothing.
_NORMAL = np.array(
    [-2.5758, -2.3263, -1.96, -1.6449, -1.2816, -1.0364, -0.8416, -0.6745, -0.5244, -0.3853, -0.2533, -0.1257, 0.0,
     0.1257, 0.2533, 0.3853, 0.5244, 0.6745, 0.8416, 1.0364, 1.2816, 1.6449, 1.96, 2.3263, 2.5758]
)  # fmt: skip
_LOW, _HIGH = QUANTILE_LEVELS.index(0.1), QUANTILE_LEVELS.index(0.9)


@dataclass(frozen=True)
class Change:
    """Multiplies the days ``start``..``end`` by ``factor``, and stretches their intervals by ``widening``."""

    start: date
    end: date
    factor: float
    widening: float = 1.0


def apply_changes(demand: DemandDistribution, changes: Sequence[Change]) -> DemandDistribution:
    """Return the distribution with the changes made; changes of the same day multiply."""
    factor, widening = np.ones(len(demand)), np.ones(len(demand))
    for change in changes:
        days = demand.span(change.start, change.end)
        factor[days] *= change.factor
        widening[days] *= change.widening
    return reshape(demand, demand.mean * factor, widening)


def apply_overrides(
    demand: DemandDistribution, overrides: Sequence[Override], today: date
) -> tuple[DemandDistribution, tuple[Adjustment, ...]]:
    """Return the distribution with a person's overrides made, and a note of each that touches its days.

    Where two cover a day, the one made later counts; ``overrides`` come oldest first.
    """
    mean = demand.mean.copy()
    notes = []
    for override in overrides:
        days = demand.span(override.start, override.end)
        if days.start == days.stop or not override.is_active(today):
            continue
        before = float(demand.mean[days].sum())
        mean[days] = demand.mean[days] * override.factor if override.factor is not None else override.quantity or 0.0
        after = float(mean[days].sum())
        notes.append(
            Adjustment(
                start=override.start,
                end=override.end,
                factor=override.factor if override.factor is not None else (after / before if before > 0 else 1.0),
                reason=f"{override.reason} ({override.author})",
                source="override",
            )
        )
    return (reshape(demand, mean), tuple(notes)) if notes else (demand, ())


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
    """Return each day's 80 % range; that of the tails where it is nil, as it is for sparse demand."""
    inner = quantiles[:, _HIGH] - quantiles[:, _LOW]
    outer = quantiles[:, -1] - quantiles[:, 0]
    spread: FloatArray = np.where(inner > 0, inner, outer)
    return spread
