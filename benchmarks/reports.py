"""Reports over many products: CPU seconds, bytes and read units.

    python -m benchmarks.reports [--products 5000] [--replayed 1000] [--out benchmarks/results/reports.json]

What is measured is the function's own work: forecasts and histories are held packed, as DynamoDB holds them, and
unpacked for every report; the network is not there. Read units are counted from the requests made to an in-process
DynamoDB, for a year and for two years of history. The latency of a stack is benchmarks.latency's business.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import time
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.dynamodb.replenishment.inputs import to_demand_forecast
from adapters.dynamodb.reporting.inputs import to_latest_forecast
from adapters.in_process.demand_forecaster import EngineForecaster
from adapters.rendering.csv import CsvRenderer
from adapters.rendering.pdf import PdfRenderer
from adapters.rendering.xlsx import XlsxRenderer
from benchmarks.reports_account import read_units
from benchmarks.reports_shop import NOW, TODAY, ListedShop, PackedForecasts, PackedSales, Shop
from domain.replenishment.document import worklist_document
from domain.replenishment.models import EVERYTHING
from domain.replenishment.service.recommendations import RecommendationService
from domain.replenishment.service.replays import ReplayService
from domain.reporting.service.summaries import SummaryService
from handlers.replenishment.answers import recommendation_body
from handlers.replenishment.replay_answers import replay_body
from handlers.replenishment.schemas import RecommendationPage
from handlers.reporting.summary_answers import summary_body
from testing.fakes.forecasting import FakeEventCalendar
from testing.fakes.partials import FakePartials, FakeStaleNotes
from testing.fakes.system import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.reporting.ports import ReportRenderer

PAGE = 500
LIMIT_SECONDS = 29


class NoHolidays:
    """A country without public holidays."""

    def region(self, category: str | None) -> str:
        """Return the one country there is."""
        del category
        return "HOME"

    def between(self, first: date, last: date, region: str | None = None) -> Mapping[date, str]:
        """Return nothing."""
        del first, last, region
        return {}


def timed(name: str, work: Callable[[], Any], results: list[dict[str, Any]]) -> Any:
    """Run some work, and remember the CPU seconds it took: the machine's other work does not count."""
    cpu = time.process_time()
    done = work()
    entry: dict[str, Any] = {"what": name, "cpu_seconds": round(time.process_time() - cpu, 2)}
    if isinstance(done, bytes | str):
        entry["bytes"] = len(done)
    results.append(entry)
    print(f"{name:58} {entry['cpu_seconds']:7.2f} s CPU {entry.get('bytes', ''):>10}")
    return done


def measure_reports(products: int, results: list[dict[str, Any]]) -> None:
    """Time the reports over some products."""
    shop = Shop(products, 365)
    sales, clock = PackedSales(shop), FakeClock(NOW)
    service = RecommendationService(shop, PackedForecasts(shop, to_demand_forecast), sales, clock)
    forecasts = PackedForecasts(shop, to_latest_forecast)
    summaries = SummaryService(ListedShop(shop), forecasts, sales, FakePartials(), FakeStaleNotes(), clock)

    def page() -> str:
        listed = service.list()
        items, _ = listed.page(None, PAGE, None)
        return RecommendationPage.model_construct(
            items=[recommendation_body(item) for item in items], next_cursor=None, totals=None, currency="USD"
        ).model_dump_json()

    timed(f"recommendations, {products:,} products, first page as JSON", page, results)
    timed(f"recommendations, {products:,} products, again, nothing changed", page, results)
    timed(
        f"forecast summary, {products:,} products, as JSON",
        lambda: summary_body(summaries.summarise(None, None), "USD").model_dump_json(),
        results,
    )
    document = worklist_document(service.list(), EVERYTHING, None, "USD")
    renderers: tuple[tuple[str, ReportRenderer], ...] = (
        ("CSV", CsvRenderer()),
        ("XLSX", XlsxRenderer()),
        ("PDF", PdfRenderer()),
    )
    for name, renderer in renderers:
        timed(f"recommendations, {products:,} products, rendering {name}", partial(renderer.render, document), results)


def measure_replay(products: int, days: int, results: list[dict[str, Any]]) -> None:
    """Time policy replays of one product and of many."""
    shop = Shop(products, days)
    service = ReplayService(
        shop, PackedSales(shop), EngineForecaster(NoHolidays(), FakeEventCalendar()), FakeClock(NOW)
    )
    for name, product_id in (("1 product", "SKU-00000"), (f"{products:,} products", None)):
        work = partial(service.replay, product_id, None)
        report = timed(f"policy replay, {name}, {days} days of sales", work, results)
        replay_body(report, "USD")
        results[-1] |= {
            "replayed_days": len(report.demand),
            "recommended": {"fill_rate": report.recommended.fill_rate, "stock": report.recommended.average_stock_units},
            "minmax": {"fill_rate": report.minmax.fill_rate, "stock": report.minmax.average_stock_units},
        }


def count_reads(products: int, days: int) -> float:
    """Count the read units of one page of recommendations with histories of so many days."""
    shop = Shop(products, days)
    shop.products = [replace(product, stock_as_of=TODAY - timedelta(days=9)) for product in shop.products]
    return read_units(shop)


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--products", type=int, default=5000)
    parser.add_argument("--replayed", type=int, default=1000)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/reports.json"))
    options = parser.parse_args()
    results: list[dict[str, Any]] = []
    for products in (options.products // 10, options.products):
        measure_reports(products, results)
    measure_replay(options.replayed, 786, results)
    reads = {days: count_reads(100, days) for days in (365, 730)}
    for days, units in reads.items():
        print(f"read units a product, {days} sales rows each: {units / 100:.2f}")
    document = {
        "measured_on": f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}",
        "limit_seconds": LIMIT_SECONDS,
        "results": results,
        "read_units_a_product_by_sales_rows": {str(days): units / 100 for days, units in reads.items()},
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(document, indent=2) + "\n")


if __name__ == "__main__":
    main()
