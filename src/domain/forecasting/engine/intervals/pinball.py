"""The pinball (quantile) loss: what quantile forecasts are fitted and scored by.

Source: Gneiting & Raftery (2007) "Strictly proper scoring rules, prediction, and estimation".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.engine.arrays import Array


def pinball(actual: Array, quantiles: Array, levels: Sequence[float] = QUANTILE_LEVELS) -> Array:
    """Quantile (pinball) loss at each level; ``quantiles`` has one more axis than ``actual``, the levels."""
    level = np.asarray(levels, dtype=np.float64)
    miss = actual[..., None] - quantiles
    loss: Array = np.maximum(level * miss, (level - 1) * miss)
    return loss
