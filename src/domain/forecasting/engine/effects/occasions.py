"""Learned effects of named events: past occasions pooled over products, and each product's own record drawn to them.

An effect is sold over what ordinary days would have sold. Products are pooled by how well each knows its own ratio
(random effects: DerSimonian & Laird, 1986, "Meta-analysis in clinical trials"), categories are drawn to the shop and
products to their category by how much products were seen to differ. Occasions differ too: an effect seen once is less
sure than its many products make it look. Whether an effect helps is judged on each occasion by what the others say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.effect import ScoredEvent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.forecasting.engine.arrays import Array

BOUNDS = (0.0, 10.0)
PRIOR_VARIANCE = 0.25
"""Of an effect around 1, before anything was seen of it: named events tend to do something."""
OCCASION_SPREAD = 0.1
"""Standard deviation of an effect from occasion to occasion, over the effect, as far as occasions do not tell."""
OCCASION_WEIGHT = 2.0
"""Occasions that this assumption counts for."""
FEW_PRODUCTS, FEW_SPREAD = 5, 0.04
"""Below so many products the variance between them is assumed."""
LEVEL_DAYS = 25.0
"""Ordinary days that the level around an occasion is known from."""
LEAST_SCORED = 2
"""Occasions that have to be scored before an effect is judged."""


@dataclass(frozen=True)
class LearnedEffect:
    """Effect of the events of one name.

    Attributes
    ----------
    factor, variance
        The shop's effect on the days themselves, and how unsure it is.
    spread
        Variance of products around it.
    occasions
        Past ones with sales.
    categories
        Factor and variance by category.
    before, after
        Factors of the days before and after; 1 where they are ordinary.
    scored
        Occasions by which it is judged.
    shape
        Effect of each of its days over the factor; empty: the same every day.
    price
        Log of the price of past occasions over the usual one, the mean over products.
    """

    factor: float
    variance: float
    spread: float
    occasions: int
    categories: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    before: float = 1.0
    after: float = 1.0
    scored: tuple[ScoredEvent, ...] = ()
    shape: tuple[float, ...] = ()
    price: float = 0.0

    @property
    def helps(self) -> bool:
        """False when forecasts with it would have been no better on any count of past occasions."""
        if len(self.scored) < LEAST_SCORED:
            return True
        return sum(each.error_with for each in self.scored) < sum(each.error_without for each in self.scored)

    def of(self, category: str) -> tuple[float, float]:
        """Factor and variance for a category's products."""
        return self.categories.get(category, (self.factor, self.variance))


@dataclass(frozen=True, eq=False)
class Sums:
    """Sold and expected units of K occasions, and the variance of the first, (K, N); 0 where nothing was seen.

    ``days`` (K,): how long each is; ``scatter``: of a day's sales of the whole shop, relative.
    """

    sold: Array
    expected: Array
    variance: Array
    days: Array
    scatter: float

    @cached_property
    def each(self) -> tuple[Array, Array]:
        """Ratio of each product on each occasion, and its variance, (K, N)."""
        return _ratios(self.sold, self.expected, self.variance)

    def of(self, occasions: Array | Sequence[int]) -> Sums:
        """Some of the occasions."""
        at = np.asarray(occasions, dtype=int)
        return Sums(self.sold[at], self.expected[at], self.variance[at], self.days[at], self.scatter)

    def together(self, common: float | None = None) -> tuple[Array, Array]:
        """Ratio of each product over all occasions, and its variance, (N,); ``inf`` where nothing is known.

        ``common``: what the occasions did to the whole shop; ``None``: to these products.
        """
        return _ratios(self.sold.sum(0), self.expected.sum(0), self.variance.sum(0), common)


def _ratios(sold: Array, expected: Array, variance: Array, common: Array | float | None = None) -> tuple[Array, Array]:
    """Ratios and their variances, of products on the last axis."""
    known = expected > 0
    over = np.where(known, expected, 1.0)
    ratio = np.where(known, sold / over, 1.0)
    # Sales scatter in proportion to what is sold, like counts. By what all sold, not by what each did: weights that
    # depend on the ratio itself would favour the small ones.
    if common is None:
        common = sold.sum(-1, keepdims=True) / np.maximum(expected.sum(-1, keepdims=True), 1e-9)
    return ratio, np.where(known, variance * np.maximum(common, 0.25) / over**2, np.inf)


def learn(sums: Sums, categories: Sequence[str]) -> LearnedEffect | None:
    """Effect by past occasions; ``None`` when nothing was sold or expected on any of them."""
    ratio, variance = sums.together()
    known = np.isfinite(variance)
    if not known.any():
        return None
    spread = _spread(ratio[known], variance[known])
    mean, error = _mean(ratio[known], variance[known], spread)
    between = _between(sums, spread, mean)
    factor, unsure = _drawn(mean, error + between, 1.0, PRIOR_VARIANCE)
    by_category = {}
    names = np.asarray(categories)
    for name in sorted(set(names[known].tolist())):
        mine = known & (names == name)
        own, own_error = _mean(ratio[mine], variance[mine], spread)
        drawn, drawn_error = _drawn(own, own_error + between, factor, spread / 2 + 1e-6)
        by_category[name] = (float(np.clip(drawn, *BOUNDS)), drawn_error)
    return LearnedEffect(
        float(np.clip(factor, *BOUNDS)), unsure, spread, int((sums.expected.sum(1) > 0).sum()), by_category
    )


def own_factors(sums: Sums | None, learned: LearnedEffect, categories: Sequence[str]) -> Array:
    """Factor of each product, (N,): its own record drawn to its category's effect."""
    prior = np.array([learned.of(name) for name in categories])
    if sums is None:
        category: Array = np.clip(prior[:, 0], *BOUNDS)
        return category
    ratio, variance = sums.together(learned.factor)
    weight: Array = learned.spread / (learned.spread + variance)  # 0 where nothing is known: infinite variance
    drawn: Array = np.clip(prior[:, 0] + weight * (ratio - prior[:, 0]), *BOUNDS)
    return drawn


def score(sums: Sums, stated: Sequence[float | None], spans: Sequence[tuple[date, date]]) -> tuple[ScoredEvent, ...]:
    """Each occasion as what was stated of it and what the others teach would have forecast it."""
    seen = np.flatnonzero(sums.expected.sum(1) > 0)
    scored = []
    for at in seen.tolist():
        others = [other for other in seen.tolist() if other != at]
        learned = learn(sums.of(others), [""] * sums.sold.shape[1]) if others else None
        expected = combined(None if learned is None else learned.factor, stated[at], len(others))
        if expected is None:
            continue
        sold, plain = sums.sold[at], sums.expected[at]
        scored.append(
            ScoredEvent(
                *spans[at],
                expected=expected,
                actual=float(sold.sum() / plain.sum()),
                error_without=float(np.abs(sold - plain).sum()),
                error_with=float(np.abs(sold - expected * plain).sum()),
            )
        )
    return tuple(scored)


def combined(learned: float | None, stated: float | None, occasions: int) -> float | None:
    """One factor of what people state and past occasions teach: a statement counts as one occasion."""
    if learned is None or stated is None:
        return stated if learned is None else learned
    weight = occasions / (occasions + 1)
    if learned <= 0 or stated <= 0:
        return weight * learned + (1 - weight) * stated
    return float(np.exp(weight * np.log(learned) + (1 - weight) * np.log(stated)))


def neighbour(sums: Sums) -> float:
    """Factor of days before or after an event, where it is sure that they differ; else 1."""
    learned = learn(sums, [""] * sums.sold.shape[1])
    if learned is None or abs(learned.factor - 1) < max(0.05, 2 * np.sqrt(learned.variance)):
        return 1.0
    return learned.factor


def _means(ratio: Array, variance: Array, spread: float) -> tuple[Array, Array]:
    """Means over products, the last axis, and their variances; products of infinite variance do not count."""
    weight = 1 / (variance + spread + 1e-9)
    total = weight.sum(-1)
    return (weight * ratio).sum(-1) / total, 1 / total


def _mean(ratio: Array, variance: Array, spread: float) -> tuple[float, float]:
    mean, error = _means(ratio, variance, spread)
    return float(mean), float(error)


def _spread(ratio: Array, variance: Array) -> float:
    """Variance between products beyond what their noise explains."""
    if ratio.size < FEW_PRODUCTS:
        return FEW_SPREAD
    weight = 1 / (variance + 1e-9)
    mean = (weight * ratio).sum() / weight.sum()
    excess = (weight * (ratio - mean) ** 2).sum() - (ratio.size - 1)
    room = weight.sum() - (weight**2).sum() / weight.sum()
    return float(np.clip(excess / max(room, 1e-9), 1e-4, 4.0))


def _between(sums: Sums, spread: float, mean: float) -> float:
    """Variance of the mean effect by how occasions differ, and by days on which the whole shop sold otherwise."""
    seen = sums.of(np.flatnonzero(sums.expected.sum(1) > 0))
    days = np.maximum(seen.days, 1.0)
    ratios, errors = _means(*seen.each, spread)
    errors = errors + (max(mean, 0.25) * sums.scatter) ** 2 / days
    count, assumed = ratios.size, (OCCASION_SPREAD * mean) ** 2
    apart = max(float(np.var(ratios, ddof=1)) - float(np.mean(errors)), 0.0) if count > 1 else 0.0
    spread_of_occasions = ((count - 1) * apart + OCCASION_WEIGHT * assumed) / (count - 1 + OCCASION_WEIGHT)
    common = (max(mean, 0.25) * sums.scatter) ** 2 / max(float(seen.days.mean()), 1.0)
    return (spread_of_occasions + common) / count


def _drawn(value: float, error: float, prior: float, variance: float) -> tuple[float, float]:
    """A normal estimate drawn to a normal prior, and its variance."""
    weight = variance / (variance + error)
    return prior + weight * (value - prior), weight * error
