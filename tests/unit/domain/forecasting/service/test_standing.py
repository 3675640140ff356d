"""Adjustments of a model that stay in force until their days are past, their record is bad or they are withdrawn."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from domain.forecasting.errors import AdjustmentNotFoundError
from domain.forecasting.models.accuracy import TrackRecord
from domain.forecasting.models.request import ForecastOptions
from domain.shared.errors import ProductNotFoundError
from testing.advice import NOTES, advice, proposal
from testing.fakes.advice import FakeAdvisor
from testing.forecasting_world import World

CLOSED = proposal(start=date(2026, 12, 1), end=date(2026, 12, 5))
DAYS = slice(11, 16)


def shop(*proposals) -> World:
    made = World(advisor=FakeAdvisor(advice(summary="Demand is steady.", drivers=(), proposals=proposals)))
    made.sell()
    return made


def accepted(world: World):
    """The one adjustment of the model that a forecast holds."""
    (only,) = [each for each in world.forecasts.latest("SKU-1").explanation.adjustments if each.source == "bedrock"]
    return only


def nightly(world: World, name: str = "night"):
    plan = world.planner.plan_scheduled("nightly", name, ForecastOptions(engine="statistical"))
    for batch in world.files.get_batches(plan.job_id):
        world.worker.work(batch)
    return world.forecasts.latest("SKU-1")


def test_what_was_accepted_is_in_later_forecasts_of_whatever_kind():
    plain = shop().generate(engine="statistical").demand.mean
    world = shop(CLOSED)
    first = world.generate(engine="bedrock", notes=NOTES)
    kept = accepted(world)
    assert kept.adjustment_id
    factor = first.demand.mean[DAYS] / plain[DAYS]
    assert (factor < 0.9).all()
    for made in (nightly(world), world.generate(engine="statistical"), nightly(world, "another")):
        np.testing.assert_allclose(made.demand.mean[DAYS] / plain[DAYS], factor, rtol=0.02)
        assert accepted(world) == kept
        assert made.layers.bedrock is not None


def test_it_ends_with_its_days():
    world = shop(CLOSED)
    world.generate(engine="bedrock", notes=NOTES)
    world.sell_on("SKU-1", [8.0] * 16)
    assert not world.generate(engine="statistical").explanation.adjustments


def test_it_ends_when_the_models_record_turns_negative():
    world = shop(CLOSED)
    world.generate(engine="bedrock", notes=NOTES)
    bad = TrackRecord("bedrock", proposals=3, error_without=1.0, error_with=2.0, actual=10.0)
    world.ledger.records["bedrock", "SKU-1"] = bad
    assert not world.generate(engine="statistical").explanation.adjustments


def test_a_withdrawn_one_is_gone_at_once_and_for_good():
    world = shop(CLOSED)
    plain = world.generate(engine="statistical")
    world.generate(engine="bedrock", notes=NOTES)
    override = {"start": date(2026, 12, 3), "end": date(2026, 12, 3), "reason": "Fair", "author": "Ann"}
    world.override_service.create("SKU-1", **override, factor=None, quantity=50.0, expires_on=None)
    world.override_service.withdraw("SKU-1", accepted(world).adjustment_id)
    latest = world.forecasts.latest("SKU-1")
    assert [each.source for each in latest.explanation.adjustments] == ["override"]
    assert latest.demand.mean[13] == pytest.approx(50, rel=1e-3)
    np.testing.assert_allclose(latest.before_overrides.mean, plain.demand.mean, rtol=1e-3)
    np.testing.assert_allclose(latest.before_overrides.quantiles, plain.demand.quantiles, rtol=0.02, atol=0.02)
    assert [each.source for each in nightly(world).explanation.adjustments] == ["override"]


def test_only_what_is_in_force_can_be_withdrawn():
    world = shop(CLOSED)
    with pytest.raises(ProductNotFoundError):
        world.override_service.withdraw("NOBODY", "x")
    with pytest.raises(AdjustmentNotFoundError):
        world.override_service.withdraw("SKU-1", "x")
    world.generate(engine="bedrock", notes=NOTES)
    with pytest.raises(AdjustmentNotFoundError):
        world.override_service.withdraw("SKU-1", "x")


def test_a_new_one_takes_the_place_of_an_older_one_on_its_days():
    world = shop(CLOSED)
    first = world.generate(engine="bedrock", notes=NOTES)
    before = accepted(world)
    again = world.generate(engine="bedrock", notes=NOTES)
    assert accepted(world).adjustment_id != before.adjustment_id
    np.testing.assert_allclose(again.demand.mean, first.demand.mean)
