"""``python -m benchmarks.forecast``: any regular table in, the dates that follow out."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

csv = pytest.importorskip("pyarrow.csv", reason="pyarrow is in the bench group: uv sync --group bench")
parquet = pytest.importorskip("pyarrow.parquet")

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[3]
MIDNIGHT = datetime.combine(date(2025, 1, 1), time())
QUANTILES = ["q0.025", *(f"q0.{tenth}" for tenth in range(1, 10)), "q0.975"]
SUMS = ["cum_q0.05", *(f"cum_q0.{tenth}" for tenth in range(1, 10)), "cum_q0.95"]


def run(table: Path, horizon: int, season_length: int, out: Path) -> subprocess.CompletedProcess[str]:
    asked = ["--data", table, "--horizon", horizon, "--season-length", season_length, "--out", out]
    command = [sys.executable, "-m", "benchmarks.forecast", *map(str, asked)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def written(path: Path, dates: Iterable[object], ids: tuple[str, ...] = ("a", "b")) -> Path:
    known = list(dates)
    rows = [f"{name},{day},{10 + at % 4}" for name in ids for at, day in enumerate(known)]
    path.write_text("\n".join(["unique_id,ds,y", *rows]) + "\n")
    return path


def months(width: int, count: int) -> list[date]:
    return [date(2015 + at * width // 12, at * width % 12 + 1, 1) for at in range(count)]


@pytest.mark.parametrize(
    ("dates", "season_length", "coming"),
    [
        ([date(2025, 1, 1) + timedelta(days=at) for at in range(60)], 7, [date(2025, 3, 2), date(2025, 3, 3)]),
        ([date(2025, 1, 5) + timedelta(days=7 * at) for at in range(60)], 52, [date(2026, 3, 1), date(2026, 3, 8)]),
        (months(1, 36), 12, [date(2018, 1, 1), date(2018, 2, 1)]),
        ([day - timedelta(days=1) for day in months(1, 38)[1:]], 12, [date(2018, 2, 28), date(2018, 3, 31)]),
        (months(3, 24), 4, [date(2021, 1, 1), date(2021, 4, 1)]),
        ([date(year, 12, 31) for year in range(2000, 2020)], 1, [date(2020, 12, 31), date(2021, 12, 31)]),
        (
            [MIDNIGHT + timedelta(hours=at) for at in range(72)],
            24,
            [MIDNIGHT + timedelta(hours=72), MIDNIGHT + timedelta(hours=73)],
        ),
        (range(40), 7, [40, 41]),
    ],
    ids=["days", "weeks", "month starts", "month ends", "quarters", "years", "hours", "numbers"],
)
def test_the_dates_that_follow(tmp_path, dates, season_length, coming):
    done = run(written(tmp_path / "in.csv", dates), 2, season_length, tmp_path / "out.parquet")
    assert done.returncode == 0, done.stderr
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.column_names == ["unique_id", "ds", "mean", *QUANTILES, *SUMS]
    rows = table.to_pylist()
    assert [(row["unique_id"], row["ds"]) for row in rows] == [(name, day) for name in ("a", "b") for day in coming]
    for row in rows:
        levels = [row[name] for name in QUANTILES]
        assert levels == sorted(levels)
        assert 0 <= levels[0] <= row["mean"] <= levels[-1]
        sums = [row[name] for name in SUMS]
        assert sums == sorted(sums)
    for first, second in zip(rows[::2], rows[1::2], strict=True):
        assert first["cum_q0.5"] == pytest.approx(first["q0.5"])
        assert second["cum_q0.5"] == pytest.approx(first["mean"] + second["mean"], rel=0.2)
    assert "cpu_seconds_per_1000_series" in done.stdout
    assert "peak_memory_mb" in done.stdout


@pytest.mark.parametrize("text", ["unique_id,ds,y\n", "id,ds,y\na,2025-01-01,1\n", "unique_id,ds,y\na,noon,1\n"])
def test_a_table_that_cannot_be_read_is_named(tmp_path, text):
    (tmp_path / "in.csv").write_text(text)
    done = run(tmp_path / "in.csv", 2, 7, tmp_path / "out.csv")
    assert done.returncode == 1
    assert done.stderr.startswith(f"cannot read {tmp_path / 'in.csv'}: ")
    assert not (tmp_path / "out.csv").exists()


def test_of_two_rows_of_one_date_the_last_counts(tmp_path):
    table = written(tmp_path / "in.csv", range(40), ("a",))
    table.write_text(table.read_text() + "a,39,13\n")
    done = run(table, 1, 1, tmp_path / "out.csv")
    assert "1 rows repeat a date" in done.stderr
    assert csv.read_csv(tmp_path / "out.csv").num_rows == 1
