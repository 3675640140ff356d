"""Files of sales: read at once when they come in a request, announced when they are larger."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NoReturn

from domain.sales.errors import TooLongToTryError
from domain.sales.loading.checkpoint import Progress, clean_name, upload_key
from domain.sales.loading.corrections import corrections_of
from domain.sales.loading.items import read_items
from domain.sales.loading.pipeline import (
    OutOfTimeError,
    ReadAgainError,
    plan_of,
    read,
    reading_of,
    refuse_returns,
    write,
    writer_of,
)
from domain.sales.loading.remembered import mapped, remembered_options
from domain.sales.loading.spill import MemorySpill
from domain.sales.models import UploadTicket
from domain.sales.ports import UploadRecord
from domain.sales.service.ingest import report_of
from domain.sales.service.repeats import begun_before, content_of, repeatable_id
from domain.shared.csv.reading import read_until
from domain.shared.csv.rejected import ADDRESS_VALID, content_type, rejected_key, rejected_url
from domain.shared.csv.report import UnusableUploadError, UploadReport, UploadStatus
from domain.shared.csv.text import Encoding
from domain.shared.csv.wide import TextInMemory
from domain.shared.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.sales.loading.checkpoint import Stores
    from domain.sales.models import UploadOptions
    from domain.shared.ports import Clock, IdSource

#: More product-days than this are not sure to be written while a caller waits; they are written in the background.
MAX_PRODUCT_DAYS_AT_ONCE: Final = 20_000
#: Product-days that are written between two looks at the clock.
PRODUCT_DAYS_A_RUN: Final = 2_000
#: The largest file that may be announced: what one PUT to storage takes.
MAX_ANNOUNCED_BYTES: Final = 5 * 10**9
#: A request that is not heard of for so long was cut off; longer than any may take.
REQUEST_LEASE: Final = timedelta(minutes=1)


class UploadService:
    """Takes files of sales.

    Parameters
    ----------
    stores
        The products, where sales are kept, and uploads with their files.
    clock, ids
        Time and fresh identifiers.
    correlation_id
        Tells what the request at hand is called in logs.
    author
        Tells the name of its key.
    """

    def __init__(
        self,
        stores: Stores,
        clock: Clock,
        ids: IdSource,
        correlation_id: Callable[[], str | None] = lambda: None,
        author: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._stores = stores
        self._clock = clock
        self._ids = ids
        self._correlation_id = correlation_id
        self._author = author

    def upload(
        self,
        filename: str | None,
        data: bytes,
        options: UploadOptions,
        has_time: Callable[[], bool] = lambda: True,
        repeat_id: str | None = None,
    ) -> UploadReport:
        """Read a whole file: write its good rows, report its bad ones.

        A file with more than :data:`MAX_PRODUCT_DAYS_AT_ONCE` product-days, or one that is not written yet when
        ``has_time`` says no, is put into storage and written from there; its report then says ``processing``.

        Parameters
        ----------
        repeat_id
            The id of an upload that adds to its days, the same one when it is sent again.

        Raises
        ------
        UnusableUploadError
            When no row is usable, a column is missing or dates are ambiguous; carries the report.
        MalformedError
            When it is not UTF-8 text.
        IdempotencyKeyRequiredError, UploadKeyReusedError
            When it adds to its days, and is told from no other upload.
        UnavailableError
            When not everything could be written; repeating the call is safe.
        TooLongToTryError
            When it is only tried, and there is no time to read or to compare all of it.
        """
        text = TextInMemory.of(data, told=options.encoding is Encoding.UTF_16)
        head = next(iter(text(0)), b"")
        options = remembered_options(head, options, self._stores.records)
        upload = self._begin(clean_name(filename), data, options, repeat_id)
        if upload.report.status is UploadStatus.COMPLETED:
            return upload.report
        upload = replace(upload, options=mapped(head, options, self._stores.mappings))
        try:
            progress, spill = self._read(text, upload, has_time)
        except OutOfTimeError as late:
            return self._put_off(upload, late.progress, data)
        except InvalidError as error:
            raise UnusableUploadError(error.detail, replace(upload.report, read_as=read_until(error)), error) from error
        if not self._load(upload, progress, spill, has_time):
            return self._put_off(upload, progress, data)
        return self._close(upload, progress, spill, UploadStatus.COMPLETED)

    def take(self, items: Sequence[object], options: UploadOptions, repeat_id: str | None = None) -> UploadReport:
        """Read sales that come as items (:mod:`domain.sales.loading.items`), as :meth:`upload` reads those of a file.

        Raises
        ------
        UnusableUploadError
            When no item is usable; carries the report.
        IdempotencyKeyRequiredError, UploadKeyReusedError, UnavailableError
            As :meth:`upload`.
        """
        upload = self._begin(None, json.dumps(items, default=str).encode(), options, repeat_id)
        if upload.report.status is UploadStatus.COMPLETED:
            return upload.report
        progress, spill = read_items(items, upload, self._stores.catalogue)
        refuse_returns(spill, progress, spill.whole)
        self._load(upload, progress, spill, lambda: True)
        return self._close(upload, progress, spill, UploadStatus.COMPLETED)

    def _load(self, upload: UploadRecord, progress: Progress, spill: MemorySpill, has_time: Callable[[], bool]) -> bool:
        """Write what was read, or foresee what would become of it; returns whether there was time for it."""
        if not progress.tally.accepted:
            self._refuse(upload, progress, spill)
        if not self._write(upload, progress, spill, has_time):
            return False
        if not progress.tally.accepted:
            self._refuse(upload, progress, spill)
        return True

    def _refuse(self, upload: UploadRecord, progress: Progress, spill: MemorySpill) -> NoReturn:
        """Keep the report of an upload of which nothing could be used, and say so."""
        report = self._close(upload, progress, spill, UploadStatus.FAILED)
        raise UnusableUploadError(progress.tally.why_unusable(), report)

    def _begin(self, name: str | None, data: bytes, options: UploadOptions, repeat_id: str | None) -> UploadRecord:
        """Return the record of a new upload, or of an earlier try of the same one."""
        upload_id = repeatable_id(options, repeat_id)
        content = content_of(data, options) if upload_id else None
        begun = UploadReport(
            upload_id=upload_id or self._ids.new_id(),
            status=UploadStatus.FAILED,
            filename=name,
            dry_run=options.dry_run,
        )
        upload = UploadRecord(
            upload_id=begun.upload_id,
            created_at=self._clock.now(),
            options=options,
            report=begun,
            content=content,
            correlation_id=self._correlation_id(),
            created_by=self._author(),
        )
        earlier = begun_before(self._stores.records, upload_id, content) if upload_id and content else None
        if earlier is None or earlier.report.status is UploadStatus.COMPLETED:
            return earlier or upload
        return replace(upload, created_at=earlier.created_at)

    def announce(self, filename: str, options: UploadOptions) -> UploadTicket:
        """Give out an address to which one file may be sent; it is read as soon as it has arrived."""
        now = self._clock.now()
        name = clean_name(filename) or "sales.csv"
        report = UploadReport(upload_id=self._ids.new_id(), status=UploadStatus.PENDING, filename=name, progress=0.0)
        key = upload_key(report.upload_id, name)
        self._stores.records.add(
            UploadRecord(
                upload_id=report.upload_id,
                created_at=now,
                options=options,
                report=report,
                key=key,
                correlation_id=self._correlation_id(),
                created_by=self._author(),
            )
        )
        content_type = "application/gzip" if name.lower().endswith(".gz") else "text/csv"
        address = self._stores.files.upload_address(key, content_type, ADDRESS_VALID)
        return UploadTicket(
            report.upload_id, address.url, address.method, address.headers, now + ADDRESS_VALID, MAX_ANNOUNCED_BYTES
        )

    def report(self, upload_id: str) -> UploadReport:
        """Return how far an upload is; raises :class:`UploadNotFoundError`."""
        return report_of(self._stores.records.get(upload_id), self._clock.now())

    def rejected_rows_url(self, report: UploadReport) -> str | None:
        """Return an address to fetch an upload's rejected rows from, ``None`` when there are none."""
        name = (report.filename or "sales.csv").removesuffix(".gz")
        return rejected_url(self._stores.files, report, f"rejected-{name}")

    def _read(
        self, text: TextInMemory, upload: UploadRecord, has_time: Callable[[], bool]
    ) -> tuple[Progress, MemorySpill]:
        """Read and check a whole file; raises what :func:`plan_of` does."""
        plan = plan_of(text, upload.options, self._stores, is_wide=text.is_wide)
        progress = Progress.begun(plan, upload.upload_id)
        while True:
            try:
                spill = self._read_once(text, upload, progress, has_time)
            except ReadAgainError as better:
                progress = progress.again(better.plan)
            else:
                refuse_returns(spill, progress, spill.whole)
                return progress, spill

    def _read_once(
        self, text: TextInMemory, upload: UploadRecord, progress: Progress, has_time: Callable[[], bool]
    ) -> MemorySpill:
        """Read to the end, or until there is no more time: a file may inflate to far more rows than it looks like."""
        reading = reading_of(text, progress, upload.options, upload.created_at, self._stores.catalogue)
        spill = MemorySpill(reading)
        corrections = corrections_of(progress.plan, progress.origins, self._stores.records, self._stores.files)
        for _ in read(text(progress.offset), progress, upload.options, reading, spill, corrections):
            if progress.offset < len(text.data) and not has_time():
                if upload.options.dry_run:
                    raise TooLongToTryError
                raise OutOfTimeError(Progress.begun(progress.plan, upload.upload_id))
        return spill

    def _write(
        self, upload: UploadRecord, progress: Progress, spill: MemorySpill, has_time: Callable[[], bool]
    ) -> bool:
        """Write everything, unless it is too much or time runs out: then nothing counts as written."""
        if not upload.options.dry_run and (spill.whole.days.size > MAX_PRODUCT_DAYS_AT_ONCE or not has_time()):
            return False
        if upload.content:  # from here on a repeat is known as one
            begun = replace(upload.report, status=UploadStatus.PROCESSING, progress=0.0)
            self._stores.records.add(replace(upload, report=begun, leased_until=self._clock.now() + REQUEST_LEASE))
        read_so_far = progress.tally
        progress.tally = replace(read_so_far)
        writer = writer_of(self._stores, upload, progress.origins)
        for left in write(spill, progress, writer, PRODUCT_DAYS_A_RUN):
            if left and not has_time():
                if upload.options.dry_run:
                    raise TooLongToTryError
                progress.tally = read_so_far
                return False
        return True

    def _put_off(self, upload: UploadRecord, progress: Progress, data: bytes) -> UploadReport:
        """Leave a file to be written in the background."""
        key = upload_key(upload.upload_id, (upload.report.filename or "sales.csv").removesuffix(".gz"))
        report = progress.tally.report(
            upload.upload_id, UploadStatus.PROCESSING, progress.plan, filename=upload.report.filename, progress=0.0
        )
        self._stores.records.add(replace(upload, report=report, key=key, leased_until=self._clock.now()))
        self._stores.files.put(key, data, "text/csv")
        return report

    def _close(
        self, upload: UploadRecord, progress: Progress, spill: MemorySpill, status: UploadStatus
    ) -> UploadReport:
        """Keep an upload's report and rejected rows, unless it was only tried."""
        dry_run, plan = upload.options.dry_run, progress.plan
        key = None
        if progress.tally.rejected and not dry_run:
            key = rejected_key(upload.upload_id)
            data = progress.rejected_header() + b"".join(spill.rejected)
            self._stores.files.put(key, data, content_type(plan.encoding))
        report = progress.tally.report(
            upload.upload_id,
            status,
            plan,
            filename=upload.report.filename,
            dry_run=dry_run,
            rejected_rows_key=key,
        )
        if not dry_run:
            self._stores.records.add(replace(upload, report=report))
        return report
