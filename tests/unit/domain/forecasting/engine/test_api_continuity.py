"""One more day of silence, or of age without a sale, never more than doubles or halves a 28-day total."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.profile.model import ShopProfile
from domain.forecasting.models.demand import DemandHistory, EngineForecast
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import ending

END = date(2026, 3, 1)
SMALLEST = 1.0
"""Units in 28 days below which a total may go to next to nothing in one step."""


@pytest.fixture(scope="module")
def shop() -> ShopProfile:
    rng = np.random.default_rng(0)
    levels = np.tile([0.2, 0.7, 2, 8, 30], 8)
    start = END - timedelta(days=399)
    return fit_profile(
        [DemandHistory(f"S{i}", "c", start, rng.poisson(level, 400).astype(float)) for i, level in enumerate(levels)]
    )


def forecasts(values: list[np.ndarray], shop: ShopProfile, sold_days: int | None = None) -> list[EngineForecast]:
    """Forecasts of histories that all end on the same day; out of stock from ``sold_days`` on."""
    histories = [
        DemandHistory(
            f"P{i}",
            "c",
            END - timedelta(days=each.size - 1),
            each,
            stockout=None if sold_days is None else np.arange(each.size) >= sold_days,
        )
        for i, each in enumerate(values)
    ]
    return list(forecast_batch(histories, 28, Calendar(), profile=shop, backtest=False))


def assert_no_cliff(made: list[EngineForecast]) -> None:
    totals = np.maximum([each.cumulative_mean[-1] for each in made], SMALLEST)
    change = totals[1:] / totals[:-1]
    worst = int(np.abs(np.log(change)).argmax())
    assert 0.5 <= change[worst] <= 2, f"day {worst}: {totals[worst]:.2f} -> {totals[worst + 1]:.2f}"
    for each in made:
        assert (np.diff(each.cumulative, axis=1) >= 0).all()
        assert (np.diff(each.quantiles, axis=1) >= 0).all()


@pytest.mark.parametrize("level", [0.1, 0.3, 0.7, 1.5, 5, 40])
@pytest.mark.parametrize("out", [False, True])
def test_no_day_of_silence_is_a_cliff(level: float, out: bool, shop: ShopProfile) -> None:
    sold = np.random.default_rng(5).poisson(level, 300).astype(float)
    sold[-1] = max(sold[-1], 1)

    made = forecasts([np.concatenate([sold, np.zeros(days)]) for days in range(130)], shop, 300 if out else None)

    assert_no_cliff(made)
    stopped = [each.history.stopped_probability for each in made]
    assert stopped == sorted(stopped)
    assert made[-1].cumulative_mean[-1] > 0
    if not out and level >= 1:
        assert made[93].cumulative_mean[-1] < 0.1 * made[0].cumulative_mean[-1]
        assert stopped[93] > 0.9


@pytest.mark.parametrize("sold", [1.0, 5.0])
def test_one_sale_ever_fades_without_a_cliff_to_near_nothing_and_stays_wide(sold: float, shop: ShopProfile) -> None:
    made = forecasts([np.concatenate([[sold], np.zeros(days)]) for days in range(5, 100)], shop)

    assert max(each.cumulative_mean[-1] for each in made[20:]) < max(0.6 * sold, 1.6)
    assert made[20].cumulative_quantile(0.99)[-1] > made[20].cumulative_mean[-1]


def test_a_product_that_never_sold_borrows_less_every_day_and_says_so(shop: ShopProfile) -> None:
    made = forecasts([np.zeros(days) for days in range(1, 130)], shop)

    assert_no_cliff(made)
    totals = [each.cumulative_mean[-1] for each in made]
    assert totals == sorted(totals, reverse=True)
    assert all(each.history.borrowed for each in made)
    assert made[27].cumulative_quantile(0.9)[-1] > 1.5 * made[27].cumulative_mean[-1]


@pytest.mark.parametrize("days", [7, 14, 28])
def test_a_young_products_sums_are_wider_because_its_level_is_uncertain(days: int, shop: ShopProfile) -> None:
    rng = np.random.default_rng(0)
    rates = rng.lognormal(1.5, 0.3, 400)
    young = [rng.poisson(rate, days).astype(float) for rate in rates]
    young = [np.maximum(each, np.eye(1, days, 0)[0]) for each in young]
    came = rng.poisson(rates[:, None], (400, 14)).sum(1)

    made = forecasts(young, shop)

    low, high = (np.array([each.cumulative_quantile(level)[13] for each in made]) for level in (0.1, 0.9))
    assert 0.74 <= float(((low <= came) & (came <= high)).mean()) <= 0.97


def test_an_unchanged_record_looked_at_a_day_later_says_nearly_the_same(shop: ShopProfile) -> None:
    sold = np.random.default_rng(5).poisson(6, 300).astype(float)
    history = DemandHistory("P", "c", END - timedelta(days=299), sold)

    totals = [
        forecast_batch([history], 28, Calendar(), as_of=END + timedelta(days=later), profile=shop)[0].cumulative_mean[
            -1
        ]
        for later in range(0, 60, 3)
    ]

    assert max(totals) <= 1.2 * min(totals)


@pytest.mark.parametrize("units", [1.0, 5.0, 30.0])
@pytest.mark.parametrize("category", ["strong", None])
def test_one_sale_ever_promises_little_and_leaves_more_possible(units: float, category: str | None) -> None:
    rng = np.random.default_rng(2)
    strong = [ending(rng.poisson(20, 200).astype(float), f"S{i}", "strong") for i in range(8)]
    shop = fit_profile(strong)
    ages = (5, 10, 20, 30, 45, 60, 90, 120, 200, 365)

    made = [
        forecast_batch([ending(units * np.eye(1, age, 0)[0], "once", category)], 28, Calendar(), profile=shop)[0]
        for age in ages
    ]

    totals = [float(each.cumulative_mean[-1]) for each in made]
    assert all(later <= earlier * 1.02 for earlier, later in pairwise(totals))
    assert totals[ages.index(30)] <= units
    assert totals[-1] <= units / 10
    assert all(float(each.cumulative_quantile(0.99)[-1]) > 0 for each in made)
    assert all(each.cumulative_quantile(0.99)[-1] <= 28 * 20 * 1.5 for each in made)
