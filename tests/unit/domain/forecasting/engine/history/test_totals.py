"""Totals of weeks and months: recognised from three reports on, and read as the period that they cover."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest

from domain.forecasting.engine.api import forecast_batch
from domain.forecasting.engine.history.totals import MONTHLY, WEEKLY, grain_of, totals_of
from domain.forecasting.inputs.demand_history import demand_history
from domain.forecasting.models.demand import DemandHistory, EngineForecast
from domain.forecasting.models.known_days import Calendar
from testing.forecasting_world import entry
from tests.support.histories import END, assert_sound, ending
from tests.support.real_histories import Rows, days_in_month, priced_sales

TODAY = date(2026, 11, 27)


def months(count: int, stamp: str) -> list[date]:
    """Reports of the last whole months before November 2026."""
    firsts = [date((24322 - back) // 12, (24322 - back) % 12 + 1, 1) for back in range(count, 0, -1)]
    lasts = [day + timedelta(days=days_in_month(day) - 1) for day in firsts]
    return {
        "first": firsts,
        "third": [day.replace(day=3) for day in firsts],
        "last": lasts,
        "workday": [day - timedelta(days=max(0, day.weekday() - 4)) for day in lasts],
    }[stamp]


def weeks(count: int, weekday: int) -> list[date]:
    last = date(2026, 11, 16) + timedelta(days=weekday)
    return [last - timedelta(days=7 * back) for back in range(count - 1, -1, -1)]


def forecast(rows: Rows, horizon: int = 28) -> EngineForecast:
    history = demand_history(entry(), priced_sales(rows), TODAY - timedelta(days=1), TODAY)
    return forecast_batch([history], horizon, Calendar())[0]


@pytest.mark.parametrize(("count", "stamp"), list(product([3, 4, 6, 12, 36], ["first", "third", "last", "workday"])))
def test_months_are_recognised_and_read_alike_whatever_their_stamp(count: int, stamp: str) -> None:
    days = months(count, stamp)

    found = totals_of(np.arange(1.0, count + 1), days)

    assert grain_of(days) == MONTHLY
    assert found.ends[-1] == date(2026, 10, 31)
    assert [end.day for end in found.ends] == [days_in_month(end) for end in found.ends]
    assert found.amounts.tolist() == list(range(1, count + 1))
    made = forecast(dict.fromkeys(days, 300.0))
    assert_sound(made, 28)
    assert made.cumulative_mean[-1] == pytest.approx(28 * 300 / 30.5, rel=0.06)


@pytest.mark.parametrize(("count", "weekday"), list(product([3, 4, 6, 20, 110], range(7))))
def test_weeks_are_recognised_from_three_reports_on_any_weekday(count: int, weekday: int) -> None:
    days = weeks(count, weekday)

    made = forecast(dict.fromkeys(days, 70.0))

    assert grain_of(days) == WEEKLY
    assert made.method.startswith("weekly")
    assert_sound(made, 28)
    assert made.cumulative_mean[-1] == pytest.approx(280, rel=0.08)
    low, high = made.cumulative_quantile(0.1)[-1], made.cumulative_quantile(0.9)[-1]
    assert low <= 280 * 1.02
    assert high >= 280 * 0.98


def test_days_are_not_taken_for_totals() -> None:
    daily = [TODAY - timedelta(days=k) for k in range(60, 0, -1)]
    sparse = [TODAY - timedelta(days=k) for k in (130, 118, 97, 62, 51, 33, 20, 4)]

    assert grain_of(daily) is None
    assert grain_of(sparse) is None
    assert grain_of(weeks(2, 0)) is None
    assert grain_of([*weeks(6, 0)[:2], *weeks(6, 0)[4:]]) is None


@pytest.mark.parametrize("pending", range(5))
@pytest.mark.parametrize("stamp", ["first", "last"])
def test_a_month_not_reported_is_unknown_and_one_reported_as_nothing_is_nothing(stamp: str, pending: int) -> None:
    days = months(24, stamp)
    rows = dict.fromkeys(days[: 24 - pending], 300.0)

    silent = forecast(rows).cumulative_mean[-1]
    zero = forecast({**dict.fromkeys(days, 0.0), **rows}).cumulative_mean[-1]

    plain = 28 * 300 / 30.5
    assert silent == pytest.approx(plain, rel=(0.06, 0.06, 0.1, 0.25, 0.6)[pending])
    if pending > 1:
        assert zero < 0.8 * plain


def test_the_forecast_of_a_shop_of_months_starts_after_the_last_month() -> None:
    rows = dict.fromkeys(months(24, "first"), 300.0)

    history = demand_history(entry(), priced_sales(rows), max(rows), TODAY)

    assert history.end == date(2026, 10, 31)
    assert forecast_batch([history], 30, Calendar())[0].start == date(2026, 11, 1)


def test_a_total_of_a_period_that_still_runs_is_not_taken_for_a_whole_one() -> None:
    rows = dict.fromkeys(months(24, "first"), 300.0) | {date(2026, 11, 1): 20.0}

    made = forecast(rows)

    assert made.start == TODAY
    assert made.cumulative_mean[-1] == pytest.approx(28 * 300 / 30.5, rel=0.06)


@pytest.mark.parametrize("horizon", [1, 5, 7, 13, 28, 60])
def test_sums_of_part_periods_are_wider_than_their_share(horizon: int) -> None:
    rng = np.random.default_rng(0)
    rows = {day: float(rng.poisson(70)) for day in weeks(90, 6)}

    made = forecast(rows, horizon)

    assert_sound(made, horizon)
    width = made.cumulative_quantile(0.9) - made.cumulative_quantile(0.1)
    assert (np.diff(width) > -0.05 * width[1:]).all()
    assert (made.cumulative_quantile(0.1) <= made.cumulative_mean).all()
    assert (made.cumulative_mean <= made.cumulative_quantile(0.9)).all()
    assert width[0] > 0.1 * made.mean[0]


def test_a_weekly_report_is_forecast_as_weeks() -> None:
    values = np.zeros(7 * 80)
    values[6::7] = np.random.default_rng(1).poisson(70, 80)

    forecast = forecast_batch([ending(values)], 28, Calendar())[0]

    assert forecast.method.startswith("weekly")
    assert_sound(forecast, 28)
    np.testing.assert_allclose(forecast.mean[:7], forecast.mean[0])
    assert forecast.cumulative_mean[-1] == pytest.approx(280, rel=0.1)


def test_a_monthly_report_is_forecast_as_months() -> None:
    start = date(2022, 1, 1)
    values = np.zeros((END - start).days + 1)
    for day in range(values.size):
        if (start + timedelta(days=day)).day == 1:
            values[day] = 310.0

    forecast = forecast_batch([DemandHistory("M", None, start, values)], 31, Calendar())[0]

    assert forecast.method.startswith("monthly")
    assert_sound(forecast, 31)
    assert forecast.cumulative_mean[-1] == pytest.approx(310, rel=0.05)
