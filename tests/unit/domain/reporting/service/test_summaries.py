"""Forecast summaries by partial sums: the same as a full computation, whatever happened before."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reporting.models import ForecastAccuracy
from domain.reporting.service.summaries import CHECKS, FORECASTS, SummaryService
from domain.reporting.summary.checks import CheckFigures
from domain.reporting.summary.figures import ForecastFigures
from domain.shared.partials import PartialKeeper
from domain.shared.shards import SHARDS, shard_of
from testing.demand_series import TODAY, poisson_forecast, sales_of
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.partials import FakePartials, FakeStaleNotes
from testing.fakes.system import FakeClock
from testing.reporting import latest, listed

KEYS = [f"SKU-{n}" for n in range(8)]
SHARES = st.none() | st.sampled_from([0.1, 0.25, 0.7])
ACCURACIES = st.none() | st.builds(
    ForecastAccuracy,
    points=st.sampled_from([7, 28, 40]),
    volume=st.sampled_from([0.0, 12.5, 99.1]),
    wape=SHARES,
    bias=SHARES,
    naive_wape=SHARES,
    coverage_level=st.sampled_from([0.8, 0.95]),
    coverage_actual=SHARES,
    coverage_points=st.sampled_from([0, 28]),
)
FORECASTED = st.tuples(
    st.sampled_from([0, 20, 40]),
    st.sampled_from([2.0, 10.0, 10.3]),
    st.sampled_from([10, 28, 60]),
    st.fixed_dictionaries(
        {
            "accuracy": ACCURACIES,
            "suspected_stockout_days": st.integers(0, 2),
            "degraded": st.booleans(),
            "pattern": st.sampled_from(["smooth", "new"]),
            "horizon_days": st.sampled_from([7, 10]),
        }
    ),
)
CHANGES = st.tuples(
    st.sampled_from(KEYS),
    st.none() | st.sampled_from(["active", "discontinued"]),
    st.sampled_from(["Coffee", "Tea"]),
    st.none() | FORECASTED,
    st.none() | st.sampled_from([3.0, 11.0]),
)


class Shop:
    """A shop with partial sums; what is done to it is done in the tables, and told of by the test."""

    def __init__(self):
        self.catalogue, self.forecasts, self.sales = FakeCatalogue(), FakeLatestForecasts(), FakeSalesHistories()
        self.clock, self.store, self.notes = FakeClock(), FakePartials(CHECKS, *FORECASTS.values()), FakeStaleNotes()
        self.service = SummaryService(self.catalogue, self.forecasts, self.sales, self.store, self.notes, self.clock)
        self.keeper = PartialKeeper(self.store, self.service.figures, self.clock)

    def make(self, *numbers):
        for number in numbers or range(SHARDS):
            self.keeper.make(number, lambda wanted: [key for key in self.catalogue.kept if shard_of(key) == wanted])

    def change(self, key, status, category, forecast, sold):
        self.catalogue.kept.pop(key, None)
        self.forecasts.kept.pop(key, None)
        self.sales.kept.pop(key, None)
        if status is not None:
            price = Decimal(len(category))
            self.catalogue.put(
                listed(key, name=f"Name of {key}", status=status, category=category, current_price=price)
            )
        if forecast is not None:
            age, mean, days, fields = forecast
            made = poisson_forecast(mean, days, product_id=key, start=TODAY - timedelta(days=age))
            self.forecasts.kept[key] = latest(made, **fields)
        if sold is not None:
            self.sales.kept[key] = sales_of(np.full(60, sold), product_id=key)


@settings(max_examples=40, deadline=None)
@given(st.lists(CHANGES, max_size=12), st.sampled_from([*FORECASTS]), st.booleans())
def test_summaries_are_those_of_a_full_computation(changes, horizon, made_before):
    shop = Shop()
    if made_before:
        shop.make()
    for change in changes:
        shop.change(*change)
        if made_before:
            shop.make(shard_of(change[0]))
    if not made_before:
        assert shop.service.summarise(None, horizon).summed_as_of is None
        shop.make()
    whole, kept = shop.service.listed(None, horizon).summary, shop.service.summarise(None, horizon)
    assert kept.summed_as_of == shop.clock.now()
    assert (kept.demand, kept.checks, kept.horizon_days) == (whole.demand, whole.checks, whole.horizon_days)
    assert kept.demand.categories == whole.demand.categories
    assert shop.service.checks() == whole.checks


def test_partial_sums_are_read_and_not_worked_out():
    shop = Shop()
    shop.make()
    shop.catalogue.put(listed("A"))
    assert (shop.service.summarise(None, None).checks.products, shop.service.checks().products) == (0, 0)
    assert shop.service.summarise("Coffee", None).checks.products == 1, "a category has none"
    assert shop.service.summarise(None, 9).checks.products == 1, "nor has a horizon that few ask for"


def _lost(shop):
    del shop.store.kept[CHECKS, 17]


def _waiting(shop):
    shop.notes.add([3], shop.clock.now())
    shop.clock.advance(minutes=6)


def _of_yesterday(shop):
    shop.clock.advance(days=1)


@pytest.mark.parametrize("spoil", [_lost, _waiting, _of_yesterday])
def test_what_is_not_whole_or_too_old_is_worked_out(spoil):
    shop = Shop()
    shop.make()
    shop.catalogue.put(listed("A"))
    spoil(shop)
    summary = shop.service.summarise(None, None)
    assert (summary.summed_as_of, summary.checks.products) == (None, 1)
    assert shop.service.checks().products == 1


def test_figures_with_changes_that_wait_are_told_as_of_when_they_were_made():
    shop = Shop()
    shop.make()
    made = shop.clock.now()
    shop.clock.advance(minutes=2)
    shop.make(3)
    assert shop.service.summarise(None, None).summed_as_of == shop.clock.now()
    shop.notes.add([4], shop.clock.now())
    assert shop.service.summarise(None, None).summed_as_of == made


def test_nothing_adds_up_to_nothing():
    assert ForecastFigures.put_together([]) == ForecastFigures.of([]) == ForecastFigures()
    assert CheckFigures.put_together([]) == CheckFigures.of([], TODAY) == CheckFigures()
