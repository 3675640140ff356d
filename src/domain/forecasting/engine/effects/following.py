"""Degree to which products follow a seasonal profile they share: by their own records, by their shop's, by both.

A product's record is a level that wanders, times the profile's deviation from 1 scaled by the product's share of it.
The share of most products lies around the shop's mean; some do not follow at all, as many as were seen; a few are of
another kind altogether. So a product whose record is clearly its own is not held to its shop, one that has shown
nothing yet is, and the noise of a flat product's record is not taken for a season.

Sources: Harvey (1989) "Forecasting, Structural Time Series Models and the Kalman Filter", 3.4 (a regression beside a
local level); Lange, Little & Taylor (1989) "Robust statistical modeling using the t distribution"; DerSimonian & Laird
(1986) "Meta-analysis in clinical trials"; Box & Tiao (1968) for the mixture of the usual and another kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

WANDERING = np.array([0.0003, 0.01, 0.1, 1.0])
"""Variance by which a level may wander a week, over that of a week's noise: what fits best is taken."""
FREEDOM = 4.0
"""Degrees of freedom of the weeks' errors: a week that is far off counts little, be it a step or a slip."""
ROUNDS = 3
LEAST_WEEKS = 26
"""Weeks of sales that tell whether a product follows."""
ASSUMED, ASSUMED_ERROR = 3, 0.1
"""Products assumed to follow wholly, before any is seen to, and the variance of that."""
LEAST_SPREAD, LEAST_ERROR = 1e-3, 1e-4
APART, APART_SPREAD = 0.05, 1.0
"""Share of products of another kind, at least, and the variance of how far those follow: around not at all."""
NONE, NONE_WORTH, NONE_SPREAD = 0.1, 5, 0.003
"""Share of products that do not follow at all, as it is assumed before any is seen; how many products that counts for;
and the variance of how far those follow."""
MOST = 3.0
"""Times its profile that a product follows at most: a peak of few products is flat in the average of all."""


@dataclass(frozen=True, eq=False)
class Followed:
    """Share of its profile that each product followed by its own record, 1: all of it, and its variance, (N,).

    The variance is infinite where nothing is known.
    """

    share: Array
    variance: Array

    def of(self, series: Array) -> Followed:
        """The products at ``series``."""
        return Followed(self.share[series], self.variance[series])


@dataclass(frozen=True)
class Agreement:
    """Degree to which a shop's products follow a profile.

    Attributes
    ----------
    mean, spread
        Mean and variance over the products that do follow it.
    apart
        Share of those of them that are of another kind altogether.
    none
        Share of products that do not follow at all.
    """

    mean: float = 1.0
    spread: float = 0.0
    apart: float = 0.0
    none: float = 0.0

    @property
    def average(self) -> float:
        """Mean over all products, those that do not follow included."""
        return self.mean * (1 - self.none)


def followed(rate: Array, seen: Array, away: Array) -> Followed:
    """Regression of each product's weekly rates on the profile's deviation from 1, the level wandering.

    Parameters
    ----------
    rate, away
        Rates about 1 and the profile's deviations, (W, N).
    seen
        Weeks that are known, (W, N) bool.
    """
    best: tuple[Array, Array, Array, Array] | None = None
    for wandering in WANDERING.tolist():
        found = _regressed(rate, seen, away, wandering)
        if best is None:
            best = found
        else:
            better = found[2] < best[2]
            best = tuple(np.where(better, new, old) for new, old in zip(found, best, strict=True))  # type: ignore[assignment]
    slope, variance, _, level = best  # type: ignore[misc]
    known = (seen.sum(0) >= LEAST_WEEKS) & np.isfinite(variance) & (level > 1e-6)
    level = np.where(known, level, 1.0)
    return Followed(np.where(known, slope / level, 1.0), np.where(known, variance / level**2, np.inf))


def _regressed(rate: Array, seen: Array, away: Array, wandering: float) -> tuple[Array, Array, Array, Array]:
    """Slope, its variance, the deviance and the level where the slope was learned, (N,), at one ``wandering``."""
    y, x, level_y, level_x, scale = _innovations(rate, seen, away, wandering)
    used = scale > 0
    count = np.maximum(used.sum(0), 1)
    weight = used.astype(np.float64)
    slope, spread = np.zeros(rate.shape[1]), np.ones(rate.shape[1])
    for _ in range(ROUNDS):
        square = np.maximum((weight * x**2).sum(0), 1e-12)
        slope = (weight * x * y).sum(0) / square
        error = y - slope * x
        spread = np.maximum((weight * error**2).sum(0) / count, 1e-12)
        weight = used * (FREEDOM + 1) / (FREEDOM + error**2 / spread)
    tails = (FREEDOM + 1) * (used * np.log1p(error**2 / spread / FREEDOM)).sum(0)
    deviance = count * np.log(spread) + np.log(np.where(used, scale, 1.0)).sum(0) + tails
    square = (weight * x**2).sum(0)
    told = weight * x**2 / np.maximum(square, 1e-12)
    variance = np.where(square > 1e-6, spread / np.maximum(square, 1e-12), np.inf)
    return slope, variance, deviance, (told * (level_y - slope * level_x)).sum(0)


def _innovations(rate: Array, seen: Array, away: Array, wandering: float) -> tuple[Array, Array, Array, Array, Array]:
    """Standardised one-step errors of a local level, of rates and of the regressor, their levels and scale, (W, N)."""
    shape = rate.shape
    y, x, level_y, level_x, scale = (np.zeros(shape) for _ in range(5))
    at_y, at_x, doubt = np.zeros(shape[1]), np.zeros(shape[1]), np.full(shape[1], -1.0)
    for row in range(shape[0]):
        now, begun = seen[row], doubt >= 0
        size = np.maximum(doubt, 0) + 1
        gain = np.where(begun, np.maximum(doubt, 0) / size, 1.0) * now
        miss_y, miss_x = rate[row] - at_y, away[row] - at_x
        told = now & begun
        scale[row] = np.where(told, size, 0)
        y[row], x[row] = (np.where(told, miss / np.sqrt(size), 0.0) for miss in (miss_y, miss_x))
        level_y[row], level_x[row] = at_y, at_x
        at_y, at_x = at_y + gain * miss_y, at_x + gain * miss_x
        left = np.where(begun, doubt * (1 - gain), np.where(now, 1.0, -1.0))
        doubt = np.where(left >= 0, left + wandering, -1.0)
    return y, x, level_y, level_x, scale


def agreement(found: Followed) -> Agreement:
    """Mean and variance over products of how far they follow, from that of each and its error.

    A few products are assumed to follow wholly.
    """
    known = np.isfinite(found.variance)
    values = np.concatenate([np.clip(found.share[known], -1, 3), np.full(ASSUMED, 1.0)])
    errors = np.concatenate([found.variance[known], np.full(ASSUMED, ASSUMED_ERROR)])
    spread, mean, none = ASSUMED_ERROR, 1.0, NONE
    for _ in range(20):
        following = 1 - _none(values, errors, mean, spread, none)
        weight = following / (errors + spread)
        mean = float((weight * values).sum() / weight.sum())
        square = following / (errors + spread) ** 2
        spread = max(float((square * ((values - mean) ** 2 - errors)).sum() / square.sum()), LEAST_SPREAD)
        none = float((NONE * NONE_WORTH + (1 - following).sum()) / (NONE_WORTH + values.size))
    return Agreement(float(np.clip(mean, 0, MOST)), spread, APART, none)


def _none(values: Array, errors: Array, mean: float, spread: float, none: float) -> Array:
    """Chance of each product to be one that does not follow at all, (N,)."""
    odds = (1 - none) / none * np.sqrt((errors + NONE_SPREAD) / (errors + spread))
    odds *= np.exp(np.clip(values**2 / (errors + NONE_SPREAD) - (values - mean) ** 2 / (errors + spread), -50, 50) / 2)
    found: Array = 1 / (1 + odds)
    return found


def drawn(found: Followed, shop: Agreement) -> Followed:
    """Each product's own record drawn to what its shop agrees on: posterior mean and variance of its share, (N,)."""
    known = np.isfinite(found.variance)
    error = np.where(known, np.maximum(found.variance, LEAST_ERROR), 1.0)
    usual = 1 - shop.none
    kinds = (
        (usual * (1 - shop.apart), shop.mean, shop.spread),
        (usual * shop.apart, 0.0, APART_SPREAD),
        (shop.none, 0.0, NONE_SPREAD),
    )
    logs, means, spreads = [], [], []
    for chance, mean, spread in (kind for kind in kinds if kind[0] > 0):
        likely = -0.5 * np.log(spread + error) - (found.share - mean) ** 2 / (2 * (spread + error))
        logs.append(np.log(chance) + np.where(known, likely, 0.0))
        trust = np.where(known, spread / (spread + error), 0.0)
        means.append(mean + trust * (found.share - mean))
        spreads.append(spread * (1 - trust))
    share = np.exp(np.array(logs) - np.max(logs, axis=0))
    share /= share.sum(0)
    middle = (share * np.array(means)).sum(0)
    variance = (share * (np.array(spreads) + (np.array(means) - middle) ** 2)).sum(0)
    return Followed(np.clip(middle, 0, MOST), variance)
