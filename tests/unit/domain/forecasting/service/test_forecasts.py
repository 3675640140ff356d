"""One product's forecast: what goes in, how far it reaches, and what happens when there is nothing to go by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.forecasting.errors import ForecastNotFoundError, NoHistoryError
from domain.forecasting.models.catalogue import ShopState
from domain.forecasting.models.distribution import is_sound
from domain.shared.errors import ProductNotFoundError
from testing.forecasting_world import LAST_DAY, World, entry, weekly_sales

TODAY = date(2026, 11, 20)


def test_a_forecast_starts_after_the_last_day_and_is_kept_as_latest_and_vintage():
    shop = World()
    shop.sell()
    made = shop.generate(horizon_days=10)
    assert made.demand.start == LAST_DAY + timedelta(days=1)
    assert is_sound(made.demand)
    assert shop.service.latest("SKU-1") is made
    (vintage,) = shop.forecasts.vintages("SKU-1", 9)
    assert vintage.run_id == made.run_id
    assert len(vintage.mean) == len(vintage.layers.naive) == 10
    assert shop.shop.load().last_date == LAST_DAY
    assert shop.meter.counts["ForecastsGenerated"] == 1


@pytest.mark.parametrize(
    ("lead", "review", "horizon", "days"), [(7, 7, 7, 28), (30, 7, 7, 74), (7, 7, 60, 60), (365, 90, 28, 730)]
)
def test_it_reaches_as_far_as_orders_look(lead, review, horizon, days):
    shop = World(entry(lead_time_days=lead, review_period_days=review))
    shop.sell()
    made = shop.generate(horizon_days=horizon)
    assert len(made.demand) == days
    assert made.horizon_days == horizon


def test_unknown_products_and_those_without_any_history_are_told_apart():
    shop = World(entry("SKU-1"), entry("SKU-2", category="Tea"))
    with pytest.raises(ProductNotFoundError):
        shop.generate("SKU-9")
    with pytest.raises(NoHistoryError):
        shop.generate("SKU-2")
    with pytest.raises(ForecastNotFoundError):
        shop.service.latest("SKU-2")


def test_a_new_product_learns_from_its_category():
    shop = World(*(entry(f"SKU-{n}") for n in range(8)))
    for n in range(1, 8):
        shop.sell(f"SKU-{n}", weekly_sales(seed=n))
    made = shop.generate("SKU-0")
    assert made.demand_pattern == "new"
    assert made.demand.start == TODAY
    assert 0 < made.demand.mean[0] < 30
    assert made.model_accuracy is None


def test_a_product_takes_over_its_predecessors_demand():
    shop = World(entry("NEW", supersedes="OLD", category="Other"), entry("OLD"))
    shop.sell("OLD", weekly_sales(level=40))
    made = shop.generate("NEW")
    assert 20 < made.demand.mean[:28].mean() < 60


def test_a_product_deleted_meanwhile_is_unknown():
    shop = World()
    shop.sell()
    entries = dict(shop.catalogue.kept)
    shop.catalogue.get_many = lambda _: entries
    del shop.catalogue.kept["SKU-1"]
    with pytest.raises(ProductNotFoundError):
        shop.generate()


def test_other_products_tell_up_to_when_the_shop_sold():
    shop = World(entry("SKU-1"), entry("SKU-2"))
    shop.sell("SKU-1", end=LAST_DAY - timedelta(days=5))
    shop.shop.state = ShopState(LAST_DAY)
    assert shop.generate("SKU-1").demand.start == LAST_DAY + timedelta(days=1)


def test_the_receipt_tells_whether_the_input_was_the_same():
    shop = World()
    shop.sell()
    first, again = shop.generate().receipt, shop.generate().receipt
    assert first == again
    assert first.rows == 445
    shop.sell_on("SKU-1", [12.0])
    assert shop.generate().receipt.input_hash != first.input_hash
