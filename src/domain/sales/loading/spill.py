"""Spill of a file's sums between reading and writing: in memory, or in storage in segments of bounded size.

How a segment looks in storage is in :mod:`domain.sales.loading.segments`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from domain.sales.aggregation.product_days import DAY, summed
from domain.sales.aggregation.returns import Returns, settled
from domain.sales.loading.segments import Segment, merge_blocks, pack_segment, positions_length, unpack_positions
from domain.shared.csv.rejected import content_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.csv.catalogue import SalesReading
    from domain.sales.loading.checkpoint import Progress, Staging
    from domain.sales.models import CatalogueProduct
    from domain.sales.ports import ProductToCreate, UploadFiles

_BINARY: Final = "application/octet-stream"


@dataclass(frozen=True, eq=False)
class Partition:
    """Some products and their summed days, in order of product and day.

    Parameters
    ----------
    products
        Ids, indexed by the records' ``product``.
    to_create
        What is known of the products that the file brings with it.
    known
        Products that exist; ``None``: they are looked up when they are written.
    refused
        Returns that exceed the sales of their day; ``days`` are less all others.
    """

    products: Sequence[str]
    days: DayRecords
    to_create: Mapping[str, ProductToCreate] = field(default_factory=dict)
    known: Mapping[str, CatalogueProduct] | None = None
    refused: Returns = field(default_factory=Returns)


class Spill(Protocol):
    """Keeps the sums and rejected rows of a file that is being read, and gives the sums back in partitions."""

    def add(self, days: DayRecords, returns: Returns, rejected: bytes) -> None:
        """Take one batch's sums, its returns, and its rejected rows as lines of a file."""
        ...

    def add_later(self, kind: str, progress: Progress, rejected: bytes) -> None:
        """Take rows that are rejected by the run of writes that ``progress`` is at; ``kind`` tells why."""
        ...

    def partition(self, number: int) -> Partition:
        """Return the products of one partition with all their days; the same every time."""
        ...


class MemorySpill:
    """Keeps everything as it is, in one partition.

    Parameters
    ----------
    reading
        Numbers the products, and knows which of them exist.

    Attributes
    ----------
    rejected
        The rejected rows, as lines of a file.
    """

    def __init__(self, reading: SalesReading) -> None:
        self._reading = reading
        self._days: list[DayRecords] = []
        self._returns: list[Returns] = []
        self.rejected: list[bytes] = []

    def add(self, days: DayRecords, returns: Returns, rejected: bytes) -> None:
        """Take one batch."""
        self._days.append(days)
        self._returns.append(returns)
        self.rejected.append(rejected)

    def add_later(self, kind: str, progress: Progress, rejected: bytes) -> None:  # noqa: ARG002  # a protocol
        """Take rows that are rejected later."""
        self.rejected.append(rejected)

    def partition(self, number: int) -> Partition:  # noqa: ARG002  # a protocol
        """Return everything but the returns that were refused when all was read."""
        return replace(self.whole, refused=Returns())

    @cached_property
    def whole(self) -> Partition:
        """Everything; summed when it is first asked for, which is when all is read."""
        products = self._reading.parser.products
        days, refused = settled(_joined(self._days), Returns.joined(self._returns))
        return Partition(products, days, self._reading.to_create, self._reading.products(products), refused)


class StorageSpill:
    """Keeps the sums of a segment of the file until :meth:`cut` puts them into storage, apart by product.

    Parameters
    ----------
    files, staging
        Where segments are kept.
    progress
        Is told which segments and which files of rejected rows there are.
    """

    def __init__(self, files: UploadFiles, staging: Staging, progress: Progress) -> None:
        self._files = files
        self._staging = staging
        self._progress = progress
        self._days: list[DayRecords] = []
        self._returns: list[Returns] = []
        self._rejected: list[bytes] = []

    def add(self, days: DayRecords, returns: Returns, rejected: bytes) -> None:
        """Take one batch."""
        self._days.append(days)
        self._returns.append(returns)
        self._rejected.append(rejected)

    def cut(self, reading: SalesReading) -> None:
        """Put what was read since the last time into storage, and forget its products."""
        number = self._progress.segments
        if self._days:
            total = _joined(self._days)
            segment = Segment(reading.parser.products, total, Returns.joined(self._returns), reading.to_create)
            self._returns = []
            self._files.put(self._staging.segment(number), pack_segment(segment, self._progress.partitions), _BINARY)
            self._progress.segments = number + 1
        self._keep_rejected(f"rejected-{number:06d}", b"".join(self._rejected))
        self._rejected = []
        reading.parser.forget_products()
        reading.to_create.clear()

    def add_later(self, kind: str, progress: Progress, rejected: bytes) -> None:
        """Take rows that are rejected later."""
        self._keep_rejected(f"{kind}-{progress.partition:06d}-{progress.chunk:06d}", rejected)

    def partition(self, number: int) -> Partition:
        """Return one partition across all segments."""
        whole = merge_blocks(self._blocks(number))
        days, refused = settled(whole.days, whole.returns)
        return Partition(whole.products, days, whole.to_create, refused=refused)

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        """Byte ranges of the partitions, by segment; asked for when all is read."""
        length = positions_length(self._progress.partitions)
        segments = map(self._staging.segment, range(self._progress.segments))
        return {key: unpack_positions(self._files.get(key, 0, length)) for key in segments}

    def _blocks(self, number: int) -> Iterator[bytes]:
        for key, bounds in self._positions.items():
            low, high = bounds[number], bounds[number + 1]
            yield self._files.get(key, low, high - low)

    def _keep_rejected(self, name: str, lines: bytes) -> None:
        if lines:
            key = self._staging.key(name)
            self._files.put(key, lines, content_type(self._progress.plan.encoding))
            self._progress.rejected.append(key)


def _joined(pieces: list[DayRecords]) -> DayRecords:
    """Return the pieces summed, and empty the list: memory is counted in copies of them here."""
    days = np.concatenate(pieces) if pieces else np.zeros(0, dtype=DAY)
    pieces.clear()
    return summed(days)
