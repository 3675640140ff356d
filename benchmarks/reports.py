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
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.dynamodb.packing import pack, unpack
from adapters.dynamodb.reporting.inputs import to_forecast
from adapters.dynamodb.sales import history_codec
from adapters.engine.replay import EngineForecaster
from adapters.rendering.csv import CsvRenderer
from adapters.rendering.pdf import PdfRenderer
from adapters.rendering.xlsx import XlsxRenderer
from domain.forecasting.models.demand import QUANTILE_LEVELS
from domain.reporting.models import SalesSeries, StockedProduct
from domain.reporting.presenting.recommendations import recommendations_document
from domain.reporting.service.recommendations import RecommendationService
from domain.reporting.service.replays import ReplayService
from domain.reporting.service.summaries import SummaryService
from handlers.reporting.answers import recommendation_body
from handlers.reporting.replay_answers import replay_body
from handlers.reporting.schemas import RecommendationPage
from handlers.reporting.summary_answers import summary_body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from domain.reporting.models import DemandForecast
    from domain.reporting.ports import ReportRenderer

TODAY = date(2026, 11, 20)
ONE_DAY = timedelta(days=1)
HORIZON = 28
PAGE = 500
LIMIT_SECONDS = 29
_WEEK = np.array([0.8, 0.8, 0.9, 1.0, 1.2, 1.6, 0.7])


class Clock:
    """Shows the shop's day."""

    def now(self) -> datetime:
        """Return the morning of TODAY."""
        return datetime(TODAY.year, TODAY.month, TODAY.day, 6, tzinfo=UTC)


class NoHolidays:
    """A country without public holidays."""

    def between(self, first: date, last: date) -> Mapping[date, str]:
        """Return nothing."""
        del first, last
        return {}


class Shop:
    """A made-up shop: its catalogue, and its forecasts and histories packed as they are stored."""

    def __init__(self, products: int, days: int) -> None:
        rng = np.random.default_rng(0)
        self.products = [_product(index, int(rng.integers(0, 300))) for index in range(products)]
        self.forecasts: dict[str, bytes] = {}
        self.histories: dict[str, dict[str, Any]] = {}
        templates = [_packed_forecast(level) for level in (0.3, 2.0, 8.0, 30.0)]
        for index, product in enumerate(self.products):
            document = templates[index % len(templates)] | {"product_id": product.product_id}
            self.forecasts[product.product_id] = pack(document)
            sold = rng.poisson(8 * np.resize(_WEEK, days)).astype(float)
            self.histories[product.product_id] = history_codec.encode(
                product.product_id,
                TODAY - timedelta(days=days),
                sold,
                sold * 5,
                np.full(days, 5.0),
                version=1,
                updated_at=Clock().now(),
            )

    def all(self, category: str | None = None) -> list[StockedProduct]:
        """Return the products."""
        return [product for product in self.products if category in {None, product.category}]

    def get(self, product_id: str) -> StockedProduct:
        """Return one product."""
        return next(product for product in self.products if product.product_id == product_id)


class PackedForecasts:
    """Unpacks forecasts when they are read."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def read_many(self, product_ids: Iterable[str]) -> dict[str, DemandForecast]:
        """Return the forecasts."""
        return {key: to_forecast(unpack(self._shop.forecasts[key])) for key in product_ids}


class PackedSales:
    """Unpacks histories when they are read."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def read_many(self, product_ids: Iterable[str]) -> dict[str, SalesSeries]:
        """Return the sales."""
        found = (history_codec.decode(self._shop.histories[key]) for key in product_ids)
        return {
            history.product_id: SalesSeries(
                product_id=history.product_id, start=history.start, quantity=history.quantity
            )
            for history in found
        }


def _product(index: int, on_hand: int) -> StockedProduct:
    return StockedProduct(
        product_id=f"SKU-{index:05d}",
        name=f"Product number {index}",
        category=f"Category {index % 12}",
        current_price=Decimal(5),
        status="active",
        unit_cost=Decimal(2),
        on_hand=Decimal(on_hand),
        on_order=Decimal(0),
        stock_as_of=TODAY - timedelta(days=index % 3 + 1),
        lead_time_days=7 + index % 14,
        lead_time_std_days=Decimal(index % 2),
        review_period_days=7,
        service_level=Decimal("0.95"),
        min_order_quantity=Decimal(12),
        order_multiple=Decimal(6),
    )


def _packed_forecast(level: float) -> dict[str, Any]:
    days = 2 * HORIZON
    sums = np.cumsum(np.random.default_rng(1).poisson(level, (1000, days)), axis=1)
    cumulative = np.quantile(sums, np.asarray(QUANTILE_LEVELS), axis=0).T
    mean = np.full(days, level)
    actual = np.random.default_rng(2).poisson(level, 84).astype(float).tolist()
    metrics = {"wape": 0.4, "mase": 0.8, "rmsse": 0.8, "bias": 0.0, "weighted_quantile_loss": 0.2}
    coverage = {"level": 0.8, "expected": 0.8, "actual": 0.79, "points": 84}
    return {
        "generated_at": Clock().now().isoformat(),
        "horizon_days": HORIZON,
        "start": TODAY.isoformat(),
        "demand_pattern": "smooth",
        "method": "combination",
        "degraded_reason": None,
        "demand": {
            "mean": mean,
            "quantiles": np.diff(cumulative, axis=0, prepend=0),
            "cumulative_mean": np.cumsum(mean),
            "cumulative": cumulative,
        },
        "history": {"last_date": (TODAY - ONE_DAY).isoformat(), "suspected_stockout_dates": []},
        "backtest": metrics
        | {"coverage": coverage, "naive": metrics | {"wape": 0.5}, "points": {"actual": actual, "predicted": actual}},
    }


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
    sources = (shop, PackedForecasts(shop), PackedSales(shop), Clock())
    service, summaries = RecommendationService(*sources), SummaryService(*sources)

    def page() -> str:
        listed = service.list(None)
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
    document = recommendations_document(service.list(None), None, None, "USD")
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
    service = ReplayService(shop, PackedSales(shop), EngineForecaster(NoHolidays()), Clock())
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
    from benchmarks.reports_account import read_units

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
