"""Sales services on fakes, and files for them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from domain.sales.loading.checkpoint import Sizes, Stores
from domain.sales.models import OnUnknownProduct, UploadMode, UploadOptions
from domain.sales.service.ingest import IngestService
from domain.sales.service.sales import SalesService
from domain.sales.service.summaries import SALES, SalesSummaryService
from domain.sales.service.uploads import UploadService, upload_key
from domain.shared.csv.report import UnusableUploadError, UploadReport
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.partials import FakePartials, FakeStaleNotes
from testing.fakes.sales import (
    FakeSalesCatalogue,
    FakeSalesHistories,
    FakeSalesLedger,
    FakeUploadFiles,
    FakeUploadRecords,
)
from testing.fakes.system import FakeClock, FakeIds

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.sales.loading.run import Outcome

CREATE = UploadOptions(OnUnknownProduct.CREATE)
ADD = UploadOptions(mode=UploadMode.ADD)
#: Small portions, so that a few hundred rows take many steps.
SMALL = Sizes(block=200, segment=1000, partition=2000, run=10)
MEDIUM = Sizes(block=50_000, segment=150_000, partition=200_000, run=5_000)


@dataclass
class Shop:
    """All services of sales data on fakes."""

    catalogue: FakeSalesCatalogue = field(default_factory=lambda: FakeSalesCatalogue("SKU-1", "SKU-2"))
    clock: FakeClock = field(default_factory=FakeClock)
    ids: FakeIds = field(default_factory=FakeIds)
    files: FakeUploadFiles = field(default_factory=FakeUploadFiles)
    mappings: FakeImportMappings = field(default_factory=FakeImportMappings)
    records: FakeUploadRecords = field(default_factory=FakeUploadRecords)
    sizes: Sizes = SMALL
    currency: str | None = "USD"

    def __post_init__(self) -> None:
        self.ledger = FakeSalesLedger(self.catalogue, self.clock.now)
        histories = FakeSalesHistories(self.ledger)
        stores = Stores(self.catalogue, self.ledger, self.records, self.files, self.mappings, self.currency)
        self.uploads = UploadService(stores, self.clock, self.ids)
        self.sales = SalesService(self.catalogue, self.ledger, histories, self.clock)
        self.partials, self.notes = FakePartials(SALES), FakeStaleNotes()
        self.summaries = SalesSummaryService(self.catalogue, histories, self.partials, self.notes, self.clock)
        self.ingestion = IngestService(stores, self.clock, self.ids, self.sizes)

    def upload(
        self,
        text: str | bytes,
        options: UploadOptions | None = None,
        name: str = "sales.csv",
        repeat_id: str | None = None,
    ) -> UploadReport:
        """Upload a file in one request."""
        data = text.encode() if isinstance(text, str) else text
        return self.uploads.upload(name, data, options or UploadOptions(), repeat_id=repeat_id)

    def arrive(self, data: bytes, options: UploadOptions | None = None, name: str = "sales.csv") -> str:
        """Announce a file and put it into storage; returns the upload's id."""
        ticket = self.uploads.announce(name, options or UploadOptions())
        self.files.kept[upload_key(ticket.upload_id, name)] = data
        self.files.came[upload_key(ticket.upload_id, name)] = self.clock.now()
        return ticket.upload_id

    def ingest(self, upload_id: str, has_time: Callable[[], bool] = lambda: True) -> Outcome:
        """Run the loading of a file that has arrived."""
        return self.ingestion.ingest(upload_id, has_time)

    def sold(self) -> dict[tuple[str, str], tuple[str, str | None, str | None]]:
        """Return what is kept, as text: quantity, revenue and price by product and day."""
        return {
            (product_id, day.isoformat()): tuple(
                None if value is None else f"{value:f}" for value in (row.quantity_sold, row.revenue, row.price)
            )
            for (product_id, day), row in self.ledger.rows.items()
        }


@dataclass(frozen=True)
class Answer:
    """What became of a file: its report without what differs from upload to upload, and what is kept of it."""

    report: UploadReport
    sold: dict[tuple[str, str], tuple[str, str | None, str | None]]

    @property
    def codes(self) -> list[str]:
        """The codes of the rows' errors."""
        return [error.code for error in self.report.errors]


def answers(data: str | bytes, options: UploadOptions = CREATE, currency: str = "USD") -> tuple[Answer, Answer]:
    """Return what becomes of a file that is sent in one request, and of one that is put into storage."""
    data = data.encode() if isinstance(data, str) else data
    sizes = SMALL if len(data) < 10_000 else MEDIUM
    inline, stored = Shop(currency=currency), Shop(currency=currency, sizes=sizes)
    try:
        report = inline.upload(data, options)
    except UnusableUploadError as error:
        report = replace(error.report, failure=error.detail)
    upload_id = stored.arrive(data, options)
    stored.ingest(upload_id)
    return _answer(report, inline), _answer(stored.uploads.report(upload_id), stored)


def answer(data: str | bytes, options: UploadOptions = CREATE, currency: str = "USD") -> Answer:
    """Return what becomes of a file, which is the same in one request as from storage."""
    inline, stored = answers(data, options, currency)
    assert inline.report == stored.report
    assert inline.sold == stored.sold
    return inline


def _answer(report: UploadReport, shop: Shop) -> Answer:
    return Answer(replace(report, upload_id="", rejected_rows_key=None, progress=1.0), shop.sold())
