"""A product's own sums of k steps, as they were, as a view of the sums to come.

Orders are made from upper quantiles of sums, and nothing says what a fortnight can sell like the fortnights there were,
recent ones counting more. How far they are believed, as they were or moved to the forecast's mean, is fitted a class at
a time on held-out origins: they harm where the season or a trend says more.

Sources: Porras & Dekker (2008) "An inventory control system for spare parts at a refinery", for empirical lead-time
demand; Weibull (1939), plotting positions for what comes next; Vincent (1912) averaging of quantiles.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.empirical import LEVELS, level_at, weighted_quantiles
from domain.forecasting.engine.intervals.pinball import pinball

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.past import Past

MIDDLE, UPPER = (0.1, 0.25, 0.5), (0.8, 0.9, 0.95, 0.975)
"""Levels that the two weights are fitted at; between .5 and .8 one goes over into the other."""
SHARES = (0.0, 0.25, 0.5, 0.75)
MOST = (0.5, 0.75)
"""Of both weights together, in the middle and above."""
WORTH = 0.98
"""Share of the loss that must remain at most for the view to be taken."""
BELIEVED = 60.0
"""Held-out series that "not at all" counts for."""
LONG = 2.0
"""Independent sums that the forecast's own quantiles count for."""
OPEN = 0.25
"""Share of the k steps' exposure that a sum must have seen."""
APART = 3
"""Part of k steps that the sums looked at are apart."""
TAIL = 0.5
"""Mean excess of sums beyond the largest there was, over their standard deviation: that of a normal's tail."""


@dataclass(frozen=True)
class OwnSums:
    """Weights of a product's own sums in the quantiles of sums: moved to the mean, and as they were.

    Each for levels up to the median and from .8 on.
    """

    moved: tuple[float, float] = (0.0, 0.0)
    plain: tuple[float, float] = (0.0, 0.0)

    @property
    def counts(self) -> bool:
        """True when there is any weight at all."""
        return any((*self.moved, *self.plain))


@dataclass(frozen=True, eq=False)
class View:
    """Own sums at knots: quantiles (N, K, Q), their means and how far they are to be believed, (N, K)."""

    quantiles: Array
    mean: Array
    trust: Array

    def blended(self, model: Array, total: Array, how: OwnSums) -> Array:
        """The forecast's quantiles (N, K, Q) of sums with means ``total`` (N, K), with the own sums."""
        moved = np.maximum(self.quantiles + (total - self.mean)[..., None], 0)
        result = model
        for view, (low, high) in ((moved, how.moved), (self.quantiles, how.plain)):
            weight = self.trust[..., None] * np.interp(LEVELS, [0.5, 0.8], [low, high])
            result = result + weight * (view - model)
        return result


def own_sums(past: Past, knots: Sequence[int], half_life: float) -> View:
    """Own sums of ``knots`` steps per unit of known factors, times the factors of the coming steps."""
    x, exposure = past.x.astype(np.float64), past.exposure.astype(np.float64)
    rows, count = x.shape
    upto, open_upto = (np.vstack([np.zeros((1, count)), np.cumsum(each, axis=0)]) for each in (x, exposure))
    first = np.argmax(past.seen > 0, axis=0)
    quantiles = np.zeros((count, len(knots), len(LEVELS)))
    mean, trust = np.zeros((count, len(knots))), np.zeros((count, len(knots)))
    for j, k in enumerate(knots):
        step = max(1, k // APART)
        last = np.arange(rows, k - 1, -step)
        if last.size == 0:
            continue
        open_days = open_upto[last] - open_upto[last - k]
        coming = k if past.future_effect is None else past.future_effect[:k].sum(0)
        whole = (open_days > OPEN * k) & ((last - k)[:, None] >= first)
        sums = (upto[last] - upto[last - k]) / np.maximum(open_days, 1e-9) * coming
        weight = np.where(whole, 0.5 ** ((rows - last)[:, None] / half_life), 0.0)
        total = weight.sum(0)
        mean[:, j] = (sums * weight).sum(0) / np.maximum(total, 1e-12)
        independent = 1 + (total**2 / np.maximum((weight**2).sum(0), 1e-12) - 1) * step / k
        quantiles[:, j] = _predictive(sums.T, weight.T, independent)
        trust[:, j] = np.where(total > 0, independent / (independent + LONG), 0.0)
    return View(quantiles, mean, trust)


def _predictive(sums: Array, weight: Array, independent: Array) -> Array:
    """Quantiles (N, Q) of the next sum, of which one in n + 1 lies beyond all n of a sample, and as many below it.

    Beyond the sample they go on as an exponential tail would, by the sample's standard deviation.
    """
    n = independent[:, None]
    at = (LEVELS * (n + 1) - 0.5) / n
    found = np.nan_to_num(weighted_quantiles(sums, weight, np.clip(at, 0, 1)))
    total = np.maximum(weight.sum(1, keepdims=True), 1e-12)
    mean = (sums * weight).sum(1, keepdims=True) / total
    deviation = np.sqrt(((sums - mean) ** 2 * weight).sum(1, keepdims=True) / total)
    beyond = np.log(np.maximum(1 / ((n + 1) * (1 - LEVELS)), 1))
    result: Array = found + TAIL * deviation * beyond
    return result


@dataclass(frozen=True, eq=False)
class HeldOutView:
    """Own sums at a past origin, the forecast's quantiles (N, K, Q) and means, and the sums that came, (N, K)."""

    view: View
    model: Array
    mean: Array
    actual: Array
    scale: Array


def fit_own(folds: Sequence[HeldOutView]) -> OwnSums:
    """Weights with the least pinball loss on held-out origins; none unless they save enough."""
    count = sum(len(fold.actual) for fold in folds)
    if count < 10:
        return OwnSums()
    trust = count / (count + BELIEVED)
    parts = [_best(folds, levels, most) for levels, most in zip((MIDDLE, UPPER), MOST, strict=True)]
    (a, b), (c, d) = ((trust * moved, trust * plain) for moved, plain in parts)
    return OwnSums((a, c), (b, d))


def _best(folds: Sequence[HeldOutView], levels: tuple[float, ...], most: float) -> tuple[float, float]:
    """Weights at some levels: the mean of the three pairs with the least loss."""
    at = [level_at(level) for level in levels]

    def loss(moved: float, plain: float) -> float:
        how = OwnSums((moved, moved), (plain, plain))
        total = 0.0
        for fold in folds:
            quantiles = fold.view.blended(fold.model, fold.mean, how)[..., at]
            missed = pinball(fold.actual, quantiles, levels).mean(-1) / fold.scale[:, None]
            total += float(missed.sum())
        return total

    nothing = loss(0.0, 0.0)
    ranked = sorted(
        (loss(moved, plain), moved, plain) for moved, plain in product(SHARES, SHARES) if 0 < moved + plain <= most
    )
    if ranked[0][0] > WORTH * nothing:
        return 0.0, 0.0
    best = ranked[:3]
    return float(np.mean([moved for _, moved, _ in best])), float(np.mean([plain for _, _, plain in best]))
