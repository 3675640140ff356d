"""The calendar in forecasts that are asked for, made in jobs, and made on a schedule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.errors import InvalidForecastRequestError
from domain.forecasting.models.known_days import KnownEvent
from domain.forecasting.models.request import ForecastOptions, Selection
from domain.shared.errors import ProductNotFoundError
from testing.forecasting_world import LAST_DAY, World, entry, weekly_sales

FAIR = KnownEvent("Fair", LAST_DAY + timedelta(days=5), LAST_DAY + timedelta(days=7), 50.0)
KEPT = replace(FAIR, event_id="e-1", version=3)
DAYS = slice(4, 7)


def shop(*events: KnownEvent) -> World:
    world = World(entry("SKU-1"), entry("SKU-2", category="Tea"))
    world.sell("SKU-1")
    world.sell("SKU-2")
    world.calendar.kept.extend(events)
    return world


def asked(world: World):
    return world.generate()


def in_a_job(world: World):
    job = world.job_service.start(Selection(everything=True), ForecastOptions(engine="statistical"))
    world.planner.plan_requested(job.job_id)
    for batch in world.files.get_batches(job.job_id):
        world.worker.work(batch)
    return world.forecasts.latest("SKU-1")


def nightly(world: World):
    plan = world.planner.plan_scheduled("nightly", "night", ForecastOptions(engine="statistical"))
    for batch in world.files.get_batches(plan.job_id):
        world.worker.work(batch)
    return world.forecasts.latest("SKU-1")


@pytest.mark.parametrize("made", [asked, in_a_job, nightly])
def test_every_forecast_holds_what_the_calendar_holds_and_names_it(made):
    plain, forecast = made(shop()), made(shop(KEPT))
    ratio = forecast.demand.mean[:14] / plain.demand.mean[:14]
    np.testing.assert_allclose(ratio[DAYS], 1.5, rtol=0.02)
    np.testing.assert_allclose(np.delete(ratio, range(4, 7)), 1.0, rtol=0.02)
    (told,) = forecast.explanation.adjustments
    assert (told.source, told.factor, told.applied, told.event_id) == ("event", 1.5, True, "e-1")
    assert forecast.receipt.parameters["calendar"] == [{"event_id": "e-1", "name": "Fair", "version": 3}]
    assert plain.receipt.parameters["calendar"] == []
    assert plain.receipt.input_hash != forecast.receipt.input_hash
    np.testing.assert_allclose(forecast.layers.without_events, plain.layers.statistical, rtol=0.02)
    assert plain.layers.without_events is None


def test_events_of_a_request_are_in_every_later_forecast_of_that_product():
    world = shop()
    first = world.generate(events=(FAIR,))
    assert world.generate(events=(FAIR,)).demand.mean[5] == first.demand.mean[5]
    (kept,) = world.calendar.kept
    assert (kept.name, kept.product_ids) == ("Fair", frozenset({"SKU-1"}))
    night = nightly(world)
    np.testing.assert_allclose(night.demand.mean[DAYS], first.demand.mean[DAYS], rtol=1e-2)
    assert not world.forecasts.latest("SKU-2").explanation.adjustments


def test_a_question_keeps_neither_events_nor_forecast():
    world = shop()
    answer = world.generate(events=(FAIR,), what_if=True)
    (told,) = answer.explanation.adjustments
    assert (told.factor, told.event_id) == (1.5, None)
    assert not world.calendar.kept
    assert world.forecasts.latest("SKU-1") is None
    with pytest.raises(InvalidForecastRequestError):
        world.job_service.start(Selection(everything=True), ForecastOptions(what_if=True))


def test_events_of_a_job_go_on_the_calendar_for_what_was_asked():
    world = shop()
    job = world.job_service.start(Selection(category="Tea"), ForecastOptions(events=(FAIR,)))
    assert job.event_ids == ("e-1",)
    (kept,) = world.calendar.kept
    assert (kept.category, kept.product_ids) == ("Tea", None)
    assert world.files.get_order(job.job_id).options.events == ()


def test_nothing_is_kept_for_a_product_that_does_not_exist():
    world = shop()
    with pytest.raises(ProductNotFoundError):
        world.generate("NOBODY", events=(FAIR,))
    assert not world.calendar.kept


def test_an_entry_moves_the_products_it_concerns_and_no_others():
    plain = nightly(shop())
    for scope, moved in (
        ({"category": "Coffee"}, True),
        ({"category": "Tea"}, False),
        ({"product_ids": frozenset({"SKU-1"})}, True),
        ({"product_ids": frozenset({"SKU-2"})}, False),
        ({}, True),
    ):
        made = nightly(shop(replace(KEPT, **scope)))
        assert bool(made.demand.mean[5] > 1.2 * plain.demand.mean[5]) is moved, scope
        assert bool(made.receipt.parameters["calendar"]) is moved


def test_entries_of_different_names_multiply_and_of_one_name_the_later_counts():
    plain = asked(shop())
    day = {"start": LAST_DAY + timedelta(days=6), "end": LAST_DAY + timedelta(days=6)}
    both = asked(shop(KEPT, KnownEvent("Rain", **day, expected_change_pct=-20.0)))
    assert both.demand.mean[5] == pytest.approx(1.5 * 0.8 * plain.demand.mean[5], rel=0.02)
    assert both.demand.mean[4] == pytest.approx(1.5 * plain.demand.mean[4], rel=0.02)
    later = asked(shop(KEPT, KnownEvent("FAIR ", **day, expected_change_pct=-20.0)))
    assert later.demand.mean[5] == pytest.approx(0.8 * plain.demand.mean[5], rel=0.02)
    assert later.demand.mean[4] == pytest.approx(1.5 * plain.demand.mean[4], rel=0.02)


def test_closures_sell_nothing_and_were_not_observed():
    closed = KnownEvent(
        "Stocktaking", LAST_DAY + timedelta(days=3), LAST_DAY + timedelta(days=4), kind="closure", event_id="c"
    )
    made, plain = asked(shop(closed)), asked(shop())
    assert (made.demand.mean[2:4] == 0).all()
    assert (made.demand.quantiles[2:4] == 0).all()
    np.testing.assert_allclose(np.delete(made.demand.mean[:14], [2, 3]), np.delete(plain.demand.mean[:14], [2, 3]))
    assert made.demand.cumulative_mean[13] == pytest.approx(
        plain.demand.cumulative_mean[13] - plain.demand.mean[2:4].sum(), rel=1e-3
    )
    (told,) = made.explanation.adjustments
    assert (told.factor, told.event_id) == (0.0, "c")

    sales = weekly_sales()
    sales[-10:] = 0

    def of(*events):
        world = shop(*events)
        world.sell("SKU-1", sales)
        return asked(world).history.suspected_stockout_dates

    week_off = KnownEvent("Holiday", LAST_DAY - timedelta(days=9), LAST_DAY, kind="closure")
    assert len(of()) == 10
    assert not of(week_off)
    world = shop(week_off)
    world.sell("SKU-1", sales)
    assert np.isnan(world.histories.read("SKU-1").quantity[-10:]).all()


def test_a_closure_on_which_something_was_sold_was_none():
    world = shop(KnownEvent("Holiday", LAST_DAY - timedelta(days=9), LAST_DAY, kind="closure"))
    sold = world.sales.sold["SKU-1"].quantity[-10:]
    np.testing.assert_array_equal(world.histories.read("SKU-1").quantity[-10:][sold > 0], sold[sold > 0])


def test_stockouts_are_no_demand():
    sales = weekly_sales()
    sales[-20:] = 0

    def of(*events):
        world = shop(*events)
        world.sell("SKU-1", sales)
        return asked(world).demand.cumulative_mean[27]

    empty = KnownEvent("Empty shelf", LAST_DAY - timedelta(days=19), LAST_DAY, kind="stockout")
    assert of(empty) > 1.5 * of()
    assert of(replace(empty, product_ids=frozenset({"SKU-2"}))) == of()


def priced_shop(elastic: bool, *events: KnownEvent) -> World:
    """A product whose price was halved for five days every four weeks, and whose demand may have followed."""
    world = shop(*events)
    days = 445
    low = np.arange(days) % 28 < 5
    level = np.where(low & elastic, 24.0, 10.0)
    quantity = np.random.default_rng(3).poisson(level).astype(float)
    world.sell("SKU-1", quantity)
    world.sales.sold["SKU-1"] = replace(world.sales.sold["SKU-1"], price=np.where(low, 2.5, 4.99))
    return world


def test_a_planned_price_moves_demand_as_prices_did():
    sale = replace(KEPT, name="Sale", kind="promotion", price=2.5, expected_change_pct=None)
    plain, made = asked(priced_shop(True)), asked(priced_shop(True, sale))
    ratio = made.demand.mean[:14] / plain.demand.mean[:14]
    assert (ratio[DAYS] > 1.7).all()
    np.testing.assert_allclose(np.delete(ratio, range(4, 7)), 1.0, rtol=0.05)
    (told,) = made.explanation.adjustments
    assert told.factor == pytest.approx(ratio[5], rel=0.05)
    assert "price" in told.reason


def test_a_price_that_moved_nothing_before_says_so_and_an_expectation_stands():
    sale = replace(KEPT, name="Sale", kind="promotion", price=2.5, expected_change_pct=None)
    made = asked(priced_shop(False, sale))
    (told,) = made.explanation.adjustments
    if not told.applied:
        assert "Nothing is known" in told.not_applied_because
    assert told.factor == pytest.approx(1.0, abs=0.15)
    unpriced = World(entry("SKU-1"))
    unpriced.sell("SKU-1")
    unpriced.sales.sold["SKU-1"] = replace(
        unpriced.sales.sold["SKU-1"], price=np.full(unpriced.sales.sold["SKU-1"].quantity.size, np.nan)
    )
    plain = unpriced.generate()
    unpriced.calendar.kept.append(replace(sale, expected_change_pct=30.0))
    made = unpriced.generate()
    assert made.demand.mean[5] == pytest.approx(1.3 * plain.demand.mean[5], rel=0.03)


def test_an_entry_of_which_nothing_is_known_is_shown_and_not_applied():
    made, plain = asked(shop(replace(KEPT, expected_change_pct=None))), asked(shop())
    np.testing.assert_allclose(made.demand.mean, plain.demand.mean, rtol=1e-6)
    (told,) = made.explanation.adjustments
    assert (told.applied, told.factor) == (False, 1.0)
    assert "expected_change_pct" in told.not_applied_because


def test_weekly_histories_hold_what_is_expected_and_closures_too():
    world = World(entry("SKU-1"))
    world.sell("SKU-1")
    totals = np.full(420, np.nan)
    totals[6::7] = np.random.default_rng(1).poisson(70, 60)
    world.sell("SKU-1", totals)
    plain = world.generate()
    assert "weekly" in plain.method
    world.calendar.kept += [
        KEPT,
        KnownEvent("Off", LAST_DAY + timedelta(days=9), LAST_DAY + timedelta(days=9), kind="closure"),
    ]
    made = world.generate()
    first = (FAIR.start - made.demand.start).days
    np.testing.assert_allclose(
        made.demand.mean[first : first + 3], 1.5 * plain.demand.mean[first : first + 3], rtol=1e-3
    )
    assert made.demand.mean[(LAST_DAY + timedelta(days=9) - made.demand.start).days] == 0
    assert [each.factor for each in made.explanation.adjustments] == [1.5, 0.0]


def test_past_occasions_teach_the_coming_one_on_its_own_dates():
    sales = weekly_sales(level=20.0)
    at = [len(sales) - 1 - back for back in (330, 150)]
    for day in at:
        sales[day : day + 3] *= 2
    past = [LAST_DAY - timedelta(days=330), LAST_DAY - timedelta(days=150)]
    events = [KnownEvent("Fair", day, day + timedelta(days=2)) for day in past]
    world = shop(*events, replace(KEPT, expected_change_pct=None))
    world.sell("SKU-1", sales)
    (told,) = asked(world).explanation.adjustments
    assert told.factor == pytest.approx(2.0, abs=0.35)
    assert "2 earlier occasions" in told.reason


@pytest.mark.parametrize(("engine", "warned"), [("statistical", True), ("auto", True)])
def test_notes_that_no_model_read_are_answered_with_a_warning(engine, warned):
    world = shop()
    made = world.generate(engine=engine, notes="The road is closed.")
    assert any("notes were not read" in text for text in made.explanation.warnings) is warned
    assert not any("notes" in text for text in world.generate(engine=engine).explanation.warnings)


def test_a_profile_is_learned_anew_when_the_past_of_the_calendar_changes():
    world = shop()
    nightly(world)
    fitted = world.shop.load().profile
    assert not fitted["effects"]["events"]
    world.calendar.kept += [KEPT]
    world.planner.plan_scheduled("nightly", "second", ForecastOptions())
    assert world.shop.load().profile == fitted
    world.calendar.kept += [KnownEvent("Fair", date(2026, 3, 2), date(2026, 3, 4), product_ids=frozenset({"SKU-1"}))]
    world.planner.plan_scheduled("nightly", "third", ForecastOptions())
    assert set(world.shop.load().profile["effects"]["events"]) == {"fair"}
