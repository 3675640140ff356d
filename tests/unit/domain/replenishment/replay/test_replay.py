"""Policy replays: nothing from the future, the same start, stated assumptions, and what each policy did."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from domain.replenishment.errors import InvalidReplayError, NothingToReplayError
from domain.replenishment.replay import policies
from domain.replenishment.replay.case import REPLAY_DAYS, WARM_UP_DAYS, fill_stockouts, prepare
from domain.replenishment.replay.policies import CURVE, MIN_MAX, RECOMMENDED
from domain.replenishment.replay.results import ReplayReport
from domain.replenishment.replay.run import replay
from domain.replenishment.service import replays
from domain.replenishment.service.replays import ReplayService
from domain.shared.demand_series import SalesSeries
from domain.shared.errors import ProductNotFoundError
from testing.demand_series import TODAY, sales_of
from testing.fakes.inputs import FakeCatalogue, FakeSalesHistories
from testing.fakes.replenishment import FakeForecaster
from testing.fakes.system import FakeClock
from testing.replenishment import stocked


def poisson_sales(product_id="SKU-1", days=400, mean=10.0, seed=1):
    return sales_of(np.random.default_rng(seed).poisson(mean, days), product_id=product_id)


def run_of(*series, forecaster=None, fits=200, **changes):
    forecaster = forecaster or FakeForecaster()
    products = [stocked(item.product_id, **changes) for item in series]
    case = prepare(products, {item.product_id: item for item in series}, forecaster)
    return replay(case, forecaster, fits)


def test_the_recommended_policy_reaches_about_its_service_level():
    run = run_of(*[poisson_sales(f"SKU-{seed}", 786, seed=seed) for seed in range(40)])
    report = ReplayReport.of(run, None, None)
    assert report.recommended.cycle_service_level == pytest.approx(0.95, abs=0.03)
    assert report.recommended.fill_rate > 0.99
    assert report.recommended.average_stock_value == pytest.approx(2 * report.recommended.average_stock_units)


def test_more_service_takes_more_stock():
    report = ReplayReport.of(run_of(*[poisson_sales(f"SKU-{seed}", 500, seed=seed) for seed in range(10)]), None, None)
    stock = [result.average_stock_units for _, result in report.curve]
    rates = [result.fill_rate for _, result in report.curve]
    assert [level for level, _ in report.curve] == list(CURVE)
    assert stock == sorted(stock)
    assert rates == sorted(rates)


def test_both_policies_start_with_the_same_stock_and_see_the_same_demand():
    run = run_of(poisson_sales(), lead_time_days=14)
    first_days = run.outcome.stock_by_day[:, :14]
    assert np.array_equal(first_days[RECOMMENDED], first_days[MIN_MAX])
    assert run.outcome.demand.sum() == run.case.items.demand.sum()


def test_decisions_use_nothing_from_the_future():
    """Histories that are the same up to a day lead to the same stock up to that day."""
    known = poisson_sales(days=400)
    changed = SalesSeries(product_id="SKU-1", start=known.start, quantity=known.quantity.copy())
    changed.quantity[300:] = 500.0
    day = 300 - WARM_UP_DAYS
    one, other = run_of(known), run_of(changed)
    assert np.array_equal(one.outcome.stock_by_day[:, :day], other.outcome.stock_by_day[:, :day])
    assert not np.array_equal(one.outcome.stock_by_day[:, day:], other.outcome.stock_by_day[:, day:])


def test_forecasts_are_made_as_of_the_day_before():
    forecaster = FakeForecaster()
    run = run_of(poisson_sales(), forecaster=forecaster)
    assert forecaster.asked[0] == run.case.first_date - timedelta(days=1)
    gaps = {later - earlier for earlier, later in zip(forecaster.asked, forecaster.asked[1:], strict=False)}
    assert gaps == {timedelta(days=7)}


def test_fewer_forecasts_follow_the_level_of_sales_in_between(monkeypatch):
    """Demand doubles half-way: with a forecast every 14 weeks the levels still follow."""
    rng = np.random.default_rng(4)
    doubled = [
        sales_of(np.concatenate([rng.poisson(10, 228), rng.poisson(20, 228)]), product_id=f"SKU-{index}")
        for index in range(20)
    ]
    run = run_of(*doubled, fits=4)
    assert run.refit_days > 90
    report = ReplayReport.of(run, None, None)
    monkeypatch.setattr(policies, "DRIFT", 0.0)
    deaf = ReplayReport.of(run_of(*doubled, fits=4), None, None)
    assert report.recommended.units_short < deaf.recommended.units_short / 2
    assert any(f"every {run.refit_days} days ({run.fits} times)" in text for text in report.assumptions)


def test_products_with_too_little_history_are_left_out_and_counted():
    long, short = poisson_sales("LONG"), poisson_sales("SHORT", days=60)
    case = prepare(
        [stocked("LONG"), stocked("SHORT"), stocked("NEVER")], {"LONG": long, "SHORT": short}, FakeForecaster()
    )
    assert [product.product_id for product in case.products] == ["LONG"]
    assert case.products_skipped == 2


def test_products_join_when_their_own_history_is_long_enough():
    old, young = poisson_sales("OLD", 400), poisson_sales("YOUNG", 150)
    case = prepare([stocked("OLD"), stocked("YOUNG")], {"OLD": old, "YOUNG": young}, FakeForecaster())
    assert case.items.begin.tolist() == [0, 250]
    assert case.items.end.tolist() == [344, 344]


def test_two_years_are_replayed_at_most():
    case = prepare([stocked()], {"SKU-1": poisson_sales(days=1500)}, FakeForecaster())
    assert case.days == REPLAY_DAYS
    assert case.first_date + timedelta(days=REPLAY_DAYS - 1) == TODAY - timedelta(days=1)
    assert case.items.begin.tolist() == [0]


def test_suspected_stockouts_count_as_demand_of_the_same_weekday():
    quantity = np.tile([1.0, 2, 3, 4, 5, 6, 7], 10)
    quantity[35:42] = 0
    start = date(2026, 1, 5)
    days = [start + timedelta(days=index) for index in range(35, 42)]
    filled, count = fill_stockouts(SalesSeries(product_id="SKU-1", start=start, quantity=quantity), days)
    assert count == 7
    assert filled[35:42].tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert filled[:35].tolist() == quantity[:35].tolist()


def test_the_answer_states_what_was_assumed():
    suspected = {"SKU-1": (TODAY - timedelta(days=30),)}
    run = run_of(poisson_sales(), forecaster=FakeForecaster(suspected), unit_cost=None)
    report = ReplayReport.of(run, "SKU-1", None)
    text = " ".join(report.assumptions)
    for stated in (
        "is lost",
        "same stock",
        "only what was sold before",
        "Min/max",
        "suspected of stockout",
        "unit cost",
    ):
        assert stated in text
    assert report.recommended.average_stock_value is None


def service(*series, products=None):
    listed = products or [stocked(item.product_id) for item in series]
    return ReplayService(FakeCatalogue(*listed), FakeSalesHistories(*series), FakeForecaster(), FakeClock())


def test_one_product_a_category_or_the_shop():
    coffee, tea = poisson_sales("COFFEE"), poisson_sales("TEA")
    shop = service(coffee, tea, products=[stocked("COFFEE"), stocked("TEA", category="Tea")])
    assert shop.replay("TEA", None).products == 1
    assert shop.replay(None, "Tea").category == "Tea"
    assert shop.replay(None, None).products == 2


def test_what_cannot_be_replayed_is_said():
    shop = service(poisson_sales(days=30))
    with pytest.raises(NothingToReplayError, match="84 days"):
        shop.replay("SKU-1", None)
    with pytest.raises(ProductNotFoundError):
        shop.replay("SKU-9", None)
    with pytest.raises(InvalidReplayError) as refused:
        shop.replay("SKU-1", "Coffee")
    assert refused.value.fields[0].pointer == "/query/category"


def test_of_too_many_products_those_that_sell_most_are_replayed(monkeypatch):
    monkeypatch.setattr(replays, "MAX_PRODUCTS", 2)
    report = service(*[poisson_sales(f"SKU-{mean}", mean=mean) for mean in (1, 5, 9)]).replay(None, None)
    assert (report.products, report.products_skipped) == (2, 1)
    assert report.demand.mean() == pytest.approx(14, rel=0.1)
    assert "Only the 2 products that sold most are replayed." in report.assumptions


def test_average_stock_is_that_of_all_products_together():
    run = run_of(poisson_sales("A"), poisson_sales("B"), unit_cost=Decimal(3))
    report = ReplayReport.of(run, None, None)
    assert report.recommended.average_stock_units == pytest.approx(run.outcome.stock_by_day[RECOMMENDED].mean())
    assert report.recommended.average_stock_value == pytest.approx(3 * report.recommended.average_stock_units)


def test_a_product_that_stopped_selling_before_the_replay_is_left_out():
    old = sales_of([5.0] * 300, end=TODAY - timedelta(days=1000), product_id="OLD")
    case = prepare([stocked("OLD"), stocked("NEW")], {"OLD": old, "NEW": poisson_sales("NEW")}, FakeForecaster())
    assert case.days == 400 - WARM_UP_DAYS
    assert [product.product_id for product in case.products] == ["NEW"]
    assert case.products_skipped == 1


def test_on_a_slow_machine_the_last_forecast_has_to_do():
    class SlowForecaster(FakeForecaster):
        def cumulative(self, *asked):
            clock.advance(seconds=4)
            return super().cumulative(*asked)

    clock, forecaster = FakeClock(), SlowForecaster()
    sold = poisson_sales(days=786)
    report = ReplayService(FakeCatalogue(stocked()), FakeSalesHistories(sold), forecaster, clock).replay("SKU-1", None)
    assert len(forecaster.asked) == 4
    assert report.recommended.fill_rate > 0.97
    assert "Time ran out, so that the last forecast was used for longer than that." in report.assumptions
