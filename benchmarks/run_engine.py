"""The project's engine on series of any grain: what both benchmarks measure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects import price
from domain.forecasting.engine.effects.combine import Effects, ShopEffects, effects_of, fit_effects
from domain.forecasting.engine.effects.group import Group
from domain.forecasting.engine.history.cleaning import LIKELY, suspected_stockouts
from domain.forecasting.engine.history.level_shift import shifts
from domain.forecasting.engine.history.silence import silence_of
from domain.forecasting.engine.history.unusual import lone_spikes
from domain.forecasting.engine.learning import fit_grain
from domain.forecasting.engine.panel import Panel, prepare, unit_of
from domain.forecasting.engine.pipeline import MatrixForecast, forecast_matrix
from domain.forecasting.engine.profile.model import GrainProfile, default_grain
from domain.forecasting.models.known_days import Calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.frames import Floats, Series

EPOCH = date(1970, 1, 1).toordinal()
DAILY = 7
MAX_ROWS = 1096
SAMPLE = 1500


@dataclass(frozen=True, eq=False)
class Learned:
    """What was learned of a data set's series before forecasting them."""

    grain: GrainProfile
    effects: ShopEffects


@dataclass(frozen=True, eq=False)
class Result:
    """Means (N, H), quantiles and cumulative quantiles (N, H, Q) of series in the order given."""

    mean: Floats
    quantiles: Floats
    cumulative: Floats


def demand_of(series: Series, season_length: int) -> Floats:
    """What the engine is given: from the first sale on, lone spikes and daily series' suspected stockouts left out."""
    y = np.maximum(series.y, 0)
    sold = np.flatnonzero(np.nan_to_num(y) > 0)
    y = np.array(y[sold[0] :] if sold.size else y[-1:])
    y[lone_spikes(y)] = np.nan
    if season_length == DAILY:
        heard = int(np.flatnonzero(np.nan_to_num(y) > 0)[-1]) + 1 if sold.size else y.size
        y[:heard][suspected_stockouts(y[:heard])] = np.nan
        if silence_of(y, np.zeros(y.size, dtype=bool)).unknown >= LIKELY:
            y[heard:] = np.nan
    return y


def _matrix(demands: Sequence[Floats], season_length: int) -> Floats:
    longest = max(demand.size for demand in demands)
    rows = min(longest, MAX_ROWS) if season_length == DAILY else longest
    matrix = np.full((len(demands), rows), np.nan)
    for row, demand in zip(matrix, demands, strict=True):
        kept = demand[-rows:]
        row[rows - kept.size :] = kept
    return matrix


def _group(series: Sequence[Series], season_length: int, future: Sequence[Floats] | None, horizon: int) -> Group:
    demand = _matrix([demand_of(each, season_length) for each in series], season_length)
    prices = None
    if future is not None:
        prices = np.full((len(series), demand.shape[1] + horizon), np.nan)
        for row, each, ahead in zip(prices, series, future, strict=True):
            kept = each.extra["price"][-demand.shape[1] :]
            row[demand.shape[1] - kept.size : demand.shape[1]] = kept
            row[demand.shape[1] :] = ahead[:horizon]
    start = date.fromordinal(max(EPOCH + series[0].end_step + 1, 400)) if season_length == DAILY else date(2000, 1, 1)
    return Group(demand, ("",) * len(series), start, prices)


def _effects(group: Group, season_length: int, horizon: int, shop: ShopEffects) -> Effects | None:
    """Year and prices on daily data, prices alone on other grains."""
    if season_length == DAILY:
        return effects_of(group, horizon, Calendar(), shop)
    if group.price is None:
        return None
    rows, count = group.demand.shape[1], group.demand.shape[0]
    window = max(season_length // 2, 6)
    relative = price.relative_prices(group.price, rows, window)
    prior = price.fit_prior(group.demand, relative, window)
    response = price.fit_response(group.demand, relative, window, prior=prior)
    nothing, told = ({},) * count, ((),) * count
    return Effects(response.factors, None, nothing, nothing, nothing, response.elasticity, response.promotion, told)


def _panel(group: Group, season_length: int, effects: Effects | None, phase: int) -> Panel:
    rows = group.demand.shape[1]
    return prepare(
        group.demand,
        season_length,
        effect=None if effects is None else effects.factors[:, :rows],
        future_effect=None if effects is None else effects.factors[:, rows:],
        phase=phase,
    )


def _forecast(group: Group, season_length: int, horizon: int, known: Learned, phase: int) -> MatrixForecast:
    effects = _effects(group, season_length, horizon, known.effects)
    panel = _panel(group, season_length, effects, phase)
    made = forecast_matrix(panel, horizon, known.grain)
    if season_length != DAILY:
        return made
    past = np.ones(group.demand.shape) if effects is None else effects.factors[:, : group.demand.shape[1]]
    steps = shifts(group.demand, past, unit_of(np.nan_to_num(group.demand)))
    at = steps.moved
    if not at.size:
        return made
    return made.replaced(at, forecast_matrix(panel.of(at).since(steps.start[at]), horizon, known.grain))


def learn(
    series: Sequence[Series],
    season_length: int,
    horizon: int,
    future: Sequence[Floats] | None = None,
    *,
    effects: ShopEffects | None = None,
) -> Learned:
    """Learn from the largest set of series that end in the same phase of the season, or a sample of it.

    ``effects``: what to take as known of the year instead of learning it.
    """
    phases: dict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(series):
        phases[each.end_step % season_length].append(i)
    largest = max(phases.values(), key=len)
    picks = [largest[i] for i in np.unique(np.linspace(0, len(largest) - 1, min(len(largest), SAMPLE)).astype(int))]
    sample = [series[i] for i in picks]
    ahead = None if future is None else [future[i] for i in picks]
    group = _group(sample, season_length, ahead, horizon)
    shop = effects or ShopEffects()
    if season_length == DAILY and effects is None:
        shop = fit_effects(group, Calendar())
    effects_known = _effects(group, season_length, horizon, shop)
    panel = _panel(group, season_length, effects_known, sample[0].end_step + 1)
    return Learned(fit_grain(panel, horizon, default_grain(season_length, horizon)), shop)


def forecast(
    series: Sequence[Series],
    season_length: int,
    horizon: int,
    learned: Learned | None = None,
    future: Sequence[Floats] | None = None,
) -> Result:
    """Forecast the ``horizon`` steps after each series' end; ``future``: known prices of those steps."""
    known = learned if learned is not None else learn(series, season_length, horizon, future)
    phases: dict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(series):
        phases[each.end_step % season_length].append(i)
    parts: list[tuple[list[int], MatrixForecast]] = []
    for members in phases.values():
        ahead = None if future is None else [future[i] for i in members]
        group = _group([series[i] for i in members], season_length, ahead, horizon)
        phase = series[members[0]].end_step + 1
        parts.append((members, _forecast(group, season_length, horizon, known, phase)))
    order = np.argsort(np.concatenate([members for members, _ in parts]))
    return Result(
        *(
            np.concatenate([getattr(part, name) for _, part in parts])[order]
            for name in ("mean", "quantiles", "cumulative")
        )
    )


def chunks(items: Iterable[Series], size: int) -> Iterable[list[Series]]:
    """Lists of up to ``size`` series."""
    part: list[Series] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
