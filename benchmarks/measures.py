"""What a forecast of many series scores, each series over its own scale (as M5 does), and what its intervals cover."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.evaluation.scoring import naive_scale
from domain.forecasting.engine.intervals.empirical import level_at
from domain.forecasting.engine.intervals.pinball import pinball

if TYPE_CHECKING:
    from benchmarks.frames import Floats, Series

DECILES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
JUDGED = (0.025, *DECILES, 0.975)
AT_JUDGED = [level_at(level) for level in JUDGED]
"""Positions of the levels that are judged among those that the engine stores."""


@dataclass(frozen=True)
class Scores:
    """RMSSE and scaled quantile loss (deciles): means over series; WAPE over all; coverage of 80 % and 95 %."""

    rmsse: float
    wape: float
    sql: float
    sql_median: float
    bias: float
    cover_80: float
    cover_95: float
    width_80: float

    def rounded(self) -> dict[str, float]:
        """For the report."""
        return {name: float(f"{value:.4g}") for name, value in asdict(self).items()}


def scales(past: list[Series], *, squared: bool) -> Floats:
    """In-sample error of the one-step naive from the first sale on; ``nan`` for a constant series."""
    found = [naive_scale(np.nan_to_num(series.y), 1, squared=squared) for series in past]
    return np.array([np.nan if value is None else value for value in found])


def score(past: list[Series], actual: Floats, mean: Floats, quantiles: Floats) -> Scores:
    """Score means (N, H) and quantiles (N, H, 11) at 0.025, the deciles and 0.975."""
    known = np.isfinite(actual)
    truth = np.where(known, actual, 0.0)
    count = np.maximum(known.sum(1), 1)
    squared = np.where(known, (truth - mean) ** 2, 0).sum(1) / count
    loss = np.where(known, 2 * pinball(truth, quantiles[..., 1:10], DECILES).mean(-1), 0).sum(1) / count
    scaled = loss / scales(past, squared=False)
    inside_80 = (truth >= quantiles[..., 1] - 1e-9) & (truth <= quantiles[..., 9] + 1e-9)
    inside_95 = (truth >= quantiles[..., 0] - 1e-9) & (truth <= quantiles[..., 10] + 1e-9)
    total = truth.sum()
    return Scores(
        rmsse=float(np.nanmean(np.sqrt(squared / scales(past, squared=True)))),
        wape=float(np.where(known, np.abs(truth - mean), 0).sum() / total),
        sql=float(np.nanmean(scaled)),
        sql_median=float(np.nanmedian(scaled)),
        bias=float(np.where(known, mean - truth, 0).sum() / total),
        cover_80=float(inside_80[known].mean()),
        cover_95=float(inside_95[known].mean()),
        width_80=float(np.where(known, quantiles[..., 9] - quantiles[..., 1], 0).sum() / total),
    )


def geometric_mean(values: list[float]) -> float:
    """Geometric mean of ratios."""
    return float(np.exp(np.mean(np.log(values))))
