"""A product's own sums as a view of those to come: what they are, and when they are believed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from domain.forecasting.engine.intervals.empirical import LEVELS, level_at
from domain.forecasting.engine.intervals.own_sums import HeldOutView, OwnSums, View, fit_own, own_sums
from domain.forecasting.engine.past import Past

LIFE = 1e6


def past(x: np.ndarray, seen: np.ndarray | None = None, **more: np.ndarray) -> Past:
    """A history (T, N)."""
    known = np.ones(x.shape) if seen is None else seen
    return Past(np.where(known > 0, x, 0.0), known, np.ones(x.shape[1]), **more)


def test_own_sums_are_quantiles_of_the_sums_there_were() -> None:
    x = np.random.default_rng(1).poisson(2.0, (2000, 3)).astype(float)
    sums = np.array([x[i : i + 6].sum(0) for i in range(0, 1994, 2)])

    found = own_sums(past(x), [6], LIFE)

    for level in (0.1, 0.5, 0.9):
        np.testing.assert_allclose(found.quantiles[:, 0, level_at(level)], np.quantile(sums, level, axis=0), atol=0.6)
    np.testing.assert_allclose(found.mean[:, 0], sums.mean(0), rtol=0.01)


def test_quantiles_of_few_own_sums_hold_the_next_one_as_often_as_they_say() -> None:
    x = np.random.default_rng(4).gamma(1.0, 1.0, (12 * 28, 1500))
    came = np.random.default_rng(5).gamma(28.0, 1.0, 1500)

    found = own_sums(past(x), [28], 90.0).quantiles[:, 0]

    for level in (0.8, 0.9, 0.95, 0.975):
        assert (came > found[:, level_at(level)]).mean() == pytest.approx(1 - level, abs=0.025), level


def test_newer_sums_count_more() -> None:
    x = np.concatenate([np.full((300, 1), 1.0), np.full((100, 1), 5.0)])

    assert own_sums(past(x), [5], 30.0).mean[0, 0] > own_sums(past(x), [5], LIFE).mean[0, 0] > 5


def test_days_that_are_unknown_and_known_factors_are_accounted_for() -> None:
    x, seen = np.full((210, 1), 4.0), np.ones((210, 1))
    seen[::3] = 0
    effect = np.where(np.arange(210) % 7 == 0, 2.0, 1.0)[:, None]
    ahead = np.full((14, 1), 3.0)

    assert own_sums(past(x, seen), [7], LIFE).mean[0, 0] == pytest.approx(28.0)
    known = own_sums(past(x * effect, effect=effect, future_effect=ahead), [7], LIFE)
    np.testing.assert_allclose(known.quantiles[0, 0], 4.0 * 21, rtol=1e-6)


def test_a_history_shorter_than_the_sum_says_nothing_and_a_short_one_little() -> None:
    x = np.random.default_rng(2).poisson(3.0, (400, 1)).astype(float)

    assert own_sums(past(x[:5]), [7], LIFE).trust[0, 0] == 0
    few, many = (own_sums(past(x[:rows]), [7], LIFE).trust[0, 0] for rows in (28, 400))
    assert few < 0.7 < many < 1


def test_rows_before_a_history_begins_change_nothing() -> None:
    x = np.random.default_rng(2).poisson(3.0, (100, 1)).astype(float)
    longer, seen = np.concatenate([np.zeros((33, 1)), x]), np.concatenate([np.zeros((33, 1)), np.ones((100, 1))])

    short, long = own_sums(past(x), [7, 21], LIFE), own_sums(past(longer, seen), [7, 21], LIFE)

    np.testing.assert_allclose(short.quantiles, long.quantiles)
    np.testing.assert_allclose(short.trust, long.trust)


def held_out(model: np.ndarray, view: View, actual: np.ndarray) -> HeldOutView:
    count = len(actual)
    return HeldOutView(view, np.tile(model, (count, 1, 1)), np.full((count, 1), 10.0), actual, np.ones(count))


def test_own_sums_are_believed_where_they_are_right_and_not_where_they_are_wrong() -> None:
    rng = np.random.default_rng(3)
    actual = rng.poisson(10.0, (300, 1)).astype(float)
    right = np.quantile(rng.poisson(10.0, 20000), LEVELS)[None]
    wide = right * 3
    view = View(np.tile(right, (300, 1, 1)), np.full((300, 1), 10.0), np.ones((300, 1)))

    good = fit_own([held_out(wide, view, actual)])
    bad = fit_own([held_out(right, replace(view, quantiles=view.quantiles * 3), actual)])

    assert good.moved[1] + good.plain[1] > 0.4
    assert bad == OwnSums()
    assert fit_own([held_out(wide, view, actual[:0])]) == OwnSums()


def test_a_blend_of_ordered_quantiles_lies_between_them() -> None:
    low, high = np.linspace(0, 5, LEVELS.size), np.linspace(2, 20, LEVELS.size)
    view = View(low[None, None], np.array([[2.5]]), np.ones((1, 1)))

    found = view.blended(high[None, None], np.array([[2.5]]), OwnSums(plain=(0.5, 0.5)))[0, 0]

    np.testing.assert_allclose(found, (low + high) / 2)
