"""Histories for the engine's tests, made the same way everywhere."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from domain.forecasting.models.demand import DemandHistory, EngineForecast
from domain.forecasting.models.known_days import Calendar

END = date(2026, 3, 1)
WEEK = np.array([0.8, 0.9, 1.0, 1.0, 1.2, 1.5, 0.6])


def ending(values: object, product_id: str = "P", category: str | None = "c", **more: object) -> DemandHistory:
    """A history whose last day is ``END``."""
    quantity = np.asarray(values, dtype=np.float64)
    start = END - timedelta(days=quantity.size - 1)
    return DemandHistory(product_id, category, start, quantity, **more)  # type: ignore[arg-type]


def days_of(history: DemandHistory) -> list[date]:
    """The history's days."""
    return [history.start + timedelta(days=k) for k in range(history.quantity.size)]


def weekly_pattern(days: int, level: float = 10.0, seed: int = 0) -> np.ndarray:
    """Poisson sales with a weekday profile, ending on ``END``."""
    dates = [END - timedelta(days=days - 1 - k) for k in range(days)]
    rate = level * WEEK[[day.weekday() for day in dates]]
    return np.random.default_rng(seed).poisson(rate).astype(float)


def shop(products: int, days: int = 300, seed: int = 0) -> list[DemandHistory]:
    """Products of different speeds that share a weekday profile."""
    rng = np.random.default_rng(seed)
    levels = rng.lognormal(1.0, 1.2, products)
    return [
        ending(weekly_pattern(days, level, seed + 1 + i), f"P{i:03d}", f"c{i % 3}") for i, level in enumerate(levels)
    ]


def assert_sound(forecast: EngineForecast, horizon: int) -> None:
    """What holds of every forecast: shapes, finite, never negative, quantiles in order, sums that never fall."""
    for array in (forecast.mean, forecast.quantiles, forecast.cumulative_mean, forecast.cumulative):
        assert array.shape[0] == horizon
        assert np.isfinite(array).all()
        assert (array >= 0).all()
    assert (np.diff(forecast.quantiles, axis=1) >= -1e-9).all()
    assert (np.diff(forecast.cumulative, axis=1) >= -1e-9).all()
    assert (np.diff(forecast.cumulative, axis=0) >= -1e-9).all()
    np.testing.assert_allclose(forecast.cumulative_mean, np.cumsum(forecast.mean), rtol=1e-9, atol=1e-9)


def christmas_shop(products: int, length: int = 760) -> tuple[list[DemandHistory], Calendar]:
    """Histories with a peak before Christmas, which is a closed day, and the calendar that knows it."""
    rng = np.random.default_rng(3)
    end = date(2025, 11, 30)
    days = [end - timedelta(days=length - 1 - k) for k in range(length)]
    holidays = {date(year, 12, 25): "Christmas Day" for year in range(2022, 2028)}
    histories = []
    for i in range(products):
        level = 5 + 3 * i
        rate = [
            0.0 if day in holidays else level * (1 + 0.8 * np.exp(-(((day.timetuple().tm_yday - 352) / 14) ** 2)))
            for day in days
        ]
        histories.append(DemandHistory(f"P{i}", "toys", days[0], rng.poisson(rate).astype(float)))
    return histories, Calendar(holidays)
