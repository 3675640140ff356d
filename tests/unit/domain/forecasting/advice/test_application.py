"""Changed days stay one distribution: means, quantiles and sums keep in step."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forecasting.advice.application import Change, apply_changes, apply_overrides, reshape
from domain.forecasting.models.demand import QUANTILE_LEVELS
from domain.forecasting.models.distribution import DemandDistribution, is_sound
from domain.forecasting.models.override import Override

START = date(2026, 11, 20)
MEDIAN = QUANTILE_LEVELS.index(0.5)


def demand(mean=(3.0, 5.0, 8.0, 4.0, 0.5, 2.0), draws: int = 2000) -> DemandDistribution:
    """Return a distribution from simulated days."""
    paths = np.random.default_rng(7).poisson(np.asarray(mean), size=(draws, len(mean))).astype(float)
    levels = np.asarray(QUANTILE_LEVELS)
    total = np.cumsum(paths, axis=1)
    return DemandDistribution(
        START,
        paths.mean(axis=0),
        np.quantile(paths, levels, axis=0).T,
        np.cumsum(paths.mean(axis=0)),
        np.quantile(total, levels, axis=0).T,
    )


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


@given(
    st.lists(st.floats(0, 500), min_size=1, max_size=20),
    st.lists(st.floats(0, 5), min_size=20, max_size=20),
    st.lists(st.floats(1, 2), min_size=20, max_size=20),
)
@settings(deadline=None, max_examples=60)
def test_whatever_is_changed_the_result_is_a_distribution(mean, factors, widening):
    base = demand(mean, draws=100)
    changed = reshape(base, base.mean * np.array(factors[: len(mean)]), np.array(widening[: len(mean)]))
    assert is_sound(changed)
    assert (np.diff(changed.cumulative, axis=0) >= -1e-9 * changed.cumulative.max(initial=1)).all()
    assert np.allclose(changed.cumulative_mean, np.cumsum(changed.mean), rtol=1e-3, atol=1e-3)


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
