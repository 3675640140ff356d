"""Factors of special days."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from domain.forecasting.engine.effects import special_days


def test_an_ordinary_holiday_gets_next_to_no_factor() -> None:
    rng = np.random.default_rng(0)
    demand = rng.poisson(10, (400, 20)).astype(float)
    first = date(2024, 1, 1)
    days = {"Nothing day|0": [first.toordinal() + 100, first.toordinal() + 300]}

    base = special_days.ordinary(demand, np.zeros(400, dtype=bool))

    factors = special_days.fit_factors([special_days.SpecialDays(demand, base, days)], first).factors
    assert factors.get("Nothing day|0", 1.0) == pytest.approx(1.0, abs=0.08)
