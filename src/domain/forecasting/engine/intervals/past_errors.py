"""Combined forecasts of past origins beside what happened: the errors that intervals are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.selection.rolling_origin import Rolled


@dataclass(frozen=True, eq=False)
class Samples:
    """Forecasts and actual values of N series at S past (origin, step) pairs.

    ``forecast``, ``actual``, ``seen`` are (N, S); ``step`` (1..h), ``target`` (row forecast) and ``origin`` (S,).
    """

    forecast: Array
    actual: Array
    seen: Array
    step: Array
    target: Array
    origin: Array

    def known_at(self, row: int) -> Samples:
        """Only the pairs whose actual value was known when ``row`` rows had passed."""
        return self.where(self.target < row)

    def where(self, keep: Array) -> Samples:
        """The pairs to keep, (S,) bool."""
        return Samples(
            self.forecast[:, keep], self.actual[:, keep], self.seen[:, keep],
            self.step[keep], self.target[keep], self.origin[keep],
        )  # fmt: skip

    def of(self, rows: Array) -> Samples:
        """The series at ``rows``."""
        return Samples(self.forecast[rows], self.actual[rows], self.seen[rows], self.step, self.target, self.origin)


def samples(rolled: Rolled, weight: Array) -> Samples:
    """The combined forecast of every past origin beside what happened; ``weight`` (F, N).

    The first pair is empty (never seen), so that there is always one.
    """
    count = weight.shape[1]
    nothing = np.zeros((count, 1), np.float32)
    forecast, actual, seen = [nothing], [nothing], [nothing]
    step, target, origin = [1], [-1], [-1]
    for past in rolled.origins:
        mine = weight[past.at]
        mine = (mine / np.maximum(mine.sum(0), 1e-12)).astype(np.float32)
        forecast.append(np.einsum("fn,fnh->nh", mine, past.forecasts))
        actual.append(past.actual)
        seen.append(past.seen)
        known = past.actual.shape[1]
        step += list(range(1, known + 1))
        target += list(range(past.row, past.row + known))
        origin += [past.row] * known
    return Samples(
        np.concatenate(forecast, 1), np.concatenate(actual, 1), np.concatenate(seen, 1),
        np.array(step, int), np.array(target, int), np.array(origin, int),
    )  # fmt: skip
