"""Seasonal indices of many series at once, shrunk towards what the series have in common.

Classical decomposition (ratio or difference to a centred moving mean) with empirical-Bayes shrinkage of each
index towards the group's profile, and of that profile towards "no season". Sources: Hyndman & Athanasopoulos,
"Forecasting: Principles and Practice" (3rd ed., 3.4); Miller & Williams (2003) "Shrinkage estimators of time
series seasonal factors and their effect on forecasting accuracy"; Efron & Morris (1975) for the estimator.

All arrays are right-aligned, time on the first axis: ``x`` (T, N) with zeros where nothing was observed, ``seen``
(T, N) 1 or 0. The phase of a row is its distance from the last row but one season: index ``(row - T) % m``, so that
the first step ahead has phase 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

MAX_CYCLES = 60
LEAST_NOISE = 0.1
"""Share of the average phase's noise that is assumed at least: little is sold, and erred, on closed days."""
TELLING, BEYOND = 8, 4.0
"""Cycles from which a series can disagree with the others, and deviations of a sum of squares taken for chance."""
CLOSED = 0.02
"""Share of phases, a weekday or a month, in which a series never sells, before anything is known of it."""


@dataclass(frozen=True, eq=False)
class SeasonPrior:
    """Seasonal prior of a group of series: indices by phase, (m,) or (m, N) where each series has its own, and the
    variance of the series around them."""

    profile: Array
    spread: float

    def later(self, steps: int) -> SeasonPrior:
        """The same prior seen from an origin some steps later (or earlier, if negative)."""
        return SeasonPrior(np.roll(self.profile, -steps), self.spread)


@dataclass(frozen=True, eq=False)
class Season:
    """Indices by phase, (m, N): factors with mean 1 (or amounts with mean 0), and the prior they were pulled to."""

    index: Array
    prior: SeasonPrior


def moving_mean(x: Array, exposure: Array, window: int) -> Array:
    """Centred moving mean a unit of exposure; windows are cut short at the ends, even ones get half weights."""
    rows = x.shape[0]
    zero = np.zeros((1, x.shape[1]))
    total = np.vstack([zero, np.cumsum(x, axis=0, dtype=np.float64)])
    count = np.vstack([zero, np.cumsum(exposure, axis=0, dtype=np.float64)])
    half = window // 2
    at = np.arange(rows)
    low, high = np.maximum(at - half, 0), np.minimum(at + half + 1, rows)
    sums, counts = total[high] - total[low], count[high] - count[low]
    if window % 2 == 0:
        low, high = np.maximum(at - half + 1, 0), np.minimum(at + half, rows)
        sums, counts = sums + total[high] - total[low], counts + count[high] - count[low]
    mean: Array = sums / np.maximum(counts, 1e-9)
    return mean


def learn_prior(index: Array, noise: Array, neutral: float) -> SeasonPrior:
    """Common seasonal prior of indices (m, N) with sampling variances ``noise``."""
    weight = 1.0 / (noise + 0.02)
    profile = (weight * index).sum(1) / weight.sum(1)
    profile += neutral - profile.mean()
    error = 1.0 / (1.0 / noise).sum(1)
    signal = max(float(np.mean((profile - neutral) ** 2) - error.mean()), 0.0)
    profile = neutral + signal / (signal + error + 1e-12) * (profile - neutral)
    apart = (index - profile[:, None]) ** 2 - noise
    return SeasonPrior(profile, max(1e-4, float((weight**2 * apart).sum() / (weight**2).sum())))


def shrink(index: Array, noise: Array, prior: SeasonPrior, cycles: int) -> Array:
    """Pull each index towards the prior's profile, the further the noisier it is.

    A series that lies further from the profile than its noise and the others' spread explain has a spread of its own,
    where it has the ``cycles`` to tell.
    """
    profile = prior.profile.reshape(len(prior.profile), -1)
    apart = index - profile
    spread: float | Array = prior.spread
    if cycles >= TELLING:
        chance = (1 + BEYOND * np.sqrt(2 / len(index))) * (prior.spread + noise)
        spread = prior.spread + np.maximum((apart**2 - chance).mean(0), 0.0)
    shrunk: Array = profile + spread / (spread + noise) * apart
    return shrunk


WIDE = 35
"""Window of the moving mean under seasons of one or two weeks: wide enough not to need a second look."""


def wide_mean(x: Array, exposure: Array) -> Array:
    """The moving mean that seasons of one and two weeks share."""
    return moving_mean(x, exposure, WIDE).astype(np.float32)


def _cycles(season_length: int, rows: int) -> int:
    cycles = min(rows // season_length, MAX_CYCLES) if season_length > 1 else 0
    return cycles if cycles >= 2 else 0


def seasonal_factors(
    x: Array,
    seen: Array,
    season_length: int,
    unit: Array,
    prior: SeasonPrior | None = None,
    *,
    trend: Array | None = None,
    passes: int = 2,
) -> Season | None:
    """Multiplicative indices; ``None`` when there are fewer than two full cycles and nothing is known before.

    Parameters
    ----------
    seen
        Exposure: 0 where unobserved, else 1 times any factor already known for the row (calendar, price).
    unit
        Smallest amount each series sells, (N,): the noise cannot be less than that of counting such units.
    trend
        Moving mean of the rows; ``None``: found in ``passes`` turns, from the second on of seasonally adjusted
        values. The fewer cycles, the more turns it takes to tell season and trend apart at the ends.
    """
    m, count = season_length, x.shape[1]
    cycles = _cycles(m, x.shape[0])
    if not cycles:
        return None if prior is None else Season(np.repeat(prior.profile[:, None], count, axis=1), prior)
    x, seen = x[-cycles * m :], seen[-cycles * m :]
    shape = (cycles, m, count)
    n = (seen > 0).reshape(shape).sum(0)
    sales = x.reshape(shape).sum(0, dtype=np.float64)
    if trend is not None:
        fitted = trend[-cycles * m :] * seen
        index, sums = _over(sales, fitted.reshape(shape).sum(0, dtype=np.float64))
    else:
        index = np.ones((m, count))
        for _ in range(passes):
            fitted = moving_mean(x, seen * np.tile(index, (cycles, 1)), m) * seen
            index, sums = _over(sales, fitted.reshape(shape).sum(0, dtype=np.float64))
    cross = np.einsum("cmn,cmn->mn", x.reshape(shape), fitted.reshape(shape), dtype=np.float64)
    square = np.einsum("cmn,cmn->mn", fitted.reshape(shape), fitted.reshape(shape), dtype=np.float64)
    total = np.einsum("tn,tn->n", x, x, dtype=np.float64)
    rest = np.maximum(total - 2 * (index * cross).sum(0) + (index**2 * square).sum(0), 0)
    residual = rest / np.maximum(n.sum(0) - m, 1)
    level = np.maximum(sums / np.maximum(n, 1), 1e-9)
    noise = np.maximum(residual, level * unit) / np.maximum(n, 0.5) / level**2 + 1e-6
    index = np.clip(index, 0, m)
    noise = noise * np.clip(index, LEAST_NOISE, 1.0)
    prior = prior or learn_prior(index, noise, 1.0)
    index = np.maximum(shrink(index, noise, prior, cycles), 0.0)
    apart = np.maximum(unit, residual / np.maximum(sums.sum(0) / np.maximum(n.sum(0), 1), 1e-9))
    index *= 1 - _never(sales, prior.profile.reshape(m, -1) * sums / apart)
    return Season(index / np.maximum(index.mean(0), 1e-9), prior)


def _never(sales: Array, expected: Array) -> Array:
    """Posterior probability, by phase, that a series never sells there: by how many sales were expected of none."""
    chance = np.exp(-np.maximum(expected, 0.0))
    closed: Array = np.where(sales > 0, 0.0, CLOSED / (CLOSED + (1 - CLOSED) * chance))
    return closed


def _over(sales: Array, fitted: Array) -> tuple[Array, Array]:
    """Sales over the trend's sum, by phase, with mean 1; and that sum."""
    index = np.where(fitted > 1e-9, sales / np.maximum(fitted, 1e-9), 1.0)
    return index / np.maximum(index.mean(0), 1e-9), fitted


def seasonal_amounts(x: Array, seen: Array, season_length: int, prior: SeasonPrior | None = None) -> Season | None:
    """Additive indices; ``None`` when there are fewer than two full cycles. The prior is in standard deviations."""
    m = season_length
    cycles = _cycles(m, x.shape[0])
    if not cycles:
        return None
    x, seen = x[-cycles * m :], (seen[-cycles * m :] > 0).astype(np.float32)
    shape = (cycles, m, x.shape[1])
    n = seen.reshape(shape).sum(0)
    amount = np.zeros((m, x.shape[1]))
    for _ in range(2):
        trend = moving_mean((x - np.tile(amount, (cycles, 1))) * seen, seen, m)
        amount = ((x - trend) * seen).reshape(shape).sum(0) / np.maximum(n, 1)
    residual = ((x - trend - np.tile(amount, (cycles, 1))) ** 2 * seen).sum(0) / np.maximum(n.sum(0) - m, 1)
    deviation = np.sqrt(np.maximum(residual, 1e-9))
    noise = 1.0 / np.maximum(n, 0.5)
    prior = prior or learn_prior(amount / deviation, noise, 0.0)
    amount = shrink(amount / deviation, noise, prior, cycles) * deviation
    return Season(amount - amount.mean(0), prior)
