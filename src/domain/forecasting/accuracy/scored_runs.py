"""Past forecasts beside the sales that followed, each as it stood when it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.accuracy import ScoredDay, Vintage
from domain.forecasting.models.demand import interpolate_quantile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from domain.forecasting.models.demand import DemandHistory
    from domain.shared.arrays import FloatArray


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
    vintages: Iterable[Vintage],
    history: DemandHistory,
    excluded: frozenset[date] = frozenset(),
    lag_days: int | None = None,
) -> list[ScoredRun]:
    """Return the runs of which at least one day has been sold, oldest first.

    Of several runs that start on the same day, each day counts for the last one made before it was known: a forecast
    that is made again, or overridden, takes over the days that are still ahead.

    Parameters
    ----------
    excluded
        Days that are not scored, suspected stockouts: what was sold on them is not demand.
    lag_days
        Each day counts once, for the last run made at least so many days before it: accuracy at a lag, as of orders
        that had to be placed then (Vandeput, Demand Forecasting Best Practices, 2023, chapter 7).
    """
    runs = []
    taken: set[tuple[date | None, date]] = set()
    for vintage in sorted(vintages, key=lambda vintage: vintage.generated_at, reverse=True):
        actual = _sold_on(vintage, history)
        group = vintage.start if lag_days is None else None
        ahead_from = _scored_from(vintage, lag_days)
        for position in range(actual.shape[0]):
            day = vintage.start + timedelta(days=position)
            if day in excluded or day < ahead_from or (group, day) in taken:
                actual[position] = np.nan
            if day >= ahead_from:
                taken.add((group, day))
        if bool(np.isfinite(actual).any()):
            runs.append(ScoredRun(vintage, actual))
    return sorted(runs, key=lambda run: (run.vintage.start, run.vintage.generated_at))


def _scored_from(vintage: Vintage, lag_days: int | None) -> date:
    """Return the first day that counts as forecast: not known when the run was made, and far enough ahead."""
    unknown = vintage.known_until + timedelta(days=1)
    return unknown if lag_days is None else max(unknown, vintage.generated_at.date() + timedelta(days=lag_days))


def _sold_on(vintage: Vintage, history: DemandHistory) -> FloatArray:
    """Return what was sold on a run's days as far as they are known; nothing for one from before the history."""
    first = (vintage.start - history.start).days
    days = vintage.mean.shape[0] if first >= 0 else 0
    return history.quantity[max(first, 0) :][:days].copy()


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
