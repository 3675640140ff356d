"""Latest forecasts in pages, and past ones as they stood."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.forecasting.errors import ForecastNotFoundError, RunNotFoundError
from domain.forecasting.service import listing
from domain.forecasting.service.listing import ForecastListing, ForecastQuery
from domain.shared.periods import Granularity
from testing.forecasting_world import World, entry

IDS = [f"SKU-{number}" for number in range(6)]
FORECAST = ["SKU-0", "SKU-3", "SKU-4"]


@pytest.fixture(scope="module")
def shop():
    world = World(*(entry(each, category="Tea" if each > "SKU-3" else "Coffee") for each in IDS))
    for product_id in FORECAST:
        world.sell(product_id)
        world.generate(product_id, horizon_days=28)
    return world


@pytest.fixture
def lists(shop):
    return ForecastListing(shop.catalogue, shop.forecasts)


def walked(lists, query, limit):
    """Return the ids of all pages, and of products without a forecast, page after page."""
    found, missing, after = [], [], None
    for _ in range(20):
        page = lists.page(query, limit, after)
        assert len(page.items) <= limit
        found += [each.forecast.product_id for each in page.items]
        missing += page.without_forecast
        if (after := page.next_position) is None:
            return found, missing
    raise AssertionError("the pages do not end")


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 6, 500])
def test_pages_hold_every_forecast_once_whatever_their_size(lists, limit):
    assert walked(lists, ForecastQuery(), limit) == (FORECAST, [])
    assert walked(lists, ForecastQuery(category="Tea"), limit) == (["SKU-4"], [])
    named = ForecastQuery(("SKU-5", "SKU-3", "NOBODY", "SKU-0", "SKU-3"))
    assert walked(lists, named, limit) == (["SKU-0", "SKU-3"], ["NOBODY", "SKU-5"])


def test_a_page_ends_before_it_holds_too_many_periods(lists, monkeypatch):
    monkeypatch.setattr(listing, "MAX_PERIODS", 40)
    page = lists.page(ForecastQuery(), 500)
    assert [each.forecast.product_id for each in page.items] == ["SKU-0"]
    assert walked(lists, ForecastQuery(), 500) == (FORECAST, [])
    assert len(lists.page(ForecastQuery(granularity=Granularity.MONTH), 500).items) == 3


def test_where_few_are_forecast_a_page_looks_through_no_more_than_some_of_the_catalogue(lists, monkeypatch):
    monkeypatch.setattr(listing, "_PARTS", 1)
    page = lists.page(ForecastQuery(), 2, "SKU-0")
    assert (page.items, page.next_position) == ((), "SKU-2")
    assert walked(lists, ForecastQuery(), 2) == (FORECAST, [])


def test_days_asked_for_are_those_of_the_horizon_alone(lists, shop):
    start = shop.forecasts.latest("SKU-0").demand.start
    query = ForecastQuery(("SKU-0",), first=start + timedelta(days=20), last=start + timedelta(days=900))
    (only,) = lists.page(query, 10).items
    assert [period.forecast_date for period in only.periods] == [start + timedelta(days=day) for day in range(20, 28)]
    (none,) = lists.page(ForecastQuery(("SKU-0",), first=start + timedelta(days=28)), 10).items
    assert none.periods == []


def test_past_forecasts_are_read_as_they_stood(lists):
    (run,) = lists.runs("SKU-0", 10).items
    assert lists.run("SKU-0", run.run_id) is run
    with pytest.raises(RunNotFoundError):
        lists.run("SKU-3", run.run_id)
    with pytest.raises(ForecastNotFoundError):
        lists.runs("SKU-1", 10)
