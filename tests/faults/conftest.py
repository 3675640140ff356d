"""A small shop on moto behind real handlers, and a hand on every call they make."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from adapters.dynamodb import retries
from handlers.forecasting import api as forecasts_api
from handlers.forecasting.container import container as forecasts
from handlers.products import api as products_api
from handlers.products.container import container as products
from handlers.purchasing import api as purchasing_api
from handlers.purchasing.container import container as purchasing
from handlers.replenishment.container import container as replenishment
from handlers.reporting import api as reports_api
from handlers.reporting.container import container as reports
from handlers.sales import api as sales_api
from handlers.sales.container import container as sales
from handlers.system.container import container as system
from testing.fakes.system import FakeClock
from testing.rest import Answer, call
from tests.support.faults import everything, injected, reset, share_clients
from tests.support.forecasting import put_product, weekly_sales

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.faults import Faults

HANDLERS = {
    "/products": products_api.handler,
    "/sales-data": sales_api.handler,
    "/forecasts": forecasts_api.handler,
    "/forecast-jobs": forecasts_api.handler,
    "/reports": reports_api.handler,
    "/suppliers": purchasing_api.handler,
    "/purchase-orders": purchasing_api.handler,
}
SALES = "date,product_id,quantity_sold,price\n" + "".join(
    f"{date(2026, 9, 25) + timedelta(days=day)},SKU-1,{units:g},4.5\n" for day, units in enumerate(weekly_sales(56))
)
CONTAINERS = (products, purchasing, sales, forecasts, replenishment, reports, system)


@dataclass
class Shop:
    """What a test does with the shop."""

    environment: dict[str, str]
    clock: FakeClock
    faults: Faults
    state: dict[str, Any] = field(default_factory=dict)

    def send(self, method: str, path: str, **request: Any) -> Answer:
        """Send a request to the function it belongs to."""
        root = "/" + path.split("/")[1]
        return call(HANDLERS[root], method, path, **request)

    def upload(self, text: str, **query: str) -> Answer:
        """Upload sales in a request."""
        headers = {"Content-Type": "text/csv"}
        return self.send("POST", "/sales-data/upload", body=text.encode(), headers=headers, query=query or None)

    def fresh(self) -> None:
        """Go back to the shop as it was in the beginning, in a new process."""
        self.faults.never()
        self.new_process()
        reset(self.environment, self.state)

    def new_process(self) -> None:
        """Forget what a process remembers."""
        for container in CONTAINERS:
            container.reset_singletons()

    def items(self, *, but: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        """Return all items of sales, products and forecasts without what differs from run to run."""
        volatile = {"upload_id", "run_id", "created_at", "updated_at", "document", "override_id", *but}
        tables = everything(self.environment)
        created = {item["product_id"]["S"]: item["created_at"] for item in tables["PRODUCTS_TABLE"]}
        for row in tables["SALES_TABLE"]:
            if "product_created_at" in row:  # a row is of the product there is, whenever that was created
                row["product_created_at"] = {"BOOL": row["product_created_at"] == created.get(row["product_id"]["S"])}
        found = [
            {name: value for name, value in item.items() if name not in volatile}
            | {"SK": {"S": "OVERRIDE" if item["SK"]["S"].startswith("OVERRIDE#") else item["SK"]["S"]}}
            for table, items in tables.items()
            if table != "IDEMPOTENCY_TABLE"
            for item in items
            # Uploads, jobs and reports are kept under names of their own; past forecasts stand as they stood.
            if not item["PK"]["S"].startswith(("UPLOAD#", "JOB#", "REPORT#")) and "RUN#" not in item["SK"]["S"]
        ]
        return sorted(found, key=str)


@pytest.fixture
def shop(aws: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """Two products, one of them with sales; time stands still, and waiting takes none."""
    client = boto3.client("dynamodb", region_name="us-east-1")
    put_product(aws, client, "SKU-1")
    put_product(aws, client, "SKU-2", category="Tea")
    machine = boto3.client("stepfunctions", region_name="us-east-1").create_state_machine(
        name="jobs",
        definition=json.dumps({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}),
        roleArn="arn:aws:iam::123456789012:role/x",
    )
    topic = boto3.client("sns", region_name="us-east-1").create_topic(Name="alerts")
    queue = boto3.client("sqs", region_name="us-east-1").create_queue(QueueName="ingest")
    monkeypatch.setenv("BULK_STATE_MACHINE_ARN", machine["stateMachineArn"])
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic["TopicArn"])
    monkeypatch.setenv("INGEST_QUEUE_URL", queue["QueueUrl"])
    monkeypatch.setattr(retries, "BASE_DELAY_SECONDS", 0)
    share_clients(monkeypatch)
    clock = FakeClock()
    with ExitStack() as stack:
        for container in CONTAINERS:
            container.reset_singletons()
            if hasattr(container, "clock"):
                stack.enter_context(container.clock.override(clock))
        made = Shop(aws, clock, stack.enter_context(injected(monkeypatch)))
        assert made.upload(SALES).status == 200
        made.state = everything(aws)
        yield made
    for container in CONTAINERS:
        container.reset_singletons()
