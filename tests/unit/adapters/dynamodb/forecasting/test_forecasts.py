"""What the forecasts table holds beside the latest forecast, and what happens when writers and removals race."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import boto3
import numpy as np
import pytest

from adapters.dynamodb.forecasting.forecasts import DynamoForecastRepository, read_latest_many
from adapters.dynamodb.forecasting.items import to_forecast
from adapters.dynamodb.forecasting.latest import LATEST
from adapters.dynamodb.forecasting.shop import DynamoShopMemory
from adapters.dynamodb.packing import LAYOUT
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.products.traces import DynamoTraces, forecast_items
from adapters.dynamodb.replenishment.inputs import DynamoDemandForecasts
from adapters.dynamodb.stored_forms import UnknownFormError
from adapters.dynamodb.table import Table
from testing.forecasting_world import LAST_DAY, World, entry
from testing.products import product
from tests.support.forecasting import put_product

DATA = Path(__file__).parents[4] / "data" / "forecasts"
NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


@pytest.fixture
def client(aws):
    return boto3.client("dynamodb")


@pytest.fixture
def table(aws, client):
    return Table(client, aws["FORECASTS_TABLE"], sleep=lambda _: None)


@pytest.fixture
def repository(aws, client, table):
    put_product(aws, client, "SKU-1")
    return DynamoForecastRepository(table, aws["PRODUCTS_TABLE"])


def forecast(product_id="SKU-1", days=14, start_later=0, hours=0):
    shop = World(entry(product_id))
    shop.sell(product_id, end=LAST_DAY + timedelta(days=start_later))
    shop.clock.advance(days=start_later)
    return shop.generate(product_id, horizon_days=days).renewed(f"run-{hours}", NOW + timedelta(hours=hours))


def store(repository, *forecasts):
    return repository.store(forecasts, {made.product_id: entry(made.product_id) for made in forecasts})


def kinds(table, product_id="SKU-1"):
    return [item["SK"].split("#")[0] for item in table.query(f"FORECAST#{product_id}")]


def test_each_day_is_an_item_as_the_tables_design_says(repository, table):
    made = forecast()
    store(repository, made)
    item = table.get(("FORECAST#SKU-1", f"DATE#{made.demand.start}"))
    assert item.keys() == {
        "PK",
        "SK",
        "product_id",
        "forecast_date",
        "predicted_demand",
        "confidence_interval",
        "model_accuracy",
        "created_at",
        "run_id",
    }
    assert float(item["predicted_demand"]) == pytest.approx(made.demand.mean[0], abs=0.001)
    assert item["confidence_interval"]["level"] == Decimal("0.8")
    assert item["confidence_interval"]["lower"] <= item["predicted_demand"] <= item["confidence_interval"]["upper"]
    assert item["run_id"] == made.run_id


def test_days_of_the_forecast_before_do_not_linger(repository, table):
    store(repository, forecast(days=20))
    later = forecast(days=7, start_later=3, hours=24)
    store(repository, later)
    days = [item["forecast_date"] for item in table.query("FORECAST#SKU-1", prefix="DATE#")]
    assert days == [str(later.demand.start + timedelta(days=day)) for day in range(7)]
    assert kinds(table).count("RUN") == 2


def test_without_day_rows_those_of_earlier_forecasts_go_and_none_come(aws, repository, table):
    without = DynamoForecastRepository(table, aws["PRODUCTS_TABLE"], day_rows=False)
    store(repository, forecast(days=20))
    made = forecast(hours=1)
    for each in (made, forecast(hours=2)):
        store(without, each)
        assert kinds(table).count("DATE") == 0
        assert without.latest("SKU-1").run_id == each.run_id
    assert kinds(table).count("RUN") == 3
    store(repository, forecast(days=7, hours=3))
    assert kinds(table).count("DATE") == 7


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_writer_without_day_rows_that_is_killed_leaves_its_successor_to_clear_up(aws, repository, table, moment):
    without = DynamoForecastRepository(table, aws["PRODUCTS_TABLE"], day_rows=False)
    store(repository, forecast(days=20))
    keep = without._keep

    def killed(*arguments):
        if moment == "after":
            keep(*arguments)
        raise KeyboardInterrupt

    without._keep = killed
    with pytest.raises(KeyboardInterrupt):
        store(without, forecast(hours=1))
    without._keep = keep
    store(without, forecast(hours=2))
    assert kinds(table).count("DATE") == 0


def test_days_that_another_writer_keeps_while_they_are_cleared_go_too(aws, repository, table):
    without = DynamoForecastRepository(table, aws["PRODUCTS_TABLE"], day_rows=False)
    store(repository, forecast(days=20))
    keep = without._keep

    def overtaken(*arguments):
        store(repository, forecast(days=9, hours=1))
        return keep(*arguments)

    without._keep = overtaken
    store(without, forecast(hours=2))
    assert kinds(table).count("DATE") == 0
    without._keep = keep
    store(without, forecast(hours=3))
    without._keep = overtaken
    store(without, forecast(hours=0))
    assert without.latest("SKU-1").run_id == "run-3", "what is older is kept as a past one"


def test_vintages_expire_after_they_had_time_to_be_scored(repository, table):
    store(repository, forecast())
    (run,) = table.query("FORECAST#SKU-1", prefix="RUN#")
    kept = datetime.fromtimestamp(int(run["expires_at"]), UTC) - NOW
    assert timedelta(days=400) < kept < timedelta(days=500)


def test_a_latest_forecast_that_another_version_packed_is_as_if_it_were_not_there(repository, table):
    made = forecast()
    store(repository, made)
    for item in list(table.query("FORECAST#SKU-1")):
        if "document" in item:
            table.put(item | {"document": bytes([LAYOUT + 1]) + bytes(item["document"])[1:]})
    assert repository.latest("SKU-1") is None
    assert repository.latest_many(["SKU-1"]) == {}
    with pytest.raises(UnknownFormError):
        repository.vintages("SKU-1", 10)
    with pytest.raises(UnknownFormError):
        repository.vintage("SKU-1", made.generated_at, made.run_id)
    assert DynamoDemandForecasts(table).read_many(["SKU-1"]) == {}

    again = forecast(hours=1)
    assert store(repository, again) == set()
    assert repository.latest("SKU-1").run_id == again.run_id
    assert set(DynamoDemandForecasts(table).read_many(["SKU-1"])) == {"SKU-1"}


def test_a_shop_profile_of_another_version_is_fitted_again(table):
    memory = DynamoShopMemory(table)
    memory.note_last_date(LAST_DAY)
    memory.save_profile({"weights": np.ones(3)}, LAST_DAY)
    assert memory.load().profile is not None
    item = table.get(("SHOP", "PROFILE"))
    table.put(item | {"document": b"x", "fitted_at": "another"})
    found = memory.load()
    assert (found.last_date, found.profile) == (LAST_DAY, None)


@pytest.mark.parametrize("version", range(4, LATEST.version + 1))
def test_what_was_kept_in_this_form_is_still_read(version):
    kept = DATA / f"form-{version}.txt"
    assert kept.exists(), "a new form: keep an example of it here"
    read = to_forecast({"PK": "", "SK": "", "document": base64.b64decode(kept.read_text(encoding="ascii"))})
    assert (read.product_id, read.horizon_days, read.layers.override is None) == ("SKU-1", 14, False)
    assert read.before_overrides is not read.demand
    assert np.isfinite(read.demand.cumulative).all()
    assert 0 < read.model_accuracy < 1
    assert read.explanation.summary
    assert read.history.suspected_stockout_dates == ()
    assert len(read.history.unusual_days) == (version >= 6)
    assert (read.history.stopped_probability, read.history.borrowed) == (0.0, False)


def test_many_forecasts_are_kept_at_once(aws, client, repository, table, monkeypatch):
    monkeypatch.setattr("adapters.dynamodb.forecasting.forecasts._THREADS", 1)  # moto is not made for threads
    made = forecast()
    many = []
    for number in range(40):
        put_product(aws, client, f"N-{number}")
        many.append(_renamed(made, f"N-{number}"))
    many.append(_renamed(made, "NOBODY"))
    assert store(repository, *many) == {"NOBODY"}
    read = read_latest_many(table, [f"N-{number}" for number in range(40)])
    assert len(read) == 40
    assert kinds(table, "N-39").count("DATE") == 14
    assert kinds(table, "NOBODY") == []


def _renamed(made, product_id):
    return replace(made, product_id=product_id)


@pytest.mark.parametrize("first", ["days", "removal"])
def test_a_removal_that_comes_in_between_leaves_nothing_behind(aws, client, repository, table, first):
    products_table = Table(client, aws["PRODUCTS_TABLE"])
    products = DynamoProductRepository(products_table)
    written = table.write_many

    def removal_comes_in_between(**changes):
        table.write_many = written
        if first == "days":
            written(**changes)
        products.begin_removal("SKU-1", None, "r1")
        DynamoTraces(table, forecast_items, products_table).purge("SKU-1", "r1")
        products.end_removal("SKU-1", "r1")
        if first == "removal":
            written(**changes)

    table.write_many = removal_comes_in_between
    store(repository, forecast())
    assert kinds(table) == []


@pytest.mark.parametrize("hours", [1, 3])
def test_the_days_are_those_of_the_latest_of_two_that_are_kept_at_once(repository, table, hours):
    """The other one, earlier or later, comes in between the latest forecast and its days."""
    written = table.write_many

    def another_comes_in_between(**changes):
        table.write_many = written
        store(repository, forecast(days=20, hours=hours))
        written(**changes)

    table.write_many = another_comes_in_between
    store(repository, forecast(hours=2))
    latest = repository.latest("SKU-1")
    days = list(table.query("FORECAST#SKU-1", prefix="DATE#"))
    assert latest.run_id == f"run-{max(2, hours)}"
    assert ({day["run_id"] for day in days}, len(days)) == ({latest.run_id}, latest.horizon_days)


def counted(client, monkeypatch):
    """Return a list that names each conditional write of forecasts as it is sent."""
    calls = []
    for name in ("put_item", "transact_write_items"):
        original = getattr(client, name)

        def noted(*, name=name, original=original, **request):
            kinds_of = [next(iter(action)) for action in request.get("TransactItems", ())]
            calls.append((name, *kinds_of))
            return original(**request)

        monkeypatch.setattr(client, name, noted)
    return calls


def test_only_a_products_first_forecast_is_kept_in_the_transaction_of_its_run(client, repository, table, monkeypatch):
    calls = counted(client, monkeypatch)
    store(repository, forecast())
    assert calls == [("transact_write_items", "ConditionCheck", "Put", "Put")]
    calls.clear()
    store(repository, forecast(hours=1))
    assert calls == [("transact_write_items", "ConditionCheck", "Put"), ("put_item",)]
    table.update(("FORECAST#SKU-1", "LATEST"), "REMOVE #product_created_at")  # as an earlier release kept it
    calls.clear()
    store(repository, forecast(hours=2))
    assert calls == [("transact_write_items", "ConditionCheck", "Put", "Put")]
    assert repository.latest("SKU-1").run_id == "run-2"


@pytest.mark.parametrize("call", ["put_item", "transact_write_items"])
@pytest.mark.parametrize("anew", [False, True], ids=["gone", "another of its id"])
def test_a_later_forecast_of_a_removed_product_is_kept_for_nobody(
    aws, client, repository, table, monkeypatch, call, anew
):
    store(repository, forecast())
    products_table = Table(client, aws["PRODUCTS_TABLE"])
    products, original = DynamoProductRepository(products_table), getattr(client, call)

    def removed_before(**request):
        monkeypatch.undo()
        products.begin_removal("SKU-1", None, "r1")
        DynamoTraces(table, forecast_items, products_table).purge("SKU-1", "r1")
        products.end_removal("SKU-1", "r1")
        if anew:
            products.add(replace(product(), created_at=NOW + timedelta(seconds=1)))
            successor = {"SKU-1": entry(created_at=NOW + timedelta(seconds=1))}
            repository.store([forecast(hours=1)], successor)
        return original(**request)

    monkeypatch.setattr(client, call, removed_before)
    assert store(repository, forecast(hours=2)) == {"SKU-1"}
    if anew:
        assert repository.latest("SKU-1").run_id == "run-1"
        assert {item["run_id"] for item in table.query("FORECAST#SKU-1")} == {"run-1"}
    else:
        assert kinds(table) == []


def test_a_forecast_killed_between_its_run_and_the_latest_has_left_a_past_one(client, repository, table, monkeypatch):
    store(repository, forecast())

    def killed(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(client, "put_item", killed)
    with pytest.raises(KeyboardInterrupt):
        store(repository, forecast(hours=1))
    monkeypatch.undo()
    assert repository.latest("SKU-1").run_id == "run-0"
    assert {each.run_id for each in repository.vintages("SKU-1", 9)} == {"run-0", "run-1"}
    assert {day["run_id"] for day in table.query("FORECAST#SKU-1", prefix="DATE#")} == {"run-0"}
    store(repository, forecast(hours=1))  # the batch is repeated
    assert repository.latest("SKU-1").run_id == "run-1"
    assert len(repository.vintages("SKU-1", 9)) == 2


def test_a_late_forecast_is_a_past_one_however_it_finds_out(client, repository, monkeypatch):
    store(repository, forecast())
    original = client.put_item

    def overtaken(**request):
        monkeypatch.undo()
        store(repository, forecast(hours=5))
        return original(**request)

    monkeypatch.setattr(client, "put_item", overtaken)
    assert store(repository, forecast(hours=2)) == set()
    assert repository.latest("SKU-1").run_id == "run-5"
    assert len(repository.vintages("SKU-1", 9)) == 3
