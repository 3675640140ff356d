"""A whole file in memory: what is in it, and writing that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.sales.aggregation.product_days import runs_of_products, summed, without_negatives
from domain.sales.aggregation.row_counts import Tally
from domain.sales.csv.catalogue import SalesReading
from domain.sales.csv.detect import plan_file
from domain.sales.csv.parse import SalesParser
from domain.sales.loading.writing import lost_errors, lost_rows
from domain.shared.csv.records import records_of
from domain.shared.csv.rejected import rejected_lines
from domain.shared.csv.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.csv.detect import FilePlan
    from domain.sales.loading.writing import SalesWriter
    from domain.sales.models import UploadOptions
    from domain.sales.ports import SalesCatalogue

_PIECE: Final = 1 << 18
#: Product-days that are written between two looks at the clock.
_RUN: Final = 8_000


@dataclass
class Content:
    """What a file holds: its rows summed per product and day, and its rejected rows as lines."""

    plan: FilePlan
    reading: SalesReading
    tally: Tally
    days: DayRecords
    rejected: list[bytes]

    def count_as_written(self) -> None:
        """Count everything as written, for a file that is only tried."""
        self.tally.product_days = int(self.days.size)
        self.tally.products = int(np.unique(self.days["product"]).size)
        self.tally.created = len(self.reading.to_create)

    def write(self, writer: SalesWriter, has_time: Callable[[], bool]) -> bool:
        """Write everything; returns whether time sufficed. What was written stays, and may be written again."""
        before = self.tally.to_json()
        done = 0
        for run in runs_of_products(self.days, _RUN):
            if done and not has_time():
                self.tally = Tally.from_json(before)
                return False
            self._write_run(writer, run)
            done += run.size
        return True

    def _write_run(self, writer: SalesWriter, days: DayRecords) -> None:
        products = self.reading.parser.products
        names = [products[code] for code in np.unique(days["product"]).tolist()]
        new = [self.reading.to_create[name] for name in names if name in self.reading.to_create]
        written = writer.write(products, days, new, self.reading.products(names))
        self.tally.product_days += written.product_days
        self.tally.products += written.products
        self.tally.created += written.created
        if written.lost.size:
            self.tally.take_back(written.lost, lost_errors(self.plan, products, written.lost))
            lost = lost_rows(self.plan, products, written.lost)
            self.rejected.append(rejected_lines(lost, self.plan.header.delimiter, self.plan.encoding))


def read_whole(data: bytes, options: UploadOptions, newest_day: int, catalogue: SalesCatalogue) -> Content:
    """Read and check a whole file; raises what :func:`domain.sales.csv.detect.plan_file` does."""
    plan = plan_file(lambda offset: _pieces(data, offset), options)
    reading = SalesReading(SalesParser(plan, newest_day), catalogue, options)
    tally, days, rejected = Tally(), [], []
    lines = lines_of(_pieces(data, plan.offset), plan.encoding, first=plan.first_line, offset=plan.offset)
    for records in records_of(lines, plan.header.delimiter, plan.keys):
        rows = reading.take(records)
        tally.add(rows)
        days.append(rows.totals())
        rejected.append(rejected_lines(rows.rejected_cells(), plan.header.delimiter, plan.encoding))
    total, tally.negative_days = without_negatives(summed(np.concatenate(days)))
    return Content(plan, reading, tally, total, rejected)


def _pieces(data: bytes, offset: int) -> Iterator[bytes]:
    for start in range(offset, len(data), _PIECE):
        yield data[start : start + _PIECE]
