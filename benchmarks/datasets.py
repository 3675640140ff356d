"""The real data sets the engine is judged on, and how each is held out; never committed, found beside the project."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.frames import Floats, Frame, Series, read

ROOT = Path(__file__).resolve().parents[1]
SEED = 7


@dataclass(frozen=True)
class DataSet:
    """File, season length, horizon, how many series at most, whether most sell at nearly every step, other columns."""

    name: str
    file: str
    season_length: int
    horizon: int
    most: int
    steady: bool
    extra: tuple[str, ...] = ()


DATA_SETS = (
    DataSet("m5", "m5_daily", 7, 28, 1500, steady=False),
    DataSet("m5_item", "m5_item_daily", 7, 28, 800, steady=True),
    DataSet("online_retail", "online_retail_daily", 7, 28, 1000, steady=False, extra=("price",)),
    DataSet("rossmann", "rossmann100_daily", 7, 28, 100, steady=True),
    DataSet("dominick_oj", "dominick_oj_weekly", 52, 8, 913, steady=True),
    DataSet("hospital", "hospital_monthly", 12, 12, 767, steady=True),
    DataSet("carparts", "carparts_monthly", 12, 12, 1767, steady=False),
    DataSet("m3", "m3_monthly", 12, 12, 1428, steady=True),
)


def by_name(name: str) -> DataSet:
    """The data set of that name."""
    return next(each for each in DATA_SETS if each.name == name)


def folder() -> Path:
    """Where the data sets are: ``STOCKCAST_DATA``, else ``../shared/data`` beside the project."""
    return Path(os.environ.get("STOCKCAST_DATA", ROOT.parent / "shared" / "data"))


@dataclass(frozen=True, eq=False)
class Split:
    """Histories up to the cutoff, and what came in the ``horizon`` steps after it, (N, H)."""

    data_set: DataSet
    past: list[Series]
    actual: Floats
    extra: dict[str, Floats]


def load(data_set: DataSet, extra: tuple[str, ...] = ()) -> Frame:
    """The whole file."""
    return read(folder() / f"{data_set.file}.parquet", data_set.season_length, extra)


def split(
    data_set: DataSet,
    sample: int | None,
    *,
    windows_back: int = 0,
    horizon: int | None = None,
    extra: tuple[str, ...] = (),
) -> Split:
    """Hold out the last horizon, or the one ``windows_back`` horizons before it (that is the one to tune on)."""
    extra = extra or data_set.extra
    frame = load(data_set, extra)
    steps = horizon or data_set.horizon
    most = min(data_set.most, sample or data_set.most)
    picks = np.arange(len(frame))
    if len(frame) > most:
        picks = np.sort(np.random.RandomState(SEED).choice(len(frame), most, replace=False))
    past, actual = [], []
    more: dict[str, list[Floats]] = {name: [] for name in extra}
    for i in picks.tolist():
        for series in frame.series(i, i + 1):
            end = series.y.size - windows_back * steps
            if end - steps < 8:
                continue
            known = {name: values[: end - steps] for name, values in series.extra.items()}
            past.append(Series(series.unique_id, series.first_step, series.y[: end - steps], known))
            actual.append(series.y[end - steps : end])
            for name in extra:
                more[name].append(series.extra[name][end - steps : end])
    return Split(data_set, past, np.array(actual), {name: np.array(values) for name, values in more.items()})
