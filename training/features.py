"""Scale-free features of series that the network reads, the same in training and in forecasting.

A series is divided by its own recent level and compressed (asinh), so that forecasts are scale-equivariant. Recent
steps enter one by one, older ones as summaries, and every coming step sees its own place in earlier seasons. No phase
of the season is named: a place in it is told by distance alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

WEEK: Final = 7
STEPS: Final = 448
"""Steps of history looked at."""
AHEAD: Final = 28
"""Steps forecast."""
REACH: Final = {WEEK: 28, 52: 16, 12: 18}
"""Steps that were learned, by season length."""
BLOCK: Final = 7
"""Steps of one token: of the recent past, and of the horizon."""
RECENT: Final = 56
"""Steps that enter one by one."""
OLD_BLOCK: Final = 28
"""Steps of one token of the older past."""
YEAR: Final = {7: 364, 52: 52, 12: 12}
"""Steps of a year by season length; on daily series a whole number of weeks."""
CYCLES: Final = {7: 8, 52: 3, 12: 4}
"""Seasons whose mean a coming step is shown."""
LATE_CYCLES: Final = {7: 3, 52: 1, 12: 2}
"""The same of late."""
SMOOTH: Final = {7: 10, 52: 1, 12: 0}
"""Steps on each side that the smoothed value of a year ago is the mean of."""
HALF_LIFE: Final = 56.0
"""Steps after which an amount counts half in the scale."""
ALWAYS: Final = 0.05
"""Least weight of an amount in the scale."""
LARGEST: Final = 200.0
"""Times the scale beyond which an amount is cut."""
FORTNIGHT: Final = 14
"""Days of the second season of daily series; their last ``FORTNIGHTS`` are shown."""
FORTNIGHTS: Final = 4
SEEN_FEATURES: Final = 11
"""Of a coming step."""
WHOLE_FEATURES: Final = 17
OLD_FEATURES: Final = 16
LEVEL_HALF_LIFE: Final = {7: 14.0, 52: 4.0, 12: 2.5}
"""Steps after which an amount counts half in the level that outputs are read against."""
FACTOR_BELIEVED: Final = 1.0
"""Seasons that no season counts for."""
FACTORS: Final = (0.1, 6.0)
SPREAD_STEPS: Final = 112
"""Last steps whose changes say how far quantiles lie apart."""
SPREADS: Final = (0.03, 2.0)
LEAST_BASE: Final = 0.02


@dataclass(frozen=True, eq=False)
class Features:
    """Inputs of N series, all float32.

    Attributes
    ----------
    recent
        Amounts and whether they were seen, a token a block, (N, 8, 14).
    old
        Means, largest amounts, shares with a sale and shares seen of the quarters of a block, (N, 14, 16).
    whole
        Of the whole series, (N, 17).
    coming
        Of each coming step, a token a block, (N, 4, 77).
    base
        A plain forecast of each coming step over the scale, which outputs are read against, (N, 28).
    spread
        Usual change, compressed, from step to step or from season to season, that quantiles lie apart by, (N,).
    scale
        Amount that all was divided by, (N,); 1 where nothing was sold.
    """

    recent: Array
    old: Array
    whole: Array
    coming: Array
    base: Array
    spread: Array
    scale: Array


def features_of(values: Array, season_length: int) -> Features:
    """Features of series (N, ``STEPS``) that end at the origin, ``nan`` where nothing was observed."""
    seen = np.isfinite(values)
    amount = np.where(seen, np.maximum(values, 0), 0).astype(np.float32)
    known = seen.astype(np.float32)
    weight = _scale_weights()
    total = amount @ weight
    scale = total / np.maximum(known @ weight, 1e-9)
    scale = np.where(total > 0, scale, 1.0).astype(np.float32)
    level = np.minimum(amount / scale[:, None], LARGEST)
    size = np.arcsinh(level) * known
    base, factor = _base(level, known, season_length)
    spread = np.minimum(_change(size, known, 1), _change(size, known, season_length))
    count = len(values)
    blocks = (count, RECENT // BLOCK, BLOCK)
    recent = np.concatenate([size[:, -RECENT:].reshape(blocks), known[:, -RECENT:].reshape(blocks)], 2)
    return Features(
        recent,
        _old(level, size, known),
        _whole(level, size, known, season_length, spread),
        _coming(level, size, known, season_length, base, factor),
        base,
        spread,
        scale,
    )


@cache
def _scale_weights() -> Array:
    age = np.arange(STEPS - 1, -1, -1)
    weights: Array = (0.5 ** (age / HALF_LIFE) + ALWAYS).astype(np.float32)
    return weights


def _old(level: Array, size: Array, known: Array) -> Array:
    """Tokens of the older past, (N, T, 16)."""
    shape = (len(level), (STEPS - RECENT) // OLD_BLOCK, 4, OLD_BLOCK // 4)
    parts = [each[:, :-RECENT].reshape(shape) for each in (level, size, known)]
    seen = parts[2].sum(3)
    at_least = np.maximum(seen, 1)
    sold = ((parts[0] > 0) & (parts[2] > 0)).sum(3, dtype=np.float32)
    mean = np.arcsinh(parts[0].sum(3) / at_least)
    old: Array = np.concatenate([mean, parts[1].max(3), sold / at_least, seen / shape[3]], 2)
    return old


def _mean(level: Array, known: Array, last: int) -> Array:
    """Compressed mean of the last steps, (N,)."""
    mean: Array = np.arcsinh(level[:, -last:].sum(1) / np.maximum(known[:, -last:].sum(1), 1))
    return mean


def _change(size: Array, known: Array, apart: int) -> Array:
    """Mean absolute change over so many steps of late, (N,); much where none is known."""
    last = slice(-SPREAD_STEPS, None)
    both = (known[:, apart:] * known[:, :-apart])[:, last]
    total = (np.abs(size[:, apart:] - size[:, :-apart])[:, last] * both).sum(1)
    count = both.sum(1)
    change: Array = np.where(count > 0, np.clip(total / np.maximum(count, 1), *SPREADS), SPREADS[1])
    return change.astype(np.float32)


def _whole(level: Array, size: Array, known: Array, season_length: int, spread: Array) -> Array:
    """Features of the whole series, (N, 17)."""
    seen = np.maximum(known.sum(1), 1)
    sold = (level > 0) * known
    sales = np.maximum(sold.sum(1), 1)
    smallest = np.where(sold > 0, level, LARGEST).min(1)
    silent = np.where(sold.any(1), np.argmax(sold[:, ::-1] > 0, axis=1), STEPS)
    mean = size.sum(1) / sales
    varied = np.sqrt(np.maximum((size**2).sum(1) / sales - mean**2, 0))
    grain = [np.full(len(level), season_length == each, np.float32) for each in (7, 52, 12)]
    features = [
        np.log(smallest) / 3,
        np.log(seen) / 3 - 1,
        sold.sum(1) / seen,
        sold[:, -RECENT:].sum(1) / np.maximum(known[:, -RECENT:].sum(1), 1),
        np.log1p(silent) / 3,
        varied,
        np.log(spread),
        *grain,
        *(_mean(level, known, last) for last in (1, 3, 7, 14, 28, 56, 112)),
    ]
    return np.stack(features, 1).astype(np.float32)


def _coming(level: Array, size: Array, known: Array, season_length: int, base: Array, factor: Array) -> Array:
    """Features of the coming steps by block, (N, 4, 77)."""
    year = YEAR[season_length]
    steps = np.arange(AHEAD)
    back = year * (steps // year + 1)
    last, before = STEPS + steps - back, STEPS + steps - back - year
    parts = [size[:, last], known[:, last]]
    if before[0] >= 0:
        parts += [size[:, before], known[:, before]]
    else:
        parts += [np.zeros((len(size), AHEAD), np.float32)] * 2
    parts.append(_smoothed(level, known, last, SMOOTH[season_length]))
    parts += _phase_means(level, known, season_length, CYCLES[season_length])
    parts += _phase_means(level, known, season_length, LATE_CYCLES[season_length])[:1]
    daily = season_length == WEEK
    parts += _phase_means(level, known, FORTNIGHT, FORTNIGHTS)[:1] if daily else [np.zeros_like(base)]
    parts += [np.arcsinh(base), np.log(factor)]
    stacked = np.stack(parts, 2)
    coming: Array = stacked.reshape(len(size), AHEAD // BLOCK, BLOCK * SEEN_FEATURES).astype(np.float32)
    return coming


def _smoothed(level: Array, known: Array, at: Array, wide: int) -> Array:
    """Compressed means of the steps around ``at``, (N, len(at)); only those before the origin count."""
    edges = np.zeros((len(level), 1), np.float64)
    sums, seen = (np.concatenate([edges, np.cumsum(each, 1, dtype=np.float64)], 1) for each in (level, known))
    first, last = np.maximum(at - wide, 0), np.minimum(at + wide + 1, STEPS)
    mean = (sums[:, last] - sums[:, first]) / np.maximum(seen[:, last] - seen[:, first], 1)
    smoothed: Array = np.arcsinh(mean).astype(np.float32)
    return smoothed


def _phase_means(level: Array, known: Array, season_length: int, cycles: int) -> list[Array]:
    """Compressed means of each coming step's phase over the last seasons, and the shares seen, (N, AHEAD) each."""
    shape = (len(level), cycles, season_length)
    rows = cycles * season_length
    sums, seen = (each[:, -rows:].reshape(shape).sum(1) for each in (level, known))
    phase = np.arange(AHEAD) % season_length
    return [np.arcsinh(sums / np.maximum(seen, 1))[:, phase], (seen / cycles)[:, phase]]


def _base(level: Array, known: Array, season_length: int) -> tuple[Array, Array]:
    """Discounted level times the coming step's seasonal factor, and that factor, (N, AHEAD) each.

    Factors are means of a phase over the mean of all, shrunk to 1; the level is a ratio of discounted sums, of amounts
    over factors.
    """
    rows = CYCLES[season_length] * season_length
    shape = (len(level), CYCLES[season_length], season_length)
    sums, seen = (each[:, -rows:].reshape(shape).sum(1) for each in (level, known))
    mean = np.maximum(sums.sum(1) / np.maximum(seen.sum(1), 1), LEAST_BASE)[:, None]
    factor = np.clip((sums / mean + FACTOR_BELIEVED) / (seen + FACTOR_BELIEVED), *FACTORS).astype(np.float32)
    age = np.arange(STEPS - 1, -1, -1)
    weight = (0.5 ** (age / LEVEL_HALF_LIFE[season_length])).astype(np.float32)
    exposure = known * np.take(factor, (-1 - age) % season_length, axis=1)
    late = (level @ weight) / np.maximum(exposure @ weight, 1e-6)
    coming = factor[:, np.arange(AHEAD) % season_length]
    base: Array = np.clip(late[:, None] * coming, LEAST_BASE, LARGEST).astype(np.float32)
    return base, coming
