"""Long tables (``unique_id, ds, y``) of any grain, read in bounded memory into series of evenly spaced steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = 86_400
MONTH = 365.25 / 12
MONTHS_A_STEP = (1, 2, 3, 4, 6, 12)

type Floats = NDArray[np.float64]
type Days = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Series:
    """One history: ``steps`` are consecutive whole numbers (days, weeks, months …), ``y`` has ``nan`` in its gaps."""

    unique_id: str
    first_step: int
    y: Floats
    extra: dict[str, Floats] = field(default_factory=dict)

    @property
    def end_step(self) -> int:
        """Step of the last value."""
        return self.first_step + self.y.size - 1


@dataclass(frozen=True, eq=False)
class Grain:
    """How dates become steps, each ``width`` units from ``offset`` on: ``kind`` is ``months`` or ``even`` (days, …).

    ``day``: of the month. ``listed``: the dates there are, where one that no series has is no step at all; ``None``:
    every date is one.
    """

    kind: str
    width: int = 1
    offset: int = 0
    day: int = 1
    listed: Days | None = None

    def steps(self, ds: Days) -> Days:
        """Whole steps of dates (days since 1970), instants (seconds) or numbers."""
        if self.listed is not None:
            position: Days = np.searchsorted(self.listed, ds).astype(np.int64)
            return position
        if self.kind == "months":
            months: Days = ds.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
            return (months - self.offset) // self.width
        return np.round((ds - self.offset) / self.width).astype(np.int64)

    def dates(self, steps: Days) -> Days:
        """Dates, instants or numbers of steps."""
        if self.listed is not None:
            beyond = np.maximum(steps - (self.listed.size - 1), 0)
            known: Days = self.listed[np.minimum(steps, self.listed.size - 1)] + beyond * self.width
            return known
        if self.kind == "months":
            first = (steps * self.width + self.offset).astype("datetime64[M]")
            last = (first + 1).astype("datetime64[D]").astype(np.int64) - 1
            if self.day >= 28:
                return last
            return np.minimum(first.astype("datetime64[D]").astype(np.int64) + self.day - 1, last)
        return steps * self.width + self.offset


@dataclass(frozen=True, eq=False)
class Frame:
    """A table in memory: ids as codes into ``names``, ``ds`` in ``unit``, sorted by id and date.

    ``repeated``: rows left out because a later one of the file has the same id and date.
    """

    names: list[str]
    code: NDArray[np.int32]
    ds: Days
    y: NDArray[np.float32]
    grain: Grain
    unit: pa.DataType
    extra: dict[str, NDArray[np.float32]]
    repeated: int = 0

    def __len__(self) -> int:
        """Number of series."""
        return len(self.names)

    def series(self, first: int = 0, last: int | None = None) -> Iterator[Series]:
        """Series ``first`` up to but without ``last``; missing steps are zero where zeros are never written down."""
        edges = np.searchsorted(self.code, np.arange(first, (len(self) if last is None else last) + 1))
        gap = np.nan if self._writes_zeros else 0.0
        for k, (low, high) in enumerate(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)):
            if low == high:
                continue
            steps = self.grain.steps(self.ds[low:high])
            size = int(steps[-1] - steps[0]) + 1
            values = np.full(size, gap)
            values[steps - steps[0]] = self.y[low:high]
            extra = {}
            for name, column in self.extra.items():
                extra[name] = np.full(size, np.nan)
                extra[name][steps - steps[0]] = column[low:high]
            yield Series(self.names[first + k], int(steps[0]), values, extra)

    @property
    def _writes_zeros(self) -> bool:
        return bool((self.y == 0).any())


def read(path: Path, season_length: int, extra: tuple[str, ...] = ()) -> Frame:
    """Read a parquet or CSV file with columns ``unique_id, ds, y``; other columns only if asked for.

    Of two rows of one id and date the later one counts. Raises ``ValueError`` for a table without rows,
    ``pyarrow.ArrowException`` and ``OSError`` for what cannot be read.
    """
    columns = ["unique_id", "ds", "y", *extra]
    codes, dates, values = [], [], []
    others: dict[str, list[NDArray[np.float32]]] = {name: [] for name in extra}
    names: dict[str, int] = {}
    for batch in _batches(path, columns):
        ids = pc.dictionary_encode(batch.column("unique_id").cast(pa.string()))
        local = np.array([names.setdefault(name, len(names)) for name in ids.dictionary.to_pylist()], np.int32)
        codes.append(local[np.asarray(ids.indices)])
        dates.append(_instants(batch.column("ds")))
        values.append(np.asarray(batch.column("y").cast(pa.float32())))
        for name in extra:
            others[name].append(np.asarray(batch.column(name).cast(pa.float32())))
    if not names:
        raise ValueError(f"{path} has no rows")
    day, unit = _joined(dates)
    code, y = np.concatenate(codes), np.concatenate(values)
    ordered = sorted(names)
    rank = np.empty(len(names), np.int32)
    rank[[names[name] for name in ordered]] = np.arange(len(names), dtype=np.int32)
    code = rank[code]
    more = {name: np.concatenate(parts) for name, parts in others.items()}
    if bool(((np.diff(code) < 0) | ((np.diff(code) == 0) & (np.diff(day) <= 0))).any()):
        order = np.lexsort((day, code))
        code, day, y = code[order], day[order], y[order]
        more = {name: column[order] for name, column in more.items()}
    kept = np.append((np.diff(code) != 0) | (np.diff(day) != 0), True)
    repeated = int(code.size - kept.sum())
    if repeated:
        code, day, y = code[kept], day[kept], y[kept]
        more = {name: column[kept] for name, column in more.items()}
    grain = _listed(_grain(code, day, unit), day, y, season_length)
    return Frame(ordered, code, day, y, grain, unit, more, repeated)


def _batches(path: Path, columns: list[str]) -> Iterator[pa.RecordBatch]:
    if path.suffix.lower() in {".csv", ".txt"}:
        as_text = pcsv.ConvertOptions(include_columns=columns, column_types={"unique_id": pa.string()})
        yield from pcsv.open_csv(path, convert_options=as_text)
        return
    yield from pq.ParquetFile(path).iter_batches(batch_size=1 << 20, columns=columns)


def _instants(column: pa.Array) -> pa.Array:
    """Seconds since 1970 of dates and instants; whole numbers as they are."""
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        return column.cast(pa.int64())
    if pa.types.is_timestamp(column.type) and column.type.tz is not None:
        column = column.cast(pa.timestamp("s", "UTC"), safe=False).cast(pa.timestamp("s"))
    return column.cast(pa.timestamp("s"), safe=False)


def _joined(parts: list[pa.Array]) -> tuple[Days, pa.DataType]:
    """All dates, as days since 1970 unless some have a time of day (seconds) or are numbers; and what they are."""
    kinds = {part.type for part in parts}
    if len(kinds) > 1:
        raise ValueError("ds holds dates as well as numbers")
    values = np.concatenate([np.asarray(part.cast(pa.int64())) for part in parts])
    if pa.types.is_integer(kinds.pop()):
        return values, pa.int64()
    if (values % DAY != 0).any():
        return values, pa.timestamp("s")
    return values // DAY, pa.date32()


def _grain(code: NDArray[np.int32], day: Days, unit: pa.DataType) -> Grain:
    """The most common distance between neighbouring dates decides."""
    gaps = np.diff(day)[np.diff(code) == 0]
    if gaps.size == 0:
        return Grain("even", DAY if pa.types.is_timestamp(unit) else 1, 0)
    sizes, counts = np.unique(gaps, return_counts=True)
    common = int(sizes[counts.argmax()])
    months = round(common / MONTH)
    if unit == pa.date32() and months in MONTHS_A_STEP and abs(common - months * MONTH) <= 3:
        inside = day.astype("datetime64[D]")
        in_month = (inside - inside.astype("datetime64[M]")).astype(int) + 1
        offset = int(inside[0].astype("datetime64[M]").astype(np.int64)) % months
        return Grain("months", months, offset, int(np.bincount(in_month).argmax()))
    return Grain("even", common, int(day[0]))


def _listed(grain: Grain, day: Days, y: NDArray[np.float32], season_length: int) -> Grain:
    """Skip dates that no series has, if the season repeats better without them (a calendar with days left out)."""
    if grain.kind == "months" or season_length < 2:
        return grain
    dates = np.unique(day)
    steps = grain.steps(dates)
    size = int(steps[-1] - steps[0]) + 1
    if size == dates.size or dates.size < 4 * season_length:
        return grain
    total = np.bincount(np.searchsorted(dates, day), weights=np.nan_to_num(y), minlength=dates.size)
    by_date, by_row = (_repeats(total, phase % season_length) for phase in (steps, np.arange(dates.size)))
    return Grain(grain.kind, grain.width, grain.offset, grain.day, dates) if by_row > by_date else grain


def _repeats(total: Floats, phase: Days) -> float:
    """Share of the total's variance that the phase of the season explains."""
    means = np.bincount(phase, weights=total) / np.maximum(np.bincount(phase), 1)
    return 1 - float(np.var(total - means[phase]) / max(np.var(total), 1e-12))
