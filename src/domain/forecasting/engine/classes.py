"""Demand classification: the three classes that share a calibration, and the named pattern.

Source of the pattern: Syntetos, Boylan & Croston (2005) "On the categorization of demand patterns".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.past import Past
    from domain.forecasting.models.demand import DemandPattern

CLASSES = 3
"""0: sells nearly always; 1: with gaps; 2: mostly zeros."""
_RECENT = 182
_INTERVAL, _VARIATION = 1.32, 0.49


def classify(past: Past) -> Array:
    """Class of each series by its recent share of zeros (up to a tenth, a half, more), (N,) int."""
    x, seen = past.x[-_RECENT:], past.seen[-_RECENT:]
    zeros = ((x <= 0) * seen).sum(0) / np.maximum(seen.sum(0), 1)
    klass: Array = (zeros > 0.1).astype(int) + (zeros > 0.5)
    return klass


def pattern_of(demand: Array) -> DemandPattern:
    """Pattern of one history (unobserved days ``nan``): ``new`` below four sales or four weeks."""
    seen = demand[np.isfinite(demand)]
    sizes = seen[seen > 0]
    if sizes.size < 4 or seen.size < 28:
        return "new"
    rare = seen.size / sizes.size > _INTERVAL
    varied = float(sizes.std() / sizes.mean()) ** 2 > _VARIATION
    if rare:
        return "lumpy" if varied else "intermittent"
    return "erratic" if varied else "smooth"
