"""What the ingest benchmark loads from and writes to: files on disk, tables of an embedded DynamoDB, and nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.sales.additions import Outcome
from domain.sales.models import CatalogueProduct
from domain.sales.ports import StoredFile, UploadAddress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, timedelta

    from domain.sales.history import SalesHistory
    from domain.sales.models import PeriodSales
    from domain.sales.ports import DaysToAdd, DaysToRecord, ProductToCreate, UploadRecord
    from domain.shared.paging import Page

_PIECE = 1 << 20
_tables = count()

#: When every product of the benchmark's catalogue was created.
CREATED_AT = datetime(2026, 11, 20, 6, tzinfo=UTC)


class DiskFiles:
    """Implements ``domain.sales.ports.UploadFiles`` in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, key: str) -> Path:
        return self._folder / key.replace("/", "__")

    def adopt(self, key: str, path: Path) -> None:
        """Take a file that is there already."""
        self._path(key).symlink_to(path.resolve())

    def put(self, key: str, data: bytes, content_type: str) -> None:  # noqa: ARG002  # a port
        """Keep a file."""
        self._path(key).write_bytes(data)

    def get(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        """Return a part of a file."""
        with self._path(key).open("rb") as file:
            file.seek(start)
            return file.read(-1 if length is None else length)

    def stat(self, key: str) -> StoredFile | None:
        """Return a file's size."""
        path = self._path(key)
        return StoredFile(path.stat().st_size, "one") if path.exists() else None

    def read(self, key: str, source: str, offset: int = 0) -> Iterator[bytes]:  # noqa: ARG002  # a port
        """Yield a file in pieces."""
        with self._path(key).open("rb") as file:
            file.seek(offset)
            while piece := file.read(_PIECE):
                yield piece

    def join(self, keys: Sequence[str], key: str, content_type: str) -> None:
        """Keep one file made of others."""
        self.put(key, b"".join(map(self.get, keys)), content_type)

    def remove(self, keys: Iterable[str]) -> None:
        """Remove files."""
        for key in keys:
            self._path(key).unlink(missing_ok=True)

    def upload_address(self, key: str, content_type: str, valid: timedelta) -> UploadAddress:  # noqa: ARG002  # a port
        """Return no real address."""
        return UploadAddress(key, "PUT", {})

    def download_url(self, key: str, filename: str, valid: timedelta) -> str:  # noqa: ARG002  # a port
        """Return no real address."""
        return key


class Memory:
    """Implements ``domain.sales.ports.UploadRecords`` in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, UploadRecord] = {}

    def add(self, record: UploadRecord) -> None:
        """Keep a record."""
        self._kept[record.upload_id] = record

    def get(self, upload_id: str) -> UploadRecord:
        """Return a record."""
        return self._kept[upload_id]

    def replace(self, record: UploadRecord) -> None:
        """Keep a record."""
        self._kept[record.upload_id] = record


class EveryProduct:
    """Implements ``domain.sales.ports.SalesCatalogue``: there is every product."""

    def get_many(self, product_ids: Iterable[str]) -> dict[str, CatalogueProduct]:
        """Return them all."""
        return {key: CatalogueProduct(key, key, "c", True, CREATED_AT) for key in product_ids}  # active

    def create(self, products: Sequence[ProductToCreate], created_at: datetime) -> dict[str, CatalogueProduct]:  # noqa: ARG002  # a port
        """Return them all."""
        return self.get_many(product.product_id for product in products)

    def listing(self, category: str | None, after: str | None = None) -> Iterator[CatalogueProduct]:  # noqa: ARG002  # a port
        """List none."""
        return iter(())


class NoLedger:
    """Implements ``domain.sales.ports.SalesLedger`` and keeps nothing."""

    def histories(self, products: Iterable[CatalogueProduct]) -> dict[str, SalesHistory]:  # noqa: ARG002  # a port
        """Find none: the products never sold."""
        return {}

    def record(
        self,
        days: Iterable[DaysToRecord],
        upload_id: str,  # noqa: ARG002  # a port
        created_at: datetime,  # noqa: ARG002  # a port
        before: Mapping[str, SalesHistory | None] | None = None,  # noqa: ARG002  # a port
    ) -> dict[str, list[Outcome]]:
        """Look at every product's days and forget them."""
        return {each.product.product_id: [Outcome.ADDED] * each.day.size for each in days}

    def add(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        """Know nothing."""
        raise NotImplementedError

    def foresee(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        """Know nothing."""
        raise NotImplementedError

    def reconcile(self, products: Sequence[CatalogueProduct]) -> set[str]:  # noqa: ARG002  # a port
        """Find nothing to mend."""
        return set()

    def days(
        self, product: CatalogueProduct, first: date | None, last: date | None, limit: int, after: str | None
    ) -> Page[PeriodSales]:
        """Know nothing."""
        raise NotImplementedError


@contextmanager
def embedded_dynamodb(endpoint: str | None) -> Iterator[Any]:
    """Yield a client of the DynamoDB at ``endpoint``, or of an embedded AWS that is started and stopped for it."""
    import boto3
    from botocore.config import Config

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        os.environ.setdefault(name, "test")
    process = None
    if endpoint is None:
        endpoint, process = _start()
    try:
        yield boto3.client(
            "dynamodb", endpoint_url=endpoint, region_name="us-east-1", config=Config(max_pool_connections=32)
        )
    finally:
        if process is not None:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _start() -> tuple[str, subprocess.Popen[bytes]]:
    from local.tools import ministack_python

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "STATE_DIR": tempfile.mkdtemp(),
        "SERVICES": "dynamodb",
    }
    command = [str(ministack_python().with_name("ministack"))]
    process = subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return f"http://127.0.0.1:{port}", process
        time.sleep(0.1)
    process.terminate()
    raise RuntimeError("the embedded AWS did not start")


def new_tables(client: Any) -> tuple[str, str]:
    """Create a sales and a products table as the template does; return their names."""
    from testing.template import load_template

    names = []
    for logical_id in ("SalesTable", "ProductsTable"):
        properties = load_template(Path(__file__).parents[1] / "template.yaml")["Resources"][logical_id]["Properties"]
        wanted = ("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode")
        name = f"{logical_id}-{next(_tables)}"
        client.create_table(TableName=name, **{key: properties[key] for key in wanted if key in properties})
        client.get_waiter("table_exists").wait(TableName=name)
        names.append(name)
    return names[0], names[1]
