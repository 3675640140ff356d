"""Sales files in: parsing beside csv and polars, writing beside a bare BatchWriteItem loop, memory from small to large.

    uv run --group bench python -m benchmarks.ingest [--rows 1000000] [--endpoint URL] [--large] [--out FILE]

*Parsing* reads a file in memory, on one core, into checked sums per product and day; csv and polars read the same bytes
and check nothing. *Writing* sends one request's file through the whole service to DynamoDB and compares rows a second
with the plainest loop that writes the same items; without ``--endpoint`` it starts the embedded AWS. *Memory* is the
peak of a process of its own that loads a file from disk as the ingest function does, with ``--large`` also one of a
gigabyte.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from benchmarks.ingest_stores import (
    DiskFiles,
    EveryProduct,
    Memory,
    NoLedger,
    embedded_dynamodb,
    new_tables,
)
from domain.sales.aggregation.product_days import summed, totals_of
from domain.sales.csv.detect import plan_file
from domain.sales.csv.parse import SalesParser
from domain.sales.loading.checkpoint import Stores, upload_key
from domain.sales.models import UploadOptions
from domain.sales.service.ingest import IngestService
from domain.sales.service.uploads import UploadService
from domain.shared.csv.records import records_of
from domain.shared.csv.text import lines_of
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.system import FakeClock, FakeIds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OUT: Final = Path(__file__).parent / "results" / "ingest.json"
TODAY: Final = date(2026, 11, 20)
NOW: Final = datetime(2026, 11, 20, 6, tzinfo=UTC)
_PIECE: Final = 1 << 18
_DAYS: Final = 730


def sales_lines(rows: int, seed: int = 1) -> Iterator[bytes]:
    """Yield a believable file: two years of days, product by product, prices of two decimals."""
    rng = np.random.default_rng(seed)
    days = [(TODAY - timedelta(days=_DAYS - day)).isoformat() for day in range(_DAYS)]
    yield b"date,product_id,quantity_sold,price\n"
    for start in range(0, rows, _DAYS * 20):
        count = min(_DAYS * 20, rows - start)
        quantity = rng.poisson(6, count).tolist()
        cents = rng.integers(100, 3000, count).tolist()
        block = [
            f"{days[row % _DAYS]},SKU-{row // _DAYS:06d},{quantity[row - start]},{cents[row - start] / 100}\n"
            for row in range(start, start + count)
        ]
        yield "".join(block).encode()


def pieces(data: bytes, offset: int) -> Iterator[bytes]:
    """Yield bytes from an offset on."""
    for start in range(offset, len(data), _PIECE):
        yield data[start : start + _PIECE]


def parse(data: bytes) -> int:
    """Read, check and sum a file as an upload does, the catalogue apart; returns the rows."""
    plan = plan_file(lambda offset: pieces(data, offset))
    parser = SalesParser(plan, TODAY.toordinal() + 1)
    lines = lines_of(pieces(data, plan.offset), first=plan.first_line, offset=plan.offset)
    batches = [parser.parse(records) for records in records_of(lines, plan.header.delimiter, plan.keys)]
    summed(np.concatenate([totals_of(batch) for batch in batches]))
    return sum(batch.accepted for batch in batches)


def read_with_csv(data: bytes) -> int:
    """Read a file with the csv module and do nothing with it."""
    return sum(1 for _ in csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline=""))) - 1


def read_with_polars(data: bytes) -> int:
    """Read a file with polars, on one thread."""
    os.environ["POLARS_MAX_THREADS"] = "1"
    import polars

    return int(polars.read_csv(data, try_parse_dates=True).height)


def best(work: Callable[[bytes], int], data: bytes, times: int = 3) -> float:
    """Return the rows a second of processor time of the best of some runs: one core's, whatever else runs beside."""
    rates = []
    for _ in range(times):
        begun = time.process_time()
        rows = work(data)
        rates.append(rows / (time.process_time() - begun))
    return max(rates)


def measure_parsing(rows: int) -> dict[str, Any]:
    """Return rows a second of reading the same bytes in three ways."""
    data = b"".join(sales_lines(rows))
    ours, plain, polars = (best(work, data) for work in (parse, read_with_csv, read_with_polars))
    return {
        "rows": rows,
        "megabytes": round(len(data) / 1e6, 1),
        "rows_per_second": round(ours),
        "csv_rows_per_second": round(plain),
        "polars_rows_per_second": round(polars),
        "times_csv": round(ours / plain, 2),
        "times_polars": round(ours / polars, 3),
    }


def measure_writing(endpoint: str | None, rows: int = 20_000, rounds: int = 5) -> dict[str, Any]:
    """Return rows a second through the whole service, and of a bare loop, taken in turns on fresh tables."""
    with embedded_dynamodb(endpoint) as client:
        data = b"".join(sales_lines(rows))
        bare, whole = [], []
        for _ in range(rounds):
            bare.append(_bare_loop(client, data))
            whole.append(_whole_path(client, data))
    return {
        "rows": rows,
        "rounds": rounds,
        "bare_rows_per_second": round(statistics.median(bare)),
        "whole_path_rows_per_second": round(statistics.median(whole)),
        "whole_path_of_bare": round(statistics.median(w / b for w, b in zip(whole, bare, strict=True)), 3),
    }


def _bare_loop(client: Any, data: bytes) -> float:
    """Write the same items as plainly as can be: parsed beforehand, 25 at a time, what is unprocessed again."""
    sales, _ = new_tables(client)
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    items = [
        {
            "PK": {"S": f"SALES#{row['product_id']}"},
            "SK": {"S": f"DATE#{row['date']}"},
            "product_id": {"S": row["product_id"]},
            "date": {"S": row["date"]},
            "quantity_sold": {"N": row["quantity_sold"]},
            "price": {"N": row["price"]},
            "revenue": {"N": f"{int(row['quantity_sold']) * float(row['price']):.2f}"},
            "created_at": {"S": "2026-11-20T06:00:00+00:00"},
            "upload_id": {"S": "u1"},
        }
        for row in rows
    ]
    begun = time.perf_counter()
    for start in range(0, len(items), 25):
        pending: Any = {sales: [{"PutRequest": {"Item": item}} for item in items[start : start + 25]]}
        while pending:
            pending = client.batch_write_item(RequestItems=pending).get("UnprocessedItems")
    return len(items) / (time.perf_counter() - begun)


def _whole_path(client: Any, data: bytes) -> float:
    """Upload the file: parse, check, look products up, write rows and histories, keep the report."""
    from adapters.dynamodb.products.repository import DynamoProductRepository
    from adapters.dynamodb.sales.catalogue import DynamoSalesCatalogue
    from adapters.dynamodb.sales.ledger import DynamoSalesLedger
    from adapters.dynamodb.sales.uploads import DynamoUploadRecords
    from adapters.dynamodb.table import Table
    from domain.sales.ports import ProductToCreate

    sales_name, products_name = new_tables(client)
    sales, products = Table(client, sales_name), Table(client, products_name)
    clock = FakeClock(NOW)
    catalogue = DynamoSalesCatalogue(DynamoProductRepository(products))
    names = sorted({line.split(b",")[1].decode() for line in data.splitlines()[1:]})
    catalogue.create([ProductToCreate(name, name, "c", 1) for name in names], clock.now())  # type: ignore[arg-type]
    ledger = DynamoSalesLedger(sales, products, clock.now)
    with tempfile.TemporaryDirectory() as folder:
        ids = FakeIds()
        files, records = DiskFiles(Path(folder)), DynamoUploadRecords(sales)
        service = UploadService(Stores(catalogue, ledger, records, files, FakeImportMappings()), clock, ids)
        begun = time.perf_counter()
        report = service.upload("sales.csv", data, UploadOptions())
        seconds = time.perf_counter() - begun
    if report.product_days_written != report.rows_received:
        raise RuntimeError(f"not all was written: {report}")
    return report.product_days_written / seconds


def load_from_disk(path: str) -> dict[str, Any]:
    """Load one file as the ingest function does, the database apart; to be run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        files, records, catalogue = DiskFiles(Path(folder)), Memory(), EveryProduct()
        clock, ids = FakeClock(NOW), FakeIds()
        stores = Stores(catalogue, NoLedger(), records, files, FakeImportMappings())
        ticket = UploadService(stores, clock, ids).announce("s.csv", UploadOptions())
        files.adopt(upload_key(ticket.upload_id, "s.csv"), Path(path))
        service = IngestService(stores, clock, ids)
        begun = time.perf_counter()
        service.ingest(ticket.upload_id, lambda: True)
        seconds = time.perf_counter() - begun
    report = records.get(ticket.upload_id).report
    return {
        "rows": report.rows_received,
        "product_days": report.product_days_written,
        "file_megabytes": round(Path(path).stat().st_size / 1e6),
        "seconds": round(seconds, 1),
        "rows_per_second": round(report.rows_received / seconds),
        "peak_megabytes": round(_peak_kilobytes() / 1024),
    }


def _peak_kilobytes() -> int:
    """Return this process' own peak; ``getrusage`` would count that of the process it was forked from, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def measure_memory(sizes: tuple[int, ...]) -> list[dict[str, Any]]:
    """Return the peak memory of loading files of some sizes, each in a fresh process."""
    found = []
    for rows in sizes:
        with tempfile.NamedTemporaryFile(suffix=".csv") as file:
            for block in sales_lines(rows):
                file.write(block)
            file.flush()
            command = [sys.executable, "-m", "benchmarks.ingest", "--load", file.name]
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
            found.append(json.loads(done.stdout))
            print(found[-1], file=sys.stderr)
    return found


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--endpoint", help="a DynamoDB to write to; the embedded AWS is started when left out")
    parser.add_argument("--large", action="store_true", help="also load a file of a gigabyte (some minutes)")
    parser.add_argument("--load", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, default=OUT)
    wanted = parser.parse_args()
    if wanted.load:
        print(json.dumps(load_from_disk(wanted.load)))
        return
    sizes = (10_000, 100_000, 1_000_000, 5_000_000) + ((34_000_000,) if wanted.large else ())
    results = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "parsing": measure_parsing(wanted.rows),
        "writing": measure_writing(wanted.endpoint),
        "memory": measure_memory(sizes),
    }
    wanted.out.write_text(json.dumps(results, indent=2) + "\n")
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
