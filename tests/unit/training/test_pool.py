"""Windows of made-up shops: whole, several of a series, and all others after a while."""

from __future__ import annotations

import numpy as np

from training.features import AHEAD, STEPS
from training.pool import RENEWED, SHOWN, Shops

COUNT = 12


def draws(seed: int, times: int) -> list[tuple[np.ndarray, np.ndarray]]:
    rng, shops = np.random.default_rng(seed), Shops(52)
    return [shops.draw(rng, COUNT) for _ in range(times)]


def test_a_window_is_a_past_and_what_came_of_it() -> None:
    ((past, coming),) = draws(1, 1)

    assert past.shape == (COUNT, STEPS)
    assert coming.shape == (COUNT, AHEAD)
    assert np.isfinite(coming).mean() > 0.9
    assert (coming[np.isfinite(coming)] >= 0).all()


def test_a_seed_gives_the_same_windows() -> None:
    for one, other in zip(draws(1, 2), draws(1, 2), strict=True):
        np.testing.assert_array_equal(one[1], other[1])


def test_series_are_shown_several_times_and_then_give_way() -> None:
    rng, shops = np.random.default_rng(3), Shops(12)
    series = []
    for _ in range(RENEWED + 1):
        shops.draw(rng, COUNT)
        series.append(shops.series)

    assert all(each is series[0] for each in series[:RENEWED])
    assert series[RENEWED] is not series[0]
    assert len(series[0]) == COUNT * RENEWED // SHOWN
