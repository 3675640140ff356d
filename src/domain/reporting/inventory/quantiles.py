"""A distribution known by its quantiles: read, inverted and integrated along the last axis.

Between two levels the quantile function is taken as a straight line. Below the lowest level it is flat; above the
highest, an exponential tail goes on through the last levels, so that a service level of 0.999 is not cut off at the
0.995 that forecasts carry, and expectations include what lies beyond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.reporting.models import FloatArray

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
        beyond = np.log((1 - levels[-1]) / (1 - level))
        return np.asarray(values[..., -1] + tail_scale(levels, values) * beyond)
    right = int(np.clip(np.searchsorted(levels, level), 1, levels.size - 1))
    share = max((level - levels[right - 1]) / (levels[right] - levels[right - 1]), 0.0)
    return np.asarray(values[..., right - 1] + share * (values[..., right] - values[..., right - 1]))


def tail_scale(levels: FloatArray, values: FloatArray) -> FloatArray:
    """Return the mean of the exponential tail above the highest level, shape (...)."""
    anchor = min(int(np.searchsorted(levels, TAIL_ANCHOR)), levels.size - 2)
    rise = np.maximum(values[..., -1] - values[..., anchor], 0.0)
    return np.asarray(rise / np.log((1 - levels[anchor]) / (1 - levels[-1])))


def probability_above(levels: FloatArray, values: FloatArray, amount: float) -> float:
    """Return P(X > ``amount``) for one distribution, ``values`` of shape (Q,)."""
    right = int(np.searchsorted(values, amount, side="right"))
    if right == 0:
        return 1.0
    if right == values.size:
        scale = float(tail_scale(levels, values))
        beyond = amount - float(values[-1])
        return float(1 - levels[-1]) * float(np.exp(-beyond / scale)) if scale > 0 else 0.0
    share = (amount - values[right - 1]) / (values[right] - values[right - 1])
    return float(1 - (levels[right - 1] + share * (levels[right] - levels[right - 1])))


def expected_excess(levels: FloatArray, values: FloatArray, amount: float) -> float:
    """Return E[(X - ``amount``)+], the loss function, for one distribution, ``values`` of shape (Q,).

    It is the integral of ``max(Q(u) - amount, 0)`` over u: exact for the straight pieces and the exponential tail
    (Snyder & Shen, Fundamentals of Supply Chain Theory, 2nd ed., appendix C, for loss functions).
    """
    lower, upper = values[:-1], values[1:]
    width = np.diff(levels)
    rise = np.maximum(upper - lower, 1e-300)
    above = (lower + upper) / 2 - amount
    crossing = np.square(upper - amount) / (2 * rise)
    pieces = np.where(amount <= lower, above, np.where(amount >= upper, 0.0, crossing))
    scale = float(tail_scale(levels, values))
    top, remaining = float(values[-1]), float(1 - levels[-1])
    if amount < top:
        tail = remaining * (top - amount + scale)
    else:
        tail = remaining * scale * float(np.exp(-(amount - top) / scale)) if scale > 0 else 0.0
    bottom = float(levels[0]) * max(float(values[0]) - amount, 0.0)
    return float(np.sum(width * pieces)) + tail + bottom


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
