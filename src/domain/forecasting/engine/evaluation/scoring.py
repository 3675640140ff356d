"""Accuracy measures, as the field defines them; for the backtest, for live scoring and for the benchmarks.

All functions take aligned arrays, ignore positions where the actual value is ``nan`` and answer ``None`` where
the measure is not defined (no points, or a zero denominator).

Sources: Hyndman & Koehler (2006) "Another look at measures of forecast accuracy" (MASE); Makridakis, Spiliotis
& Assimakopoulos (2022) "M5 accuracy competition" (RMSSE, and the pinball loss of its uncertainty track); Kolassa &
Schuetz (2007) for WAPE as MAD/mean; Gneiting & Raftery (2007) for the pinball score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.pinball import pinball
from domain.forecasting.models.backtest import Coverage, Metrics
from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.shared.arrays import FloatArray


def _seen(actual: FloatArray, predicted: FloatArray) -> tuple[FloatArray, FloatArray]:
    known = np.isfinite(actual) & np.isfinite(predicted)
    return actual[known], predicted[known]


def wape(actual: FloatArray, predicted: FloatArray) -> float | None:
    """Sum of absolute errors over the sum of actual values."""
    seen, forecast = _seen(actual, predicted)
    total = float(seen.sum())
    return float(np.abs(seen - forecast).sum()) / total if total > 0 else None


def bias(actual: FloatArray, predicted: FloatArray) -> float | None:
    """Sum of forecast minus actual over the sum of actual values: positive means forecast too high."""
    seen, forecast = _seen(actual, predicted)
    total = float(seen.sum())
    return float((forecast - seen).sum()) / total if total > 0 else None


def naive_scale(history: FloatArray, season_length: int = 1, *, squared: bool = False) -> float | None:
    """In-sample mean absolute (or squared) error of the seasonal naive: what MASE and RMSSE divide by.

    M5 divides by the one-step naive (``season_length=1``) from the first sale on.
    """
    sold = np.flatnonzero(np.nan_to_num(history) > 0)
    if sold.size == 0:
        return None
    active = history[sold[0] :]
    if active.size <= season_length:
        return None
    change = active[season_length:] - active[:-season_length]
    change = change[np.isfinite(change)]
    if change.size == 0:
        return None
    scale = float(np.mean(change**2 if squared else np.abs(change)))
    return scale if scale > 0 else None


def mase(actual: FloatArray, predicted: FloatArray, history: FloatArray, season_length: int = 1) -> float | None:
    """Mean absolute error over the in-sample mean absolute error of the (seasonal) naive."""
    seen, forecast = _seen(actual, predicted)
    scale = naive_scale(history, season_length)
    return None if scale is None or seen.size == 0 else float(np.abs(seen - forecast).mean()) / scale


def rmsse(actual: FloatArray, predicted: FloatArray, history: FloatArray, season_length: int = 1) -> float | None:
    """Root of the mean squared error over the in-sample mean squared error of the (seasonal) naive."""
    seen, forecast = _seen(actual, predicted)
    scale = naive_scale(history, season_length, squared=True)
    return None if scale is None or seen.size == 0 else float(np.sqrt(((seen - forecast) ** 2).mean() / scale))


def weighted_quantile_loss(
    actual: FloatArray, quantiles: FloatArray, levels: Sequence[float] = QUANTILE_LEVELS
) -> float | None:
    """Twice the pinball loss, averaged over levels, summed over points, over the sum of actual values."""
    known = np.isfinite(actual) & np.isfinite(quantiles).all(axis=-1)
    total = float(actual[known].sum())
    if total <= 0:
        return None
    return 2 * float(pinball(actual[known], quantiles[known], levels).mean(axis=-1).sum()) / total


def coverage(actual: FloatArray, lower: FloatArray, upper: FloatArray, level: float) -> Coverage | None:
    """Share of actual values inside [lower, upper], beside the share the interval promises."""
    known = np.isfinite(actual) & np.isfinite(lower) & np.isfinite(upper)
    points = int(known.sum())
    if points == 0:
        return None
    inside = (actual[known] >= lower[known]) & (actual[known] <= upper[known])
    return Coverage(level=level, expected=level, actual=float(inside.mean()), points=points)


def skill(own: float | None, reference: float | None) -> float | None:
    """Share of the reference's error that the forecast saves; negative where the reference was better."""
    return None if own is None or reference is None or reference <= 0 else 1 - own / reference


def score(
    actual: FloatArray,
    predicted: FloatArray,
    quantiles: FloatArray,
    history: FloatArray,
    *,
    lower: FloatArray,
    upper: FloatArray,
    level: float,
    levels: Sequence[float] = QUANTILE_LEVELS,
    season_length: int = 1,
) -> Metrics:
    """All measures of one forecast at once; ``history`` is what was known when it was made.

    Examples
    --------
    Live scoring of a stored forecast: ``actual`` are the days since sold, the rest is the stored run.
    """
    return Metrics(
        wape=wape(actual, predicted),
        mase=mase(actual, predicted, history, season_length),
        rmsse=rmsse(actual, predicted, history, season_length),
        bias=bias(actual, predicted),
        weighted_quantile_loss=weighted_quantile_loss(actual, quantiles, levels),
        coverage=coverage(actual, lower, upper, level),
    )
