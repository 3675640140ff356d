"""What adding to product-days costs beside replacing them: billed DynamoDB units and requests, on moto.

    uv run --group bench python -m benchmarks.adding

Adding reads each row, and writes it with its mark and its product's history in a transaction, which is billed twice.
Units come from the requests by AWS's rules (:mod:`benchmarks.metering`); how long it takes moto says nothing.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import boto3
from moto import mock_aws

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.sales import ledger as ledger_module
from adapters.dynamodb.sales.catalogue import DynamoSalesCatalogue
from adapters.dynamodb.sales.ledger import DynamoSalesLedger
from adapters.dynamodb.table import Table
from benchmarks.ingest_stores import CREATED_AT, new_tables
from benchmarks.metering import Meter
from domain.sales.loading.checkpoint import Stores
from domain.sales.models import UploadMode, UploadOptions
from domain.sales.ports import ProductToCreate
from domain.sales.service.uploads import UploadService
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.sales import FakeUploadFiles, FakeUploadRecords
from testing.fakes.system import FakeClock, FakeIds

RESULTS: Final = Path(__file__).parent / "results" / "adding.json"
#: Products, and the days of each that one upload holds: the sales of a day, and of two months.
SHAPES: Final = ((20, 1), (2, 60))


def measure(products: int, days: int) -> dict[str, Any]:
    """Replace and then add the same product-days, over a week of history; return what each was billed."""
    ledger_module._THREADS = 1  # moto copies whole tables for a transaction, and not safely
    client = boto3.client("dynamodb", region_name="us-east-1")
    sales_name, products_name = new_tables(client)
    clock = FakeClock(CREATED_AT)
    catalogue = DynamoSalesCatalogue(DynamoProductRepository(Table(client, products_name)))
    names = [f"SKU-{number}" for number in range(products)]
    catalogue.create([ProductToCreate(name, name, "c", Decimal(1)) for name in names], clock.now())
    ledger = DynamoSalesLedger(Table(client, sales_name), Table(client, products_name), clock.now)
    stores = Stores(catalogue, ledger, FakeUploadRecords(), FakeUploadFiles(), FakeImportMappings())
    service = UploadService(stores, clock, FakeIds())
    service.upload(None, _file(names, 7), UploadOptions())
    meter = Meter()
    meter.watch(client)
    told: dict[str, Any] = {"products": products, "days": days}
    for mode in UploadMode:
        clock.advance(hours=1)
        report = service.upload(None, _file(names, days), UploadOptions(mode=mode), repeat_id=mode.value)
        used = meter.take()
        told[mode.value] = {
            "write_units_a_product_day": round(used.write_units / report.product_days_written, 2),
            "read_units_a_product_day": round(used.read_units / report.product_days_written, 2),
            "requests": sum(used.requests.values()),
        }
    return told


def _file(names: list[str], days: int) -> bytes:
    first = date(2026, 11, 19)
    rows = [f"{first - timedelta(days=day)},{name},{1 + day % 7},2.5" for name in names for day in range(days)]
    return "\n".join(["date,sku,quantity,price", *rows]).encode()


def main() -> None:
    """Measure all shapes, print and keep the results."""
    with mock_aws():
        results = [measure(*shape) for shape in SHAPES]
    text = json.dumps(results, indent=2)
    RESULTS.write_text(f"{text}\n")
    print(text)


if __name__ == "__main__":
    main()
