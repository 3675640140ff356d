"""How much memory each function gets, and why: a model from measured processor time and peak memory.

    python -m benchmarks.coldstart --out benchmarks/results/coldstart.json
    python -m benchmarks.latency && python -m benchmarks.unit_costs && python -m benchmarks.scale

Lambda gives a function processor time in proportion to its memory, a whole core at 1,769 MB; what these functions do
uses one core. So a request takes its processor time times 1769 / memory (never less than its processor time), plus what
it waits for DynamoDB, and it is billed for all of it. ``benchmarks.scale`` prints the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks import prices
from benchmarks.tables import load

WHOLE_CORE_MB: Final = 1769
SIZES: Final = (512, 1024, 1769, 3008)
WAIT_MS: Final = 8.0
MILLION: Final = 1e6


@dataclass(frozen=True)
class Work:
    """What one invocation does: processor time in milliseconds, and requests it waits for one after the other."""

    name: str
    function: str
    cpu_ms: float
    requests: int
    chosen: int

    def duration_ms(self, memory: int) -> float:
        """Return how long it takes with so much memory."""
        return self.cpu_ms * max(1.0, WHOLE_CORE_MB / memory) + self.requests * WAIT_MS

    def dollars_a_million(self, memory: int) -> float:
        """Return what a million of them cost with so much memory, the price of the request included."""
        gigabyte_seconds = memory / 1024 * self.duration_ms(memory) / 1000
        return MILLION * (gigabyte_seconds * prices.LAMBDA_GB_SECOND_ARM + prices.LAMBDA_REQUEST)


def works() -> list[Work]:
    """Return typical invocations of four functions, from what was measured."""
    cold, warm, night = load("coldstart"), load("latency")["in_handler"], load("unit_costs")["flows"]["night"]
    batch_ms = 1000 * night["seconds"] / night["products"] * 250
    return [
        Work("read a product, warm", "products", warm["GET /products/{id}"]["p50_ms"], 1, 1024),
        Work("read a product, cold", "products", cold["products, ready to read"]["init_ms"], 1, 1024),
        Work("recommendations, warm", "reports", warm["GET /reports/inventory-recommendations"]["p50_ms"], 3, 1769),
        Work("forecast one product", "forecasts", warm["POST /forecasts/generate"]["p50_ms"], 9, 1769),
        Work("a batch of 250 products", "forecast-worker", batch_ms, 60, 1769),
    ]


def table() -> str:
    """Return the table: milliseconds and dollars a million by memory, the chosen one marked."""
    cold = load("coldstart")
    lines = [
        "| | peak MB at start | " + " | ".join(f"{size:,} MB" for size in SIZES) + " |",
        "|---|--:|" + "--:|" * len(SIZES),
    ]
    for work in works():
        cells = []
        for size in SIZES:
            text = f"{work.duration_ms(size):,.0f} ms, ${work.dollars_a_million(size):,.2f}"
            cells.append(f"**{text}**" if size == work.chosen else text)
        lines.append(f"| {work.name} | {cold[work.function]['memory_mb']:.0f} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
