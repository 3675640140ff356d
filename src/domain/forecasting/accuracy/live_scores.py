"""Scoring past forecasts on the days sold since, each as it stood when it was made.

Forecast value added: Gilliland, M. (2010) "The Business Forecasting Deal", chapter 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.evaluation import scoring
from domain.forecasting.models.accuracy import LiveAccuracy, ScoredDay, ValueAdded, Vintage
from domain.forecasting.models.demand import QUANTILE_LEVELS, interpolate_quantile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from domain.forecasting.models.demand import DemandHistory, FloatArray


@dataclass(frozen=True, eq=False)
class ScoredRun:
    """A past forecast beside what was then sold; ``actual`` covers its first days, ``nan`` where not observed."""

    vintage: Vintage
    actual: FloatArray

    @property
    def days(self) -> int:
        """Days that are known by now."""
        return int(self.actual.shape[0])


def scored_runs(
    vintages: Iterable[Vintage], history: DemandHistory, excluded: frozenset[date] = frozenset()
) -> list[ScoredRun]:
    """Return the runs of which at least one day has been sold, oldest first.

    Of several runs that start on the same day, each day counts for the last one made before it was known: a forecast
    that is made again, or overridden, takes over the days that are still ahead. ``excluded`` days, suspected
    stockouts, are not scored: what was sold on them is not demand.
    """
    runs = []
    taken: set[tuple[date, date]] = set()
    for vintage in sorted(vintages, key=lambda vintage: vintage.generated_at, reverse=True):
        actual = _sold_on(vintage, history)
        for position in range(actual.shape[0]):
            day = vintage.start + timedelta(days=position)
            if day in excluded or day <= vintage.known_until or (vintage.start, day) in taken:
                actual[position] = np.nan
            if day > vintage.known_until:
                taken.add((vintage.start, day))
        if bool(np.isfinite(actual).any()):
            runs.append(ScoredRun(vintage, actual))
    return sorted(runs, key=lambda run: (run.vintage.start, run.vintage.generated_at))


def _sold_on(vintage: Vintage, history: DemandHistory) -> FloatArray:
    """Return what was sold on a run's days as far as they are known; nothing for one from before the history."""
    first = (vintage.start - history.start).days
    days = vintage.mean.shape[0] if first >= 0 else 0
    return history.quantity[max(first, 0) :][:days].copy()


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
    quantiles = np.concatenate([run.vintage.quantiles[: run.days] for run in runs])
    known_before = history.quantity[: (runs[0].vintage.start - history.start).days]
    tail = (1 - level) / 2
    own = scoring.score(
        actual,
        np.concatenate([run.vintage.mean[: run.days] for run in runs]),
        quantiles,
        known_before,
        lower=interpolate_quantile(quantiles, tail),
        upper=interpolate_quantile(quantiles, 1 - tail),
        level=level,
    )
    naive = np.concatenate([run.vintage.layers.naive[: run.days] for run in runs])
    point = np.repeat(naive[:, None], len(QUANTILE_LEVELS), axis=1)
    reference = scoring.score(actual, naive, point, known_before, lower=naive, upper=naive, level=level)
    return LiveAccuracy(
        **vars(own),
        runs_scored=len(runs),
        horizon_days=max(run.days for run in runs),
        naive=reference,
        skill_vs_naive=scoring.skill(own.wape, reference.wape),
        value_added=value_added(runs),
    )


def value_added(runs: Sequence[ScoredRun]) -> ValueAdded:
    """Return what each step saved on the step before it, in points of WAPE."""
    steps = [(run, run.vintage.layers) for run in runs]
    statistical = _saved([(run.actual, layers.naive, layers.statistical) for run, layers in steps])
    bedrock = _saved(
        [(run.actual, layers.statistical, layers.bedrock) for run, layers in steps if layers.bedrock is not None]
    )
    override = _saved(
        [
            (run.actual, layers.before_override, layers.override)
            for run, layers in steps
            if layers.before_override is not None and layers.override is not None
        ]
    )
    return ValueAdded(0.0 if statistical is not None else None, statistical, bedrock, override)


def _saved(steps: Sequence[tuple[FloatArray, FloatArray, FloatArray]]) -> float | None:
    if not steps:
        return None
    actual = np.concatenate([sold for sold, _, _ in steps])
    before = scoring.wape(actual, np.concatenate([mean[: sold.shape[0]] for sold, mean, _ in steps]))
    after = scoring.wape(actual, np.concatenate([mean[: sold.shape[0]] for sold, _, mean in steps]))
    return None if before is None or after is None else before - after


def scored_days(runs: Sequence[ScoredRun], level: float) -> dict[date, ScoredDay]:
    """Return each scored day once, as the last run before it forecast it."""
    tail = (1 - level) / 2
    days: dict[date, ScoredDay] = {}
    for run in runs:
        lower = interpolate_quantile(run.vintage.quantiles, tail)
        upper = interpolate_quantile(run.vintage.quantiles, 1 - tail)
        for position, sold in enumerate(run.actual.tolist()):
            if np.isfinite(sold):
                day = run.vintage.start + timedelta(days=position)
                mean = float(run.vintage.mean[position])
                days[day] = ScoredDay(day, mean, float(lower[position]), float(upper[position]), sold)
    return days
