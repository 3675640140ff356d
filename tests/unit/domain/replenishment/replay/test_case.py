"""A replay's case at its edges: who takes part, which days are filled in, and with what stock it begins."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from domain.replenishment.replay.case import MIN_REPLAY_DAYS, REPLAY_DAYS, WARM_UP_DAYS, fill_stockouts, prepare
from domain.replenishment.replay.run import replay
from domain.shared.demand_series import SalesSeries
from testing.demand_series import TODAY, sales_of
from testing.fakes.replenishment import FakeForecaster
from testing.replenishment import stocked

START = date(2026, 1, 5)
WEEKLY = np.tile([1.0, 2, 3, 4, 5, 6, 7], 12)


def filled(quantity, *days):
    series = SalesSeries(product_id="SKU-1", start=START, quantity=np.asarray(quantity, dtype=float))
    return fill_stockouts(series, [START + timedelta(days=day) for day in days])


@pytest.mark.parametrize("day", [0, 6, 40, WEEKLY.size - 1])
def test_a_day_suspected_of_stockout_is_filled_wherever_it_is(day):
    quantity = WEEKLY.copy()
    quantity[day] = 0
    demand, count = filled(quantity, day)
    assert count == 1
    assert demand.tolist() == WEEKLY.tolist()


def test_it_is_filled_from_four_weeks_before_to_four_weeks_after():
    """The same weekday sold 4 units in the eight weeks around, and 1,000 in any other week."""
    quantity = np.full(7 * 12, 1000.0)
    quantity[[7 * week for week in (1, 2, 3, 4, 6, 7, 8, 9)]] = [3, 3, 3, 3, 5, 5, 5, 5]
    quantity[7 * 5] = 0
    assert filled(quantity, 7 * 5)[0][7 * 5] == 4


def test_other_suspected_days_do_not_count_and_sales_are_never_lowered():
    quantity = WEEKLY.copy()
    quantity[[35, 42]] = 0, 500
    demand, _ = filled(quantity, 35, 42)
    assert (demand[35], demand[42]) == (1, 500)


def test_the_first_day_of_a_history_is_as_good_as_any():
    quantity = WEEKLY[:36].copy()
    quantity[0] = 9
    assert filled(quantity, 7, 14, 21, 28, 35)[0][7] == 9


def test_days_outside_the_history_are_none():
    demand, count = filled(WEEKLY, -1, WEEKLY.size)
    assert count == 0
    assert demand.tolist() == WEEKLY.tolist()


def test_a_day_with_nothing_to_go_by_sold_what_it_sold():
    demand, count = filled([0.0, 3.0], 0)
    assert (demand.tolist(), count) == ([0.0, 3.0], 1)


def test_days_filled_in_are_those_of_all_products():
    suspected = {
        "A": (TODAY - timedelta(days=30), TODAY - timedelta(days=31)),
        "B": (),
        "C": (TODAY - timedelta(days=40),),
    }
    sales = {key: sales_of([5.0] * 200, product_id=key) for key in suspected}
    case = prepare([stocked(key) for key in suspected], sales, FakeForecaster(suspected))
    assert case.filled_days == 3


@pytest.mark.parametrize(("protection", "needed"), [(14, WARM_UP_DAYS + MIN_REPLAY_DAYS), (40, WARM_UP_DAYS + 40)])
def test_a_history_is_long_enough_from_a_certain_day_on(protection, needed):
    product = stocked(lead_time_days=protection - 7)
    for days, takes_part in [(needed - 1, False), (needed, True)]:
        case = prepare([product], {"SKU-1": sales_of([5.0] * days)}, FakeForecaster())
        assert (case is not None) is takes_part


@pytest.mark.parametrize(("days_inside", "takes_part"), [(27, False), (28, True)])
def test_a_product_takes_part_with_four_weeks_of_sales_in_the_two_years_replayed(days_inside, takes_part):
    long = sales_of([5.0] * 1000, product_id="LONG")
    begins = long.end - timedelta(days=REPLAY_DAYS - 1)
    early = sales_of([5.0] * 200, end=begins + timedelta(days=days_inside - 1), product_id="EARLY")
    case = prepare([stocked("EARLY"), stocked("LONG")], {"EARLY": early, "LONG": long}, FakeForecaster())
    assert case.first_date == begins
    assert ("EARLY" in [product.product_id for product in case.products]) is takes_part


def test_every_products_days_are_its_own():
    """Histories that begin and end on different days keep their sales on the days on which they were made."""
    long = sales_of(np.arange(200.0), product_id="LONG")
    late = sales_of(np.arange(90.0), end=TODAY - timedelta(days=3), product_id="LATE")
    case = prepare([stocked("LATE"), stocked("LONG")], {"LATE": late, "LONG": long}, FakeForecaster())
    for row, series in enumerate((late, long)):
        for index in (0, 57, series.quantity.size - 1):
            day = series.start + timedelta(days=index)
            assert case.known[row, (day - case.first_date).days + WARM_UP_DAYS] == series.quantity[index]
    assert case.known.sum() == late.quantity.sum() + long.quantity.sum()


def test_stock_at_the_start_is_mean_demand_of_the_protection_period_in_whole_pieces():
    sold = np.tile([1.0, 0.0, 0.0], 70)  # a third a day: 14 days need 4.67
    pieces, by_weight = stocked("PIECES"), stocked("WEIGHT", order_multiple=Decimal("0.5"))
    sales = {key: sales_of(sold, product_id=key) for key in ("PIECES", "WEIGHT")}
    case = prepare([pieces, by_weight], sales, FakeForecaster())
    mean = sold[:WARM_UP_DAYS].mean()
    assert case.items.initial_stock.tolist() == pytest.approx([5, 14 * mean])


@pytest.mark.parametrize(
    ("days", "most", "every"), [(70, 10, 7), (71, 10, 14), (140, 10, 14), (141, 10, 21), (30, 100, 7)]
)
def test_it_is_forecast_every_so_many_weeks_that_there_are_forecasts_enough(days, most, every):
    series = sales_of([5.0] * (days + WARM_UP_DAYS))
    forecaster = FakeForecaster()
    case = prepare([stocked(review_period_days=1)], {"SKU-1": series}, forecaster)
    run = replay(case, forecaster, most)
    assert run.refit_days == every
    assert isinstance(run.refit_days, int)
    assert run.fits == len(forecaster.asked) == -(-days // every) <= most
    assert not run.hurried


@pytest.mark.parametrize(("in_time", "hurried"), [(4, True), (5, False), (9, False)])
def test_a_replay_is_hurried_when_less_than_half_of_its_forecasts_were_made(in_time, hurried):
    forecaster = FakeForecaster()
    case = prepare([stocked(review_period_days=1)], {"SKU-1": sales_of([5.0] * (70 + WARM_UP_DAYS))}, forecaster)
    run = replay(case, forecaster, 10, lambda: len(forecaster.asked) < in_time)
    assert (run.fits, run.hurried) == (in_time, hurried)
