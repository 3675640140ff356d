"""Past origins as they stood: what would have been forecast with what was known then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.daily import VIEWS, band_of, bands, views
from domain.forecasting.engine.intervals.empirical import LEVELS
from domain.forecasting.engine.intervals.past_errors import samples
from domain.forecasting.engine.selection.combination import weights

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.intervals.past_errors import Samples
    from domain.forecasting.engine.profile.model import ClassProfile
    from domain.forecasting.engine.selection.combination import Prior, Record
    from domain.forecasting.engine.selection.rolling_origin import Rolled


@dataclass(frozen=True, eq=False)
class Fold:
    """Forecast at a past origin: ``mean`` (N, k) and the errors known then."""

    row: int
    mean: Array
    actual: Array
    seen: Array
    known: Samples


@dataclass(frozen=True, eq=False)
class Judged:
    """A fold with its calibrated quantiles (N, k, Q), in units."""

    row: int
    mean: Array
    quantiles: Array
    actual: Array


def whole_origins(rolled: Rolled, horizon: int) -> list[int]:
    """Positions of the origins whose whole horizon is known, newest first."""
    return [i for i, origin in enumerate(rolled.origins) if origin.row + horizon <= rolled.rows]


def fold_at(rolled: Rolled, record: Record, prior: Prior, horizon: int, position: int) -> Fold:
    """The origin at ``position``, forecast with what was known then."""
    origin = rolled.origins[position]
    older = [j for j in range(position + 1, len(rolled.origins)) if rolled.origins[j].row + horizon <= origin.row]
    weight = weights(record.origins(older), prior)
    now = samples(replace(rolled, origins=(origin,)), weight)
    past = samples(replace(rolled, origins=rolled.origins[position + 1 :]), weight).known_at(origin.row)
    return Fold(origin.row, now.forecast[:, 1:], now.actual[:, 1:], now.seen[:, 1:], past)


def apart(rolled: Rolled, horizon: int) -> list[int]:
    """Positions of whole origins, newest first, none overlapping the one before."""
    kept: list[int] = []
    for position in whole_origins(rolled, horizon):
        if not kept or rolled.origins[position].row + horizon <= rolled.origins[kept[-1]].row:
            kept.append(position)
    return kept


def views_of(
    fold_mean: Array, known: Samples, now: int, unit: Array, profile: ClassProfile, life: float, judged: int
) -> dict[str, Array]:
    """The views of the quantiles of a fold's or a forecast's steps, (N, k, Q), by name."""
    parts = []
    for i, (first, last) in enumerate(bands(judged)):
        end = last if last < judged else fold_mean.shape[1]
        band = band_of(known, first, last, now, life)
        parts.append(views(fold_mean[:, first - 1 : end], band, profile.shape(i), unit))
    return {name: np.concatenate([part[name] for part in parts], axis=1) for name in VIEWS}


def empty_fold(like: Judged, count: int) -> Judged:
    """A fold of ``count`` series with nothing known, at the origin and of the steps of another."""
    steps = like.mean.shape[1]
    return Judged(
        like.row,
        np.full((count, steps), np.nan),
        np.full((count, steps, len(LEVELS)), np.nan),
        np.full((count, steps), np.nan),
    )
