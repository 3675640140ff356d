"""A product's own record counts before its shop's, as far as products of the shop were seen to differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.effects.following import Agreement
from domain.forecasting.engine.effects.yearly import WEEKS, YearShape, fit_year, year_factors
from domain.forecasting.engine.seasonality import SeasonPrior
from domain.forecasting.models.demand import MONTHS, DemandHistory, EngineForecast
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import christmas_shop, ending, weekly_pattern

END = date(2026, 11, 26)


STRONG, FLAT = 3.0, 1.0


def year(december: float, days: int, level: float, seed: int) -> np.ndarray:
    """Poisson sales that are ``december`` times as high in December."""
    dates = [END - timedelta(days=days - 1 - k) for k in range(days)]
    rate = level * np.array([december if day.month == 12 else 1.0 for day in dates])
    return np.random.default_rng(seed).poisson(rate).astype(float)


def shop(strong: int, flat: int, days: int = 800) -> list[DemandHistory]:
    kinds = [STRONG] * strong + [FLAT] * flat
    return [
        DemandHistory(f"P{i}", "c", END - timedelta(days=days - 1), year(kind, days, 20, i))
        for i, kind in enumerate(kinds)
    ]


def december(days: int, of: float, others: list[DemandHistory], seed: int = 99) -> float:
    """What a product with ``days`` of history is forecast for December, over its ordinary level."""
    start = END - timedelta(days=days - 1)
    asked = DemandHistory("asked", "c", start, year(of, days, 20, seed))
    made = forecast_batch([asked], 34, Calendar(), profile=fit_profile([*others, asked]))[0]
    return float(made.mean[6:].mean() / 20)


@pytest.mark.parametrize("days", [380, 400, 500, 650])
@pytest.mark.parametrize(("strong", "flat"), [(12, 3), (8, 8), (4, 10)])
def test_a_flat_last_december_counts_in_a_shop_with_a_strong_one(strong: int, flat: int, days: int) -> None:
    assert december(days, FLAT, shop(strong, flat)) == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize(("strong", "flat"), [(2, 0), (3, 8)])
def test_two_flat_decembers_stay_flat_whatever_few_others_do(strong: int, flat: int) -> None:
    found = [december(800, FLAT, shop(strong, flat), seed) for seed in range(100, 106)]

    assert np.mean(found) == pytest.approx(1.0, abs=0.05)


def test_the_noise_of_flat_decembers_is_no_season() -> None:
    found = [december(420, FLAT, shop(3, 10), seed) for seed in range(100, 108)]

    assert np.mean(found) == pytest.approx(1.0, abs=0.05)
    assert np.std(found) < 0.06


@pytest.mark.parametrize("days", [380, 500])
def test_a_strong_last_december_comes_back(days: int) -> None:
    assert december(days, STRONG, shop(12, 3)) == pytest.approx(STRONG, rel=0.2)
    assert december(days, STRONG, shop(8, 8)) == pytest.approx(STRONG, rel=0.2), "whatever the average of all is"


@pytest.mark.parametrize("days", [60, 120])
def test_a_young_product_follows_its_shop_where_all_of_it_agrees(days: int) -> None:
    assert december(days, STRONG, shop(15, 0)) == pytest.approx(STRONG, rel=0.25)


def test_how_far_products_follow_the_shop_is_measured() -> None:
    def share(histories: list[DemandHistory]) -> Agreement:
        demand = np.array([each.quantity for each in histories])
        shape = fit_year(demand, ["c"] * len(histories), END.toordinal() + 1)
        assert shape is not None
        return shape.share

    alike, mixed = share(shop(15, 0)), share(shop(8, 8))

    assert alike.mean == pytest.approx(1.0, abs=0.1)
    assert mixed.mean > 1.4, "those that do follow peak higher than the average of all"
    assert alike.none < 0.1
    assert mixed.none == pytest.approx(0.4, abs=0.1), "three more are assumed to follow"


@pytest.mark.parametrize("days", [410, 500, 700])
def test_one_december_that_a_young_shop_has_seen_counts_for_most_of_what_it_was(days: int) -> None:
    others = shop(12, 0, days)

    assert 1 + 0.55 * (STRONG - 1) <= december(days, STRONG, others) <= 1.1 * STRONG
    assert december(60, STRONG, others) >= 1 + 0.45 * (STRONG - 1)
    assert december(days, FLAT, shop(0, 12, days)) == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("growth", [0.5, 2.0])
def test_growth_of_a_young_shop_is_no_season(growth: float) -> None:
    days = 480
    path = growth ** (np.arange(days) / 365)
    histories = [
        DemandHistory(f"P{i}", "c", END - timedelta(days=days - 1), np.random.default_rng(i).poisson(20 * path) * 1.0)
        for i in range(12)
    ]

    shape = fit_year(np.array([each.quantity for each in histories]), ["c"] * 12, END.toordinal() + 1)

    assert shape is not None
    assert np.abs(shape.priors[""].profile - 1).max() < 0.15


def test_a_product_of_a_category_unknown_to_the_shop_is_drawn_less_than_one_of_a_known_one() -> None:
    histories = [
        DemandHistory(f"P{i}", name, END - timedelta(days=799), year(kind, 800, 20, i))
        for i, (name, kind) in enumerate([("toys", 4.0)] * 6 + [("tools", 1.0)] * 6)
    ]
    demand = np.array([each.quantity for each in histories])
    shape = fit_year(demand, [each.category for each in histories], END.toordinal() + 1)

    assert shape is not None
    assert shape.elsewhere.spread > 5 * shape.share.spread


def test_not_knowing_how_far_a_product_follows_widens_its_december() -> None:
    others = shop(8, 8)
    asked = DemandHistory("asked", "c", END - timedelta(days=89), year(FLAT, 90, 20, 99))
    profile = fit_profile(others)
    sure = replace(profile, effects=replace(profile.effects, year=replace(
        profile.effects.year, share=Agreement(profile.effects.year.share.mean), elsewhere=Agreement())))  # fmt: skip

    wide, narrow = (forecast_batch([asked], 34, Calendar(), profile=each)[0] for each in (profile, sure))

    def width(made: EngineForecast) -> float:
        return float(made.cumulative_quantile(0.9)[-1] - made.cumulative_quantile(0.1)[-1])

    assert width(wide) > 1.5 * width(narrow)


def test_a_profile_without_that_is_followed_wholly() -> None:
    profile = 1 + 0.5 * np.sin(np.arange(WEEKS) / WEEKS * 2 * np.pi)
    shape = YearShape(END.toordinal() + 1, {"": SeasonPrior(profile, 0.01)})
    flat = np.full((1, 400), 10.0)

    found = year_factors(flat, [""], shape.anchor, np.arange(shape.anchor, shape.anchor + 364), shape)

    assert found is not None
    assert found.factors.max() > 1.4


@pytest.mark.parametrize("peaks", [1, 4])
def test_a_holiday_peak_of_few_products_is_theirs_alone(peaks: int) -> None:
    days = [date(year, 11, 20) for year in (2024, 2025, 2026, 2027)]
    calendar = Calendar(dict.fromkeys(days, "Founders' Day"))
    histories = []
    for i in range(20):
        values = year(FLAT, 900, 20, i)
        start = END - timedelta(days=899)
        if i < peaks:
            for day in days[:3]:
                values[(day - start).days] *= 6
        histories.append(DemandHistory(f"P{i}", "c", start, values))

    made = forecast_batch(histories, 365, calendar, profile=fit_profile(histories, calendar))

    at = (days[3] - made[0].start).days
    peaked = [each.mean[at] / each.mean[at - 14] for each in made]
    assert min(peaked[:peaks]) >= 4
    assert max(peaked[peaks:]) <= 1.4


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
