"""Rolling origins: what every candidate would have forecast at past dates, and how wrong it would have been.

Source: Tashman (2000) "Out-of-sample tests of forecasting accuracy". Every origin is forecast from its own past only,
seasons re-estimated. The last origins lie within one horizon of the end: what is known of their horizon is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.pool import make_pool
from domain.forecasting.engine.grains import is_frequent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.base import Candidate
    from domain.forecasting.engine.candidates.pool import Pool
    from domain.forecasting.engine.past import Past
    from domain.forecasting.engine.seasonality import SeasonPrior

THOROUGH_EVERY = 4
"""Slow families are tried at every fourth origin only: their few errors are to be shrunk the more."""
MIN_ROWS = 8
"""Fewest observations a series needs at an origin for its errors there to count."""


@dataclass(frozen=True, eq=False)
class Origin:
    """One past origin and the k steps after it.

    Attributes
    ----------
    row
        Rows that were known.
    at
        Positions, among all candidates, of those that were made at this origin, (F).
    forecasts, actual, seen
        What they forecast, (F, N, k); what was sold, and whether that is known, (N, k).
    """

    row: int
    at: Array
    forecasts: Array
    actual: Array
    seen: Array


@dataclass(frozen=True, eq=False)
class Rolled:
    """The pool at the end of the history and at past origins, newest first.

    ``missing`` (F, N): which candidates lack a forecast of which series, here or at any origin; ``None``: none.
    """

    season_length: int
    horizon: int
    rows: int
    end: Pool
    origins: tuple[Origin, ...]
    missing: Array | None = None

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """All candidates, in the order of every array over them."""
        return self.end.candidates


def origin_rows(rows: int, horizon: int, season_length: int) -> list[int]:
    """Rows of the past origins, newest first: a quarter horizon apart, 12 on daily series, 32 on coarser ones."""
    count = 12 if is_frequent(season_length) else 32
    step = max(1, horizon // 4)
    return [rows - step * j for j in range(1, count + 1) if rows - step * j >= MIN_ROWS]


def roll(
    past: Past,
    season_length: int,
    horizon: int,
    priors: Mapping[str, SeasonPrior] | None = None,
    *,
    ahead: int | None = None,
) -> Rolled:
    """Forecast with every candidate at the end and at every past origin.

    A family that fails anywhere is left out everywhere.

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
    cuts = origin_rows(rows, horizon, season_length)
    pools = [make_pool(past, season_length, ahead or horizon, priors)]
    for j, row in enumerate(cuts, start=1):
        then = None if priors is None else {name: prior.later(row - rows) for name, prior in priors.items()}
        known = past.until(row, min(horizon, rows - row))
        thorough = j % THOROUGH_EVERY == 0
        pools.append(make_pool(known, season_length, min(horizon, rows - row), then, thorough=thorough))
    end, *earlier = _without_failed(pools)
    position = {candidate: i for i, candidate in enumerate(end.candidates)}
    origins = tuple(_origin(past, row, pool, position) for row, pool in zip(cuts, earlier, strict=True))
    return Rolled(season_length, horizon, rows, end, origins, _missing(end, earlier, origins))


def _origin(past: Past, row: int, pool: Pool, position: Mapping[Candidate, int]) -> Origin:
    """Forecasts of the pool when ``row`` rows were known, beside the actual values."""
    coming = slice(row, row + pool.means.shape[2])
    enough = past.seen[:row].sum(0) >= MIN_ROWS
    at = np.array([position[candidate] for candidate in pool.candidates])
    return Origin(row, at, pool.means, past.x[coming].T, past.seen[coming].T * enough[:, None])


def _without_failed(pools: Sequence[Pool]) -> list[Pool]:
    """The pools without the families that failed in any of them."""
    failed = {family: reason for pool in reversed(pools) for family, reason in pool.failed.items()}
    return [pool.without(failed) for pool in pools] if failed else list(pools)


def _missing(end: Pool, earlier: Sequence[Pool], origins: Sequence[Origin]) -> Array | None:
    """Candidates (F, N) that lack a forecast at the end or at any origin."""
    if all(pool.missing is None for pool in (end, *earlier)):
        return None
    missing = np.zeros(end.means.shape[:2], dtype=bool) if end.missing is None else end.missing.copy()
    for pool, origin in zip(earlier, origins, strict=True):
        if pool.missing is not None:
            missing[origin.at] |= pool.missing
    return missing
