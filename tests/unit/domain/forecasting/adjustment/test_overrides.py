"""Overrides applied: by factor, by quantity, the later of two, and those of other days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from domain.forecasting.adjustment.overrides import apply_overrides
from domain.forecasting.models.distribution import is_sound
from domain.forecasting.models.levels import QUANTILE_LEVELS
from domain.forecasting.models.override import Override
from testing.forecasting_world import simulated_demand as demand

START = date(2026, 11, 20)


def override(first: int = 0, last: int = 0, **changes) -> Override:
    """Return an override of the days numbered ``first`` to ``last``."""
    return Override(
        **{
            "override_id": "id-1",
            "product_id": "SKU-1",
            "start": START + timedelta(days=first),
            "end": START + timedelta(days=last),
            "reason": "Market day",
            "author": "Ada",
            "created_at": datetime(2026, 11, 20, tzinfo=UTC),
        }
        | changes
    )


def test_an_override_by_quantity_sets_each_day_and_says_what_that_means():
    base = demand()
    changed, notes = apply_overrides(base, [override(0, 1, quantity=10.0)], START)
    assert changed.mean[:2].tolist() == [10.0, 10.0]
    assert changed.quantiles[0, 0] < 10 < changed.quantiles[0, -1]
    assert [(note.source, note.reason, note.applied) for note in notes] == [("override", "Market day (Ada)", True)]
    assert notes[0].factor == pytest.approx(20 / float(base.mean[:2].sum()))


def test_a_quantity_for_a_day_without_demand_gets_the_spread_of_a_count():
    silent = demand((0.0, 0.0))
    changed, _ = apply_overrides(silent, [override(0, 1, quantity=100.0)], START)
    assert changed.mean.tolist() == [100.0, 100.0]
    low, high = QUANTILE_LEVELS.index(0.025), QUANTILE_LEVELS.index(0.975)
    assert changed.quantiles[0, [low, high]].tolist() == pytest.approx([80.4, 119.6], abs=0.1)
    assert changed.cumulative[1, [low, high]].tolist() == pytest.approx([200 - 27.7, 200 + 27.7], abs=0.2)
    assert is_sound(changed)


def test_of_two_overrides_of_a_day_the_later_counts():
    overrides = [override(0, 2, factor=3.0), override(1, 1, quantity=1.0, override_id="id-2")]
    base = demand()
    changed, notes = apply_overrides(base, overrides, START)
    assert np.allclose(changed.mean[:3], [3 * base.mean[0], 1.0, 3 * base.mean[2]], rtol=1e-3)
    assert len(notes) == 2


@pytest.mark.parametrize(
    "outside",
    [
        override(0, 0, factor=2.0, expires_on=START),
        override(-9, -5, factor=2.0),
        override(30, 40, factor=2.0),
    ],
)
def test_expired_and_distant_overrides_leave_the_forecast_alone(outside):
    base = demand()
    changed, notes = apply_overrides(base, [outside], START + timedelta(days=1))
    assert changed is base
    assert notes == ()
