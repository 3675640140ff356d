"""Who changed what of products and their sales: every way to write them, told with the key that did it."""

from __future__ import annotations

import json
from datetime import timedelta

import boto3
import pytest

from adapters.system.clock import SystemClock
from handlers.outbox import sender
from handlers.sales import ingest
from testing.deployed import TEMPLATE, deployed, send, standing_clock
from testing.rest import LambdaContext
from testing.streams import Streams

CSV = {"Content-Type": "text/csv"}
#: The caller of a test is "key-1".
TILL, WAREHOUSE = ({"keys": f"key-0=bulk:write,key-1={name}:write"} for name in ("till", "warehouse"))
PRODUCT = {"name": "Tea", "category": "Tea", "current_price": 2}


class _Patient(LambdaContext):
    def get_remaining_time_in_millis(self):
        return 300_000


@pytest.fixture(scope="module")
def world():
    with deployed(streams=True), standing_clock() as clock:
        streams = Streams(TEMPLATE)
        clock.drain = lambda: streams.drain(sender.handler)
        assert send("POST", "/suppliers", body={"supplier_id": "S", "name": "Supplier"}).status == 201
        yield clock


def create(product_id, **details):
    body = PRODUCT | {"product_id": product_id} | details
    assert send("POST", "/products", body=body, stage=TILL).status == 201


def text(instant):
    return instant.isoformat().replace("+00:00", "Z")


def told(world, product_id):
    """Return who did what to a product, oldest first: subject, action, key, and the fields before and after."""
    world.drain()
    answer = send("GET", "/changes", query={"product_id": product_id})
    assert answer.status == 200, answer.body
    return [
        (
            each["subject"],
            each["action"],
            each["changed_by"],
            {field["name"]: (field["before"], field["after"]) for field in each["fields"]},
        )
        for each in answer.json["items"]
    ]


def sales(product_id, quantity):
    return f"date,product_id,quantity_sold\n2026-11-18,{product_id},{quantity}\n".encode()


def put_product(product_id):
    return send("PUT", f"/products/{product_id}", body=PRODUCT | {"on_hand": 7}, stage=WAREHOUSE)


def patch_product(product_id):
    return send("PATCH", f"/products/{product_id}", body={"on_hand": 7}, stage=WAREHOUSE)


def batch(product_id):
    items = [{"product_id": product_id, "on_hand": 7}]
    return send("POST", "/products/batch", body={"items": items}, stage=WAREHOUSE)


def file_of_stock(product_id):
    body = f"product_id,on_hand\n{product_id},7\n".encode()
    return send("POST", "/products/upload", body=body, headers=CSV, stage=WAREHOUSE)


@pytest.mark.parametrize("change", [put_product, patch_product, batch, file_of_stock], ids=lambda each: each.__name__)
def test_every_way_to_change_a_product_says_which_key_and_what(world, change):
    product_id = f"BY-{change.__name__.upper()}"
    create(product_id)
    assert change(product_id).status == 200
    created, changed = told(world, product_id)
    assert created[:3] == ("product", "created", "till")
    assert created[3]["name"] == (None, "Tea")
    assert changed[:3] == ("product", "changed", "warehouse")
    assert changed[3]["on_hand"] == (None, 7)
    assert '"after":7}' in send("GET", "/changes", query={"product_id": product_id}).body.replace(" ", "")


def test_a_receipt_raises_stock_by_its_own_key(world):
    create("ORDERED", on_hand=1, supplier_id="S")
    body = {"purchase_order_id": "PO-1", "supplier_id": "S", "lines": [{"product_id": "ORDERED", "quantity": 5}]}
    assert send("POST", "/purchase-orders", body=body, stage=TILL).status == 201
    assert send("POST", "/purchase-orders/PO-1/order", stage=TILL).status == 200
    receipt = {"received_on": "2026-11-20", "lines": [{"line": 1, "quantity": 5}]}
    assert send("POST", "/purchase-orders/PO-1/receive", body=receipt, stage=WAREHOUSE).status == 200
    _, ordered, received = told(world, "ORDERED")
    assert ordered == ("product", "changed", "till", {"on_order": (0, 5)})
    assert received == ("product", "changed", "warehouse", {"on_hand": (1, 6), "on_order": (5, 0)})


def test_a_load_of_sales_is_told_of_each_product(world):
    create("SOLD")
    loaded = send("POST", "/sales-data/upload", body=sales("SOLD", 3), headers=CSV, stage=WAREHOUSE)
    assert loaded.status == 200
    items = [{"product_id": "SOLD", "date": "2026-11-19", "quantity_sold": 4}]
    assert send("POST", "/sales-data", body={"items": items}, stage=TILL).status == 200
    again = send("POST", "/sales-data/upload", body=sales("SOLD", 3), headers=CSV, stage=WAREHOUSE)
    assert again.status == 200
    _, first, second = told(world, "SOLD")
    assert first[:3] == ("sales", "created", "warehouse")
    assert first[3]["total_units"] == (None, 3)
    assert second[:3] == ("sales", "changed", "till")
    assert second[3] == {"product_days": (1, 2), "last_date": ("2026-11-18", "2026-11-19"), "total_units": (3, 7)}


def test_a_file_that_came_later_is_of_the_key_that_announced_it(world):
    create("FILED")
    ticket = send("POST", "/sales-data/uploads", body={"filename": "sales.csv"}, stage=WAREHOUSE).json
    key = f"uploads/{ticket['upload_id']}/sales.csv"
    boto3.client("s3").put_object(Bucket="data-bucket", Key=key, Body=sales("FILED", 3))
    message = {"messageId": "1", "attributes": {"ApproximateReceiveCount": "1"}}
    message["body"] = json.dumps({"detail": {"object": {"key": key}}})
    assert ingest.handler({"Records": [message]}, _Patient()) == {"batchItemFailures": []}
    assert [change[:3] for change in told(world, "FILED")][1:] == [("sales", "created", "warehouse")]


def test_a_deletion_is_told_once_and_what_was_before_it_stays(world):
    create("GONE")
    send("POST", "/sales-data/upload", body=sales("GONE", 3), headers=CSV, stage=TILL)
    assert send("DELETE", "/products/GONE", stage=WAREHOUSE).status == 204
    assert [change[:3] for change in told(world, "GONE")] == [
        ("product", "created", "till"),
        ("sales", "created", "till"),
        ("product", "deleted", "warehouse"),
    ]


def test_a_write_that_changes_nothing_is_no_change(world):
    create("SAME", on_hand=4)
    assert send("PUT", "/products/SAME", body=PRODUCT | {"on_hand": 4}, stage=WAREHOUSE).status == 200
    assert len(told(world, "SAME")) == 1


def test_a_key_that_the_stage_does_not_name_is_told_by_its_id(world):
    create("UNNAMED")
    assert send("PATCH", "/products/UNNAMED", body={"on_hand": 4}).status == 200
    assert told(world, "UNNAMED")[1][:3] == ("product", "changed", "key-1")


@pytest.mark.usefixtures("system_clock")
def test_all_changes_come_in_pages_oldest_first_from_an_instant_on(world):
    create("PAGED")
    for count in range(5):
        assert send("PATCH", "/products/PAGED", body={"on_hand": count}, stage=TILL).status == 200
    world.drain()
    now = SystemClock().now()  # streams tell the machine's own time, not the shop's
    whole, cursor, pages = [], None, 0
    query = {"limit": "3", "since": text(now - timedelta(hours=1))}
    shop_time, world.time = world.time, now + timedelta(minutes=1)
    while pages == 0 or cursor:
        page = send("GET", "/changes", query=query | ({"cursor": cursor} if cursor else {})).json
        whole += page["items"]
        cursor, pages = page["next_cursor"], pages + 1
    world.time = shop_time
    assert whole == sorted(whole, key=lambda each: each["occurred_at"])
    assert pages > 1
    assert len({(each["product_id"], each["sequence"]) for each in whole}) == len(whole)
    mine = [each for each in whole if each["product_id"] == "PAGED"]
    assert mine == send("GET", "/changes", query={"product_id": "PAGED"}).json["items"]
    assert len(mine) == 6
    later = {"product_id": "PAGED", "since": text(now + timedelta(hours=1))}
    assert send("GET", "/changes", query=later).json["items"] == []


def test_records_that_come_again_are_kept_once(world):
    create("TWICE")
    world.drain()
    before = send("GET", "/changes", query={"product_id": "TWICE"}).json["items"]
    Streams(TEMPLATE).drain(sender.handler)
    assert send("GET", "/changes", query={"product_id": "TWICE"}).json["items"] == before
