"""Products' own rolling-origin evaluation, all of a batch in one matrix, beside the seasonal naive.

Source: Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed., 5.10) for the evaluation and 5.2 for
the seasonal naive, whose interval here comes from its own past errors.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.evaluation import scoring
from domain.forecasting.engine.intervals.empirical import LEVELS
from domain.forecasting.models.backtest import Backtest, BacktestPoints
from domain.forecasting.models.demand import interpolate_quantile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.evaluation.folds import Judged


def seasonal_naive(history: Array, steps: int, season_length: int) -> Array:
    """The last season repeated, (N, k), of histories (N, T); its unobserved steps at the mean of the history."""
    season = history[:, -min(season_length, history.shape[1]) :]
    seen = np.isfinite(history)
    mean = np.where(seen, history, 0.0).sum(1) / np.maximum(seen.sum(1), 1)
    filled = np.where(np.isfinite(season), season, mean[:, None])
    repeated: Array = filled[:, np.arange(steps) % filled.shape[1]]
    return repeated


def naive_errors(history: Array, season_length: int) -> Array:
    """Quantiles, (N, Q), of what repeating the last season got wrong in histories (N, T); 0 where it was not tried."""
    change = np.sort(history[:, season_length:] - history[:, :-season_length], axis=1)
    last = np.maximum(np.isfinite(change).sum(1) - 1, 0)
    at = LEVELS * last[:, None]
    low = np.floor(at).astype(int)
    below, above = (
        np.take_along_axis(change, np.minimum(position, last[:, None]), axis=1) for position in (low, low + 1)
    )
    errors: Array = np.nan_to_num(below + (above - below) * (at - low))
    return errors


def _interval(quantiles: Array, level: float) -> tuple[Array, Array]:
    return interpolate_quantile(quantiles, (1 - level) / 2), interpolate_quantile(quantiles, (1 + level) / 2)


def _counting(demand: Array, folds: Sequence[Judged], season_length: int) -> Mapping[tuple[int, ...], list[int]]:
    """Series by the folds that count for them: with a forecast, actual values and two seasons before it."""
    counts = [
        np.isfinite(fold.actual).any(axis=1)
        & np.isfinite(fold.mean).all(axis=1)
        & (np.isfinite(demand[:, : fold.row]).sum(1) >= 2 * season_length)
        for fold in folds
    ]
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for series in range(len(demand)):
        groups[tuple(i for i in reversed(range(len(folds))) if counts[i][series])].append(series)
    return groups


def evaluate(
    demand: Array,
    dates: Sequence[Sequence[date]],
    folds: Sequence[Judged],
    *,
    level: float,
    season_length: int,
    step_days: int,
) -> list[Backtest | None]:
    """Score every series of the judged folds, ``None`` where none counts.

    ``demand`` (N, T) and the ``dates`` of each series have the rows that the folds count.
    """
    found: list[Backtest | None] = [None] * len(demand)
    for kept, members in _counting(demand, folds, season_length).items():
        if not kept:
            continue
        whose = np.array(members)
        own_dates = [dates[i] for i in members]
        judged = _judge(
            demand[whose],
            own_dates,
            [folds[i] for i in kept],
            whose,
            level=level,
            season_length=season_length,
            step_days=step_days,
        )
        for series, backtest in zip(members, judged, strict=True):
            found[series] = backtest
    return found


def _judge(
    demand: Array,
    dates: Sequence[Sequence[date]],
    folds: Sequence[Judged],
    whose: Array,
    *,
    level: float,
    season_length: int,
    step_days: int,
) -> list[Backtest]:
    """Score series for which the same folds count, the oldest first."""
    steps = folds[0].mean.shape[1]
    mean, quantiles, actual = (
        np.concatenate([getattr(fold, part)[whose] for fold in folds], axis=1)
        for part in ("mean", "quantiles", "actual")
    )
    known = demand[:, : folds[0].row]
    naive_mean = np.concatenate([seasonal_naive(demand[:, : fold.row], steps, season_length) for fold in folds], axis=1)
    naive_quantiles = np.maximum(naive_mean[..., None] + naive_errors(known, season_length)[:, None], 0)
    lower, upper = _interval(quantiles, level)
    naive_lower, naive_upper = _interval(naive_quantiles, level)
    own = scoring.score_all(actual, mean, quantiles, known, lower=lower, upper=upper, level=level)
    naive = scoring.score_all(
        actual, naive_mean, naive_quantiles, known, lower=naive_lower, upper=naive_upper, level=level
    )
    rows = [fold.row + step for fold in folds for step in range(steps)]
    return [
        Backtest(
            **vars(one),
            folds=len(folds),
            horizon_days=steps * step_days,
            naive=other,
            skill_vs_naive=scoring.skill(one.wape, other.wape),
            points=BacktestPoints(tuple(dates[i][row] for row in rows), mean[i], lower[i], upper[i], actual[i]),
        )
        for i, (one, other) in enumerate(zip(own, naive, strict=True))
    ]
