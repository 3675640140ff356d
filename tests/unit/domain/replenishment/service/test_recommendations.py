"""The recommendation service: fresh first pages, following pages of one list, no sales read in vain."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.replenishment.inbound import LeadTime, ProductSupply
from domain.replenishment.models import EVERYTHING, LeadTimeSource, Selection, Urgency
from domain.replenishment.service import recommendations
from domain.replenishment.service.recommendations import RecommendationService
from domain.replenishment.worklist import WorklistPosition
from domain.shared.errors import ProductNotFoundError
from testing.demand_series import TODAY, poisson_forecast, sales_of
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.replenishment import FakePurchases
from testing.fakes.system import FakeClock
from testing.replenishment import stocked


class Shop:
    """A shop of five products and the service over it."""

    def __init__(self):
        self.catalogue = FakeCatalogue(*(stocked(f"SKU-{n}", on_hand=Decimal(40 * n)) for n in range(5)))
        self.forecasts = FakeLatestForecasts(*(poisson_forecast(product_id=f"SKU-{n}") for n in range(4)))
        self.sales = FakeSalesHistories(sales_of([10.0] * 50, product_id="SKU-3"))
        self.clock = FakeClock()
        self.service = RecommendationService(self.catalogue, self.forecasts, self.sales, self.clock)


@pytest.fixture
def shop():
    return Shop()


def ids(listed):
    return [item.product.product_id for item in listed.ranked]


def test_all_products_are_listed_however_they_are_read(shop, monkeypatch):
    whole = ids(shop.service.list())
    monkeypatch.setattr(recommendations, "CHUNK", 2)
    assert ids(shop.service.list()) == whole
    assert sorted(whole) == [f"SKU-{n}" for n in range(5)]


def test_a_first_page_is_always_new(shop):
    shop.service.list()
    shop.catalogue.put(stocked("SKU-0", on_hand=Decimal(200)))
    assert {item.product.product_id: item.urgency for item in shop.service.list().ranked}["SKU-0"] is Urgency.OK


def test_pages_of_a_minute_come_from_one_list(shop):
    listed = shop.service.list()
    _, after = listed.page(None, 2, None)
    assert shop.service.list(EVERYTHING, after) is listed
    assert shop.service.list(Selection(category="Tea"), after) is not listed


def test_a_later_page_is_computed_again_for_the_same_day(shop):
    _, after = shop.service.list().page(None, 2, None)
    shop.clock.advance(days=1)
    following = shop.service.list(EVERYTHING, after)
    assert following.today == TODAY
    assert after == WorklistPosition.parse(str(after))


def test_sales_are_read_only_for_older_counts(shop):
    shop.service.list()
    assert shop.sales.asked == []
    shop.catalogue.put(stocked("SKU-3", on_hand=Decimal(120), stock_as_of=TODAY - timedelta(days=5)))
    listed = shop.service.list()
    assert shop.sales.asked == ["SKU-3"]
    counted = next(item for item in listed.ranked if item.product.product_id == "SKU-3")
    assert counted.projected_on_hand == 80


def test_suppliers_are_asked_about_the_products_that_name_one(shop):
    supply = ProductSupply(lead_time=LeadTime(source=LeadTimeSource.LEARNED, weights={20: 1.0}))
    purchases = FakePurchases(**{"SKU-1": supply})
    service = RecommendationService(shop.catalogue, shop.forecasts, shop.sales, shop.clock, purchases)
    assert {item.lead_time_source for item in service.list().ranked} == {LeadTimeSource.DEFAULT, None}
    assert purchases.asked == []
    for key in ("SKU-1", "SKU-2"):
        shop.catalogue.put(stocked(key, supplier_id="ACME"))
    found = {item.product.product_id: item for item in service.list().ranked}
    assert purchases.asked == ["SKU-1", "SKU-2"]
    assert (found["SKU-1"].lead_time_source, found["SKU-2"].lead_time_source) == ("learned", "default")
    assert (found["SKU-1"].lead_time_days, found["SKU-1"].lead_time_std_days) == (20, 0)
    assert found["SKU-1"].expected_demand == 270


def test_one_product_is_what_the_list_says_of_it_and_always_new(shop):
    shop.catalogue.put(stocked("SKU-3", on_hand=Decimal(120), stock_as_of=TODAY - timedelta(days=5)))
    for item in shop.service.list().ranked:
        assert shop.service.one(item.product.product_id) == item
    shop.catalogue.put(stocked("SKU-3", on_hand=Decimal(0)))
    assert shop.service.one("SKU-3").urgency is Urgency.STOCKED_OUT
    with pytest.raises(ProductNotFoundError):
        shop.service.one("SKU-9")
