"""The field's usual ensemble, from statsforecast: what a user would otherwise pick. Only ever measured against."""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from benchmarks.frames import Floats, Series

LEVELS = (20, 40, 60, 80, 95)
ENSEMBLE = ("AutoETS", "DynamicOptimizedTheta", "AutoCES")
EXTRA = ("AutoTheta",)


@dataclass(frozen=True, eq=False)
class Peer:
    """Means (N, H), quantiles (N, H, 11) at 0.025, 0.1 … 0.9, 0.975, and seconds of CPU."""

    mean: Floats
    quantiles: Floats
    cpu: float


def run(past: list[Series], season_length: int, horizon: int) -> dict[str, Peer]:
    """Every model on the same series, one core, negative forecasts cut at zero; and ``E3``, the mean of three."""
    import pandas as pd
    from statsforecast import StatsForecast, models

    table = pd.DataFrame(
        {
            "unique_id": np.repeat(np.arange(len(past)), [series.y.size for series in past]),
            "ds": np.concatenate([np.arange(series.y.size) for series in past]),
            "y": np.concatenate([np.nan_to_num(series.y) for series in past]),
        }
    )
    found = {}
    for name in (*ENSEMBLE, *EXTRA):
        model = getattr(models, name)(season_length=season_length, alias="M")
        fallback = models.SeasonalNaive(season_length=season_length, alias="M")
        _warm(StatsForecast, model, table, horizon)
        started = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            runner = StatsForecast(models=[model], freq=1, n_jobs=1, fallback_model=fallback)
            made = runner.forecast(df=table, h=horizon, level=list(LEVELS))
        found[name] = Peer(*_arrays(made, len(past), horizon), time.process_time() - started)
    parts = [found[name] for name in ENSEMBLE]
    found["E3"] = Peer(
        np.mean([part.mean for part in parts], axis=0),
        np.mean([part.quantiles for part in parts], axis=0),
        sum(part.cpu for part in parts),
    )
    return found


def _warm(engine: type, model: object, table: object, horizon: int) -> None:
    """Compile before the clock starts: compiling is not what a user pays for every night."""
    few = table[table["unique_id"] == 0]  # type: ignore[index]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        engine(models=[model], freq=1, n_jobs=1, fallback_model=None).forecast(df=few, h=horizon, level=list(LEVELS))


def _arrays(made: object, count: int, horizon: int) -> tuple[Floats, Floats]:
    def column(name: str) -> Floats:
        values: Floats = np.maximum(made[name].to_numpy(dtype=float).reshape(count, horizon), 0)  # type: ignore[index]
        return values

    low = [column(f"M-lo-{level}") for level in reversed(LEVELS)]
    high = [column(f"M-hi-{level}") for level in LEVELS]
    return column("M"), np.stack([*low, column("M"), *high], axis=-1)
