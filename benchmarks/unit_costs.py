"""What one product costs in reads, writes, seconds and bytes: measured by running the real functions on moto.

    python -m benchmarks.unit_costs

loads the demo shop's two years, adds a day, forecasts it as the nightly job does, and looks at it as a buyer does,
while a meter counts billed units (:mod:`benchmarks.metering`) and a clock the processor time of the code itself,
without that of the stand-in for AWS. Writes ``benchmarks/results/unit_costs.json``, which ``benchmarks.cost`` and
``benchmarks.scale`` read.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from moto import mock_aws

from benchmarks.metering import Meter, item_size
from local import demo
from testing.moto_dynamodb import whole_transactions
from testing.rest import LambdaContext, call
from testing.template import create_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "unit_costs.json"
CHARACTERS_PER_TOKEN = 3.5
ANSWER_TOKENS = 450


@dataclass(frozen=True)
class Flow:
    """One flow over ``products`` products: billed units, requests to AWS, and seconds of the code itself."""

    products: int
    read_units: float
    write_units: float
    s3_puts: int
    s3_gets: int
    requests: int
    seconds: float


class Stopwatch:
    """Tells the processor seconds of a span, without those of what stands in for AWS in this process."""

    def __init__(self, client: Any) -> None:
        self._waiting = 0.0
        self._sent = 0.0
        client.meta.events.register_first("before-send.*.*", self._send)
        client.meta.events.register_last("after-call.*.*", self._received)

    def _send(self, **_: Any) -> None:
        self._sent = time.process_time()

    def _received(self, **_: Any) -> None:
        self._waiting += time.process_time() - self._sent

    def own_seconds(self, work: Callable[[], object]) -> float:
        """Run the work and return its own processor time (single-threaded work only)."""
        self._waiting, started = 0.0, time.process_time()
        work()
        return max(0.0, time.process_time() - started - self._waiting)


def main() -> int:
    """Measure and write the results."""
    logging.disable(logging.WARNING)
    os.environ |= dict.fromkeys(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"), "measuring")
    os.environ |= {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "LOG_LEVEL": "ERROR"}
    with mock_aws(), whole_transactions():
        flows, sizes, prompt = _measure()
    result = {
        "command": "python -m benchmarks.unit_costs",
        "measured_at": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "flows": {name: asdict(flow) for name, flow in flows.items()},
        "stored_bytes_per_product": sizes,
        "model": {
            "input_tokens": round(prompt / CHARACTERS_PER_TOKEN),
            "output_tokens": ANSWER_TOKENS,
            "assumption": f"{CHARACTERS_PER_TOKEN} characters a token of the prompt, {ANSWER_TOKENS} tokens of answer",
        },
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0


class Shop:
    """The demo shop on moto, its flows metered."""

    def __init__(self, dynamodb: Any, s3: Any) -> None:
        from adapters.dynamodb.forecasting import forecasts
        from adapters.dynamodb.forecasting import latest as latest_forecasts
        from adapters.dynamodb.sales import catalogue as sales_catalogue
        from adapters.dynamodb.sales import history as sales_history
        from adapters.dynamodb.sales import ledger as sales_ledger
        from handlers.forecasting.container import container as forecasting
        from handlers.products.container import container as products
        from handlers.replenishment.container import container as replenishment
        from handlers.reporting.container import container as reporting
        from handlers.sales.container import container as sales

        for module in (forecasts, latest_forecasts, sales_catalogue, sales_history, sales_ledger):
            vars(module)["_THREADS"] = 1  # the stand-in is not thread-safe, and the stopwatch knows one thread
        for container in (forecasting, products, replenishment, reporting, sales):
            container.dynamodb.override(dynamodb)
            if "s3" in container.providers:
                container.providers["s3"].override(s3)
        self.s3 = s3
        self.meter = Meter({os.environ["PRODUCTS_TABLE"]: 1})
        self.meter.watch(dynamodb)
        self.meter.watch(s3)
        self.watch = Stopwatch(dynamodb)
        self.today = datetime.now(UTC).date()
        self.ids = [item.product_id for item in demo.ITEMS if item.first_day and item.last_day == 1]
        self.categories = list(dict.fromkeys(item.category for item in demo.ITEMS))

    def flow(self, work: Callable[[], object], count: int | None = None) -> Flow:
        """Run a flow and return what it used."""
        self.meter.take()
        seconds = self.watch.own_seconds(work)
        used = self.meter.take()
        requests = sum(used.requests.values())
        products = count or len(self.ids)
        return Flow(products, used.read_units, used.write_units, used.s3_puts, used.s3_gets, requests, seconds)

    def load_catalogue(self) -> None:
        """Load the products."""
        from handlers.products.api import handler

        _csv(handler, "/products/upload", demo.catalogue_csv(self.today))

    def load_history(self) -> None:
        """Load two years of sales, a category at a time."""
        for category in self.categories:
            self._upload(demo.sales_csv(category, self.today - timedelta(days=1)))

    def add_a_day(self) -> None:
        """Load one more day of all products in one file."""
        yesterday = (self.today - timedelta(days=1)).isoformat()
        tables = [demo.sales_csv(category, self.today).splitlines() for category in self.categories]
        rows = [line for table in tables for line in table if yesterday in line]
        self._upload("\n".join([tables[0][0], *rows]) + "\n")

    def night(self) -> None:
        """Run what the state machine runs: plan, every batch, finish."""
        from handlers.forecasting import finisher, planner, worker

        context: Any = LambdaContext()
        planned = planner.handler({"request": {"trigger": "nightly"}, "execution_name": f"n{time.time_ns()}"}, context)
        lines = self.s3.get_object(Bucket=planned["bucket"], Key=planned["batches_key"])["Body"].read().splitlines()
        for line in lines:
            worker.handler(json.loads(line), context)
        finished = finisher.handler(planned, context)
        if not finished["done"]:
            raise RuntimeError(finished)

    @staticmethod
    def _upload(table: str) -> None:
        from handlers.sales.api import handler

        if table.count("\n") > 1:
            _csv(handler, "/sales-data/upload", table)


def _csv(handler: Any, path: str, table: str) -> None:
    _check(call(handler, "POST", path, body=table, headers={"Content-Type": "text/csv"}))


def _check(answer: Any) -> None:
    if answer.status != 200:
        raise RuntimeError(answer.body)


def _page(handler: Any, path: str) -> Callable[[], None]:
    return lambda: _check(call(handler, "GET", path))


def _measure() -> tuple[dict[str, Flow], dict[str, float], int]:
    dynamodb, s3 = boto3.client("dynamodb"), boto3.client("s3")
    os.environ |= create_tables(ROOT / "template.yaml", dynamodb)
    s3.create_bucket(Bucket="data")
    os.environ |= {
        "DATA_BUCKET": "data",
        "COUNTRY": "US",
        "CURSOR_SECRET_ARN": boto3.client("secretsmanager").create_secret(Name="c", SecretString="measuring")["ARN"],
        "ALERTS_TOPIC_ARN": boto3.client("sns").create_topic(Name="notices")["TopicArn"],
    }
    from handlers.forecasting.api import handler as forecasts
    from handlers.products.api import handler as products
    from handlers.reporting.api import handler as reports
    from handlers.sales.api import handler as sales

    shop = Shop(dynamodb, s3)
    shop.load_catalogue()
    flows = {
        "load_two_years": shop.flow(shop.load_history),
        "add_a_day": shop.flow(shop.add_a_day),
        "first_night": shop.flow(shop.night),
        "night": shop.flow(shop.night),
        "list_products": shop.flow(_page(products, "/products")),
        "recommendations": shop.flow(_page(reports, "/reports/inventory-recommendations")),
        "sales_summary": shop.flow(_page(sales, "/sales-data/summary")),
        "read_forecast": shop.flow(_page(forecasts, f"/forecasts/{shop.ids[0]}"), 1),
        "forecast_one": shop.flow(_forecast_one(forecasts, shop.ids[0]), 1),
    }
    return flows, _sizes(dynamodb, shop.ids), _prompt_characters()


def _forecast_one(handler: Any, product_id: str) -> Callable[[], None]:
    return lambda: _check(call(handler, "POST", "/forecasts/generate", body={"product_id": product_id}))


def _sizes(dynamodb: Any, ids: list[str]) -> dict[str, float]:
    """Return stored bytes a product by kind of item (100 bytes of overhead each, as DynamoDB bills)."""
    found: dict[str, float] = {}
    for table in ("SALES_TABLE", "FORECASTS_TABLE", "PRODUCTS_TABLE"):
        for item in _scan(dynamodb, os.environ[table]):
            kind = f"{item['PK']['S'].split('#')[0]}/{item['SK']['S'].split('#')[0]}"
            found[kind] = found.get(kind, 0.0) + item_size(item) + 100
    return {kind: round(total / len(ids), 1) for kind, total in sorted(found.items())}


def _scan(dynamodb: Any, table: str) -> Iterator[dict[str, Any]]:
    for answer in dynamodb.get_paginator("scan").paginate(TableName=table):
        yield from answer["Items"]


def _prompt_characters() -> int:
    """Return the length of what the model is sent: rules, schema, and a product's briefing with an event and a
    note."""
    from adapters.bedrock import prompt
    from testing.advice import BRIEFING

    facts = dict(BRIEFING.facts) | {f"yearly_profile.m{month}": 1.0 for month in range(24)}
    document = prompt.user_block(BRIEFING)
    extra = len(json.dumps(facts)) - len(json.dumps(dict(BRIEFING.facts)))
    schema = next(value for name, value in vars(prompt).items() if name.endswith("SCHEMA"))
    return len(prompt.RULES) + len(document) + extra + len(json.dumps(schema))


if __name__ == "__main__":
    sys.exit(main())
