"""The seasons that methods rest on, estimated at one origin, and demand with each of them taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.candidates.given import Base
from domain.forecasting.engine.seasonality import seasonal_amounts, seasonal_factors, wide_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.given import Carry
    from domain.forecasting.engine.past import Past
    from domain.forecasting.engine.seasonality import Season, SeasonPrior

LEAST_EXPOSURE = 0.05
"""Factors below this say nothing of the level."""
RECENT = 10
"""Weeks that the recent weekday profile looks at: opening hours and habits change."""


def estimate_seasons(past: Past, season_length: int, priors: Mapping[str, SeasonPrior]) -> dict[str, Season]:
    """Estimate each season that the past is long enough for, by name.

    Parameters
    ----------
    priors
        What series of this shop have in common, by season, in phase with the end of the past.
    """
    x, exposure, unit = past.x, past.exposure, past.unit
    trend = wide_mean(x, exposure) if season_length == 7 else None
    found: dict[str, Season | None] = {
        "season": seasonal_factors(x, exposure, season_length, unit, priors.get("season"), trend=trend)
    }
    if trend is not None and x.shape[0] >= 6 * 14:
        late = slice(-RECENT * 7, None)
        found["fortnight"] = seasonal_factors(x, exposure, 14, unit, priors.get("fortnight"), trend=trend)
        found["recent"] = seasonal_factors(x[late], exposure[late], 7, unit, priors.get("season"), trend=trend[late])
    if season_length >= 12:
        found["additive"] = seasonal_amounts(_per_effect(past), past.seen, season_length, priors.get("additive"))
    return {name: season for name, season in found.items() if season is not None}


def bases_of(past: Past, seasons: Mapping[str, Season], horizon: int) -> tuple[Base, ...]:
    """The past without a season, and with each of the ``seasons`` taken out."""
    plain = Base(None, past.x, past.exposure, lambda level: level, trending=True)
    return (
        plain,
        *(
            _without_amounts(past, season, horizon) if name == "additive" else _per_factor(name, plain, season, horizon)
            for name, season in seasons.items()
        ),
    )


def _per_effect(past: Past) -> Array:
    return past.x if past.effect is None else past.x / np.maximum(past.effect, LEAST_EXPOSURE)


def _per_factor(name: str, plain: Base, season: Season, horizon: int) -> Base:
    rows, index = plain.sales.shape[0], season.index.astype(np.float32)
    exposure = index[(np.arange(rows) - rows) % len(index)] * plain.exposure
    return Base(name, plain.sales, exposure, _times(index, horizon), trending=name == "season")


def _without_amounts(past: Past, season: Season, horizon: int) -> Base:
    rows, amount = past.x.shape[0], season.index.astype(np.float32)
    rest = (_per_effect(past) - amount[(np.arange(rows) - rows) % len(amount)]) * past.seen
    return Base("additive", rest, past.seen, _plus(amount, horizon), trending=True)


def _times(index: Array, horizon: int) -> Carry:
    ahead = index[np.arange(horizon) % len(index)]
    return lambda level: np.maximum(level, 0) * ahead


def _plus(amount: Array, horizon: int) -> Carry:
    ahead = amount[np.arange(horizon) % len(amount)]
    return lambda level: level + ahead
