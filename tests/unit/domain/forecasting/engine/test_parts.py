"""The smaller methods, each against what it is meant to find."""

from __future__ import annotations

import time
from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.engine import seasonality
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.effects import special_days
from domain.forecasting.engine.effects.holidays import holiday_days
from domain.forecasting.engine.history import cleaning
from domain.forecasting.engine.history.totals import WEEKLY
from domain.forecasting.engine.intervals import counts, empirical
from domain.forecasting.models.demand import Calendar, DemandHistory, KnownEvent, interpolate_quantile

from .histories import END, ending, shop, weekly_pattern


def test_weighted_quantiles_of_equal_weights_are_the_plain_ones() -> None:
    values = np.random.default_rng(0).normal(size=(3, 1001))

    found = empirical.weighted_quantiles(values, np.ones_like(values), np.array([0.1, 0.5, 0.9]))

    np.testing.assert_allclose(found, np.quantile(values, [0.1, 0.5, 0.9], axis=1).T, atol=0.02)


def test_a_weight_of_zero_leaves_a_value_out() -> None:
    found = empirical.weighted_quantiles(np.array([[1.0, 99.0, 3.0]]), np.array([[1.0, 0.0, 1.0]]))

    assert found.max() <= 3
    assert np.isnan(empirical.weighted_quantiles(np.ones((1, 3)), np.zeros((1, 3)))).all()


@pytest.mark.parametrize(("mean", "variance"), [(0.3, 0.5), (4.0, 9.0), (30.0, 90.0), (200.0, 900.0)])
def test_count_quantiles_match_a_simulated_negative_binomial(mean: float, variance: float) -> None:
    size = mean**2 / (variance - mean)
    draws = np.random.default_rng(1).negative_binomial(size, mean / variance, 200_000)

    found = counts.count_quantiles(np.array([mean]), np.array([variance]))[0]

    np.testing.assert_allclose(found, np.quantile(draws, empirical.LEVELS), atol=max(0.6, 0.03 * mean))


def test_seasonal_factors_find_the_profile_and_shrink_noise() -> None:
    profile = np.array([0.5, 0.8, 1.0, 1.0, 1.2, 1.5, 1.0])
    rng = np.random.default_rng(0)
    x = rng.poisson(20 * profile[np.arange(280) % 7][:, None], (280, 30)).astype(float)
    flat = rng.poisson(1.0, (280, 30)).astype(float)
    ones = np.ones_like(x)

    found = seasonality.seasonal_factors(x, ones, 7, np.ones(30), trend=seasonality.wide_mean(x, ones))
    none = seasonality.seasonal_factors(flat, ones, 7, np.ones(30), trend=seasonality.wide_mean(flat, ones))

    assert found is not None
    assert none is not None
    np.testing.assert_allclose(found.index.mean(1), profile / profile.mean(), atol=0.05)
    assert np.abs(none.index - 1).max() < 0.15


def test_too_few_cycles_have_no_season() -> None:
    assert seasonality.seasonal_factors(np.ones((12, 2)), np.ones((12, 2)), 7, np.ones(2)) is None


def test_regular_closing_days_are_no_stockouts() -> None:
    values = weekly_pattern(200, 30)
    values[np.arange(200) % 7 == 2] = 0

    assert not cleaning.suspected_stockouts(values).any()


def test_sparse_products_are_never_suspected() -> None:
    values = np.zeros(300)
    values[::20] = 3

    assert not cleaning.suspected_stockouts(values).any()


def test_a_product_that_stopped_selling_is_believed() -> None:
    values = weekly_pattern(200, 30)
    values[-60:] = 0

    assert cleaning.clean(ending(values)).silence.stopped > 0.99
    assert forecast_batch([ending(values)], 14, Calendar())[0].mean.mean() < 5


def test_the_holiday_itself_wins_over_another_ones_eve() -> None:
    calendar = Calendar({date(2025, 12, 25): "Christmas", date(2025, 12, 26): "Boxing Day"})

    found = holiday_days(calendar.holidays, date(2025, 12, 1), date(2025, 12, 31))

    assert found["Christmas|0"] == [date(2025, 12, 25).toordinal()]
    assert found["Boxing Day|0"] == [date(2025, 12, 26).toordinal()]


def test_an_ordinary_holiday_gets_next_to_no_factor() -> None:
    rng = np.random.default_rng(0)
    demand = rng.poisson(10, (400, 20)).astype(float)
    first = date(2024, 1, 1)
    days = {"Nothing day|0": [first.toordinal() + 100, first.toordinal() + 300]}

    base = special_days.ordinary(demand, np.zeros(400, dtype=bool))

    factors = special_days.fit_factors(demand, base, first, days).factors
    assert factors.get("Nothing day|0", 1.0) == pytest.approx(1.0, abs=0.08)


def test_grains_are_told_apart() -> None:
    weekly = np.zeros(7 * 20)
    weekly[::7] = 5
    daily = weekly_pattern(140)
    sparse = np.zeros(140)
    sparse[[3, 18, 44, 71, 90, 101, 120, 133]] = 1

    found = [cleaning.clean(ending(each)).totals for each in (weekly, daily, sparse)]

    assert [None if each is None else each.grain for each in found] == [WEEKLY, None, None]


def test_quantiles_between_stored_levels_are_interpolated() -> None:
    stored = np.asarray(empirical.LEVELS)[None, :]

    assert interpolate_quantile(stored, 0.925)[0] == pytest.approx(0.925)
    with pytest.raises(ValueError, match="level"):
        interpolate_quantile(stored, 0.0)


def test_impossible_values_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="negative"):
        ending([-1.0])
    with pytest.raises(ValueError, match="shape"):
        DemandHistory("P", None, END, np.ones(3), price=np.ones(2))
    with pytest.raises(ValueError, match="end before"):
        KnownEvent("x", END, END - timedelta(days=1))
    with pytest.raises(ValueError, match="expected_change_pct"):
        KnownEvent("x", END, END, -101)


def test_a_batch_costs_far_less_than_its_products_one_by_one() -> None:
    histories = shop(60)
    profile = fit_profile(histories)
    forecast_batch(histories[:2], 28, Calendar(), profile=profile)

    def cpu(parts: list[list[DemandHistory]]) -> float:
        started = time.process_time()
        for part in parts:
            forecast_batch(part, 28, Calendar(), backtest=False, profile=profile)
        return time.process_time() - started

    assert cpu([histories]) < 0.4 * cpu([[each] for each in histories])
