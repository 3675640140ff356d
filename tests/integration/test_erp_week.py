"""An ERP's week with the shop: catalogue, sales, stock, orders and forecasts, while functions die at random.

The ERP knows what it sent and what it was told. In the end both sides have the same books: nothing lost, nothing twice.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import boto3

from domain.shared.errors import UnavailableError
from handlers.forecasting import finisher, planner, worker
from handlers.outbox import sender
from testing.deployed import CONTAINERS, TEMPLATE, deployed, send, standing_clock
from testing.rest import LambdaContext
from testing.streams import Listener, Streams
from tests.support.faults import (
    KilledError,
    failing,
    injected,
    killing,
    killing_after,
    losing_the_answer,
    share_clients,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from testing.rest import Answer
    from tests.support.faults import Faults

FIRST_DAY = date(2026, 11, 20)
DAYS = 7
PRODUCTS = tuple(f"ERP-{number}" for number in range(1, 4))
EFFECTS = (killing, killing_after, losing_the_answer, failing("ThrottlingException"))
#: How often a call is spoilt, and up to which of its requests to AWS.
SPOILT, REQUESTS = 0.7, 4


class Erp:
    """The other side: its own books, a mirror made of events alone, and a retry for each call that fails."""

    def __init__(self, faults: Faults, chance: random.Random) -> None:
        self.faults = faults
        self.chance = chance
        self.struck = 0
        self.sold: dict[str, dict[str, float]] = defaultdict(dict)
        self.on_hand = dict.fromkeys(PRODUCTS, 0.0)
        self.received: dict[str, float] = {}
        self.seen: set[str] = set()
        self.stock: dict[str, tuple[str, float, float]] = {}
        self.orders: dict[str, dict[str, Any]] = {}
        self.ordered: list[str] = []
        self.arrived: dict[str, float] = defaultdict(float)
        self.loads: set[str] = set()
        self.jobs: set[str] = set()

    def spoilt[T](self, call: Callable[[], T]) -> T | None:
        """Do something that may die on its way; ``None`` when it did."""
        if self.chance.random() < SPOILT:
            self.faults.at(self.chance.randint(1, REQUESTS), self.chance.choice(EFFECTS))
        try:
            return call()
        except (KilledError, UnavailableError):
            for container in CONTAINERS:
                container.reset_singletons()
            return None
        finally:
            self.struck += self.faults.struck
            self.faults.struck = 0
            self.faults.never()

    def ask(self, method: str, path: str, *, may_be: tuple[int, ...] = (), **request: Any) -> Answer:
        """Call the API, and once more where there was no answer or a bad one."""
        answer = self.spoilt(lambda: send(method, path, **request))
        if answer is None or answer.status >= 500:
            answer = send(method, path, **request)
            assert answer.status < 300 or answer.status in may_be, answer.body
        assert answer.status < 300 or answer.status in may_be, answer.body
        return answer

    def sync_catalogue(self, day: int) -> None:
        items = [
            {
                "product_id": name,
                "name": f"Product {name}, {day}",
                "category": "ERP",
                "current_price": 4,
                "supplier_id": "S",
            }
            for name in PRODUCTS
        ]
        answer = self.ask("POST", "/products/batch", body={"items": items})
        if any(each["result"] == "failed" for each in answer.json["items"]):
            answer = self.ask("POST", "/products/batch", body={"items": items})
        assert {each["result"] for each in answer.json["items"]} <= {"created", "updated", "unchanged"}

    def send_sales(self, day: date) -> None:
        """Send a day's sales, and the same once more, as a careful ERP does."""
        items = [
            {"product_id": name, "date": day.isoformat(), "quantity_sold": self.chance.randint(1, 9)}
            for name in PRODUCTS
        ]
        for each in items:
            self.sold[each["product_id"]][each["date"]] = each["quantity_sold"]
        for _ in range(2):
            self.ask("POST", "/sales-data", body={"items": items})

    def patch_stock(self) -> None:
        for name in PRODUCTS:
            self.on_hand[name] = self.chance.randint(0, 50)
            self.ask("PATCH", f"/products/{name}", body={"on_hand": self.on_hand[name]})

    def buy(self, day: date) -> None:
        """Order of one product, and receive yesterday's order in part."""
        order_id, name = f"PO-{day:%d}", self.chance.choice(PRODUCTS)
        body = {"purchase_order_id": order_id, "supplier_id": "S", "lines": [{"product_id": name, "quantity": 10}]}
        self.ask("POST", "/purchase-orders", body=body, may_be=(409,))
        self.ask("POST", f"/purchase-orders/{order_id}/order", body={"ordered_on": day.isoformat()})
        self.received[order_id] = 0
        yesterday = f"PO-{day - timedelta(days=1):%d}"
        if yesterday in self.received:
            units = self.chance.randint(1, 10)
            receipt = {"received_on": day.isoformat(), "lines": [{"line": 1, "quantity": units}]}
            answer = self.ask("POST", f"/purchase-orders/{yesterday}/receive", body=receipt)
            self.received[yesterday] = units
            self.on_hand[answer.json["lines"][0]["product_id"]] += units

    def forecast(self) -> None:
        """Let all be forecast, by a job whose steps die too, and pull the result by week."""
        job_id = send("POST", "/forecasts/generate", body={"all": True}).json["job_id"]
        plan = self.again(
            lambda: planner.handler({"request": {"job_id": job_id}, "execution_name": "x"}, LambdaContext())
        )
        lines = boto3.client("s3").get_object(Bucket=plan["bucket"], Key=plan["batches_key"])["Body"].read()
        for line in lines.splitlines():
            self.again(lambda line=line: worker.handler(json.loads(line), LambdaContext()))
        self.again(lambda: finisher.handler(plan, LambdaContext()))
        assert send("GET", f"/forecast-jobs/{job_id}").json["done"] == len(PRODUCTS)
        self.jobs.add(job_id)
        pulled = self.ask("GET", "/forecasts", query={"granularity": "week", "limit": "500"}).json["items"]
        assert {each["product_id"] for each in pulled} == set(PRODUCTS)

    def again[T](self, step: Callable[[], T]) -> T:
        """Do a step of a job, and again where it died, as Step Functions does."""
        done = self.spoilt(step)
        return step() if done is None else done

    def listen(self, streams: Streams, listener: Listener) -> None:
        """Let the outbox send what waits, dying on its way, and mirror what is heard."""
        self.spoilt(lambda: streams.drain(sender.handler))
        streams.drain(sender.handler)
        for event in listener.heard():
            self.mirror(event["detail-type"], event["detail"])

    def mirror(self, name: str, told: dict[str, Any]) -> None:
        if told["event_id"] in self.seen:
            return
        self.seen.add(told["event_id"])
        for each in told.get("changes", ()):
            known = self.stock.get(each["product_id"])
            if known is None or known[0] < each["sequence"]:
                self.stock[each["product_id"]] = (each["sequence"], each["on_hand"], each["on_order"])
        if name.startswith("PurchaseOrder"):
            order_id = told["purchase_order_id"]
            if self.orders.get(order_id, {"sequence": ""})["sequence"] <= told["sequence"]:
                self.orders[order_id] = told
            if name == "PurchaseOrderOrdered":
                self.ordered.append(order_id)
            self.arrived[order_id] += sum(line["received_now"] for line in told.get("received_lines", ()))
        if name == "SalesLoaded":
            self.loads.add(told["first_date"])
        if name == "ForecastsMade":
            self.jobs.discard(told["job_id"])


def test_a_week_with_an_erp_loses_nothing_and_doubles_nothing(monkeypatch):
    share_clients(monkeypatch)
    with deployed(streams=True), standing_clock() as clock, injected(monkeypatch) as faults:
        listener, streams = Listener(), Streams(TEMPLATE)
        erp = Erp(faults, random.Random(2))  # noqa: S311  # the same week in every run
        assert send("POST", "/suppliers", body={"supplier_id": "S", "name": "Supplier"}).status == 201
        for number in range(DAYS):
            day = FIRST_DAY + timedelta(days=number)
            erp.sync_catalogue(number)
            erp.send_sales(day - timedelta(days=1))
            erp.patch_stock()
            erp.buy(day)
            if number in {0, DAYS - 1}:
                erp.forecast()
            erp.listen(streams, listener)
            clock.advance(days=1)
        assert erp.struck >= 20, "functions died, and often"
        assert_same_books(erp)


def assert_same_books(erp: Erp) -> None:
    for name in PRODUCTS:
        product = send("GET", f"/products/{name}").json
        assert product["name"].endswith(f", {DAYS - 1}")
        assert product["on_hand"] == erp.on_hand[name]
        assert erp.stock[name][1:] == (product["on_hand"], product["on_order"]), "the mirror, made of events alone"
        sold = send("GET", f"/sales-data/{name}").json["items"]
        assert {each["date"]: each["quantity_sold"] for each in sold} == erp.sold[name]
        assert len(sold) == DAYS
    orders = {each["purchase_order_id"]: each for each in send("GET", "/purchase-orders").json["items"]}
    assert sorted(erp.ordered) == sorted(orders), "each was ordered once"
    for order_id, order in orders.items():
        (line,), (mirrored,) = order["lines"], erp.orders[order_id]["lines"]
        assert line["received_quantity"] == erp.received[order_id] == erp.arrived[order_id]
        for field in ("product_id", "quantity", "received_quantity", "open_quantity", "expected_on"):
            assert mirrored[field] == line[field], field
        assert erp.orders[order_id]["status"] == order["status"]
    assert erp.loads >= {(FIRST_DAY + timedelta(days=number - 1)).isoformat() for number in range(DAYS)}
    assert not erp.jobs, "every job was told of"
