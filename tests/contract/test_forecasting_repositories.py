"""One suite for forecasting's stores in memory and in DynamoDB and S3."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import boto3
import numpy as np
import pytest

from adapters.dynamodb.forecasting.breaker import DynamoBreakerStore
from adapters.dynamodb.forecasting.forecasts import DynamoForecastRepository
from adapters.dynamodb.forecasting.inputs import DynamoCatalogue, DynamoPricedSales
from adapters.dynamodb.forecasting.jobs import DynamoJobRepository
from adapters.dynamodb.forecasting.ledger import DynamoLedger
from adapters.dynamodb.forecasting.overrides import DynamoOverrideRepository
from adapters.dynamodb.forecasting.shop import DynamoShopMemory
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.table import Table
from adapters.s3.forecast_jobs import S3JobFiles
from domain.forecasting.engine.profile import codec
from domain.forecasting.engine.profile.model import ShopProfile
from domain.forecasting.errors import JobNotFoundError, OverrideNotFoundError
from domain.forecasting.models.accuracy import OpenProposal, TrackRecord
from domain.forecasting.models.catalogue import ShopState
from domain.forecasting.models.job import BatchResult, ForecastJob, JobBatch, JobOrder, ProductFailure, StockException
from domain.forecasting.models.known_days import KnownEvent
from domain.forecasting.models.override import Override
from domain.forecasting.models.request import ForecastOptions, Selection
from domain.products.models import ProductStatus
from domain.shared.errors import ProductNotFoundError
from domain.shared.paging import Page
from testing.fakes.advice import FakeBreakerStore, FakeLedger
from testing.fakes.forecasting import (
    FakeCatalogue,
    FakeForecastRepository,
    FakeOverrideRepository,
    FakePricedSales,
    FakeShopMemory,
)
from testing.fakes.jobs import FakeJobFiles, FakeJobRepository
from testing.fakes.system import FakeClock
from testing.forecasting_world import World, entry, priced_sales
from tests.support.forecasting import put_product, put_sales

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
IDS = ("SKU-1", "SKU-2")


@dataclass
class Stores:
    """Every store, on one side."""

    catalogue: Any
    sales: Any
    forecasts: Any
    overrides: Any
    shop: Any
    ledger: Any
    breaker: Any
    jobs: Any
    files: Any
    remove_product: Any


def in_memory() -> Stores:
    catalogue = FakeCatalogue(*map(entry, IDS), entry("OLD", active=False), entry("TEA", category="Tea"))
    return Stores(
        catalogue,
        FakePricedSales({"SKU-1": priced_sales([1, np.nan, 3])}),
        FakeForecastRepository(catalogue),
        FakeOverrideRepository(catalogue),
        FakeShopMemory(),
        FakeLedger(catalogue),
        FakeBreakerStore(),
        FakeJobRepository(),
        FakeJobFiles(),
        catalogue.kept.pop,
    )


def in_aws(environment: dict[str, str]) -> Stores:
    client = boto3.client("dynamodb")
    for product_id in IDS:
        put_product(environment, client, product_id)
    put_product(environment, client, "OLD", status=ProductStatus.DISCONTINUED)
    put_product(environment, client, "TEA", category="Tea")
    put_sales(environment, client, "SKU-1", [1, np.nan, 3])
    products = DynamoProductRepository(Table(client, environment["PRODUCTS_TABLE"]))
    table = Table(client, environment["FORECASTS_TABLE"])
    return Stores(
        DynamoCatalogue(products),
        DynamoPricedSales(SalesHistoryReader(Table(client, environment["SALES_TABLE"]))),
        DynamoForecastRepository(table, environment["PRODUCTS_TABLE"]),
        DynamoOverrideRepository(table, environment["PRODUCTS_TABLE"]),
        DynamoShopMemory(table),
        DynamoLedger(table, environment["PRODUCTS_TABLE"]),
        DynamoBreakerStore(table),
        DynamoJobRepository(table, FakeClock(NOW)),
        S3JobFiles(boto3.client("s3"), environment["DATA_BUCKET"]),
        lambda product_id: products.begin_removal(product_id, None, "r1"),
    )


@pytest.fixture(params=["fake", "aws"])
def stores(request) -> Stores:
    return in_memory() if request.param == "fake" else in_aws(request.getfixturevalue("aws"))


def store(stores, *forecasts, **changes):
    """Keep forecasts of products as they are, or as they would be with changes."""
    products = {made.product_id: entry(made.product_id, **changes) for made in forecasts}
    return stores.forecasts.store(forecasts, products)


def forecast(product_id="SKU-1", hours=0, **changes):
    """Return a real forecast of a product, made some hours after the others."""
    shop = World(entry(product_id))
    shop.sell(product_id)
    return shop.generate(product_id, horizon_days=14).renewed(f"run-{hours}", NOW + timedelta(hours=hours), **changes)


def test_the_catalogue_tells_what_forecasting_needs(stores):
    assert stores.catalogue.get_many(["SKU-1", "NOBODY"]) == {"SKU-1": entry("SKU-1")}
    assert not stores.catalogue.get_many(["OLD"])["OLD"].active
    assert list(stores.catalogue.active_ids()) == ["SKU-1", "SKU-2", "TEA"]
    assert list(stores.catalogue.active_ids("Tea")) == ["TEA"]


def test_ids_of_products_come_in_pages(stores):
    first = stores.catalogue.page_of_ids(None, 2, None)
    rest = stores.catalogue.page_of_ids(None, 2, first.next_position)
    assert (*first.items, *rest.items) == ("OLD", "SKU-1", "SKU-2", "TEA")
    assert rest.next_position is None
    assert stores.catalogue.page_of_ids("Tea", 1, None) == Page(("TEA",))


def test_sales_come_as_days(stores):
    (sold,) = stores.sales.read_many(["SKU-1", "SKU-2"]).values()
    assert sold.start == date(2026, 11, 17)
    assert np.array_equal(sold.quantity, [1, np.nan, 3], equal_nan=True)
    assert sold.price[0] == 4.99


def test_a_forecast_comes_back_as_it_was_made(stores):
    made = forecast()
    assert store(stores, made) == set()
    read = stores.forecasts.latest("SKU-1")
    for name in ("mean", "quantiles", "cumulative_mean", "cumulative"):
        assert np.array_equal(getattr(read.demand, name), getattr(made.demand, name)), name
    assert (read.explanation, read.receipt, read.history) == (made.explanation, made.receipt, made.history)
    assert (read.run_id, read.generated_at, read.model_accuracy) == (made.run_id, NOW, made.model_accuracy)
    assert read.evidence.named() == made.evidence.named()
    assert read.backtest.skill_vs_naive == made.backtest.skill_vs_naive
    assert read.backtest.points.dates == made.backtest.points.dates
    assert read.before_overrides is read.demand
    assert set(stores.forecasts.latest_many(IDS)) == {"SKU-1"}
    assert stores.forecasts.latest("SKU-2") is None


def test_past_forecasts_stay_as_they_were_latest_first(stores):
    first, second = forecast(), forecast(hours=24)
    for made in (first, second):
        store(stores, made)
    late, early = stores.forecasts.vintages("SKU-1", 10)
    assert (late.run_id, early.run_id) == ("run-24", "run-0")
    assert np.allclose(early.layers.naive, first.layers.naive)
    assert np.allclose(early.quantiles, first.demand.quantiles[:14])
    assert early.layers.bedrock is None
    assert len(stores.forecasts.vintages("SKU-1", 1)) == 1
    assert stores.forecasts.vintage("SKU-1", NOW, "run-0").run_id == "run-0"
    assert np.allclose(stores.forecasts.run("SKU-1", "run-0").quantiles, early.quantiles)
    assert stores.forecasts.run("SKU-1", "run-9") is None
    assert stores.forecasts.run("SKU-2", "run-0") is None


def test_past_forecasts_come_in_pages(stores):
    for hours in range(5):
        store(stores, forecast(hours=hours))
    for limit in (1, 2, 4, 5, 9):
        found, after = [], None
        while True:
            page = stores.forecasts.runs("SKU-1", limit, after)
            assert 1 <= len(page.items) <= limit
            found += [run.run_id for run in page.items]
            if (after := page.next_position) is None:
                break
        assert found == ["run-4", "run-3", "run-2", "run-1", "run-0"]
    assert stores.forecasts.runs("SKU-2", 5, None) == Page(())
    assert stores.forecasts.vintage("SKU-1", NOW, "run-9") is None


def test_an_older_forecast_never_replaces_a_newer_one(stores):
    store(stores, forecast(hours=2))
    assert store(stores, forecast(hours=1)) == set()
    assert stores.forecasts.latest("SKU-1").run_id == "run-2"
    assert len(stores.forecasts.vintages("SKU-1", 9)) == 2


def test_forecasts_of_products_that_are_gone_are_not_kept(stores):
    stores.remove_product("SKU-2")
    assert store(stores, forecast("SKU-1"), forecast("SKU-2")) == {"SKU-2"}
    assert set(stores.forecasts.latest_many(IDS)) == {"SKU-1"}
    assert stores.forecasts.vintages("SKU-2", 9) == []


LATER = {"created_at": NOW + timedelta(days=1)}


def test_what_is_of_an_earlier_product_of_the_same_id_is_not_kept(stores):
    """Each product that was looked at is another one than the one that is there."""
    assert store(stores, forecast(), **LATER) == {"SKU-1"}
    assert (stores.forecasts.latest("SKU-1"), stores.forecasts.vintages("SKU-1", 9)) == (None, [])
    with pytest.raises(ProductNotFoundError):
        stores.overrides.add(override(), entry(**LATER))
    assert stores.overrides.of_product("SKU-1") == ()
    day = date(2026, 11, 20)
    stores.ledger.open(OpenProposal("bedrock", "SKU-1", NOW, "run-0", day, LATER["created_at"]))
    assert stores.ledger.due("bedrock", day, 9) == []
    mine = OpenProposal("bedrock", "SKU-1", NOW, "run-1", day, NOW)
    stores.ledger.open(mine)
    assert stores.ledger.due("bedrock", day, 9) == [mine]
    stores.ledger.settle(replace(mine, product_created_at=LATER["created_at"]), TrackRecord("bedrock", 1, 1, 1, 1))
    assert (stores.ledger.record("bedrock"), stores.ledger.record("bedrock", "SKU-1")) == (TrackRecord("bedrock"),) * 2


def override(override_id="id-1", product_id="SKU-1", **changes) -> Override:
    return Override(
        **{
            "override_id": override_id,
            "product_id": product_id,
            "start": date(2026, 12, 1),
            "end": date(2026, 12, 3),
            "factor": 1.25,
            "reason": "Market »day«",
            "author": "Ada",
            "created_at": NOW,
            "expires_on": date(2027, 1, 1),
        }
        | changes
    )


def test_overrides_are_kept_in_order_and_removed(stores):
    first, second = override(), override("id-2", factor=None, quantity=1e9, expires_on=None)
    stores.overrides.add(second, entry())
    stores.overrides.add(first, entry())
    stores.overrides.add(override("id-3", "SKU-2"), entry("SKU-2"))
    assert stores.overrides.of_product("SKU-1") == (first, second)
    assert set(stores.overrides.of_many(["SKU-1", "SKU-2", "TEA"])) == {"SKU-1", "SKU-2"}
    stores.overrides.remove("SKU-2", "id-3")
    assert set(stores.overrides.of_many(["SKU-1", "SKU-2"])) == {"SKU-1"}
    with pytest.raises(OverrideNotFoundError):
        stores.overrides.remove("SKU-2", "id-3")
    stores.remove_product("TEA")
    with pytest.raises(ProductNotFoundError):
        stores.overrides.add(override(product_id="TEA"), entry("TEA"))


def test_the_shop_is_remembered(stores):
    assert stores.shop.load() == ShopState()
    stores.shop.note_last_date(date(2026, 11, 10))
    stores.shop.note_last_date(date(2026, 11, 9))
    assert stores.shop.load().last_date == date(2026, 11, 10)
    profile = codec.encode(ShopProfile(launch_curves={"Coffee": np.arange(25.0)}))
    stores.shop.save_profile(profile, date(2026, 11, 11))
    stores.shop.note_last_date(date(2026, 11, 12))
    state = stores.shop.load()
    assert (state.last_date, state.fitted_on) == (date(2026, 11, 12), date(2026, 11, 11))
    assert codec.decode(state.profile).launch_curves["Coffee"].tolist() == list(range(25))
    stores.shop.save_profile(codec.encode(ShopProfile()), date(2026, 11, 11))
    assert not codec.decode(stores.shop.load().profile).launch_curves


def test_the_ledger_counts_each_proposal_once(stores):
    proposals = [
        OpenProposal("bedrock", "SKU-1", NOW, f"run-{day}", date(2026, 11, 20) + timedelta(days=day))
        for day in range(3)
    ]
    for proposal in reversed(proposals):
        stores.ledger.open(proposal)
    assert stores.ledger.due("bedrock", date(2026, 11, 21), 9) == proposals[:2]
    assert stores.ledger.due("bedrock", date(2026, 11, 21), 1) == proposals[:1]
    assert stores.ledger.record("bedrock") == TrackRecord("bedrock")
    record = TrackRecord("bedrock", 1, 10.5, 8.0, 40.0)
    for _ in range(2):
        stores.ledger.settle(proposals[0], record)
    stores.ledger.settle(proposals[1], record)
    stores.ledger.settle(proposals[2], None)
    assert stores.ledger.record("bedrock") == TrackRecord("bedrock", 2, 21.0, 16.0, 80.0)
    assert stores.ledger.record("bedrock", "SKU-1").value_added == 5.0
    assert stores.ledger.record("bedrock", "SKU-2").proposals == 0
    assert stores.ledger.due("bedrock", date(2027, 1, 1), 9) == []


def test_the_pause_of_a_failing_model_is_shared(stores):
    assert stores.breaker.open_until() is None
    stores.breaker.open(NOW)
    assert stores.breaker.open_until() == NOW


JOB = ForecastJob(job_id="job-1", status="queued", trigger="api", created_at=NOW, products=5)
FAILED = ProductFailure("SKU-9", "no-history", "Nothing.")


def test_a_job_counts_each_batch_once_and_closes_once(stores):
    assert stores.jobs.add(JOB)
    assert not stores.jobs.add(JOB)
    assert stores.jobs.get("job-1") == JOB
    stores.jobs.plan("job-1", 5, 2)
    first = BatchResult("job-1", 0, 2, (FAILED,), (StockException("SKU-1", "stale_data", "Old."),), 1)
    assert stores.jobs.result("job-1", 0) is None
    for _ in range(2):
        stores.jobs.record(first)
    assert stores.jobs.result("job-1", 0) == first
    running = stores.jobs.get("job-1")
    assert (running.status, running.batches, running.done, running.failed) == ("running", 2, 2, 1)
    assert running.errors == (FAILED,)
    assert running.progress == 0.6
    second = BatchResult("job-1", 1, 2)
    stores.jobs.record(second)
    assert list(stores.jobs.results("job-1")) == [first, second]
    closed = replace(
        stores.jobs.get("job-1"),
        status="completed_with_errors",
        finished_at=NOW + timedelta(seconds=5),
        errors=(FAILED,),
    )
    stores.jobs.finish(closed)
    stores.jobs.finish(replace(closed, status="failed"))
    stores.jobs.plan("job-1", 9, 9)
    assert stores.jobs.get("job-1") == closed
    with pytest.raises(JobNotFoundError):
        stores.jobs.get("job-2")


def test_a_job_is_counted_when_it_is_planned(stores):
    uncounted = replace(JOB, products=None)
    stores.jobs.add(uncounted)
    assert stores.jobs.get("job-1") == uncounted
    stores.jobs.plan("job-1", 5, 2)
    assert stores.jobs.get("job-1") == replace(JOB, status="running", batches=2)


def test_orders_and_batches_come_back(stores):
    options = ForecastOptions(
        horizon_days=30,
        confidence_level=0.9,
        engine="bedrock",
        events=(KnownEvent("Fair »1«", date(2026, 12, 1), date(2026, 12, 2), -30.5),),
        notes="Line\nbreak",
    )
    for selection in (Selection(product_ids=IDS), Selection(category="Tea"), Selection(everything=True)):
        order = JobOrder("job-1", "weekly", selection, options)
        stores.files.put_order(order)
        assert stores.files.get_order("job-1") == order
    batches = [JobBatch("job-1", n, (f"SKU-{n}",), options, "weekly") for n in range(2)]
    assert stores.files.put_batches("job-1", iter(batches)) == "jobs/job-1/batches.jsonl"
    assert list(stores.files.get_batches("job-1")) == batches
    with pytest.raises(JobNotFoundError):
        stores.files.get_order("job-2")
