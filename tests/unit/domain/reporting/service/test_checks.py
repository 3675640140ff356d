"""Checks of the forecasts: the forecast summary's accuracy and notes, by rows as by a full computation."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reporting.models import ForecastAccuracy
from domain.reporting.service.checks import CheckService
from domain.reporting.service.summaries import SummaryService
from domain.reporting.summary.checks import CheckRow
from domain.shared.shards import ShardKeeper
from testing.demand_series import TODAY, poisson_forecast
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.shards import FakeShards
from testing.fakes.system import FakeClock
from testing.reporting import latest, listed

KEYS = ["A", "B", "C", "D"]
SHARES = st.none() | st.sampled_from([0.1, 0.25, 0.7])
ACCURACIES = st.none() | st.builds(
    ForecastAccuracy,
    points=st.sampled_from([7, 28, 40]),
    volume=st.sampled_from([0.0, 12.5, 99.1]),
    wape=SHARES,
    bias=SHARES,
    naive_wape=SHARES,
    coverage_level=st.just(0.95),
    coverage_actual=SHARES,
    coverage_points=st.sampled_from([0, 28]),
)
FORECASTS = st.tuples(
    st.sampled_from([0, 20, 40]),
    st.sampled_from([2.0, 10.0]),
    st.fixed_dictionaries(
        {
            "accuracy": ACCURACIES,
            "suspected_stockout_days": st.integers(0, 2),
            "degraded": st.booleans(),
            "pattern": st.sampled_from(["smooth", "new"]),
        }
    ),
)
PRODUCTS = st.tuples(
    st.sampled_from(KEYS), st.none() | st.sampled_from(["active", "discontinued"]), st.none() | FORECASTS
)


class Shop:
    def __init__(self):
        self.catalogue, self.forecasts, self.clock = FakeCatalogue(), FakeLatestForecasts(), FakeClock()
        self.store = FakeShards()
        self.service = CheckService(self.catalogue, self.forecasts, self.store, self.clock)
        self.keeper = ShardKeeper(self.store, self.service.rows, self.clock)

    def summary(self):
        return SummaryService(self.catalogue, self.forecasts, FakeSalesHistories(), self.clock).summarise(None, None)


def told(notes):
    return [(note.product.product_id, note.product.name, note.code, note.detail) for note in notes]


@settings(max_examples=40, deadline=None)
@given(st.lists(PRODUCTS, max_size=10), st.booleans())
def test_checks_are_those_of_the_summary_of_all_products(changes, made_before):
    shop = Shop()
    if made_before:
        assert shop.keeper.make_current([], lambda: True)
    for key, status, forecast in changes:
        if status is None:
            shop.catalogue.kept.pop(key, None)
        else:
            shop.catalogue.put(listed(key, name=f"Name of {key}", status=status))
        shop.forecasts.kept.pop(key, None)
        if forecast is not None:
            age, mean, fields = forecast
            made = poisson_forecast(mean, product_id=key, start=TODAY - timedelta(days=age))
            shop.forecasts.kept[key] = latest(made, **fields)
        shop.keeper.refresh([key])
    summary = shop.summary()
    for _ in ("by rows where they were made", "by rows"):
        checks = shop.service.checks()
        assert checks.accuracy == summary.accuracy
        assert told(checks.attention) == told(summary.attention)
        assert shop.keeper.make_current(list(shop.catalogue.kept), lambda: True)


def test_rows_are_read_and_not_worked_out():
    shop = Shop()
    shop.catalogue.put(listed("A"))
    shop.keeper.make_current(["A"], lambda: True)
    shop.catalogue.put(listed("B"))
    assert [note.product.product_id for note in shop.service.checks().attention] == ["A"]
    assert shop.store.rows()["A"] == CheckRow.of(listed("A"), None, TODAY)
