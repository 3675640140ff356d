"""What a replay's report adds up, on runs small enough to count by hand and on products together and apart."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest

from domain.replenishment.errors import InvalidReplayError
from domain.replenishment.replay.case import WARM_UP_DAYS, prepare
from domain.replenishment.replay.policies import MIN_MAX, RECOMMENDED
from domain.replenishment.replay.results import PolicyResult, ReplayReport
from domain.replenishment.replay.run import replay
from domain.replenishment.service import replays
from domain.replenishment.service.replays import MAX_FITS, MIN_FITS, ReplayService
from testing.demand_series import TODAY, sales_of
from testing.fakes.inputs import FakeCatalogue, FakeSalesHistories
from testing.fakes.replenishment import FakeForecaster
from testing.fakes.system import FakeClock
from testing.replenishment import stocked


def lumpy(product_id, seed, days=200):
    rng = np.random.default_rng(seed)
    return sales_of(np.where(rng.random(days) < 0.2, rng.integers(5, 60, days), 0.0), product_id=product_id)


def report_of(products, *series, **asked):
    case = prepare(products, {item.product_id: item for item in series}, FakeForecaster())
    return ReplayReport.of(replay(case, FakeForecaster(), 100), asked.get("product_id"), asked.get("category"))


def test_products_together_are_the_sum_of_the_products_apart():
    cheap, dear = stocked("CHEAP", unit_cost=Decimal(1)), stocked("DEAR", current_price=Decimal(90), lead_time_days=3)
    sold = lumpy("CHEAP", 1), lumpy("DEAR", 2)
    together = report_of([cheap, dear], *sold)
    apart = report_of([cheap], sold[0]), report_of([dear], sold[1])
    added = {field.name for field in fields(PolicyResult)} - {"fill_rate", "cycle_service_level"}
    for policy in ("recommended", "minmax"):
        whole, parts = getattr(together, policy), [getattr(report, policy) for report in apart]
        for name in added:
            assert getattr(whole, name) == pytest.approx(sum(getattr(part, name) for part in parts)), name
        assert whole.units_short > 0
        assert whole.value_short == pytest.approx(5 * parts[0].units_short + 90 * parts[1].units_short)
        assert whole.fill_rate == pytest.approx(1 - whole.units_short / together.demand.sum())


def test_the_report_is_about_the_days_that_were_replayed():
    sold = lumpy("SKU-1", 3)
    report = report_of([stocked()], sold, product_id="SKU-1")
    assert (report.product_id, report.products, report.products_skipped) == ("SKU-1", 1, 0)
    assert (report.first_date, report.last_date) == (sold.start + timedelta(days=WARM_UP_DAYS), sold.end)
    days = (report.last_date - report.first_date).days + 1
    assert report.demand.tolist() == sold.quantity[-days:].tolist()
    for result, stock in ((report.recommended, report.recommended_stock), (report.minmax, report.minmax_stock)):
        assert stock.size == days
        assert result.average_stock_units == pytest.approx(stock.mean())


def test_both_policies_are_told_apart():
    case = prepare([stocked()], {"SKU-1": lumpy("SKU-1", 4)}, FakeForecaster())
    run = replay(case, FakeForecaster(), 100)
    report = ReplayReport.of(run, None, None)
    for row, result in ((RECOMMENDED, report.recommended), (MIN_MAX, report.minmax)):
        assert result.stockout_days == run.outcome.stockout_days[row, 0]
        assert result.orders == run.outcome.orders[row, 0] > 0
    assert report.recommended != report.minmax


def test_without_demand_there_is_no_share_of_it():
    report = report_of([stocked()], sales_of([1.0] * WARM_UP_DAYS + [0.0] * 60))
    assert report.recommended.fill_rate is None
    assert report.recommended.cycle_service_level == 1


def test_of_little_demand_there_is_a_share():
    report = report_of([stocked()], sales_of([0.0] * (WARM_UP_DAYS + 59) + [0.5]))
    assert report.recommended.fill_rate == 0


@pytest.mark.parametrize(
    ("short", "stated"),
    [(0, None), (1, "1 product has too short a history to be replayed."), (2, "2 products have too short a history")],
)
def test_products_with_too_short_a_history_are_stated(short, stated):
    series = [lumpy("LONG", 5), *(lumpy(f"SHORT-{n}", n, 60) for n in range(short))]
    told = [
        text
        for text in report_of([stocked(item.product_id) for item in series], *series).assumptions
        if "short a" in text
    ]
    assert len(told) == (1 if stated else 0)
    assert not stated or told[0].startswith(stated)


class Shop:
    """Products with their sales, and what a replay of them asked of the forecaster."""

    def __init__(self, *series, products=None, clock=None, budget=None):
        self.forecaster = FakeForecaster()
        self.clock = clock or FakeClock()
        listed = products or [stocked(item.product_id, review_period_days=1) for item in series]
        budget = {} if budget is None else {"fit_budget": budget}
        self.service = ReplayService(
            FakeCatalogue(*listed), FakeSalesHistories(*series), self.forecaster, self.clock, **budget
        )


@pytest.mark.parametrize(("budget", "forecasts"), [(0, MIN_FITS), (21 * 13 + 20, 13), (10**6, 26)])
def test_the_more_there_is_to_forecast_the_rarer_it_is_done(budget, forecasts):
    """182 days: every week when the budget allows, every 14 days with 13 forecasts, and 6 times at the least."""
    shop = Shop(sales_of([5.0] * (182 + WARM_UP_DAYS)), budget=budget)
    shop.service.replay("SKU-1", None)
    assert len(shop.forecaster.asked) <= forecasts
    assert len(shop.forecaster.asked) > forecasts * 0.8
    assert MAX_FITS * 7 >= 730


def test_products_without_a_sale_come_after_those_that_sell(monkeypatch):
    monkeypatch.setattr(replays, "MAX_PRODUCTS", 2)
    products = [stocked(key) for key in ("A-NEVER", "B-ZERO", "C-SELLS", "D-SELLS")]
    series = [
        sales_of([0.0] * 200, product_id="B-ZERO"),
        *(sales_of([5.0] * 200, product_id=key) for key in ("C-SELLS", "D-SELLS")),
    ]
    assert Shop(*series, products=products).service.replay(None, None).demand.max() == 10
    monkeypatch.setattr(replays, "MAX_PRODUCTS", 3)
    report = Shop(*series, products=products).service.replay(None, None)
    assert (report.products, report.products_skipped) == (3, 1)


def test_as_many_products_as_there_is_room_for_are_all_replayed(monkeypatch):
    monkeypatch.setattr(replays, "MAX_PRODUCTS", 2)
    report = Shop(sales_of([5.0] * 200, product_id="A"), sales_of([5.0] * 200, product_id="B")).service.replay(
        None, None
    )
    assert (report.products, report.products_skipped) == (2, 0)
    assert not any("sold most" in text for text in report.assumptions)


def test_a_category_is_replayed_without_the_others():
    products = [stocked("COFFEE"), stocked("TEA", category="Tea")]
    shop = Shop(*(sales_of([5.0] * 200, product_id=key) for key in ("COFFEE", "TEA")), products=products)
    report = shop.service.replay(None, "Tea")
    assert (report.category, report.product_id, report.products, report.products_skipped) == ("Tea", None, 1, 0)
    assert shop.service.replay("COFFEE", None).product_id == "COFFEE"


def test_a_product_and_a_category_are_too_much_to_ask():
    with pytest.raises(InvalidReplayError, match="not both") as refused:
        Shop(sales_of([5.0] * 200)).service.replay("SKU-1", "Coffee")
    (wrong,) = refused.value.fields
    assert (wrong.pointer, wrong.code) == ("/query/category", "not_with_product_id")
    assert "product_id" in wrong.detail


def test_the_replay_ends_on_the_last_day_with_sales():
    report = Shop(sales_of([5.0] * 200)).service.replay("SKU-1", None)
    assert report.last_date == TODAY - timedelta(days=1)
