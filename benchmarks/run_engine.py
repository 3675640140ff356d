"""The project's engine on series of any grain, in the form that production runs: what the accuracy benchmarks measure.

Daily series are products: they go through the engine's public interface with their prices, a stored profile and the
backtest. Coarser series have no days, so they enter where a product's totals of weeks and months do, in the matrix
behind that interface, with the backtest's past origins.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.candidates.base import FAMILIES
from domain.forecasting.engine.coarse import FOLDS
from domain.forecasting.engine.effects import price
from domain.forecasting.engine.history.unusual import lone_spikes
from domain.forecasting.engine.learning import fit_grain
from domain.forecasting.engine.panel import Panel, prepare
from domain.forecasting.engine.pipeline import forecast_matrix
from domain.forecasting.engine.profile.model import GrainProfile, ShopProfile, default_grain
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar
from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.frames import Floats, Series

FIRST = date(2001, 1, 1).toordinal()
"""Day of step 0 of a daily series: a Monday, and no year's end is far."""
DAILY = 7
SAMPLE = 1500

type Learned = ShopProfile | GrainProfile
"""What was learned of a data set's series before forecasting them, by day or at a coarser grain."""


@dataclass(frozen=True, eq=False)
class Result:
    """Means (N, H), quantiles and cumulative quantiles (N, H, Q) of series in the order given."""

    mean: Floats
    quantiles: Floats
    cumulative: Floats


def history(series: Series) -> DemandHistory:
    """Return a daily series as the product's history that an upload of its rows would have made."""
    return DemandHistory(
        series.unique_id,
        "all",
        date.fromordinal(FIRST + series.first_step),
        np.maximum(series.y, 0),
        price=series.extra.get("price"),
        recorded=np.isfinite(series.y),
    )


def leave_out(name: str) -> None:
    """Do without a family of the pool from now on; ``ValueError``: there is none of that name."""
    if FAMILIES.pop(name, None) is None:
        raise ValueError(f"there is no {name!r}: {', '.join(sorted(FAMILIES))}")


def learn(
    series: Sequence[Series], season_length: int, horizon: int, future: Sequence[Floats] | None = None
) -> Learned:
    """Learn of all series, or of a sample of them, what they have in common."""
    if season_length == DAILY:
        return fit_profile([history(each) for each in series], Calendar(), horizon=horizon)
    largest = max(_in_phase(series, season_length).values(), key=len)
    picks = np.unique(np.linspace(0, len(largest) - 1, min(len(largest), SAMPLE)).astype(int))
    members = [largest[i] for i in picks]
    panel = _panel(members, [series[i] for i in members], season_length, horizon, future)
    return fit_grain(panel, horizon, default_grain(season_length, horizon))


def forecast(
    series: Sequence[Series],
    season_length: int,
    horizon: int,
    learned: Learned | None = None,
    future: Sequence[Floats] | None = None,
) -> Result:
    """Forecast the ``horizon`` steps after each series' end; ``future``: known prices of a coarser grain's steps."""
    known = learned if learned is not None else learn(series, season_length, horizon, future)
    if isinstance(known, ShopProfile):
        return _by_day(series, horizon, known)
    mean = np.zeros((len(series), horizon))
    quantiles, cumulative = (np.zeros((*mean.shape, len(QUANTILE_LEVELS))) for _ in range(2))
    for members in _in_phase(series, season_length).values():
        panel = _panel(members, [series[i] for i in members], season_length, horizon, future)
        made = forecast_matrix(panel, horizon, known, folds=FOLDS)
        mean[members], quantiles[members], cumulative[members] = made.mean, made.quantiles, made.cumulative
    return Result(mean, quantiles, cumulative)


def _by_day(series: Sequence[Series], horizon: int, profile: ShopProfile) -> Result:
    mean = np.zeros((len(series), horizon))
    quantiles, cumulative = (np.zeros((*mean.shape, len(QUANTILE_LEVELS))) for _ in range(2))
    made = forecast_batch([history(each) for each in series], horizon, Calendar(), profile=profile)
    for i, each in enumerate(made):
        if each.no_forecast_reason is None:
            mean[i], quantiles[i], cumulative[i] = each.mean, each.quantiles, each.cumulative
    return Result(mean, quantiles, cumulative)


def _in_phase(series: Sequence[Series], season_length: int) -> dict[int, list[int]]:
    """Positions of the series by the phase of the season in which they end."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(series):
        found[each.end_step % season_length].append(i)
    return found


def _totals(series: Series) -> Floats:
    """Amounts from the first sale on, lone spikes left out."""
    y = np.maximum(series.y, 0)
    sold = np.flatnonzero(np.nan_to_num(y) > 0)
    y = np.array(y[sold[0] :] if sold.size else y[-1:])
    y[lone_spikes(y)] = np.nan
    return y


def _panel(
    members: Sequence[int],
    series: Sequence[Series],
    season_length: int,
    horizon: int,
    future: Sequence[Floats] | None,
) -> Panel:
    amounts = [_totals(each) for each in series]
    rows = max(each.size for each in amounts)
    demand = np.full((len(series), rows), np.nan)
    for row, each in zip(demand, amounts, strict=True):
        row[rows - each.size :] = each
    phase = series[0].end_step + 1
    if future is None:
        return prepare(demand, season_length, phase=phase)
    paid = np.full((len(series), rows + horizon), np.nan)
    for row, i, one in zip(paid, members, series, strict=True):
        known = one.extra["price"][-rows:]
        row[rows - known.size : rows], row[rows:] = known, future[i][:horizon]
    window = max(season_length // 2, 6)
    prices = price.log_prices(paid, rows, window)
    response = price.fit_response(demand, prices, window, prior=price.fit_prior(demand, prices, window))
    return prepare(
        demand,
        season_length,
        effect=response.factors[:, :rows],
        future_effect=response.factors[:, rows:],
        phase=phase,
    )


def chunks(items: Iterable[Series], size: int) -> Iterator[list[Series]]:
    """Lists of up to ``size`` series."""
    part: list[Series] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
