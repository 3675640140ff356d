"""The pool: every family's forecasts of every series, made at one origin.

Nearly each candidate is a linear filter of the past, so one matrix product serves all series, and any origin can be
forecast from scratch (season included) without a recursion: that is what makes honest rolling origins cheap.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.base import FAMILIES, SEASONS, Candidate, Family
from domain.forecasting.engine.candidates.bases import bases_of, estimate_seasons
from domain.forecasting.engine.candidates.given import Given

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.past import Past
    from domain.forecasting.engine.seasonality import SeasonPrior

_RANK = {season: rank for rank, season in enumerate(SEASONS)}


@dataclass(frozen=True, eq=False)
class Pool:
    """Candidates of N series at one origin.

    Attributes
    ----------
    candidates, means
        Who they are (F), and what they forecast, (F, N, h): finite, never negative.
    missing
        Which candidates have no forecast of which series (their ``means`` are 0 there), (F, N); ``None``: none.
    failed
        Families that raised, and what.
    """

    candidates: tuple[Candidate, ...]
    means: Array
    missing: Array | None
    failed: Mapping[str, str]

    def without(self, failed: Mapping[str, str]) -> Pool:
        """The same pool without the candidates of the families that ``failed`` here or at other origins."""
        keep = [i for i, candidate in enumerate(self.candidates) if candidate.family not in failed]
        missing = None if self.missing is None else self.missing[keep]
        return Pool(tuple(self.candidates[i] for i in keep), self.means[keep], missing, failed)


@dataclass(frozen=True, eq=False)
class _Part:
    """One family's forecasts on one season, and their place among all."""

    place: tuple[bool, int, int, str]
    candidates: tuple[Candidate, ...]
    means: Array


def make_pool(
    past: Past,
    season_length: int,
    horizon: int,
    priors: Mapping[str, SeasonPrior] | None = None,
    *,
    thorough: bool = True,
) -> Pool:
    """Forecast with every family; one that raises or returns another shape is left out and named in ``failed``.

    Which candidates there are depends only on how long the matrix is, not on the values in it.

    Parameters
    ----------
    priors
        What series of this shop have in common, by season, in phase with this origin; ``None``: learn it from these
        series.
    thorough
        Whether to make the slow families too.
    """
    seasons = estimate_seasons(past, season_length, priors or {})
    given = Given(past, season_length, horizon, bases_of(past, seasons, horizon), thorough)
    parts: list[_Part] = []
    failed: dict[str, str] = {}
    for family in FAMILIES.values():
        if family.slow and not thorough:
            continue
        try:
            parts += _forecasts(family, given)
        except Exception as error:  # noqa: BLE001 - whatever a method raises is its own failure, and kept as the reason
            failed[family.name] = f"{type(error).__name__}: {error}"
    parts.sort(key=lambda part: part.place)
    return _joined(parts, failed)


def _forecasts(family: Family, given: Given) -> list[_Part]:
    """The family's forecasts with the known factors of the coming steps, cut at zero."""
    factor = None if given.past.future_effect is None else given.past.future_effect[: given.horizon]
    count = given.past.x.shape[1]
    parts = []
    for made in family.forecast(given):
        wanted = (len(made.params), given.horizon, count)
        if made.means.shape != wanted:
            raise ValueError(f"means have shape {made.means.shape}, not {wanted}")
        means = made.means if factor is None else made.means * factor
        place = (family.last, _RANK[made.season], family.order, family.name)
        candidates = _named(family.name, made.season, made.params)
        parts.append(_Part(place, candidates, np.maximum(means, 0, dtype=np.float32)))
    return parts


@cache
def _named(family: str, season: str | None, params: tuple[tuple[float, ...], ...]) -> tuple[Candidate, ...]:
    return tuple(Candidate(family, season, each) for each in params)


def _joined(parts: Sequence[_Part], failed: Mapping[str, str]) -> Pool:
    means = np.concatenate([part.means for part in parts])
    missing = None
    if not np.isfinite(means.sum()):
        unknown = ~np.isfinite(means)
        means[unknown] = 0
        missing = unknown.any(axis=1)
    candidates = tuple(candidate for part in parts for candidate in part.candidates)
    return Pool(candidates, means.transpose(0, 2, 1), missing, failed)
