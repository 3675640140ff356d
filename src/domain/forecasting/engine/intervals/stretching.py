"""Stretching of the quantiles of sums until held-out sums lie in them as often as they should.

Related products err together: a hundred of them in one window are worth a handful of independent ones (the design
effect of Kish, 1965, "Survey Sampling"), and no more is believed of what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.cumulative import Stretch
from domain.forecasting.engine.intervals.empirical import MEDIAN, TAILS, level_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.engine.arrays import Array

BELIEVED = 12.0
"""Independent held-out sums that plain intervals of sums count for."""
BOUNDS = (0.85, 3.0)
"""Of the factor: too narrow an interval of a sum costs more than too wide a one."""
LEAST = 10
"""Fewest held-out sums to learn from."""


@dataclass(frozen=True, eq=False)
class HeldOutSums:
    """Sums of the first 1..H steps after a past origin: ``actual`` and ``mean`` (N, H), ``quantiles`` (N, H, Q)."""

    actual: Array
    mean: Array
    quantiles: Array

    def of(self, steps: int) -> HeldOutSums:
        """The sums of ``steps`` steps alone, (N,) and (N, Q)."""
        return HeldOutSums(self.actual[:, steps - 1], self.mean[:, steps - 1], self.quantiles[:, steps - 1])

    @property
    def independent(self) -> float:
        """Of sums of one length: how many independent ones they are worth."""
        width = self.quantiles[:, level_at(1 - TAILS[0])] - self.quantiles[:, level_at(TAILS[0])]
        return independent_errors((self.actual - self.mean) / np.maximum(width, 1e-6))


def fit_stretch(windows: Sequence[HeldOutSums], horizon: int) -> tuple[Stretch, ...]:
    """Learn from held-out windows, for the whole horizon's sum, a half's and a quarter's."""
    if sum(len(window.actual) for window in windows) < LEAST:
        return ()
    marks = sorted({max(1, horizon // 4), max(1, horizon // 2), horizon})
    return tuple(_stretch(steps, [window.of(steps) for window in windows]) for steps in marks)


def _stretch(steps: int, windows: Sequence[HeldOutSums]) -> Stretch:
    independent = sum(window.independent for window in windows)
    trust = independent / (independent + BELIEVED)
    actual, quantiles = (np.concatenate([getattr(each, name) for each in windows]) for name in ("actual", "quantiles"))
    median = quantiles[:, MEDIAN]

    def factor(sign: int, tail: float) -> float:
        edge = quantiles[:, level_at(0.5 + sign * (0.5 - tail))]
        away = sign * (actual - median) / np.maximum(np.abs(edge - median), 1e-6)
        return 1 + trust * (float(np.clip(np.quantile(away, 1 - tail), *BOUNDS)) - 1)

    (a, b), (c, d) = ([factor(sign, tail) for tail in TAILS] for sign in (-1, 1))
    return Stretch(steps, (a, b), (c, d))


def independent_errors(error: Array) -> float:
    """Effective number of independent series in the standardised errors of one window: related series err together."""
    count = error.size
    clipped = np.clip(error, -3, 3)
    square = float(clipped @ clipped) / max(count, 1)
    if count < 2 or square <= 0:
        return float(count)
    shared = np.clip((count * float(clipped.mean()) ** 2 / square - 1) / (count - 1), 0, 1)
    return float(count / (1 + (count - 1) * shared))
