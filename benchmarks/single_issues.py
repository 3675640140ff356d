"""One question a function: stockouts, yearly season, promotions, speed and size; the engine against itself."""

from __future__ import annotations

import resource
import time
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from benchmarks import run_engine
from benchmarks.datasets import by_name, split
from benchmarks.frames import Floats, Series
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.effects.combine import ShopEffects
from domain.forecasting.engine.intervals.pinball import pinball
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar


def quantile_loss(actual: Floats, quantiles: Floats) -> float:
    """Weighted quantile loss over all stored levels."""
    return float(2 * np.nansum(pinball(actual, quantiles).mean(-1)) / np.nansum(actual))


def stockouts(sample: int | None, *, windows_back: int = 0) -> dict[str, float]:
    """Two invented stockouts of 8 to 20 days in every near-daily seller: quantile loss over that of clean history."""
    held = split(by_name("m5_item"), sample, windows_back=windows_back)
    rng = np.random.RandomState(3)
    chosen = [i for i, series in enumerate(held.past) if (np.nan_to_num(series.y) == 0).mean() < 0.3]
    past, actual = [held.past[i] for i in chosen], held.actual[chosen]
    hurt = []
    for series in past:
        y = np.array(series.y)
        for _ in range(2):
            length = rng.randint(8, 21)
            at = y.size - rng.randint(length, 120)
            y[at : at + length] = 0
        hurt.append(Series(series.unique_id, series.first_step, y))
    learned = run_engine.learn(past, 7, 28)
    clean = quantile_loss(actual, run_engine.forecast(past, 7, 28, learned).quantiles)
    injected = quantile_loss(actual, run_engine.forecast(hurt, 7, 28, learned).quantiles)
    return {"series": float(len(past)), "clean": clean, "injected": injected, "ratio": injected / clean}


def yearly(horizon: int, windows: int) -> dict[str, float]:
    """Rossmann with the year and holidays known, against weekdays alone, over the last ``windows`` windows.

    The file's dates are moved to later years; its rows are the days from 2013-01-01 on, with German holidays.
    """
    import holidays

    calendar = Calendar(dict(holidays.country_holidays("DE", years=range(2012, 2017)).items()))
    miss: dict[str, list[float]] = {"weekday_only": [], "with_year": []}
    loss: dict[str, list[float]] = {"weekday_only": [], "with_year": []}
    for back in range(windows):
        held = split(by_name("rossmann"), None, horizon=horizon, windows_back=back)
        histories = [
            DemandHistory(series.unique_id, "stores", date(2013, 1, 1) + timedelta(days=series.first_step), series.y)
            for series in held.past
        ]
        for name, known in (("weekday_only", Calendar()), ("with_year", calendar)):
            profile = fit_profile(histories, known, horizon=28)
            if name == "weekday_only":
                profile = replace(profile, effects=ShopEffects())
            made = forecast_batch(histories, horizon, known, backtest=False, profile=profile)
            mean = np.array([each.mean for each in made])
            miss[name].append(float(np.nansum(np.abs(held.actual - mean)) / np.nansum(held.actual)))
            loss[name].append(quantile_loss(held.actual, np.array([each.quantiles for each in made])))
    return {
        **{f"{name}_wape": float(np.mean(values)) for name, values in miss.items()},
        **{f"{name}_quantile_loss": float(np.mean(values)) for name, values in loss.items()},
        "windows": float(windows),
    }


def promotions(sample: int | None, windows: int) -> dict[str, float]:
    """WAPE on orange juice without and with the prices, those of the coming weeks known; mean of the last windows."""
    found: dict[str, list[float]] = {"without": [], "with": []}
    for back in range(windows):
        held = split(by_name("dominick_oj"), sample, windows_back=back, extra=("price",))
        for name, future in (("without", None), ("with", list(held.extra["price"]))):
            made = run_engine.forecast(held.past, 52, 8, future=future)
            found[name].append(float(np.nansum(np.abs(held.actual - made.mean)) / np.nansum(held.actual)))
    return {
        "wape_without_price": float(np.mean(found["without"])),
        "wape_with_price": float(np.mean(found["with"])),
        "windows": float(windows),
    }


def speed() -> dict[str, float]:
    """CPU of 1000 daily products of 420 days through the public interface, and milliseconds of one warm product."""
    held = split(by_name("m5_item"), 1000)
    end = date(2026, 1, 1)
    histories = [
        DemandHistory(series.unique_id, "all", end - timedelta(days=values.size - 1), values)
        for series in (held.past * 2)[:1000]
        for values in [np.nan_to_num(series.y)[-420:]]
    ]
    started = time.process_time()
    profile = fit_profile(histories)
    fitted = time.process_time()
    forecast_batch(histories, 28, Calendar(), backtest=False, profile=profile)
    done = time.process_time()
    forecast_batch(histories, 28, Calendar(), backtest=True, profile=profile)
    judged = time.process_time()
    single = []
    for history in histories[:15]:
        begun = time.process_time()
        forecast_batch([history], 28, Calendar(), backtest=False, profile=profile)
        single.append((time.process_time() - begun) * 1000)
    return {
        "products": float(len(histories)),
        "profile_cpu_s": fitted - started,
        "forecast_cpu_s": done - fitted,
        "forecast_with_backtest_cpu_s": judged - done,
        "one_warm_product_cpu_ms": float(np.median(single)),
    }


def size(products: int = 30_490, days: int = 1_900) -> dict[str, Any]:
    """A shop as big as all of M5, made of the sampled M5 series repeated: minutes of one core, peak memory."""
    held = split(by_name("m5"), None)
    tile = [np.tile(np.nan_to_num(series.y), days // max(series.y.size, 1) + 1)[-days:] for series in held.past]
    started = time.process_time()
    learned = run_engine.learn([Series(str(i), 0, y) for i, y in enumerate(tile)], 7, 28)
    for first in range(0, products, 1000):
        part = [Series(str(i), 0, tile[i % len(tile)]) for i in range(first, min(first + 1000, products))]
        run_engine.forecast(part, 7, 28, learned)
    return {
        "products": products,
        "days": days,
        "cpu_s": time.process_time() - started,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
