"""The ports of sales data in memory."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np

from domain.sales.additions import DaySales, Outcome, added, recorded
from domain.sales.errors import FileChangedError, UploadBusyError, UploadNotFoundError
from domain.sales.history import SalesHistory
from domain.sales.models import CatalogueProduct, PeriodSales
from domain.sales.ports import StoredFile, UploadAddress
from domain.shared.csv.numbers import EMPTY, to_decimal
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import timedelta

    from domain.sales.ports import DaysToAdd, DaysToRecord, ProductToCreate, UploadRecord

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


class FakeSalesCatalogue:
    """Implements ``domain.sales.ports.SalesCatalogue``."""

    def __init__(self, *product_ids: str) -> None:
        self.kept = {key: CatalogueProduct(key, f"Name of {key}", "Coffee", True, LONG_AGO) for key in product_ids}
        self.prices: dict[str, str] = {}

    def get_many(self, product_ids: Iterable[str]) -> dict[str, CatalogueProduct]:
        return {key: self.kept[key] for key in product_ids if key in self.kept}

    def create(self, products: Sequence[ProductToCreate], created_at: datetime) -> dict[str, CatalogueProduct]:
        for new in products:
            if new.product_id not in self.kept:
                self.kept[new.product_id] = CatalogueProduct(new.product_id, new.name, new.category, True, created_at)
                self.prices[new.product_id] = str(new.price)
        return self.get_many(new.product_id for new in products)

    def listing(self, category: str | None, after: str | None = None) -> Iterator[CatalogueProduct]:
        listed = [self.kept[key] for key in sorted(self.kept) if key > (after or "")]
        return (product for product in listed if category in {None, product.category})


class FakeSalesLedger:
    """Implements ``domain.sales.ports.SalesLedger``; ``rows`` is what is kept, by product and day."""

    def __init__(
        self, catalogue: FakeSalesCatalogue, now: Callable[[], datetime] = lambda: datetime.max.replace(tzinfo=UTC)
    ) -> None:
        self._catalogue = catalogue
        self._now = now
        self.rows: dict[tuple[str, date], PeriodSales] = {}
        self.kept: dict[tuple[str, date], DaySales] = {}
        self.marks: dict[tuple[str, str], tuple[object, ...]] = {}
        self.apart: set[str] = set()
        self.calls = 0
        self.fail_at: int | None = None

    def histories(self, products: Iterable[CatalogueProduct]) -> dict[str, SalesHistory]:
        found = FakeSalesHistories(self).read_many([product.product_id for product in products])
        return {history.product_id: history for history in found}

    def record(
        self,
        days: Iterable[DaysToRecord],
        upload_id: str,
        created_at: datetime,
        before: Mapping[str, SalesHistory | None] | None = None,
    ) -> dict[str, list[Outcome]]:
        outcomes = {}
        for each in days:
            self.calls += 1
            if self.calls == self.fail_at:
                raise RuntimeError("the power failed")
            outcomes[each.product.product_id] = self._record(each, upload_id, created_at)
        return outcomes

    def _record(self, days: DaysToRecord, upload_id: str, created_at: datetime) -> list[Outcome]:
        product_id = days.product.product_id
        if self._catalogue.kept.get(product_id) != days.product:
            return [Outcome.UNKNOWN_PRODUCT] * days.day.size
        outcomes = []
        for day, *amounts in zip(days.day, days.quantity, days.revenue, days.price, strict=True):
            key = product_id, date.fromordinal(int(day))
            before = self.kept.get(key)
            outcome = recorded(before, upload_id, created_at, self._now()) if before else None
            if outcome is None:
                self._keep(key, DaySales(*map(int, amounts), upload_id, created_at))
            outcomes.append(outcome or Outcome.ADDED)
        return outcomes

    def add(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        outcomes = {}
        for each in days:
            self.calls += 1
            if self.calls == self.fail_at:
                raise RuntimeError("the power failed")
            outcomes[each.product.product_id] = self._add(each, upload_id)
        return outcomes

    def _add(self, days: DaysToAdd, upload_id: str) -> list[Outcome]:
        product_id = days.product.product_id
        if self._catalogue.kept.get(product_id) != days.product:
            return [Outcome.UNKNOWN_PRODUCT] * len(days.marks)
        outcomes = []
        columns = zip(days.origins, days.marks, days.day, days.quantity, days.revenue, days.price, strict=True)
        for origin, mark, day, *amounts in columns:
            key = product_id, date.fromordinal(int(day))
            told = (*key, *map(int, amounts))
            by, *before = self.marks.get((origin.upload_id, mark), (None,))
            if by is not None:
                same = tuple(before) == told
                outcome = (Outcome.ADDED if by == upload_id else Outcome.REPEATED) if same else Outcome.OTHER_AMOUNTS
            else:
                outcome = added(self.kept.get(key), tuple(map(int, amounts)), origin, self._now())
            if isinstance(outcome, DaySales):
                self._keep(key, outcome)
                self.marks[origin.upload_id, mark] = (upload_id, *told)
                outcome = Outcome.ADDED
            outcomes.append(outcome)
        return outcomes

    def foresee(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        days = list(days)
        catalogue = FakeSalesCatalogue()
        catalogue.kept = {each.product.product_id: each.product for each in days}
        foreseen = FakeSalesLedger(catalogue, self._now)
        foreseen.kept, foreseen.marks, foreseen.rows = self.kept.copy(), self.marks.copy(), self.rows.copy()
        return foreseen.add(days, upload_id)

    def calls_so_far(self) -> int:
        return self.calls

    def reconcile(self, products: Sequence[CatalogueProduct]) -> set[str]:
        apart = self.apart & {product.product_id for product in products}
        self.apart -= apart
        return apart

    def _keep(self, key: tuple[str, date], day: DaySales) -> None:
        amounts = (day.quantity, day.revenue, day.price)
        quantity, revenue, price = (None if value == EMPTY else to_decimal(value) for value in amounts)
        self.kept[key] = day
        self.rows[key] = PeriodSales(*key, quantity, revenue, price, day.created_at)

    def days(
        self, product: CatalogueProduct, first: date | None, last: date | None, limit: int, after: str | None
    ) -> Page[PeriodSales]:
        found = [
            row
            for (key, day), row in sorted(self.rows.items(), key=lambda each: each[0])
            if key == product.product_id
            and (first is None or day >= first)
            and (last is None or day <= last)
            and (after is None or day.isoformat() > after)
        ]
        more = len(found) > limit
        return Page(tuple(found[:limit]), found[limit - 1].day.isoformat() if more else None)


class FakeReconciliationPlace:
    """Implements ``domain.sales.ports.ReconciliationPlace``."""

    def __init__(self) -> None:
        self.kept: str | None = None

    def read(self) -> str | None:
        return self.kept

    def keep(self, product_id: str | None) -> None:
        self.kept = product_id


class FakeSalesHistories:
    """Implements ``domain.sales.ports.SalesHistories`` from a fake ledger's rows."""

    def __init__(self, ledger: FakeSalesLedger) -> None:
        self._ledger = ledger

    def read(self, product_id: str) -> SalesHistory | None:
        return next(self.read_many([product_id]), None)

    def read_many(self, product_ids: Iterable[str]) -> Iterator[SalesHistory]:
        rows: dict[str, list[PeriodSales]] = {product_id: [] for product_id in product_ids}
        for (product_id, _), row in self._ledger.rows.items():
            if product_id in rows:
                rows[product_id].append(row)
        return (history_of(sorted(found, key=lambda row: row.day)) for found in rows.values() if found)


def history_of(rows: Sequence[PeriodSales]) -> SalesHistory:
    """Return rows, in order of their days, as a history."""
    start, days = rows[0].day, (rows[-1].day - rows[0].day).days + 1
    columns = np.full((3, days), np.nan)
    for row in rows:
        for column, value in enumerate((row.quantity_sold, row.revenue, row.price)):
            columns[column, (row.day - start).days] = np.nan if value is None else float(value)
    return SalesHistory(
        product_id=rows[0].product_id,
        start=start,
        quantity=columns[0],
        revenue=columns[1],
        price=columns[2],
        product_days=len(rows),
        total_units=sum(row.quantity_sold for row in rows),
        total_revenue=sum(row.revenue or 0 for row in rows),
        updated_at=max(row.created_at for row in rows),
    )


class FakeUploadRecords:
    """Implements ``domain.sales.ports.UploadRecords``; the ``fail_at``-th write fails."""

    def __init__(self) -> None:
        self.kept: dict[str, UploadRecord] = {}
        self.written = 0
        self.fail_at: int | None = None

    def calls_so_far(self) -> int:
        return self.written

    def _count(self) -> None:
        self.written += 1
        if self.written == self.fail_at:
            raise RuntimeError("the power failed")

    def add(self, record: UploadRecord) -> None:
        self._count()
        self.kept[record.upload_id] = record

    def get(self, upload_id: str) -> UploadRecord:
        if upload_id not in self.kept:
            raise UploadNotFoundError(upload_id)
        return self.kept[upload_id]

    def replace(self, record: UploadRecord) -> None:
        self._count()
        if self.kept[record.upload_id].version != record.version - 1:
            raise UploadBusyError(record.upload_id)
        self.kept[record.upload_id] = record


class FakeUploadFiles:
    """Implements ``domain.sales.ports.UploadFiles``; ``piece`` is how many bytes come at once."""

    def __init__(self, piece: int = 1000) -> None:
        self.kept: dict[str, bytes] = {}
        self.sendings: dict[str, int] = {}
        self.came: dict[str, datetime] = {}
        self.piece = piece
        self.puts = 0
        self.fail_at: int | None = None

    def calls_so_far(self) -> int:
        return self.puts

    def put(self, key: str, data: bytes, content_type: str) -> None:
        self.puts += 1
        if self.puts == self.fail_at:
            raise RuntimeError("the power failed")
        self.kept[key] = data

    def get(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        return self.kept[key][start : None if length is None else start + length]

    def stat(self, key: str) -> StoredFile | None:
        if key not in self.kept:
            return None
        return StoredFile(len(self.kept[key]), _tag(self.kept[key]), str(self.sendings.get(key, 1)), self.came.get(key))

    def read(self, key: str, source: str, offset: int = 0) -> Iterator[bytes]:
        data = self.kept.get(key)
        if data is None or _tag(data) != source:
            raise FileChangedError(key)
        for start in range(offset, len(data), self.piece):
            yield data[start : start + self.piece]

    def join(self, keys: Sequence[str], key: str, content_type: str) -> None:
        self.kept[key] = b"".join(self.kept[each] for each in keys)

    def remove(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.kept.pop(key, None)

    def upload_address(self, key: str, content_type: str, valid: timedelta) -> UploadAddress:
        return UploadAddress(f"https://storage/{key}", "PUT", {"Content-Type": content_type})

    def download_url(self, key: str, filename: str, valid: timedelta) -> str:
        return f"https://storage/{key}?as={filename}"


def _tag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
