"""From a matrix of histories to means and quantiles, a class of series at a time.

``fit_grain`` learns what the series have in common; ``forecast_matrix`` forecasts each series with that and with its
own past only, so a product's forecast does not depend on which others share its batch.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.methods import calibration as cal
from domain.forecasting.methods import combination as comb
from domain.forecasting.methods import distribution as dist
from domain.forecasting.methods import totals as tot
from domain.forecasting.methods.classes import CLASSES, classify
from domain.forecasting.methods.empirical import LEVELS, MEDIAN
from domain.forecasting.methods.pool import Past, candidates
from domain.forecasting.methods.profile import ClassProfile, GrainProfile, default_class
from domain.forecasting.methods.rolling import in_phase, roll

if TYPE_CHECKING:
    from domain.forecasting.methods.arrays import Array
    from domain.forecasting.methods.distribution import Samples
    from domain.forecasting.methods.rolling import Rolled
    from domain.forecasting.methods.seasonality import SeasonPrior

HALF_LIFE = {7: 90.0, 52: 52.0, 12: 36.0}
"""Steps after which an error counts half, by season length."""
FIT_SERIES = 250
"""Series of each class that are enough to learn a profile from."""
CHUNK = 500
STEADY_BELIEVED = 2000.0
"""Steady series sample their own errors well: their calibration stays close to what is assumed."""
COUNTS = (0.0, 0.5, 1.0)
"""Share of the negative binomial in small totals, by class."""


@dataclass(frozen=True, eq=False)
class Panel:
    """N series of one grain, normalised: ``past`` holds demand over ``scale`` (N,); ``klass`` (N,) is their class."""

    past: Past
    scale: Array
    klass: Array
    step: Array
    season_length: int
    phase: int = 0

    def of(self, series: Array) -> Panel:
        """The series at ``series``."""
        return Panel(
            self.past.of(series),
            self.scale[series],
            self.klass[series],
            self.step[series],
            self.season_length,
            self.phase,
        )


@dataclass(frozen=True, eq=False)
class Fold:
    """What would have been forecast at a past origin: ``mean`` (N, k) and the errors known then."""

    row: int
    mean: Array
    actual: Array
    seen: Array
    known: Samples


@dataclass(frozen=True, eq=False)
class Judged:
    """A fold with its calibrated quantiles (N, k, Q), in units."""

    row: int
    mean: Array
    quantiles: Array
    actual: Array


@dataclass(frozen=True, eq=False)
class MatrixForecast:
    """Forecasts of N series in units: (N, H) and (N, H, Q); ``folds`` newest first; ``weights`` by candidate kind."""

    mean: Array
    quantiles: Array
    cumulative: Array
    folds: tuple[Judged, ...]
    kinds: tuple[dict[str, float], ...]
    rows: int


def prepare(
    demand: Array,
    season_length: int,
    *,
    effect: Array | None = None,
    future_effect: Array | None = None,
    phase: int = 0,
) -> Panel:
    """Normalise a matrix (N, T) with ``nan`` where nothing was observed; effects are (N, T) and (N, H).

    ``phase`` is the season's phase of the first step ahead (any fixed counting, the same for all calls of a shop).
    """
    seen = np.isfinite(demand)
    values = np.where(seen, demand, 0.0)
    scale = values.sum(1) / np.maximum(seen.sum(1), 1)
    scale = np.where(scale > 0, scale, 1.0)
    x = values / scale[:, None]
    past = Past(
        np.ascontiguousarray(x.T, dtype=np.float32),
        np.ascontiguousarray(seen.T, dtype=np.float32),
        _unit(x),
        None if effect is None else np.ascontiguousarray(effect.T, dtype=np.float32),
        None if future_effect is None else np.ascontiguousarray(future_effect.T, dtype=np.float32),
    )
    return Panel(past, scale, classify(past), _unit(values), season_length, phase)


def _units(quantiles: Array, panel: Panel, how: cal.Calibration) -> Array:
    """Normalised quantiles in units: exactly whole ones where the class is rounded."""
    amount = quantiles * panel.scale[:, None, None]
    return cal.whole(amount, panel.step) if how.rounded else amount


def _unit(x: Array) -> Array:
    """Smallest step between different amounts of each series: 1 unit for counts, next to nothing for weights."""
    gaps = np.diff(np.sort(x, axis=1), axis=1)
    smallest = np.where(gaps > 1e-6, gaps, np.inf).min(axis=1, initial=np.inf)
    single = x.max(axis=1, initial=0)
    return np.where(np.isfinite(smallest), smallest, np.where(single > 0, single, 1.0))


def rolling_horizon(horizon: int, season_length: int) -> int:
    """How far ahead past origins are judged: the horizon, or as far as most histories can be judged at all."""
    return min(horizon, 56 if season_length == 7 else max(season_length, 8))


def half_life(season_length: int) -> float:
    """Steps after which an error counts half."""
    return HALF_LIFE.get(season_length, 3.0 * max(season_length, 12))


def _seasons(panel: Panel, profile: GrainProfile) -> dict[str, SeasonPrior]:
    return in_phase(profile.seasons, panel.phase - profile.phase)


def fit_grain(panel: Panel, horizon: int, start: GrainProfile) -> GrainProfile:
    """Learn from the panel (a fair sample of it) what its series have in common."""
    active = panel.past.x.any(0)
    chosen = []
    for klass in range(CLASSES):
        members = np.flatnonzero(active & (panel.klass == klass))
        chosen.append(
            members[np.unique(np.linspace(0, members.size - 1, FIT_SERIES).astype(int))] if members.size else members
        )
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


def _fit_class(panel: Panel, horizon: int, profile: GrainProfile, klass: int) -> ClassProfile:
    start = profile.classes[klass]
    rows, life = panel.past.x.shape[0], half_life(panel.season_length)
    judged = rolling_horizon(horizon, panel.season_length)
    rolled = roll(panel.past, panel.season_length, judged, _seasons(panel, profile))
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
    folds = _folds(rolled, record, prior, judged)
    folds = [folds[i] for i in picks if i < len(folds)]
    how = cal.fit_calibration(
        [_held_out(fold, panel, learned, life) for fold in folds],
        start.calibration,
        believed=STEADY_BELIEVED if klass == 0 else cal.BELIEVED,
        conformal=klass == 1,
    )
    learned = replace(learned, calibration=how)
    return replace(learned, totals=_stretch_totals(folds, panel, learned, life, klass))


def _folds(rolled: Rolled, record: comb.Record, prior: comb.Prior, horizon: int) -> list[Fold]:
    """Origins whose whole horizon is known, newest first, each forecast with what was known then."""
    folds = []
    for i, origin in enumerate(rolled.origins):
        if origin.row + horizon > rolled.rows:
            continue
        older = [j for j in range(i + 1, len(rolled.origins)) if rolled.origins[j].row + horizon <= origin.row]
        part = comb.Record(record.names, record.error[older], record.points[older])
        weight = comb.weights(part, prior)
        now = dist.samples(replace(rolled, origins=(origin,)), weight)
        past = dist.samples(replace(rolled, origins=rolled.origins[i + 1 :]), weight).known_at(origin.row)
        folds.append(Fold(origin.row, now.forecast[:, 1:], now.actual[:, 1:], now.seen[:, 1:], past))
    return folds


def _views(
    fold_mean: Array, known: Samples, now: int, unit: Array, profile: ClassProfile, life: float, judged: int
) -> dict[str, Array]:
    parts = []
    for i, (first, last) in enumerate(dist.bands(judged)):
        end = last if last < judged else fold_mean.shape[1]
        band = dist.band_of(known, first, last, now, life)
        parts.append(dist.views(fold_mean[:, first - 1 : end], band, profile.shape(i), unit))
    return {name: np.concatenate([part[name] for part in parts], axis=1) for name in dist.VIEWS}


def _held_out(fold: Fold, panel: Panel, profile: ClassProfile, life: float) -> cal.HeldOut:
    whole = fold.seen.all(1)
    unit = panel.past.unit[whole]
    views = _views(fold.mean[whole], _of(fold.known, whole), fold.row, unit, profile, life, fold.mean.shape[1])
    x, seen = panel.past.x, panel.past.seen
    both = seen[1:] * seen[:-1]
    change = (np.abs(np.diff(x, axis=0)) * both).sum(0) / np.maximum(both.sum(0), 1)
    return cal.HeldOut(views, fold.actual[whole], np.maximum(change[whole], 1e-3), unit)


def _of(sample: Samples, rows: Array) -> Samples:
    return sample.of(rows)


def _stretch_totals(folds: list[Fold], panel: Panel, profile: ClassProfile, life: float, klass: int) -> tot.TotalShape:
    """Factors that make the class's held-out 10/90 intervals of the whole horizon's sum nominal."""
    below, above = [], []
    for fold in folds:
        whole = fold.seen.all(1)
        quantile = tot.total_quantiles(
            fold.mean[whole], fold.known.of(whole), profile.totals, panel.past.unit[whole], fold.row, life,
            counts=COUNTS[klass],
        )[:, -1]  # fmt: skip
        actual, median = fold.actual[whole].sum(1), quantile[:, MEDIAN]
        low, high = quantile[:, int(np.argmin(np.abs(LEVELS - 0.1)))], quantile[:, int(np.argmin(np.abs(LEVELS - 0.9)))]
        below.append((median - actual) / np.maximum(median - low, 1e-6))
        above.append((actual - median) / np.maximum(high - median, 1e-6))
    count = sum(each.size for each in below)
    if count < 10:
        return profile.totals
    trust = count / (count + cal.BELIEVED)
    factors = [
        1 + trust * (float(np.clip(np.quantile(np.concatenate(each), 0.9), 0.5, 2.0)) - 1) for each in (below, above)
    ]
    return replace(profile.totals, low=factors[0], high=factors[1])


def forecast_matrix(panel: Panel, horizon: int, profile: GrainProfile, *, folds: int = 0) -> MatrixForecast:
    """Forecast every series of the panel; ``folds``: how many past origins to judge beside it."""
    count = len(panel.scale)
    mean = np.zeros((count, horizon))
    quantiles, cumulative = np.zeros((count, horizon, len(LEVELS))), np.zeros((count, horizon, len(LEVELS)))
    judged: list[Judged] = []
    kinds: list[dict[str, float]] = [{} for _ in range(count)]
    for klass in range(CLASSES):
        members = np.flatnonzero(panel.klass == klass)
        for first in range(0, members.size, CHUNK):
            part = members[first : first + CHUNK]
            one = _forecast_class(panel.of(part), horizon, profile, klass, folds)
            mean[part], quantiles[part], cumulative[part] = one.mean, one.quantiles, one.cumulative
            for series, kind in zip(part.tolist(), one.kinds, strict=True):
                kinds[series] = kind
            for i, fold in enumerate(one.folds):
                if i >= len(judged):
                    judged.append(_empty_fold(fold, count))
                judged[i].mean[part] = fold.mean
                judged[i].quantiles[part] = fold.quantiles
                judged[i].actual[part] = fold.actual
    return MatrixForecast(mean, quantiles, cumulative, tuple(judged), tuple(kinds), panel.past.x.shape[0])


def _empty_fold(like: Judged, count: int) -> Judged:
    steps = like.mean.shape[1]
    return Judged(
        like.row,
        np.full((count, steps), np.nan),
        np.full((count, steps, len(LEVELS)), np.nan),
        np.full((count, steps), np.nan),
    )


def _forecast_class(panel: Panel, horizon: int, profile: GrainProfile, klass: int, folds: int) -> MatrixForecast:
    mine = profile.classes[klass]
    rows, life = panel.past.x.shape[0], half_life(panel.season_length)
    judged = rolling_horizon(horizon, panel.season_length)
    rolled = roll(panel.past, panel.season_length, judged, _seasons(panel, profile), ahead=horizon)
    record = comb.record(rolled)
    weight = comb.weights(record, mine.prior)
    mean = np.einsum("fn,fnh->nh", weight, rolled.end.means, dtype=np.float64)
    mean = np.minimum(mean, ceiling(panel.past)[:, None])
    known = dist.samples(rolled, weight)
    unit, scale = panel.past.unit, panel.scale[:, None, None]
    daily = cal.quantiles(_views(mean, known, rows, unit, mine, life, judged), unit, mine.calibration)
    daily = _widen(daily, judged)
    sums = tot.total_quantiles(mean, known, mine.totals, unit, rows, life, counts=COUNTS[klass])
    sums[:, 0] = daily[:, 0]
    sums = np.maximum.accumulate(sums, axis=1)
    past = []
    for fold in _apart(_folds(rolled, record, mine.prior, judged) if folds else [], judged)[:folds]:
        views = _views(fold.mean, fold.known, fold.row, unit, mine, life, judged)
        then = _units(cal.quantiles(views, unit, mine.calibration), panel, mine.calibration)
        actual = np.where(fold.seen > 0, fold.actual, np.nan) * panel.scale[:, None]
        past.append(Judged(fold.row, fold.mean * panel.scale[:, None], then, actual))
    kinds = _kinds(record.names, weight)
    units = _units(daily, panel, mine.calibration)
    return MatrixForecast(mean * panel.scale[:, None], units, sums * scale, tuple(past), kinds, rows)


def ceiling(past: Past) -> Array:
    """Ten times what was ever sold in one step: beyond that a forecast is a mistake, (N,)."""
    limit: Array = 10.0 * np.asarray(past.x.max(axis=0, initial=0.0), dtype=np.float64)
    return limit


def _widen(quantiles: Array, judged: int) -> Array:
    """Beyond the horizon that could be judged, the spread grows on like that of a damped random walk."""
    steps = np.arange(1, quantiles.shape[1] + 1)
    growth = np.sqrt(1 + 0.5 * np.maximum(steps - judged, 0) / judged)[None, :, None]
    median = quantiles[..., MEDIAN : MEDIAN + 1]
    widened: Array = np.maximum(median + (quantiles - median) * np.minimum(growth, 2.0), 0)
    return widened


def _apart(folds: list[Fold], horizon: int) -> list[Fold]:
    """Newest first, none overlapping the one before."""
    kept: list[Fold] = []
    for fold in folds:
        if not kept or fold.row + horizon <= kept[-1].row:
            kept.append(fold)
    return kept


def _kinds(names: tuple[str, ...], weight: Array) -> tuple[dict[str, float], ...]:
    kinds = [comb.kind(name) for name in names]
    labels = sorted(set(kinds))
    share = np.array([weight[[i for i, kind in enumerate(kinds) if kind == label]].sum(0) for label in labels])
    return tuple(dict(zip(labels, column.tolist(), strict=True)) for column in share.T)


__all__ = ["MatrixForecast", "Panel", "default_class", "fit_grain", "forecast_matrix", "prepare"]
