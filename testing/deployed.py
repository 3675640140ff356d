"""The deployed functions in this process on moto: template.yaml's tables, one of each other resource, and a small shop.

Counts what a request builds: adapters (instances of classes in ``adapters``) and boto3 clients.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import boto3
from moto import mock_aws

from handlers.calendar import api as calendar_api
from handlers.calendar.container import container as calendar
from handlers.forecasting import api as forecasts_api
from handlers.forecasting.container import container as forecasting
from handlers.outbox.container import container as outbox
from handlers.products import api as products_api
from handlers.products.container import container as products
from handlers.purchasing import api as purchasing_api
from handlers.purchasing.container import container as purchasing
from handlers.replenishment.container import container as replenishment
from handlers.reporting import api as reports_api
from handlers.reporting.container import container as reporting
from handlers.sales import api as sales_api
from handlers.sales.container import container as sales
from handlers.shared import clients, cursors, idempotency
from handlers.system import api as system_api
from handlers.system.container import container as system
from testing.fakes.system import FakeClock
from testing.moto_dynamodb import whole_transactions
from testing.permissions import enforced
from testing.rest import Answer, call
from testing.shop import daily_sales
from testing.template import create_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEMPLATE = Path(__file__).parents[1] / "template.yaml"
CONTAINERS = (products, sales, calendar, purchasing, forecasting, replenishment, reporting, outbox, system)
#: The function of each first part of a path.
HANDLERS: dict[str, Callable[..., Any]] = {
    "products": products_api.handler,
    "sales-data": sales_api.handler,
    "import-mappings": sales_api.handler,
    "calendar": calendar_api.handler,
    "suppliers": purchasing_api.handler,
    "settings": purchasing_api.handler,
    "purchase-orders": purchasing_api.handler,
    "forecasts": forecasts_api.handler,
    "forecast-jobs": forecasts_api.handler,
    "reports": reports_api.handler,
    "exports": reports_api.handler,
    "changes": products_api.handler,
    "health": system_api.handler,
    "openapi.json": system_api.handler,
    "docs": system_api.handler,
}
#: The last day of the shop's sales, the day before the clock's.
LAST_DAY = date(2026, 11, 19)
_REGION = "us-east-1"
_SIMPLE_MACHINE = json.dumps({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}})


@dataclass
class Built:
    """What was built while a request was answered, by name, each once."""

    adapters: set[str] = field(default_factory=set)
    clients: set[str] = field(default_factory=set)


@contextmanager
def deployed(*, streams: bool = False) -> Iterator[None]:
    """Stand in for an AWS account with the template's resources; the functions' variables name them."""
    with ExitStack() as stack:
        client = partial(boto3.client, region_name=_REGION)
        account = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": _REGION}
        stack.enter_context(patch.dict(os.environ, account | {"AWS_DEFAULT_REGION": _REGION}))
        stack.enter_context(mock_aws())
        stack.enter_context(whole_transactions())
        stack.enter_context(enforced())
        environment = create_tables(TEMPLATE, client("dynamodb"), streams=streams)
        client("s3").create_bucket(Bucket="data-bucket")
        secret = client("secretsmanager").create_secret(Name="cursors", SecretString="a-secret")
        machine = client("stepfunctions").create_state_machine(
            name="jobs", definition=_SIMPLE_MACHINE, roleArn="arn:aws:iam::123456789012:role/x"
        )
        environment |= {
            "DATA_BUCKET": "data-bucket",
            "CURSOR_SECRET_ARN": secret["ARN"],
            "BULK_STATE_MACHINE_ARN": machine["stateMachineArn"],
            "ALERTS_TOPIC_ARN": client("sns").create_topic(Name="alerts")["TopicArn"],
            "INGEST_QUEUE_URL": client("sqs").create_queue(QueueName="ingest")["QueueUrl"],
            "EVENT_BUS_NAME": client("events").create_event_bus(Name="stockcast")["EventBusArn"].rpartition("/")[2],
        }
        stack.enter_context(patch.dict(os.environ, environment))
        for name, module in [*sys.modules.items()]:  # moto copies items without a lock: two threads break it
            if name.startswith("adapters.") and "ThreadPoolExecutor" in vars(module):
                stack.enter_context(patch.object(module, "ThreadPoolExecutor", lambda _: ThreadPoolExecutor(1)))
        stack.callback(new_process)
        new_process()
        gc.freeze()  # what was there before is no part of what a process builds and forgets: looking is quick then
        stack.callback(gc.unfreeze)
        yield


@contextmanager
def standing_clock() -> Iterator[FakeClock]:
    """Let time stand still for all functions, on the day after the shop's last sales."""
    clock = FakeClock()
    with ExitStack() as stack:
        for container in CONTAINERS:
            if "clock" in container.providers:
                stack.enter_context(container.providers["clock"].override(clock))
        yield clock


def new_process() -> None:
    """Forget what a process remembers from one request to the next."""
    for container in CONTAINERS:
        container.reset_singletons()
    for cached in (clients.session, cursors._secret, idempotency._store):
        cached.cache_clear()
    gc.collect()


def send(method: str, path: str, **request: Any) -> Answer:
    """Send a request to the function that it belongs to."""
    is_effect = path.startswith("/calendar/") and path.endswith("/effect")
    return call(HANDLERS["forecasts" if is_effect else path.split("/")[1]], method, path, **request)


def open_shop(*product_ids: str, days: int = 400) -> None:
    """Create products, 20 of each in stock, and load their daily sales up to :data:`LAST_DAY`."""
    for name in product_ids:
        body = {"product_id": name, "name": name, "category": name, "current_price": 4.5, "on_hand": 20}
        created = send("POST", "/products", body=body)
        assert created.status == 201, created.body
    rows = "\n".join(daily_sales(name, days, last=LAST_DAY).partition("\n")[2].strip() for name in product_ids)
    text = f"date,product_id,quantity_sold,price\n{rows}\n"
    loaded = send("POST", "/sales-data/upload", body=text.encode(), headers={"Content-Type": "text/csv"})
    assert loaded.status == 200, loaded.body


@contextmanager
def building() -> Iterator[Built]:
    """Watch what is built: adapters that are there afterwards and were not before, and every boto3 client."""
    built = Built()
    make = boto3.Session.client

    def client(session: boto3.Session, service_name: str, *arguments: Any, **options: Any) -> Any:
        built.clients.add(service_name)
        return make(session, service_name, *arguments, **options)

    before = {id(each) for each in _adapters()}
    with patch.object(boto3.Session, "client", client):
        yield built
    built.adapters = {type(each).__name__ for each in _adapters() if id(each) not in before}


def _adapters() -> list[Any]:
    return [each for each in gc.get_objects() if str(type(each).__module__).startswith("adapters.")]
