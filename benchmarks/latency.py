"""How long each endpoint takes in a warm function: its own code, without AWS, beside a bare Powertools "hello".

    python -m benchmarks.latency            CPU time in the handler, on the tests' fakes, and "hello" in the same run
    python -m benchmarks.latency --stack    the same endpoints over HTTP on the stack that `make up` started

A shop of forty products with two years of sales. Prints median and 99th percentile in milliseconds and, since machines
differ, the ratio of medians to "hello"; writes ``benchmarks/results/latency.json``. Lists hold the forty products.
Recommendations are asked for twice: as a warm function answers them, and with nothing remembered from before.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import http.client
import json
import os
import platform
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

from testing import demand_series, forecasting_world, products, replenishment, reporting, sales
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.products import FakeProductRepository, FakeTraces
from testing.fakes.sales import FakeSalesCatalogue
from testing.fakes.sales import FakeSalesHistories as FakeLedgerHistories
from testing.fakes.system import FakeClock, FakeIds
from testing.rest import call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "latency.json"
PRODUCTS = 40
WARM_UP, RUNS = 10, 200
STACK_RUNS = 60
READ_GOAL_MS, TAIL_GOAL = 5.0, 4.0


class FakeHistories:
    """The sales histories' port, every history made beforehand, as the table keeps them."""

    def __init__(self, ledger: Any, names: list[str]) -> None:
        one: Any = FakeLedgerHistories(ledger).read(names[7])
        self._kept = {name: replace(one, product_id=name) for name in names}

    def read(self, product_id: str) -> Any:
        """Return one history."""
        return self._kept.get(product_id)

    def read_many(self, product_ids: Iterable[str]) -> Iterator[Any]:
        """Yield the histories that exist."""
        return (self._kept[name] for name in product_ids if name in self._kept)


@dataclass(frozen=True)
class Timing:
    """One endpoint: median and 99th percentile in milliseconds, and the ratio of its median to hello's."""

    p50_ms: float
    p99_ms: float
    to_hello: float

    @property
    def reached(self) -> bool:
        """Whether a read is as quick as it should be: median under 5 ms, 99th percentile under four times that."""
        return self.p50_ms < READ_GOAL_MS and self.p99_ms < TAIL_GOAL * READ_GOAL_MS


def main() -> int:
    """Measure, print and write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--stack", action="store_true", help="measure the running stack as well")
    options = arguments.parse_args()
    os.environ |= {"CURSOR_SECRET_ARN": "unused", "LOG_LEVEL": "INFO"}
    with contextlib.redirect_stdout(Path(os.devnull).open("w")):  # the log lines are written, to nowhere
        own = measure(in_handler(), RUNS, time.process_time)
    result: dict[str, Any] = {
        "command": "python -m benchmarks.latency" + (" --stack" if options.stack else ""),
        "measured_at": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "in_handler": {name: vars(timing) for name, timing in own.items()},
    }
    _print("in the handler, on fakes", own, judged=True)
    if options.stack:
        over_http = measure(on_stack(), STACK_RUNS, time.perf_counter)
        result["local_stack"] = {name: vars(timing) for name, timing in over_http.items()}
        _print("over HTTP, on the local stack (hello: GET /health)", over_http)
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    return 0


def in_handler() -> dict[str, Callable[[], int]]:
    """Return a call for each endpoint that answers its status; reads first, "hello" before all."""
    from handlers.forecasting import api as forecasts_api
    from handlers.forecasting.container import container as forecasting
    from handlers.products import api as products_api
    from handlers.products.container import container as catalogue
    from handlers.replenishment.container import container as orders
    from handlers.reporting import api as reports_api
    from handlers.reporting.container import container as reports
    from handlers.sales import api as sales_api
    from handlers.sales.container import container as sold
    from handlers.shared import cursors

    vars(cursors)["_secret"] = lambda: b"benchmark"
    names = [f"SKU-{number:03d}" for number in range(PRODUCTS)]
    _products(catalogue, names)
    _sales(sold, names)
    _forecasts(forecasting, names)
    _orders(orders, names)
    _reports(reports, names)
    one = names[7]

    def get(module: Any, path: str) -> Callable[[], int]:
        return lambda: call(module.handler, "GET", path).status

    body = {"product_id": one, "horizon_days": 28}
    return {
        "hello": lambda: call(_hello(), "GET", "/hello").status,
        "GET /products": get(products_api, "/products"),
        "GET /products/{id}": get(products_api, f"/products/{one}"),
        "GET /sales-data/{product_id}": get(sales_api, f"/sales-data/{one}"),
        "GET /sales-data/summary": get(sales_api, "/sales-data/summary"),
        "GET /forecasts/{product_id}": get(forecasts_api, f"/forecasts/{one}"),
        "GET /forecasts/{product_id}/accuracy": get(forecasts_api, f"/forecasts/{one}/accuracy"),
        "GET /reports/forecast-summary": get(reports_api, "/reports/forecast-summary"),
        "GET /reports/inventory-recommendations": get(reports_api, "/reports/inventory-recommendations"),
        "the same, every product changed": lambda: _anew(
            orders, get(reports_api, "/reports/inventory-recommendations")
        ),
        "POST /forecasts/generate": lambda: (
            call(forecasts_api.handler, "POST", "/forecasts/generate", body=body).status
        ),
    }


_HELLO = APIGatewayRestResolver()


@_HELLO.get("/hello")
def _say_hello() -> dict[str, str]:
    return {"message": "hello"}


def _hello() -> Any:
    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        answer: dict[str, Any] = _HELLO.resolve(event, context)
        return answer | {"headers": {}}

    return handler


def _products(container: Any, names: list[str]) -> None:
    repository = FakeProductRepository(*(products.product(name) for name in names))
    service = container.product_service.cls(repository, [FakeTraces()], FakeClock(), FakeIds())
    container.product_service.override(service)


def _sales(container: Any, names: list[str]) -> None:
    shop = sales.Shop(catalogue=FakeSalesCatalogue(*names))
    from testing.shop import daily_sales

    shop.upload(daily_sales(names[7], days=730))
    histories = FakeHistories(shop.ledger, names)
    container.sales_service.override(container.sales_service.cls(shop.catalogue, shop.ledger, histories))


def _forecasts(container: Any, names: list[str]) -> None:
    world = forecasting_world.World(*(forecasting_world.entry(name) for name in names))
    for name in names:
        world.sell(name, forecasting_world.weekly_sales(730).tolist())
    world.generate(names[7])
    container.forecast_service.override(world.service)
    container.accuracy_service.override(world.accuracy)


def _anew(container: Any, ask: Callable[[], int]) -> int:
    """Ask a service that remembers nothing."""
    service = container.recommendation_service()
    vars(service)["_remembered"] = type(vars(service)["_remembered"])()
    return ask()


def _orders(container: Any, names: list[str]) -> None:
    catalogue = FakeCatalogue(*(replenishment.stocked(name) for name in names))
    forecasts = FakeLatestForecasts(*(demand_series.poisson_forecast(product_id=name) for name in names))
    provider = container.recommendation_service
    provider.override(provider.cls(catalogue, forecasts, _histories(names), FakeClock()))


def _histories(names: list[str]) -> FakeSalesHistories:
    return FakeSalesHistories(*(demand_series.sales_of([10.0] * 730, product_id=name) for name in names))


def _reports(container: Any, names: list[str]) -> None:
    catalogue = FakeCatalogue(*(reporting.listed(name) for name in names))
    forecasts = FakeLatestForecasts(*(reporting.poisson_forecast(product_id=name) for name in names))
    provider = container.summary_service
    provider.override(provider.cls(catalogue, forecasts, _histories(names), FakeClock()))
    container.report_service.override(object())  # files are another matter: nothing here asks for one


def on_stack() -> dict[str, Callable[[], int]]:
    """Return a call for each read endpoint of the stack that runs here."""
    folder = Path(os.environ.get("STOCKCAST_LOCAL_DIR") or ROOT / ".local")
    stack = json.loads((folder / "stack.json").read_text())
    address = urlsplit(stack["api_url"])
    connection = http.client.HTTPConnection(address.hostname or "127.0.0.1", address.port, timeout=60)
    headers = {"x-api-key": stack["bulk_api_key"], "Cache-Control": "no-cache"}

    def get(path: str) -> Callable[[], int]:
        def ask() -> int:
            connection.request("GET", address.path + path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status

        return ask

    connection.request("GET", f"{address.path}/products?limit=1", headers=headers)
    one = json.load(connection.getresponse())["items"][0]["product_id"]
    return {
        "hello": get("/health"),
        "GET /products": get("/products"),
        "GET /products/{id}": get(f"/products/{one}"),
        "GET /sales-data/{product_id}": get(f"/sales-data/{one}"),
        "GET /sales-data/summary": get("/sales-data/summary"),
        "GET /forecasts/{product_id}": get(f"/forecasts/{one}"),
        "GET /forecasts/{product_id}/accuracy": get(f"/forecasts/{one}/accuracy"),
        "GET /reports/forecast-summary": get("/reports/forecast-summary"),
        "GET /reports/inventory-recommendations": get("/reports/inventory-recommendations"),
    }


def measure(calls: dict[str, Callable[[], int]], runs: int, clock: Callable[[], float]) -> dict[str, Timing]:
    """Time every call ``runs`` times, in turns, so that a busy moment hits all of them alike."""
    for name, work in calls.items():
        for _ in range(min(WARM_UP, runs)):
            if (status := work()) != 200:
                raise RuntimeError(f"{name} answered {status}")
    times: dict[str, list[float]] = {name: [] for name in calls}
    gc.collect()
    gc.freeze()
    for _ in range(runs):
        for name, work in calls.items():
            started = clock()
            work()
            times[name].append(1000 * (clock() - started))
    sorted_times = {name: sorted(taken) for name, taken in times.items()}
    hello = sorted_times["hello"][runs // 2]
    return {
        name: Timing(round(taken[runs // 2], 3), round(taken[int(runs * 0.99)], 3), round(taken[runs // 2] / hello, 1))
        for name, taken in sorted_times.items()
    }


def _print(title: str, timings: dict[str, Timing], *, judged: bool = False) -> None:
    sys.stdout.write(f"\n{title}\n{'':44}{'p50 ms':>9}{'p99 ms':>9}{'x hello':>9}\n")
    for name, timing in timings.items():
        mark = "  over the goal" if judged and name.startswith("GET") and not timing.reached else ""
        sys.stdout.write(f"{name:44}{timing.p50_ms:>9.2f}{timing.p99_ms:>9.2f}{timing.to_hello:>9.1f}{mark}\n")


if __name__ == "__main__":
    sys.exit(main())
