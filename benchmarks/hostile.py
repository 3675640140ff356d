"""What files of hostile shapes cost, at n and 2n and at the most that a request takes: processor time and memory.

    python -m benchmarks.hostile                  # all shapes, minutes; one: --shape "open quote"
    python -m benchmarks.hostile --ratios         # at n and 2n only: processor time, which other work disturbs little

Each file is sent to the function's own handler in a fresh process, with the time that the template gives it; what
waits for AWS is a catalogue that knows nobody and takes as long over it as DynamoDB does. A cost that grows faster than
the file shows as a ratio well above 2.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from domain.sales.errors import UploadNotFoundError
from testing.template import load_template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.sales.models import CatalogueProduct
    from domain.sales.ports import UploadRecord

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = Path(__file__).parent / "results" / "hostile.json"
#: Bytes of text; the largest is a little less than what a request may hold when it is inflated.
N: Final = 1_000_000
LARGEST: Final = 63_000_000
SALES, PRODUCTS = "/sales-data/upload", "/products/upload"
_HEADERS: Final = {
    SALES: "date,product_id,quantity_sold,price",
    PRODUCTS: "product_id,name,category,current_price",
}
_ROWS: Final = {SALES: "2026-01-01,SKU-1,1,2", PRODUCTS: "SKU-1,Tea,Tea,2"}
#: What a read of a hundred products takes, eight at a time.
_READ_SECONDS: Final = 0.008
_SIDE_BY_SIDE: Final = 8

type Shape = Callable[[str, int], bytes]


def _repeated(rows: Iterable[str], size: int, first: str = "", ends: tuple[str, ...] = ("\n",)) -> bytes:
    """Return rows, over and over again, up to a size, each with the next of some line ends."""
    pattern = "".join(row + end for row, end in zip(rows, cycle(ends), strict=False))
    text = first + pattern * max(1, size // len(pattern))
    return text.encode()


def _numbered(pattern: str, first: str, size: int) -> bytes:
    """Return rows that hold their number, as many as a size takes."""
    count = max(1, size // len(pattern.format(10**7)))
    return (first + "".join(map(pattern.format, range(10**7, 10**7 + count)))).encode()


def _header(path: str) -> str:
    return _HEADERS[path] + "\n"


#: What is sent, by the name of its shape: bytes of text by path and size.
SHAPES: Final[dict[str, Shape]] = {
    "sound rows": lambda path, size: _repeated([_ROWS[path]], size, _header(path)),
    "one quoted cell": lambda path, size: f'{_header(path)}"{"A" * size}",1,1,1\n'.encode(),
    "open quote": lambda path, size: _repeated([_ROWS[path]], size, f'{_header(path)}"'),
    "stray quotes": lambda path, size: _repeated(['a"b,"c"d,1,"'], size, _header(path)),
    "columns": lambda _, size: (",".join(f"c{n}" for n in range(size // 8)) + "\n1,2\n").encode(),
    "nothing but separators": lambda path, size: _repeated(["," * 80], size, _header(path)),
    "distinct ids": lambda path, size: _numbered(
        "2026-01-01,A{},1,2\n" if path == SALES else "A{},Tea,Tea,1\n", _header(path), size
    ),
    "line ends of all kinds": lambda path, size: _repeated(
        [_ROWS[path]] * 3, size, _header(path), ends=("\r\n", "\n", "\r")
    ),
    "nothing but line ends": lambda path, size: _repeated([""], size, _header(path)),
    "rejected rows": lambda path, size: _repeated(
        [_ROWS[path].replace(",2", ",x").replace(",1", ",x")], size, _header(path)
    ),
    "one character a row": lambda path, size: _repeated(["1"], size, _header(path)),
}
#: What only sales have.
SALES_SHAPES: Final[dict[str, Shape]] = {
    "returns": lambda path, size: _repeated(["2026-01-01,SKU-1,-1,2"], size, _header(path)),
    "dates of two orders": lambda path, size: _repeated(
        ["01/02/2026,SKU-1,1,2", "13/02/2026,SKU-1,1,2", "02/13/2026,SKU-1,1,2"], size, _header(path)
    ),
    "corrections of distinct uploads": lambda _, size: _numbered(
        "2026-01-01,SKU-1,1,2,u{},3\n", "date,product_id,quantity_sold,price,_upload,_line\n", size
    ),
    "parts of a form": lambda _, size: b"--b\r\n\r\n" * (size // 7) + b"--b--\r\n",
}


class NobodyKnown:
    """A catalogue without products, as slow as the real one."""

    def get_many(self, product_ids: Iterable[str]) -> dict[str, CatalogueProduct]:
        """Wait for reads of a hundred products each, and find none."""
        reads = -(-len(set(product_ids)) // 100)
        time.sleep(-(-reads // _SIDE_BY_SIDE) * _READ_SECONDS)
        return {}


class NoUploads:
    """Records of uploads that there are none of, as slow as the real ones; what is added is forgotten."""

    def add(self, record: UploadRecord) -> None:
        """Forget a record."""

    def get(self, upload_id: str) -> UploadRecord:
        """Wait for a read, and find none."""
        time.sleep(_READ_SECONDS)
        raise UploadNotFoundError(upload_id)


@dataclass(frozen=True)
class Limits:
    """The time and memory of the function that a path belongs to, as the template has them."""

    seconds: float
    megabytes: float

    @classmethod
    def of(cls, path: str) -> Limits:
        """Read the template."""
        template = load_template(ROOT / "template.yaml")
        name = "SalesFunction" if path == SALES else "ProductsFunction"
        both = template["Globals"]["Function"] | template["Resources"][name]["Properties"]
        return cls(both["Timeout"], both["MemorySize"])


class Deadline:
    """What Lambda tells a function of itself."""

    function_name = "function"
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:function"
    aws_request_id = "request"

    def __init__(self, limits: Limits) -> None:
        self.memory_limit_in_mb = limits.megabytes
        self._end = time.monotonic() + limits.seconds

    def get_remaining_time_in_millis(self) -> int:
        """Return what is left of the function's time."""
        return int(1000 * (self._end - time.monotonic()))


def send(path: str, shape: str, size: int) -> dict[str, Any]:
    """Send one file to the handler in this process; returns what it took and what was answered."""
    body = gzip.compress((SHAPES | SALES_SHAPES)[shape](path, size), 6)
    kind = "multipart/form-data; boundary=b" if shape == "parts of a form" else "text/csv"
    headers = {"Content-Type": kind, "Content-Encoding": "gzip", "Accept": "application/json"}
    event = {
        "resource": path,
        "path": path,
        "httpMethod": "POST",
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "requestContext": {"path": path, "stage": "api", "requestId": "gateway", "identity": {"apiKeyId": "key-1"}},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }
    handler = _sales_handler() if path == SALES else _products_handler()
    begun, used = time.monotonic(), time.process_time()
    answer = handler(event, Deadline(Limits.of(path)))
    told = json.loads(answer["body"])
    return {
        "sent_kilobytes": round(len(body) / 1000),
        "status": answer["statusCode"],
        "code": str(told.get("type", told.get("status"))).rsplit("/", 1)[-1],
        "seconds": round(time.monotonic() - begun, 2),
        "processor_seconds": round(time.process_time() - used, 2),
        "peak_megabytes": round(_peak_kilobytes() / 1024),
        "answer_kilobytes": round(len(answer["body"]) / 1000),
    }


def _sales_handler() -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    from benchmarks.ingest_stores import NoLedger
    from domain.sales.loading.checkpoint import Stores
    from handlers.sales import api
    from handlers.sales.container import container
    from testing.fakes.import_mappings import FakeImportMappings
    from testing.fakes.sales import FakeUploadFiles

    stores = Stores(NobodyKnown(), NoLedger(), NoUploads(), FakeUploadFiles(), FakeImportMappings(), "USD")  # type: ignore[arg-type]  # what an upload needs of it
    container.stores.override(stores)
    return api.handler


def _products_handler() -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    from handlers.products import api
    from handlers.products.container import container
    from testing.fakes.import_mappings import FakeImportMappings
    from testing.fakes.products import FakeProductBatches, FakeProductRepository
    from testing.fakes.sales import FakeUploadFiles

    container.batches.override(FakeProductBatches(FakeProductRepository()))
    container.files.override(FakeUploadFiles())
    container.mappings.override(FakeImportMappings())
    return api.handler


def _peak_kilobytes() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def measure(path: str, shape: str, sizes: tuple[int, ...]) -> dict[str, Any]:
    """Send a shape in each size, each in a process of its own; returns what they took, and the ratio of 2n to n."""
    found = [_apart(path, shape, size) for size in sizes]
    ratio = found[1]["processor_seconds"] / max(0.01, found[0]["processor_seconds"])
    limits = Limits.of(path)
    within = all(
        each["seconds"] < limits.seconds and each["peak_megabytes"] < limits.megabytes and each["status"] < 500
        for each in found
    )
    told = {"path": path, "shape": shape, "ratio": round(ratio, 2), "within_limits": within}
    return told | {str(size): each for size, each in zip(sizes, found, strict=True)}


def _apart(path: str, shape: str, size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.hostile", "--send", path, "--shape", shape, "--size", str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | _ENVIRONMENT)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


_ENVIRONMENT: Final = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "POWERTOOLS_SERVICE_NAME": "stockcast",
    "POWERTOOLS_METRICS_NAMESPACE": "Stockcast",
    "POWERTOOLS_TRACE_DISABLED": "true",
    "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
}


def cases() -> list[tuple[str, str]]:
    """Return every path with the shapes that are sent there."""
    return [(SALES, shape) for shape in SHAPES | SALES_SHAPES] + [(PRODUCTS, shape) for shape in SHAPES]


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=SHAPES | SALES_SHAPES)
    parser.add_argument("--path", choices=(SALES, PRODUCTS))
    parser.add_argument("--ratios", action="store_true", help="leave the largest files out")
    parser.add_argument("--send", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.send:
        print(json.dumps(send(wanted.send, wanted.shape, wanted.size)))
        return
    sizes = (N, 2 * N) if wanted.ratios else (N, 2 * N, LARGEST)
    results = []
    for path, shape in cases():
        if wanted.shape in {None, shape} and wanted.path in {None, path}:
            results.append(measure(path, shape, sizes))
            print(json.dumps(results[-1]), file=sys.stderr, flush=True)
    if wanted.shape is None and wanted.path is None:
        machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        RESULTS.write_text(json.dumps({"machine": machine, "shapes": results}, indent=2) + "\n")


if __name__ == "__main__":
    main()
