"""History matrix of several series at one origin, which methods forecast from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array


@dataclass(frozen=True, eq=False)
class Past:
    """History of N series at an origin, right-aligned, time on the first axis.

    Attributes
    ----------
    x, seen
        Demand (0 where unobserved) and 1/0, both (T, N).
    unit
        Smallest step between amounts of each series, (N,).
    effect, future_effect
        Known factors on the past and coming rows (calendar, price), (T, N) and (H, N); ``None``: none.
    """

    x: Array
    seen: Array
    unit: Array
    effect: Array | None = None
    future_effect: Array | None = None

    @property
    def exposure(self) -> Array:
        """Exposure of each row: nothing when unobserved, else its known factor."""
        return self.seen if self.effect is None else self.seen * self.effect

    def until(self, row: int, horizon: int) -> Past:
        """History as of ``row``, with the factors of the ``horizon`` rows after."""
        ahead = None
        if self.effect is not None and self.future_effect is not None:
            ahead = np.concatenate([self.effect[row:], self.future_effect])[:horizon]
        past = None if self.effect is None else self.effect[:row]
        return Past(self.x[:row], self.seen[:row], self.unit, past, ahead)

    def of(self, series: Array) -> Past:
        """The series at ``series`` (indices, mask)."""
        return Past(
            self.x[:, series],
            self.seen[:, series],
            self.unit[series],
            None if self.effect is None else self.effect[:, series],
            None if self.future_effect is None else self.future_effect[:, series],
        )
