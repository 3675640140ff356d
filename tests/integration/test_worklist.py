"""The worklist as a whole, on moto: changes reach its rows, lists read them, losses are mended and said."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from decimal import Decimal

import boto3
import pytest

from adapters.dynamodb import keys
from adapters.dynamodb.purchasing.suppliers import DynamoSuppliers
from adapters.dynamodb.table import Table
from domain.replenishment.tops import TOPS
from domain.shared import partial_upkeep
from domain.shared.shards import SHARDS, shard_of
from handlers.products.api import handler as products
from handlers.products.container import container as products_container
from handlers.replenishment.container import container as replenishment
from handlers.reporting import container as composition
from handlers.reporting.api import handler as reports
from handlers.reporting.container import container
from handlers.reporting.worklist import handler
from handlers.sales.api import handler as sales
from handlers.sales.container import container as sales_container
from testing.demand_series import TODAY, poisson_forecast, put_latest
from testing.fakes.system import FakeClock
from testing.purchasing import supplier
from testing.rest import LambdaContext, call
from tests.support.forecasting import put_product

RECOMMENDATIONS = "/reports/inventory-recommendations"


CONTAINERS = (container, replenishment, sales_container, products_container)


class Patient(LambdaContext):
    """A context with all its time left."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 900_000


class Shop:
    """Two products with forecasts: one out of stock, one with too much."""

    def __init__(self, environment, client, clock):
        self.environment, self.client, self.clock = environment, client, clock
        for product_id, on_hand in (("SKU-OUT", 0), ("SKU-MUCH", 900)):
            self.put(product_id, on_hand=Decimal(on_hand))
            put_latest(environment, client, poisson_forecast(10.0, product_id=product_id))

    def table(self, name):
        return Table(self.client, self.environment[f"{name}_TABLE"])

    def put(self, product_id, **fields):
        put_product(self.environment, self.client, product_id, stock_as_of=TODAY - timedelta(days=1), **fields)

    def count(self, product_id, on_hand):
        self.table("PRODUCTS").update(keys.product(product_id), "SET on_hand = :units", {":units": on_hand})

    def tell(self, *changed):
        """Hand the function the records that a stream would."""
        records = [{"dynamodb": {"Keys": {"PK": {"S": pk}, "SK": {"S": sk}}}} for pk, sk in changed]
        return handler({"Records": records}, Patient())

    def listed(self, **query):
        answer = call(reports, "GET", RECOMMENDATIONS, query=query or None)
        assert answer.status == 200, answer.body
        return answer.json


@pytest.fixture
def shop(aws, monkeypatch):
    monkeypatch.setattr(composition, "PAUSE_SECONDS", 0)
    for made in CONTAINERS:
        made.reset_singletons()
    clock = FakeClock()
    with ExitStack() as overridden:
        for made in CONTAINERS:
            overridden.enter_context(made.clock.override(clock))
        yield Shop(aws, boto3.client("dynamodb", region_name="us-east-1"), clock)
    for made in CONTAINERS:
        made.reset_singletons()


def ids(listed):
    return [item["product_id"] for item in listed["items"]]


def test_lists_are_worked_out_until_the_first_change_makes_the_worklist(shop):
    before = shop.listed()
    assert (ids(before), before["listed_as_of"]) == (["SKU-OUT", "SKU-MUCH"], None)
    today = call(reports, "GET", "/reports/today").json
    assert today["listed_as_of"] is None
    assert shop.tell(keys.product("SKU-OUT")) == {"refreshed": 1}
    after = shop.listed()
    assert after == before | {"listed_as_of": "2026-11-20T08:30:00.000Z"}
    overview = call(reports, "GET", "/reports/today").json
    assert overview == today | {"listed_as_of": "2026-11-20T08:30:00.000Z"}
    assert overview["totals"] == before["totals"]
    assert [line["product_id"] for group in overview["groups"] for line in group["items"]] == ids(before)


def test_a_change_is_in_the_line_at_once_and_in_order_and_totals_when_its_record_has_come(shop):
    shop.tell(keys.product("SKU-OUT"))
    shop.count("SKU-OUT", 900)
    listed = shop.listed()
    assert {item["product_id"]: item["urgency"] for item in listed["items"]}["SKU-OUT"] == "overstock"
    assert listed["totals"]["by_urgency"]["stocked_out"] == 1
    assert ids(shop.listed(urgency="stocked_out")) == []
    shop.tell(keys.product("SKU-OUT"))
    assert shop.listed()["totals"]["by_urgency"] == listed["totals"]["by_urgency"] | {"stocked_out": 0, "overstock": 2}


def test_every_kind_of_change_reaches_its_row(shop):
    suppliers = DynamoSuppliers(shop.table("PURCHASING"))
    suppliers.add(supplier("ROASTER", lead_time_days=10))
    shop.put("SKU-NEW", on_hand=Decimal(5), supplier_id="ROASTER")
    shop.tell(keys.product("SKU-NEW"), keys.product("SKU-OUT"))
    assert shop.listed(urgency="no_forecast")["totals"]["products"] == 3
    put_latest(shop.environment, shop.client, poisson_forecast(10.0, product_id="SKU-NEW"))
    shop.tell(keys.latest("SKU-NEW"))
    before = shop.listed(q="NEW")
    assert before["totals"]["by_urgency"]["no_forecast"] == 0
    later = suppliers.get("ROASTER")
    shop.table("PURCHASING").update(keys.supplier(later.supplier_id), "SET lead_time_days = :days", {":days": 25})
    shop.tell(keys.supplier("ROASTER"))
    assert shop.listed(q="NEW")["totals"]["value_at_risk"] > before["totals"]["value_at_risk"]
    body = {"until": (TODAY + timedelta(days=5)).isoformat(), "reason": "Later"}
    assert call(reports, "POST", f"{RECOMMENDATIONS}/SKU-NEW/snooze", body=body).status == 200
    assert ids(shop.listed(q="NEW")) == []
    shop.tell(keys.snooze("SKU-NEW"))
    assert ids(shop.listed(snoozed="true")) == ["SKU-NEW"]
    shop.table("PRODUCTS").delete(keys.product("SKU-NEW"))
    shop.tell(keys.product("SKU-NEW"))
    assert shop.listed()["totals"]["products"] == 2


def test_a_row_that_no_record_told_of_is_mended_and_said(shop, logs):
    compared = len(range(8, SHARDS, 24))
    assert handler({}, Patient()) == {"compared": compared, "mended": 0, "sums_mended": 0, "is_whole": True}
    shop.count("SKU-OUT", 900)
    shop.clock.time = shop.clock.time.replace(hour=shard_of("SKU-OUT") % 24)
    assert handler({}, Patient())["mended"] == 1
    assert [line["product_id"] for line in logs() if line["message"] == "worklist row mended"] == ["SKU-OUT"]
    assert shop.listed()["totals"]["by_urgency"]["overstock"] == 2
    assert handler({}, Patient())["mended"] == 0


def summaries():
    asked = ("/reports/forecast-summary", reports), ("/sales-data/summary", sales)
    found = [call(function, "GET", path).json for path, function in asked]
    return found, [summary.pop("summed_as_of") for summary in found]


def test_summaries_are_put_together_once_the_first_change_has_made_their_parts(shop, monkeypatch):
    before, times = summaries()
    assert times == [None, None]
    shop.tell(keys.product("SKU-OUT"))
    assert summaries() == (before, ["2026-11-20T08:30:00.000Z"] * 2)
    body = "date,sku,qty,revenue\n2026-11-18,SKU-OUT,3,15\n2026-11-19,SKU-MUCH,2,10\n"
    assert call(sales, "POST", "/sales-data/upload", body=body, headers={"Content-Type": "text/csv"}).status == 200
    assert summaries()[0] == before, "nobody has told of the change"
    monkeypatch.setattr(partial_upkeep, "PRODUCTS_AT_ONCE", 0)
    shop.tell(keys.history("SKU-OUT"), keys.history("SKU-MUCH"))
    assert summaries()[0] == before, "it waits for the minute"
    assert handler({"trigger": "minutely"}, Patient()) == {"is_whole": True}
    (_, sold), _ = summaries()
    assert (sold["product_days"], sold["total_units"], sold["total_revenue"]) == (2, 5, 25)
    assert [month["month"] for month in sold["by_month"]] == ["2026-11"]


def test_a_search_of_the_catalogue_reads_what_the_rows_name_and_what_has_just_changed(shop):
    def found(text):
        answer = call(products, "GET", "/products", query={"q": text})
        return [item["product_id"] for item in answer.json["items"]]

    shop.tell(keys.product("SKU-OUT"))
    assert (found("sku-out"), found("much"), found("nothing like it")) == (["SKU-OUT"], ["SKU-MUCH"], [])
    client, calls = products_container.dynamodb(), []
    original = client.query
    client.query = lambda **asked: (calls.append(asked.get("IndexName")), original(**asked))[1]
    assert found("sku-out") == ["SKU-OUT"]
    assert calls == ["changes"], "not through the catalogue"
    body = {"name": "Matcha", "category": "Tea", "current_price": 5, "product_id": "SKU-NEW"}
    assert call(products, "POST", "/products", body=body).status == 201
    assert found("matcha") == ["SKU-NEW"], "no record of it has come"


def test_a_list_whose_rows_another_release_keeps_is_worked_out(shop):
    shop.tell(keys.product("SKU-OUT"))
    made = shop.listed()["listed_as_of"]
    shop.table("WORKLIST").update(keys.partial(TOPS, 3), "SET form = :newer", {":newer": 9})
    assert (ids(shop.listed()), shop.listed()["listed_as_of"]) == (["SKU-OUT", "SKU-MUCH"], made), "the rows are there"
    shop.table("WORKLIST").update(keys.worklist_shard(3), "SET form = :newer", {":newer": 9})
    assert (ids(shop.listed()), shop.listed()["listed_as_of"]) == (["SKU-OUT", "SKU-MUCH"], None)
