"""Forecast thousands of products in one job, end to end on a stack: planner, distributed map, workers, finisher.

    STOCKCAST_LOCAL_DIR=/tmp/bulk STOCKCAST_WEB=0 STOCKCAST_SEED=0 make up
    STOCKCAST_LOCAL_DIR=/tmp/bulk uv run python -m benchmarks.bulk                   # 5,000 products
    STOCKCAST_LOCAL_DIR=/tmp/bulk uv run python -m benchmarks.bulk --crash           # kill it all half-way, then go on
    STOCKCAST_LOCAL_DIR=/tmp/bulk make clean-data

Use a stack of its own: the products stay. Their catalogue is uploaded through the API; their two years of sales are put
straight into the table in packed form, because it is the job that is measured here and not loading (that is
``benchmarks.ingest``). One product in a thousand has never sold anything in a category of its own, so that there is
something to report. Checks what it measures: every product is done or named as failed, progress never goes back, a job
that is started again does nothing twice. Writes ``benchmarks/results/bulk.json``, which ``benchmarks.scale`` prints.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import http.client
import io
import json
import os
import platform
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.sales.history_codec import encode
from adapters.dynamodb.table import Table
from local import __main__ as local
from local import aws, stack

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "bulk.json"
DAYS: Final = 730
SILENT_EVERY: Final = 1_000
PRODUCTS_A_FILE: Final = 1_000
CATEGORIES: Final = 20
POLL_SECONDS: Final = 2.0
LONGEST_SECONDS: Final = 3_600
SAMPLE: Final = 25


class Shop:
    """A running stack, through its API and, for loading and starting again, its AWS."""

    def __init__(self) -> None:
        self.stack = stack.read()
        self._address = urlsplit(self.stack.api_url)
        made, self._where = aws.session(urlsplit(self.stack.aws_endpoint_url).port or 0)
        self.aws: Any = made
        self.sales = Table(self.client("dynamodb"), self.stack.outputs["SalesTable"])

    def client(self, service: str) -> Any:
        """Return a client for the embedded AWS."""
        return self.aws.client(service, **self._where)

    def ask(self, method: str, path: str, body: str | None = None, content_type: str = "application/json") -> Any:
        """Return the JSON that the API answers; raises on anything but success."""
        connection = http.client.HTTPConnection(self._address.hostname or "", self._address.port, timeout=120)
        headers = {"x-api-key": self.stack.bulk_api_key, "Content-Type": content_type}
        connection.request(method, self._address.path + path, body.encode() if body else None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path} answered {answer.status}: {text[:500]}")
        return json.loads(text)

    def start(self, job_id: str) -> str:
        """Start a job's execution again, as an operator would, and return its name."""
        machine = self.stack.outputs["ForecastJobArn"]
        started = self.client("stepfunctions").start_execution(
            stateMachineArn=machine, input=json.dumps({"job_id": job_id})
        )
        arn: str = started["executionArn"]
        return arn

    def cpu_seconds(self) -> float:
        """Return the processor time of the embedded AWS and of all functions that ran in it."""
        family = {aws.AWS.pid() or 0}
        stats = _processes()
        parents = {pid: int(fields[1]) for pid, fields in stats.items()}
        ticks = {pid: sum(map(int, fields[11:15])) for pid, fields in stats.items()}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        return sum(ticks.get(pid, 0) for pid in family) / os.sysconf("SC_CLK_TCK")


def _processes() -> dict[int, list[str]]:
    """Return the fields of ``/proc/PID/stat`` behind the command's name, by pid; a process may end at any time."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            found[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
    return found


def names(products: int) -> list[str]:
    """Return the products' ids."""
    return [f"BULK-{number:06d}" for number in range(products)]


def silent(number: int) -> bool:
    """Whether a product has never sold anything."""
    return number % SILENT_EVERY == SILENT_EVERY - 1


def load(shop: Shop, products: int) -> None:
    """Put the catalogue and the sales there."""
    ids = names(products)
    for first in range(0, products, PRODUCTS_A_FILE):
        out = io.StringIO()
        rows = csv.writer(out)
        rows.writerow(["product_id", "name", "category", "current_price", "on_hand", "lead_time_days"])
        for number in range(first, min(first + PRODUCTS_A_FILE, products)):
            category = f"Unsold {number}" if silent(number) else f"Aisle {number % CATEGORIES:02d}"
            rows.writerow([ids[number], f"Product {number}", category, 2 + number % 50, number % 300, 3 + number % 20])
        shop.ask("POST", "/products/upload", out.getvalue(), "text/csv")
    shop.sales.write_many(puts=histories(ids))


def histories(ids: list[str]) -> Iterator[dict[str, Any]]:
    """Yield two years of sales a product: weekly and yearly seasons, fast, slow and lumpy sellers, gaps."""
    now = datetime.now(UTC)
    start = now.date() - timedelta(days=DAYS)
    day = np.arange(DAYS)
    for number, product_id in enumerate(ids):
        if silent(number):
            continue
        draw = np.random.default_rng(number)
        rate = float(draw.lognormal(0.8, 1.3))
        season = 1 + 0.4 * draw.random() * np.sin(2 * np.pi * (day / 365.25 + draw.random()))
        expected = rate * season * draw.lognormal(0, 0.25, 7)[day % 7]
        sold = draw.poisson(draw.gamma(2.0, expected / 2.0)).astype(np.float64)
        first = int(draw.integers(0, DAYS // 2)) if number % 10 == 0 else 0
        price = np.full(DAYS, float(2 + number % 50))
        packed = encode(
            product_id,
            start + timedelta(days=first),
            sold[first:],
            (sold * price)[first:],
            price[first:],
            version=1,
            updated_at=now,
        )
        yield packed | keys.attributes(keys.history(product_id))


def follow(shop: Shop, job_id: str, until: float = 1.0) -> tuple[dict[str, Any], list[tuple[float, int]]]:
    """Wait for a job to end, or to come this far; return it, and how many products were through after which seconds."""
    started, seen = time.perf_counter(), list[tuple[float, int]]()
    while time.perf_counter() - started < LONGEST_SECONDS:
        job = shop.ask("GET", f"/forecast-jobs/{job_id}")
        through = job["done"] + job["failed"]
        if seen and through < seen[-1][1]:
            raise RuntimeError(f"progress went back from {seen[-1][1]} to {through}")
        if not seen or through > seen[-1][1]:
            seen.append((round(time.perf_counter() - started, 1), through))
        if job["finished_at"] is not None or (until < 1 and job["progress"] >= until):
            return job, seen
        time.sleep(POLL_SECONDS)
    raise RuntimeError(f"not done after {LONGEST_SECONDS} seconds: {job}")


def kill_and_restart() -> None:
    """Kill the embedded AWS and with it every function that runs in it, as a power cut would, and start it again."""
    os.kill(aws.AWS.pid() or 0, signal.SIGKILL)
    while aws.AWS.pid() is not None:
        time.sleep(0.2)
    local.up()


def again(shop: Shop, job_id: str) -> float:
    """Start a finished job again, wait for that execution to end and return its seconds."""
    started, arn = time.perf_counter(), shop.start(job_id)
    client = shop.client("stepfunctions")
    while (state := client.describe_execution(executionArn=arn)["status"]) == "RUNNING":
        time.sleep(0.5)
    if state != "SUCCEEDED":
        raise RuntimeError(f"the second execution ended as {state}")
    return time.perf_counter() - started


def run(shop: Shop, products: int, *, crash: bool) -> dict[str, Any]:
    """Forecast all products in one job and check what came of it."""
    cpu, started, kept = shop.cpu_seconds(), time.perf_counter(), None
    order = {"all": True, "horizon_days": 28}
    job_id = shop.ask("POST", "/forecasts/generate", json.dumps(order))["job_id"]
    if crash:
        follow(shop, job_id, until=0.4)
        kill_and_restart()
        shop = Shop()  # it may listen on another port now
        half = shop.ask("GET", f"/forecast-jobs/{job_id}")
        kept = half["done"] + half["failed"]
        cpu, started = shop.cpu_seconds(), time.perf_counter()
        shop.start(job_id)
    job, progress = follow(shop, job_id)
    seconds, spent = time.perf_counter() - started, shop.cpu_seconds() - cpu
    missing = {name for number, name in enumerate(names(products)) if silent(number)}
    failed = {error["product_id"] for error in job["errors"]}
    if (job["done"], failed) != (products - len(missing), missing):
        raise RuntimeError(f"done {job['done']} of {products}; failed {sorted(failed)} instead of {sorted(missing)}")
    step = max(1, products // SAMPLE)
    sample = [name for number, name in enumerate(names(products)) if number % step == 0 and not silent(number)]
    made = {name: shop.ask("GET", f"/forecasts/{name}")["generated_at"] for name in sample}
    repeat = again(shop, job_id)
    if made != {name: shop.ask("GET", f"/forecasts/{name}")["generated_at"] for name in sample}:
        raise RuntimeError("starting the job again made forecasts anew")
    return {
        "products": products,
        "done": job["done"],
        "failed": job["failed"],
        "seconds": round(seconds, 1),
        "cpu_seconds": round(spent, 1),
        **({"kept": kept} if crash else {}),
        "again_seconds": round(repeat, 1),
        "progress": progress,
    }


def main() -> int:
    """Load, run, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--products", type=int, default=5_000)
    parser.add_argument("--crash", action="store_true", help="kill the embedded AWS half-way, start it, go on")
    given = parser.parse_args()
    shop = Shop()
    started = time.perf_counter()
    load(shop, given.products)
    sys.stdout.write(f"loaded {given.products} products in {time.perf_counter() - started:.0f} s\n")
    found = run(shop, given.products, crash=given.crash)
    kept = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    kept |= {
        "measured_at": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "crashed" if given.crash else "run": found
        | {"command": "python -m benchmarks.bulk" + (" --crash" if given.crash else "")},
    }
    RESULT.write_text(json.dumps(kept, indent=1) + "\n")
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
