"""Forecast value added: points of WAPE that each step of a forecast saves on the step before it.

Source: Gilliland, M. (2010) "The Business Forecasting Deal", chapter 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.evaluation import scoring
from domain.forecasting.models.accuracy import ValueAdded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.forecasting.accuracy.scored_runs import ScoredRun
    from domain.forecasting.models.demand import DemandHistory
    from domain.forecasting.models.forecast import Layers
    from domain.shared.arrays import FloatArray

    type _Step = tuple[FloatArray | None, FloatArray | None]


def seasonal_naive(history: DemandHistory, days: int) -> FloatArray:
    """Return the last seven days repeated: the forecast that any other has to beat."""
    week = history.quantity[-7:]
    if week.size == 0:
        return np.zeros(days)
    week = np.nan_to_num(week)
    naive: FloatArray = np.resize(week, days)
    return naive


def value_added(runs: Sequence[ScoredRun]) -> ValueAdded:
    """Return what each step saved on the step before it, in points of WAPE."""
    statistical = _saved(runs, lambda layers: (layers.naive, layers.statistical))
    return ValueAdded(
        naive=None if statistical is None else 0.0,
        statistical=statistical,
        bedrock=_saved(runs, lambda layers: (layers.statistical, layers.bedrock)),
        override=_saved(runs, lambda layers: (layers.before_override, layers.override)),
    )


def _saved(runs: Sequence[ScoredRun], step: Callable[[Layers], _Step]) -> float | None:
    """Return the points of WAPE that a step saved on the runs that have it; ``None`` when nothing can be scored."""
    steps = [(run.actual, *step(run.vintage.layers)) for run in runs]
    taken = [(sold, before, after) for sold, before, after in steps if before is not None and after is not None]
    without = _wape([(sold, before) for sold, before, _ in taken])
    with_it = _wape([(sold, after) for sold, _, after in taken])
    return None if without is None or with_it is None else without - with_it


def _wape(scored: Sequence[tuple[FloatArray, FloatArray]]) -> float | None:
    """Return the WAPE of daily means over the days that were sold, of several runs together."""
    if not scored:
        return None
    actual = np.concatenate([sold for sold, _ in scored])
    return scoring.wape(actual, np.concatenate([mean[: sold.shape[0]] for sold, mean in scored]))
