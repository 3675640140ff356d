"""The made-up year: its truth is what demand is drawn from, and a forecast that knows it is judged right."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.shop_year import AGES, SPANS, Judged, figures, judged, table
from benchmarks.shop_year_world import EACH, HISTORY_DAYS, KINDS, WEATHER, made_up_shop
from domain.forecasting.models.levels import QUANTILE_LEVELS


@pytest.mark.parametrize("kind", KINDS)
def test_demand_is_drawn_around_the_mean_that_is_told(kind):
    shop = made_up_shop(3)
    product = shop.products[list(KINDS).index(kind) * EACH]
    assert shop.kind(list(KINDS).index(kind) * EACH) == kind
    draw = np.random.default_rng(0)
    weather = np.exp(draw.normal(0, WEATHER, (600, product.mean.size)))
    drawn = product.demand(draw, weather)
    assert drawn.mean() == pytest.approx(product.mean.mean(), rel=0.03)
    assert drawn[:, product.mean == 0].sum() == 0


def test_a_shop_is_the_same_each_time_and_another_by_another_seed():
    first, again, other = made_up_shop(1), made_up_shop(1), made_up_shop(2)
    assert np.array_equal(first.wanted, again.wanted)
    assert not np.array_equal(first.wanted, other.wanted)
    assert first.upper(4, HISTORY_DAYS, 14, 0.95) == again.upper(4, HISTORY_DAYS, 14, 0.95)


def test_a_history_holds_nothing_of_the_days_to_come_nor_of_days_without_stock():
    shop = made_up_shop(1)
    for index, history in shop.histories(HISTORY_DAYS):
        past = shop.wanted[index, HISTORY_DAYS - history.quantity.size : HISTORY_DAYS]
        assert history.quantity.size <= HISTORY_DAYS
        assert np.array_equal(history.quantity, np.where(history.stockout, 0, past))


def test_a_forecast_that_is_the_truth_has_no_bias_covers_and_loses_as_little_as_the_truth():
    draw = np.random.default_rng(5)
    grid = np.quantile(draw.normal(100, 10, 100_000), QUANTILE_LEVELS)
    rows = [
        Judged(
            "steady",
            AGES[0][1],
            7,
            100.0,
            grid,
            float(actual),
            100.0,
            130.0,
            float(np.interp(0.95, QUANTILE_LEVELS, grid)),
        )
        for actual in draw.normal(100, 10, 4000)
    ]
    found = figures(rows)
    assert found["bias"] == 0
    assert found["cover_80"] == pytest.approx(0.8, abs=0.02)
    assert found["beyond_95"] == pytest.approx(0.05, abs=0.01)
    assert found["loss_over_truth"] == pytest.approx(1, abs=0.01)
    assert found["loss_over_own_sums"] < 1


def test_a_week_of_the_shop_is_judged_for_every_kind_that_has_sold():
    found = table(judged(made_up_shop(0), 30))
    assert set(found) >= {"all", *KINDS}
    assert set(found) <= {"all", *KINDS, *(name for _, name in AGES)}
    assert set(found["all"]) == set(map(str, SPANS))
    assert abs(found["all"]["28"]["bias"]) < 0.15
