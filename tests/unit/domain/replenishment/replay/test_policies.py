"""The replayed policies' levels, against cases that can be worked out by hand from the textbook's formulas."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from domain.replenishment.replay.case import WARM_UP_DAYS, prepare
from domain.replenishment.replay.policies import CURVE, FIRST_OF_CURVE, MIN_MAX, RECOMMENDED, PolicyLevels
from testing.demand_series import LEVELS, sales_of
from testing.replenishment import stocked

SCORES = np.array([NormalDist().inv_cdf(level) for level in LEVELS.tolist()])
DAYS = 200
PROTECTION = 7
#: Lead time 4 and review period 3 make 7 days; goods sold by weight, so that no level is rounded.
BY_WEIGHT = {"lead_time_days": 4, "review_period_days": 3, "order_multiple": Decimal("0.5")}
PIECES = BY_WEIGHT | {"order_multiple": Decimal(1)}


class NormalForecaster:
    """Forecasts the given daily means, the same whenever it is asked, with independent normal errors each day."""

    levels = LEVELS

    def __init__(self, **means_and_std):
        self.given = means_and_std
        self.asked = 0

    def cumulative(self, products, sales, as_of, horizon):
        self.asked += 1
        means, values = [], []
        for product in products:
            mean, std = self.given[product.product_id]
            daily = np.broadcast_to(mean, horizon) if np.isscalar(mean) else np.asarray(mean)[:horizon]
            total = np.cumsum(daily)
            means.append(total)
            values.append(total[:, None] + std * np.sqrt(np.arange(1, horizon + 1))[:, None] * SCORES)
        return np.array(means), np.array(values)

    def suspected_stockouts(self, products, sales):
        return [()] * len(products)


def levels_of(forecaster, sold, *, refit_days=7, in_time=lambda: True, **products):
    case = prepare(
        [stocked(product_id, **changes) for product_id, changes in products.items()],
        {product_id: sales_of(sold[product_id], product_id=product_id) for product_id in products},
        forecaster,
    )
    return PolicyLevels(case, forecaster, refit_days, in_time)


def steady(units=10.0):
    return np.full(DAYS + WARM_UP_DAYS, units)


def on(levels, day, *reviewed):
    trigger, target = levels(day, np.array(reviewed or [0]))
    return trigger, target


def z(level):
    return NormalDist().inv_cdf(level)


def test_order_up_to_is_the_quantile_over_lead_time_and_review_period_at_each_products_own_level():
    forecaster = NormalForecaster(A=(10.0, 4.0), B=(20.0, 2.0), C=(10.0, 4.0))
    levels = levels_of(
        forecaster,
        {"A": steady(), "B": steady(), "C": steady()},
        A=BY_WEIGHT | {"service_level": Decimal("0.9")},
        B=BY_WEIGHT | {"service_level": Decimal("0.5")},
        C=PIECES | {"service_level": Decimal("0.9")},
    )
    trigger, target = on(levels, 0, 0, 1, 2)
    wanted = 70 + z(0.9) * 4 * sqrt(7)
    assert target[RECOMMENDED].tolist() == pytest.approx([wanted, 140, ceil(wanted)])
    for row, level in enumerate(CURVE, FIRST_OF_CURVE):
        exact = 70 + z(level) * 4 * sqrt(7)
        assert target[row, 0] == pytest.approx(exact)
        assert target[row, 2] == ceil(exact)
    assert np.array_equal(np.delete(trigger, MIN_MAX, 0), np.delete(target, MIN_MAX, 0))


def test_a_level_that_is_whole_but_for_rounding_errors_stays():
    levels = levels_of(NormalForecaster(A=(0.1, 0.0)), {"A": steady()}, A=PIECES | {"review_period_days": 26})
    assert on(levels, 0)[1][RECOMMENDED].tolist() == [3]  # thirty times 0.1 add up to slightly more than 3


def test_an_uncertain_lead_time_adds_its_variance_where_there_is_one():
    levels = levels_of(
        NormalForecaster(A=(10.0, 4.0), B=(10.0, 4.0), C=(0.5, 0.4)),
        {"A": steady(), "B": steady(), "C": steady()},
        A=BY_WEIGHT | {"lead_time_std_days": Decimal("1.5")},
        B=BY_WEIGHT,
        C=BY_WEIGHT | {"lead_time_std_days": Decimal("1.5")},
    )
    target = on(levels, 0, 0, 1, 2)[1][RECOMMENDED]
    assert target[0] == pytest.approx(70 + z(0.95) * sqrt(7 * 4**2 + (10 * 1.5) ** 2), rel=0.01)
    assert target[1] == pytest.approx(70 + z(0.95) * 4 * sqrt(7))
    assert target[2] == pytest.approx(3.5 + z(0.95) * sqrt(7 * 0.4**2 + (0.5 * 1.5) ** 2), rel=0.01)


def test_levels_are_never_below_nothing():
    levels = levels_of(
        NormalForecaster(A=(0.0, 0.0), B=(0.1, 5.0)),
        {"A": steady(), "B": steady()},
        A=BY_WEIGHT,
        B=BY_WEIGHT | {"service_level": Decimal("0.5")},
    )
    target = on(levels, 0, 0, 1)[1]
    assert target[RECOMMENDED].tolist() == pytest.approx([0, 0.7])


@pytest.mark.parametrize("day", [1, 2, 13, 27, 28, 29, 40])
def test_between_forecasts_sales_as_forecast_leave_the_levels_to_the_forecasts_later_days(day):
    """Demand rises, and is sold exactly as forecast: the level is that of the seven days ahead."""
    rising = 5.0 + np.arange(DAYS) / 10
    sold = np.concatenate([np.full(WARM_UP_DAYS, 5.0), rising])
    levels = levels_of(NormalForecaster(A=(rising, 2.0)), {"A": sold}, refit_days=60, A=BY_WEIGHT)
    on(levels, 0)
    expected = rising[day : day + PROTECTION].sum() + z(0.95) * 2 * sqrt(PROTECTION)
    assert on(levels, day)[1][RECOMMENDED, 0] == pytest.approx(expected)


@pytest.mark.parametrize(("day", "window"), [(14, 14), (40, 28)])
def test_between_forecasts_the_level_follows_what_was_sold_by_a_kalman_gain(day, window):
    """Sales half as high again as forecast: the local-level filter's factor, on at most the last four weeks."""
    before = np.tile([8.0, 12.0], WARM_UP_DAYS // 2)
    after = np.full(DAYS, 15.0)
    after[:12] = 30.0  # older than four weeks on day 40
    sold = np.concatenate([before, after])
    levels = levels_of(NormalForecaster(A=(10.0, 2.0)), {"A": sold}, refit_days=60, A=BY_WEIGHT)
    on(levels, 0)
    recent = sold[: WARM_UP_DAYS + day][-56:]
    noise = recent.var() / recent.mean() / (10 * window)
    signal = (0.01 * day) ** 2
    ratio = sold[: WARM_UP_DAYS + day][-window:].sum() / (10 * window)
    factor = 1 + signal / (signal + noise) * (ratio - 1)
    assert on(levels, day)[1][RECOMMENDED, 0] == pytest.approx(factor * (70 + z(0.95) * 2 * sqrt(7)))


def test_a_new_forecast_counts_its_days_from_when_it_was_made():
    """Each forecast rises from five, and is sold exactly: three days after the second one, its later days count."""
    rising = 5.0 + np.arange(DAYS) / 10
    sold = np.concatenate([np.full(WARM_UP_DAYS, 5.0), np.tile(rising[:14], DAYS // 14)])
    levels = levels_of(NormalForecaster(A=(rising, 2.0)), {"A": sold}, refit_days=14, A=BY_WEIGHT)
    for day in (0, 14):
        on(levels, day)
    expected = rising[3 : 3 + PROTECTION].sum() + z(0.95) * 2 * sqrt(PROTECTION)
    assert on(levels, 17)[1][RECOMMENDED, 0] == pytest.approx(expected)


def test_a_slow_mover_is_followed_like_any_other():
    """Half a unit expected in five days, and two sold: a factor of four, as far as that is not chance."""
    sold = np.zeros(DAYS + WARM_UP_DAYS)
    sold[[10, 30, WARM_UP_DAYS + 1, WARM_UP_DAYS + 3]] = 1
    levels = levels_of(NormalForecaster(A=(0.1, 0.0)), {"A": sold}, refit_days=60, A=BY_WEIGHT)
    on(levels, 0)
    recent = sold[5 : 5 + 56]
    signal, noise = (0.01 * 5) ** 2, recent.var() / recent.mean() / 0.5
    factor = 1 + signal / (signal + noise) * (4 - 1)
    assert on(levels, 5)[1][RECOMMENDED, 0] == pytest.approx(0.7 * factor)


@pytest.mark.parametrize(("units", "factor"), [(1000.0, 4), (0.0, 1 / 4)])
def test_the_level_is_followed_to_four_times_and_to_a_quarter_at_most(units, factor):
    sold = np.concatenate([np.full(WARM_UP_DAYS, units), np.full(DAYS, units)])
    levels = levels_of(NormalForecaster(A=(10.0, 2.0)), {"A": sold}, refit_days=90, A=BY_WEIGHT)
    on(levels, 0)
    assert on(levels, 80)[1][RECOMMENDED, 0] == pytest.approx(factor * (70 + z(0.95) * 2 * sqrt(7)))


def test_a_slow_mover_that_sold_nothing_is_followed_as_a_poisson_process_would_be():
    """Without a sale there is no dispersion to measure: variance is taken to be the mean."""
    sold = np.zeros(DAYS + WARM_UP_DAYS)
    levels = levels_of(NormalForecaster(A=(0.2, 0.0)), {"A": sold}, refit_days=60, A=BY_WEIGHT)
    on(levels, 0)
    signal, noise = (0.01 * 14) ** 2, 1 / (0.2 * 14)
    assert on(levels, 14)[1][RECOMMENDED, 0] == pytest.approx(1.4 * (1 - signal / (signal + noise)))


def test_products_do_not_disturb_each_other():
    """What is decided for a product is the same alone as beside others, in whatever order they are reviewed."""
    rng = np.random.default_rng(5)
    means = {"A": 3.0, "B": 40.0, "C": 0.4}
    sold = {key: rng.poisson(mean * 1.3, DAYS + WARM_UP_DAYS).astype(float) for key, mean in means.items()}
    products = {
        "A": BY_WEIGHT | {"lead_time_std_days": Decimal(1), "service_level": Decimal("0.8")},
        "B": PIECES | {"lead_time_days": 14},
        "C": PIECES | {"service_level": Decimal("0.99")},
    }
    given = {key: (mean, sqrt(mean)) for key, mean in means.items()}
    together = levels_of(NormalForecaster(**given), sold, refit_days=40, **products)
    on(together, 0, 0, 1, 2)
    trigger, target = on(together, 33, 2, 0, 1)
    for column, key in enumerate(["C", "A", "B"]):
        alone = levels_of(NormalForecaster(**given), sold, refit_days=40, **{key: products[key]})
        on(alone, 0)
        for beside, by_itself in zip((trigger, target), on(alone, 33), strict=True):
            assert beside[:, column] == pytest.approx(by_itself[:, 0])


def test_min_and_max_are_those_of_the_last_eight_weeks():
    """Ten a day: min is 4 + 3 + half of 4 days, 90; max 3 days more, 120. What came before or comes after is unseen."""
    sold = steady(1000.0)
    sold[20 : 20 + 56] = 10.0
    levels = levels_of(NormalForecaster(A=(10.0, 4.0)), {"A": sold}, A=PIECES)
    trigger, target = on(levels, 20)
    assert 90 < trigger[MIN_MAX, 0] < 90.001  # at or below min an order is due
    assert target[MIN_MAX, 0] == 120


def test_min_and_max_of_pieces_are_whole_and_those_of_goods_by_weight_are_not():
    sold = np.tile([1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], 32)  # an eighth a day
    levels = levels_of(NormalForecaster(A=(1.0, 1.0), B=(1.0, 1.0)), {"A": sold, "B": sold}, A=PIECES, B=BY_WEIGHT)
    trigger, target = on(levels, 0, 0, 1)
    assert trigger[MIN_MAX].tolist() == pytest.approx([2, 1.125], abs=1e-5)
    assert target[MIN_MAX].tolist() == pytest.approx([2, 1.5])


def test_a_new_forecast_is_made_when_it_is_due_and_there_is_time():
    forecaster, time_left = NormalForecaster(A=(10.0, 4.0)), [True]
    levels = levels_of(forecaster, {"A": steady()}, refit_days=7, in_time=lambda: time_left[0], A=BY_WEIGHT)
    made = []
    for day in range(30):
        time_left[0] = day < 20
        on(levels, day)
        made.append(forecaster.asked)
    assert made == [1] * 7 + [2] * 7 + [3] * 16
    assert levels.fits == forecaster.asked
