"""Values that the engine takes and gives."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from domain.forecasting.engine.intervals import empirical
from domain.forecasting.models.demand import DemandHistory, interpolate_quantile
from domain.forecasting.models.known_days import KnownEvent
from tests.support.histories import END, ending


def test_quantiles_between_stored_levels_are_interpolated() -> None:
    stored = np.asarray(empirical.LEVELS)[None, :]

    assert interpolate_quantile(stored, 0.925)[0] == pytest.approx(0.925)
    with pytest.raises(ValueError, match="level"):
        interpolate_quantile(stored, 0.0)


def test_impossible_values_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="negative"):
        ending([-1.0])
    with pytest.raises(ValueError, match="shape"):
        DemandHistory("P", None, END, np.ones(3), price=np.ones(2))
    with pytest.raises(ValueError, match="end before"):
        KnownEvent("x", END, END - timedelta(days=1))
    with pytest.raises(ValueError, match="expected_change_pct"):
        KnownEvent("x", END, END, -101)
