"""Sums of products that have sold for a few weeks, against made-up launches whose rates are known."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.intervals.empirical import LEVELS, level_at
from domain.forecasting.engine.intervals.young_sums import dispersion, launch, young_sums

SIZE = 6
"""Units of every sale, which is the dispersion of their sums."""


def launches(rng: np.random.Generator, days: int, count: int, spread: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Days of products that begin with a sale, and what each sells in the 14 days that follow."""
    rates = np.exp(rng.normal(0, spread, count))
    sold = SIZE * rng.poisson(rates[:, None] / SIZE, (count, days + 14)).astype(float)
    sold[:, 0] = np.maximum(sold[:, 0], SIZE)
    return sold[:, :days], sold[:, days:].sum(1)


@pytest.mark.parametrize("days", [1, 7, 14, 28])
def test_intervals_of_launches_hold_what_they_promise(days: int) -> None:
    rng = np.random.default_rng(days)
    curve = np.exp(np.interp(LEVELS, LEVELS, np.quantile(rng.normal(0, 1, 4000), LEVELS)))
    past, actual = launches(rng, days, 400)

    made = np.array(
        [young_sums(launch(each, curve, float(SIZE), 14), np.arange(1, 15) * each.mean()) for each in past]
    )[:, -1]

    beyond = (actual > made[:, level_at(0.95)]).mean()
    inside = ((actual >= made[:, level_at(0.1)]) & (actual <= made[:, level_at(0.9)])).mean()
    assert beyond <= 0.09
    assert inside >= 0.75


def test_quantiles_ascend_with_the_level_and_with_the_days() -> None:
    rng = np.random.default_rng(3)
    curve = np.sort(rng.gamma(1.0, 2.0, LEVELS.size))
    for _ in range(20):
        demand = rng.poisson(rng.gamma(1.0, 3.0) + 0.2, 10).astype(float)
        demand[0] += 1
        found = young_sums(launch(demand, curve, rng.choice([None, 4.0]), 40), np.cumsum(rng.gamma(2.0, 1.0, 40)))
        assert (np.diff(found, axis=0) >= 0).all()
        assert (np.diff(found, axis=1) >= 0).all()
        assert np.isfinite(found).all()


def test_a_product_unlike_every_launch_of_its_category_is_believed() -> None:
    curve = np.full(LEVELS.size, 1.0)
    demand = np.random.default_rng(1).poisson(200, 14).astype(float)

    low, high = young_sums(launch(demand, curve, 1.0, 14), np.arange(1, 15) * 200.0)[-1, [level_at(0.1), level_at(0.9)]]

    assert low <= 14 * 200 <= high
    assert high <= 14 * 200 * 1.6


def test_a_shop_of_large_sales_expects_a_large_one_where_a_small_one_was_seen() -> None:
    curve = np.exp(np.quantile(np.random.default_rng(2).normal(0, 1, 1000), LEVELS))
    demand = np.array([1.0, 0, 0, 0, 0, 0, 0])
    total = np.arange(1, 15) * 0.5

    small, large = (young_sums(launch(demand, curve, size, 14), total)[-1, level_at(0.95)] for size in (1.0, 40.0))

    assert large > 1.25 * small


def test_dispersion_is_the_size_of_seldom_sales_and_one_for_a_poisson_process() -> None:
    seldom = np.zeros(400)
    seldom[::40] = 6
    assert dispersion(seldom) == pytest.approx(6, rel=0.05)
    assert dispersion(np.random.default_rng(1).poisson(30, 400).astype(float)) == pytest.approx(1, rel=0.2)
    assert dispersion(np.array([np.nan, 6.0])) == 6
    assert dispersion(np.full(9, 10.0)) == pytest.approx(0.1)
    assert dispersion(np.zeros(3)) is None
