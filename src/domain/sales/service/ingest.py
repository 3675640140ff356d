"""Files from storage, of any size: who reads them, when, and whether there is anything left to do.

How they are read is in :mod:`domain.sales.loading.run`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.sales.errors import UploadBusyError
from domain.sales.loading.checkpoint import Sizes, Stores
from domain.sales.loading.run import IngestRun, Outcome
from domain.shared.csv.report import UploadReport, UploadStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.sales.ports import StoredFile, UploadRecord
    from domain.shared.ports import Clock, IdSource

#: A worker that is not heard of for so long is taken to be dead; longer than any one run.
LEASE: Final = timedelta(minutes=6)
#: When no one has taken over from a dead worker for so long, no one will: its message was tried too often.
ABANDONED_AFTER: Final = timedelta(minutes=30)
_LONGEST_LEASE: Final = 2 * LEASE


_CUT_OFF: Final = (
    "Loading was cut off each time it was tried, by a lack of memory or time. What was loaded until then is kept. "
    "Send the file again to the same address, or in smaller parts; the log of the function has the reason."
)
_NOT_BEGUN: Final = (
    "Loading has not begun, or not gone on, for half an hour: the file did not arrive whole, or word of it was lost. "
    "Send the file again; should it go on after all, this says so."
)
_REQUEST_CUT_OFF: Final = (
    "The request was cut off before everything was added. Send it again with the same Idempotency-Key: what is added "
    "already counts once."
)


def report_of(record: UploadRecord, now: datetime) -> UploadReport:
    """Return an upload's report; one that nobody goes on with says so, which its dead worker cannot."""
    report = record.report
    failure = _given_up(record, now) if report.status is UploadStatus.PROCESSING else None
    return report if failure is None else replace(report, status=UploadStatus.FAILED, failure=failure)


def _given_up(record: UploadRecord, now: datetime) -> str | None:
    """Return why nobody goes on with an upload that is under way, ``None`` while somebody may."""
    lease = record.leased_until or record.created_at + LEASE  # records of earlier releases do not always say
    if record.key is None:
        return _REQUEST_CUT_OFF if now >= lease else None
    if record.worker is not None and record.last_try:
        return _CUT_OFF if now >= lease else None
    if now < lease + ABANDONED_AFTER:
        return None
    return _NOT_BEGUN if record.worker is None else _CUT_OFF


class IngestService:
    """Reads announced files once they have arrived.

    Parameters
    ----------
    stores
        The products, where sales are kept, and uploads with their files.
    clock, ids
        Time, and names for workers.
    sizes
        How much is read and written between two notes of how far it is.
    """

    def __init__(self, stores: Stores, clock: Clock, ids: IdSource, sizes: Sizes = Sizes()) -> None:  # noqa: B008  # frozen
        self._stores = stores
        self._clock = clock
        self._ids = ids
        self._sizes = sizes

    def ingest(self, upload_id: str, has_time: Callable[[], bool], *, last_try: bool = False) -> Outcome:
        """Load an upload's file, or go on loading it; events that repeat or come late change nothing.

        Parameters
        ----------
        has_time
            Asked after each step; when it says no, the run ends with :attr:`Outcome.CONTINUE` and wants to be called
            again.
        last_try
            Whether nobody calls again when this run is cut off.

        Raises
        ------
        UploadNotFoundError
            When no upload has this id.
        UnavailableError
            When storage or the tables do not answer; calling again goes on where this run ended.
        """
        record = self._stores.records.get(upload_id)
        file = self._stores.files.stat(record.key) if record.key else None
        if file is None or self._is_done(record, file) or self._is_taken(record):
            return Outcome.NOTHING_TO_DO
        try:
            taken = replace(self._begun(record, file), last_try=last_try)
            self._stores.records.replace(taken)
            return IngestRun(self._stores, self._sizes, taken, file, has_time, self._clock).go()
        except UploadBusyError:
            return Outcome.NOTHING_TO_DO  # another worker has it, and finishes it or is followed by another message

    def give_up(self, upload_id: str, reason: str) -> None:
        """Mark an upload as failed after it was tried too often; it may still be gone on with."""
        record = self._stores.records.get(upload_id)
        failed = replace(
            record,
            report=replace(record.report, status=UploadStatus.FAILED, failure=reason),
            source=record.source if record.state else None,
            worker=None,
            leased_until=None,
            version=record.version + 1,
        )
        self._stores.records.replace(failed)

    def _is_done(self, record: UploadRecord, file: StoredFile) -> bool:
        finished = record.report.status in {UploadStatus.COMPLETED, UploadStatus.FAILED}
        return finished and self._is_same(record, file) and not record.state

    def _is_same(self, record: UploadRecord, file: StoredFile) -> bool:
        """Tell whether a file is what the record is about, and not one that was sent since."""
        return record.source == file.source and record.sent in {None, file.sent}

    def _is_taken(self, record: UploadRecord) -> bool:
        """Tell whether a worker has it; a lease that ends later than any given now can is some wrong clock's."""
        now = self._clock.now()
        return record.leased_until is not None and now < record.leased_until <= now + _LONGEST_LEASE

    def _begun(self, record: UploadRecord, file: StoredFile) -> UploadRecord:
        """Return the upload as taken; what is known of other content of the file is forgotten."""
        fresh, now = not self._is_same(record, file), self._clock.now()
        # An upload counts from when its file came, which may be long after it was announced, and before word of it.
        waited = record.report.status in {UploadStatus.PENDING, UploadStatus.FAILED}
        came = fresh and (record.source is not None or waited)
        report = replace(record.report, status=UploadStatus.PROCESSING, failure=None)
        if fresh:
            report = UploadReport(
                upload_id=record.upload_id,
                status=UploadStatus.PROCESSING,
                filename=record.report.filename,
                progress=0.0,
            )
        return replace(
            record,
            created_at=max(min(file.came or now, now), record.created_at) if came else record.created_at,
            report=report,
            source=file.source,
            sent=file.sent,
            state={} if fresh else record.state,
            worker=self._ids.new_id(),
            leased_until=now + LEASE,
            version=record.version + 1,
        )
