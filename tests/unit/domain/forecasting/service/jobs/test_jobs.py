"""Jobs: planned, worked off batch by batch, closed; safe to repeat at every step."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from domain.forecasting.errors import JobNotFoundError, NoProductsError
from domain.forecasting.models.request import ForecastOptions, Selection
from domain.forecasting.service.jobs import planner
from domain.shared.errors import UnavailableError
from testing.fakes.forecasting import FakeCatalogue
from testing.forecasting_world import LAST_DAY, World, entry, weekly_sales

OPTIONS = ForecastOptions(horizon_days=14, engine="statistical")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(planner, "BATCH_SIZE", 3)


def shop_of(products: int = 7, **changes) -> World:
    """Return a shop whose every product sells."""
    shop = World(*(entry(f"SKU-{n}", **changes) for n in range(products)))
    for n in range(products):
        shop.sell(f"SKU-{n}", weekly_sales(120, seed=n))
    return shop


def run(shop: World, job_id: str) -> None:
    """Do what the state machine does."""
    plan = shop.planner.plan_requested(job_id)
    for batch in shop.files.get_batches(plan.job_id):
        shop.worker.work(batch)


def test_a_job_forecasts_every_active_product():
    shop = shop_of()
    shop.catalogue.kept["GONE"] = entry("GONE", active=False)
    job = shop.job_service.start(Selection(everything=True), OPTIONS)
    assert (job.products, job.status, shop.runner.started) == (None, "queued", [job.job_id])
    assert shop.job_service.get(job.job_id).progress == 0
    run(shop, job.job_id)
    half = shop.job_service.get(job.job_id)
    assert (half.products, half.status, half.done, half.progress) == (7, "running", 7, 1.0)
    done = shop.finisher.finish(job.job_id)
    assert (done.status, done.done, done.failed) == ("completed", 7, 0)
    assert set(shop.forecasts.newest) == {f"SKU-{n}" for n in range(7)}
    assert shop.forecasts.latest("SKU-3").horizon_days == 14
    assert shop.shop.load().profile is not None


class OnceReadable(FakeCatalogue):
    """A catalogue that tells how many ids were read of it."""

    def __init__(self, entries):
        super().__init__()
        self.kept = entries
        self.read = 0

    def active_ids(self, category=None):
        for product_id in super().active_ids(category):
            self.read += 1
            yield product_id


def test_a_job_starts_without_counting_and_is_planned_in_one_pass():
    shop = shop_of()
    catalogue = OnceReadable(shop.catalogue.kept)
    for part in (shop.job_service, shop.planner, shop.planner._profiles):
        part._catalogue = catalogue
    for selection in (Selection(everything=True), Selection(category="Coffee")):
        shop.job_service.start(selection, OPTIONS)
        assert catalogue.read == 1
        catalogue.read = 0
    shop.planner.plan_scheduled("weekly", "run-1", OPTIONS)
    assert catalogue.read == 7
    named = shop.job_service.start(Selection(product_ids=("SKU-1", "SKU-2")), OPTIONS)
    assert named.products == 2


def test_batches_hold_a_few_products_each_and_fewer_with_a_model():
    shop = shop_of()
    job = shop.job_service.start(Selection(category="Coffee"), OPTIONS)
    assert shop.planner.plan_requested(job.job_id).batches == 3
    asked = shop.job_service.start(Selection(category="Coffee"), ForecastOptions(engine="bedrock"))
    shop.planner.plan_requested(asked.job_id)
    sizes = [len(batch.product_ids) for batch in shop.files.get_batches(asked.job_id)]
    assert max(sizes) <= planner.BATCH_SIZE_WITH_MODEL


def test_a_job_asks_the_model_only_when_that_is_said():
    shop = shop_of(2)
    for engine, asked in (("auto", "statistical"), ("bedrock", "bedrock")):
        job = shop.job_service.start(Selection(everything=True), ForecastOptions(engine=engine, notes="A fair."))
        shop.planner.plan_requested(job.job_id)
        assert {batch.options.engine for batch in shop.files.get_batches(job.job_id)} == {asked}


def test_products_that_cannot_be_forecast_are_reported_and_fail_nobody_else():
    shop = shop_of(3)
    shop.catalogue.kept["EMPTY"] = entry("EMPTY", category="Tea")
    selection = Selection(product_ids=("SKU-0", "EMPTY", "SKU-1", "NOBODY", "SKU-2"))
    job = shop.job_service.start(selection, OPTIONS)
    run(shop, job.job_id)
    running = shop.job_service.get(job.job_id)
    assert {error.product_id: error.code for error in running.errors} == {
        "EMPTY": "no-history",
        "NOBODY": "product-not-found",
    }
    done = shop.finisher.finish(job.job_id)
    assert (done.status, done.done, done.failed) == ("completed_with_errors", 3, 2)


def test_a_job_whose_products_all_lack_history_is_completed_with_errors():
    shop = shop_of(0)
    shop.catalogue.kept["EMPTY"] = entry("EMPTY", category="Tea")
    job = shop.job_service.start(Selection(product_ids=("EMPTY", "NOBODY")), OPTIONS)
    run(shop, job.job_id)
    done = shop.finisher.finish(job.job_id)
    assert (done.status, done.done, done.failed) == ("completed_with_errors", 0, 2)


def test_a_job_that_fails_for_every_product_on_our_side_failed(monkeypatch):
    shop = shop_of(2)
    shop.catalogue.kept["EMPTY"] = entry("EMPTY", category="Tea")
    original = shop.forecaster.forecast

    def fragile(product_ids, *rest):
        if {"SKU-0", "SKU-1"} & set(product_ids):
            raise ZeroDivisionError
        return original(product_ids, *rest)

    monkeypatch.setattr(shop.forecaster, "forecast", fragile)
    job = shop.job_service.start(Selection(everything=True), OPTIONS)
    run(shop, job.job_id)
    done = shop.finisher.finish(job.job_id)
    assert (done.status, done.done, done.failed) == ("failed", 0, 3)


def test_odd_data_of_one_product_costs_the_others_nothing(monkeypatch):
    shop = shop_of(3)
    original = shop.forecaster.forecast

    def fragile(product_ids, *rest):
        if "SKU-1" in product_ids:
            raise ZeroDivisionError
        return original(product_ids, *rest)

    monkeypatch.setattr(shop.forecaster, "forecast", fragile)
    job = shop.job_service.start(Selection(everything=True), OPTIONS)
    run(shop, job.job_id)
    done = shop.finisher.finish(job.job_id)
    assert (done.done, done.failed) == (2, 1)
    assert [(error.product_id, error.code) for error in done.errors] == [("SKU-1", "internal")]
    assert "ZeroDivisionError" in done.errors[0].detail


def test_an_outage_fails_the_batch_so_that_it_is_tried_again():
    shop = shop_of(2)
    job = shop.job_service.start(Selection(everything=True), OPTIONS)
    shop.planner.plan_requested(job.job_id)
    (batch,) = shop.files.get_batches(job.job_id)
    shop.sales.failure = UnavailableError("busy")
    with pytest.raises(UnavailableError):
        shop.worker.work(batch)
    assert shop.jobs.result(job.job_id, 0) is None
    shop.sales.failure = None
    assert shop.worker.work(batch).done == 2


def test_every_step_may_be_repeated():
    shop = shop_of()
    job = shop.job_service.start(Selection(everything=True), OPTIONS)
    run(shop, job.job_id)
    made = dict(shop.forecasts.newest)
    run(shop, job.job_id)
    assert shop.forecasts.newest == made
    first, again = shop.finisher.finish(job.job_id), shop.finisher.finish(job.job_id)
    assert first == again
    assert (again.done, again.failed) == (7, 0)
    run(shop, job.job_id)
    assert shop.job_service.get(job.job_id).status == "completed"


def test_batches_that_never_came_through_are_reported_product_by_product():
    shop = shop_of()
    job = shop.job_service.start(Selection(everything=True), OPTIONS)
    shop.planner.plan_requested(job.job_id)
    first, *_ = shop.files.get_batches(job.job_id)
    shop.worker.work(first)
    done = shop.finisher.finish(job.job_id, "States.TaskFailed")
    assert (done.status, done.done, done.failed) == ("completed_with_errors", 3, 4)
    assert {error.code for error in done.errors} == {"batch-failed"}


def test_a_job_that_could_not_be_planned_failed():
    shop = shop_of()
    job = shop.job_service.start(Selection(everything=True), OPTIONS)
    done = shop.finisher.finish(job.job_id, "Lambda.Timeout")
    assert (done.status, done.done, done.progress) == ("failed", 0, 1.0)
    assert (done.products, done.failed) == (None, 0), "nobody has counted them"
    named = shop.job_service.start(Selection(product_ids=("SKU-1", "SKU-2")), OPTIONS)
    assert shop.finisher.finish(named.job_id, "Lambda.Timeout").failed == 2


def test_empty_selections_and_unknown_jobs_are_refused():
    shop = World(entry(active=False))
    with pytest.raises(NoProductsError):
        shop.job_service.start(Selection(everything=True), OPTIONS)
    with pytest.raises(NoProductsError, match="Tea"):
        shop.job_service.start(Selection(category="Tea"), OPTIONS)
    for call in (shop.job_service.get, shop.planner.plan_requested, shop.finisher.finish):
        with pytest.raises(JobNotFoundError):
            call("nobody")


def test_a_schedule_makes_one_job_a_run_and_keeps_the_horizon_last_asked_for():
    shop = shop_of(2)
    shop.generate("SKU-0", horizon_days=90)
    shop.clock.advance(hours=10)
    plan = shop.planner.plan_scheduled("nightly", "run-1", ForecastOptions(engine="statistical"))
    assert shop.planner.plan_scheduled("nightly", "run-1", ForecastOptions()).job_id == plan.job_id
    for batch in shop.files.get_batches(plan.job_id):
        shop.worker.work(batch)
    done = shop.finisher.finish(plan.job_id)
    assert (done.trigger, done.products, done.status) == ("nightly", 2, "completed")
    assert shop.forecasts.latest("SKU-0").horizon_days == 90
    assert shop.forecasts.latest("SKU-1").horizon_days == 28

    shop.clock.advance(days=1)
    long = shop.planner.plan_scheduled("weekly", "run-2", ForecastOptions(horizon_days=60))
    later = shop.planner.plan_scheduled("nightly", "run-3", ForecastOptions())
    for plan in (long, later):
        for batch in shop.files.get_batches(plan.job_id):
            shop.worker.work(batch)
    assert shop.forecasts.latest("SKU-0").horizon_days == 90
    assert shop.forecasts.latest("SKU-1").horizon_days == 28


def test_common_patterns_are_fitted_weekly():
    shop = shop_of(4)
    shop.planner.plan_scheduled("nightly", "1", OPTIONS)
    first = shop.shop.load()
    assert (first.fitted_on, first.last_date) == (shop.clock.now().date(), LAST_DAY)
    shop.clock.advance(days=1)
    shop.planner.plan_scheduled("nightly", "2", OPTIONS)
    assert shop.shop.load().fitted_on == first.fitted_on
    shop.planner.plan_scheduled("weekly", "3", OPTIONS)
    assert shop.shop.load().fitted_on == shop.clock.now().date()
    shop.clock.advance(days=7)
    shop.planner.plan_scheduled("nightly", "4", OPTIONS)
    assert shop.shop.load().fitted_on == shop.clock.now().date()


@pytest.mark.parametrize(("products", "learns"), [(5, False), (12, True)])
def test_common_patterns_are_fitted_anew_when_the_shop_has_outgrown_them(products, learns):
    shop = shop_of(4)
    shop.planner.plan_scheduled("nightly", "1", OPTIONS)
    first = shop.shop.load()
    for number in range(4, products):
        shop.catalogue.kept[f"SKU-{number}"] = entry(f"SKU-{number}")
        shop.sell(f"SKU-{number}", weekly_sales(300))
    shop.clock.advance(days=1)
    shop.planner.plan_scheduled("nightly", "2", OPTIONS)
    assert (shop.shop.load().fitted_on != first.fitted_on) is learns


def test_people_are_told_what_to_look_at():
    shop = shop_of(3, lead_time_days=5, on_hand=500.0)
    shop.catalogue.kept["SKU-1"] = entry("SKU-1", lead_time_days=5, on_hand=12.0, on_order=3.0)
    shop.sell("SKU-2", weekly_sales(300), end=LAST_DAY - timedelta(days=20))
    plan = shop.planner.plan_scheduled("nightly", "1", OPTIONS)
    for batch in shop.files.get_batches(plan.job_id):
        shop.worker.work(batch)
    shop.finisher.finish(plan.job_id)
    ((job, exceptions, total),) = shop.notice.sent
    assert job.job_id == plan.job_id
    assert {(one.product_id, one.kind) for one in exceptions} >= {("SKU-1", "stockout_within_lead_time")}
    assert not any(one.product_id == "SKU-0" for one in exceptions)
    assert total == len(exceptions)
    assert "15 in stock and on order" in next(one.detail for one in exceptions if one.product_id == "SKU-1")
    shop.finisher.finish(plan.job_id)
    assert len(shop.notice.sent) == 1


def test_lost_accuracy_is_an_exception():
    shop = shop_of(1)
    shop.sell("SKU-0", np.tile([4.0, 4, 4, 4, 4, 9, 1], 30))
    shop.generate("SKU-0")
    shop.sell_on("SKU-0", np.random.default_rng(3).integers(0, 60, 60).astype(float))
    job = shop.job_service.start(Selection(everything=True), OPTIONS)
    run(shop, job.job_id)
    shop.finisher.finish(job.job_id)
    assert "accuracy_lost" in {one.kind for _, exceptions, _ in shop.notice.sent for one in exceptions}


def test_a_product_deleted_meanwhile_is_a_failure_of_its_own():
    shop = shop_of(2)
    job = shop.job_service.start(Selection(everything=True), OPTIONS)
    shop.planner.plan_requested(job.job_id)
    (batch,) = shop.files.get_batches(job.job_id)
    shop.forecasts.store = lambda forecasts, _: {forecasts[0].product_id}
    result = shop.worker.work(batch)
    assert (result.done, [failure.code for failure in result.failures]) == (1, ["product-not-found"])
