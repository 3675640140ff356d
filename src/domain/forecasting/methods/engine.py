"""The way into the engine: a batch of demand histories in, one forecast each out, in the same order.

Deterministic; one bad product never fails the batch. Raises ``ValueError`` only for impossible parameters.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.demand import (
    QUANTILE_LEVELS,
    WEEKDAYS,
    Backtest,
    BacktestPoints,
    Calendar,
    DemandHistory,
    DemandPattern,
    EngineForecast,
    Evidence,
    FloatArray,
    HistorySummary,
    interpolate_quantile,
)
from domain.forecasting.methods import scoring
from domain.forecasting.methods.profile import ShopProfile

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_HORIZON = 730


def fit_profile(
    histories: Sequence[DemandHistory], calendar: Calendar | None = None, *, as_of: date | None = None
) -> ShopProfile:
    """Learn what products of this shop have in common, for later calls with few products.

    Parameters
    ----------
    histories
        All products of the shop, or a fair sample of them.
    """
    del calendar
    groups: dict[str, list[FloatArray]] = {"": []}
    for history in histories:
        cut = _until(history, as_of)
        if np.nansum(cut.quantity) > 0:
            groups[""].append(cut.quantity)
            groups.setdefault(cut.category or "", []).append(cut.quantity)
    levels = np.asarray(QUANTILE_LEVELS)
    curves = {
        key: np.quantile(np.array([np.nanmean(values[:56]) for values in members]), levels)
        for key, members in groups.items()
        if members
    }
    return ShopProfile(launch_curves=curves)


def forecast_batch(
    histories: Sequence[DemandHistory],
    horizon: int,
    calendar: Calendar,
    *,
    as_of: date | None = None,
    backtest: bool = True,
    level: float = 0.8,
    profile: ShopProfile | None = None,
) -> tuple[EngineForecast, ...]:
    """Forecast every product of the batch for the ``horizon`` days after the history's end.

    Parameters
    ----------
    histories
        Products, in any order; products of one category share what they have in common.
    horizon
        Days to forecast, 1..730.
    calendar
        Holidays and events, past and future.
    as_of
        Last day whose sales are known. What lies after it is ignored; the forecast starts the day after it.
        Days between a history's end and ``as_of`` count as not observed (pad with zeros if the shop was
        open and sold none). ``None``: each product's own last day.
    backtest
        Whether to score each product on its own past (rolling origins, beside the seasonal naive).
    level
        Confidence level of the backtest's interval.
    profile
        What ``fit_profile`` learned of the shop; most useful when the batch is small.

    Returns
    -------
    One forecast a history, same order. ``has_forecast`` is false where there is nothing to go by.
    """
    if not 1 <= horizon <= MAX_HORIZON:
        raise ValueError(f"horizon must lie between 1 and {MAX_HORIZON}")
    if not 0 < level < 1:
        raise ValueError("level must lie between 0 and 1")
    shop = profile if profile is not None else fit_profile(histories, calendar, as_of=as_of)
    return tuple(
        _forecast(_until(history, as_of), horizon, as_of, shop, level=level, backtest=backtest)
        for history in histories
    )


def _until(history: DemandHistory, as_of: date | None) -> DemandHistory:
    if as_of is None or history.end <= as_of:
        return history
    days = max((as_of - history.start).days + 1, 0)
    return DemandHistory(history.product_id, history.category, history.start, history.quantity[:days])


def _forecast(
    history: DemandHistory,
    horizon: int,
    as_of: date | None,
    shop: ShopProfile,
    *,
    level: float,
    backtest: bool,
) -> EngineForecast:
    start = (as_of or history.end) + timedelta(days=1)
    sold = history.quantity
    observed = np.flatnonzero(np.isfinite(sold))
    summary = HistorySummary(
        first_date=history.start + timedelta(days=int(observed[0])) if observed.size else None,
        last_date=history.start + timedelta(days=int(observed[-1])) if observed.size else None,
        days=int(observed.size),
        selling_days=int((sold[observed] > 0).sum()),
    )
    if not observed.size:
        return _launch(history, start, horizon, shop, summary)
    gap = (start - history.end).days - 1
    values = np.concatenate([sold, np.full(max(gap, 0), np.nan)])
    mean, samples, weekday = _simple(values, horizon)
    levels = np.asarray(QUANTILE_LEVELS)
    daily = np.quantile(samples, levels, axis=0).T
    totals = np.quantile(np.cumsum(samples, axis=1), levels, axis=0).T
    return EngineForecast(
        product_id=history.product_id,
        start=start,
        mean=mean,
        quantiles=daily,
        cumulative_mean=np.cumsum(mean),
        cumulative=totals,
        demand_pattern=_pattern(values),
        method="weekday profile with exponential smoothing",
        history=summary,
        backtest=_backtest(values, start, horizon, level) if backtest else None,
        evidence=Evidence(
            level=float(mean.mean()),
            trend_per_week=0.0,
            weekday_profile=dict(zip(WEEKDAYS, np.roll(weekday, start.weekday()).tolist(), strict=True)),
            last_28_days_mean=float(np.nanmean(values[-28:])) if np.isfinite(values[-28:]).any() else None,
        ),
    )


def _launch(
    history: DemandHistory, start: date, horizon: int, shop: ShopProfile, summary: HistorySummary
) -> EngineForecast:
    curve = shop.launch_curves.get(history.category or "")
    none = curve is None
    rows = 0 if curve is None else horizon
    daily = np.tile(np.zeros(len(QUANTILE_LEVELS)) if curve is None else curve, (rows, 1))
    mean = daily.mean(axis=1)
    days = np.arange(1, rows + 1)
    return EngineForecast(
        product_id=history.product_id,
        start=start,
        mean=mean,
        quantiles=daily,
        cumulative_mean=np.cumsum(mean),
        cumulative=daily * days[:, None],
        demand_pattern="new",
        method="none" if none else "launch curve of the category",
        history=summary,
        no_forecast_reason="no sales of its own, of its predecessor or in its category" if none else None,
    )


def _simple(values: FloatArray, horizon: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Mean (H,), simulated paths (S, H) and the profile of the seven days after the end."""
    recent = values[-364:]
    phase = (np.arange(recent.size) - recent.size) % 7
    overall = float(np.nanmean(recent)) if np.isfinite(recent).any() else 0.0
    profile = np.ones(7)
    for day in range(7):
        mine = recent[(phase == day) & np.isfinite(recent)]
        profile[day] = (mine.sum() + 4 * overall) / ((mine.size + 4) * overall) if overall > 0 else 1.0
    profile /= profile.mean()
    smooth, errors = overall, [0.0]
    for value, day in zip(recent, phase.tolist(), strict=True):
        if np.isfinite(value):
            errors.append(float(value - smooth * profile[day]))
            smooth = max(smooth + 0.1 * errors[-1], 0.0)
    mean = smooth * profile[np.arange(horizon) % 7]
    noise = np.random.default_rng(0).choice(np.asarray(errors), size=(200, horizon))
    return mean, np.maximum(mean + noise - noise.mean(axis=0), 0.0), profile


def _pattern(values: FloatArray) -> DemandPattern:
    """Syntetos, Boylan & Croston (2005): interval between sales against variation of their size."""
    sales = values[np.isfinite(values) & (values > 0)]
    if sales.size < 4 or np.isfinite(values).sum() < 28:
        return "new"
    rare = np.isfinite(values).sum() / sales.size > 1.32
    varied = (sales.std() / sales.mean()) ** 2 > 0.49
    return ("lumpy" if varied else "intermittent") if rare else ("erratic" if varied else "smooth")


def _backtest(values: FloatArray, start: date, horizon: int, level: float) -> Backtest | None:
    steps = min(horizon, 28)
    folds = [fold for fold in (3, 2, 1) if values.size - fold * steps >= 28]
    if not folds:
        return None
    dates: list[date] = []
    parts: list[tuple[FloatArray, FloatArray, FloatArray, FloatArray]] = []
    for fold in folds:
        cut = values.size - fold * steps
        mean, samples, _ = _simple(values[:cut], steps)
        quantiles = np.quantile(samples, np.asarray(QUANTILE_LEVELS), axis=0).T
        naive = np.resize(np.nan_to_num(values[cut - 7 : cut]), steps)
        parts.append((mean, quantiles, naive, values[cut : cut + steps]))
        dates += [start + timedelta(days=cut - values.size + step) for step in range(steps)]
    mean, quantiles, naive, actual = (np.concatenate(column) for column in zip(*parts, strict=True))
    lower, upper = (
        interpolate_quantile(quantiles, (1 - level) / 2),
        interpolate_quantile(quantiles, (1 + level) / 2),
    )
    history = values[: values.size - folds[0] * steps]
    own = scoring.score(actual, mean, quantiles, history, lower=lower, upper=upper, level=level)
    point = np.repeat(naive[:, None], len(QUANTILE_LEVELS), axis=1)
    reference = scoring.score(actual, naive, point, history, lower=naive, upper=naive, level=level)
    return Backtest(
        **vars(own),
        folds=len(folds),
        horizon_days=steps,
        naive=reference,
        skill_vs_naive=scoring.skill(own.wape, reference.wape),
        points=BacktestPoints(tuple(dates), mean, lower, upper, actual),
    )
