"""Rolling origins: what every candidate would have forecast at past dates, and how wrong it would have been.

Source: Tashman (2000) "Out-of-sample tests of forecasting accuracy". Every origin is forecast from its own past only,
seasons re-estimated. The last origins lie within one horizon of the end: what is known of their horizon is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.grid import is_frequent
from domain.forecasting.engine.candidates.pool import candidates
from domain.forecasting.engine.seasonality import SeasonPrior

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.pool import Past, Pool

THOROUGH_EVERY = 4
"""Drifts and fitted constants are tried at every fourth origin only: they take long, and their few errors are to be
shrunk the more."""
MIN_ROWS = 8
"""Fewest observations a series needs at an origin for its errors there to count."""


@dataclass(frozen=True, eq=False)
class Origin:
    """One past origin: ``row`` rows were known; candidates (F, N, k), actual and seen (N, k) of the k rows after."""

    row: int
    names: tuple[str, ...]
    forecasts: Array
    actual: Array
    seen: Array


@dataclass(frozen=True, eq=False)
class Rolled:
    """The pool at the end of the history and at past origins, newest first."""

    season_length: int
    horizon: int
    rows: int
    end: Pool
    origins: tuple[Origin, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All candidates, in the order of every array over them."""
        return self.end.names


def origin_rows(rows: int, horizon: int, season_length: int) -> list[int]:
    """Rows of the past origins, newest first: a quarter horizon apart, 12 on daily series, 32 on coarser ones."""
    count = 12 if is_frequent(season_length) else 32
    step = max(1, horizon // 4)
    return [rows - step * j for j in range(1, count + 1) if rows - step * j >= MIN_ROWS]


def in_phase(priors: Mapping[str, SeasonPrior], shift: int) -> dict[str, SeasonPrior]:
    """The same priors seen from an origin ``shift`` rows later (or earlier, if negative)."""
    return {name: SeasonPrior(np.roll(prior.profile, -shift), prior.spread) for name, prior in priors.items()}


def roll(
    past: Past,
    season_length: int,
    horizon: int,
    priors: Mapping[str, SeasonPrior] | None = None,
    *,
    ahead: int | None = None,
) -> Rolled:
    """Forecast with every candidate at the end and at every past origin.

    Parameters
    ----------
    horizon
        Steps to look ahead at past origins.
    priors
        What the shop's series have in common, in phase with the end; ``None``: learned here.
    ahead
        Steps to forecast at the end, ``horizon`` unless told.
    """
    rows = past.x.shape[0]
    end = candidates(past, season_length, ahead or horizon, priors)
    origins = []
    for j, row in enumerate(origin_rows(rows, horizon, season_length), start=1):
        known = min(horizon, rows - row)
        then = None if priors is None else in_phase(priors, row - rows)
        pool = candidates(past.until(row, known), season_length, known, then, thorough=j % THOROUGH_EVERY == 0)
        enough = past.seen[:row].sum(0) >= MIN_ROWS
        seen = past.seen[row : row + known].T * enough[:, None]
        origins.append(Origin(row, pool.names, pool.means, past.x[row : row + known].T, seen))
    return Rolled(season_length, horizon, rows, end, tuple(origins))
