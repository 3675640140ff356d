"""A buyer who uses Stockcast and nothing else: every word goes through the REST API.

The functions run in this process, with their own adapters, on moto (:mod:`testing.deployed`): requests have the
gateway's form. On Mondays the shop is forecast anew as its nightly job does it, planner, worker and finisher.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

import boto3

from benchmarks.scenario.walk import starting_stock
from benchmarks.scenario.world import START
from domain.shared.words import WEEKDAYS
from handlers.forecasting import finisher, planner, worker
from testing.deployed import send
from testing.rest import LambdaContext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.scenario.world import World
    from domain.shared.arrays import FloatArray
    from testing.fakes.system import FakeClock
    from testing.rest import Answer

HORIZON_DAYS: Final = 28
_MORNING: Final = time(7, 30)
_LIST: Final = "/reports/inventory-recommendations"
_MONDAY: Final = 0


class _Patient(LambdaContext):
    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 600_000


class StockcastBuyer:
    """Does what the list says: on each supplier's order days one order of all that it recommends of that supplier.

    Parameters
    ----------
    world
        The shop; of its future nothing is read but what has come to pass.
    clock
        The functions' clock, which this buyer moves.
    service_level
        Chance of no shortage in a cycle that is asked for of every product.
    """

    def __init__(self, world: World, clock: FakeClock, service_level: float) -> None:
        self._world = world
        self._service_level = service_level
        self._clock = clock
        self._index = {product.product_id: index for index, product in enumerate(world.products)}
        self._sold: dict[int, FloatArray] = {}
        self._open: dict[int, list[str]] = defaultdict(list)
        self.largest_difference = 0.0
        self._set_morning(0)
        self._open_shop()
        self._forecast()

    def morning(self, day: int, arrived: Mapping[int, float], stock: FloatArray) -> Mapping[int, float]:
        """Receive what is here; when somebody takes orders, send the sales since the last time and order."""
        self._set_morning(day)
        self._receive(day, arrived)
        orderable = self._world.ordered_on(day)
        if not orderable:
            return {}
        self._send_sales()
        if day and (START + timedelta(days=day)).weekday() == _MONDAY:
            self._forecast()
        self._compare(stock)
        ordered: dict[int, float] = {}
        for supplier_id in sorted({self._world.products[index].supplier.supplier_id for index in orderable}):
            ordered |= self._order(day, supplier_id)
        return ordered

    def evening(self, day: int, sold: FloatArray) -> None:
        """Keep the till's roll until the sales are sent."""
        self._sold[day] = sold

    def _set_morning(self, day: int) -> None:
        self._clock.time = datetime.combine(START + timedelta(days=day), _MORNING, UTC)

    def _open_shop(self) -> None:
        for supplier in self._world.suppliers():
            body = {
                "supplier_id": supplier.supplier_id,
                "name": supplier.supplier_id,
                "lead_time_days": supplier.lead_time_days,
                "order_weekdays": [WEEKDAYS[day] for day in supplier.order_weekdays],
            }
            _asked("POST", "/suppliers", 201, body=body)
        counted = (START - timedelta(days=1)).isoformat()
        stock = starting_stock(self._world)
        items = [
            {
                "product_id": product.product_id,
                "name": product.product_id,
                "category": product.supplier.supplier_id,
                "current_price": product.price,
                "unit_cost": product.cost,
                "on_hand": float(stock[index]),
                "stock_as_of": counted,
                "order_multiple": product.pack,
                "service_level": self._service_level,
                "supplier_id": product.supplier.supplier_id,
            }
            for index, product in enumerate(self._world.products)
        ]
        made = _asked("POST", "/products/batch", 200, body={"items": items}).json["items"]
        if any(item["result"] != "created" for item in made):
            raise RuntimeError(f"a product was not created: {made}")
        self._load_history()

    def _load_history(self) -> None:
        """Load what was sold before the first day; days without a sale are told as such."""
        first = START - timedelta(days=self._world.history_days)
        rows = ["date,product_id,quantity_sold,price"]
        for product, sold in zip(self._world.products, self._world.history, strict=True):
            rows += [
                f"{(first + timedelta(days=day)).isoformat()},{product.product_id},{units:g},{product.price}"
                for day, units in enumerate(sold.tolist())
            ]
        report = _asked(
            "POST", "/sales-data/upload", 200, body="\n".join(rows).encode(), headers={"Content-Type": "text/csv"}
        ).json
        if report["rows_rejected"]:
            raise RuntimeError(f"rows were rejected: {report['errors'][:3]}")

    def _send_sales(self) -> None:
        """Send the sales of all days up to yesterday that were not sent yet."""
        items = [
            {
                "product_id": product.product_id,
                "date": (START + timedelta(days=sold_on)).isoformat(),
                "quantity_sold": units,
                "price": product.price,
            }
            for sold_on, sold in self._sold.items()
            for product, units in zip(self._world.products, sold.tolist(), strict=True)
        ]
        if items:
            _asked("POST", "/sales-data", 200, body={"items": items})
        self._sold.clear()

    def _receive(self, day: int, arrived: Mapping[int, float]) -> None:
        """Record what is here, order by order, whole as it was sent."""
        came = 0.0
        for purchase_order_id in self._open.pop(day, ()):
            lines = _asked("GET", f"/purchase-orders/{purchase_order_id}", 200).json["lines"]
            body = {
                "received_on": (START + timedelta(days=day)).isoformat(),
                "lines": [{"line": line["line"], "quantity": line["open_quantity"]} for line in lines],
            }
            received = _asked("POST", f"/purchase-orders/{purchase_order_id}/receive", 200, body=body).json
            if received["status"] != "received":
                raise RuntimeError(f"an order was not received whole: {received}")
            came += sum(line["quantity"] for line in lines)
        if came != sum(arrived.values()):
            raise RuntimeError(f"{sum(arrived.values())} arrived on day {day}, and {came} were received")

    def _compare(self, stock: FloatArray) -> None:
        """Read the whole list, page by page, and compare the stock it speaks of with the shelves."""
        seen = 0
        query: dict[str, str] = {"limit": "500"}
        while True:
            page = _asked("GET", _LIST, 200, query=query).json
            for item in page["items"]:
                difference = abs(float(stock[self._index[item["product_id"]]]) - item["projected_on_hand"])
                self.largest_difference = max(self.largest_difference, difference)
            seen += len(page["items"])
            if page["next_cursor"] is None:
                break
            query["cursor"] = page["next_cursor"]
        if seen != len(self._index):
            raise RuntimeError(f"{seen} of {len(self._index)} products are in the list")

    def _order(self, day: int, supplier_id: str) -> dict[int, float]:
        """Draft what is recommended of a supplier, and place it."""
        body = {"from_recommendations": {"supplier_id": supplier_id}}
        drafted = _asked("POST", "/purchase-orders", 201, body=body).json
        if drafted["left_out"]:
            raise RuntimeError(f"something was left out of a draft: {drafted['left_out']}")
        ordered: dict[int, float] = {}
        for draft in drafted["items"]:
            _asked("POST", f"/purchase-orders/{draft['purchase_order_id']}/order", 200)
            ordered |= {self._index[line["product_id"]]: float(line["quantity"]) for line in draft["lines"]}
            arrival = self._world.arrival(self._index[draft["lines"][0]["product_id"]], day)
            self._open[arrival].append(draft["purchase_order_id"])
        return ordered

    @staticmethod
    def _forecast() -> None:
        """Forecast everything as the nightly job does."""
        asked = {"all": True, "horizon_days": HORIZON_DAYS, "engine": "statistical"}
        job_id = _asked("POST", "/forecasts/generate", 202, body=asked).json["job_id"]
        context: Any = _Patient()
        plan: Any = planner.handler({"request": {"job_id": job_id}, "execution_name": job_id}, context)
        batches = boto3.client("s3").get_object(Bucket=plan["bucket"], Key=plan["batches_key"])["Body"].read()
        for batch in batches.splitlines():
            worker.handler(json.loads(batch), context)
        finisher.handler(plan, context)
        job = _asked("GET", f"/forecast-jobs/{job_id}", 200).json
        if job["status"] != "completed":
            raise RuntimeError(f"the shop was not forecast: {job}")


def _asked(method: str, path: str, status: int, **request: Any) -> Answer:
    """Return the answer to a request; raises :class:`RuntimeError` when it is another one than a buyer expects."""
    answer = send(method, path, **request)
    if answer.status != status:
        raise RuntimeError(f"{method} {path} answered {answer.status}: {answer.body[:500]}")
    return answer
