"""Forecast any table: ``python -m benchmarks.forecast --data FILE --horizon H --season-length M --out OUT``.

Reads ``unique_id, ds, y`` (parquet or CSV), forecasts the H steps after each series' end, writes ``unique_id, ds,
mean``, quantiles of each step (``q0.1``) and of the sum up to it (``cum_q0.1``), and prints seconds of CPU a thousand
series and the peak of memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from benchmarks import run_engine
from benchmarks.frames import Frame, Series, read
from benchmarks.measures import AT_JUDGED, DECILES, JUDGED
from domain.forecasting.engine.intervals.empirical import level_at

CHUNK = 1000
SUM_LEVELS = (0.05, *DECILES, 0.95)
"""Levels at which sums of the steps up to each one are written."""


def main() -> None:
    """Read, forecast, write, report."""
    asked = _arguments()
    started = time.process_time()
    try:
        frame = read(asked.data, asked.season_length)
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        sys.exit(f"cannot read {asked.data}: {error}")
    if frame.repeated:
        print(f"{frame.repeated} rows repeat a date of their series: the last of each counts", file=sys.stderr)
    loaded = time.process_time()
    learned = run_engine.learn(_sample(frame), asked.season_length, asked.horizon)
    tables = [
        _table(part, run_engine.forecast(part, asked.season_length, asked.horizon, learned), frame, asked.horizon)
        for part in run_engine.chunks(frame.series(), CHUNK)
    ]
    done = time.process_time()
    table = pa.concat_tables(tables)
    if asked.out.suffix.lower() == ".csv":
        pcsv.write_csv(table, asked.out)
    else:
        pq.write_table(table, asked.out)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    per_thousand = (done - loaded) / max(len(frame), 1) * 1000
    print(f"{len(frame)} series, horizon {asked.horizon}, season {asked.season_length} -> {asked.out}")
    print(f"cpu_seconds_per_1000_series {per_thousand:.3f}")
    print(f"cpu_seconds {done - loaded:.2f} (reading {loaded - started:.2f})")
    print(f"peak_memory_mb {peak:.0f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--horizon", type=int, required=True)
    parser.add_argument("--season-length", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    if asked.horizon < 1 or asked.season_length < 1:
        parser.error("horizon and season length must be at least 1")
    return asked


def _sample(frame: Frame) -> list[Series]:
    """Evenly spaced series, as many as the engine looks at to learn."""
    count = len(frame)
    picks = np.unique(np.linspace(0, count - 1, min(count, run_engine.SAMPLE)).astype(int)).tolist()
    return [series for i in picks for series in frame.series(i, i + 1)]


def _table(part: list[Series], result: run_engine.Result, frame: Frame, horizon: int) -> pa.Table:
    steps = np.array([series.end_step for series in part])[:, None] + np.arange(1, horizon + 1)
    dates = frame.grain.dates(steps.ravel())
    ids = pa.array([series.unique_id for series in part for _ in range(horizon)])
    columns = {
        "unique_id": ids,
        "ds": pa.array(dates.astype(np.int32) if frame.unit == pa.date32() else dates, frame.unit),
        "mean": result.mean.ravel(),
    }
    for level, at in zip(JUDGED, AT_JUDGED, strict=True):
        columns[f"q{level:g}"] = result.quantiles[:, :, at].ravel()
    for level in SUM_LEVELS:
        columns[f"cum_q{level:g}"] = result.cumulative[:, :, level_at(level)].ravel()
    return pa.table(columns)


if __name__ == "__main__":
    main()
