"""The named numbers an explanation may cite, read off the history and the forecast itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.demand import Evidence, mean_of_known
from domain.shared.words import WEEKDAYS

if TYPE_CHECKING:
    from datetime import date

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.combine import Effects

YEAR = 364
"""52 whole weeks, so that weekdays stay in step."""


def weekday_profile(mean: Array, start: date) -> dict[str, float]:
    """Forecast of each weekday over that of the average day, from whole weeks of the forecast."""
    weeks = mean[: mean.size // 7 * 7].reshape(-1, 7)
    if weeks.size == 0 or weeks.mean() <= 0:  # of the smallest numbers there are the sum is more than nothing
        return {}
    factors = np.roll(weeks.mean(0) / weeks.mean(), start.weekday())
    return dict(zip(WEEKDAYS, factors.tolist(), strict=True))


def gather(demand: Array, mean: Array, start: date, effects: Effects | None, series: int) -> Evidence:
    """Evidence of one product, the ``series``-th of its group; ``demand`` ends the day before ``start``.

    What depends on how many days are looked at is left to ``EngineForecast.evidence_of``.
    """
    factors = None if effects is None else np.maximum(effects.factors[series], 0.05)
    base = mean if factors is None else mean / factors[-mean.size :]
    weeks = base[: base.size // 7 * 7].reshape(-1, 7).mean(1)
    trend = float((weeks[-1] - weeks[0]) / (weeks.size - 1)) if weeks.size > 1 else 0.0
    found = Evidence(
        level=float(weeks[0]) if weeks.size else mean_of_known(base),
        trend_per_week=trend,
        weekday_profile=weekday_profile(base, start),
        last_28_days_mean=mean_of_known(demand[-28:]),
    )
    return found if effects is None else _with_effects(found, effects, series)


def year_ago(demand: Array, horizon: int) -> Array | None:
    """Units sold on the days 52 weeks before the coming ones, as far as they lie in the past; ``None``: too young."""
    return demand[demand.size - YEAR :][:horizon] if demand.size >= YEAR else None


def time_of_year(effects: Effects | None, series: int, ahead: int) -> Array | None:
    """Factor of each of the ``ahead`` coming days by the yearly profile alone, over that of the last four weeks."""
    if effects is None or effects.year is None:
        return None
    year = effects.year[series]
    factor: Array = year[-ahead:] / year[:-ahead][-28:].mean()
    return factor


def _with_effects(found: Evidence, effects: Effects, series: int) -> Evidence:
    return replace(
        found,
        yearly_profile=effects.yearly[series],
        holiday_effects=effects.holidays[series],
        event_effects=effects.events[series],
        price_elasticity=_known(effects.elasticity[series]),
        promotion_effect=_known(effects.promotion[series]),
    )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
