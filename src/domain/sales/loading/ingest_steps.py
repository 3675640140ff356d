"""The two halves of loading a file from storage: reading it into sums, and writing those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from domain.sales.aggregation.product_days import runs_of_products, summed, without_negatives
from domain.sales.csv.catalogue import SalesReading
from domain.sales.csv.parse import SalesParser
from domain.sales.loading.spill import merge_blocks, pack_segment, positions_length, unpack_positions
from domain.sales.loading.writing import SalesWriter, lost_errors, lost_rows
from domain.sales.service.uploads import last_day
from domain.shared.csv.records import records_of
from domain.shared.csv.rejected import content_type, rejected_lines
from domain.shared.csv.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.csv.detect import OpenText
    from domain.sales.loading.checkpoint import Progress, Sizes, Staging, Stores
    from domain.sales.loading.spill import Partition
    from domain.sales.ports import UploadRecord

_BINARY: Final = "application/octet-stream"


class SegmentReader:
    """Reads a file segment by segment into sums apart by product.

    Parameters
    ----------
    open_text
        Opens the file's decompressed text at a position.
    note
        Called after each segment, to keep how far it is.
    has_time
        Asked after each block; when it says no, the segment is cut short there.
    """

    def __init__(
        self, stores: Stores, sizes: Sizes, staging: Staging, note: Callable[[], None], has_time: Callable[[], bool]
    ) -> None:
        self._stores = stores
        self._sizes = sizes
        self._staging = staging
        self._note = note
        self._has_time = has_time
        self._days: list[DayRecords] = []
        self._rejected: list[bytes] = []

    def read(self, progress: Progress, record: UploadRecord, open_text: OpenText) -> bool:
        """Read on to the file's end; returns whether that was reached."""
        plan = progress.plan
        parser = SalesParser(plan, last_day(record.created_at), progress.order)
        reading = SalesReading(parser, self._stores.catalogue, record.options)
        begin = progress.offset
        lines = lines_of(open_text(begin), plan.encoding, first=progress.line, offset=begin, block=self._sizes.block)
        for records in records_of(lines, plan.header.delimiter, plan.keys):
            rows = reading.take(records)
            progress.tally.add(rows)
            self._days.append(rows.totals())
            self._rejected.append(rejected_lines(rows.rejected_cells(), plan.header.delimiter, plan.encoding))
            progress.offset, progress.line, progress.order = records.end, records.next_line, parser.order
            has_time = self._has_time()
            if records.end - begin >= self._sizes.segment or not has_time:
                self._keep(progress, reading)
                begin = records.end
            if not has_time:
                return False
        progress.read = True
        self._keep(progress, reading)
        return True

    def _keep(self, progress: Progress, reading: SalesReading) -> None:
        """Put what was read since the last time into storage, and make a note of it."""
        number = progress.segments
        if self._days:
            pieces, self._days = self._days, []
            days = np.concatenate(pieces)
            pieces.clear()  # memory is counted in copies of a segment here
            total = summed(days)
            del days
            data = pack_segment(reading.parser.products, total, reading.to_create, progress.partitions)
            self._stores.files.put(self._staging.segment(number), data, _BINARY)
            progress.segments = number + 1
        if lines := b"".join(self._rejected):
            key = self._staging.key(f"rejected-{number:06d}")
            self._stores.files.put(key, lines, content_type(progress.plan.encoding))
            progress.rejected.append(key)
        self._rejected = []
        reading.parser.forget_products()
        reading.to_create.clear()
        self._note()


class PartitionWriter:
    """Writes the sums partition by partition, each across all segments.

    Parameters
    ----------
    note
        Called after each run of writes, to keep how far it is.
    has_time
        Asked after each run of writes.
    """

    def __init__(
        self, stores: Stores, sizes: Sizes, staging: Staging, note: Callable[[], None], has_time: Callable[[], bool]
    ) -> None:
        self._stores = stores
        self._sizes = sizes
        self._staging = staging
        self._note = note
        self._has_time = has_time

    def write(self, progress: Progress, record: UploadRecord) -> bool:
        """Write on to the last partition; returns whether that was reached."""
        length = positions_length(progress.partitions)
        segments = [self._staging.segment(number) for number in range(progress.segments)]
        positions = {key: unpack_positions(self._stores.files.get(key, 0, length)) for key in segments}
        writer = SalesWriter(self._stores.catalogue, self._stores.ledger, record.upload_id, record.created_at)
        while progress.partition < progress.partitions:
            partition = merge_blocks(self._blocks(positions, progress.partition))
            for number, chunk in enumerate(runs_of_products(partition.days, self._sizes.chunk)):
                if number < progress.chunk:
                    continue
                self._write_chunk(progress, writer, partition, chunk)
                progress.chunk = number + 1
                self._note()
                if not self._has_time():
                    return False
            progress.partition, progress.chunk = progress.partition + 1, 0
        self._note()
        return True

    def _blocks(self, positions: dict[str, list[int]], partition: int) -> Iterator[bytes]:
        for key, bounds in positions.items():
            low, high = bounds[partition], bounds[partition + 1]
            yield self._stores.files.get(key, low, high - low)

    def _write_chunk(self, progress: Progress, writer: SalesWriter, partition: Partition, chunk: DayRecords) -> None:
        days, negative = without_negatives(chunk)
        names = (partition.products[code] for code in np.unique(chunk["product"]).tolist())
        new = [partition.to_create[name] for name in names if name in partition.to_create]
        written = writer.write(partition.products, days, new)
        tally = progress.tally
        tally.negative_days += negative
        tally.product_days += written.product_days
        tally.products += written.products
        tally.created += written.created
        if written.lost.size:
            rows = lost_rows(progress.plan, partition.products, written.lost)
            key = self._staging.key(f"lost-{progress.partition:06d}-{progress.chunk:06d}")
            plan = progress.plan
            lines = rejected_lines(rows, plan.header.delimiter, plan.encoding)
            self._stores.files.put(key, lines, content_type(plan.encoding))
            progress.rejected.append(key)
            tally.take_back(written.lost, lost_errors(progress.plan, partition.products, written.lost))
