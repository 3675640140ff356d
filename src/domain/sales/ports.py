"""Ports of sales data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime, timedelta
    from decimal import Decimal

    import numpy as np
    from numpy.typing import NDArray

    from domain.sales.additions import Origin, Outcome
    from domain.sales.history import SalesHistory
    from domain.sales.models import CatalogueProduct, PeriodSales, UploadOptions
    from domain.shared.csv.report import UploadReport
    from domain.shared.paging import Page


@dataclass(frozen=True)
class ProductToCreate:
    """A product that a file of sales brings with it."""

    product_id: str
    name: str
    category: str
    price: Decimal


@dataclass(frozen=True, eq=False)
class DaysToRecord:
    """One product's days to write, in order.

    Parameters
    ----------
    day
        Ordinals (``date.toordinal``), shape (n,), ascending.
    quantity, revenue, price
        Millionths, shape (n,); ``EMPTY`` where unknown (never in ``quantity``).
    """

    product: CatalogueProduct
    day: NDArray[np.int32]
    quantity: NDArray[np.int64]
    revenue: NDArray[np.int64]
    price: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class DaysToAdd(DaysToRecord):
    """Additions to one product's days, each counted once.

    Parameters
    ----------
    day
        In order; several additions may be of one day.
    origins, marks
        Of each addition the upload that it belongs to, and what tells it from others there.
    """

    origins: Sequence[Origin]
    marks: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class UploadRecord:
    """Stored record of an upload.

    Parameters
    ----------
    key
        Where its file is kept; ``None`` when it was read from the request.
    source
        The entity tag of the file that is being read or was read.
    sent
        Which sending of it that was; ``None`` in records of earlier releases.
    content
        What tells its content and options from others, of uploads in one request that may be sent again.
    state
        How far reading it has come, in a form that survives JSON; empty before and after.
    worker, leased_until
        Who works on it, and until when no one else may, or whoever was to go on was to be heard of (``processing``).
    last_try
        Whether no one will go on when that worker does not.
    correlation_id, created_by
        What the request that brought it is called in logs, and the name of its key.
    version
        Counts changes from 1.
    """

    upload_id: str
    created_at: datetime
    options: UploadOptions
    report: UploadReport
    key: str | None = None
    source: str | None = None
    sent: str | None = None
    content: str | None = None
    state: dict[str, Any] = field(default_factory=dict)
    worker: str | None = None
    leased_until: datetime | None = None
    last_try: bool = False
    correlation_id: str | None = None
    created_by: str | None = None
    version: int = 1


@dataclass(frozen=True)
class StoredFile:
    """A file in storage; ``source`` changes whenever its content does, ``sent`` whenever it is sent.

    ``came`` is when that was, ``None`` where storage does not say.
    """

    size: int
    source: str
    sent: str = ""
    came: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class UploadAddress:
    """Address for sending a file."""

    url: str
    method: str
    headers: dict[str, str]


class SalesCatalogue(Protocol):
    """The products that sales may be of."""

    def get_many(self, product_ids: Iterable[str]) -> dict[str, CatalogueProduct]:
        """Return those that exist, by id."""
        ...

    def create(self, products: Sequence[ProductToCreate], created_at: datetime) -> dict[str, CatalogueProduct]:
        """Create those that do not exist yet; return all that exist afterwards, by id."""
        ...

    def listing(self, category: str | None, after: str | None = None) -> Iterator[CatalogueProduct]:
        """Yield the products behind an id, of one category or all, in order of their ids."""
        ...


class SalesLedger(Protocol):
    """Keeps one row a product and day, and each product's history in step with its rows."""

    def histories(self, products: Iterable[CatalogueProduct]) -> dict[str, SalesHistory]:
        """Return the histories of those products that have rows, by id, as they are at this moment."""
        ...

    def record(
        self,
        days: Iterable[DaysToRecord],
        upload_id: str,
        created_at: datetime,
        before: Mapping[str, SalesHistory | None] | None = None,
    ) -> dict[str, list[Outcome]]:
        """Write the days in place of what was there, and bring the histories up to date.

        May be repeated with the same result, and late: what uploads wrote that began after ``created_at`` stays.
        ``before`` is what :meth:`histories` returned of products that existed before it was asked, ``None`` where there
        was none; they are read once more only where they have changed since.

        Returns
        -------
        dict
            By product, in the order of its days: what became of each. ``ADDED`` are those that are kept,
            ``SUPERSEDED`` those that a later upload has written (:func:`domain.sales.additions.recorded`), and
            ``UNKNOWN_PRODUCT`` all of a product that vanished meanwhile.

        Raises
        ------
        UnavailableError
            When some could not be written.
        """
        ...

    def add(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        """Add to the days what was not added before, and bring the histories up to date.

        Returns
        -------
        dict
            By product, in the order of its additions: what became of each (:func:`domain.sales.additions.added`).
            ``ADDED`` are also those that an earlier try of the same upload added; ``REPEATED`` are in the sums already
            by another upload, ``OTHER_AMOUNTS`` too, but as another product, day or amount.

        Raises
        ------
        UnavailableError
            When some could not be added. May be repeated with the same result.
        """
        ...

    def foresee(self, days: Iterable[DaysToAdd], upload_id: str) -> dict[str, list[Outcome]]:
        """Return what :meth:`add` would, and write nothing; the products need not exist."""
        ...

    def reconcile(self, products: Sequence[CatalogueProduct]) -> set[str]:
        """Compare the products' histories with their rows, and make those anew that differ; return their ids."""
        ...

    def days(
        self, product: CatalogueProduct, first: date | None, last: date | None, limit: int, after: str | None
    ) -> Page[PeriodSales]:
        """Return up to ``limit`` rows of a product in order of their days, from the position ``after`` on."""
        ...


class ReconciliationPlace(Protocol):
    """Keeps how far a comparison of all products has come, from run to run."""

    def read(self) -> str | None:
        """Return the last product that was compared, ``None`` when the next run begins at the catalogue's start."""
        ...

    def keep(self, product_id: str | None) -> None:
        """Keep the last product that was compared."""
        ...


class SalesHistories(Protocol):
    """Whole histories; their cost grows with products, not with rows."""

    def read(self, product_id: str) -> SalesHistory | None:
        """Return one product's history, ``None`` when it has no rows."""
        ...

    def read_many(self, product_ids: Iterable[str]) -> Iterator[SalesHistory]:
        """Yield the histories of those products that have one, in no particular order."""
        ...


class UploadRecords(Protocol):
    """Keeps what is known about uploads, for 90 days."""

    def add(self, record: UploadRecord) -> None:
        """Keep a new record."""
        ...

    def get(self, upload_id: str) -> UploadRecord:
        """Return a record; raises :class:`UploadNotFoundError`."""
        ...

    def replace(self, record: UploadRecord) -> None:
        """Keep ``record`` in place of its previous version (``record.version - 1``).

        Raises
        ------
        UploadBusyError
            When its current version is another one.
        """
        ...


class UploadFiles(Protocol):
    """Storage for files of any size."""

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Keep a file."""
        ...

    def get(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        """Return a file, or a part of it; raises :class:`KeyError` when there is none."""
        ...

    def stat(self, key: str) -> StoredFile | None:
        """Return what is known about a file, ``None`` when there is none."""
        ...

    def read(self, key: str, source: str, offset: int = 0) -> Iterator[bytes]:
        """Yield a file's bytes from ``offset`` on in pieces, as long as its content is still ``source``.

        Raises
        ------
        FileChangedError
            When the file has other content by now, or is gone.
        """
        ...

    def join(self, keys: Sequence[str], key: str, content_type: str) -> None:
        """Keep one file made of others, in order."""
        ...

    def remove(self, keys: Iterable[str]) -> None:
        """Remove files; those that are not there are none the worse."""
        ...

    def upload_address(self, key: str, content_type: str, valid: timedelta) -> UploadAddress:
        """Return where a caller may send one file to."""
        ...

    def download_url(self, key: str, filename: str, valid: timedelta) -> str:
        """Return an address at which a caller may fetch a file."""
        ...
