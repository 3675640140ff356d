"""Distributions known by quantiles: read, inverted and integrated, checked against closed forms."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared import quantiles
from testing.demand_series import LEVELS

NORMAL = NormalDist(100, 20)
VALUES = np.array([NORMAL.inv_cdf(level) for level in LEVELS.tolist()])

values_in_order = st.lists(st.floats(0, 1000, allow_subnormal=False), min_size=LEVELS.size, max_size=LEVELS.size).map(
    lambda drawn: np.sort(np.array(drawn))
)


@pytest.mark.parametrize("level", [0.1, 0.5, 0.8, 0.95, 0.99, 0.995])
def test_a_known_level_is_read_exactly(level):
    assert float(quantiles.quantile(LEVELS, VALUES, level)) == pytest.approx(NORMAL.inv_cdf(level))


@pytest.mark.parametrize("level", [0.12, 0.63, 0.92, 0.98])
def test_a_level_in_between_is_close(level):
    assert float(quantiles.quantile(LEVELS, VALUES, level)) == pytest.approx(NORMAL.inv_cdf(level), rel=0.02)


def test_a_service_level_beyond_the_grid_goes_on_rising():
    highest = float(VALUES[-1])
    beyond = float(quantiles.quantile(LEVELS, VALUES, 0.999))
    assert highest < beyond
    assert beyond == pytest.approx(NORMAL.inv_cdf(0.999), rel=0.05)


@pytest.mark.parametrize("level", [0.0, 1.0, -0.1])
def test_an_impossible_level_is_refused(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantiles.quantile(LEVELS, VALUES, level)


@given(values_in_order, st.floats(0.006, 0.9985))
def test_probability_is_the_inverse_of_the_quantile(values, level):
    amount = float(quantiles.quantile(LEVELS, values, level))
    assert quantiles.probability_above(LEVELS, values, amount + 1e-9) <= 1 - level + 1e-6
    assert quantiles.probability_above(LEVELS, values, amount - 1e-3) >= 1 - level - 1e-6 or amount <= values[0]


@pytest.mark.parametrize("amount", [60.0, 90.0, 100.0, 125.0, 140.0, 170.0])
def test_the_loss_function_is_the_normal_one(amount):
    z = (amount - NORMAL.mean) / NORMAL.stdev
    exact = NORMAL.stdev * (NormalDist().pdf(z) - z * (1 - NormalDist().cdf(z)))
    assert quantiles.expected_excess(LEVELS, VALUES, amount) == pytest.approx(exact, abs=0.15)


@given(values_in_order, st.floats(0, 1200))
def test_the_loss_function_is_the_integral_of_what_lies_above(values, amount):
    fine = (np.arange(200_000) + 0.5) / 200_000
    grid = np.interp(fine, LEVELS, values)
    scale = float(quantiles.tail_scale(LEVELS, values))
    tail = fine > LEVELS[-1]
    grid[tail] = values[-1] + scale * np.log((1 - LEVELS[-1]) / (1 - fine[tail]))
    expected = float(np.maximum(grid - amount, 0).mean())
    assert quantiles.expected_excess(LEVELS, values, amount) == pytest.approx(expected, rel=2e-3, abs=2e-2)


def test_mean_and_variance_are_those_of_the_distribution():
    assert float(quantiles.mean(LEVELS, VALUES)) == pytest.approx(100, rel=0.005)
    assert float(quantiles.variance(LEVELS, VALUES)) == pytest.approx(400, rel=0.05)


def test_a_certain_amount_has_no_spread():
    certain = np.full(LEVELS.size, 7.0)
    assert float(quantiles.variance(LEVELS, certain)) == pytest.approx(0)
    assert quantiles.probability_above(LEVELS, certain, 7.5) == 0
    assert quantiles.probability_above(LEVELS, certain, 6.5) == 1
    assert quantiles.expected_excess(LEVELS, certain, 5.0) == pytest.approx(2.0)
