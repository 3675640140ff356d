"""Products that are removed and created anew while something is under way: nothing of the one becomes the other's.

Every way of writing that is not the product's own is met, at each of its calls, by a removal that is sent twice and a
product of the same id that is created, sold and forecast.
"""

from __future__ import annotations

import inspect
import json
from contextlib import suppress
from datetime import UTC, date, datetime

import boto3
import pytest

from adapters.dynamodb import keys
from domain.forecasting.models.accuracy import OpenProposal, TrackRecord
from domain.shared.errors import DomainError
from handlers.forecasting import finisher, planner, worker
from handlers.forecasting.container import container as forecasts
from handlers.sales import ingest, reconcile
from testing.rest import LambdaContext
from tests.support import faults as fault

HEADER = "date,product_id,quantity_sold,price\n"
PRODUCT = {"product_id": "SKU-1", "name": "Another one", "category": "Tea", "current_price": 3.5}
GENERATE = {"product_id": "SKU-1", "horizon_days": 7}
OVERRIDE = {"start": "2026-11-25", "end": "2026-11-26", "factor": 1.5, "reason": "Fair", "author": "Ann"}
SNOOZE_PATH = "/reports/inventory-recommendations/SKU-1/snooze"
SNOOZE = {"until": "2026-12-01", "reason": "The new recipe comes in December"}
CSV = {"Content-Type": "text/csv"}
FILE = HEADER + "".join(f"2026-10-{day:02d},SKU-1,{day},2\n" for day in range(1, 29))
#: What the new product sells; nothing that is under way is of this day.
NEW = HEADER + "2026-11-19,SKU-1,50,1\n"


class Patient(LambdaContext):
    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 800_000


def send(method, path, **request):
    """Return a way of writing: a request."""
    return lambda shop: shop.send(method, path, **request)


def ingested(shop):
    upload_id = shop.state["announced"]
    body = json.dumps({"detail": {"object": {"key": f"uploads/{upload_id}/sales.csv"}}})
    ingest.handler({"Records": [{"messageId": "1", "body": body}]}, Patient())


def corrected(shop):
    return shop.send("POST", "/sales-data/upload", body=shop.state["corrected"], headers=CSV)


def worked(shop):
    worker.handler(shop.state["batch"], LambdaContext())


def finished(shop):
    finisher.handler(shop.state["plan"], LambdaContext())


def noted(shop):
    entry = forecasts.catalogue().get_many(["SKU-1"]).get("SKU-1")
    if entry is not None:
        now, day = shop.clock.now(), date(2026, 12, 1)
        forecasts.ledger().open(OpenProposal("bedrock", "SKU-1", now, "run", day, entry.created_at))


def settled(shop):
    (due,) = forecasts.ledger().due("bedrock", date(2027, 1, 1), 1) or [None]
    if due is not None:
        forecasts.ledger().settle(due, TrackRecord("bedrock", 1, 2, 3, 4))


def overridden_no_more(shop):
    return shop.send("DELETE", f"/forecasts/SKU-1/overrides/{shop.state['override']}")


WAYS = {
    "upload": lambda shop: shop.upload(FILE),
    "upload that creates": lambda shop: shop.upload(FILE, on_unknown_product="create"),
    "upload that adds": send(
        "POST", "/sales-data/upload", body=FILE.encode(), query={"mode": "add"}, headers=CSV | {"Idempotency-Key": "1"}
    ),
    "corrections": corrected,
    "items": send(
        "POST", "/sales-data", body={"items": [{"product_id": "SKU-1", "date": "2026-10-01", "quantity_sold": 3}]}
    ),
    "file in storage": ingested,
    "forecast": send("POST", "/forecasts/generate", body=GENERATE),
    "batch of a job": worked,
    "end of a job": finished,
    "proposal": noted,
    "record of a proposal": settled,
    "override": send("POST", "/forecasts/SKU-1/overrides", body=OVERRIDE),
    "override removed": overridden_no_more,
    "snooze": send("POST", SNOOZE_PATH, body=SNOOZE),
    "snooze ended": send("DELETE", SNOOZE_PATH),
    "nightly check": lambda _: reconcile.handler({}, Patient()),
    "replacement": send("PUT", "/products/SKU-1", body={"name": "Old", "category": "Old", "current_price": 1}),
    "catalogue file": send("POST", "/products/upload", body=b"product_id,on_hand\nSKU-1,7\n", headers=CSV),
}


@pytest.fixture
def busy(shop):
    """A shop with everything there is about SKU-1, and something of every way to write under way."""
    old = shop.upload(HEADER + "2026-10-02,SKU-1,-5,1\n2026-10-01,SKU-1,2,2\n").json
    bad = boto3.client("s3").get_object(Bucket="data-bucket", Key=f"rejected/{old['upload_id']}.csv")["Body"].read()
    announced = shop.send("POST", "/sales-data/uploads", body={"filename": "sales.csv"}).json["upload_id"]
    boto3.client("s3").put_object(Bucket="data-bucket", Key=f"uploads/{announced}/sales.csv", Body=FILE.encode())
    assert shop.send("POST", "/forecasts/generate", body=GENERATE).status == 200
    override = shop.send("POST", "/forecasts/SKU-1/overrides", body=OVERRIDE).json["override_id"]
    assert shop.send("POST", SNOOZE_PATH, body=SNOOZE).status == 200
    for day in (1, 2):
        forecasts.ledger().open(
            OpenProposal("bedrock", "SKU-1", shop.clock.now(), f"r-{day}", date(2026, 11, day), _created_at("SKU-1"))
        )
    settled(shop)
    job_id = shop.send("POST", "/forecasts/generate", body={"all": True, "horizon_days": 7}).json["job_id"]
    plan = planner.handler({"request": {"job_id": job_id}, "execution_name": job_id}, LambdaContext())
    lines = boto3.client("s3").get_object(Bucket=plan["bucket"], Key=plan["batches_key"])["Body"].read()
    shop.state = fault.everything(shop.environment) | {
        "announced": announced,
        "corrected": bad.replace(b"-5", b"4"),
        "override": override,
        "batch": json.loads(lines.splitlines()[0]),
        "plan": plan,
    }
    return shop


def _created_at(product_id):
    return forecasts.catalogue().get_many([product_id])[product_id].created_at


def removed_and_created_anew(shop):
    """Remove the product twice, and create, sell and forecast another one."""
    shop.clock.advance(seconds=5)
    assert shop.send("DELETE", "/products/SKU-1").status == 204
    assert shop.send("DELETE", "/products/SKU-1").status == 404
    assert shop.send("POST", "/products", body=PRODUCT).status == 201
    assert shop.upload(NEW).json["rows_accepted"] == 1
    assert shop.send("POST", "/forecasts/generate", body=GENERATE).status == 200
    shop.clock.advance(seconds=5)


def everything_of(shop, product_id):
    """Return all items that name a product, as plain text, by their keys."""
    tables = fault.everything(shop.environment)
    tables.pop("IDEMPOTENCY_TABLE")
    found = {(item["PK"]["S"], item["SK"]["S"]): item for items in tables.values() for item in items}
    return {key: item for key, item in found.items() if product_id in json.dumps(item, default=repr)}


def foreign(shop):
    """Return what is kept about the new product and is not its own, by key."""
    items = everything_of(shop, "SKU-1")
    created = datetime.fromisoformat(items[keys.product("SKU-1")]["created_at"]["S"]).astimezone(UTC)
    latest = items[keys.latest("SKU-1")]["run_id"]["S"]

    def is_own(key, item):
        match kind_of(key):
            case "sales_day":
                return item["product_created_at"]["S"] == created.isoformat()
            case "forecast_day":
                return item["run_id"]["S"] == latest
            case "latest" | "run" | "override":
                made = item.get("generated_at") or item["created_at"]
                return datetime.fromisoformat(made["S"]) >= created
            case "proposal" | "snooze":
                return item["product_created_at"]["S"] == created.isoformat()
            case "overridden":
                return any(kind_of(each) == "override" for each in items)
        return kind_of(key) != "track_record"  # the new one has had no time for any

    return [key for key, item in items.items() if not is_own(key, item)]


def rows(shop):
    items = shop.send("GET", "/sales-data/SKU-1", query={"limit": "500"}).json["items"]
    months = shop.send("GET", "/sales-data/SKU-1", query={"granularity": "month"}).json["items"]
    assert sum(item["quantity_sold"] for item in items) == sum(month["quantity_sold"] for month in months)
    return {item["date"]: item["quantity_sold"] for item in items}


@pytest.mark.parametrize("name", WAYS)
def test_what_is_under_way_for_a_removed_product_is_not_its_successors(busy, name):
    shop, way, state = busy, WAYS[name], busy.state
    shop.faults.never()
    began = shop.clock.time
    way(shop)
    count = sum(1 for call in shop.faults.calls if not call.startswith(("PutObject", "GetObject", "HeadObject")))
    for number in fault.spoilt_calls(count, first=2):  # before its first call it is of the new one
        shop.clock.time = began
        tables = {table: items for table, items in state.items() if table.endswith("_TABLE")}
        shop.fresh()
        fault.reset(shop.environment, tables)
        shop.faults.at(number, fault.meanwhile(lambda: removed_and_created_anew(shop)), "dynamodb")
        with suppress(DomainError):
            way(shop)
        struck = shop.faults.struck
        shop.faults.never()
        shop.new_process()
        if not struck:
            break  # the number of calls of threads is not the same each time
        at = f"{name}, call {number}"
        product = shop.send("GET", "/products/SKU-1").json
        assert product["name"] in {"Another one", "Old"}, at
        assert foreign(shop) == [], at
        assert rows(shop).items() >= {"2026-11-19": 50.0}.items(), at
        assert shop.send("GET", "/forecasts/SKU-1").json["history"]["days"] in {1, 50, 29}, at


#: Kinds of items, by the functions that name their keys: of the product itself,
GOES = {
    *("product", "sales_day", "history", "forecast_day", "latest", "run", "override", "overridden", "proposal"),
    *("track_record", "snooze"),
}
#: of something else that may name a product which is no more, and until when they do,
STAYS = {
    "upload": "the report of what was loaded, for 90 days",
    "addition": "that a row of an upload was added, void for a later product of the same id, for 120 days",
    "job": "what became of a job, for 30 days",
    "batch": "what became of a part of a job, for 30 days",
    "purchase_order": "what was ordered of it, when and of whom",
    "unsettled_order": "that an order's latest transition is to be finished, until it is",
    "delivery": "what arrived of an order",
    "product_change": "who changed what of it, for 400 days",
    "day_change": "the same, among the changes of a day",
    "calendar_entry": "what a person put on the calendar, until they take it off",
    "calendar_identity": "which entry that is",
    "worklist_shard": "a row of a list, until its removal's own change is looked at",
    "partial": "a name in a part of a summary, as long",
    "reconciliation": "a place in the order of ids, whether or not there is a product",
}
#: and of no product.
NAMELESS = {
    "stale_partials",
    "report",
    "export",
    "import_mapping",
    "supplier",
    "shop_settings",
    "shop_state",
    "shop_profile",
    "breaker",
}


def kind_of(key):
    """Return the function that names keys of this form."""
    partition, sort = (part.split("#")[0] for part in key)
    forms = {
        ("PRODUCT", "METADATA"): "product",
        ("SALES", "DATE"): "sales_day",
        ("SALES", "HISTORY"): "history",
        ("UPLOAD", "METADATA"): "upload",
        ("ADDED", "METADATA"): "addition",
        ("RECONCILIATION", "STATE"): "reconciliation",
        ("FORECAST", "DATE"): "forecast_day",
        ("FORECAST", "LATEST"): "latest",
        ("FORECAST", "RUN"): "run",
        ("FORECAST", "OVERRIDE"): "override",
        ("LEDGER", "OPEN"): "proposal",
        ("LEDGER", "PRODUCT"): "track_record",
        ("JOB", "METADATA"): "job",
        ("JOB", "BATCH"): "batch",
    }
    bare = {"OVERRIDDEN": "overridden", "SNOOZED": "snooze"}
    return bare[partition] if partition in bare else forms[partition, sort]


def test_every_kind_of_item_goes_with_its_product_or_is_said_to_stay():
    named = {
        name
        for name, function in inspect.getmembers(keys, inspect.isfunction)
        if function.__module__ == keys.__name__ and function.__annotations__["return"] == "Key"
    }
    assert named == GOES | STAYS.keys() | NAMELESS


def test_a_removal_leaves_nothing_but_what_is_of_something_else(busy):
    """Of every kind there is something before; a product that is not forecast is named by the result of its batch."""
    shop = busy
    WAYS["upload that adds"](shop)
    WAYS["corrections"](shop)
    client = boto3.client("dynamodb")
    batch, place = keys.batch(shop.state["plan"]["job_id"], 0), keys.reconciliation()
    for table, key in (("FORECASTS_TABLE", batch), ("SALES_TABLE", place)):
        item = {"PK": {"S": key[0]}, "SK": {"S": key[1]}, "product_id": {"S": "SKU-1"}}
        client.put_item(TableName=shop.environment[table], Item=item)
    there = {kind_of(key) for key in everything_of(shop, "SKU-1")}
    assert there >= GOES
    assert there >= {"addition", "batch", "reconciliation"}  # the report of an upload is packed
    assert shop.send("DELETE", "/products/SKU-1").status == 204
    assert {kind_of(key) for key in everything_of(shop, "SKU-1")} <= STAYS.keys()
