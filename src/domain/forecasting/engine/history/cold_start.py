"""Products without a history of their own: what products of their category sold in their first weeks.

Source: Kahn (2006), "New Product Forecasting", on looks-like analysis.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.empirical import LEVELS, MEDIAN
from domain.forecasting.engine.intervals.young_sums import dispersion
from domain.forecasting.models.demand import EngineForecast, HistorySummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.history.cleaning import Cleaned
    from domain.forecasting.models.demand import DemandHistory

LAUNCH_DAYS = 56
YOUNG = 28
"""Days after which a product's own level needs no help."""
BELIEVED = 4.0
"""Days of sales that the category's level counts for."""
NO_FORECAST = "no sales of its own, of its predecessor or in its category"


def launch_curves(products: Sequence[tuple[str | None, Cleaned]]) -> dict[str, Array]:
    """By category (``""``: none given): quantiles over products of the mean daily sales of their first weeks."""
    means: dict[str, list[float]] = defaultdict(list)
    for category, cleaned in products:
        first = cleaned.demand[:LAUNCH_DAYS]
        if np.isfinite(first).sum() >= 7:
            means[category or ""].append(float(np.nanmean(first)))
    return {category: np.quantile(np.array(values), LEVELS) for category, values in sorted(means.items())}


def usual_dispersion(products: Iterable[Cleaned]) -> float | None:
    """Median over daily products of the dispersion of their demand; ``None`` where none has sold."""
    found = [value for each in products if (value := dispersion(each.demand))]
    return float(np.exp(np.median(np.log(found)))) if found else None


def youth(days: int) -> float:
    """Share, 1..0, of a forecast's sums that is still a launch's: all of it for two weeks, nothing after six."""
    return float(np.clip(1.5 - days / YOUNG, 0, 1))


def young_spread(days: int, horizon: int) -> Array:
    """By how much the sums of 1..H days are wider because the level is known from so many ``days`` alone, (H,).

    A level from n days adds k² s²/n to the variance k s² of a sum of k days; fades out from 28 to 56 days.
    """
    share = float(np.clip(2 - days / YOUNG, 0, 1))
    wider: Array = np.sqrt(1 + share * np.arange(1, horizon + 1) / max(days, 1))
    return wider


def days_known(cleaned: Cleaned) -> int:
    """Days that the level is known from; a predecessor's are enough."""
    return LAUNCH_DAYS if cleaned.borrowed else int(np.isfinite(cleaned.demand).sum())


def first_weeks_factor(cleaned: Cleaned, level: float, curve: Array | None) -> float:
    """By how much to move a young product's forecast towards what products of its category sold in their first weeks.

    A history starts with a sale, so a few days of it overstate the level: they count as days against ``BELIEVED`` days
    at the category's median, in logarithms. 1 from four weeks on, with a predecessor, or without a curve.
    """
    days = days_known(cleaned)
    if curve is None or days >= YOUNG or level <= 0:
        return 1.0
    typical = float(curve[MEDIAN])
    if typical <= 0:
        return 1.0
    return float(np.clip((typical / level) ** (BELIEVED / (days + BELIEVED)), 0.2, 5.0))


def launch_forecast(history: DemandHistory, start: date, horizon: int, curves: Mapping[str, Array]) -> EngineForecast:
    """The category's launch curve as the forecast; without one, a forecast flagged as missing.

    Days on sale without a sale lower it as they would the rate of a Poisson process with a gamma prior that counts
    ``BELIEVED`` days: a little every day, never to nothing.
    """
    curve = curves.get(history.category or "")
    days = 0 if curve is None else horizon
    unsold = int(np.isfinite(history.quantity[: max((start - history.start).days, 0)]).sum())
    levels = np.zeros(len(LEVELS)) if curve is None else curve * (BELIEVED / (BELIEVED + unsold))
    mean = np.full(days, float(np.trapezoid(levels, LEVELS) / (LEVELS[-1] - LEVELS[0])))
    daily = np.tile(_daily(levels), (days, 1))
    seen = np.flatnonzero(np.isfinite(history.quantity[: max((start - history.start).days, 0)]))
    return EngineForecast(
        product_id=history.product_id,
        start=start,
        mean=mean,
        quantiles=daily,
        cumulative_mean=np.cumsum(mean),
        cumulative=np.maximum(daily, levels * np.arange(1, days + 1)[:, None]),
        demand_pattern="new",
        method="launch curve of the category" if days else "none",
        history=HistorySummary(
            first_date=history.start + timedelta(days=int(seen[0])) if seen.size else None,
            last_date=history.start + timedelta(days=int(seen[-1])) if seen.size else None,
            days=int(seen.size),
            selling_days=0,
            borrowed=days > 0,
        ),
        no_forecast_reason=None if days else NO_FORECAST,
    )


def _daily(levels: Array) -> Array:
    """A day's quantiles: those of the rate, widened by the chance of a single day (as a Poisson's)."""
    middle = float(np.interp(0.5, LEVELS, levels))
    widened: Array = np.maximum(
        middle + (levels - middle) + np.sign(LEVELS - 0.5) * np.sqrt(levels) * np.abs(2 * LEVELS - 1), 0
    )
    return np.maximum.accumulate(widened)
