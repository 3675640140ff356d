"""Cost of a request as the shop grows, from the functions with a real client against an embedded DynamoDB.

    python -m benchmarks.growth [--products 1000 10000] [--endpoint URL] [--out FILE]

For each size: processor seconds of the function with its client, read and write units by AWS's published rules,
requests to it and bytes of the answer; the first time, with nothing remembered, and again. A bare function that reads
one item with boto3's own client is measured in the same run. Job orders, batches and the job's start go to stand-ins
in memory, so planning has neither S3 nor Step Functions in it; everything else is the functions' own. Writes
``benchmarks/results/growth.json``.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import platform
import resource
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.typed import typed_key
from benchmarks.growth_shop import Tables, a_day, product_id
from benchmarks.ingest_stores import embedded_dynamodb
from benchmarks.metering import Meter
from handlers.shared import cursors
from testing.fakes.jobs import FakeJobFiles, FakeJobRunner
from testing.rest import LambdaContext, call
from testing.template import create_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT: Final = Path(__file__).resolve().parents[1]
OUT: Final = ROOT / "benchmarks" / "results" / "growth.json"
SIZES: Final = (1_000, 10_000)
BATCH: Final = 250
_BARE_RUNS: Final = 21

type Measured = dict[str, Any]


class PatientContext(LambdaContext):
    """A context with all its time left."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        """Return a quarter of an hour."""
        return 900_000


class Bench:
    """Runs requests and remembers what each cost."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self.results: list[Measured] = []

    def measure(self, what: str, products: int, work: Callable[[], Any]) -> Any:
        """Run some work and note what it cost."""
        self._meter.take()
        wall, started = time.perf_counter(), time.process_time()
        with redirect_stdout(io.StringIO()):  # metrics are lines of the log
            done = work()
        cpu, wall = time.process_time() - started, time.perf_counter() - wall
        used = self._meter.take()
        entry = {
            "what": what,
            "shop": products,
            "cpu_seconds": round(cpu, 4),
            "wall_seconds": round(wall, 3),
            "read_units": used.read_units,
            "write_units": used.write_units,
            "requests": sum(used.requests.values()),
            "bytes": len(getattr(done, "body", "") or ""),
        }
        if (status := getattr(done, "status", 200)) >= 300:
            entry["status"] = status
        self.results.append(entry)
        print(" ".join(f"{name}={value}" for name, value in entry.items()), flush=True)
        return done


def forget() -> None:
    """Let the containers make everything anew but the client."""
    for container in _containers():
        client = container.dynamodb()
        container.reset_singletons()
        container.dynamodb.override(client)


def _containers() -> tuple[Any, ...]:
    from handlers.forecasting.container import container as forecasting
    from handlers.products.container import container as products
    from handlers.replenishment.container import container as replenishment
    from handlers.reporting.container import container as reporting
    from handlers.sales.container import container as sales

    return forecasting, products, replenishment, reporting, sales


def bare(client: Any, table: str) -> Callable[[], Any]:
    """Return a request to a function that reads one item and does nothing else."""
    from aws_lambda_powertools.event_handler import APIGatewayRestResolver

    app = APIGatewayRestResolver(enable_validation=True)

    @app.get("/item")
    def item() -> dict[str, str]:
        found = client.get_item(TableName=table, Key=typed_key(keys.product(product_id(1))))
        return {"name": found["Item"]["name"]["S"]}

    event = {"path": "/item", "httpMethod": "GET", "headers": {}, "requestContext": {"path": "/item"}, "body": None}
    context: Any = LambdaContext()
    return lambda: app.resolve(event, context)


def reads(bench: Bench, products: int) -> None:
    """Measure what people and shop systems ask."""
    from handlers.products.api import handler as product_api
    from handlers.reporting.api import handler as report_api
    from handlers.sales.api import handler as sales_api

    listed = "/reports/inventory-recommendations"
    asked: tuple[tuple[str, Any, str, dict[str, str] | None], ...] = (
        ("one product", product_api, f"/products/{product_id(7)}", None),
        ("products, first page", product_api, "/products", None),
        ("products of one category", product_api, "/products", {"category": "Category 3"}),
        ("products, a search that finds nothing", product_api, "/products", {"q": "nothing like it"}),
        ("one product's recommendation", report_api, f"{listed}/{product_id(7)}", None),
        ("today", report_api, "/reports/today", None),
        ("recommendations, first page", report_api, listed, {"limit": "25"}),
        ("recommendations, one category", report_api, listed, {"limit": "25", "category": "Category 3"}),
        ("forecast summary", report_api, "/reports/forecast-summary", {"horizon_days": "28"}),
        ("forecast summary, one category", report_api, "/reports/forecast-summary", {"category": "Category 3"}),
        ("sales summary", sales_api, "/sales-data/summary", None),
        ("sales summary, one category", sales_api, "/sales-data/summary", {"category": "Category 3"}),
    )
    for what, handler, path, query in asked:
        work = partial(call, handler, "GET", path, query=query)
        forget()
        bench.measure(what, products, work)
        if handler is report_api:
            bench.measure(f"{what}, again", products, work)


def worklist(bench: Bench, products: int, tables: Tables) -> None:
    """Measure the making of the worklist, and what changes cost to reach it."""
    from handlers.reporting.worklist import handler

    context: Any = PatientContext()

    def told(numbers: Iterable[int]) -> dict[str, Any]:
        named = [keys.attributes(keys.product(product_id(number))) for number in numbers]
        records = [{"dynamodb": {"Keys": {name: {"S": key} for name, key in each.items()}}} for each in named]
        return handler({"Records": records}, context)

    tables.forget_worklist()
    forget()
    bench.measure("the worklist made as a whole", products, lambda: handler({}, context))
    forget()
    bench.measure("a change on its way to the worklist", products, lambda: told([7]))
    bench.measure("a thousand changes on their way to it", products, lambda: told(range(1000)))
    minutely = partial(handler, {"trigger": "minutely"}, context)
    bench.measure("summaries made anew, a minute after many changes", products, minutely)


def jobs(bench: Bench, products: int, files: FakeJobFiles) -> None:
    """Measure a job for everything: its start, its planning, and its first batch."""
    from handlers.forecasting import planner, worker
    from handlers.forecasting.api import handler

    forget()
    started = bench.measure(
        "generate, all", products, lambda: call(handler, "POST", "/forecasts/generate", body={"all": True})
    )
    request = {"request": {"job_id": started.json["job_id"]}, "execution_name": "growth"}
    context: Any = LambdaContext()
    planned = bench.measure("planning a job, profile learned", products, lambda: planner.handler(request, context))
    bench.measure("planning a job, again", products, lambda: planner.handler(request, context))
    batch = json.loads(json.dumps(vars(files.batches[planned["job_id"]][0]), default=vars))
    given = {
        "job_id": planned["job_id"],
        "batch": 0,
        "product_ids": list(batch["product_ids"])[:BATCH],
        "options": {name: batch["options"][name] for name in ("horizon_days", "confidence_level", "engine")},
    }
    what = f"a batch of {BATCH} products, forecast and kept"
    bench.measure(what, products, lambda: worker.handler(given, context))


def grown(bench: Bench, sizes: Iterable[int], tables: Tables, day: str, files: FakeJobFiles) -> None:
    """Measure everything at each size, the smallest first."""
    from handlers.forecasting.api import handler as forecast_api
    from handlers.sales.api import handler as sales_api

    there = 0
    for size in sizes:
        tables.fill(there, size)
        if not there:
            for number in range(4):
                made = call(forecast_api, "POST", "/forecasts/generate", body={"product_id": product_id(number)})
                if made.status != 200:
                    raise RuntimeError(made.body)
        tables.copy_forecasts(max(there, 4), size)
        there = size
        worklist(bench, size, tables)
        reads(bench, size)
        jobs(bench, size, files)
        lines = "\n".join(a_day(size, day))
        forget()
        send = partial(call, sales_api, "POST", "/sales-data/upload", body=lines, headers={"Content-Type": "text/csv"})
        sent = bench.measure("a day's file, one row a product", size, send)
        if sent.status != 200 or sent.json["rows_rejected"]:
            raise RuntimeError(sent.body)


def main() -> None:
    """Measure, print and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--products", type=int, nargs="+", default=SIZES)
    parser.add_argument("--endpoint")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    os.environ |= {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "LOG_LEVEL": "ERROR"}
    os.environ |= {"DATA_BUCKET": "data", "BULK_STATE_MACHINE_ARN": "machine"}
    with embedded_dynamodb(options.endpoint) as client:
        os.environ |= create_tables(ROOT / "template.yaml", client)
        os.environ["STOCKCAST_ENDPOINT_URL"] = client.meta.endpoint_url
        results = _measured(client, sorted(options.products))
    document = {
        "command": "python -m benchmarks.growth",
        "measured_at": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "results": results,
    }
    options.out.write_text(json.dumps(document, indent=1) + "\n")


def _measured(client: Any, sizes: list[int]) -> list[Measured]:
    products_table = os.environ["PRODUCTS_TABLE"]
    indexes = client.describe_table(TableName=products_table)["Table"]["GlobalSecondaryIndexes"]
    meter, files, now = Meter({products_table: len(indexes)}), FakeJobFiles(), datetime.now(UTC)
    forecasting, *others = _containers()
    vars(cursors)["_secret"] = lambda: b"benchmark"
    own = forecasting.dynamodb()
    for container in (forecasting, *others):
        container.dynamodb.override(own)
    forecasting.job_files.override(files)
    forecasting.runner.override(FakeJobRunner())
    meter.watch(own)
    bench = Bench(meter)
    plain = bare(client, products_table)
    yesterday = (now - timedelta(days=1)).date().isoformat()
    grown(bench, sizes, Tables(client, os.environ, now - timedelta(days=1)), yesterday, files)
    runs = Bench(meter)
    for _ in range(_BARE_RUNS):
        runs.measure("a bare function that reads one item", 1, plain)
    return [*bench.results, sorted(runs.results, key=lambda run: run["cpu_seconds"])[_BARE_RUNS // 2]]


if __name__ == "__main__":
    main()
