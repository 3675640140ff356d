"""Every kind of history that shops have, at several levels and on several days, gets the forecast a planner expects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tests.support.real_histories import HORIZON, Made, Setting, black_friday, days_in_month, made, month_amount

DAYS = (date(2026, 11, 27), date(2026, 12, 1), date(2026, 11, 30), date(2027, 1, 14), date(2028, 2, 29))
SETTINGS = [
    *(Setting(today=day, together=False) for day in DAYS),
    *(Setting(level=level, together=False) for level in (3.0, 60.0)),
    *(Setting(today=day) for day in DAYS),
    *(Setting(today=day, together=False, beside_demo=True) for day in (*DAYS, date(2027, 6, 20))),
    Setting(level=40.0, seed=5, together=False, beside_demo=True),
    Setting(level=20.0, seed=8, step_days=21, today=date(2027, 6, 20), together=False, beside_demo=True),
    Setting(level=60.0),
    Setting(level=25.0, december=1.8, black_friday=4.0, advent=2.5, pending=3, weekday=1, flat_days=370, step_days=21,
            gone_days=120, stockouts=(14, 25, 60), spikes=(1, 35, 200), seed=3, together=False),
]  # fmt: skip


def name_of(each: Setting) -> str:
    return f"{each.today}-{each.level:g}-{'demo' if each.beside_demo else 'together' if each.together else 'alone'}"


@pytest.fixture(scope="module", params=SETTINGS, ids=name_of)
def shop(request: pytest.FixtureRequest) -> Made:
    return made(request.param)


def coming(shop: Made) -> list[date]:
    return [shop.setting.today + timedelta(days=k) for k in range(HORIZON)]


def near(shop: Made, name: str, wanted: float, tolerance: float) -> None:
    assert shop.total(name) == pytest.approx(wanted, rel=tolerance), name


def test_every_forecast_is_ordered_and_starts_after_the_last_day_known(shop: Made) -> None:
    for name, forecast in shop.forecasts.items():
        assert (np.diff(forecast.quantiles, axis=1) >= 0).all(), name
        assert (np.diff(forecast.cumulative, axis=1) >= 0).all(), name
        assert (np.diff(forecast.cumulative, axis=0) >= 0).all(), name
        assert forecast.start == shop.setting.today, name


def test_intervals_of_totals_hold_their_means(shop: Made) -> None:
    for name, forecast in shop.forecasts.items():
        low, high = forecast.cumulative_quantile(0.1), forecast.cumulative_quantile(0.9)
        sells = forecast.cumulative_mean >= 1
        assert (low <= forecast.cumulative_mean + 1e-9)[sells].all(), name
        assert (forecast.cumulative_mean <= high + 1e-9)[sells & (forecast.cumulative_quantile(0.5) > 0)].all(), name


def test_months_stamped_on_their_first_or_last_day_read_alike(shop: Made) -> None:
    wanted = sum(month_amount(shop.setting, day) / days_in_month(day) for day in coming(shop))

    near(shop, "month-first", wanted, 0.25)
    near(shop, "month-last", wanted, 0.25)
    assert shop.total("month-first") == pytest.approx(shop.total("month-last"), rel=1e-6)


@pytest.mark.parametrize("name", ["week-monday", "week-sunday", "week-pending"])
def test_weeks_read_alike_whatever_their_stamp_and_those_still_to_come_are_unknown(shop: Made, name: str) -> None:
    near(shop, name, 28 * shop.setting.level, 0.12)


def test_a_lone_spike_changes_little_and_is_told(shop: Made) -> None:
    for age in shop.setting.spikes:
        near(shop, f"spike-{age}", 28 * shop.setting.level, 0.25)
        [day] = shop.forecasts[f"spike-{age}"].history.unusual_days
        assert (day.date, day.quantity) == (shop.setting.today - timedelta(days=age), 1000 * shop.setting.level)
    assert not shop.forecasts["control"].history.unusual_days


def test_a_product_of_one_weekday_sells_on_that_day_alone(shop: Made) -> None:
    sold, days = 3 * shop.setting.level, shop.days("one-weekday")
    closed = {(12, 25), (12, 26), (1, 1)} if shop.setting.beside_demo else set()
    at = [day for day in coming(shop) if (day.month, day.day) not in closed]
    on = [days[day] for day in at if day.weekday() == shop.setting.weekday]
    off = [days[day] for day in coming(shop) if day.weekday() != shop.setting.weekday]

    assert min(on) >= 0.85 * sold
    assert max(off) <= 0.05 * sold


def test_demand_goes_on_while_the_shelf_is_empty(shop: Made) -> None:
    for days in shop.setting.stockouts:
        near(shop, f"stockout-{days}", 28 * shop.setting.level, 0.2)


def test_black_friday_comes_back_on_its_own_date(shop: Made) -> None:
    today = shop.setting.today
    day = next(each for each in map(black_friday, (today.year, today.year + 1)) if each >= today)

    assert shop.days("black-friday")[day] >= 0.6 * shop.setting.level * shop.setting.black_friday


def test_advent_comes_back(shop: Made) -> None:
    today = shop.setting.today
    year = today.year if today < date(today.year, 12, 10) else today.year + 1
    days = [date(year, 12, day) for day in range(5, 23) if date(year, 12, day) >= today]
    found = np.mean([shop.days("advent")[day] for day in days])

    assert found == pytest.approx(shop.setting.level * shop.setting.advent, rel=0.3)


def test_a_flat_product_stays_flat(shop: Made) -> None:
    near(shop, "control", 28 * shop.setting.level, 0.1)
    near(shop, "kilos", 28 * 0.35, 0.15)
    near(shop, "flat-year", 28 * shop.setting.level, 0.12)
    flat = shop.forecasts["flat-year"]
    assert flat.cumulative_quantile(0.1)[27] <= 28 * shop.setting.level <= flat.cumulative_quantile(0.9)[27]


def test_growth_and_new_levels_are_followed(shop: Made) -> None:
    near(shop, "growth", 28 * shop.setting.level * 2.03, 0.15)
    near(shop, "step", 28 * shop.setting.level * 3, 0.2)


def test_a_product_that_is_gone_fades_and_says_so(shop: Made) -> None:
    assert shop.total("gone") <= 0.1 * 28 * shop.setting.level
    assert shop.forecasts["gone"].history.stopped_probability > 0.95
    assert shop.forecasts["control"].history.stopped_probability < 0.1


def test_closed_sundays_stay_closed(shop: Made) -> None:
    open_days = [day for day in coming(shop) if day.weekday() != 6]
    days = shop.days("closed-sundays")

    near(shop, "closed-sundays", len(open_days) * shop.setting.level, 0.12)
    most = 0.05 if shop.setting.level >= 10 else 0.1
    assert max(days[day] for day in coming(shop) if day.weekday() == 6) <= most * shop.setting.level


def test_the_settings_are_all_different() -> None:
    assert len(set(SETTINGS)) == len(SETTINGS)
    assert replace(SETTINGS[0], seed=1) != SETTINGS[0]
