"""Learning of the grain profile from a sample of series, a class at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.bases import estimate_seasons
from domain.forecasting.engine.classes import CLASSES
from domain.forecasting.engine.evaluation.folds import Fold, fold_at, views_of, whole_origins
from domain.forecasting.engine.grains import half_life, is_frequent, rolling_horizon
from domain.forecasting.engine.intervals import conformal
from domain.forecasting.engine.intervals.cumulative import COUNTS, fit_totals, total_quantiles
from domain.forecasting.engine.intervals.daily import band_of, bands, fit_shape
from domain.forecasting.engine.intervals.own_sums import HeldOutView, fit_own, own_sums
from domain.forecasting.engine.intervals.past_errors import samples
from domain.forecasting.engine.intervals.stretching import HeldOutSums, fit_stretch
from domain.forecasting.engine.selection import combination
from domain.forecasting.engine.selection.rolling_origin import roll

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.panel import Panel
    from domain.forecasting.engine.past import Past
    from domain.forecasting.engine.profile.model import ClassProfile, GrainProfile

FIT_SERIES = 150
"""Series of each class that are enough to learn from."""
STEADY_BELIEVED = 2000.0
"""Steady series sample their own errors well: their calibration stays close to what is assumed."""


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
        for name, season in estimate_seasons(sample.past, panel.season_length, {}).items()
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
    rolled = roll(panel.past, panel.season_length, judged, profile.seasons_at(panel.phase))
    record = combination.record(rolled)
    prior = combination.fit_prior(record, np.ones(len(panel.scale), bool), start.prior)
    sample = samples(rolled, combination.weights(record, prior))
    level = np.maximum(sample.forecast.mean(1), 1e-9)
    shapes = tuple(
        fit_shape(band_of(sample, first, last, rows, life), level) or start.shape(i)
        for i, (first, last) in enumerate(bands(judged))
    )
    totals = fit_totals(sample, judged, rows, life, start.totals)
    learned = replace(start, prior=prior, shapes=shapes, totals=totals)
    picks = (0, 4) if is_frequent(panel.season_length) else (0, 2, 4)
    whole = whole_origins(rolled, judged)
    folds = [fold_at(rolled, record, prior, judged, whole[pick]) for pick in picks if pick < len(whole)]
    how = conformal.fit_calibration(
        [_held_out(fold, panel, learned, life) for fold in folds],
        start.calibration,
        believed=STEADY_BELIEVED if klass == 0 else conformal.BELIEVED,
        conformal=klass == 1,
    )
    learned = replace(learned, calibration=how)
    own = fit_own([_held_out_view(fold, panel, learned, life, klass) for fold in folds])
    learned = replace(learned, totals=replace(learned.totals, own=own))
    held_out = [_held_out_sums(fold, panel, learned, life, klass) for fold in folds]
    stretch = fit_stretch(held_out, judged)
    return replace(learned, totals=replace(learned.totals, stretch=stretch))


def _held_out(fold: Fold, panel: Panel, profile: ClassProfile, life: float) -> conformal.HeldOut:
    whole = fold.seen.all(1)
    unit = panel.past.unit[whole]
    views = views_of(fold.mean[whole], fold.known.of(whole), fold.row, unit, profile, life, fold.mean.shape[1])
    return conformal.HeldOut(views, fold.actual[whole], _changes(panel.past)[whole], unit)


def _changes(past: Past) -> Array:
    """Mean absolute change from step to step, (N,): what losses are scaled by."""
    both = past.seen[1:] * past.seen[:-1]
    change = (np.abs(np.diff(past.x, axis=0)) * both).sum(0) / np.maximum(both.sum(0), 1)
    scale: Array = np.maximum(change, 1e-3)
    return scale


def _held_out_sums(fold: Fold, panel: Panel, profile: ClassProfile, life: float, klass: int) -> HeldOutSums:
    whole = fold.seen.all(1)
    mean, known = fold.mean[whole], fold.known.of(whole)
    past = panel.past.of(whole).until(fold.row, mean.shape[1])
    quantiles = total_quantiles(mean, known, profile.totals, past, life, counts=COUNTS[klass])
    return HeldOutSums(np.cumsum(fold.actual[whole], 1), np.cumsum(mean, 1), quantiles)


def _held_out_view(fold: Fold, panel: Panel, profile: ClassProfile, life: float, klass: int) -> HeldOutView:
    """Own sums of a quarter, a half and the whole of the horizon beside the forecast's."""
    sums = _held_out_sums(fold, panel, profile, life, klass)
    steps = sums.mean.shape[1]
    knots = sorted({max(1, steps // 4), max(1, steps // 2), steps})
    whole = fold.seen.all(1)
    past = panel.past.of(whole).until(fold.row, steps)
    at = np.array(knots) - 1
    return HeldOutView(
        own_sums(past, knots, life),
        sums.quantiles[:, at],
        sums.mean[:, at],
        sums.actual[:, at],
        _changes(panel.past)[whole],
    )
