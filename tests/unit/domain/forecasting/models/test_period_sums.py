"""Sums by day, week and month against the sums of simulated demand that a forecast was made of."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.levels import QUANTILE_LEVELS
from domain.forecasting.models.period_sums import period_sums
from domain.shared.periods import Granularity

START = date(2026, 11, 25)  # a Wednesday
DAYS = 56
DRAWS = 20_000


def simulated(kind: str) -> tuple[np.ndarray, DemandDistribution]:
    """Return paths of demand, (draws, days), and the forecast that knows them exactly."""
    random = np.random.default_rng(3)
    rate = 10 * np.where(np.arange(DAYS) % 7 > 4, 1.8, 0.7)
    alike = random.lognormal(-0.045, 0.3, DRAWS)[:, None]
    paths = {
        "independent": lambda: random.poisson(rate, (DRAWS, DAYS)),
        "of an unsure level": lambda: random.poisson(alike * rate),
        "growing": lambda: random.poisson(alike * rate * np.linspace(1, 2, DAYS)),
        "intermittent": lambda: random.poisson(3, (DRAWS, DAYS)) * (random.random((DRAWS, DAYS)) < 0.15),
    }[kind]().astype(float)
    sums = paths.cumsum(axis=1)
    quantiles = [np.quantile(each, QUANTILE_LEVELS, axis=0).T for each in (paths, sums)]
    mean = paths.mean(axis=0)
    return paths, DemandDistribution(START, mean, quantiles[0], mean.cumsum(), quantiles[1])


@pytest.mark.parametrize("granularity", [Granularity.WEEK, Granularity.MONTH])
@pytest.mark.parametrize("kind", ["independent", "of an unsure level", "growing", "intermittent"])
def test_quantiles_of_a_period_are_next_to_the_best_there_are_of_its_sum(kind, granularity):
    paths, demand = simulated(kind)
    for period in period_sums(demand, slice(0, DAYS), granularity):
        first = (period.forecast_date - START).days
        total = paths[:, first : first + period.days].sum(axis=1)
        assert period.predicted_demand == pytest.approx(total.mean())
        for level in (0.1, 0.5, 0.9, 0.975):
            least = pinball(total, np.quantile(total, level), level)
            assert pinball(total, period.quantile(level), level) <= 1.05 * least, (period.forecast_date, level)


def pinball(total, quantile, level):
    """Return the loss that the true quantile has least of."""
    over = total - quantile
    return np.maximum(level * over, (level - 1) * over).mean()


def test_quantiles_of_a_period_are_not_the_sums_of_its_days_quantiles():
    _, demand = simulated("independent")
    second = period_sums(demand, slice(0, DAYS), Granularity.WEEK)[1]
    days = slice(5, 12)
    assert second.quantile(0.9) < 0.95 * sum(demand.quantile(0.9)[days])
    assert second.quantile(0.1) > 1.05 * sum(demand.quantile(0.1)[days])


def test_the_first_period_is_the_sum_that_the_forecast_holds():
    _, demand = simulated("growing")
    first, *_ = period_sums(demand, slice(0, DAYS), Granularity.WEEK)
    assert (first.forecast_date, first.last_date, first.days) == (START, date(2026, 11, 29), 5)
    assert first.quantiles.tolist() == demand.cumulative[4].tolist()


@given(st.integers(0, DAYS - 1), st.integers(0, DAYS), st.sampled_from(Granularity))
@settings(max_examples=40, deadline=None)
def test_periods_follow_each_other_and_hold_each_day_once(first, length, granularity):
    demand = DEMAND
    days = slice(first, min(first + length, DAYS))
    periods = period_sums(demand, days, granularity)
    assert sum(period.days for period in periods) == days.stop - days.start
    assert sum(period.predicted_demand for period in periods) == pytest.approx(demand.mean[days].sum())
    for before, after in pairwise(periods):
        assert after.forecast_date == before.last_date + timedelta(days=1)
        assert (after.forecast_date.weekday() == 0) or granularity is not Granularity.WEEK
        assert (after.forecast_date.day == 1) or granularity is not Granularity.MONTH
    for period in periods:
        assert (np.diff(period.quantiles) >= 0).all()
        assert period.quantiles[0] >= 0


DEMAND = simulated("of an unsure level")[1]
