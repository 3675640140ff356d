"""A forecast with another daily mean is one distribution still."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forecasting.adjustment.reshaping import reshape
from domain.forecasting.models.distribution import is_sound
from testing.forecasting_world import simulated_demand as demand


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
