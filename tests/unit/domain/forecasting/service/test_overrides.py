"""Overrides: applied at once and to every new forecast, taken back, and scored."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.errors import InvalidOverrideError, OverrideNotFoundError, TooManyOverridesError
from domain.forecasting.models.override import MAX_OVERRIDES
from domain.shared.errors import ProductNotFoundError
from testing.forecasting_world import LAST_DAY, World

FIRST, LAST = LAST_DAY + timedelta(days=1), LAST_DAY + timedelta(days=7)


def world() -> World:
    shop = World()
    shop.sell()
    return shop


def override(shop: World, product_id="SKU-1", **changes):
    given = {
        "start": FIRST,
        "end": LAST,
        "factor": 2.0,
        "quantity": None,
        "reason": "School order",
        "author": "Ada",
        "expires_on": None,
    }
    return shop.override_service.create(product_id, **given | changes)


def test_it_changes_the_latest_forecast_at_once_as_a_new_run():
    shop = world()
    before = shop.generate()
    shop.clock.advance(minutes=1)
    override(shop)
    after = shop.service.latest("SKU-1")
    assert after.run_id != before.run_id
    assert np.allclose(after.demand.mean[:7], 2 * before.demand.mean[:7], rtol=1e-3)
    assert np.allclose(after.demand.mean[7:], before.demand.mean[7:])
    assert after.explanation.summary != before.explanation.summary
    assert [note.source for note in after.explanation.adjustments] == ["override"]
    assert len(shop.forecasts.vintages("SKU-1", 9)) == 2


def test_it_is_applied_to_new_forecasts_and_taken_back():
    shop = world()
    plain = shop.generate()
    made = override(shop, factor=None, quantity=50.0)
    assert shop.generate().demand.mean[:7].tolist() == [50.0] * 7
    shop.clock.advance(minutes=1)
    shop.override_service.delete("SKU-1", made.override_id)
    restored = shop.service.latest("SKU-1")
    assert np.allclose(restored.demand.quantiles, plain.demand.quantiles)
    assert restored.explanation.adjustments == ()
    assert restored.layers.override is None
    with pytest.raises(OverrideNotFoundError):
        shop.override_service.delete("SKU-1", made.override_id)


def test_before_there_is_a_forecast_it_waits_for_one():
    shop = world()
    override(shop)
    assert shop.forecasts.latest("SKU-1") is None
    assert shop.generate().layers.override is not None


def test_one_that_expired_is_listed_and_not_applied():
    shop = world()
    plain = shop.generate()
    override(shop, expires_on=shop.clock.now().date())
    shop.clock.advance(days=1)
    assert np.allclose(shop.generate().demand.mean[:7], plain.demand.mean[:7])
    (listed,) = shop.override_service.list("SKU-1")
    assert not listed.is_active(shop.override_service.today())


def test_it_is_scored_against_the_forecast_without_it():
    shop = world()
    override(shop)
    made = shop.generate()
    shop.sell_on("SKU-1", np.round(made.layers.before_override[:7]))
    added = shop.accuracy.report("SKU-1").live.value_added
    assert added.override < -0.5
    assert added.bedrock is None


def test_one_made_in_hindsight_earns_nothing():
    shop = world()
    made = shop.generate()
    shop.sell_on("SKU-1", np.round(made.demand.mean[:7]))
    override(shop, factor=None, quantity=12.0)
    live = shop.accuracy.report("SKU-1").live
    assert live.value_added.override is None
    assert live.wape < 0.1
    assert shop.service.latest("SKU-1").demand.mean[0] == 12.0


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"end": FIRST - timedelta(days=1)}, "/end"),
        ({"end": FIRST + timedelta(days=400)}, "/end"),
        ({"quantity": 3.0}, "/factor"),
        ({"factor": None}, "/factor"),
        ({"factor": 11.0}, "/factor"),
        ({"factor": float("nan")}, "/factor"),
        ({"factor": None, "quantity": -1.0}, "/quantity"),
        ({"reason": " "}, "/reason"),
        ({"author": "a\nb"}, "/author"),
        ({"expires_on": date(2020, 1, 1)}, "/expires_on"),
    ],
)
def test_one_that_breaks_a_rule_is_refused_naming_the_field(wrong, pointer):
    with pytest.raises(InvalidOverrideError) as refused:
        override(world(), **wrong)
    assert [field.pointer for field in refused.value.fields] == [pointer]


def test_only_products_that_exist_have_overrides_and_not_without_end():
    shop = world()
    with pytest.raises(ProductNotFoundError):
        override(shop, "SKU-9")
    with pytest.raises(ProductNotFoundError):
        shop.override_service.list("SKU-9")
    assert shop.override_service.list("SKU-1") == ()
    for number in range(MAX_OVERRIDES):
        override(shop, reason=f"Order {number}")
    with pytest.raises(TooManyOverridesError):
        override(shop)


@pytest.mark.parametrize(("given", "kept"), [(2.2e-313, 0.0), (1 / 3, 0.333333), (1.25, 1.25)])
def test_amounts_are_kept_to_a_millionth(given, kept):
    shop = world()
    assert (override(shop, factor=given).factor, override(shop, factor=None, quantity=given).quantity) == (kept, kept)


def test_saying_the_same_twice_is_saying_it_once():
    shop = world()
    assert override(shop) == override(shop)
    assert len(shop.override_service.list("SKU-1")) == 1
