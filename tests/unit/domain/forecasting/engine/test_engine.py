"""The engine finds what was put into a history: weekdays, years, holidays, events, prices, grains, predecessors."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.profile import codec
from domain.forecasting.models.demand import MONTHS, Calendar, DemandHistory, KnownEvent

from .histories import END, WEEK, assert_sound, days_of, ending, shop, weekly_pattern


def coming(days: int) -> list[date]:
    return [END + timedelta(days=k + 1) for k in range(days)]


def test_the_weekday_profile_is_found_and_shown() -> None:
    forecast = forecast_batch([ending(weekly_pattern(400, 40))], 28, Calendar())[0]

    expected = 40 * WEEK[[day.weekday() for day in coming(28)]]
    assert np.abs(forecast.mean - expected).sum() / expected.sum() < 0.08
    assert forecast.evidence.weekday_profile["sat"] == pytest.approx(1.5, abs=0.12)
    assert forecast.evidence.named()["weekday_profile.sun"] == pytest.approx(0.6, abs=0.1)
    assert forecast.start == END + timedelta(days=1)


def test_the_backtest_beats_the_naive_on_noisy_weekly_demand() -> None:
    backtest = forecast_batch([ending(weekly_pattern(400, 8))], 28, Calendar())[0].backtest

    assert backtest is not None
    assert backtest.folds == 3
    assert backtest.skill_vs_naive is not None
    assert backtest.skill_vs_naive > 0.1
    assert backtest.coverage is not None
    assert 0.65 <= backtest.coverage.actual <= 0.97
    assert backtest.points.dates[-1] == END
    assert len(backtest.points.dates) == backtest.points.actual.size == 3 * 28


def test_a_total_is_narrower_than_summed_daily_quantiles_and_still_covers() -> None:
    forecasts = forecast_batch(shop(60, 330, seed=4), 28, Calendar(), backtest=False)

    widths, daily = [], []
    for forecast in forecasts:
        widths.append(forecast.cumulative_quantile(0.9)[-1] - forecast.cumulative_quantile(0.1)[-1])
        daily.append((forecast.quantile(0.9) - forecast.quantile(0.1)).sum())
    assert np.mean(widths) < 0.5 * np.mean(daily)


def test_totals_cover_what_was_sold() -> None:
    histories = shop(150, 360, seed=9)
    known = [ending(each.quantity[:-28], each.product_id, each.category) for each in histories]
    known = [
        DemandHistory(each.product_id, each.category, whole.start, each.quantity)
        for each, whole in zip(known, histories, strict=True)
    ]

    forecasts = forecast_batch(known, 28, Calendar(), backtest=False)

    sold = np.array([each.quantity[-28:].sum() for each in histories])
    low = np.array([each.cumulative_quantile(0.1)[-1] for each in forecasts])
    high = np.array([each.cumulative_quantile(0.9)[-1] for each in forecasts])
    assert 0.7 <= float(((sold >= low) & (sold <= high)).mean()) <= 0.92


def christmas_shop(products: int, length: int = 760) -> tuple[list[DemandHistory], Calendar]:
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


@pytest.mark.parametrize("length", [760, 731, 730, 728, 705])
def test_a_christmas_two_years_running_shows_in_december(length: int) -> None:
    histories, calendar = christmas_shop(8, length)

    forecasts = forecast_batch(histories, 40, calendar, backtest=False)

    peak = np.mean([each.mean[10:24].mean() / each.mean[:4].mean() for each in forecasts])
    assert peak > 1.15
    assert np.mean([each.mean[24] for each in forecasts]) < 0.5
    profile = forecasts[0].evidence.yearly_profile
    assert profile["dec"] > profile["oct"]
    assert forecasts[0].evidence.time_of_year == pytest.approx(
        np.mean(forecasts[0].mean) / np.mean(histories[0].quantity[-28:]), rel=0.3
    )
    assert forecasts[0].evidence.holiday_effects["Christmas Day"] < 0.2


def test_a_year_of_history_is_not_given_a_yearly_season() -> None:
    forecast = forecast_batch([ending(weekly_pattern(365))], 28, Calendar())[0]

    assert forecast.evidence.yearly_profile == {}
    assert forecast.evidence.time_of_year is None


def test_a_young_product_is_told_the_shops_whole_year() -> None:
    histories, calendar = christmas_shop(8, 731)
    young = DemandHistory("young", "toys", histories[0].end - timedelta(days=119), histories[0].quantity[-120:])

    evidence = forecast_batch([*histories, young], 28, calendar, backtest=False)[-1].evidence

    assert set(evidence.yearly_profile) == set(MONTHS)
    assert evidence.time_of_year is not None
    assert evidence.time_of_year > 1.05


def test_an_expected_event_moves_its_days_and_no_others() -> None:
    history = ending(weekly_pattern(200, 20))
    fair = KnownEvent("Fair", END + timedelta(days=5), END + timedelta(days=6), 50.0)

    plain = forecast_batch([history], 14, Calendar())[0]
    moved = forecast_batch([history], 14, Calendar(events=(fair,)))[0]

    ratio = moved.mean / plain.mean
    np.testing.assert_allclose(ratio[4:6], 1.5, rtol=0.02)
    np.testing.assert_allclose(np.delete(ratio, [4, 5]), 1.0, rtol=0.02)
    assert moved.evidence.event_effects["Fair"] == pytest.approx(1.5)


def test_an_event_is_learned_from_the_last_one_of_its_name() -> None:
    histories = []
    for i in range(10):
        values = weekly_pattern(300, 30, seed=i)
        values[150:153] *= 2
        histories.append(ending(values, f"P{i}"))
    start = histories[0].start
    events = (
        KnownEvent("Fair", start + timedelta(days=150), start + timedelta(days=152)),
        KnownEvent("Fair", END + timedelta(days=3), END + timedelta(days=5)),
    )

    forecast = forecast_batch(histories, 10, Calendar(events=events))[0]

    assert forecast.evidence.event_effects["Fair"] == pytest.approx(2.0, abs=0.4)


def test_a_known_promotion_price_raises_demand() -> None:
    rng = np.random.default_rng(0)
    histories = []
    for i in range(8):
        price = np.full(300, 10.0)
        for at in range(20, 300, 40):
            price[at : at + 7] = 7.0
        rate = 20 * (price / 10) ** -2.5
        values = rng.poisson(rate).astype(float)
        histories.append(ending(values, f"P{i}", price=price, future_price=np.array([7.0] * 7 + [10.0] * 7)))

    forecast = forecast_batch(histories, 14, Calendar())[0]

    assert forecast.evidence.price_elasticity == pytest.approx(-2.5, abs=0.6)
    assert forecast.mean[:7].mean() / forecast.mean[7:].mean() == pytest.approx(0.7**-2.5, rel=0.25)
    assert forecast.evidence.promotion_effect == pytest.approx(0.7**-2.5, rel=0.25)


def test_known_stockouts_are_not_demand() -> None:
    values, out = weekly_pattern(200, 20), np.zeros(200, dtype=bool)
    out[150:180] = True
    emptied = np.where(out, 0.0, values)

    told = forecast_batch([ending(emptied, stockout=out)], 14, Calendar())[0]

    assert told.mean.mean() == pytest.approx(20 * WEEK.mean(), rel=0.1)
    assert told.history.suspected_stockout_dates == ()


def test_a_long_silence_of_a_daily_seller_is_suspected_and_reported() -> None:
    values = weekly_pattern(200, 20)
    values[150:165] = 0

    forecast = forecast_batch([ending(values)], 14, Calendar())[0]

    suspected = forecast.history.suspected_stockout_dates
    assert suspected == tuple(days_of(ending(values))[150:165])
    assert forecast.mean.mean() == pytest.approx(20 * WEEK.mean(), rel=0.1)


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


def test_a_new_product_borrows_its_predecessor() -> None:
    predecessor = DemandHistory("OLD", "c", END - timedelta(days=299), weekly_pattern(300, 30)[:280])
    newcomer = ending(weekly_pattern(20, 30)[-20:], "NEW", predecessor=predecessor)

    forecast = forecast_batch([newcomer], 14, Calendar())[0]

    expected = 30 * WEEK[[day.weekday() for day in coming(14)]]
    assert np.abs(forecast.mean - expected).sum() / expected.sum() < 0.15
    assert "predecessor" in forecast.method
    assert forecast.history.days == 20


def test_a_product_without_sales_gets_its_categorys_launch_curve() -> None:
    forecasts = forecast_batch([*shop(9), ending([], "NEW", "c1")], 10, Calendar())

    new = forecasts[-1]
    assert new.has_forecast
    assert new.demand_pattern == "new"
    assert_sound(new, 10)
    assert new.mean[0] > 0


def test_a_product_without_sales_or_category_is_flagged() -> None:
    new = forecast_batch([*shop(9), ending([], "NEW", "unheard of")], 10, Calendar())[-1]

    assert not new.has_forecast
    assert new.no_forecast_reason
    assert new.mean.shape == (0,)


def test_days_after_as_of_are_not_looked_at() -> None:
    values = weekly_pattern(200)
    spoiled = np.concatenate([values, np.full(30, 900.0)])
    start = END - timedelta(days=199)

    clean, cut = (
        forecast_batch([DemandHistory("P", None, start, each)], 14, Calendar(), as_of=END)[0]
        for each in (values, spoiled)
    )

    assert cut.start == clean.start == END + timedelta(days=1)
    np.testing.assert_array_equal(cut.mean, clean.mean)


def test_a_profile_survives_storage_and_is_small() -> None:
    histories, calendar = christmas_shop(10)
    profile = fit_profile(histories, calendar)

    document = json.dumps(codec.encode(profile))
    restored = codec.decode(json.loads(document))

    assert len(document) < 100_000
    one, two = (forecast_batch(histories[:2], 28, calendar, profile=each) for each in (profile, restored))
    np.testing.assert_allclose(two[0].mean, one[0].mean, rtol=1e-3, atol=1e-2)
    assert codec.decode({"version": -1}) is None


def test_long_horizons_stay_sound() -> None:
    for forecast in forecast_batch(shop(3), 365, Calendar(), backtest=False):
        assert_sound(forecast, 365)


def test_a_young_product_is_drawn_towards_its_category() -> None:
    others = [ending(weekly_pattern(200, 4, seed=i), f"P{i}", "c") for i in range(8)]
    young = ending([40.0, 0.0, 0.0], "YOUNG", "c")

    drawn = forecast_batch([*others, young], 14, Calendar())[-1]
    alone = forecast_batch([*others, ending(young.quantity, "YOUNG", "other")], 14, Calendar())[-1]

    assert_sound(drawn, 14)
    assert 4 < drawn.mean.mean() < 0.8 * alone.mean.mean()


def test_a_weekday_the_shop_is_closed_on_has_no_demand_at_all() -> None:
    rng = np.random.default_rng(3)
    histories = []
    for product in range(12):
        sold = rng.poisson(4 + 3 * product, 400).astype(float)
        sold[[(END - timedelta(days=399 - day)).weekday() == 6 for day in range(400)]] = 0
        histories.append(DemandHistory(f"P{product}", "c", END - timedelta(days=399), sold))

    for forecast in forecast_batch(histories, 28, Calendar(), backtest=False):
        sundays = np.array([(forecast.start + timedelta(days=day)).weekday() == 6 for day in range(28)])
        assert forecast.mean[sundays].max() < 0.05
        assert forecast.quantiles[sundays].max() == 0
        assert forecast.quantiles[~sundays].max() > 0


def test_evidence_speaks_of_the_days_that_are_asked_for() -> None:
    histories, calendar = christmas_shop(8, 731)
    forecast = forecast_batch(histories, 28, calendar, backtest=False)[0]
    year_ago = histories[0].quantity[-364:]

    week = forecast.evidence_of(7)
    assert forecast.evidence == forecast.evidence_of(28)
    assert week.last_year_same_period_mean == pytest.approx(year_ago[:7].mean())
    assert forecast.evidence.last_year_same_period_mean == pytest.approx(year_ago[:28].mean())
    assert week.time_of_year is not None
    assert forecast.evidence.time_of_year is not None
    assert 1 < week.time_of_year < forecast.evidence.time_of_year
