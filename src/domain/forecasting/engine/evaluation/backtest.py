"""Each product's own rolling-origin evaluation, beside the seasonal naive.

Source: Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed., 5.10) for the evaluation and 5.2 for
the seasonal naive, whose interval here comes from its own past errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.evaluation import scoring
from domain.forecasting.engine.intervals.empirical import LEVELS
from domain.forecasting.models.backtest import Backtest, BacktestPoints
from domain.forecasting.models.demand import interpolate_quantile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.evaluation.folds import Judged


def seasonal_naive(history: Array, steps: int, season_length: int) -> Array:
    """The last season repeated, (k,); its unobserved steps at the mean of the history."""
    season = history[-min(season_length, history.size) :]
    seen = history[np.isfinite(history)]
    mean: Array = np.resize(np.where(np.isfinite(season), season, seen.mean() if seen.size else 0.0), steps)
    return mean


def naive_errors(history: Array, season_length: int) -> Array:
    """Quantiles, (Q,), of what repeating the last season got wrong in the history."""
    change = history[season_length:] - history[:-season_length]
    change = np.sort(change[np.isfinite(change)])
    if not change.size:
        return np.zeros(len(LEVELS))
    errors: Array = np.interp(LEVELS * (change.size - 1), np.arange(change.size), change)
    return errors


def _interval(quantiles: Array, level: float) -> tuple[Array, Array]:
    return interpolate_quantile(quantiles, (1 - level) / 2), interpolate_quantile(quantiles, (1 + level) / 2)


def _counts(fold: Judged, series: int, demand: Array, season_length: int) -> bool:
    """True when a fold has a forecast of the series, actual values and two seasons before it."""
    judged = np.isfinite(fold.actual[series]).any() and np.isfinite(fold.mean[series]).all()
    return bool(judged and np.isfinite(demand[: fold.row]).sum() >= 2 * season_length)


def evaluate(
    demand: Array,
    dates: Sequence[date],
    folds: Sequence[Judged],
    series: int,
    *,
    level: float,
    season_length: int,
    step_days: int,
) -> Backtest | None:
    """Score one series of the judged folds; ``demand`` and ``dates`` have the rows that the folds count."""
    kept = [fold for fold in folds if _counts(fold, series, demand, season_length)][::-1]
    if not kept:
        return None
    steps = kept[0].mean.shape[1]
    mean, quantiles, actual = (
        np.concatenate([getattr(fold, part)[series] for fold in kept]) for part in ("mean", "quantiles", "actual")
    )
    known = demand[: kept[0].row]
    naive_mean = np.concatenate([seasonal_naive(demand[: fold.row], steps, season_length) for fold in kept])
    naive_quantiles = np.maximum(naive_mean[:, None] + naive_errors(known, season_length), 0)
    lower, upper = _interval(quantiles, level)
    naive_lower, naive_upper = _interval(naive_quantiles, level)
    own = scoring.score(actual, mean, quantiles, known, lower=lower, upper=upper, level=level)
    other = scoring.score(actual, naive_mean, naive_quantiles, known, lower=naive_lower, upper=naive_upper, level=level)
    when = tuple(dates[fold.row + step] for fold in kept for step in range(steps))
    return Backtest(
        **vars(own),
        folds=len(kept),
        horizon_days=steps * step_days,
        naive=other,
        skill_vs_naive=scoring.skill(own.wape, other.wape),
        points=BacktestPoints(when, mean, lower, upper, actual),
    )
