"""Shape of an event over its days: how much of its effect each day has, learned from past occasions.

A fair sells most on its Saturday, a sale on its first day. The ratio of each day's effect to the whole event's is
pooled over products and occasions and drawn to "the same every day" by how much days differ beyond what chance makes of
them (empirical Bayes: Efron & Morris, 1975, "Data analysis using Stein's estimator").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.shared import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.engine.arrays import Array

SMALLEST = 0.05
"""Deviation from the same every day below which a shape is not worth having."""
MOST = 5.0
"""Times the average day's effect that a day has at most."""
LEAST_FACTOR = 0.1
"""Effect of an event below which too little is sold to tell its days apart."""
MOST_POINTS = 62
"""Points that a shape is kept at."""
DOUBT = 2.0
"""Times their sampling variance by which days have to differ: the variance of a few days is itself unsure."""
NOTHING = 1e-6
"""Units a day up to which nothing is expected of a product."""


@dataclass(frozen=True, eq=False)
class DaySums:
    """Sold and expected amounts of each day of one occasion over all products, each in its average days, (L,).

    ``noise``: variance of the first.
    """

    sold: Array
    expected: Array
    noise: Array


def day_sums(demand: Array, expected: Array, noise: Array, who: Array) -> DaySums:
    """Sums over the products of an event, ``who`` (N,) bool, on its days.

    ``demand``, ``expected``: (N, L), the first ``nan`` where not observed; ``noise``: variance of a day's, (N,).
    """
    known = np.isfinite(demand) & who[:, None]
    scale = np.maximum(np.where(known, expected, 0.0).mean(1, keepdims=True), NOTHING)
    known &= scale > NOTHING
    over = (np.where(known, each, 0.0) / scale for each in (demand, expected))
    sold, plain = (each.sum(0) for each in over)
    return DaySums(sold, plain, np.where(known, noise[:, None] / scale**2, 0.0).sum(0))


def learn_shape(occasions: Sequence[DaySums], scatter: float) -> tuple[float, ...]:
    """Effect of each day over the event's, as long as occasions usually were; empty where every day is alike.

    ``scatter``: relative deviation of a day's sales of the whole shop.
    """
    told = [each for each in occasions if _tells(each)]
    if not told:
        return ()
    length = min(int(np.median([each.sold.size for each in told])), MOST_POINTS)
    ratios, errors = np.array([_ratios(each, scatter, length) for each in told]).transpose(1, 0, 2)
    weight = 1 / errors
    ratio, error = (weight * ratios).sum(0) / weight.sum(0), 1 / weight.sum(0)
    differ = max(float(((ratio - 1) ** 2).sum() / (length - 1) - DOUBT * error.mean()), 0.0)
    shape = np.clip(1 + differ / (differ + error) * (ratio - 1), 0, MOST)
    shape /= shape.mean()
    if float(np.abs(shape - 1).max()) < SMALLEST:
        return ()
    return tuple(shape.tolist())


def on_days(shape: Sequence[float], length: int) -> Array:
    """Effect of each of ``length`` days over the event's, (length,): 1 on average, the first and last as learned."""
    if not shape or length < 2:
        return np.ones(length)
    stretched = np.interp(np.linspace(0, 1, length), np.linspace(0, 1, len(shape)), np.asarray(shape))
    even: Array = stretched / max(float(stretched.mean()), 1e-9)
    return even


def in_words(shape: Sequence[float]) -> str:
    """Clause on the day of an event that brings most, to follow what it brings; empty where its days are alike."""
    if not shape:
        return ""
    day = int(np.argmax(shape))
    return f", most on day {day + 1} of {len(shape)} ({words.number(shape[day])} times its average day)"


def _tells(each: DaySums) -> bool:
    """True when an occasion has several days, each with something expected, and sold something."""
    return each.sold.size > 1 and bool((each.expected > 0).all()) and _whole(each) >= LEAST_FACTOR


def _whole(each: DaySums) -> float:
    return float(each.sold.sum() / each.expected.sum())


def _ratios(each: DaySums, scatter: float, length: int) -> tuple[Array, Array]:
    """Ratios of an occasion's days to the whole of it, at ``length`` points, and their variances."""
    whole = _whole(each)
    ratio = each.sold / each.expected / whole
    error = each.noise * max(whole, 0.25) / (each.expected * whole) ** 2 + scatter**2
    own, common = np.linspace(0, 1, each.sold.size), np.linspace(0, 1, length)
    return np.interp(common, own, ratio), np.interp(common, own, error)
