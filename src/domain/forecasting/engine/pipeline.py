"""Forecasting pipeline from a panel to means and quantiles, a class of series at a time.

Each series is forecast from what its shop has in common (``learning``) and from its own past only, so a product's
forecast does not depend on which others share its batch.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.classes import CLASSES
from domain.forecasting.engine.evaluation.folds import Judged, apart, empty_fold, fold_at, views_of
from domain.forecasting.engine.grains import half_life, rolling_horizon
from domain.forecasting.engine.intervals import conformal
from domain.forecasting.engine.intervals.cumulative import COUNTS, total_quantiles
from domain.forecasting.engine.intervals.empirical import LEVELS, MEDIAN
from domain.forecasting.engine.intervals.past_errors import samples
from domain.forecasting.engine.selection import combination
from domain.forecasting.engine.selection.rolling_origin import roll

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.base import Candidate
    from domain.forecasting.engine.panel import Panel
    from domain.forecasting.engine.past import Past
    from domain.forecasting.engine.profile.model import GrainProfile


CHUNK = 500
"""Series forecast at a time: bounds the memory, not the result."""


@dataclass(frozen=True, eq=False)
class MatrixForecast:
    """Forecasts of N series.

    Attributes
    ----------
    mean, quantiles, cumulative
        In units, (N, H), (N, H, Q) and of the sum of the first 1..H steps (N, H, Q).
    folds
        Past origins as they would have been forecast, newest first.
    words
        Of each series, the weight of candidates by what people call them.
    rows
        Steps of history looked at.
    failed
        Methods that failed and were left out, and why.
    """

    mean: Array
    quantiles: Array
    cumulative: Array
    folds: tuple[Judged, ...]
    words: tuple[dict[str, float], ...]
    rows: int
    failed: Mapping[str, str]

    def replaced(self, series: Array, other: MatrixForecast) -> MatrixForecast:
        """The same with the forecasts of some series, (M,), as another says; their past origins stay."""
        mean, quantiles, cumulative = self.mean.copy(), self.quantiles.copy(), self.cumulative.copy()
        mean[series], quantiles[series], cumulative[series] = other.mean, other.quantiles, other.cumulative
        anew = dict(zip(series.tolist(), other.words, strict=True))
        words = tuple(anew.get(i, mine) for i, mine in enumerate(self.words))
        return replace(self, mean=mean, quantiles=quantiles, cumulative=cumulative, words=words)


def forecast_matrix(panel: Panel, horizon: int, profile: GrainProfile, *, folds: int = 0) -> MatrixForecast:
    """Forecast every series of the panel; ``folds``: how many past origins to judge beside it."""
    count = len(panel.scale)
    mean = np.zeros((count, horizon))
    quantiles, cumulative = np.zeros((count, horizon, len(LEVELS))), np.zeros((count, horizon, len(LEVELS)))
    judged: list[Judged] = []
    words: list[dict[str, float]] = [{} for _ in range(count)]
    failed: dict[str, str] = {}
    for klass in range(CLASSES):
        members = np.flatnonzero(panel.klass == klass)
        for first in range(0, members.size, CHUNK):
            part = members[first : first + CHUNK]
            one = _forecast_class(panel.of(part), horizon, profile, klass, folds)
            mean[part], quantiles[part], cumulative[part] = one.mean, one.quantiles, one.cumulative
            failed |= one.failed
            for series, shares in zip(part.tolist(), one.words, strict=True):
                words[series] = shares
            for i, fold in enumerate(one.folds):
                if i >= len(judged):
                    judged.append(empty_fold(fold, count))
                judged[i].mean[part] = fold.mean
                judged[i].quantiles[part] = fold.quantiles
                judged[i].actual[part] = fold.actual
    rows = panel.past.x.shape[0]
    return MatrixForecast(mean, quantiles, cumulative, tuple(judged), tuple(words), rows, failed)


def _forecast_class(panel: Panel, horizon: int, profile: GrainProfile, klass: int, folds: int) -> MatrixForecast:
    mine = profile.classes[klass]
    rows, life = panel.past.x.shape[0], half_life(panel.season_length)
    judged = rolling_horizon(horizon, panel.season_length)
    rolled = roll(panel.past, panel.season_length, judged, profile.seasons_at(panel.phase), ahead=horizon)
    record = combination.record(rolled)
    weight = combination.weights(record, mine.prior)
    mean = np.einsum("fn,fnh->nh", weight, rolled.end.means, dtype=np.float64)
    mean = np.minimum(mean, ceiling(panel.past)[:, None])
    known = samples(rolled, weight)
    unit, scale = panel.past.unit, panel.scale[:, None, None]
    daily = conformal.quantiles(views_of(mean, known, rows, unit, mine, life, judged), unit, mine.calibration)
    daily = _widen(daily, judged)
    sums = total_quantiles(mean, known, mine.totals, panel.past, life, counts=COUNTS[klass])
    sums[:, 0] = daily[:, 0]
    sums = np.maximum.accumulate(sums, axis=1)
    past = []
    for position in apart(rolled, judged)[:folds]:
        fold = fold_at(rolled, record, mine.prior, judged, position)
        views = views_of(fold.mean, fold.known, fold.row, unit, mine, life, judged)
        then = _units(conformal.quantiles(views, unit, mine.calibration), panel, mine.calibration)
        actual = np.where(fold.seen > 0, fold.actual, np.nan) * panel.scale[:, None]
        past.append(Judged(fold.row, fold.mean * panel.scale[:, None], then, actual))
    words = _by_words(record.candidates, weight)
    units = _units(daily, panel, mine.calibration)
    return MatrixForecast(mean * panel.scale[:, None], units, sums * scale, tuple(past), words, rows, rolled.end.failed)


def _units(quantiles: Array, panel: Panel, how: conformal.Calibration) -> Array:
    """Normalised quantiles in units: exactly whole ones where the class is rounded."""
    amount = quantiles * panel.scale[:, None, None]
    return conformal.whole(amount, panel.step) if how.rounded else amount


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


def _by_words(candidates: tuple[Candidate, ...], weight: Array) -> tuple[dict[str, float], ...]:
    """Of each series, the weight (F, N) of the candidates by what people call them."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, candidate in enumerate(candidates):
        rows[candidate.words].append(row)
    share = np.array([weight[mine].sum(0) for mine in rows.values()])
    return tuple(dict(zip(rows, column, strict=True)) for column in share.T.tolist())
