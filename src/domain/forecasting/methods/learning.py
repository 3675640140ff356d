"""What the series of one grain have in common, learned from a sample of them, a class at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.methods import calibration as cal
from domain.forecasting.methods import combination as comb
from domain.forecasting.methods import distribution as dist
from domain.forecasting.methods import totals as tot
from domain.forecasting.methods.classes import CLASSES
from domain.forecasting.methods.empirical import LEVELS, MEDIAN, TAILS, level_at
from domain.forecasting.methods.folds import Fold, fold_at, views_of, whole_origins
from domain.forecasting.methods.panel import Panel, half_life, rolling_horizon, seasons_of
from domain.forecasting.methods.pool import candidates
from domain.forecasting.methods.rolling import roll

if TYPE_CHECKING:
    from domain.forecasting.methods.arrays import Array
    from domain.forecasting.methods.profile import ClassProfile, GrainProfile

FIT_SERIES = 150
"""Series of each class that are enough to learn from."""
STEADY_BELIEVED = 2000.0
"""Steady series sample their own errors well: their calibration stays close to what is assumed."""
TOTALS_BELIEVED = 30.0
"""Independent held-out sums that plain intervals of sums count for."""
TOTALS_STRETCH = (0.85, 3.0)
"""Bounds of the factor on them: too narrow an interval of a sum costs more than too wide a one."""


def fit_grain(panel: Panel, horizon: int, start: GrainProfile) -> GrainProfile:
    """Learn from the panel (a fair sample of it) what its series have in common."""
    active = panel.past.x.any(0)
    chosen = [_sample(np.flatnonzero(active & (panel.klass == klass))) for klass in range(CLASSES)]
    everyone = np.concatenate(chosen)
    if everyone.size == 0:
        return start
    sample = panel.of(np.sort(everyone))
    seasons = {
        name: season.prior
        for name, season in candidates(sample.past, panel.season_length, 1).seasons.items()
        if everyone.size >= 8
    }
    learned = replace(start, seasons=seasons or start.seasons, phase=panel.phase if seasons else start.phase)
    classes = tuple(
        _fit_class(panel.of(members), horizon, learned, klass) if members.size else learned.classes[klass]
        for klass, members in enumerate(chosen)
    )
    return replace(learned, classes=classes)


def _sample(members: Array) -> Array:
    """At most ``FIT_SERIES`` of the members, evenly spread."""
    if not members.size:
        return members
    picks: Array = members[np.unique(np.linspace(0, members.size - 1, FIT_SERIES).astype(int))]
    return picks


def _fit_class(panel: Panel, horizon: int, profile: GrainProfile, klass: int) -> ClassProfile:
    start = profile.classes[klass]
    rows, life = panel.past.x.shape[0], half_life(panel.season_length)
    judged = rolling_horizon(horizon, panel.season_length)
    rolled = roll(panel.past, panel.season_length, judged, seasons_of(panel, profile))
    record = comb.record(rolled)
    prior = comb.fit_prior(record, np.ones(len(panel.scale), bool), start.prior)
    sample = dist.samples(rolled, comb.weights(record, prior))
    level = np.maximum(sample.forecast.mean(1), 1e-9)
    shapes = tuple(
        dist.fit_shape(dist.band_of(sample, first, last, rows, life), level) or start.shape(i)
        for i, (first, last) in enumerate(dist.bands(judged))
    )
    totals = tot.fit_totals(sample, judged, rows, life, start.totals)
    learned = replace(start, prior=prior, shapes=shapes, totals=totals)
    picks = (0, 4) if panel.season_length in {7, 24} else (0, 2, 4)
    whole = whole_origins(rolled, judged)
    folds = [fold_at(rolled, record, prior, judged, whole[pick]) for pick in picks if pick < len(whole)]
    how = cal.fit_calibration(
        [_held_out(fold, panel, learned, life) for fold in folds],
        start.calibration,
        believed=STEADY_BELIEVED if klass == 0 else cal.BELIEVED,
        conformal=klass == 1,
    )
    learned = replace(learned, calibration=how)
    return replace(learned, totals=_stretch_totals(folds, panel, learned, life, klass))


def _held_out(fold: Fold, panel: Panel, profile: ClassProfile, life: float) -> cal.HeldOut:
    whole = fold.seen.all(1)
    unit = panel.past.unit[whole]
    views = views_of(fold.mean[whole], fold.known.of(whole), fold.row, unit, profile, life, fold.mean.shape[1])
    x, seen = panel.past.x, panel.past.seen
    both = seen[1:] * seen[:-1]
    change = (np.abs(np.diff(x, axis=0)) * both).sum(0) / np.maximum(both.sum(0), 1)
    return cal.HeldOut(views, fold.actual[whole], np.maximum(change[whole], 1e-3), unit)


def _stretch_totals(folds: list[Fold], panel: Panel, profile: ClassProfile, life: float, klass: int) -> tot.TotalShape:
    """Factors that make the class's held-out intervals of the whole horizon's sum nominal."""
    actual, quantiles, independent = [np.zeros(0)], [np.zeros((0, len(LEVELS)))], 0.0
    for fold in folds:
        whole = fold.seen.all(1)
        if not whole.any():
            continue
        made = tot.total_quantiles(
            fold.mean[whole], fold.known.of(whole), profile.totals, panel.past.unit[whole], fold.row, life,
            counts=tot.COUNTS[klass],
        )[:, -1]  # fmt: skip
        sold = fold.actual[whole].sum(1)
        width = np.maximum(made[:, level_at(1 - TAILS[0])] - made[:, level_at(TAILS[0])], 1e-6)
        independent += independent_errors((sold - fold.mean[whole].sum(1)) / width)
        actual.append(sold)
        quantiles.append(made)
    away = np.concatenate(actual) - np.concatenate(quantiles)[:, MEDIAN]
    if away.size < 10:
        return profile.totals
    spread = np.abs(np.concatenate(quantiles) - np.concatenate(quantiles)[:, MEDIAN : MEDIAN + 1])
    trust = independent / (independent + TOTALS_BELIEVED)

    def factors(away: Array, levels: tuple[float, ...]) -> tuple[float, float]:
        found = [
            float(np.quantile(away / np.maximum(spread[:, level_at(level)], 1e-6), 1 - tail))
            for tail, level in zip(TAILS, levels, strict=True)
        ]
        first, second = (1 + trust * (float(np.clip(each, *TOTALS_STRETCH)) - 1) for each in found)
        return first, second

    return replace(profile.totals, low=factors(-away, TAILS), high=factors(away, tuple(1 - tail for tail in TAILS)))


def independent_errors(error: Array) -> float:
    """How many independent series the errors of one window, standardised, are worth: related series err together."""
    count = error.size
    clipped = np.clip(error, -3, 3)
    square = float(clipped @ clipped) / max(count, 1)
    if count < 2 or square <= 0:
        return float(count)
    shared = np.clip((count * float(clipped.mean()) ** 2 / square - 1) / (count - 1), 0, 1)
    return float(count / (1 + (count - 1) * shared))
