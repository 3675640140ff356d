"""The forecast summary: sums that add up, honest bounds, movers, accuracy, and what to look at."""

from __future__ import annotations

import weakref
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from domain.reporting.models import ForecastAccuracy
from domain.reporting.service import summaries
from domain.reporting.service.summaries import SummaryService
from domain.reporting.summary.attention import notes
from domain.reporting.summary.checks import CheckFigures
from domain.reporting.summary.outlook import outlook
from testing.demand_series import TODAY, sales_of
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.partials import FakePartials, FakeStaleNotes
from testing.fakes.system import FakeClock
from testing.reporting import listed, normal_forecast, poisson_forecast


def summarise(products, forecasts, series=(), horizon=None, category=None):
    service = SummaryService(
        FakeCatalogue(*products),
        FakeLatestForecasts(*forecasts),
        FakeSalesHistories(*series),
        FakePartials(),
        FakeStaleNotes(),
        FakeClock(),
    )
    return service.listed(category, horizon)


def test_months_split_the_forecast_where_the_calendar_does():
    part = outlook(listed(), normal_forecast(days=60), None, None)
    assert list(part.by_month) == ["2026-11", "2026-12", "2027-01"]
    assert [month.days for month in part.by_month.values()] == [11, 31, 18]
    assert sum(month.predicted_demand for month in part.by_month.values()) == pytest.approx(part.predicted_demand)
    for month in part.by_month.values():
        assert month.lower < month.predicted_demand < month.upper


def test_later_is_never_surer():
    months = list(outlook(listed(), normal_forecast(days=71), None, None).by_month.values())
    december, january = months[1], months[2]
    assert (december.days, january.days) == (31, 29)
    spread = (december.upper - december.predicted_demand) / december.days
    assert (january.upper - january.predicted_demand) / january.days >= spread * 0.98


def test_the_interval_is_that_of_the_sum():
    part = outlook(listed(), normal_forecast(mean=10, std=4), None, 14)
    assert part.predicted_demand == pytest.approx(140)
    assert part.upper - 140 == pytest.approx(1.2816 * 4 * np.sqrt(14), rel=0.001)
    assert 140 - part.lower == pytest.approx(1.2816 * 4 * np.sqrt(14), rel=0.001)


def test_what_was_sold_before_covers_the_same_number_of_days():
    sold = sales_of(np.concatenate([np.full(100, 50.0), np.full(28, 7.0)]))
    assert outlook(listed(), poisson_forecast(), sold, None).previous_demand == 28 * 7
    assert outlook(listed(), poisson_forecast(), sales_of([7.0] * 20), None).previous_demand is None
    assert outlook(listed(), poisson_forecast(), None, None).previous_demand is None


def test_movers_are_ranked_by_money():
    products = [
        listed("CHEAP", current_price=Decimal("0.01")),
        listed("DEAR", current_price=Decimal(100)),
        listed("LESS"),
    ]
    forecasts = [poisson_forecast(10.0, product_id=name) for name in ("CHEAP", "DEAR", "LESS")]
    series = [
        sales_of([2.0] * 60, product_id="CHEAP"),
        sales_of([9.0] * 60, product_id="DEAR"),
        sales_of([20.0] * 60, product_id="LESS"),
    ]
    demand = summarise(products, forecasts, series).summary.demand
    assert [item.product_id for item in demand.risers] == ["DEAR", "CHEAP"]
    assert [item.product_id for item in demand.fallers] == ["LESS"]
    assert demand.fallers[0].change == pytest.approx(-280)


def test_a_category_is_summed_alone_and_the_largest_comes_first():
    products = [listed("A"), listed("B", category="Tea"), listed("C", category="Tea")]
    forecasts = [poisson_forecast(10.0, product_id=name) for name in "ABC"]
    report = summarise(products, forecasts)
    assert [name for name, _ in report.summary.demand.categories] == ["Tea", "Coffee"]
    assert len(summarise(products, forecasts, category="Tea").outlooks) == 2


def test_accuracy_is_pooled_by_volume():
    def scored(volume, wape, points=28):
        accuracy = ForecastAccuracy(
            points=points,
            volume=volume,
            wape=wape,
            bias=0.0,
            naive_wape=1.0,
            coverage_level=0.8,
            coverage_actual=0.5 if points == 28 else 0.8,
            coverage_points=points,
        )
        return listed(), replace(poisson_forecast(), accuracy=accuracy)

    checked = [scored(900.0, 0.1), scored(100.0, 1.1, points=84), (listed(), poisson_forecast())]
    pooled = CheckFigures.of(checked, TODAY).accuracy
    assert pooled.products == 2
    assert pooled.wape == pytest.approx(0.2)
    assert pooled.skill_vs_naive == pytest.approx(0.8)
    assert pooled.coverage_actual == pytest.approx((0.5 * 28 + 0.8 * 84) / 112)
    assert pooled.coverage_points == 112


def test_nothing_known_is_nothing_claimed():
    summary = summarise([], []).summary
    assert (summary.demand.generated_at, summary.horizon_days, summary.demand.months) == (None, 0, {})
    accuracy = summary.checks.accuracy
    assert (accuracy.wape, accuracy.skill_vs_naive, accuracy.coverage_actual) == (None, None, None)


def test_what_needs_attention_and_in_which_order():
    poor = ForecastAccuracy(
        points=56,
        volume=500.0,
        wape=0.9,
        bias=0.0,
        naive_wape=0.7,
        coverage_level=0.8,
        coverage_actual=0.5,
        coverage_points=56,
    )
    forecast = replace(poisson_forecast(), accuracy=poor, suspected_stockout_days=3, degraded=True, pattern="new")
    assert [note.code for note in notes(listed(), forecast, TODAY)] == [
        "worse_than_naive",
        "interval_too_narrow",
        "suspected_stockouts",
        "degraded",
        "little_history",
    ]
    assert "90%" in notes(listed(), forecast, TODAY)[0].detail
    assert [note.code for note in notes(listed(), None, TODAY)] == ["no_forecast"]
    ended = poisson_forecast(start=date(2016, 5, 23))
    assert [note.code for note in notes(listed(), ended, TODAY)] == ["forecast_ended"]
    old = poisson_forecast(start=TODAY - timedelta(days=20))
    assert [note.code for note in notes(listed(), old, TODAY)] == ["forecast_old"]
    assert notes(listed(), poisson_forecast(), TODAY) == []
    assert notes(listed(status="discontinued"), None, TODAY) == []


def test_missing_forecasts_lead_the_list():
    old = poisson_forecast(product_id="A", start=TODAY - timedelta(days=20))
    checks = summarise([listed("A"), listed("B")], [old]).summary.checks
    assert [(note.product_id, note.code) for note in checks.attention] == [
        ("B", "no_forecast"),
        ("A", "forecast_old"),
    ]
    assert checks.products_without_forecast == 1


class ReadAnew:
    """Latest forecasts that are made when they are read; ``alive`` tells how many there are."""

    def __init__(self):
        self.alive = 0
        self.most = 0

    def read_many(self, product_ids):
        return {key: self._made(key) for key in product_ids}

    def _made(self, key):
        forecast = poisson_forecast(product_id=key)
        self.alive += 1
        self.most = max(self.most, self.alive)
        weakref.finalize(forecast, self._gone)
        return forecast

    def _gone(self):
        self.alive -= 1


def test_a_summary_holds_the_forecasts_of_a_few_products_at_a_time(monkeypatch):
    monkeypatch.setattr(summaries, "CHUNK", 3)
    forecasts = ReadAnew()
    shop = [listed(f"SKU-{number}") for number in range(12)]
    service = SummaryService(
        FakeCatalogue(*shop), forecasts, FakeSalesHistories(), FakePartials(), FakeStaleNotes(), FakeClock()
    )
    assert len(service.listed(None, None).outlooks) == 12
    assert forecasts.alive == 0
    assert forecasts.most <= 2 * 3
