"""Events for other systems, from a write to a queue that listens to the bus: none lost, none without its cause."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from domain.outbox.errors import BusUnavailableError
from handlers.forecasting import finisher, planner, worker
from handlers.outbox import sender
from testing.deployed import TEMPLATE, deployed, open_shop, send, standing_clock
from testing.rest import LambdaContext
from testing.streams import Listener, Streams
from tests.support.faults import KilledError, failing, injected, killing, killing_after, losing_the_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = {
    path.stem.partition("-")[0]: json.loads(path.read_text(encoding="utf-8"))
    for path in (Path(__file__).parents[2] / "docs" / "events").glob("*.json")
}
NAMES = {
    "SalesLoaded",
    "StockChanged",
    "ForecastsMade",
    "AttentionNeeded",
    "PurchaseOrderOrdered",
    "PurchaseOrderReceived",
}
CSV = {"Content-Type": "text/csv"}
PRODUCT = {"name": "N", "category": "C", "current_price": 1}
#: Counts that no other test has written.
COUNTS = count(1000, 100)
SALES = b"date,product_id,quantity_sold\n2026-11-18,SKU-1,3\n2026-11-18,NONE,3\n"


class World:
    """A shop whose streams are read, and a queue that hears what is told."""

    def __init__(self) -> None:
        self.listener = Listener()
        self.streams = Streams(TEMPLATE)
        self.orders = 0

    def told(self) -> list[dict[str, Any]]:
        """Let everything be sent; return what was heard of it, every event held against its schema."""
        self.streams.drain(sender.handler)
        heard = self.listener.heard()
        for event in heard:
            check(event)
        return heard

    def order(self, *, lines: int = 1) -> str:
        """Place an order; return its id."""
        self.orders += 1
        order_id = f"PO-{self.orders}"
        body = {"lines": [{"product_id": f"SKU-{number}", "quantity": 5} for number in range(1, lines + 1)]}
        assert (
            send("POST", "/purchase-orders", body=body | {"purchase_order_id": order_id, "supplier_id": "S"}).status
            == 201
        )
        return order_id


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with deployed(streams=True), standing_clock():
        made = World()
        open_shop("SKU-1", "SKU-2", days=40)
        assert send("POST", "/suppliers", body={"supplier_id": "S", "name": "Supplier"}).status == 201
        made.told()
        yield made


def check(event: dict[str, Any]) -> None:
    """Fail an event that is not as its schema says, or says more."""
    schema = SCHEMAS[event["detail-type"]]
    assert event["source"] == "stockcast"
    Draft202012Validator(closed(schema), format_checker=FormatChecker()).validate(event["detail"])


def closed(schema: Any) -> Any:
    """Return a schema that takes no properties but those that it names."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if schema.get("type") == "object" else {}
    return {name: closed(value) for name, value in schema.items()} | more


def of(events: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [event["detail"] for event in events if event["detail-type"] == name]


def stock_of(product_id: str) -> tuple[float | None, float]:
    product = send("GET", f"/products/{product_id}").json
    return product["on_hand"], product["on_order"]


def test_there_is_a_schema_of_every_event_and_each_is_one():
    assert SCHEMAS.keys() == NAMES
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


def test_every_kind_of_event_is_heard_as_its_schema_says(world):
    report = send("POST", "/sales-data/upload", body=SALES, headers=CSV).json
    assert send("PATCH", "/products/SKU-1", body={"on_hand": 7}).status == 200
    forecast = send("POST", "/forecasts/generate", body={"product_id": "SKU-1"}).json
    job_id = send("POST", "/forecasts/generate", body={"category": "SKU-2"}).json["job_id"]
    plan = planner.handler({"request": {"job_id": job_id}, "execution_name": "run"}, LambdaContext())
    lines = boto3.client("s3").get_object(Bucket=plan["bucket"], Key=plan["batches_key"])["Body"].read().splitlines()
    for line in lines:
        worker.handler(json.loads(line), LambdaContext())
    finisher.handler(plan, LambdaContext())
    order_id = world.order()
    assert send("POST", f"/purchase-orders/{order_id}/order").status == 200
    receipt = {"received_on": "2026-11-20", "lines": [{"line": 1, "quantity": 2}]}
    assert send("POST", f"/purchase-orders/{order_id}/receive", body=receipt).status == 200
    events = world.told()
    assert {event["detail-type"] for event in events} == NAMES
    loaded = {each["upload_id"]: each for each in of(events, "SalesLoaded")}
    assert len(loaded) == 1
    for name in SCHEMAS["SalesLoaded"]["properties"].keys() & report.keys():
        assert loaded[report["upload_id"]][name] == report[name]
    single, whole = sorted(of(events, "ForecastsMade"), key=lambda each: each["job_id"] is not None)
    assert (single["product_id"], single["run_id"]) == ("SKU-1", forecast["run_id"])
    assert (whole["job_id"], whole["done"]) == (job_id, 1)
    assert {each["product_id"] for found in of(events, "AttentionNeeded") for each in found["products"]} == {"SKU-2"}
    assert [each["purchase_order_id"] for each in of(events, "PurchaseOrderOrdered")] == [order_id]
    (arrived,) = of(events, "PurchaseOrderReceived")
    assert [line["received_now"] for line in arrived["received_lines"]] == [2]
    last = [each for found in of(events, "StockChanged") for each in found["changes"] if each["product_id"] == "SKU-1"]
    assert (last[-1]["on_hand"], last[-1]["on_order"]) == stock_of("SKU-1")
    assert world.told() == []


def test_what_fails_what_is_only_tried_and_what_changes_nothing_tells_nothing(world):
    order_id = world.order()
    world.told()
    stale = {"If-Match": '"99"'}
    assert send("PATCH", "/products/SKU-1", body={"on_hand": 3}, headers=stale).status == 412
    assert send("PATCH", "/products/SKU-1", body={"name": "Other"}).status == 200
    tried = send("POST", "/sales-data/upload", body=SALES, headers=CSV, query={"dry_run": "true"})
    assert tried.status == 200, tried.body
    assert send("POST", "/sales-data/upload", body=b"date,qty\n", headers=CSV).status == 422
    over = {"received_on": "2026-11-20", "lines": [{"line": 1, "quantity": 99}]}
    assert send("POST", f"/purchase-orders/{order_id}/receive", body=over).status in {409, 422}
    assert send("POST", f"/purchase-orders/{order_id}/cancel").status == 200
    assert world.told() == []


@pytest.mark.parametrize("effect", [killing, killing_after])
def test_a_request_that_dies_is_told_of_just_as_far_as_it_came(world, monkeypatch, effect):
    """Killed at each of its calls: what is told is what is stored, whether or not it was answered."""
    world.told()
    with injected(monkeypatch) as faults:
        for number in range(1, 12):
            faults.never()
            order_id = world.order()
            assert send("POST", f"/purchase-orders/{order_id}/order").status == 200
            world.told()
            before = stock_of("SKU-1")
            faults.at(number, effect)
            with suppress(KilledError):
                send(
                    "POST",
                    f"/purchase-orders/{order_id}/receive",
                    body={"received_on": "2026-11-20", "lines": [{"line": 1, "quantity": 3}]},
                )
            struck = faults.struck
            faults.never()
            events = world.told()
            stored = send("GET", f"/purchase-orders/{order_id}").json["lines"][0]["received_quantity"]
            told = [
                line["received_now"] for each in of(events, "PurchaseOrderReceived") for line in each["received_lines"]
            ]
            assert sum(told) == stored
            changes = [each for found in of(events, "StockChanged") for each in found["changes"]]
            assert [(each["on_hand"], each["on_order"]) for each in changes] == (
                [stock_of("SKU-1")] if stock_of("SKU-1") != before else []
            )
            if not struck:
                return
    pytest.fail("a receipt makes more calls than this test has struck")


@pytest.mark.parametrize("effect", [killing, killing_after, failing("ThrottlingException"), losing_the_answer])
def test_a_sender_that_dies_is_made_good_by_the_next_one(world, monkeypatch, effect):
    world.told()
    monkeypatch.setattr(world.streams, "batch_size", 10)
    on_hand = next(COUNTS)
    items = [PRODUCT | {"product_id": f"N-{number}", "on_hand": on_hand + number} for number in range(25)]
    with injected(monkeypatch) as faults:
        assert send("POST", "/products/batch", body={"items": items}).status == 200
        faults.at(2, effect, "events")
        with pytest.raises((KilledError, BusUnavailableError)):
            world.streams.drain(sender.handler)
        assert faults.struck == 1
        faults.never()
        heard = world.told()
    by_id = {}
    for event in heard:
        assert by_id.setdefault(event["detail"]["event_id"], event["detail"]) == event["detail"]
    told = {each["product_id"]: each["on_hand"] for found in by_id.values() for each in found["changes"]}
    assert told == {f"N-{number}": on_hand + number for number in range(25)}
    assert len(by_id) == 3
    assert world.told() == []


def test_records_that_lambda_gave_up_are_sent_from_the_bucket_once(world):
    world.told()
    assert send("PATCH", "/products/SKU-1", body={"on_hand": 41}).status == 200
    ((table, batch),) = [next(world.streams.batches())]
    world.streams.done(table, batch)
    kept = {"requestContext": {"condition": "RetryAttemptsExhausted"}, "payload": json.dumps({"Records": batch})}
    boto3.client("s3").put_object(Bucket="data-bucket", Key="aws/lambda/esm/shard/1", Body=json.dumps(kept).encode())
    assert sender.handler({"trigger": "left"}, LambdaContext()) == {"sent": 1}
    ((change,),) = [found["changes"] for found in of(world.listener.heard(), "StockChanged")]
    assert (change["product_id"], change["on_hand"]) == ("SKU-1", 41)
    assert sender.handler({"trigger": "left"}, LambdaContext()) == {"sent": 0}


def test_a_large_stock_file_is_told_in_hundreds_and_its_sales_in_one_event(world):
    world.told()
    sales = "date,product_id,quantity_sold\n" + "".join(
        f"2026-11-{day:02},BULK-{number},1\n" for number in range(40) for day in range(1, 6)
    )
    create = {"on_unknown_product": "create"}
    assert send("POST", "/sales-data/upload", body=sales.encode(), headers=CSV, query=create).status == 200
    stock = "product_id,on_hand\n" + "".join(f"BULK-{number},9\n" for number in range(40))
    assert send("POST", "/products/upload", body=stock.encode(), headers=CSV).status == 200
    events = world.told()
    assert [event["detail-type"] for event in events] == ["StockChanged", "SalesLoaded"]
    assert of(events, "SalesLoaded")[0]["product_days_written"] == 200
    assert len(of(events, "StockChanged")[0]["changes"]) == 40
