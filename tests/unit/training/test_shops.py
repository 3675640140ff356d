"""Made-up shops: the same from the same seed, of the shapes asked for, and as varied as shops are."""

from __future__ import annotations

import numpy as np
import pytest

from training.shops import GRAINS, LENGTHS, MOST_RATE, made_up

COUNT, STEPS, AHEAD = 200, 448, 28


@pytest.fixture(scope="module")
def shops():
    return {grain: made_up(np.random.default_rng(5), COUNT, grain, steps=STEPS, ahead=AHEAD) for grain in GRAINS}


@pytest.mark.parametrize("grain", GRAINS)
def test_a_seed_gives_the_same_shop_and_another_seed_another(shops, grain):
    again, other = (made_up(np.random.default_rng(seed), COUNT, grain, steps=STEPS, ahead=AHEAD) for seed in (5, 6))

    np.testing.assert_array_equal(again.past, shops[grain].past)
    np.testing.assert_array_equal(again.coming, shops[grain].coming)
    assert not np.array_equal(other.coming, shops[grain].coming)


@pytest.mark.parametrize("grain", GRAINS)
def test_what_comes_is_known_and_amounts_are_amounts(shops, grain):
    shop = shops[grain]

    assert shop.past.shape == (COUNT, STEPS)
    assert shop.coming.shape == (COUNT, AHEAD)
    assert np.isfinite(shop.coming).all()
    both = np.concatenate([shop.past, shop.coming], 1)
    assert np.nanmin(both) >= 0
    assert np.nanmax(both) <= 100 * MOST_RATE


@pytest.mark.parametrize("grain", GRAINS)
def test_histories_are_as_long_as_is_said(shops, grain):
    past = shops[grain].past
    length = STEPS - np.argmax(np.isfinite(past), axis=1)

    least, most = LENGTHS[grain]
    assert length.min() >= least - 60  # the first of them may be among the days not known
    assert length.max() <= STEPS
    assert (length < (least + most) / 2).mean() > 0.1
    assert (length > (least + min(most, STEPS)) / 2).mean() > 0.1


def test_shops_differ_in_how_often_and_how_much_they_sell(shops):
    past = shops[7].past
    seen = np.isfinite(past).sum(1)
    zeros = (past == 0).sum(1) / seen
    level = np.nansum(past, 1) / seen

    assert (zeros < 0.1).mean() > 0.1
    assert (zeros > 0.7).mean() > 0.1
    assert np.quantile(level, 0.9) > 20 * np.quantile(level, 0.1)


def test_some_shops_close_on_a_weekday_and_some_know_of_days_they_do_not_report(shops):
    past = shops[7].past
    full = np.isfinite(past[:, -112:])
    by_weekday = np.nan_to_num(past[:, -112:]).reshape(COUNT, 16, 7).sum(1)
    closed = (by_weekday == 0).sum(1)

    assert ((closed == 1) & (by_weekday.sum(1) > 200)).mean() > 0.02
    assert (~full).any(1).mean() > 0.03


def test_units_are_counted_by_some_and_measured_by_others(shops):
    whole = [bool((row[np.isfinite(row)] % 1 == 0).all()) for row in shops[7].past]

    assert 0.5 < np.mean(whole) < 0.95
