"""Accuracy measures, as the field defines them; for the backtest, for live scoring and for the benchmarks.

Forecasts are scored side by side, a row each: positions whose actual value is ``nan`` do not count, and a measure that
is not defined (no points, or a zero denominator) is ``nan`` in an array and ``None`` in an answer.

Sources: Hyndman & Koehler (2006) "Another look at measures of forecast accuracy" (MASE); Makridakis, Spiliotis
& Assimakopoulos (2022) "M5 accuracy competition" (RMSSE, and the pinball loss of its uncertainty track); Kolassa &
Schuetz (2007) for WAPE as MAD/mean; Gneiting & Raftery (2007) for the pinball score.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.pinball import pinball
from domain.forecasting.models.backtest import Coverage, Metrics

if TYPE_CHECKING:
    from domain.shared.arrays import BoolArray, FloatArray


def _over(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """Ratios, ``nan`` where there is nothing to divide by."""
    ratio: FloatArray = np.divide(
        numerator, denominator, out=np.full(numerator.shape, np.nan), where=np.nan_to_num(denominator) > 0
    )
    return ratio


def _value(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None


def wape(actual: FloatArray, predicted: FloatArray) -> float | None:
    """Sum of absolute errors over the sum of actual values."""
    known = np.isfinite(actual) & np.isfinite(predicted)
    total = float(actual[known].sum())
    return float(np.abs(actual[known] - predicted[known]).sum()) / total if total > 0 else None


def naive_scales(history: FloatArray, season_length: int = 1, *, squared: bool = False) -> FloatArray:
    """In-sample mean absolute (or squared) errors of the seasonal naive, (N,), of histories (N, T).

    MASE and RMSSE divide by them, M5 by those of the one-step naive (``season_length=1``) from the first sale on.
    ``nan`` where there are none, or all are zero.
    """
    active = np.maximum.accumulate(np.nan_to_num(history) > 0, axis=1)
    change = np.abs(history[:, season_length:] - history[:, :-season_length])
    seen = np.isfinite(change) & active[:, : change.shape[1]]
    change = np.where(seen, change, 0.0)
    scale = _over((change**2 if squared else change).sum(1), seen.sum(1).astype(float))
    return np.where(scale > 0, scale, np.nan)


def naive_scale(history: FloatArray, season_length: int = 1, *, squared: bool = False) -> float | None:
    """In-sample error of the seasonal naive of one history, (T,): see :func:`naive_scales`."""
    return _value(naive_scales(history[None], season_length, squared=squared)[0])


def skill(own: float | None, reference: float | None) -> float | None:
    """Share of the reference's error that the forecast saves; negative where the reference was better."""
    return None if own is None or reference is None or reference <= 0 else 1 - own / reference


def _coverages(
    actual: FloatArray, lower: FloatArray, upper: FloatArray, known: BoolArray, level: float
) -> list[Coverage | None]:
    """Shares of actual values inside [lower, upper], beside the share that the interval promises."""
    known = known & np.isfinite(lower) & np.isfinite(upper)
    inside = (known & (actual >= lower) & (actual <= upper)).sum(1)
    return [
        Coverage(level=level, expected=level, actual=held / points, points=points) if points else None
        for held, points in zip(inside.tolist(), known.sum(1).tolist(), strict=True)
    ]


def score_all(
    actual: FloatArray,
    predicted: FloatArray,
    quantiles: FloatArray,
    history: FloatArray,
    *,
    lower: FloatArray,
    upper: FloatArray,
    level: float,
) -> list[Metrics]:
    """All measures of forecasts side by side.

    Parameters
    ----------
    actual, predicted, lower, upper
        Values, forecasts and the interval of ``level``, (N, D); ``nan`` where nothing is known.
    quantiles
        Forecast at ``QUANTILE_LEVELS``, (N, D, Q).
    history
        Values known when the forecasts were made, (N, T).
    """
    known = np.isfinite(actual) & np.isfinite(predicted)
    points = known.sum(1).astype(float)
    miss = np.where(known, predicted - actual, 0.0)
    absolute, total = np.abs(miss).sum(1), np.where(known, actual, 0.0).sum(1)
    scored = np.isfinite(actual) & np.isfinite(quantiles).all(axis=-1)
    loss = np.where(scored, pinball(actual, quantiles).mean(axis=-1), 0.0).sum(1)
    measures = {
        "wape": _over(absolute, total),
        "mase": _over(absolute, points) / naive_scales(history),
        "rmsse": np.sqrt(_over((miss**2).sum(1), points) / naive_scales(history, squared=True)),
        "bias": _over(miss.sum(1), total),
        "weighted_quantile_loss": _over(2 * loss, np.where(scored, actual, 0.0).sum(1)),
    }
    return [
        Metrics(**{name: _value(values[i]) for name, values in measures.items()}, coverage=coverage)
        for i, coverage in enumerate(_coverages(actual, lower, upper, known, level))
    ]


def score(
    actual: FloatArray,
    predicted: FloatArray,
    quantiles: FloatArray,
    history: FloatArray,
    *,
    lower: FloatArray,
    upper: FloatArray,
    level: float,
) -> Metrics:
    """All measures of one forecast; ``history`` is what was known when it was made.

    Examples
    --------
    Live scoring of a stored forecast: ``actual`` are the days since sold, the rest is the stored run.
    """
    one = (each[None] for each in (actual, predicted, quantiles, history))
    return score_all(*one, lower=lower[None], upper=upper[None], level=level)[0]
