"""Public holidays of the country that counts for a product's category, in one batch with products of another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.forecasting.inputs.holidays import calendars_by_region
from domain.forecasting.models.request import ForecastOptions
from testing.forecasting_world import LAST_DAY, World, entry, weekly_sales

AHEAD = 5
DAYS = 900
FEAST = LAST_DAY + timedelta(days=AHEAD)


@pytest.fixture
def world():
    """Two products that sold five times as much on a day that is a holiday for one of their categories only."""
    world = World(entry("SKU-1", category="Tea"), entry("SKU-2", category="Coffee"))
    years = [FEAST.replace(year=FEAST.year - back) for back in (0, 1, 2)]
    world.holidays.abroad["Tea"] = dict.fromkeys(years, "Feast")
    for product_id in ("SKU-1", "SKU-2"):
        quantity = weekly_sales(DAYS)
        for day in years[1:]:
            quantity[(day - LAST_DAY).days - 1] *= 5
        world.sell(product_id, quantity)
    return world


def test_products_of_one_batch_have_the_holidays_of_their_own_country(world):
    made = world.forecaster.forecast(["SKU-1", "SKU-2"], ForecastOptions(), lambda key: key).forecasts
    told = {each.product_id: [driver.text for driver in each.explanation.drivers] for each in made}
    mean = {each.product_id: each.demand.mean[AHEAD - 1] for each in made}
    assert any("Feast" in text for text in told["SKU-1"])
    assert not any("Feast" in text for text in told["SKU-2"])
    assert mean["SKU-1"] > 2 * mean["SKU-2"]


def test_every_history_is_under_the_calendar_of_its_region(world):
    histories = [world.histories.read(product_id) for product_id in ("SKU-1", "SKU-2")]
    found = {
        tuple(history.product_id for history in members): set(calendar.holidays.values()) - {"Black Friday"}
        for calendar, members in calendars_by_region(world.holidays, histories, AHEAD, ())
    }
    assert found == {("SKU-1",): {"Feast"}, ("SKU-2",): set()}


def test_a_country_that_is_not_known_is_said_in_the_forecasts_that_go_without_it(world):
    world.holidays.problems["Tea"] = "The holidays of 'XX' are not known."
    assert "The holidays of 'XX' are not known." in world.generate("SKU-1").explanation.warnings
    assert world.generate("SKU-2").explanation.warnings == ()
