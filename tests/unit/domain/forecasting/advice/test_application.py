"""Proposals applied: changed days stay one distribution, and means, quantiles and sums keep in step."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forecasting.advice.application import Change, apply_changes
from domain.forecasting.models.levels import QUANTILE_LEVELS
from testing.forecasting_world import simulated_demand as demand

START = date(2026, 11, 20)
MEDIAN = QUANTILE_LEVELS.index(0.5)


@given(st.floats(0.01, 20))
def test_one_factor_for_every_day_scales_every_day_and_every_sum(factor):
    base = demand()
    changed = apply_changes(base, [Change(START, START + timedelta(days=5), factor)])
    for name in ("mean", "quantiles", "cumulative_mean", "cumulative"):
        assert np.allclose(getattr(changed, name), getattr(base, name) * factor, rtol=1e-3), name


def test_only_the_days_named_change_and_the_sums_after_them():
    base = demand()
    changed = apply_changes(base, [Change(START + timedelta(days=2), START + timedelta(days=3), 2.0)])
    assert np.allclose(changed.mean / base.mean, [1, 1, 2, 2, 1, 1], rtol=1e-3)
    assert np.allclose(changed.cumulative[:2], base.cumulative[:2], rtol=1e-3)
    assert changed.cumulative_mean[-1] == pytest.approx(base.mean.sum() + base.mean[2:4].sum(), rel=1e-3)
    assert (changed.cumulative[2:, MEDIAN] > base.cumulative[2:, MEDIAN]).all()


def test_a_closed_week_sells_nothing_for_certain():
    closed = apply_changes(demand(), [Change(START, START + timedelta(days=2), 0.0)])
    assert not closed.mean[:3].any()
    assert not closed.quantiles[:3].any()
    assert not closed.cumulative[:3].any()
    assert closed.cumulative[3, -1] > 0


def test_widening_stretches_intervals_and_leaves_the_mean():
    base = demand()
    wider = apply_changes(base, [Change(START, START + timedelta(days=5), 1.0, widening=1.5)])
    assert np.allclose(wider.mean, base.mean, rtol=1e-3)
    high, low = QUANTILE_LEVELS.index(0.9), QUANTILE_LEVELS.index(0.1)
    assert (
        wider.quantiles[:3, high] - wider.quantiles[:3, low] > base.quantiles[:3, high] - base.quantiles[:3, low]
    ).all()
    assert wider.cumulative[-1, high] > base.cumulative[-1, high]


def test_changes_outside_the_days_change_nothing():
    base = demand()
    changed = apply_changes(base, [Change(date(2026, 1, 1), date(2026, 1, 5), 3.0)])
    assert np.allclose(changed.quantiles, base.quantiles, rtol=1e-4)
