"""Application of a model's proposals to a forecast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.adjustment.reshaping import reshape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.forecasting.models.distribution import DemandDistribution


@dataclass(frozen=True)
class Change:
    """Multiplies the days ``start``..``end`` by ``factor``, and stretches their intervals by ``widening``."""

    start: date
    end: date
    factor: float
    widening: float = 1.0


def apply_changes(demand: DemandDistribution, changes: Sequence[Change]) -> DemandDistribution:
    """Return the distribution with the changes made; changes of the same day multiply."""
    factor, widening = np.ones(len(demand)), np.ones(len(demand))
    for change in changes:
        days = demand.span(change.start, change.end)
        factor[days] *= change.factor
        widening[days] *= change.widening
    return reshape(demand, demand.mean * factor, widening)
