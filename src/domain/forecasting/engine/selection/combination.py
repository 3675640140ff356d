"""Weights of the candidates, by shrunken errors over the rolling origins.

A series' own record decides as far as records have proven to last: the batch's split-half reliability (do the older
origins predict which candidate is better at the newer ones?) sets how strongly each series is shrunk towards its
class. Candidates of one kind share one prior mass, so that a finer grid buys no votes.

Sources: Bates & Granger (1969) for combination by inverse error; Diebold & Pauly (1990) for shrinkage of weights;
Spearman (1910) and Brown (1910) for reliability from split halves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.base import Candidate
    from domain.forecasting.engine.selection.rolling_origin import Rolled

POWER = 20.0
EARLY = {7: 0.5}
"""How much more early steps count (weight step^-EARLY), by season length: they carry more information."""
WORST = 1.5
"""Relative error assumed of a candidate nothing is known about."""


@dataclass(frozen=True, eq=False)
class Prior:
    """Prior of a class: relative squared error by candidate, and the shrinkage (in observations)."""

    error: Mapping[Candidate, float]
    strength: float


def prior_mass(candidates: tuple[Candidate, ...]) -> Array:
    """Equal mass a kind, equal shares within it, shape (F,)."""
    kinds = [candidate.kind for candidate in candidates]
    size = Counter(kinds)
    return np.array([1.0 / size[kind] for kind in kinds])


@dataclass(frozen=True, eq=False)
class Record:
    """Squared errors of N series over K origins.

    Attributes
    ----------
    error
        Sum of squared errors, (K, F, N); ``nan`` where a candidate was not made.
    points
        Weight of the steps that were observed, (K, N).
    missing
        Candidates that do not count for a series, (F, N); ``None``: none.
    """

    candidates: tuple[Candidate, ...]
    error: Array
    points: Array
    missing: Array | None = None

    @property
    def always(self) -> Array:
        """Mask of candidates that were made of a series at every origin, (F, N)."""
        made: Array = np.isfinite(self.error).all(0)
        return made

    def origins(self, rows: slice | list[int]) -> Record:
        """The record of some of the origins."""
        return replace(self, error=self.error[rows], points=self.points[rows])

    def of(self, series: Array) -> Record:
        """The record of the series at ``series`` (indices, mask)."""
        missing = None if self.missing is None else self.missing[:, series]
        return Record(self.candidates, self.error[:, :, series], self.points[:, series], missing)


def record(rolled: Rolled) -> Record:
    """Errors of each candidate, summed over the steps of each origin, early ones counting more."""
    count = rolled.end.means.shape[1]
    error = np.full((len(rolled.origins), len(rolled.candidates), count), np.nan, np.float32)
    points = np.zeros((len(rolled.origins), count), np.float32)
    for k, origin in enumerate(rolled.origins):
        steps = np.arange(1, origin.actual.shape[1] + 1) ** -EARLY.get(rolled.season_length, 1.0)
        weight = (origin.seen * (steps / steps.mean())).astype(np.float32)
        miss = (origin.forecasts - origin.actual.astype(np.float32)) ** 2
        error[k, origin.at] = np.einsum("fnh,nh->fn", miss, weight)
        points[k] = weight.sum(1)
    if rolled.missing is not None:
        error[:, rolled.missing] = np.nan
    return Record(rolled.candidates, error, points, rolled.missing)


def relative_errors(rec: Record) -> tuple[Array, Array]:
    """Error of each candidate over that of the average candidate at the same origins, and its points; (F, N)."""
    have = np.isfinite(rec.error)
    reference = np.nanmean(np.where(rec.always[None], rec.error, np.nan), axis=1)
    own = np.nansum(rec.error, axis=0)
    other = (have * reference[:, None]).sum(0)
    points = (have * rec.points[:, None]).sum(0)
    known = other > 0
    return np.where(known, own / np.where(known, other, 1.0), np.nan), np.where(known, points, 0.0)


def reliability(rec: Record) -> float | None:
    """Correlation across series of log relative errors between older and newer origins, 0..1."""
    half = rec.error.shape[0] // 2
    if half < 1:
        return None
    always = rec.always.all(1)
    mass = prior_mass(rec.candidates)[always]
    parts = []
    for rows in (slice(0, half), slice(half, None)):
        ratio, _ = relative_errors(rec.origins(rows))
        parts.append(np.log(np.clip(ratio[always], 1e-4, 1e4)))
    ok = np.isfinite(parts[0]).all(0) & np.isfinite(parts[1]).all(0)
    if ok.sum() < 8:
        return None
    a, b = (part[:, ok] - part[:, ok].mean(1, keepdims=True) for part in parts)
    spread = float(np.sqrt((mass @ (a**2).mean(1)) * (mass @ (b**2).mean(1))))
    return float(np.clip((mass @ (a * b).mean(1)) / max(spread, 1e-12), 0.01, 0.99))


def fit_prior(rec: Record, members: Array, start: Prior) -> Prior:
    """Learn a class's prior from its ``members`` (N,) bool, starting from what is assumed anyway."""
    part = rec.of(members)
    count = int(members.sum())
    if count == 0 or rec.error.shape[0] == 0:
        return start
    ratio, points = relative_errors(part)
    n = np.isfinite(ratio).sum(1)
    mean = np.nansum(np.clip(ratio, 0, 5), axis=1) / np.maximum(n, 1)
    believed = 10.0
    error = {}
    for candidate, value, size in zip(rec.candidates, mean.tolist(), n.tolist(), strict=True):
        before = start.error.get(candidate, value if size else WORST)
        error[candidate] = (size * value + believed * before) / (size + believed)
    found = reliability(part)
    strength = start.strength
    if found is not None:
        typical = float(np.median(points.max(0))) / 2
        own = float(np.clip(0.6 * typical * ((1 - found) / found) ** 2, 2.0, 3000.0))
        strength = float(np.exp((count * np.log(own) + 20 * np.log(strength)) / (count + 20)))
    return Prior({**start.error, **error}, strength)


def weights(rec: Record, prior: Prior) -> Array:
    """Weights of the candidates, (F, N), each column summing to one."""
    before = np.array([prior.error.get(candidate, WORST) for candidate in rec.candidates])[:, None]
    if rec.error.shape[0]:
        ratio, points = relative_errors(rec)
        shrunk = (np.nan_to_num(ratio) * points + prior.strength * before) / (points + prior.strength)
    else:
        shrunk = np.repeat(before, rec.error.shape[2], axis=1)
    weight = prior_mass(rec.candidates)[:, None] * np.maximum(shrunk, 1e-6) ** -POWER
    if rec.missing is not None:
        weight[rec.missing] = 0
    return weight / weight.sum(0)
