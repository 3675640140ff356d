"""Accuracy of forecasts on days that were held back: measures, interval coverage, and points for a chart.

Values only; :mod:`domain.forecasting.engine.evaluation` computes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from domain.shared.arrays import FloatArray


@dataclass(frozen=True)
class Coverage:
    """Interval coverage: ``expected`` (= ``level``) and ``actual`` share of values inside."""

    level: float
    expected: float
    actual: float
    points: int


@dataclass(frozen=True)
class Metrics:
    """Accuracy of one forecaster on one product. ``nan``-free: what cannot be known is ``None``."""

    wape: float | None
    mase: float | None
    rmsse: float | None
    bias: float | None
    weighted_quantile_loss: float | None
    coverage: Coverage | None


@dataclass(frozen=True, eq=False)
class BacktestPoints:
    """Backtest forecasts beside actual values, shape (D,) each; for a chart."""

    dates: tuple[date, ...]
    predicted: FloatArray
    lower: FloatArray
    upper: FloatArray
    actual: FloatArray


@dataclass(frozen=True, eq=False)
class Backtest(Metrics):
    """Rolling-origin evaluation: the engine's metrics, those of the seasonal naive, and the skill.

    ``skill_vs_naive`` is 1 - WAPE / WAPE of the naive: below 0 the naive would have been better.
    """

    folds: int
    horizon_days: int
    naive: Metrics
    skill_vs_naive: float | None
    points: BacktestPoints
