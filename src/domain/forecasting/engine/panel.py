"""Series of one grain side by side, normalised, as the pipeline takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.pool import Past
from domain.forecasting.engine.classes import classify
from domain.forecasting.engine.selection.rolling_origin import in_phase

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.profile.model import GrainProfile
    from domain.forecasting.engine.seasonality import SeasonPrior


HALF_LIFE = {7: 90.0, 52: 52.0, 12: 36.0}
"""Steps after which an error counts half, by season length."""


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


def prepare(
    demand: Array,
    season_length: int,
    *,
    effect: Array | None = None,
    future_effect: Array | None = None,
    phase: int = 0,
) -> Panel:
    """Normalise a matrix (N, T) with ``nan`` where nothing was observed; effects are (N, T) and (N, H).

    ``phase`` is the season's phase of the first step ahead (any fixed counting, the same for all calls of a shop).
    """
    seen = np.isfinite(demand)
    values = np.where(seen, demand, 0.0)
    scale = values.sum(1) / np.maximum(seen.sum(1), 1)
    scale = np.where(scale > 0, scale, 1.0)
    x = values / scale[:, None]
    past = Past(
        np.ascontiguousarray(x.T, dtype=np.float32),
        np.ascontiguousarray(seen.T, dtype=np.float32),
        _unit(x),
        None if effect is None else np.ascontiguousarray(effect.T, dtype=np.float32),
        None if future_effect is None else np.ascontiguousarray(future_effect.T, dtype=np.float32),
    )
    return Panel(past, scale, classify(past), _unit(values), season_length, phase)


def _unit(x: Array) -> Array:
    """Smallest step between different amounts of each series: 1 unit for counts, next to nothing for weights."""
    gaps = np.diff(np.sort(x, axis=1), axis=1)
    smallest = np.where(gaps > 1e-6, gaps, np.inf).min(axis=1, initial=np.inf)
    single = x.max(axis=1, initial=0)
    return np.where(np.isfinite(smallest), smallest, np.where(single > 0, single, 1.0))


def rolling_horizon(horizon: int, season_length: int) -> int:
    """How far ahead past origins are judged: the horizon, or as far as most histories can be judged at all."""
    return min(horizon, 56 if season_length == 7 else max(season_length, 8))


def half_life(season_length: int) -> float:
    """Steps after which an error counts half."""
    return HALF_LIFE.get(season_length, 3.0 * max(season_length, 12))


def seasons_of(panel: Panel, profile: GrainProfile) -> dict[str, SeasonPrior]:
    return in_phase(profile.seasons, panel.phase - profile.phase)
