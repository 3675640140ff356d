"""Metrics of past forecasts over the days sold since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.accuracy.event_values import event_values
from domain.forecasting.accuracy.value_added import value_added
from domain.forecasting.engine.evaluation import scoring
from domain.forecasting.models.accuracy import LiveAccuracy
from domain.forecasting.models.demand import interpolate_quantile
from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.forecasting.accuracy.scored_runs import ScoredRun
    from domain.forecasting.models.accuracy import Vintage
    from domain.forecasting.models.demand import DemandHistory
    from domain.shared.arrays import FloatArray


def live_accuracy(runs: Sequence[ScoredRun], history: DemandHistory, level: float) -> LiveAccuracy | None:
    """Return the metrics over all scored days of all runs; ``None`` when there are none.

    Parameters
    ----------
    level
        Confidence level at which coverage is measured, whatever level each run was made with.
    """
    if not runs:
        return None
    actual = np.concatenate([run.actual for run in runs])
    quantiles = _joined(runs, lambda vintage: vintage.quantiles)
    known_before = history.quantity[: (runs[0].vintage.start - history.start).days]
    tail = (1 - level) / 2
    own = scoring.score(
        actual,
        _joined(runs, lambda vintage: vintage.mean),
        quantiles,
        known_before,
        lower=interpolate_quantile(quantiles, tail),
        upper=interpolate_quantile(quantiles, 1 - tail),
        level=level,
    )
    naive = _joined(runs, lambda vintage: vintage.layers.naive)
    point = np.repeat(naive[:, None], len(QUANTILE_LEVELS), axis=1)
    reference = scoring.score(actual, naive, point, known_before, lower=naive, upper=naive, level=level)
    return LiveAccuracy(
        **vars(own),
        runs_scored=len(runs),
        horizon_days=max(run.days for run in runs),
        naive=reference,
        skill_vs_naive=scoring.skill(own.wape, reference.wape),
        value_added=value_added(runs),
        events=event_values(runs),
    )


def _joined(runs: Sequence[ScoredRun], daily: Callable[[Vintage], FloatArray]) -> FloatArray:
    """Return the daily values of all runs' known days, one run after the other."""
    return np.concatenate([daily(run.vintage)[: run.days] for run in runs])
