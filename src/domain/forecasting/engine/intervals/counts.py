"""Quantiles of the negative binomial, for counts too few to sample, interpolated from a table.

Sources: the negative binomial as the demand distribution of slow movers, Syntetos, Lengu & Babai (2013); Wilson &
Hilferty (1931) for large counts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.empirical import LEVELS, normal_quantiles

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

_MEANS = np.geomspace(0.004, 60, 56)
_DISPERSIONS = np.array([1.01, 1.15, 1.35, 1.65, 2.1, 2.8, 4, 6, 9, 14, 22, 36, 60])
_LIMIT = 40.0


@cache
def _table() -> Array:
    """Quantiles of the negative binomial by mean and dispersion (variance over mean)."""
    mean, dispersion = np.meshgrid(_MEANS, _DISPERSIONS, indexing="ij")
    size = mean / (dispersion - 1)
    chance = np.exp(-size * np.log(dispersion))
    upto = chance.copy()
    result = np.zeros((*mean.shape, len(LEVELS)))
    for count in range(1500):
        short = upto[..., None] < LEVELS
        if not short.any():
            break
        result += short
        chance = chance * (count + size) / (count + 1) * (1 - 1 / dispersion)
        upto = upto + chance
    return result


def count_quantiles(mean: Array, variance: Array) -> Array:
    """Negative binomial quantiles (..., Q) for means and variances in units, interpolated from a table."""
    mean = np.maximum(mean, 1e-9)
    dispersion = np.clip(variance / mean, _DISPERSIONS[0], None)
    table = _table()
    low = np.clip(mean, _MEANS[0], _MEANS[-1])
    at = np.interp(np.log(low), np.log(_MEANS), np.arange(len(_MEANS)))
    by = np.interp(np.log(dispersion), np.log(_DISPERSIONS), np.arange(len(_DISPERSIONS)))
    i, j = at.astype(int), by.astype(int)
    i1, j1 = np.minimum(i + 1, len(_MEANS) - 1), np.minimum(j + 1, len(_DISPERSIONS) - 1)
    a, b = (at - i)[..., None], (by - j)[..., None]
    few = (table[i, j] * (1 - a) + table[i1, j] * a) * (1 - b) + (table[i, j1] * (1 - a) + table[i1, j1] * a) * b
    shape = (mean / dispersion)[..., None]
    cube = 1 - 1 / (9 * shape) + normal_quantiles() / (3 * np.sqrt(shape))
    many = mean[..., None] * np.maximum(cube, 0) ** 3
    result: Array = np.where((mean > _LIMIT)[..., None], many, few)
    return result
