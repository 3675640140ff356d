"""Series of one grain side by side, normalised, as the pipeline takes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.classes import classify
from domain.forecasting.engine.past import Past

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array


@dataclass(frozen=True, eq=False)
class Panel:
    """N series of one grain, normalised: ``past`` holds demand over ``scale`` (N,); ``klass`` (N,) is their class."""

    past: Past
    scale: Array
    klass: Array
    step: Array
    season_length: int
    phase: int = 0

    def of(self, series: Array) -> Panel:
        """The series at ``series``."""
        return Panel(
            self.past.of(series),
            self.scale[series],
            self.klass[series],
            self.step[series],
            self.season_length,
            self.phase,
        )

    def since(self, start: Array) -> Panel:
        """The series as if they had begun at the rows ``start`` (N,): what was sold before says nothing of them."""
        known = np.arange(len(self.past.x))[:, None] >= start
        x, seen = np.where(known, self.past.x, 0), np.where(known, self.past.seen, 0)
        level = x.sum(0) / np.maximum(seen.sum(0), 1)
        level = np.where(level > 0, level, 1.0)
        past = replace(self.past, x=(x / level).astype(np.float32), seen=seen, unit=self.past.unit / level)
        return replace(self, past=past, scale=self.scale * level, klass=classify(past))


def prepare(
    demand: Array,
    season_length: int,
    *,
    effect: Array | None = None,
    future_effect: Array | None = None,
    phase: int = 0,
    unit: Array | None = None,
) -> Panel:
    """Normalise a matrix (N, T) with ``nan`` where nothing was observed; effects are (N, T) and (N, H).

    ``phase`` is the season's phase of the first step ahead (any fixed counting, the same for all calls of a shop);
    ``unit`` the smallest step between amounts, (N,), where it is not the matrix's own.
    """
    seen = np.isfinite(demand)
    values = np.where(seen, demand, 0.0)
    scale = values.sum(1) / np.maximum(seen.sum(1), 1)
    scale = np.where(scale > 0, scale, 1.0)
    x = values / scale[:, None]
    past = Past(
        np.ascontiguousarray(x.T, dtype=np.float32),
        np.ascontiguousarray(seen.T, dtype=np.float32),
        unit_of(x) if unit is None else unit / scale,
        None if effect is None else np.ascontiguousarray(effect.T, dtype=np.float32),
        None if future_effect is None else np.ascontiguousarray(future_effect.T, dtype=np.float32),
    )
    return Panel(past, scale, classify(past), unit_of(values) if unit is None else unit, season_length, phase)


def unit_of(x: Array) -> Array:
    """Smallest step between different amounts of each series: 1 unit for counts, next to nothing for weights."""
    gaps = np.diff(np.sort(x, axis=1), axis=1)
    smallest = np.where(gaps > 1e-6, gaps, np.inf).min(axis=1, initial=np.inf)
    single = x.max(axis=1, initial=0)
    return np.where(np.isfinite(smallest), smallest, np.where(single > 0, single, 1.0))
