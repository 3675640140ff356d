"""The recommendation service: fresh first pages, following pages of one list, no sales read in vain."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.replenishment.models import Urgency
from domain.replenishment.service import recommendations
from domain.replenishment.service.recommendations import RecommendationService
from domain.replenishment.worklist import WorklistPosition
from testing.demand_series import TODAY, poisson_forecast, sales_of
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.system import FakeClock
from testing.replenishment import stocked


class Shop:
    """A shop of five products and the service over it."""

    def __init__(self):
        self.catalogue = FakeCatalogue(*(stocked(f"SKU-{n}", on_hand=Decimal(40 * n)) for n in range(5)))
        forecasts = FakeLatestForecasts(*(poisson_forecast(product_id=f"SKU-{n}") for n in range(4)))
        self.sales = FakeSalesHistories(sales_of([10.0] * 50, product_id="SKU-3"))
        self.clock = FakeClock()
        self.service = RecommendationService(self.catalogue, forecasts, self.sales, self.clock)


@pytest.fixture
def shop():
    return Shop()


def ids(listed):
    return [item.product.product_id for item in listed.ranked]


def test_all_products_are_listed_however_they_are_read(shop, monkeypatch):
    whole = ids(shop.service.list(None))
    monkeypatch.setattr(recommendations, "CHUNK", 2)
    assert ids(shop.service.list(None)) == whole
    assert sorted(whole) == [f"SKU-{n}" for n in range(5)]


def test_a_first_page_is_always_new(shop):
    shop.service.list(None)
    shop.catalogue.put(stocked("SKU-0", on_hand=Decimal(200)))
    assert {item.product.product_id: item.urgency for item in shop.service.list(None).ranked}["SKU-0"] is Urgency.OK


def test_pages_of_a_minute_come_from_one_list(shop):
    listed = shop.service.list(None)
    _, after = listed.page(None, 2, None)
    assert shop.service.list(None, after) is listed
    assert shop.service.list("Tea", after) is not listed


def test_a_later_page_is_computed_again_for_the_same_day(shop):
    _, after = shop.service.list(None).page(None, 2, None)
    shop.clock.advance(days=1)
    following = shop.service.list(None, after)
    assert following.today == TODAY
    assert after == WorklistPosition.parse(str(after))


def test_sales_are_read_only_for_older_counts(shop):
    shop.service.list(None)
    assert shop.sales.asked == []
    shop.catalogue.put(stocked("SKU-3", on_hand=Decimal(120), stock_as_of=TODAY - timedelta(days=5)))
    listed = shop.service.list(None)
    assert shop.sales.asked == ["SKU-3"]
    counted = next(item for item in listed.ranked if item.product.product_id == "SKU-3")
    assert counted.projected_on_hand == 80
