"""One run over a file in storage: in bounded memory, resumable at any point with the same final state.

First the file is read segment by segment into sums apart by product; then partition by partition is written
(:mod:`domain.sales.loading.pipeline`). After each segment and each run of writes the upload's record says how far it
is, and repeating whatever came after that changes nothing: segments are kept under their number, rows and histories are
put in place of themselves.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from domain.sales.errors import FileChangedError, UploadBusyError
from domain.sales.loading.checkpoint import Progress, Sizes, Staging, Stores
from domain.sales.loading.corrections import corrections_of
from domain.sales.loading.pipeline import ReadAgainError, plan_of, read, reading_of, write, writer_of
from domain.sales.loading.remembered import mapped, remembered_options
from domain.sales.loading.spill import StorageSpill
from domain.shared.csv.compression import gunzipped, is_gzip
from domain.shared.csv.import_mapping import without_reading
from domain.shared.csv.reading import read_until
from domain.shared.csv.rejected import content_type, rejected_key
from domain.shared.csv.report import UploadReport, UploadStatus
from domain.shared.csv.text import Encoding
from domain.shared.csv.wide import HEAD, behind, opened, wide_codec
from domain.shared.errors import InvalidError, MalformedError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from domain.sales.ports import StoredFile, UploadRecord
    from domain.shared.errors import DomainError
    from domain.shared.ports import Clock

#: A file may hold so many bytes when decompressed.
MAX_TEXT_BYTES: Final = 50 * 10**9
_MAX_PARTITIONS: Final = 256
_EXPANSION: Final = 8
#: Products of a segment; a file may bring a new one in every row.
_MOST_PRODUCTS: Final = 200_000
_READING: Final = 0.5


class Outcome(Enum):
    """Outcome of a run."""

    DONE = "done"
    CONTINUE = "continue"
    NOTHING_TO_DO = "nothing_to_do"


class IngestRun:
    """One run over one file, from wherever the last one ended.

    Parameters
    ----------
    stores, sizes
        What it works with, and in what portions.
    record
        The upload, taken by this run.
    file
        What its file is; other content ends the run.
    has_time
        Asked after each step; when it says no, the run ends.
    clock
        Tells when it ended with more to do.
    """

    def __init__(
        self,
        stores: Stores,
        sizes: Sizes,
        record: UploadRecord,
        file: StoredFile,
        has_time: Callable[[], bool],
        clock: Clock,
    ) -> None:
        self._stores = stores
        self._sizes = sizes
        self._record = record
        self._key = record.key or ""
        self._file = file
        self._has_time = has_time
        self._clock = clock
        self._staging = Staging(record.upload_id)
        self._bytes_read = 0

    def go(self) -> Outcome:
        """Load the file as far as time allows."""
        try:
            return self._load()
        except FileChangedError:
            self._release()
            return Outcome.CONTINUE
        except (InvalidError, MalformedError, TooLargeError) as error:
            self._refuse(error)
            return Outcome.DONE
        except Exception:
            with suppress(UploadBusyError):
                self._release()
            raise

    def _refuse(self, error: DomainError) -> None:
        """Close the record of a file that cannot be read or added up: none of its rows counts."""
        known = self._record.report
        report = UploadReport(
            upload_id=known.upload_id,
            status=UploadStatus.FAILED,
            filename=known.filename,
            failure=error.detail,
            read_as=read_until(error) or known.read_as,
        )
        self._end(report)

    def _load(self) -> Outcome:
        progress = Progress.from_json(self._record.state) or self._start()
        while not progress.read:
            try:
                if not self._read(progress):
                    self._release()
                    return Outcome.CONTINUE
            except ReadAgainError as better:
                progress = progress.again(better.plan)
                self._note(progress)
        spill = StorageSpill(self._stores.files, self._staging, progress)
        if not progress.tally.accepted:
            return self._finish(progress, UploadStatus.FAILED, failure=progress.tally.why_unusable())
        if not self._write(progress, spill):
            self._release()
            return Outcome.CONTINUE
        if not progress.tally.accepted:  # returns are turned down when they are to be written
            return self._finish(progress, UploadStatus.FAILED, failure=progress.tally.why_unusable())
        return self._finish(progress, UploadStatus.COMPLETED)

    def _read(self, progress: Progress) -> bool:
        """Read on to the file's end, segment by segment; returns whether that was reached."""
        options = self._record.options
        spill = StorageSpill(self._stores.files, self._staging, progress)
        reading = reading_of(self._text, progress, options, self._record.created_at, self._stores.catalogue)
        corrections = corrections_of(progress.plan, progress.origins, self._stores.records, self._stores.files)
        begin = progress.offset
        for _ in read(self._text(begin), progress, options, reading, spill, corrections, self._sizes.block):
            has_time = self._has_time()
            is_full = len(reading.parser.products) >= _MOST_PRODUCTS
            if progress.offset - begin >= self._sizes.segment or is_full or not has_time:
                spill.cut(reading)
                self._note(progress)
                begin = progress.offset
            if not has_time:
                return False
        spill.cut(reading)
        self._note(progress)
        return True

    def _write(self, progress: Progress, spill: StorageSpill) -> bool:
        """Write on to the last partition; returns whether that was reached."""
        writer = writer_of(self._stores, self._record, progress.origins)
        for _ in write(spill, progress, writer, self._sizes.run):
            self._note(progress)
            if not self._has_time():
                return False
        self._note(progress)
        return True

    def _start(self) -> Progress:
        head = next(iter(self._text(0)), b"")
        options = remembered_options(head, without_reading(self._record.options), self._stores.records)
        options = mapped(head, options, self._stores.mappings)
        self._record = replace(self._record, options=options)
        plan = plan_of(self._text, options, self._stores, is_wide=self._wide is not None)
        size = self._file.size * (_EXPANSION if self._is_compressed else 1)
        partitions = min(_MAX_PARTITIONS, size // self._sizes.partition + 1)
        return Progress.begun(plan, self._record.upload_id, partitions)

    def _text(self, offset: int) -> Iterable[bytes]:
        """Yield the file's text, decompressed, from a position on."""
        return opened(self._unpacked, self._wide)(offset)

    @cached_property
    def _wide(self) -> str | None:
        """The codec of a file in UTF-16, ``None`` for others."""
        head = next((piece for piece in self._unpacked(0) if piece), b"")[:HEAD]
        return wide_codec(head, told=self._record.options.encoding is Encoding.UTF_16)

    def _unpacked(self, offset: int) -> Iterable[bytes]:
        """Yield the file's bytes, decompressed, from a position on."""
        if not self._is_compressed:
            return self._counted(self._stores.files.read(self._key, self._file.source, offset), offset)
        raw = self._counted(self._stores.files.read(self._key, self._file.source), 0)
        return behind(gunzipped(raw, MAX_TEXT_BYTES), offset)

    @cached_property
    def _is_compressed(self) -> bool:
        return self._file.size > 0 and is_gzip(self._stores.files.get(self._key, 0, 2))

    def _counted(self, pieces: Iterable[bytes], start: int) -> Iterator[bytes]:
        self._bytes_read = start
        for piece in pieces:
            self._bytes_read += len(piece)
            yield piece

    def _note(self, progress: Progress) -> None:
        """Keep how far it is."""
        if progress.read:
            share = _READING + (1 - _READING) * progress.partition / progress.partitions
        else:
            share = _READING * min(1.0, self._bytes_read / max(1, self._file.size))
        report = self._report(progress, UploadStatus.PROCESSING, share)
        self._replace(replace(self._record, report=report, state=progress.to_json()))

    def _finish(self, progress: Progress, status: UploadStatus, failure: str | None = None) -> Outcome:
        """Put the rejected rows together, close the record, and tidy up."""
        staged = [*progress.rejected, *map(self._staging.segment, range(progress.segments))]
        key = None
        if progress.rejected:
            key = rejected_key(self._record.upload_id)
            header = self._staging.key("rejected-header")
            staged.append(header)
            plan = progress.plan
            self._stores.files.put(header, progress.rejected_header(), content_type(plan.encoding))
            self._stores.files.join([header, *progress.rejected], key, content_type(plan.encoding))
        self._end(self._report(progress, status, 1.0, rejected_rows_key=key, failure=failure))
        self._stores.files.remove(staged)
        current = self._stores.files.stat(self._key)
        return Outcome.DONE if current in {None, self._file} else Outcome.CONTINUE

    def _end(self, report: UploadReport) -> None:
        self._replace(replace(self._record, report=report, state={}, worker=None, leased_until=None))

    def _release(self) -> None:
        """Let anyone go on, from now on."""
        self._replace(replace(self._record, worker=None, leased_until=self._clock.now()))

    def _replace(self, record: UploadRecord) -> None:
        record = replace(record, version=record.version + 1)
        self._stores.records.replace(record)
        self._record = record

    def _report(self, progress: Progress, status: UploadStatus, share: float, **more: Any) -> UploadReport:
        filename = self._record.report.filename
        return progress.tally.report(
            self._record.upload_id, status, progress.plan, filename=filename, progress=share, **more
        )
