"""A bounded load test of a running stack on this machine: a shop's mix of reads and writes, from a few callers at once.

    make up
    uv run python -m benchmarks.load                      # 40 seconds, 4 callers, results/load.json
    uv run python -m benchmarks.load --seconds 20 --callers 2 --requests 500

It reads ``.local/stack.json`` (or ``STOCKCAST_LOCAL_DIR``), works on products of its own, removes them afterwards, and
ends after a number of seconds or of requests, whichever comes first; it never leaves 127.0.0.1. Each caller waits for
its answer before it asks again (a closed loop), so the times are those of answers under this load and the throughput is
what they leave. The embedded AWS is one process on this machine: its times bound those of the code from above, they are
not those of AWS.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import random
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

RESULTS = Path(__file__).parent / "results" / "load.json"
PRODUCTS = 20
_DAYS = 120
_MAX_SECONDS, _MAX_CALLERS, _MAX_REQUESTS = 300, 16, 20_000
_TIMEOUT_SECONDS = 60

type Request = tuple[str, str, bytes | None, str | None]


@dataclass
class Tally:
    """What callers saw, by kind of request."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, status: int, seconds: float) -> None:
        """Note one answer; status 0 is none."""
        with self.lock:
            self.seconds[kind].append(seconds)
            self.statuses[kind][status] += 1


class Caller:
    """One connection to the API, kept open."""

    def __init__(self, url: str, key: str) -> None:
        parts = urlsplit(url)
        if parts.hostname not in {"127.0.0.1", "localhost"}:
            raise SystemExit(f"{url} is not on this machine: this is no tool for loading other people's machines")
        self._root, self._key = parts.path, key
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=_TIMEOUT_SECONDS)

    def send(self, method: str, path: str, body: bytes | None = None, content_type: str | None = None) -> int:
        """Send a request, read its answer to the end and return its status; 0 when there was none."""
        headers = {"x-api-key": self._key} | ({"Content-Type": content_type} if content_type else {})
        try:
            self._connection.request(method, self._root + path, body, headers)
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return 0
        return answer.status


def product_id(number: int) -> str:
    """Return the id of one of the load test's own products."""
    return f"LOAD-{number:03d}"


def sales(number: int, days: int, last: date) -> bytes:
    """Return a file of a product's sales of the days up to ``last``."""
    rng = random.Random(number)  # noqa: S311  # sales, not secrets
    rows = (
        f"{last - timedelta(days=day)},{product_id(number)},{rng.randint(0, 12)},4.5\n" for day in range(days, 0, -1)
    )
    return ("date,product_id,quantity_sold,price\n" + "".join(rows)).encode()


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def mix(today: date) -> list[tuple[int, str, Callable[[random.Random], Request]]]:
    """Return what callers do: weight, kind, and the request itself."""

    def anyone(rng: random.Random) -> str:
        return product_id(rng.randrange(PRODUCTS))

    def replace(rng: random.Random) -> Request:
        body = {"name": "Load", "category": "Load test", "current_price": 4.5, "on_hand": rng.randint(0, 200)}
        return "PUT", f"/products/{anyone(rng)}", _json(body), "application/json"

    def forecast(rng: random.Random) -> Request:
        body = {"product_id": anyone(rng), "horizon_days": 28, "engine": "statistical"}
        return "POST", "/forecasts/generate", _json(body), "application/json"

    return [
        (25, "GET /products", lambda _: ("GET", "/products?limit=50", None, None)),
        (20, "GET /products/{id}", lambda rng: ("GET", f"/products/{anyone(rng)}", None, None)),
        (15, "GET /sales-data/{id}", lambda rng: ("GET", f"/sales-data/{anyone(rng)}", None, None)),
        (10, "GET /forecasts/{id}", lambda rng: ("GET", f"/forecasts/{anyone(rng)}", None, None)),
        (
            8,
            "GET /reports/inventory-recommendations",
            lambda _: ("GET", "/reports/inventory-recommendations?category=Load%20test", None, None),
        ),
        (5, "GET /sales-data/summary", lambda _: ("GET", "/sales-data/summary?category=Load%20test", None, None)),
        (7, "PUT /products/{id}", replace),
        (
            6,
            "POST /sales-data/upload",
            lambda rng: ("POST", "/sales-data/upload", sales(rng.randrange(PRODUCTS), 30, today), "text/csv"),
        ),
        (4, "POST /forecasts/generate", forecast),
    ]


def prepare(caller: Caller, today: date) -> None:
    """Make the products, their sales and their first forecasts."""
    for number in range(PRODUCTS):
        product = {
            "product_id": product_id(number),
            "name": f"Load {number}",
            "category": "Load test",
            "current_price": 4.5,
        }
        steps = (
            ("/products", _json(product), "application/json", {201, 409}),
            ("/sales-data/upload", sales(number, _DAYS, today), "text/csv", {200}),
            ("/forecasts/generate", _json({"product_id": product_id(number)}), "application/json", {200}),
        )
        for path, body, kind, wanted in steps:
            status = caller.send("POST", path, body, kind)
            if status not in wanted:
                raise SystemExit(f"could not prepare: POST {path} answered {status}")


def warm_up(described: dict[str, Any], callers: int, today: date) -> None:
    """Let every caller ask for everything once: how functions start is another benchmark's subject."""

    def work(seed: int) -> None:
        rng, caller = random.Random(seed), Caller(described["api_url"], described["bulk_api_key"])  # noqa: S311
        for _, _, make in mix(today):
            caller.send(*make(rng))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def run(described: dict[str, Any], callers: int, seconds: float, requests: int, today: date) -> tuple[Tally, float]:
    """Let callers call until the time or the number of requests is used up."""
    tally, left = Tally(), iter(range(requests))
    choices = mix(today)
    weights = [weight for weight, _, _ in choices]
    warm_up(described, callers, today)
    started = time.perf_counter()

    def work(seed: int) -> None:
        rng, caller = random.Random(seed), Caller(described["api_url"], described["bulk_api_key"])  # noqa: S311
        while time.perf_counter() - started < seconds:
            with tally.lock:
                if next(left, None) is None:
                    return
            _, kind, make = rng.choices(choices, weights)[0]
            request = make(rng)
            begun = time.perf_counter()
            tally.add(kind, caller.send(*request), time.perf_counter() - begun)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally, time.perf_counter() - started


def quantile(values: list[float], level: float) -> float:
    """Return a quantile in milliseconds (nearest rank)."""
    ordered = sorted(values)
    return round(1000 * ordered[min(int(level * len(ordered)), len(ordered) - 1)], 1)


def summary(times: list[float], statuses: Counter[int]) -> dict[str, Any]:
    """Return the figures of one kind of request, or of all."""
    errors = sum(count for status, count in statuses.items() if not 200 <= status < 400)
    return {
        "requests": len(times),
        "p50_ms": quantile(times, 0.5),
        "p95_ms": quantile(times, 0.95),
        "p99_ms": quantile(times, 0.99),
        "error_share": round(errors / len(times), 5),
        "statuses": {str(status): count for status, count in sorted(statuses.items())},
    }


def report(tally: Tally, took: float, callers: int) -> dict[str, Any]:
    """Return all figures."""
    everything = [seconds for times in tally.seconds.values() for seconds in times]
    statuses = sum(tally.statuses.values(), Counter[int]())
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": f"python -m benchmarks.load {' '.join(sys.argv[1:])}".strip(),
        "machine": {
            "cores": os.cpu_count(),
            "system": platform.platform(terse=True),
            "load_average": [round(load, 1) for load in os.getloadavg()],
        },
        "callers": callers,
        "seconds": round(took, 1),
        "requests_per_second": round(len(everything) / took, 1),
        "all": summary(everything, statuses),
        "by_request": {kind: summary(tally.seconds[kind], tally.statuses[kind]) for kind in sorted(tally.seconds)},
    }


def main() -> None:
    """Run the load test and write its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--callers", type=int, default=4)
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--output", type=Path, default=RESULTS)
    asked = parser.parse_args()
    callers, seconds = min(asked.callers, _MAX_CALLERS), min(asked.seconds, _MAX_SECONDS)
    directory = Path(os.environ.get("STOCKCAST_LOCAL_DIR", ".local"))
    described = json.loads((directory / "stack.json").read_text())
    caller, today = Caller(described["api_url"], described["bulk_api_key"]), datetime.now(UTC).date()
    try:
        prepare(caller, today)
        tally, took = run(described, callers, seconds, min(asked.requests, _MAX_REQUESTS), today)
    finally:
        for number in range(PRODUCTS):
            caller.send("DELETE", f"/products/{product_id(number)}")
    if not tally.seconds:
        raise SystemExit("no request was made")
    figures = report(tally, took, callers)
    asked.output.parent.mkdir(exist_ok=True)
    asked.output.write_text(json.dumps(figures, indent=2) + "\n")
    for kind, each in {"all": figures["all"], **figures["by_request"]}.items():
        print(
            f"{kind:42} {each['requests']:6} requests  p50 {each['p50_ms']:8.1f}  p95 {each['p95_ms']:8.1f}  "
            f"p99 {each['p99_ms']:8.1f} ms  errors {each['error_share']:.2%}"
        )
    print(f"{figures['requests_per_second']} requests a second from {callers} callers; written to {asked.output}")


if __name__ == "__main__":
    main()
