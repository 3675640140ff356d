"""A distribution known by its quantiles: read, inverted and integrated along the last axis.

Between two levels the quantile function is taken as a straight line. Below the lowest level it is flat; above the
highest, an exponential tail goes on through the last levels, so that a service level of 0.999 is not cut off at the
0.995 that forecasts carry, and expectations include what lies beyond.

What is asked of one distribution at a time, a few dozen numbers, is plain Python: ten times quicker than arrays there.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.shared.arrays import FloatArray

#: The exponential tail is drawn through the highest level and the last one at or below this.
TAIL_ANCHOR = 0.975


def quantile(levels: FloatArray, values: FloatArray, level: float) -> FloatArray:
    """Return the quantiles at one ``level``.

    Parameters
    ----------
    levels
        Probability levels, ascending, shape (Q,).
    values
        Quantiles at those levels, shape (..., Q).
    level
        Between 0 and 1.

    Returns
    -------
    Shape (...).
    """
    if not 0 < level < 1:
        raise ValueError("level must lie between 0 and 1")
    if level > levels[-1]:
        beyond = math.log((1 - levels[-1]) / (1 - level))
        return np.asarray(values[..., -1] + tail_scale(levels, values) * beyond)
    right, share = _between(levels.tolist(), level)
    left = values[..., right - 1]
    return np.asarray(left + share * (values[..., right] - left))


def quantile_of_one(levels: Sequence[float], values: Sequence[float], level: float) -> float:
    """Return the quantile of one distribution at one ``level``, ``values`` of shape (Q,)."""
    if not 0 < level < 1:
        raise ValueError("level must lie between 0 and 1")
    if level > levels[-1]:
        return values[-1] + _tail_scale_of_one(levels, values) * math.log((1 - levels[-1]) / (1 - level))
    right, share = _between(levels, level)
    return values[right - 1] + share * (values[right] - values[right - 1])


def _between(levels: Sequence[float], level: float) -> tuple[int, float]:
    """Return the column at or above a level, and how far the level lies from the column before towards it."""
    right = min(max(bisect_left(levels, level), 1), len(levels) - 1)
    return right, max((level - levels[right - 1]) / (levels[right] - levels[right - 1]), 0.0)


def tail_scale(levels: FloatArray, values: FloatArray) -> FloatArray:
    """Return the mean of the exponential tail above the highest level, shape (...)."""
    anchor = min(int(np.searchsorted(levels, TAIL_ANCHOR)), levels.size - 2)
    rise = np.maximum(values[..., -1] - values[..., anchor], 0.0)
    return np.asarray(rise / np.log((1 - levels[anchor]) / (1 - levels[-1])))


def _tail_scale_of_one(levels: Sequence[float], values: Sequence[float]) -> float:
    anchor = min(bisect_left(levels, TAIL_ANCHOR), len(levels) - 2)
    return max(values[-1] - values[anchor], 0.0) / math.log((1 - levels[anchor]) / (1 - levels[-1]))


def probability_above(levels: Sequence[float], values: Sequence[float], amount: float) -> float:
    """Return P(X > ``amount``) for one distribution, ``values`` of shape (Q,)."""
    right = bisect_right(values, amount)
    if right == 0:
        return 1.0
    if right == len(values):
        scale = _tail_scale_of_one(levels, values)
        return (1 - levels[-1]) * math.exp(-(amount - values[-1]) / scale) if scale > 0 else 0.0
    share = (amount - values[right - 1]) / (values[right] - values[right - 1])
    return 1 - (levels[right - 1] + share * (levels[right] - levels[right - 1]))


def probabilities_above(levels: FloatArray, values: FloatArray, amounts: FloatArray) -> FloatArray:
    """Return P(X > amount) of n distributions, ``values`` of shape (n, Q), each at its own of the ``amounts`` (n,)."""
    right = (values <= amounts[:, None]).sum(axis=1)
    rows, inside = np.arange(right.size), np.clip(right, 1, levels.size - 1)
    lower, upper = values[rows, inside - 1], values[rows, inside]
    share = np.clip((amounts - lower) / np.where(upper > lower, upper - lower, 1.0), 0.0, 1.0)
    below = levels[inside - 1] + share * (levels[inside] - levels[inside - 1])
    scale, beyond = tail_scale(levels, values), np.maximum(amounts - values[:, -1], 0.0)
    tail = np.where(scale > 0, np.exp(-beyond / np.where(scale > 0, scale, 1.0)), 0.0) * (1 - levels[-1])
    return np.asarray(np.where(right == 0, 1.0, np.where(right == levels.size, tail, 1 - below)))


def expected_excess(levels: Sequence[float], values: Sequence[float], amount: float) -> float:
    """Return E[(X - ``amount``)+], the loss function, for one distribution, ``values`` of shape (Q,).

    It is the integral of ``max(Q(u) - amount, 0)`` over u: exact for the straight pieces and the exponential tail
    (Snyder & Shen, Fundamentals of Supply Chain Theory, 2nd ed., appendix C, for loss functions).
    """
    total = levels[0] * max(values[0] - amount, 0.0)
    for (below, above), (lower, upper) in zip(pairwise(levels), pairwise(values), strict=True):
        if amount <= lower:
            total += (above - below) * ((lower + upper) / 2 - amount)
        elif amount < upper:
            total += (above - below) * (upper - amount) ** 2 / (2 * (upper - lower))
    scale = _tail_scale_of_one(levels, values)
    top, remaining = values[-1], 1 - levels[-1]
    if amount < top:
        return total + remaining * (top - amount + scale)
    return total + (remaining * scale * math.exp(-(amount - top) / scale) if scale > 0 else 0.0)


def mean(levels: FloatArray, values: FloatArray) -> FloatArray:
    """Return the mean of the distributions, the integral of the quantile function; result (...)."""
    pieces = (values[..., :-1] + values[..., 1:]) / 2 * np.diff(levels)
    tail = (1 - levels[-1]) * (values[..., -1] + tail_scale(levels, values))
    return np.asarray(pieces.sum(axis=-1) + levels[0] * values[..., 0] + tail)


def variance(levels: FloatArray, values: FloatArray) -> FloatArray:
    """Return the variance of the distributions, by integrating the squared quantile function; result (...)."""
    centred = values - mean(levels, values)[..., None]
    lower, upper = centred[..., :-1], centred[..., 1:]
    pieces = (lower * lower + lower * upper + upper * upper) / 3 * np.diff(levels)
    scale, top = tail_scale(levels, values), centred[..., -1]
    tail = (1 - levels[-1]) * (top * top + 2 * top * scale + 2 * scale * scale)
    return np.asarray(np.maximum(pieces.sum(axis=-1) + levels[0] * np.square(centred[..., 0]) + tail, 0.0))
