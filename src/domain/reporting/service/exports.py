"""Exports of everything: one pass over the catalogue, in parts, by as many attempts as it takes.

What was written is noted with each part, so an attempt that is killed or runs out of time is gone on with where it
ended. Two attempts at once are told apart by the version of what is noted: the later one goes on, the earlier stops.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from domain.reporting.errors import ExportTakenOverError, PartsLostError
from domain.reporting.models import Export, ReportStatus
from domain.reporting.service.files import GIVEN_UP_AFTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from domain.reporting.models import Exported, ExportFormat, ListedProduct, ReportLink
    from domain.reporting.ports import (
        ExportRepository,
        ExportRows,
        ExportWriter,
        FilesInTheMaking,
        PagedCatalogue,
        ReportWorker,
    )
    from domain.shared.ports import Clock, IdSource

#: Products that are read at the same time.
PAGE: Final = 200
#: Bytes of a part. A storage keeps 10,000 parts a file, and none below 5 MiB but the last.
PART_BYTES: Final = 16 << 20
#: An export of which nothing was noted for so long has failed: each attempt notes that it began, and each part.
SILENT_AFTER: Final = timedelta(minutes=20)
_FAILED = "The export could not be made. Ask for it again."


class ExportService:
    """Writes all histories or all forecasts into one file.

    Parameters
    ----------
    catalogue
        The products.
    contents
        Rows of products and how they are written, by what is exported and in which format.
    exports, files, worker
        What is known of exports, their files, and who writes them.
    clock, ids
        Time and fresh identifiers.
    part_bytes
        Bytes of a part.
    """

    def __init__(
        self,
        catalogue: PagedCatalogue,
        contents: Callable[[Exported, ExportFormat], tuple[ExportRows, ExportWriter]],
        exports: ExportRepository,
        files: FilesInTheMaking,
        worker: ReportWorker,
        clock: Clock,
        ids: IdSource,
        part_bytes: int = PART_BYTES,
    ) -> None:
        self._catalogue = catalogue
        self._contents = contents
        self._exports = exports
        self._files = files
        self._worker = worker
        self._clock = clock
        self._ids = ids
        self._part_bytes = part_bytes

    def request(self, what: Exported, export_format: ExportFormat) -> Export:
        """Begin an export."""
        now = self._clock.now()
        export = Export(
            export_id=self._ids.new_id(),
            what=what,
            format=export_format,
            status=ReportStatus.QUEUED,
            created_at=now,
            updated_at=now,
        )
        self._exports.add(export)
        self._worker.start(export.export_id)
        return export

    def get(self, export_id: str) -> Export:
        """Return what is known of an export; raises :class:`ExportNotFoundError`."""
        export = self._exports.get(export_id)
        silent = self._clock.now() - export.updated_at
        limit = {ReportStatus.QUEUED: GIVEN_UP_AFTER, ReportStatus.RUNNING: SILENT_AFTER}.get(export.status)
        if limit is not None and silent > limit:
            return replace(export, status=ReportStatus.FAILED, error=_FAILED)
        return export

    def link(self, export: Export) -> ReportLink | None:
        """Return where the file can be fetched for a while, ``None`` while there is none."""
        if export.location is None:
            return None
        return self._files.link(export.location, export.location.rsplit("/", 1)[-1], self._clock.now())

    def run(self, export_id: str, has_time: Callable[[], bool]) -> Export | None:
        """Write an export, or go on with it; ``None`` where another attempt took over.

        One that is still running when time is up is to be run again.

        Raises
        ------
        ExportNotFoundError
        """
        export = self._exports.get(export_id)
        if export.status is ReportStatus.COMPLETED:
            return export
        try:
            export = self._noted(export, status=ReportStatus.RUNNING)
            try:
                return self._write(export, has_time)
            except PartsLostError:  # the last attempt died between completing the file and saying so, or days ago
                export = self._exports.get(export_id)
                export = self._noted(export, products=0, rows=0, after=None, upload=None, parts=())
                return self._write(export, has_time)
        except ExportTakenOverError:
            return None

    def _write(self, export: Export, has_time: Callable[[], bool]) -> Export:
        source, writer = self._contents(export.what, export.format)
        location = f"reports/{export.export_id}/{export.what}-{export.created_at:%Y-%m-%d}.{export.format}"
        waiting = bytearray(writer.head if export.after is None else b"")
        products, rows = export.products, export.rows
        for page in self._pages(export.after):
            for product_id, found in source.of(page):
                waiting += writer.lines(found)
                products += bool(found)
                rows += len(found)
                if len(waiting) >= self._part_bytes:
                    export = self._add(export, location, waiting, after=product_id, products=products, rows=rows)
                    waiting.clear()
                    if not has_time():
                        return export
        return self._complete(export, location, waiting, products=products, rows=rows)

    def _pages(self, after: str | None) -> Iterator[Sequence[ListedProduct]]:
        while True:
            page = self._catalogue.page(PAGE, after)
            yield page.items
            if (after := page.next_position) is None:
                return

    def _add(self, export: Export, location: str, content: bytearray, **noted: Any) -> Export:
        upload = export.upload or self._files.begin(location, export.format)
        part = self._files.add(location, upload, len(export.parts) + 1, bytes(content))
        return self._noted(export, upload=upload, parts=(*export.parts, part), **noted)

    def _complete(self, export: Export, location: str, rest: bytearray, **noted: Any) -> Export:
        if export.upload is None:
            self._files.put(location, bytes(rest), export.format)
        else:
            parts = export.parts
            if rest:
                parts = (*parts, self._files.add(location, export.upload, len(parts) + 1, bytes(rest)))
            self._files.complete(location, export.upload, parts)
        done = self._clock.now()
        return self._noted(export, status=ReportStatus.COMPLETED, completed_at=done, location=location, **noted)

    def _noted(self, export: Export, **changes: Any) -> Export:
        new = replace(export, updated_at=self._clock.now(), version=export.version + 1, **changes)
        self._exports.replace(new)
        return new
