"""Made-up shops: a prior over the sales histories of small shops, drawn with numpy from a seed.

A learned member is as good as the variety that it was taught. Each series here is one product of a shop that never
was: a level, seasons, a trend, shifts, promotions, closures, stock-outs, a launch or an end, and amounts counted,
weighed, or sold by the pack. Ranges are wide on purpose and were set from knowledge of retail, not fitted to any data
set; they are the assumptions that the shipped weights rest on. Known calendars (holidays by name, prices) are no part
of it: the engine takes those out before the learned member sees a series.

Sources of the parts: Syntetos, Boylan & Croston (2005) for intermittent demand; Snyder, Ord & Beaumont (2012) for
negative binomial counts with drifting means; Dooley et al. (2023) "ForecastPFN" for learning to forecast from a prior.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
Random = np.random.Generator

GRAINS: Final = (7, 52, 12)
"""Season lengths: days, weeks, months."""
SHARES: Final = (0.6, 0.2, 0.2)
"""Of the series, by grain."""
YEAR: Final = {7: 364.25, 52: 52.18, 12: 12.0}
LENGTHS: Final = {7: (14, 476), 52: (12, 220), 12: (8, 160)}
"""Fewest and most steps of history, by grain."""
KINDS: Final = {7: (0.55, 0.8), 52: (0.5, 0.7), 12: (0.45, 0.65)}
"""Share of the series that are counts, and with those that are orders of several units; the rest is measured."""
MOST_RATE: Final = 1e6


@dataclass(frozen=True, eq=False)
class Series:
    """N made-up series of one grain: ``past`` (N, T), ``nan`` before the start and where unknown; ``coming`` (N, H)."""

    season_length: int
    past: Floats
    coming: Floats


def made_up(rng: Random, count: int, season_length: int, *, steps: int, ahead: int) -> Series:
    """Draw ``count`` series of one grain with ``steps`` of history at most and ``ahead`` steps to come."""
    total = steps + ahead
    chance = _chance(rng, count)
    rate = _rates(rng, count, season_length, steps, total, chance)
    amount = _amounts(rng, rate, season_length, chance)
    amount, unknown = _disturbed(rng, amount, season_length, steps)
    amount[:, :steps][unknown] = np.nan
    first = steps - _lengths(rng, count, season_length, steps)
    amount[np.arange(total)[None] < first[:, None]] = np.nan
    return Series(season_length, amount[:, :steps], amount[:, steps:])


def _chance(rng: Random, count: int) -> Floats:
    """Factor on what moves a series by chance: one for half of them, a fifteenth for the steadiest, (N, 1)."""
    return np.where(rng.random((count, 1)) < 0.5, 1.0, 15 ** -rng.random((count, 1)))


def _some(rng: Random, count: int, share: float) -> Floats:
    """One or nought a series, (N, 1)."""
    return (rng.random((count, 1)) < share).astype(np.float64)


def _spread(rng: Random, count: int, middle: float, sigma: float) -> Floats:
    """Log-normal sizes, (N, 1)."""
    return middle * np.exp(sigma * rng.standard_normal((count, 1)))


def _lengths(rng: Random, count: int, season_length: int, steps: int) -> Floats:
    least, most = LENGTHS[season_length]
    drawn = (least + (most - least) * rng.random(count) ** 0.8).astype(int)
    whole = rng.random(count) < (0.35 if season_length == 7 else 0.1)
    return np.minimum(np.where(whole, steps, drawn), steps)


def _rates(rng: Random, count: int, season_length: int, steps: int, total: int, chance: Floats) -> Floats:
    """Expected demand a step, (N, total)."""
    base = {7: 0.5, 52: 1.3, 12: 1.8}[season_length] - np.log(chance)
    level = base + 2.0 * rng.standard_normal((count, 1)) + 3.0 * _some(rng, count, 0.15)
    log = level + _season(rng, count, season_length, total) + _yearly(rng, count, season_length, total)
    log = log + _wandering(rng, count, season_length, steps, total, chance)
    log = log + _promotions(rng, count, season_length, total)
    rate = np.exp(np.clip(log, -9, 12)) * _life(rng, count, season_length, steps, total)
    return np.minimum(rate * _open(rng, count, season_length, total), MOST_RATE)


def _season(rng: Random, count: int, season_length: int, total: int) -> Floats:
    """Weekdays, some with every other week apart, in logarithms, which may change once.

    Nothing on coarser grains, whose season is the year.
    """
    if season_length != 7:
        return np.zeros((count, 1))
    shape = rng.standard_normal((count, 7)) * _spread(rng, count, 0.2, 0.8)
    weekend = np.zeros((count, 7))
    weekend[:, 5:] = rng.standard_normal((count, 1)) * 0.4
    turned = (np.arange(total)[None] + rng.integers(7, size=(count, 1))) % 7
    profile = np.take_along_axis(shape + weekend, turned, 1)
    other = np.take_along_axis(shape * 0.5 + rng.standard_normal((count, 7)) * 0.25, turned, 1)
    turned = (np.arange(total)[None] + rng.integers(14, size=(count, 1))) % 14
    week = 0.3 * rng.standard_normal((count, 1)) * _some(rng, count, 0.12)
    profile = profile + np.where(turned < rng.integers(5, 8, (count, 1)), week, 0)
    change = (np.arange(total)[None] > rng.random((count, 1)) * total * 1.1) * _some(rng, count, 0.15)
    return profile * (1 - change) + other * change


def _yearly(rng: Random, count: int, season_length: int, total: int) -> Floats:
    """A smooth year, busy weeks in it, and on coarse grains a shape of its own by period; in logarithms."""
    time = np.arange(total)[None] / YEAR[season_length] + rng.random((count, 1))
    has = _some(rng, count, 0.5 if season_length == 7 else 0.75)
    size = _spread(rng, count, 0.2, 0.8)
    year = np.zeros((count, total))
    for wave in (1, 2, 3):
        year += rng.standard_normal((count, 1)) / wave * np.sin(2 * np.pi * (wave * time + rng.random((count, 1))))
    year = size * year
    if season_length != 7:
        own = rng.standard_normal((count, season_length)) * _spread(rng, count, 0.12, 0.8)
        year += np.take_along_axis(own, (time * season_length).astype(int) % season_length, 1)
    for _ in range(2):
        away = np.abs((time + rng.random((count, 1))) % 1 - 0.5)
        wide = _spread(rng, count, 0.02, 0.6)
        lift = np.abs(rng.standard_normal((count, 1))) * 0.9 * _some(rng, count, 0.3)
        moved = 1 + 0.3 * rng.standard_normal((count, 1))
        year += lift * moved * np.exp(-0.5 * (away / wide) ** 2)
    strength = 1 + 0.3 * rng.standard_normal((count, 1)) * (time - time.mean(1, keepdims=True))
    seasonal = _some(rng, count, 0.04) * np.where(np.sin(2 * np.pi * time) > rng.uniform(-0.5, 0.5, (count, 1)), 0, -4)
    return has * year * np.clip(strength, 0.3, 2) + seasonal


def _wandering(rng: Random, count: int, season_length: int, steps: int, total: int, chance: Floats) -> Floats:
    """Trend, a level that drifts and returns, and shifts of it; in logarithms."""
    span = {7: 400.0, 52: 110.0, 12: 48.0}[season_length]
    time = (np.arange(total)[None] - steps) / span
    trend = 0.35 * rng.standard_normal((count, 1)) * _some(rng, count, 0.6)
    bend = trend * np.where(time > -rng.random((count, 1)), rng.uniform(0, 1.2, (count, 1)), 1.0)
    keep = 1 - np.exp(-1.5 - 5 * rng.random((count, 1)))
    noise = rng.standard_normal((count, total)) * _spread(rng, count, 0.06, 0.8)
    reach = 1
    while reach < total:
        noise[:, reach:] += keep**reach * noise[:, :-reach].copy()
        reach *= 2
    slow = (
        np.cumsum(rng.standard_normal((count, total)), 1) * _spread(rng, count, 0.01, 0.7) * (7 / season_length) ** -0.5
    )
    slow = (slow - slow[:, steps : steps + 1]) * _some(rng, count, 0.6)
    shift = np.zeros((count, total))
    for share in (0.3, 0.12):
        since = np.arange(total)[None] > rng.random((count, 1)) * total
        shift += since * 0.7 * rng.standard_normal((count, 1)) * _some(rng, count, share)
    return bend * time + noise * chance + slow * np.sqrt(chance) + shift * np.sqrt(chance)


def _promotions(rng: Random, count: int, season_length: int, total: int) -> Floats:
    """Stretches of higher demand that nothing announces, sometimes with less after them; in logarithms."""
    longest = 14 if season_length == 7 else 3
    often = 0.03 * rng.random((count, 1)) * _some(rng, count, 0.4)
    starts = (rng.random((count, total)) < often).astype(np.float64)
    lasts = rng.integers(1, longest + 1, size=(count, 1))
    upto = np.cumsum(starts, 1)
    running, after = np.zeros((count, total)), np.zeros((count, total))
    for wide in range(1, longest + 1):
        rows = lasts[:, 0] == wide
        on = upto[rows].copy()
        on[:, wide:] -= upto[rows, :-wide]
        running[rows] = np.minimum(on, 1)
        after[rows, wide:] = np.minimum(on, 1)[:, :-wide]
    lift = np.abs(rng.standard_normal((count, 1))) * 0.9
    return running * lift - (after * (1 - running)) * lift * 0.3 * _some(rng, count, 0.4)


def _life(rng: Random, count: int, season_length: int, steps: int, total: int) -> Floats:
    """Launches that grow or fade into their level, ends, and long times off the shelf, (N, total)."""
    month = {7: 28, 52: 6, 12: 3}[season_length]
    time = np.arange(total)[None]
    fading = _spread(rng, count, 1.0, 0.6) * month * 3
    born = steps - rng.random((count, 1)) * fading * 4
    age = np.maximum(time - born, 0) / fading
    launch = 1 + _some(rng, count, 0.08) * np.clip(rng.standard_normal((count, 1)), -0.9, 2) * np.exp(-age)
    end = steps + (rng.random((count, 1)) - 0.75) * total * 0.4
    gone = _some(rng, count, 0.12) * (time > end)
    slowly = np.exp(-np.maximum(time - end, 0) / month)
    stays = 1 - 1 / np.maximum(_spread(rng, count, 3.0, 0.8) * month, 2)
    listed = np.where(_some(rng, count, 0.08) > 0, _switching(rng, count, total, stays) > 0, 1.0)
    return launch * listed * np.where(gone > 0, np.where(rng.random((count, 1)) < 0.5, 0.0, slowly), 1.0)


def _open(rng: Random, count: int, season_length: int, total: int) -> Floats:
    """Nought on the weekdays and holidays that a shop is closed on, (N, total)."""
    if season_length != 7:
        return np.ones((count, 1))
    day = (np.arange(total)[None] + rng.integers(7, size=(count, 1))) % 7
    closed = (day == 0) & (rng.random((count, 1)) < 0.25) | (day == 1) & (rng.random((count, 1)) < 0.06)
    holidays = rng.random((count, total)) < 0.03 * rng.random((count, 1)) * _some(rng, count, 0.4)
    once = _some(rng, count, 0.02) * (day != rng.integers(7, size=(count, 1)))
    return 1.0 - np.maximum(closed | holidays, once)


def _amounts(rng: Random, rate: Floats, season_length: int, chance: Floats) -> Floats:
    """What is sold at these rates: counts, orders of several units, packs, or measured amounts, (N, total)."""
    count, total = rate.shape
    kind = rng.random(count)
    amount = np.empty_like(rate)
    first, last = KINDS[season_length]
    counts = kind < first
    amount[counts] = _counts(rng, rate[counts], chance[counts])
    orders = (kind >= first) & (kind < last)
    amount[orders] = _orders(rng, rate[orders])
    rest = kind >= last
    noise = rng.standard_normal((int(rest.sum()), total)) * _spread(rng, int(rest.sum()), 0.15, 0.8) * chance[rest]
    amount[rest] = rate[rest] * np.exp(np.clip(noise, -3, 3))
    pack = np.where(rng.random((count, 1)) < 0.06, rng.choice([2.0, 5.0, 6.0, 10.0, 12.0, 24.0], (count, 1)), 1.0)
    whole = pack * np.floor(amount / pack + rng.random((count, total)))
    return np.where(pack > 1, whole, amount)


def _counts(rng: Random, rate: Floats, chance: Floats) -> Floats:
    """Poisson and negative binomial counts, some of which come in clusters of steps."""
    count, total = rate.shape
    steadier = (1 + rate.mean(1, keepdims=True)) ** rng.uniform(0.2, 0.8, (count, 1))
    over = chance * _spread(rng, count, 0.4, 1.0) / steadier * (rng.random((count, 1)) < 0.8)
    shape = 1 / np.maximum(over, 1e-3)
    mixed = np.where(over > 1e-3, rng.standard_gamma(np.broadcast_to(shape, rate.shape)) / shape, 1.0)
    stays = rng.random((count, 1)) * 0.9
    on = np.where(_some(rng, count, 0.15) > 0, _switching(rng, count, total, stays), 1.0)
    return rng.poisson(np.minimum(rate * mixed * on, MOST_RATE)).astype(np.float64)


def _switching(rng: Random, count: int, total: int, stays: Floats) -> Floats:
    """Stretches with and without demand, whose mean is one, (N, total)."""
    share = rng.uniform(0.15, 0.8, (count, 1))
    anew = rng.random((count, total)) >= stays
    anew[:, 0] = True
    at = np.maximum.accumulate(np.where(anew, np.arange(total)[None], 0), axis=1)
    state = np.take_along_axis(rng.random((count, total)), at, 1) < share
    return state / share


def _orders(rng: Random, rate: Floats) -> Floats:
    """Orders of log-normal size that come at random, or about every so many steps."""
    count, total = rate.shape
    typical = np.exp(np.abs(rng.standard_normal((count, 1))) * 1.1)
    spread = rng.uniform(0.2, 1.2, (count, 1))
    orders = np.minimum(rate / typical, 50.0)
    number = rng.poisson(orders).astype(np.float64)
    upto = np.floor(np.cumsum(orders, 1) + rng.random((count, 1)))
    regular = np.diff(upto, axis=1, prepend=0)
    regular[:, 0] = 0
    number = np.where(_some(rng, count, 0.2) > 0, np.maximum(regular, 0), number)
    each = typical * np.exp(
        spread * rng.standard_normal((count, total)) / np.sqrt(np.maximum(number, 1)) - spread**2 / 2
    )
    sold = number * each
    counted = np.maximum(np.round(sold), number > 0)
    return np.where(rng.random((count, 1)) < 0.8, counted, sold)


def _disturbed(rng: Random, amount: Floats, season_length: int, steps: int) -> tuple[Floats, Floats]:
    """Stock-outs that look like no demand, days that are not known, and errors of typing, in the past alone."""
    count, total = amount.shape
    amount = amount.copy()
    longest = {7: 40, 52: 8, 12: 3}[season_length]
    time = np.arange(total)[None]
    unknown = np.zeros((count, steps), dtype=bool)
    for share, said in ((0.06, False), (0.08, True)):
        first = rng.integers(0, steps, (count, 1))
        last = first + 1 + (rng.random((count, 1)) ** 2 * longest).astype(int)
        out = (time >= first) & (time < last) & (rng.random((count, 1)) < share)
        if said:
            unknown |= out[:, :steps]
        else:
            amount[:, :steps][out[:, :steps]] = 0
    unknown |= rng.random((count, steps)) < 0.05 * _some(rng, count, 0.06)
    wrong = rng.random((count, steps)) < 0.004 * _some(rng, count, 0.08)
    amount[:, :steps] = np.where(wrong, amount[:, :steps] * rng.uniform(3, 15, (count, 1)), amount[:, :steps])
    return amount, unknown
