"""A new level is followed from three clear weeks on; nothing less is taken for one."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.history.level_shift import shifts
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import days_of, ending, shop, weekly_pattern


def found(values: np.ndarray) -> float:
    """Ratio of the step in a history, 1: none."""
    return float(shifts(values[None], np.ones((1, values.size)), np.ones(1)).ratio[0])


def stepped(days: int, times: float, level: float = 20.0, seed: int = 0) -> np.ndarray:
    """Sales at ``times`` their level in the last ``days`` days."""
    return np.concatenate([weekly_pattern(300, level, seed), weekly_pattern(days, level * times, seed + 1)])


@pytest.mark.parametrize("days", [21, 24, 30, 45])
@pytest.mark.parametrize("times", [0.3, 3.0])
def test_a_clear_step_is_found_whatever_day_it_fell_on(days: int, times: float) -> None:
    assert found(stepped(days, times)) == pytest.approx(times, rel=0.15)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("level", [0.5, 3.0, 20.0])
def test_chance_a_peak_a_trend_and_a_busy_fortnight_are_no_step(level: float, seed: int) -> None:
    plain = weekly_pattern(300, level, seed)
    peak, busy = np.array(plain), np.array(plain)
    peak[-3] *= 30
    busy[-14:] *= 3
    trend = np.random.default_rng(seed).poisson(level * np.linspace(0.5, 1.5, 300)).astype(float)

    assert [found(values) for values in (plain, peak, busy, trend)] == [1, 1, 1, 1]


def test_a_season_that_is_known_is_no_step() -> None:
    values, factor = stepped(30, 3.0), np.ones((1, 330))
    factor[0, -30:] = 3.0

    assert shifts(values[None], factor, np.ones(1)).ratio[0] == 1


@pytest.mark.parametrize("times", [0.3, 3.0])
def test_the_forecast_and_its_intervals_are_at_the_new_level_and_the_backtest_as_it_was(times: float) -> None:
    values = stepped(21, times)
    made = forecast_batch([ending(values)], 28, Calendar(), profile=fit_profile(shop(30)))[0]

    assert made.cumulative_mean[-1] == pytest.approx(28 * 20 * times, rel=0.15)
    assert made.cumulative_quantile(0.05)[-1] <= 28 * 20 * times <= made.cumulative_quantile(0.95)[-1]
    assert made.backtest is not None
    points = made.backtest.points
    sold = dict(zip(days_of(ending(values)), values, strict=True))
    np.testing.assert_allclose(points.actual, [sold[day] for day in points.dates])
    assert made.backtest.wape is not None
    assert made.backtest.wape > 0.15


def test_a_few_units_of_the_past_are_no_noise_of_a_hundred_times_their_size() -> None:
    rng = np.random.default_rng(2)
    trickle = np.where(np.arange(300) % 20 == 0, 3.0, 0.0)
    made = forecast_batch(
        [ending(np.concatenate([trickle, rng.poisson(20, 28).astype(float)]))],
        28,
        Calendar(),
        profile=fit_profile(shop(30)),
    )[0]

    assert made.cumulative_mean[-1] == pytest.approx(28 * 20, rel=0.15)
    assert made.cumulative_quantile(0.95)[-1] < 2 * 28 * 20
    assert made.cumulative_quantile(0.05)[-1] > 0.35 * 28 * 20


@pytest.mark.parametrize("silent", [0, 7, 14, 35])
def test_silence_is_no_step_and_hides_none(silent: int) -> None:
    quiet = np.zeros(silent)

    assert found(np.concatenate([weekly_pattern(300, 20.0, 1), quiet])) == 1
    assert found(np.concatenate([stepped(28, 3.0), quiet])) == pytest.approx(3.0, rel=0.15)


def test_rows_of_products_without_a_step_stay_the_same() -> None:
    histories = shop(20)
    profile = fit_profile(histories)
    alone = forecast_batch(histories, 28, Calendar(), profile=profile)
    step = ending(stepped(21, 3.0)[-300:], "S")
    beside = forecast_batch([*histories, step], 28, Calendar(), profile=profile)

    for one, two in zip(alone, beside, strict=False):
        np.testing.assert_allclose(one.cumulative, two.cumulative, rtol=1e-5)
