"""Every way of writing, killed at every one of its calls: the next upload finds rows and history in step.

Calls are counted by a clean run, so a call that is added later is killed too.
"""

from __future__ import annotations

import json
from contextlib import suppress

import boto3
import pytest

from handlers.sales import ingest
from testing.rest import LambdaContext
from tests.support import faults as fault

HEADER = "date,product_id,quantity_sold\n"
#: More days than one transaction takes, over days that SKU-1 has sold on and others.
MANY = (
    HEADER
    + "".join(f"2026-{month:02d}-{day:02d},SKU-1,{day}\n" for month in range(5, 11) for day in range(1, 29))
    + "2026-11-10,SKU-2,5\n"
)
LATER = HEADER + "2026-11-19,SKU-1,50\n2026-11-19,SKU-2,60\n"
PRODUCT = {"name": "Green tea", "category": "Tea", "current_price": 3.5}
OVERRIDE = {"start": "2026-11-25", "end": "2026-11-26", "factor": 1.5, "reason": "Fair", "author": "Ann"}
CSV = {"Content-Type": "text/csv"}
CATALOGUE = b"product_id,name,category,current_price,on_hand\nSKU-1,,,,7\nSKU-9,Mug,Cups,5,1\n"


ADD = CSV | {"Idempotency-Key": "once"}
BAD = HEADER + "2026-11-03,SKU-1,-500\n2026-11-04,SKU-1,2\n"
ITEMS = [{"product_id": "SKU-1", "date": f"2026-11-{day:02d}", "quantity_sold": day} for day in range(1, 19)]


def stored(shop):
    """Announce a file, put it into storage, and load it."""
    upload_id = shop.send("POST", "/sales-data/uploads", body={"filename": "sales.csv"}).json["upload_id"]
    boto3.client("s3").put_object(Bucket="data-bucket", Key=f"uploads/{upload_id}/sales.csv", Body=MANY.encode())
    body = json.dumps({"detail": {"object": {"key": f"uploads/{upload_id}/sales.csv"}}})
    ingest.handler({"Records": [{"messageId": "1", "body": body}]}, Patient())


def corrected(shop):
    """Upload a file with a bad row, and load that corrected."""
    report = shop.upload(BAD).json
    rows = boto3.client("s3").get_object(Bucket="data-bucket", Key=f"rejected/{report['upload_id']}.csv")["Body"].read()
    shop.send("POST", "/sales-data/upload", body=rows.replace(b"-500", b"5"), headers=CSV)


def created_anew(shop):
    """Remove the product, create another one of its id, and give it sales."""
    assert shop.send("DELETE", "/products/SKU-1").status in {204, 404}
    shop.send("POST", "/products", body={"product_id": "SKU-1"} | PRODUCT)
    shop.upload(MANY)


WAYS = {
    "upload that adds": lambda shop: shop.send(
        "POST", "/sales-data/upload", body=MANY.encode(), query={"mode": "add"}, headers=ADD
    ),
    "items": lambda shop: shop.send("POST", "/sales-data", body={"items": ITEMS}),
    "items that add": lambda shop: shop.send(
        "POST", "/sales-data", body={"items": ITEMS, "mode": "add"}, headers={"Idempotency-Key": "twice"}
    ),
    "corrections": corrected,
    "file in storage": stored,
    "upload": lambda shop: shop.upload(MANY),
    "upload that creates": lambda shop: shop.upload(MANY.replace("SKU-2", "NEW"), on_unknown_product="create"),
    "create": lambda shop: shop.send("POST", "/products", body={"product_id": "SKU-3"} | PRODUCT),
    "replace": lambda shop: shop.send("PUT", "/products/SKU-1", body=PRODUCT),
    "catalogue": lambda shop: shop.send(
        "POST", "/products/upload", body=CATALOGUE, headers={"Content-Type": "text/csv"}
    ),
    "forecast": lambda shop: shop.send("POST", "/forecasts/generate", body={"product_id": "SKU-1", "horizon_days": 7}),
    "override": lambda shop: shop.send("POST", "/forecasts/SKU-1/overrides", body=OVERRIDE),
}


class Patient(LambdaContext):
    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 300_000


def calls_of(shop, way):
    """Return how many calls a way makes when nothing happens."""
    shop.fresh()
    shop.faults.never()
    way(shop)
    count = len(shop.faults.calls)
    shop.fresh()
    return count


def rows_of(shop, product_id):
    items = shop.send("GET", f"/sales-data/{product_id}", query={"limit": "500"}).json["items"]
    return {item["date"]: item["quantity_sold"] for item in items}


def in_step(shop, *product_ids):
    """Check that histories say what rows say, in weeks and in totals; return the rows."""
    rows = {product_id: rows_of(shop, product_id) for product_id in product_ids}
    for product_id, sold in rows.items():
        asked = {"granularity": "month", "limit": "500"}
        months = shop.send("GET", f"/sales-data/{product_id}", query=asked).json["items"]
        told = {month["date"][:7]: month["quantity_sold"] for month in months}
        assert told == {month: sum(v for d, v in sold.items() if d[:7] == month) for month in {d[:7] for d in sold}}
    return rows


@pytest.mark.parametrize("name", WAYS)
def test_a_later_upload_heals_what_a_kill_at_any_call_left(shop, name):
    way = WAYS[name]
    before = rows_of(shop, "SKU-1")
    way(shop)
    after = rows_of(shop, "SKU-1")
    for number in fault.spoilt_calls(calls_of(shop, way)):
        shop.fresh()
        shop.faults.at(number, fault.killing_after if number % 2 else fault.killing)
        with suppress(fault.KilledError):
            way(shop)
        shop.faults.never()
        shop.new_process()
        in_step(shop, "SKU-1", "SKU-2")
        assert shop.upload(LATER).json["rows_accepted"] == 2, f"{name}, call {number}"
        rows = in_step(shop, "SKU-1", "SKU-2")
        assert (rows["SKU-1"]["2026-11-19"], rows["SKU-2"]["2026-11-19"]) == (50, 60)
        for day, sold in rows["SKU-1"].items():
            assert sold in {before.get(day), after.get(day), 50}, f"{name}, call {number}: {day}"
        assert rows["SKU-1"].keys() >= before.keys()


def test_a_removal_and_creation_killed_at_any_call_leave_rows_and_history_of_one_product(shop):
    for number in fault.spoilt_calls(calls_of(shop, created_anew)):
        shop.fresh()
        shop.faults.at(number, fault.killing_after if number % 2 else fault.killing)
        with suppress(fault.KilledError):
            created_anew(shop)
        shop.faults.never()
        shop.new_process()
        created_anew(shop)
        assert shop.upload(LATER).json["rows_accepted"] == 2, f"call {number}"
        rows = in_step(shop, "SKU-1")["SKU-1"]
        assert rows.keys() == {line[:10] for line in MANY.splitlines() if ",SKU-1," in line} | {"2026-11-19"}


def test_a_removal_killed_at_any_call_is_finished_by_who_creates_the_product_anew(shop):
    remove = lambda shop: shop.send("DELETE", "/products/SKU-1")  # noqa: E731  # short
    for number in fault.spoilt_calls(calls_of(shop, remove)):
        shop.fresh()
        shop.faults.at(number, fault.killing_after)
        with pytest.raises(fault.KilledError):
            remove(shop)
        shop.faults.never()
        shop.new_process()
        refused = shop.upload(LATER).json
        assert refused["rows_rejected"] in {0, 1}
        created = shop.send("POST", "/products", body={"product_id": "SKU-1"} | PRODUCT)
        assert created.status == 201, f"call {number}: {created.body}"
        assert rows_of(shop, "SKU-1") == {}
        assert shop.upload(LATER).json["rows_accepted"] == 2
        assert in_step(shop, "SKU-1")["SKU-1"] == {"2026-11-19": 50}


def test_a_removal_killed_at_any_call_is_finished_by_a_catalogue_file_and_by_itself(shop):
    remove = lambda shop: shop.send("DELETE", "/products/SKU-1")  # noqa: E731  # short
    csv = b"product_id,name,category,current_price\nSKU-1,Beans,Coffee,4\n"
    for number in fault.spoilt_calls(calls_of(shop, remove) - 1):
        for finish in (
            lambda: shop.send("POST", "/products/upload", body=csv, headers={"Content-Type": "text/csv"}),
            None,
        ):
            shop.fresh()
            shop.faults.at(number, fault.killing_after)
            with pytest.raises(fault.KilledError):
                remove(shop)
            shop.faults.never()
            shop.new_process()
            if finish is None:
                assert remove(shop).status in {204, 404}
                assert [item for item in shop.items() if item["PK"]["S"].endswith("#SKU-1")] == []
            else:
                assert finish().json["rows_accepted"] == 1
                assert rows_of(shop, "SKU-1") == {}


@pytest.mark.parametrize("created_by", ["post", "upload"])
def test_a_late_removal_leaves_a_product_created_anew_at_any_of_its_calls(shop, created_by):
    """Two removals and a creation: all of the second and third take place between any two calls of the first."""
    remove = lambda shop: shop.send("DELETE", "/products/SKU-1")  # noqa: E731  # short
    assert shop.send("POST", "/forecasts/generate", body={"product_id": "SKU-1", "horizon_days": 7}).status == 200
    shop.state = fault.everything(shop.environment)

    def removed_and_created_anew():
        assert remove(shop).status == 204
        if created_by == "post":
            assert shop.send("POST", "/products", body={"product_id": "SKU-1"} | PRODUCT).status == 201
        assert shop.upload(LATER, on_unknown_product="create").json["rows_accepted"] == 2
        assert shop.send("POST", "/forecasts/generate", body={"product_id": "SKU-1", "horizon_days": 7}).status == 200

    outcomes = set()
    for number in fault.spoilt_calls(
        calls_of(shop, remove), first=2
    ):  # before its first call it is a removal of the new one
        shop.fresh()
        shop.faults.at(number, fault.meanwhile(removed_and_created_anew), "dynamodb")
        answer = remove(shop)
        shop.faults.never()
        outcomes.add(answer.status)
        assert answer.status in {204, 404}, answer.body
        assert shop.send("GET", "/products/SKU-1").status == 200, f"call {number}"
        assert in_step(shop, "SKU-1")["SKU-1"] == {"2026-11-19": 50}, f"call {number}"
        forecast = shop.send("GET", "/forecasts/SKU-1")
        assert (forecast.status, forecast.json["history"]["days"]) == (200, 1), f"call {number}"
    assert 404 in outcomes


def test_two_removals_at_once_are_both_answered_and_leave_nothing(shop):
    remove = lambda shop: shop.send("DELETE", "/products/SKU-1")  # noqa: E731  # short
    for number in fault.spoilt_calls(calls_of(shop, remove)):
        shop.fresh()
        shop.faults.at(number, fault.meanwhile(lambda: remove(shop)), "dynamodb")
        assert remove(shop).status in {204, 404}
        shop.faults.never()
        assert [item for item in shop.items() if item["PK"]["S"].endswith("#SKU-1")] == [], f"call {number}"
