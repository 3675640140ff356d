"""The way of a file: one loop that reads it into a spill, one that writes what the spill holds.

Both serve a file in memory and one in storage alike, and stop after every step, so that their caller can look at the
clock and keep how far it is. Where sums wait in between is in :mod:`domain.sales.loading.spill`, what a resumed file
starts from in :mod:`domain.sales.loading.checkpoint`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.sales.additions import Outcome
from domain.sales.aggregation.comparison import Comparison
from domain.sales.aggregation.product_days import runs_of_products, totals_of
from domain.sales.aggregation.returns import Returns, excess_errors
from domain.sales.csv.altered_ids import ids_of_file
from domain.sales.csv.catalogue import SalesReading
from domain.sales.csv.detect import plan_file
from domain.sales.csv.orders import OrderRows, orders_apart
from domain.sales.csv.parse import SalesParser, last_day
from domain.sales.csv.product_column import with_product_column
from domain.sales.loading.corrections import origin_of
from domain.sales.loading.refusals import refused_errors, refused_rows
from domain.sales.loading.writing import SalesWriter
from domain.sales.models import UploadMode
from domain.shared.csv.records import records_of
from domain.shared.csv.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.csv.detect import FilePlan, OpenText
    from domain.sales.history import SalesHistory
    from domain.sales.loading.checkpoint import Progress, Stores
    from domain.sales.loading.corrections import Corrections
    from domain.sales.loading.spill import Partition, Spill
    from domain.sales.models import CatalogueProduct, UploadOptions
    from domain.sales.ports import SalesCatalogue, UploadRecord
    from domain.shared.csv.text import Lines

#: Bytes of text that are parsed between two looks at the clock: a few seconds, if they are rows of one character, all
#: of them wrong.
BLOCK: Final = 1 << 18


def plan_of(open_text: OpenText, options: UploadOptions, stores: Stores, *, is_wide: bool = False) -> FilePlan:
    """Return how a file is to be read; raises what :func:`plan_file` and :func:`with_product_column` do."""
    plan = plan_file(open_text, options, stores.currency, is_wide=is_wide)
    return with_product_column(plan, open_text, stores.catalogue, options)


def writer_of(stores: Stores, record: UploadRecord, origins: Sequence[str]) -> SalesWriter:
    """Return what writes an upload's product-days; ``origins`` are the uploads that its corrected rows are of."""
    return SalesWriter(
        stores.catalogue,
        stores.ledger,
        record.upload_id,
        record.created_at,
        record.options.mode,
        [origin_of(stores.records.get(each)) for each in origins],
        record.options.dry_run,
    )


def reading_of(
    open_text: OpenText, progress: Progress, options: UploadOptions, created_at: datetime, catalogue: SalesCatalogue
) -> SalesReading:
    """Return what reads a file's records on from where ``progress`` is; ``created_at`` is when the upload began."""
    plan = progress.plan
    orders = OrderRows(plan, progress.order, orders_apart(open_text, plan))
    ids = ids_of_file(open_text, plan, catalogue, options.sku_map)
    progress.tally.id_notices = list(ids.notices())
    parser = SalesParser(plan, last_day(created_at), orders, progress.evidence, ids.known_as)
    return SalesReading(parser, catalogue, options)


class OutOfTimeError(Exception):
    """There was no time to read a file to its end; ``progress`` is that of none of it being read."""

    def __init__(self, progress: Progress) -> None:
        super().__init__("no time is left to read on")
        self.progress = progress


class ReadAgainError(Exception):
    """Cells of a file show that it is to be read in another way: everything read of it so far is void."""

    def __init__(self, plan: FilePlan) -> None:
        super().__init__("the file is to be read again")
        self.plan = plan


def read(
    pieces: Iterable[bytes],
    progress: Progress,
    options: UploadOptions,
    reading: SalesReading,
    spill: Spill,
    corrections: Corrections | None = None,
    block: int = BLOCK,
) -> Iterator[None]:
    """Read a file's text into a spill, yielding after each batch of records.

    Parameters
    ----------
    pieces
        The text's bytes from ``progress.offset`` on.
    progress
        Is brought up to what the spill holds before each yield; says that all is read at the end.
    corrections
        Finds what the rows of a file of corrected rows are of.

    Raises
    ------
    ReadAgainError
        When a row proves the plan wrong; reading begins again by the plan it carries.
    AmbiguousNumbersError
        When the rows prove that no plan is right, or all of them together do not decide on one.
    """
    plan = progress.plan
    lines = lines_of(pieces, plan.encoding, first=progress.line, offset=progress.offset, block=block)
    for records in records_of(_noted(lines, progress), plan.header.delimiter, plan.keys):
        rows = reading.take(records)
        _revise(progress, options, final=False)
        if corrections is None:
            days, returns = totals_of(rows), Returns.of(rows)
        else:
            days, returns = corrections.take(rows), Returns()
        progress.tally.add(rows)
        spill.add(days, returns, progress.rejected_lines(rows.rejected_rows()))
        progress.offset, progress.line, progress.order = records.end, records.next_line, reading.parser.order
        del rows  # memory is counted in copies of a batch here
        yield
    _revise(progress, options, final=True)
    progress.read = True


def _noted(blocks: Iterable[Lines], progress: Progress) -> Iterator[Lines]:
    """Pass lines on, having looked at their bytes."""
    for lines in blocks:
        progress.evidence.encoding.add(lines.raw)
        yield lines


def _revise(progress: Progress, options: UploadOptions, *, final: bool) -> None:
    """Let what is known of the file now stand in its plan."""
    plan = progress.plan.revised(progress.evidence, options, final=final)
    if not plan.reads_like(progress.plan):
        raise ReadAgainError(plan)
    progress.plan = plan


def write(spill: Spill, progress: Progress, writer: SalesWriter, run: int) -> Iterator[int]:
    """Write what a spill holds, yielding after each run of about ``run`` product-days of whole products.

    Yields
    ------
    int
        The product-days that are left of the partition at hand.
    """
    while progress.partition < progress.partitions:
        partition = spill.partition(progress.partition)
        if not progress.compared:  # else progress was noted since, with the returns in it
            refuse_returns(spill, progress, partition)
        yield from _write_partition(spill, progress, writer, partition, list(runs_of_products(partition.days, run)))
        progress.partition, progress.chunk, progress.compared = progress.partition + 1, 0, 0


def _write_partition(
    spill: Spill, progress: Progress, writer: SalesWriter, partition: Partition, runs: Sequence[DayRecords]
) -> Iterator[int]:
    """Write the runs of a partition that are not written yet; each was compared when the progress was noted before."""
    compared = None
    if runs and not progress.compared:
        compared = _compare_run(progress, writer, partition, runs)
        yield 0
    left = sum(int(days.size) for days in runs[progress.chunk :])
    for days in runs[progress.chunk :]:
        _write_run(spill, progress, writer, partition, days, compared)
        left -= int(days.size)
        progress.chunk += 1
        compared = _compare_run(progress, writer, partition, runs)
        yield left


def _compare_run(
    progress: Progress, writer: SalesWriter, partition: Partition, runs: Sequence[DayRecords]
) -> _Compared | None:
    """Compare the next run with what is stored, once: a run that is written again would meet its own days."""
    if not progress.chunk == progress.compared < len(runs):
        return None
    progress.compared += 1
    return compare(progress, writer, partition, runs[progress.chunk])


@dataclass(frozen=True)
class _Compared:
    """Products of a run with the histories that it was compared with, and what was said before it."""

    before: Comparison
    known: Mapping[str, CatalogueProduct]
    histories: Mapping[str, SalesHistory | None]

    def without(self, products: Sequence[str], days: DayRecords, left_alone: DayRecords) -> Comparison:
        """Return the comparison, some of the run's days left alone."""
        is_left = np.isin(days["line"], left_alone["line"])
        comparison = Comparison.from_json(asdict(self.before))
        comparison.add(products, days[~is_left & (days["origin"] == 0)], self.histories)
        return comparison


def compare(progress: Progress, writer: SalesWriter, partition: Partition, days: DayRecords) -> _Compared | None:
    """Compare product-days with what is stored of their products, but those that add to it.

    What was read for that is what the ledger replaces (:meth:`SalesLedger.record`).
    """
    days = days[days["origin"] == 0]
    if writer.mode is not UploadMode.REPLACE or not days.size:
        return None
    products = partition.products
    names = [products[code] for code in np.unique(days["product"]).tolist()]
    there = writer.catalogue.get_many(names) if partition.known is None else partition.known
    known = {name: there[name] for name in names if name in there}
    found = writer.ledger.histories(known.values())
    histories = {name: found.get(name) for name in known}
    before = progress.tally.compared or Comparison()
    progress.tally.compared = Comparison.from_json(asdict(before))
    progress.tally.compared.add(products, days, histories)
    return _Compared(before, known, histories)


def refuse_returns(spill: Spill, progress: Progress, partition: Partition) -> None:
    """Reject the returns of a partition that exceed the sales of their day."""
    if partition.refused.days.size:
        spill.add_later("returns", progress, progress.rejected_lines(partition.refused.numbered_rows()))
        progress.tally.refuse(excess_errors(progress.plan, partition.refused))


def _write_run(
    spill: Spill,
    progress: Progress,
    writer: SalesWriter,
    partition: Partition,
    days: DayRecords,
    compared: _Compared | None,
) -> None:
    names = [partition.products[code] for code in np.unique(days["product"]).tolist()]
    new = [partition.to_create[name] for name in names if name in partition.to_create]
    known, before = (compared.known, compared.histories) if compared else (partition.known, None)
    written = writer.write(partition.products, days, new, known, before)
    plan, tally = progress.plan, progress.tally
    tally.product_days += written.product_days
    tally.products += written.products
    tally.created += written.created
    tally.repeated += written.repeated
    if compared and Outcome.SUPERSEDED in written.refused:  # those days are not replaced after all
        tally.compared = compared.without(partition.products, days, written.refused[Outcome.SUPERSEDED])
    for outcome, refused in written.refused.items():
        if outcome is not Outcome.OTHER_AMOUNTS:  # what counts already must not come back to be loaded once more
            rows = refused_rows(plan, partition.products, refused, progress.origins)
            spill.add_later(outcome, progress, progress.rejected_lines(rows))
        tally.take_back(refused, refused_errors(plan, partition.products, outcome, refused))
