"""Effects of calendar entries: what past occasions taught, and whether it is used."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from domain.forecasting.errors import EventNotFoundError
from domain.forecasting.models.known_days import KnownEvent
from domain.forecasting.service.effects import EffectService
from testing.forecasting_world import LAST_DAY, World, entry, weekly_sales

BACK = (330, 200, 90)


def shop(factor: float, products: int = 8, **changes) -> tuple[EffectService, World]:
    """Products that sold ``factor`` times as much on three past fairs, and a fair to come."""
    world = World(*(entry(f"SKU-{number}") for number in range(products)))
    for number in range(products):
        sales = weekly_sales(level=15.0, seed=number)
        for back in BACK:
            at = sales.size - 1 - back
            sales[at : at + 3] = np.round(sales[at : at + 3] * factor)
        world.sell(f"SKU-{number}", sales)
    days = [LAST_DAY - timedelta(days=back) for back in BACK]
    past = [KnownEvent("Fair", day, day + timedelta(days=2), event_id=f"p-{day}") for day in days]
    coming = KnownEvent(
        **{
            "name": "Fair",
            "start": LAST_DAY + timedelta(days=5),
            "end": LAST_DAY + timedelta(days=7),
            "event_id": "next",
        }
        | changes
    )
    world.calendar.kept += [*past, coming]
    service = EffectService(world.catalogue, world.sales, world.holidays, world.calendar, world.shop, world.clock)
    return service, world


def test_past_occasions_teach_with_an_interval_and_a_score():
    service, world = shop(1.6)
    effect = service.of("next")
    assert (effect.occasions, effect.used, len(effect.scored)) == (3, True, 3)
    assert effect.interval[0] < 1.6 < effect.interval[1]
    assert effect.factor == pytest.approx(1.6, abs=0.12)
    for each in effect.scored:
        assert each.error_with < each.error_without
        assert each.actual == pytest.approx(1.6, abs=0.2)
    (told,) = world.generate("SKU-0").explanation.adjustments
    assert told.applied
    assert told.factor == pytest.approx(effect.factor, abs=0.2)


def test_what_never_helped_is_shown_and_not_applied():
    service, world = shop(1.0, expected_change_pct=None)
    for at, event in enumerate(world.calendar.kept[:3]):
        world.calendar.kept[at] = KnownEvent("Fair", event.start, event.end, 60.0)
    effect = service.of("next")
    assert not effect.used
    assert sum(each.error_with for each in effect.scored) > sum(each.error_without for each in effect.scored)
    made, plain = world.generate("SKU-0"), world.generate("SKU-0")
    (told,) = made.explanation.adjustments
    assert (told.applied, made.layers.without_events) == (False, None)
    assert "no better" in told.not_applied_because
    world.calendar.kept.pop()
    np.testing.assert_allclose(world.generate("SKU-0").demand.mean, plain.demand.mean, rtol=0.02)


def test_an_entry_without_a_past_teaches_nothing_and_is_used_when_something_is_expected():
    service, _world = shop(1.0, name="Road works")
    assert (service.of("next").occasions, service.of("next").factor, service.of("next").used) == (0, None, False)
    service, _ = shop(1.0, name="Road works", expected_change_pct=-20.0)
    assert service.of("next").used


def test_a_closure_teaches_nothing_and_is_used():
    service, _ = shop(1.5, kind="closure")
    effect = service.of("next")
    assert (effect.factor, effect.used, effect.scored) == (None, True, ())


def test_an_unknown_entry_is_not_found():
    service, _ = shop(1.5)
    with pytest.raises(EventNotFoundError):
        service.of("nothing")


def test_products_that_are_not_concerned_teach_nothing():
    service, world = shop(1.6, product_ids=frozenset({"SKU-1", "SKU-2"}))
    assert service.of("next").factor == pytest.approx(1.6, abs=0.2)
    for key in ("SKU-1", "SKU-2"):
        world.sell(key, weekly_sales(level=15.0))
    assert service.of("next").factor == pytest.approx(1.0, abs=0.15)


def test_the_accuracy_answer_tells_what_each_entry_saved():
    _, world = shop(1.6)
    made = world.generate("SKU-0")
    ahead = made.layers.without_events[:10].copy()
    ahead[4:7] *= 1.6
    world.sell_on("SKU-0", ahead)
    (value,) = world.accuracy.report("SKU-0").live.events
    assert (value.event_id, value.days, value.applied) == ("next", 3, True)
    assert value.error_with < value.error_without
    assert value.value_added > 0.1
